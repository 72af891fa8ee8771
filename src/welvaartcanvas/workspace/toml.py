"""What is wrong with a TOML file, in words that the program can translate."""

from __future__ import annotations

import re

from welvaartcanvas.errors import N_, Problem

#: Of what Python's reader says, that which a person who writes a template meets.
_REASONS = {
    "Cannot overwrite a value": N_("this key was given before; remove one of the two"),
    "Expected '=' after a key in a key/value pair": N_("a = is missing after the key"),
    "Expected newline or end of document after a statement": N_(
        "something stands after the value; begin a new line, or put quotes around a text"
    ),
    "Expected ']' at the end of a table declaration": N_("the closing ] is missing"),
    "Expected ']]' at the end of an array declaration": N_("the closing ]] is missing"),
    "Illegal character '\\n'": N_("the closing quote of a text is missing"),
    "Invalid initial character for a key part": N_(
        "a key has letters, digits, - and _; put quotes around another"
    ),
    "Invalid statement": N_("neither a key nor a table begins here"),
    "Invalid value": N_("the value can't be read; put quotes around a text"),
    "Unclosed array": N_("the closing ] of a list is missing"),
    "Unclosed inline table": N_("the closing brace of a table is missing"),
    "Unescaped '\\' in a string": N_("a \\ in a text must be written twice"),
    "Unterminated string": N_("the closing quote of a text is missing"),
}
_WHERE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)


def toml_problem(error: ValueError | RecursionError) -> Problem:
    """What ``error``, raised by :func:`tomllib.loads`, says: where and, where known, how to mend.

    What the reader of another Python words otherwise stands as it is.
    """
    found = _WHERE.fullmatch(str(error))
    said, line, column = found.groups() if found else (str(error), None, None)
    known = _REASONS.get(said)
    reason = Problem("", known) if known else Problem("", "{reason}", {"reason": said})
    if line:
        message = N_("is not valid TOML: line {line}, column {column}: {reason}")
        return Problem("", message, {"line": line, "column": column, "reason": reason})
    if found:
        return Problem("", "is not valid TOML: at the end: {reason}", {"reason": reason})
    return Problem("", "is not valid TOML: {reason}", {"reason": reason})
