"""The terminal interface (Textual). A screen is one file; a widget that two screens use is one."""
