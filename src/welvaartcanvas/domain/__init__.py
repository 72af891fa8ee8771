"""What the program knows: frozen models and pure functions, no I/O, no clock, no chance."""
