"""Canvases to and from files that others read and write; no byte from outside is trusted."""
