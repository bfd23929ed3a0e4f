"""Speed and memory of a real server with real SSH clients, as a table; run with `python -m bench`."""
