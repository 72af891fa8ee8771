"""Every page can be reached and leads somewhere, and none tells of the computer it was made on."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.docs.pages import DOCS, ROOT, pages

_CODE = re.compile(r"^(```+).*?^\1$|`[^`\n]*`", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)\s]+)\)")
#: Folders of a computer account, and the places where machines build.
_MACHINE = re.compile(r"(?<![\w.~])/(?:home|Users|root|work|tmp|mnt|opt)/|[A-Z]:\\")


def named(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def links(file: Path) -> list[str]:
    """Where the page leads, other websites apart."""
    text = _CODE.sub("", file.read_text("utf-8"))
    found = [match["target"] for match in _LINK.finditer(text)]
    return [target for target in found if not re.match(r"[a-z]+:", target)]


def anchors(file: Path) -> set[str]:
    """The names under which the headings of a page can be linked to, as GitHub makes them."""
    text = re.sub(r"^```.*?^```$", "", file.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    found: set[str] = set()
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        name = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        number = sum(other == name or other.startswith(f"{name}-") for other in found)
        found.add(f"{name}-{number}" if name in found else name)
    return found


def test_the_pages_that_we_have_are_looked_at() -> None:
    assert {"README.md", "CHANGELOG.md", "docs/manual.md", "docs/decisions/README.md"} <= {
        named(file) for file in pages()
    }


@pytest.mark.parametrize("file", pages(), ids=named)
def test_every_link_leads_to_what_is_there(file: Path) -> None:
    for target in links(file):
        path, _, anchor = unquote(target).partition("#")
        there = (file.parent / path).resolve() if path else file
        assert there.exists(), target
        assert there.is_relative_to(ROOT), target
        assert not anchor or anchor in anchors(there), target


@pytest.mark.parametrize("file", pages(), ids=named)
def test_no_page_names_a_place_on_somebodys_computer(file: Path) -> None:
    assert not _MACHINE.findall(file.read_text("utf-8"))


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        file = waiting.pop()
        if file not in reached and file.suffix == ".md":
            reached.add(file)
            waiting += [(file.parent / t.partition("#")[0]).resolve() for t in links(file)]

    assert {file for file in pages() if file.is_relative_to(DOCS)} <= reached
