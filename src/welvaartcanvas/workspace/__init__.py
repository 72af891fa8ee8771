"""The one door for both faces: open a workspace, change a canvas, export it.

Split by what people do with it; it holds no rules of the domain and no SQL. What the store
answers with is named here too, for the faces know no other room behind the door.
"""

from welvaartcanvas.domain.history import Change
from welvaartcanvas.store.canvases import CanvasHeading, CanvasLine
from welvaartcanvas.workspace.workspace import Workspace, open_workspace

__all__ = ["CanvasHeading", "CanvasLine", "Change", "Workspace", "open_workspace"]
