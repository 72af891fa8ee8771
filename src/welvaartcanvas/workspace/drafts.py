"""Drafts: what stands in an editor, kept until it is saved or thrown away.

Each is a file of its own beside the workspace and not a row in it, so that typing survives
a database that is locked, full or damaged, and a terminal that dies.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Literal

from pydantic import AwareDatetime, ValidationError

from welvaartcanvas.domain.model import Model
from welvaartcanvas.errors import OutputError, system_reason
from welvaartcanvas.files import files_in, write_whole
from welvaartcanvas.locations import state_folder
from welvaartcanvas.workspace.session import Session

#: A draft is written in far less, in seconds: what is older and unfinished was left so.
_JUST_NOW = 60
#: What a draft can be of: a thing of a canvas, a comment that is typed (``entity_id`` is the thing
#: that it is about), what is done with a comment (of which ``perspective`` says what that is), a
#: review round, a region, or the head of a canvas.
Edited = Literal[
    "contribution",
    "rating",
    "learning_question",
    "action",
    "partner",
    "comment",
    "handling",
    "round",
    "region",
    "canvas",
]


class Draft(Model):
    """Unsaved fields of one editor. ``entity_id`` is empty for something new.

    What is no thing of a canvas has no ``canvas_id`` and no ``block``.

    The texts are as typed, also where they could not be saved so: that is what a draft is for.
    """

    canvas_id: str
    entity: Edited
    block: str
    perspective: str = ""
    entity_id: str = ""
    saved_at: AwareDatetime
    fields: dict[str, str]

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it the draft of one editor."""
        return (self.canvas_id, self.entity, self.block, self.perspective, self.entity_id)


class Drafts:
    """The drafts of a workspace."""

    def __init__(self, session: Session) -> None:
        file = session.database.file.absolute()
        self._clock = session.clock
        self._folders = (
            file.with_name(f"{file.name}-drafts"),
            state_folder() / f"drafts-{hashlib.sha256(str(file).encode()).hexdigest()[:16]}",
        )

    def keep(
        self,
        canvas_id: str,
        entity: Edited,
        block: str,
        fields: dict[str, str],
        *,
        perspective: str = "",
        entity_id: str = "",
    ) -> Draft:
        """Keep ``fields`` as the draft of that editor, in place of what it had.

        Where the workspace's folder refuses it, it goes to the user's state folder;
        :class:`OutputError` when that refuses it too.
        """
        draft = Draft(
            canvas_id=canvas_id,
            entity=entity,
            block=block,
            perspective=perspective,
            entity_id=entity_id,
            saved_at=self._clock(),
            fields={name: _storable(text) for name, text in fields.items()},
        )
        content = draft.model_dump_json(indent=1).encode()
        try:
            write_whole(self._folders[0] / _name(draft.key), content, force=True)
        except OutputError:
            write_whole(self._folders[1] / _name(draft.key), content, force=True)
        return draft

    def all(self) -> list[Draft]:
        """Every draft, the newest first; of an editor that has two, the newest alone."""
        found = [
            d for folder in self._folders for f in files_in(folder, "*.json") if (d := _read(f))
        ]
        newest = {draft.key: draft for draft in sorted(found, key=lambda draft: draft.saved_at)}
        return list(newest.values())[::-1]

    def find(
        self, canvas_id: str, entity: str, block: str, *, perspective: str = "", entity_id: str = ""
    ) -> Draft | None:
        """The draft of that editor, the newest if there are two."""
        key = (canvas_id, entity, block, perspective, entity_id)
        found = [d for folder in self._folders if (d := _read(folder / _name(key)))]
        return max(found, key=lambda draft: draft.saved_at, default=None)

    def change(self, left: Callable[[Draft], Draft | None]) -> int:
        """Put ``left(draft)`` in the place of every draft, or nothing for ``None``; how many
        became another.

        Half-written ones that a killed program left go too. Raises :class:`OutputError` where
        a draft can't be written or removed.
        """
        changed = 0
        for folder in self._folders:
            for file in files_in(folder, "*.json"):
                draft = _read(file)
                after = left(draft) if draft else None
                if draft and after != draft:
                    changed += 1
                    if after:
                        write_whole(file, after.model_dump_json(indent=1).encode(), force=True)
                    else:
                        _remove(file)
            for file in files_in(folder, ".*.part"):
                with suppress(FileNotFoundError):
                    if time.time() - file.stat().st_mtime > _JUST_NOW:
                        _remove(file)
            with suppress(OSError):
                folder.rmdir()  # only when it is empty
        return changed

    def drop(self, draft: Draft) -> None:
        """Throw a draft away: its text was saved, or is not wanted."""
        name = _name(draft.key)
        for folder in self._folders:
            # With what a program left half-written that was killed just then.
            for file in (folder / name, *files_in(folder, f".{name}.*.part")):
                with suppress(OSError):
                    file.unlink()
            with suppress(OSError):
                folder.rmdir()  # only when it is empty


def _name(key: tuple[str, ...]) -> str:
    return hashlib.sha256("\0".join(key).encode("utf-8", "replace")).hexdigest()[:32] + ".json"


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            "{file} can't be removed ({reason}); remove it yourself",
            file=file,
            reason=system_reason(error),
        ) from error


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _read(file: Path) -> Draft | None:
    with suppress(OSError, ValidationError):
        return Draft.model_validate_json(file.read_bytes())
    return None
