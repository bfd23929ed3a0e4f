"""Writing what the board holds as text that others read."""
