"""The page on the PDF layer: its example makes the document that it promises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.pdf import structure, violations

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "pdf-layer.md").read_text("utf-8")
LAYER = ROOT / "src" / "welvaartcanvas" / "report" / "pdf"


def test_the_example_makes_a_document_that_conforms(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    example, fields = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "pdf-layer.md", "exec"), {})
    pdf = (tmp_path / "report.pdf").read_bytes()
    assert violations(pdf) == []
    heard = [(e.role, e.text) for e in structure(pdf)]
    assert heard == [
        ("Document", ""),
        ("H1", "A heading"),
        ("P", "Any text <b>as typed</b>."),
    ]
    # What is told of fields goes on in the same document.
    longer = example.replace("flow.end()", f"{fields}flow.end()")
    exec(compile(longer, "pdf-layer.md", "exec"), {})
    pdf = (tmp_path / "report.pdf").read_bytes()
    assert violations(pdf) == []
    assert [(e.role, e.text) for e in structure(pdf)][: len(heard) + 1] == [
        *heard,
        ("P", "What do you think?"),
    ]


def test_every_module_is_told_and_none_that_is_gone() -> None:
    told = set(re.findall(r"`(\w+\.py)`", PAGE))
    assert told == {file.name for file in LAYER.glob("*.py")} - {"__init__.py"}


def test_the_layer_knows_nothing_of_canvases() -> None:
    for file in LAYER.glob("*.py"):
        assert "canvas" not in file.read_text("utf-8").replace("welvaartcanvas", "").lower()
