"""The house keeps its plan: the arrows between the rooms, and files that stay readable.

Every import of the source is read, also those inside functions and for type checking alone.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import welvaartcanvas

PACKAGE = "welvaartcanvas"
SOURCE = Path(welvaartcanvas.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))

#: What stands in no room: any room but the domain may use it.
HALL = {
    "errors", "files", "i18n", "identifiers", "locations", "processes", "settings", "wording",
    "worker",
}  # fmt: skip
#: Each room with the rooms that it may know, itself apart.
ROOMS: dict[str, set[str]] = {
    "domain": {"errors"},
    "registry": {"domain", *HALL},
    "wording": {"domain", *HALL},
    "store": {"domain", *HALL},
    "exchange": {"domain", *HALL},
    "report": {"domain", "registry", *HALL},
    "workspace": {"domain", "registry", "store", "exchange", "report", *HALL},
    "tui": {"domain", "registry", "workspace", *HALL},
    "cli": {"domain", "registry", "workspace", "tui", *HALL},
}
#: ``python -m welvaartcanvas`` opens the command line and knows nothing else.
DOOR = {"__main__": {"cli"}, "__init__": set[str]()}
#: Each library that only one room may import.
KEPT: dict[str, str] = {
    "sqlite3": "store",
    "sqlite_utils": "store",
    "reportlab": "report",
    "textual": "tui",
    "rich": "tui",
    "click": "cli",
    "xlsxwriter": "exchange",
    "pikepdf": "exchange",
    "pypdfium2": "exchange",
}
#: What makes the domain impure.
OUTSIDE = {
    "asyncio",
    "io",
    "locale",
    "os",
    "pathlib",
    "random",
    "secrets",
    "shutil",
    "socket",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
    "urllib",
    "uuid",
}


def room_of(file: Path) -> str:
    """The room or the file of the hall: ``store/schema.py`` is ``store``, ``i18n.py`` ``i18n``."""
    first = file.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


@cache
def imports(file: Path) -> tuple[str, ...]:
    """Every module that ``file`` imports, by its full name."""
    return tuple(_imports(file))


def _imports(file: Path) -> Iterator[str]:
    package = (PACKAGE, *file.relative_to(SOURCE).parts[:-1])
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*base, *([node.module] if node.module else [])])
            # `from welvaartcanvas import store` imports the room too.
            yield from (f"{module}.{alias.name}" for alias in node.names)


def libraries(file: Path) -> set[str]:
    return {name.partition(".")[0] for name in imports(file)} - {PACKAGE}


def rooms_known(file: Path) -> set[str]:
    return {name.split(".")[1] for name in imports(file) if name.startswith(f"{PACKAGE}.")}


def named(file: Path) -> str:
    return file.relative_to(SOURCE).as_posix()


def test_every_room_of_the_plan_is_there() -> None:
    assert set(ROOMS) == {f.name for f in SOURCE.iterdir() if (f / "__init__.py").is_file()}


@pytest.mark.parametrize("file", FILES, ids=named)
def test_a_room_knows_only_the_rooms_that_the_plan_allows(file: Path) -> None:
    room = room_of(file)
    if room in ROOMS:
        assert rooms_known(file) - {room, "__version__"} <= ROOMS[room]


@pytest.mark.parametrize("file", [f for f in FILES if room_of(f) not in ROOMS], ids=named)
def test_the_hall_knows_no_room_but_the_domain(file: Path) -> None:
    assert rooms_known(file) <= DOOR.get(room_of(file), HALL | {"domain"})


@pytest.mark.parametrize("file", FILES, ids=named)
def test_a_library_is_imported_in_its_own_room_only(file: Path) -> None:
    strangers = {name for name in libraries(file) if KEPT.get(name, room_of(file)) != room_of(file)}

    assert not strangers


@pytest.mark.parametrize("file", [f for f in FILES if room_of(f) == "domain"], ids=named)
def test_the_domain_is_pure(file: Path) -> None:
    assert not libraries(file) & OUTSIDE
    called = {
        node.func.id
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not called & {"open", "print", "input", "eval", "exec", "__import__"}
    clocks = {
        node.attr
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and getattr(node.value, "id", getattr(node.value, "attr", "")) in {"date", "datetime"}
    }
    assert not clocks & {"now", "utcnow", "today"}


@pytest.mark.parametrize("file", FILES, ids=named)
def test_a_file_stays_short_enough_to_read(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= 400


def test_the_document_layer_of_the_pdf_knows_nothing_of_canvases() -> None:
    for file in FILES:
        if named(file).startswith("report/pdf/"):
            known = {name for name in imports(file) if name.startswith(f"{PACKAGE}.")}
            assert not {n for n in known if n.startswith(f"{PACKAGE}.domain")}, named(file)
            assert all(
                n.startswith(f"{PACKAGE}.report.pdf") or n.split(".")[1] in HALL for n in known
            ), named(file)


def loaded_after(statement: str) -> set[str]:
    """The top-level modules that a fresh Python has after ``statement``."""
    shown = subprocess.run(
        [sys.executable, "-c", f"{statement}\nimport sys; print(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
    )
    return {name.partition(".")[0] for name in shown.stdout.split()}


@pytest.mark.parametrize(
    "module", ["domain.analysis", "domain.template", "registry", "i18n", "errors", "locations"]
)
def test_the_inner_rooms_load_no_heavy_library(module: str) -> None:
    heavy = {"textual", "reportlab", "sqlite_utils", "babel", "xlsxwriter", "click", "pikepdf"}

    assert not loaded_after(f"import {PACKAGE}.{module}") & heavy
