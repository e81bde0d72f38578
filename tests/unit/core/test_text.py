from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap_tui.core.text import clean, one_line

HOSTILE = {
    "\x1b]52;c;cm0gLXJmIC8=\x07": "]52;c;cm0gLXJmIC8=",
    "\x1b[2J\x1b[31mrouge": "[2J[31mrouge",
    "\x9b31mrouge": "31mrouge",
    "a\x00b\x07c\x08d\x7fe": "abcde",
    "facture\u202egnp.exe": "facturegnp.exe",
    "\u2066isolé\u2069 \u200eLRM\u200f \u061c": "isolé LRM ",
    "sans\u200bespace\u2060et\ufeffBOM\u00adcésure": "sansespaceetBOMcésure",
    "\U000e0001\U000e0041étiquette": "étiquette",
    "privé\ue000\U000f0000": "privé",
    "demi\ud800codet\udfff": "demicodet",
    "non attribué\u0378": "non attribué",
    "une\r\ndeux\rtrois\u2028quatre\u2029cinq\x85six": "une\ndeux\ntrois\nquatre\ncinq\nsix",
    "a\tb": "a b",
    "[@click=app.quit]x[/] <img src=/etc/passwd> =HYPERLINK(1)": "[@click=app.quit]x[/] <img src=/etc/passwd> =HYPERLINK(1)",
    "e\u0301t\u00e9": "\u00e9t\u00e9",
    "famille 👩\u200d👩\u200d👧 et ❤\ufe0f": "famille 👩\u200d👩\u200d👧 et ❤\ufe0f",
    "« œuvre » : 1\u202f200 € — l’été…": "« œuvre » : 1\u202f200 € — l’été…",
}
ANY_TEXT = st.text(st.characters(codec=None), max_size=60)
NASTY = st.text(
    st.sampled_from("a e\u0301\u0300\u0323\u0489\u200d\u200c\u200b\u202e\x1b\r\n\t\u2028é가"), max_size=40
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_could_trick_a_terminal_goes_and_what_people_write_stays(text: str) -> None:
    assert clean(text) == HOSTILE[text]


@given(ANY_TEXT | NASTY)
def test_cleaning_twice_changes_nothing_so_a_saved_text_never_drifts(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)


@given(ANY_TEXT | NASTY)
def test_nothing_that_controls_the_display_is_left(text: str) -> None:
    for char in clean(text):
        assert char == "\n" or unicodedata.category(char) not in {"Cc", "Cs", "Co", "Cn"}
        assert unicodedata.category(char) != "Cf" or char in "\u200c\u200d"
    assert "\n" not in clean(text, multiline=False)


@given(ANY_TEXT | NASTY)
def test_a_cleaned_text_can_always_be_written_to_disk(text: str) -> None:
    assert clean(text).encode().decode() == clean(text)


@pytest.mark.parametrize("between", ["", "\u200d", "\u200c", "\u200b"])
def test_stacked_accents_cannot_cover_the_neighbouring_lines(between: str) -> None:
    tower = "z" + (between + "\u0489") * 500
    assert clean(tower).count("\u0489") == 4


def test_accents_of_the_next_letter_are_not_counted_with_those_of_the_one_before() -> None:
    two = "x\u0323\u0324\u0325\u0326" * 2
    assert clean(two) == two


def test_a_text_is_cut_only_at_the_limit_asked_for() -> None:
    assert clean("a" * 20_000) == "a" * 20_000
    assert len(clean("a" * 20_001)) == 20_000
    assert clean("abcdef", limit=3) == "abc"


def test_a_name_is_one_line_without_stray_spaces() -> None:
    assert one_line("  Les Jardins\n de\t la   Vallée ") == "Les Jardins de la Vallée"


def test_the_short_way_lets_through_only_what_the_long_way_would() -> None:
    ordinary = [chr(code) for code in range(0x2100) if clean(chr(code)) == chr(code)]
    for char in ordinary:  # an emoji at the end takes the long way
        assert clean(f"é{char}🙂") == unicodedata.normalize("NFC", f"é{char}🙂"), hex(ord(char))
    for code in (0x00, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x200B, 0x202E, 0x2028, 0x2066):
        assert clean(f"a{chr(code)}b") in ("ab", "a\nb"), hex(code)
