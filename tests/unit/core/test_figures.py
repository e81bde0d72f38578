from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap_tui.core.figures import (
    NumberNotReadError,
    NumberTooLongError,
    ShareOutOfBoundsError,
    WrongUnitError,
    parse_number,
    plain,
    read_number,
)

if TYPE_CHECKING:
    from decimal import Decimal


@pytest.mark.parametrize(
    ("typed", "unit", "held"),
    [
        ("12,5", "", "12.5"),
        ("12.50", "", "12.5"),
        ("1 234", "€", "1234"),
        ("1\u00a0234\u202f567,8", "€", "1234567.8"),
        ("1 234 €", "€", "1234"),
        ("45 %", "%", "45"),
        ("45%", "%", "45"),
        ("12 Jours", "jours", "12"),
        ("\u2212 3", "points", "-3"),
        ("+7", "nb", "7"),
        ("-0,00", "€", "0"),
        ("007", "nb", "7"),
        ("8 /10", "/10", "8"),
        ("  ", "%", ""),
    ],
)
def test_a_number_is_read_as_people_here_write_it(typed: str, unit: str, held: str) -> None:
    assert plain(parse_number(typed, unit)) == held


@pytest.mark.parametrize(
    "typed", ["douze", "12,5,3", "1.234,5", "12 34", "1e9", "NaN", "٣", "½", "--3", "=1+1", "3-4"]
)
def test_what_could_be_two_numbers_or_none_is_asked_again(typed: str) -> None:
    with pytest.raises(NumberNotReadError):
        parse_number(typed, "jours")


@pytest.mark.parametrize("typed", ["100,1", "-1", "101 %"])
def test_a_share_beyond_the_whole_is_a_slip(typed: str) -> None:
    with pytest.raises(ShareOutOfBoundsError):
        parse_number(typed, "%")


def test_a_sum_typed_for_a_share_is_not_taken_for_one() -> None:
    with pytest.raises(WrongUnitError):
        parse_number("12 €", "%")


@pytest.mark.parametrize("typed", ["1234567890123", "0,1234567", "9" * 400])
def test_a_number_no_page_could_hold_is_refused(typed: str) -> None:
    with pytest.raises(NumberTooLongError):
        parse_number(typed)


HOSTILE: list[object] = [
    None,
    True,
    12,
    1.5,
    "NaN",
    "Infinity",
    "1e9999",
    "9" * 9_999,
    "1_000",
    " 1",
    "1\n",
    "01",
    "1.",
    "١",
    [],
    {"a": 1},
]


@pytest.mark.parametrize("value", HOSTILE)
def test_what_another_program_wrote_that_is_no_number_reads_as_nothing(value: object) -> None:
    assert read_number(value) is None


@given(st.decimals(min_value=-(10**11), max_value=10**11, places=4))
def test_a_number_comes_back_exactly_from_an_entry_and_from_what_people_type(number: Decimal) -> None:
    assert read_number(plain(number)) == number
    assert parse_number(plain(number)) == number
    assert parse_number(plain(number).replace(".", ",")) == number


@given(st.text(max_size=60), st.sampled_from(["", "%", "€", "jours"]))
def test_whatever_is_typed_is_a_number_or_a_sentence(text: str, unit: str) -> None:
    try:
        found = parse_number(text, unit)
    except (NumberNotReadError, NumberTooLongError, ShareOutOfBoundsError, WrongUnitError) as error:
        assert error.sentence  # noqa: PT017 - any of the four will do
    else:
        assert found is None or read_number(plain(found)) == found
        assert unit != "%" or found is None or 0 <= found <= 100
