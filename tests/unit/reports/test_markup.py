from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cap_tui.reports
from cap_tui.reports.markup import Escaper, bold, coloured, italic, join

MAIN = frozenset(range(0x20, 0x7F)) | {0xA0} | {ord(char) for char in "éœ’"}
ESCAPER = Escaper(MAIN, frozenset({ord("●"), ord("a")}), "Symbols")


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("<img src=x>", "&lt;img src=x&gt;"),
        ("un\ndeux", "un<br/>deux"),
        ("un\r\ndeux\rtrois\u2028quatre", "un<br/>deux<br/>trois<br/>quatre"),
        ("● <fait>", '<font name="Symbols">●</font> &lt;fait&gt;'),
        ("x\u0007y", "x[U+0007]y"),
        ("\U0001f9d1", "[U+1F9D1]"),
        ("\ud800", "[U+D800]"),
        ("a  b", "a \u00a0b"),
        (" a", "\u00a0a"),
        ("a\n  b", "a<br/>\u00a0\u00a0b"),
        ("a\tb", "a b"),
        ("", ""),
    ],
)
def test_text_becomes_markup_that_prints_it(text: str, markup: str) -> None:
    assert ESCAPER.verbatim(text) == markup


@given(st.text())
def test_no_text_can_open_a_tag_of_its_own(text: str) -> None:
    markup = ESCAPER.verbatim(text)
    for tag in ('<font name="Symbols">', "</font>", "<br/>"):
        markup = markup.replace(tag, "")  # type: ignore[assignment]  # still only looked at
    assert "<" not in markup
    assert ">" not in markup


def test_emphasis_wraps_what_is_already_safe() -> None:
    one, two = ESCAPER.verbatim("<1>"), ESCAPER.verbatim("2")
    assert join(bold(one), italic(two), separator=" & ") == "<b>&lt;1&gt;</b> &amp; <i>2</i>"
    assert coloured(two, "#0b5563") == '<font color="#0b5563">2</font>'


SOURCES = sorted(Path(cap_tui.reports.__file__).parent.rglob("*.py"))
ONLY_IN = {
    "Paragraph": "text.py",
    "SafeMarkup": "markup.py",
    "drawString": None,
    "drawRightString": None,
    "drawCentredString": None,
    "beginText": None,
    "Preformatted": None,
    "XPreformatted": None,
    "Image": None,
    "drawImage": None,
}
"""What would print text, or read files, without going through the one door; and where it may be called."""


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_other_door_leads_from_data_to_the_page(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            assert called not in ONLY_IN or ONLY_IN[called] == path.name, (
                f"{path.name}:{node.lineno} {called}"
            )
