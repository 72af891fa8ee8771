"""The templates to start a canvas from: the shipped ones and the user's own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from welvaartcanvas.domain.template import Template, read_template
from welvaartcanvas.errors import (
    InvalidDocument,
    Problem,
    RequestError,
    UnknownThing,
    system_reason,
)
from welvaartcanvas.files import files_in
from welvaartcanvas.locations import canvases_folder, user_templates_folder
from welvaartcanvas.workspace.toml import toml_problem

#: The template that a canvas is made from when nobody chooses another; it is shipped.
USUAL = "welvaart-model"
#: The largest template file that is read, in bytes; the shipped one is a fiftieth of it.
SIZE_LIMIT = 2_000_000


@dataclass(frozen=True)
class TemplateFile:
    """A template in one of the two folders: what it holds, or what is wrong with it."""

    file: Path
    own: bool
    template: Template | None
    fault: RequestError | None = None


class Templates:
    """The template files on this computer. A user's own file goes before a shipped one."""

    def all(self) -> list[TemplateFile]:
        """Every template file, the user's own first; faulty files are listed with their fault."""
        found = []
        for folder, own in ((user_templates_folder(), True), (canvases_folder(), False)):
            for file in files_in(folder, "*.toml"):
                try:
                    found.append(TemplateFile(file, own, check_template(file)))
                except RequestError as fault:
                    found.append(TemplateFile(file, own, None, fault))
        return found

    def get(self, slug: str) -> Template:
        """The template with that slug; :class:`UnknownThing` names those there are."""
        files = self.all()
        for entry in files:
            if entry.template and entry.template.slug == slug:
                return entry.template
        raise UnknownThing(
            "template {value} does not exist; choose from {allowed}",
            value=slug,
            allowed=", ".join(sorted({f.template.slug for f in files if f.template})),
        )


def check_template(file: Path) -> Template:
    """The template in ``file``; :class:`InvalidDocument` names every fault that it has."""
    source = str(file)
    try:
        if file.stat().st_size > SIZE_LIMIT:
            raise InvalidDocument(
                source,
                [Problem("", "is larger than {limit} bytes", {"limit": SIZE_LIMIT})],
            )
        text = file.read_text(encoding="utf-8-sig")  # Windows editors put a byte order mark
    except OSError as error:
        raise RequestError(
            "{file} can't be read ({reason})", file=file, reason=system_reason(error)
        ) from error
    except UnicodeDecodeError as error:
        raise InvalidDocument(
            source, [Problem("", "is not UTF-8 text (byte {at})", {"at": error.start})]
        ) from error
    import tomllib  # 1.5 ms, and most starts read no template

    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number of 5000 digits is a plain ValueError
        raise InvalidDocument(source, [toml_problem(error)]) from error
    return read_template(data, source)
