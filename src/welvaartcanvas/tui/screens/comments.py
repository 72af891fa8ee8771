"""The comments of partners on a canvas, and working through them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from welvaartcanvas.domain.discussion import Wanted, progress, threads
from welvaartcanvas.domain.review import HANDLED, Comment, CommentState
from welvaartcanvas.domain.versions import newest_only
from welvaartcanvas.i18n import N_, _, language
from welvaartcanvas.tui.screens.comment_edits import CommentEdits
from welvaartcanvas.tui.screens.comment_filter import choices, narrowed, narrowed_text
from welvaartcanvas.tui.widgets import comments
from welvaartcanvas.tui.widgets.lines import Lines
from welvaartcanvas.tui.widgets.overview import DRAFT_SIGN, bar
from welvaartcanvas.tui.widgets.text import Clipped, Hanging, Steady, on_one_line
from welvaartcanvas.tui.widgets.two_clicks import TwoClicks
from welvaartcanvas.wording import review
from welvaartcanvas.workspace.drafts import Draft

#: How wide the bar of what was handled is, in cells.
_BAR = 12


class CommentLines(Lines, TwoClicks):
    """The comments; Enter asks what is done with the one at the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("Handle"))]


class Chosen(VerticalScroll, can_focus=True):
    """The comment at the cursor as a whole and what it is about, to scroll through."""


class CommentsScreen(CommentEdits):
    """The comments on a canvas by block, beside them the one at the cursor and what it is about.

    ``block`` shows those of one block only; ``at`` is the id of the one to begin at, and
    ``draft`` a text to go on with.
    """

    CSS_PATH = ["../styles/comments.tcss"]  # noqa: RUF012 (as Textual has it)
    AUTO_FOCUS = "CommentLines"
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 (as Textual has it)
        (0, "-narrow"),
        (110, "-wide"),
        (160, "-broad"),
        (190, "-broadest"),
    ]
    HELP = N_(
        "What partners said of the canvas, in the PDF or to you, block by block, with the text "
        "that it is about as it is now. Of each you say what is done with it: taken over into the "
        "text, made a contribution or an action, answered, rejected with a reason, or postponed; "
        "Enter names all ways. Then the next open one comes. Signs: ○ open, ◐ postponed, "
        "✓ accepted, + made a contribution, » made an action, ↵ answered, ✗ rejected; ↳ is a reply "
        "to what stands above it, ~ says that the text was changed since the PDF was made, and "
        "✎ that something was typed here and not saved. What a partner changed in the PDF counts "
        "once: what it said before stands below it in grey, and what is done with the newest is "
        "done with that too. With f you see only one partner, state, block or round; with n you "
        "type what a partner told you."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,right_square_bracket", "next(1)", N_("Next open")),
        Binding("left_square_bracket", "next(-1)", N_("Previous open"), show=False),
        Binding("f", "filter", N_("Filter")),
    ]

    def __init__(
        self,
        canvas_id: str,
        *,
        block: str | None = None,
        at: str | None = None,
        draft: Draft | None = None,
    ) -> None:
        super().__init__(canvas_id)
        self._wanted = Wanted(block=block)
        self._at = at
        self._draft = draft
        self._shown: tuple[Comment, ...] = ()
        self._listed: object = None

    def body(self) -> Iterable[Widget]:
        """How far one is, the comments, and the one at the cursor with what it is about."""
        yield Clipped(lines=2, id="about")
        with Container(id="both"):
            yield CommentLines(id="comments", markup=False)
            with Chosen(id="chosen"):
                yield Steady(id="comment")
                with Vertical(id="about-what"):
                    yield Steady(id="here-title")
                    yield Steady(id="here")

    def trail(self) -> list[str]:
        """Region, canvas, comments."""
        return [*super().trail(), _("Comments")]

    def on_mount(self) -> None:
        """Begin at the first that is open, or with the text to go on with."""
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        if self._draft is not None:
            self.open_draft(self._draft)
        else:
            self._go_to(self._at or self._first_open)

    @property
    def _first_open(self) -> str:
        """The id of the first of those shown that is open, else the first; empty for none."""
        ids = [comment.id for comment in self._shown]
        waiting = (c.id for c in newest_only(self._shown) if c.state is CommentState.OPEN)
        return next(waiting, "".join(ids[:1]))

    # What is shown.

    def show(self) -> None:
        """Show those that are wanted."""
        self._show()

    def _show(self, at: str | None = None) -> None:
        found = threads(self.canvas, self._wanted.of(self.canvas))
        self._shown = tuple(comment for thread in found for comment in thread.comments)
        listed = (self.canvas, found, self.drafted, language(), self.app.theme)
        if listed != self._listed:
            self._listed = listed
            options = comments.comment_options(self.canvas, found, self.drafted)
            lines = self.query_one(CommentLines)
            here = None if lines.option_count else self._told_of  # built anew: another language
            lines.show(options, at=at or here)
        elif at:
            self._go_to(at)
        self.query_one("#about", Clipped).show(self._about())
        self._tell()

    def _go_to(self, id: str) -> None:
        lines = self.query_one(CommentLines)
        if id in {comment.id for comment in self._shown}:
            lines.highlighted = lines.get_option_index(id)

    def _about(self) -> Content:
        """How far one is with those that are shown, and which those are."""
        far = progress(self._shown)
        narrow = narrowed_text(self.canvas, self._wanted)
        if not self.canvas.comments:
            return Content(
                _(
                    "No comments yet. Import the PDF that a partner sends back, or press n to "
                    "type what a partner told you."
                )
            )
        if not self._shown:
            nothing = _("No comments of that sort; f shows others.")
            return Content(" · ".join([narrow, nothing]))
        said = Content.assemble(
            bar(far.handled, far.total, _BAR), " ", (review.progress_text(far), "bold $primary")
        )
        newest = newest_only(self._shown)
        later = [comment for comment in newest if comment.state is CommentState.POSTPONED]
        more = filter(None, [review.states_text(later), narrow])
        return Content(" · ").join([said, *map(Content, more)])

    @property
    def comment(self) -> Comment | None:
        """The comment at the cursor."""
        chosen = self.query_one(CommentLines).chosen if self.is_mounted else None
        return next((c for c in self._shown if c.id == chosen), None)

    @on(OptionList.OptionHighlighted)
    def _tell(self) -> None:
        """Show the one at the cursor as a whole, and what it is about."""
        comment, pane = self.comment, self.query_one("#chosen", Chosen)
        pane.display = comment is not None
        if comment is not None:
            state = review.state_name(comment.state)
            kept = f"{DRAFT_SIGN} " if comment.id in self.drafted else ""
            pane.border_title = Content(f"{kept}{_('Comment')} · {state}")
            self.query_one("#comment", Steady).say(Hanging(*comments.whole(self.canvas, comment)))
            title = Content.assemble(
                (_("Now on the canvas"), "bold $primary"),
                f" · {on_one_line(comments.place(self.canvas, comment))}",
            )
            self.query_one("#here-title", Steady).say(title)
            self.query_one("#here", Steady).say(Hanging(*comments.here(self.canvas, comment)))
            if comment.id != self._told_of:
                self._told_of = comment.id
                pane.scroll_to(y=0, animate=False)
        self.refresh_bindings()

    _told_of = ""
    """The comment that is shown as a whole."""

    # From one to the next.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There must be an open one to go to."""
        if action == "next":
            return self.is_mounted and self._next(1) is not None
        return super().check_action(action, parameters)

    def _next(self, by: int) -> Comment | None:
        """The next one that is open; where none is, one that was postponed."""
        ids = [comment.id for comment in self._shown]
        chosen = self.query_one(CommentLines).chosen
        start = ids.index(chosen) if chosen in ids else -1 if by > 0 else 0
        counts = {comment.id for comment in newest_only(self._shown)}
        around = [self._shown[(start + by * n) % len(ids)] for n in range(1, len(ids))]
        return next(
            (
                comment
                for state in (CommentState.OPEN, CommentState.POSTPONED)
                for comment in around
                if comment.state is state and comment.id in counts
            ),
            None,
        )

    def action_next(self, by: int) -> None:
        """To the next open one; behind the last of them the first comes again."""
        found = self._next(by)
        if found is not None:
            self._go_to(found.id)
            self.query_one(CommentLines).focus()

    def handled(self, id: str) -> None:
        """Show what was done with the comment, and go on to the next open one."""
        following = self._next(1)
        self._read()
        now = next((c for c in self.canvas.comments if c.id == id), None)
        waits = now is None or now.state not in HANDLED | {CommentState.POSTPONED}
        self._show(at=id if waits or following is None else following.id)

    def show_comment(self, id: str) -> None:
        """Read the canvas anew, and put the cursor on that comment, whatever is filtered."""
        self._read()
        if id not in {comment.id for comment in self._wanted.of(self.canvas)}:
            self._wanted = Wanted()
        self._show(at=id)

    # Undoing, and filtering.

    def action_undo(self) -> None:
        """As elsewhere; the cursor goes to the comment that it was about."""
        self._back(super().action_undo)

    def action_redo(self) -> None:
        """As elsewhere; the cursor goes to the comment that it was about."""
        self._back(super().action_redo)

    def action_filter(self) -> None:
        """Ask for one partner, state, block or round, or for everything again."""
        from welvaartcanvas.tui.screens.choose import Choose

        def chosen(key: str | None) -> None:
            if key is not None:
                here = self.comment
                self._wanted = narrowed(self._wanted, key)
                self._show()
                if here is None or here not in self._shown:
                    self._go_to(self._first_open)

        self.app.push_screen(
            Choose(
                _("Show only the comments"),
                choices(self.canvas, self._wanted),
                placeholder=_("a word of a partner, state, block or round"),
            ),
            chosen,
        )
