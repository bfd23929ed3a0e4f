"""What the demo board is made of: a real plan, word for word as its annual meeting adopted it."""
