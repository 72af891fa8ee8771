"""The sections of a report, one a file; ``canvas_report`` beside them puts them in order."""
