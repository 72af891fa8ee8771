"""Welvaartcanvas: nine questions about a region's economy, answered from three sides."""

__version__ = "0.2.0.dev0"
