"""One block in the picture of the canvas: as much of it as its box has room for."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from welvaartcanvas.domain.analysis import BlockProfile
from welvaartcanvas.domain.canvas import Canvas
from welvaartcanvas.domain.discussion import Wanted, progress
from welvaartcanvas.domain.settling import open_in
from welvaartcanvas.domain.template import Block, Perspective
from welvaartcanvas.i18n import N_, language, ngettext
from welvaartcanvas.tui.widgets import marks
from welvaartcanvas.tui.widgets.text import MORE, clipped, on_one_line

#: From this width on, in cells, a sentence can be read in a box.
_READS_FROM = 22


def box_lines(
    canvas: Canvas, block: Block, app: App[object], width: int, height: int
) -> list[Content]:
    """A block within ``width`` × ``height`` cells.

    First a line for each perspective, which always stays, and the title, unless the frame
    has to take that; then, as far as there is room, the question and the first contributions
    of each perspective.
    """
    sides = canvas.template.perspectives
    reads = width >= _READS_FROM
    lines = clipped(_title(block), width, min(2, height - len(sides)))
    room = height - len(lines) - len(sides)
    question = Content.styled(block.question(language()), "italic")
    asked = clipped(question, width, min(3 if reads else 7, room - (2 if reads else 1)))
    if asked:
        lines += [*asked, Content()]
        room -= len(asked) + 1
    shares = _shares(canvas, block, room if reads else 0)
    for side in sides:
        lines.append(side_line(canvas, block, side, app, width))
        lines += _first_words(canvas, block, side, width, shares[side.key])
    return lines[:height]


def _title(block: Block) -> Content:
    return Content.styled(f"{block.number} {block.title(language())}", "bold")


def side_line(
    canvas: Canvas, block: Block, side: Perspective, app: App[object], width: int
) -> Content:
    """One perspective of a block in one line: mark, name, number of contributions, rating."""
    count = len(canvas.cell(block.key, side.key))
    rating = canvas.rating(block.key, side.key)
    score = rating.score if rating else None
    sign = marks.mark(side, app)
    figure = Content.styled(f"{count:>2}", "" if count else marks.MUTED)
    right = marks.score_and_bar(score)
    words = ngettext("{n} contribution", "{n} contributions", count).format(n=count)
    anchor = marks.rated(canvas.template.anchor(score)) if score is not None else right
    for left, right_hand in (
        (Content.assemble(marks.named(side, app), "  ", words), anchor),
        (Content.assemble(marks.named(side, app), figure.pad_left(1)), right),
        (Content.assemble(sign, figure), right),
    ):
        gap = width - left.cell_length - right_hand.cell_length
        if gap >= 2:
            return Content.assemble(left, " " * gap, right_hand)
    short = Content("–" if score is None else str(score))
    return Content.assemble(sign, figure, " " * max(1, width - 4), short).truncate(width)


def _shares(canvas: Canvas, block: Block, lines: int) -> dict[str, int]:
    """How many of ``lines`` each perspective gets for words: in turn, while it has any."""
    left = {p.key: len(canvas.cell(block.key, p.key)) * 2 for p in canvas.template.perspectives}
    shares = dict.fromkeys(left, 0)
    while lines > 0 and any(left.values()):
        for key, wants in left.items():
            if wants and lines > 0:
                shares[key] += 1
                left[key] -= 1
                lines -= 1
    return shares


def _first_words(
    canvas: Canvas, block: Block, side: Perspective, width: int, lines: int
) -> list[Content]:
    """The first contributions of a cell in ``lines`` lines; the last line says what is left."""
    notes = canvas.cell(block.key, side.key)
    shown: list[Content] = []
    for place, note in enumerate(notes):
        rest = len(notes) - place
        room = lines - len(shown) - (rest > 1)
        if room < 1 and shown:
            more = ngettext("{n} more", "{n} more", rest).format(n=rest)
            shown.append(Content.styled(f"{MORE} {more}", marks.MUTED))
            break
        words = clipped(Content(on_one_line(note.text)), width - 2, min(2, max(1, room)))
        shown += [Content.assemble("  " if i else "· ", line) for i, line in enumerate(words)]
    return shown[:lines]


class BlockBox(Widget, can_focus=True):
    """A block of the canvas as a box that opens it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", N_("Open block"))]

    class Opened(Message):
        """The user wants into the block."""

        def __init__(self, box: BlockBox) -> None:
            super().__init__()
            self.block = box.block

    def __init__(self, canvas: Canvas, block: Block) -> None:
        super().__init__(id=f"block-{block.key}")
        self.canvas = canvas
        self.block = block

    def show(self, canvas: Canvas, profile: BlockProfile) -> None:
        """Show the block as it is in ``canvas``."""
        self.canvas = canvas
        self._profile = profile
        self.on_resize()
        self.refresh()

    def on_resize(self) -> None:
        """The frame says what was found, and the title where there is no room within."""
        width, height = self.content_size
        room = width - 4
        count = open_in(self.canvas, self.block.key)
        signs = [marks.to_choose(count)] if count else []
        waits = progress(Wanted(block=self.block.key).of(self.canvas)).left
        signs += [marks.comments(waits)] if waits else []
        room -= sum(sign.cell_length + 2 for sign in signs)
        found = marks.findings_in(self._profile, max(room, 0))
        self.border_subtitle = Content("  ").join([*signs, *([found] if found else [])])
        within = height > len(self.canvas.template.perspectives)
        self.border_title = Content() if within else _title(self.block)

    def render(self) -> Content:
        """The block, within the room there is."""
        size = self.content_size
        lines = box_lines(self.canvas, self.block, self.app, size.width, size.height)
        return Content("\n").join(lines)

    def action_open(self) -> None:
        """Ask for the block."""
        self.post_message(self.Opened(self))

    def on_click(self, event: events.Click) -> None:
        """A click opens, as Enter does."""
        event.stop()
        self.action_open()
