from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap_tui.reports.pdf import styles
from cap_tui.reports.pdf.breaking import Line, Measure
from cap_tui.reports.pdf.fonts import REGULAR, register
from cap_tui.reports.pdf.text import Words
from cap_tui.reports.runs import Run, bold

SPLITTER = register()
MEASURE = Measure()
SIZE = 10.0


def lines(text: str, room: float) -> list[Line]:
    return MEASURE.lines(SPLITTER.verbatim(text), REGULAR, SIZE, room)


def shown(text: str, room: float) -> list[str]:
    return ["".join(piece.text for piece in line.pieces) for line in lines(text, room)]


def test_lines_end_at_the_last_word_that_fits() -> None:
    assert shown("un deux trois", 1_000) == ["un deux trois"]
    assert shown("un deux trois", MEASURE.width((Run("un deux"),), REGULAR, SIZE)) == ["un deux", "trois"]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("un deux ; trois", ["un", "deux ;", "trois"]),
        ("un deux ?! trois", ["un", "deux ?!", "trois"]),
        ("un « deux » trois", ["un", "« deux »", "trois"]),
        ("un 100 % trois", ["un", "100 %", "trois"]),
        ("un :deux trois", ["un", ":deux", "trois"]),
    ],
)
def test_no_line_begins_with_french_punctuation_though_its_space_stays_a_plain_one(
    text: str, kept: list[str]
) -> None:
    assert shown(text, MEASURE.width((Run(max(kept, key=len) + "i"),), REGULAR, SIZE)) == kept


def test_an_empty_line_that_people_left_stays() -> None:
    assert shown("un\n\ndeux", 1_000) == ["un", "", "deux"]


@given(st.text(st.sampled_from("ab é«»;:\n●🧑W "), max_size=80), st.floats(12, 200))
def test_no_character_is_lost_and_no_line_leaves_its_column(text: str, room: float) -> None:
    runs = SPLITTER.verbatim(text)
    found = MEASURE.lines(runs, REGULAR, SIZE, room)
    whole = "".join(run.text for run in runs)
    drawn = "".join(piece.text for line in found for piece in line.pieces)
    assert drawn.replace(" ", "") == whole.replace(" ", "").replace("\n", "")
    for line in found:
        width = sum(MEASURE.width((Run(piece.text),), piece.font, SIZE) for piece in line.pieces)
        assert width == pytest.approx(line.width)
        assert width <= room + 0.01 or len("".join(piece.text for piece in line.pieces)) == 1


def test_bold_words_are_measured_in_bold() -> None:
    plain = SPLITTER.verbatim("Établir le registre")
    assert MEASURE.width(bold(plain), REGULAR, SIZE) > MEASURE.width(plain, REGULAR, SIZE)


@pytest.mark.parametrize(
    ("count", "room", "parts"),
    [
        (5, 2.5, [2, 3]),
        (5, 5.0, [5]),
        (5, 1.9, []),
        (5, 4.9, [3, 2]),
        (3, 2.0, [2, 1]),
        (1, 1.0, [1]),
        (1, 0.5, []),
    ],
)
def test_a_paragraph_leaves_no_line_alone_at_the_foot_of_a_page(
    count: int, room: float, parts: list[int]
) -> None:
    paragraph = Words(SPLITTER).paragraph("\n".join("x" * count), styles.BODY)
    leading = styles.BODY.leading
    found = paragraph.split(200, room * leading)
    assert [part.wrap(200, 1_000)[1] / leading for part in found] == parts


def test_the_rest_of_a_split_paragraph_is_not_printed_twice_in_a_column_of_another_width() -> None:
    paragraph = Words(SPLITTER).paragraph("\n".join("abcdef"), styles.BODY)
    _first, rest = paragraph.split(200, 3 * styles.BODY.leading)
    assert rest.wrap(199.9, 1_000)[1] == 3 * styles.BODY.leading


def test_a_name_too_long_for_its_place_is_shortened_and_one_that_fits_is_not() -> None:
    words = Words(SPLITTER)
    short = words.one_line("Association intermédiaire du Pays d’Ouche", styles.BODY, 100)
    assert 60 < short.length <= 100
    whole = words.one_line("AIDE 27", styles.BODY, 100)
    assert whole.length == words.paragraph("AIDE 27", styles.BODY).length
