from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from cap_tui.core.network.equality import FEWEST, Balance, balances, blocks_of, years
from cap_tui.core.network.register import Headcount, Record
from tests.registers import member

if TYPE_CHECKING:
    from collections.abc import Mapping


def _network(counts: Mapping[tuple[str, ...], int], women: int = 2, men: int = 3) -> list[Record]:
    """Return structures of some sets of kinds, each with the same board."""
    kinds = [one for one, count in counts.items() for _ in range(count)]
    return [
        Record(member(f"{number:014d}", kinds=one)).with_headcount(Headcount(2026, "board", women, men))
        for number, one in enumerate(kinds)
    ]


def _shown(found: tuple[Balance, ...]) -> list[tuple[tuple[tuple[str, ...], ...], int, int | None]]:
    return [(one.kinds, one.structures, one.women) for one in found]


def test_shares_are_those_of_all_people_not_the_mean_of_shares() -> None:
    large = Record(member("99999999999999", kinds=("AI",))).with_headcount(Headcount(2026, "board", 9, 1))
    (whole,) = balances([*_network({("AI",): 4}, women=1, men=1), large], 2026)
    assert (whole.women, whole.men, whole.share) == (13, 5, Fraction(1300, 18))


def test_below_five_structures_nothing_is_shown_but_how_many_they_are() -> None:
    (four,) = balances(_network({("AI",): 4}), 2026)
    assert (four.structures, four.women, four.men, four.share) == (4, None, None, None)
    (five,) = balances(_network({("AI",): 5}), 2026)
    assert (five.structures, five.women) == (5, 10)


def test_a_kind_too_few_is_not_found_again_by_taking_the_others_from_the_whole() -> None:
    """Six in all, five of one kind: to show both would give away the sixth."""
    assert _shown(balances(_network({("AI",): 5, ("ACI",): 1}), 2026)) == [((), 6, 12)]
    assert _shown(balances(_network({("AI",): 9, ("ACI",): 5, ("EI",): 2}), 2026)) == [
        ((), 16, 32),
        ((("AI",),), 9, 18),
        ((("ACI",), ("EI",)), 7, 14),
    ]
    assert _shown(balances(_network({("AI",): 9, ("ACI",): 3, ("EI",): 2}), 2026)) == [
        ((), 14, 28),
        ((("AI",),), 9, 18),
        ((("ACI",), ("EI",)), 5, 10),
    ]


def test_a_structure_of_two_kinds_is_in_one_block_only() -> None:
    found = balances(_network({("AI",): 5, ("ACI",): 5, ("AI", "ACI"): 5}), 2026)
    assert sum(one.structures for one in found if one.kinds) == 15


def test_a_body_counted_with_nobody_has_no_share() -> None:
    (whole,) = balances(_network({("AI",): 6}, women=0, men=0), 2026)
    assert (whole.women, whole.share) == (0, None)


def test_each_year_and_each_body_stands_by_itself() -> None:
    records = [one.with_headcount(Headcount(2025, "bureau", 1, 0)) for one in _network({("AI",): 5})]
    assert [one.body for one in balances(records, 2026)] == ["board"]
    assert [one.body for one in balances(records, 2025)] == ["bureau"]
    assert years(records) == (2026, 2025)


SETS = st.dictionaries(
    st.sets(st.sampled_from(["AI", "ACI", "EI", "OF"]), max_size=3).map(lambda kinds: tuple(sorted(kinds))),
    st.integers(1, 12),
    min_size=1,
    max_size=6,
)


@given(SETS)
def test_no_sum_or_difference_of_what_is_shown_is_about_fewer_than_five_structures(
    counts: dict[tuple[str, ...], int],
) -> None:
    """An attacker who adds and takes away whole figures never reaches a set of one to four structures."""
    shown = [one for one in balances(_network(counts), 2026) if one.women is not None]
    everyone = frozenset(counts)
    sets = [frozenset(one.kinds) or everyone for one in shown]
    for signs in product((-1, 0, 1), repeat=len(sets)):
        weights = {
            kinds: sum(sign for sign, group in zip(signs, sets, strict=True) if kinds in group)
            for kinds in everyone
        }
        if set(weights.values()) <= {0, 1}:
            reached = sum(count for kinds, count in counts.items() if weights[kinds])
            assert reached == 0 or reached >= FEWEST


@given(SETS)
def test_every_structure_is_in_exactly_one_block(counts: dict[tuple[str, ...], int]) -> None:
    blocks = blocks_of(counts)
    assert sorted(kinds for block in blocks for kinds in block) == sorted(counts)
