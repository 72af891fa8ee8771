"""An export of ours, and what the programs of partners made of it."""
