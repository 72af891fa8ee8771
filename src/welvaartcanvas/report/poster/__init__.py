"""The poster: a canvas on one A3 page, and behind it what did not fit."""
