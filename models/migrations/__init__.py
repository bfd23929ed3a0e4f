"""The schema's numbered steps, run in order and only once."""
