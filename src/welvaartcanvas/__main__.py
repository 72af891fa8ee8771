"""``python -m welvaartcanvas``: the program, also where its script is not on the path."""

import sys

from welvaartcanvas.cli import main

if __name__ == "__main__":
    sys.exit(main())
