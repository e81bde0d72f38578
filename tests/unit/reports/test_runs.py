from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cap_tui.reports
from cap_tui.reports.runs import Run, Splitter, bold, coloured, join

MAIN = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("\u00a0éœ’")
SPLITTER = Splitter(MAIN, frozenset("●a"))


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a < b & c", "a < b & c"),
        ("<img src=x>", "<img src=x>"),
        ("un\ndeux", "un\ndeux"),
        ("un\r\ndeux\rtrois\u2028quatre", "un\ndeux\ntrois\nquatre"),
        ("x\u0007y", "x[U+0007]y"),
        ("\U0001f9d1", "[U+1F9D1]"),
        ("\ud800", "[U+D800]"),
        ("a  b", "a \u00a0b"),
        (" a", "\u00a0a"),
        ("a\n  b", "a\n\u00a0\u00a0b"),
        ("a\tb", "a b"),
        ("", ""),
    ],
)
def test_text_is_printed_as_it_was_typed(text: str, printed: str) -> None:
    assert "".join(run.text for run in SPLITTER.verbatim(text)) == printed


def test_a_symbol_that_the_text_font_lacks_is_taken_from_the_other_font() -> None:
    assert SPLITTER.verbatim("● <fait>") == (Run("●", symbols=True), Run(" <fait>"))


@given(st.text())
def test_no_character_is_given_to_a_font_that_lacks_it(text: str) -> None:
    for run in SPLITTER.verbatim(text):
        assert set(run.text) <= ({"●", "a"} if run.symbols else MAIN | {"\n"})


def test_emphasis_changes_how_a_text_looks_and_nothing_else() -> None:
    one, two = SPLITTER.verbatim("<1>"), SPLITTER.verbatim("2")
    assert join(bold(one), two, separator=" & ") == (Run("<1>", bold=True), Run(" & "), Run("2"))
    assert coloured(two, "#0b5563") == (Run("2", colour="#0b5563"),)


SOURCES = sorted(Path(cap_tui.reports.__file__).parent.rglob("*.py"))
ONLY_IN = {
    "Run": "runs.py",
    "beginText": "paragraph.py",
    "Paragraph": None,
    "Preformatted": None,
    "XPreformatted": None,
    "drawString": None,
    "drawRightString": None,
    "drawCentredString": None,
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
