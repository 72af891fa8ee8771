"""The report of a comparison: regions beside one another, for a board."""
