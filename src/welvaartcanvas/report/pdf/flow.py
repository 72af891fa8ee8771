"""Pieces over pages: what belongs together stays together, and nothing is cut."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from welvaartcanvas.report.pdf.layout import Panel, Piece
from welvaartcanvas.report.pdf.page import Page


class Frame(NamedTuple):
    """Where on a page the text goes: points from its top left corner."""

    x: float
    top: float
    width: float
    bottom: float

    @property
    def height(self) -> float:
        """The room on an empty page."""
        return self.bottom - self.top


class Flow:
    """Places pieces below one another in a frame, on as many pages as they need.

    ``new_page`` makes the next page. Pieces that are glued to the next one wait for it.
    """

    def __init__(self, frame: Frame, new_page: Callable[[], Page]) -> None:
        self.frame = frame
        self._new_page = new_page
        self._waiting: list[Piece] = []
        self._page: Page | None = None
        self._y = frame.top
        self._panel: _OpenPanel | None = None

    def add(self, pieces: Iterable[Piece]) -> None:
        """Place ``pieces``; they are drawn at once, save those that wait for what follows."""
        for piece in pieces:
            self._waiting.append(piece)
            if not piece.glued:
                self._place_waiting()

    def break_page(self, least: float | None = None) -> None:
        """Go on with a new page, or with ``least`` only if less than that is left (points)."""
        self._place_waiting()
        if self._page and not self._at_top and (least is None or self._room < least):
            self._turn()

    def end(self) -> None:
        """Place what waits."""
        self._place_waiting()
        self._close_panel()

    @property
    def _at_top(self) -> bool:
        return self._y == self.frame.top

    @property
    def _room(self) -> float:
        return self.frame.bottom - self._y

    def _place_waiting(self) -> None:
        pieces, self._waiting = self._waiting, []
        if not pieces:
            return
        *firsts, last = pieces
        # One pixel of tolerance: the heights are sums of fractions.
        need = self._step(pieces[0]) + sum(
            piece.height + after.space + _paddings(piece, after)
            for piece, after in zip(firsts, pieces[1:], strict=True)
        )
        need += last.least + (last.panel.padding if last.panel else 0.0)
        if need > self._room + 0.01 and not self._at_top:
            pieces[0] = self._leave(pieces[0])
        for piece in pieces:
            self._place(piece)

    def _step(self, piece: Piece) -> float:
        """What is left empty between what was placed and ``piece``."""
        step = 0.0 if self._at_top else piece.space
        if self._panel and piece.panel is not self._panel.panel:
            step += self._panel.panel.padding
        if piece.panel and (not self._panel or piece.panel is not self._panel.panel):
            step += piece.panel.padding
        return step

    def _place(self, piece: Piece) -> None:
        below = piece.panel.padding if piece.panel else 0.0
        fresh = self._at_top
        while (room := self._room - self._step(piece) - below) + 0.01 < piece.height:
            parts = piece.split(room) if fresh or room >= piece.least else None
            if fresh and not parts:
                parts = piece.split(room, force=True)
            if parts:
                first, piece = parts
                self._draw(first)
            elif fresh:
                break  # higher than a page, and one whole
            piece = self._leave(piece)
            fresh = True
        self._draw(piece)

    def _draw(self, piece: Piece) -> None:
        page = self._page or self._new_page()
        self._page = page
        at_top = self._at_top
        if self._panel and piece.panel is not self._panel.panel:
            self._close_panel()
        self._y += 0.0 if at_top else piece.space
        if piece.panel and not self._panel:
            self._panel = _OpenPanel(piece.panel, page, self._y, page.reserve())
            self._y += piece.panel.padding
        piece.draw(page, self.frame.x, self._y)
        self._y += piece.height

    def _close_panel(self) -> None:
        if self._panel:
            self._y += self._panel.panel.padding
            self._panel.close(self.frame.x, self._y)
            self._panel = None

    def _leave(self, following: Piece) -> Piece:
        """Go to a new page, below the header of ``following``: that is how it stands there."""
        self._turn()
        if sum(row.height for row in following.header) < self.frame.height / 2:
            for row in following.header:
                self._draw(row.repeated())
        return following.resumed()

    def _turn(self) -> None:
        """Go to the top of a new page."""
        self._close_panel()
        self._page = None
        self._y = self.frame.top


def _paddings(before: Piece, after: Piece) -> float:
    """What the panels take where one ends or starts between two pieces."""
    if before.panel is after.panel:
        return 0.0
    return sum(piece.panel.padding for piece in (before, after) if piece.panel)


class _OpenPanel(NamedTuple):
    panel: Panel
    page: Page
    top: float
    fill: Callable[[Callable[[], None]], None]

    def close(self, x: float, bottom: float) -> None:
        self.fill(lambda: self.panel.draw(self.page, x, self.top, bottom))
