"""Template files as people's editors, disks and mistakes leave them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.build import shipped_template
from welvaartcanvas.errors import RequestError
from welvaartcanvas.locations import canvases_folder
from welvaartcanvas.workspace.templates import SIZE_LIMIT, check_template

SHIPPED = (canvases_folder() / "welvaart-model.toml").read_bytes()


@pytest.mark.parametrize(
    "content",
    [SHIPPED, b"\xef\xbb\xbf" + SHIPPED, SHIPPED.replace(b"\n", b"\r\n")],
    ids=["as shipped", "with a byte order mark", "with Windows line ends"],
)
def test_a_file_is_read_however_an_editor_saved_it(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "eigen.toml"
    file.write_bytes(content)

    assert check_template(file).digest == shipped_template().digest


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'title.nl = "Welvaart', "is not valid TOML: "),
        (b"version = " + b"1" * 5000, "is not valid TOML: "),
        (b"slug = " + b"[" * 5000, "is not valid TOML: "),
        (SHIPPED.replace(b"slug =", b"slug = 1\nslug ="), "is not valid TOML: "),
        ("title.nl = 'Coöperatie'".encode("latin-1"), "is not UTF-8 text (byte 14)"),
        (b"#" * (SIZE_LIMIT + 1), "is larger than 2000000 bytes"),
        (b"", "slug: is missing"),
    ],
    ids=["quote left open", "huge number", "deep", "twice", "Latin-1", "too large", "empty"],
)
def test_a_file_that_cant_be_read_is_refused_in_one_line_a_fault(
    tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "eigen.toml"
    file.write_bytes(content)

    with pytest.raises(RequestError) as refused:
        check_template(file)
    assert str(refused.value).startswith(f"{file}: {said}")
    assert refused.value.exit_code == 2


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RequestError, match=r"weg\.toml"):
        check_template(tmp_path / "weg.toml")
