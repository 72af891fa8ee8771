"""The one door for both faces: open a workspace, change a canvas, export it.

Split by what people do with it; it holds no rules of the domain and no SQL.
"""

from welvaartcanvas.workspace.workspace import Workspace, open_workspace

__all__ = ["Workspace", "open_workspace"]
