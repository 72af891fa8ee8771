"""The texts that every door must take as plain text, and those that every door must refuse.

One corpus for all doors (terminal, command line, store, JSON, CSV, XLSX, PDF): whoever adds
a door runs it through; whoever meets a new nasty text adds it here.
"""

from __future__ import annotations

from welvaartcanvas.domain.model import NAME_LIMIT, TEXT_LIMIT

#: Texts that may be a contribution, and a name too: one line, no blanks at the ends.
HOSTILE_NAMES: tuple[str, ...] = (
    # Textual and Rich markup
    "[bold]vet[/bold]",
    "[/]",
    "[red on white",
    "[@click=app.quit]stop[/]",
    "[link=https://example.org]klik[/link]",
    "\\[bold] met een backslash \\",
    ":warning: :smile:",
    "$primary $text-muted",
    # XML as ReportLab's Paragraph and the XLSX and XMP writers parse it
    "<para>",
    "</para>",
    "<b>vet</i> & <font color='red'>rood",
    "<br/>",
    "<img src='file:///etc/passwd'/>",
    "<a href='javascript:alert(1)'>klik</a>",
    "&amp; &lt; &#60; &nbsp; &bestaatniet;",
    "]]> <!-- <![CDATA[ <?xml ?>",
    "_x000D_ _x0041_",
    # format strings
    "{0} {} {{ }} {naam!r:>10}",
    "{value} {allowed} {input}",
    "%s %(naam)s %d 100% %",
    "${HOME} $(id) `id` %PATH%",
    # spreadsheet formulas
    "=SUM(1)",
    '=HYPERLINK("https://example.org";"klik")',
    "=cmd|' /C calc'!A0",
    "+31 6 1234",
    "-1+1",
    "@SUM(1)",
    "{=A1}",
    "'s-Hertogenbosch",
    "0012",
    "1e5",
    "2026-01-31",
    # SQL and the query language of FTS5
    "'; DROP TABLE contributions; --",
    '" OR 1=1 --',
    "naam:* NEAR(a b) AND OR NOT ^a",
    '"open aanhaling',
    "100%_LIKE_?",
    # paths, options and separators
    "../../etc/passwd",
    "C:\\Windows\\System32\\con",
    "a/b\\c:d*e?f|g",
    "--help",
    "-",
    'a,b;c|"d"',
    "null",
    "\\u0000 \\x1b[31m \\n",
    # Markdown
    "# kop",
    "- [ ] taak | `code` **vet** ~~door~~ [a](b)",
    "![beeld](https://example.org/x.png)",
    # PDF
    "(open haakje \\) endobj stream /Type",
    # Unicode
    "Súdwest-Fryslân, coöperatie, naïef, Özdemir",
    "e\u0301 en é zijn hetzelfde",
    "ﬁets ½ ① Å Ω",
    "👩🏽‍🔧 👨‍👩‍👧‍👦 🇳🇱 ❤️ 1️⃣",
    "שלום וברכה",
    "مرحبا بالعالم",
    "\u202eomgekeerd\u202c en \u2067isolaat\u2069",
    "بين 123 و abc",
    "日本語の付箋、한국어、ไทย",
    "z\u0351\u0329\u0343a\u0321\u0337l\u0340\u0334g\u0327\u0489o\u0328",
    "nul\u200bbreedte\u200d\ufeff en \u2060",
    "vast\u00a0spatie\u202fsmal\u2009dun\u3000breed",
    "zacht\u00adafbreken",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𐍈 \U0001f9ff",
    "onbekend \ue000 teken \U000e0041",
    "vervangen \ufffd",
    # length without a place to break
    "Hottentottententententoonstelling" * 6,
    "https://example.org/" + "a" * 170,
    "W" * NAME_LIMIT,
    "💬",
    ".",
)

#: Texts that may be a contribution: the names above, and what has lines and blanks too.
HOSTILE_TEXTS: tuple[str, ...] = (
    *HOSTILE_NAMES,
    "eerste regel\ntweede regel\n\nvierde regel",
    "\n\nlege regels eromheen\n\n",
    "  blanks aan de einden  ",
    "kolom\tkolom\tkolom",
    "\t=1+1",
    "\n=1+1",
    "- punt\n- punt\n  - dieper",
    "```\ncode\n```\n\n| a | b |\n|---|---|",
    "<para>\n[bold]\n{0}\n=SUM(1)\n'; --\n\u202e",
    "a\n" * 60 + "einde",
    "x" * 3_000,
    "Een lange zin die maar doorgaat, " * 90,
)

#: The longest text that is accepted: for the doors that are quick enough to take it.
LONGEST_TEXT = ("Vakmensen voor de regio. " * TEXT_LIMIT)[: TEXT_LIMIT - 1] + "!"

#: Texts that no door accepts as a contribution, each with what is wrong with it.
REFUSED_TEXTS: tuple[tuple[str, str], ...] = (
    ("", "empty"),
    (" ", "blank"),
    ("\n\t \n", "blank lines"),
    ("\u00a0\u3000\u2003", "blank in other scripts' spaces"),
    ("\u200b\u2060\ufeff", "nothing that can be seen"),
    ("nul\x00teken", "NUL"),
    ("bel\x07", "C0 control"),
    ("\x08\x08\x08terug", "backspace"),
    ("\x1b[31mrood\x1b[0m", "escape sequence"),
    ("\x1b]0;titel\x07", "escape sequence that sets the terminal's title"),
    ("\x1b]52;c;aGFjaw==\x07", "escape sequence that writes the clipboard"),
    ("\x9b31mrood", "C1 control that opens an escape sequence"),
    ("\x85volgende regel", "C1 next line"),
    ("verticaal\x0btab", "vertical tab"),
    ("pagina\x0cwissel", "form feed"),
    ("overschrijf\rdit", "carriage return without a newline"),
    ("del\x7f", "delete"),
    ("regel\u2028scheiding", "line separator"),
    ("alinea\u2029scheiding", "paragraph separator"),
    ("half \ud83d emoji", "lone high surrogate"),
    ("half \ude00 emoji", "lone low surrogate"),
    ("\udcff", "byte that is not UTF-8, as Python carries it"),
    ("geen teken \uffff", "noncharacter that XML refuses"),
    ("x" * (TEXT_LIMIT + 1), "one character too long"),
    ("x" * 100_000, "a paste far too long"),
)
