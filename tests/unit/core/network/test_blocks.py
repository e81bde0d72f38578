"""Whoever asks whatever, in any number of questions, never isolates fewer than five structures."""

from __future__ import annotations

from functools import partial
from itertools import chain, combinations
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from cap_tui.core.network.blocks import blocks, counted, inside

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cap_tui.core.network.cells import Cell

REGIONS = ("Bretagne", "Normandie", "Occitanie")
KINDS = ("AI", "ACI", "AI,ACI", "ETTI")
CONCERNS = ("all", "fewer")
CELLS = [(region, kinds, concern) for region in REGIONS for kinds in KINDS for concern in CONCERNS]
NETWORKS = st.dictionaries(st.sampled_from(CELLS), st.integers(1, 9), max_size=len(CELLS))


def asked(cell: Cell, kinds: Iterable[str], regions: Iterable[str]) -> bool:
    return (not regions or cell[0] in regions) and (not kinds or bool(set(kinds) & set(cell[1].split(","))))


def subsets(of: tuple[str, ...]) -> list[tuple[str, ...]]:
    return list(chain.from_iterable(combinations(of, size) for size in range(len(of) + 1)))


QUESTIONS = [(kinds, regions) for kinds in subsets(("AI", "ACI", "ETTI")) for regions in subsets(REGIONS)]


def apart(counts: Mapping[Cell, int], answers: Iterable[Iterable[Cell]]) -> list[int]:
    """Return how many structures each thing that can be worked out from answers is about, at the least.

    An answer adds up the results of its structures. Two structures that are in the same answers have the same weight in
    every sum and difference of answers; so the smallest set that such a combination isolates is one of those groups.
    """
    sets = [frozenset(answer) for answer in answers]
    groups: dict[tuple[bool, ...], int] = {}
    for cell, count in counts.items():
        column = tuple(cell in answer for answer in sets)
        if any(column):
            groups[column] = groups.get(column, 0) + count
    return sorted(groups.values())


def ours(counts: Mapping[Cell, int], at_node: Mapping[Cell, int]) -> list[list[Cell]]:
    """Return the cells added up by each answer to each question about a node."""
    cut = blocks(counts)
    found = []
    for kinds, regions in QUESTIONS:
        answering = inside(cut, partial(asked, kinds=kinds, regions=regions))
        found.append([cell for block in counted(answering, at_node, {}) for cell in block])
    return found


def naive(counts: Mapping[Cell, int]) -> list[list[Cell]]:
    """Answer each question by itself when it counts five structures, as is often done."""
    found = [[cell for cell in counts if asked(cell, *question)] for question in QUESTIONS]
    return [cells for cells in found if sum(counts[cell] for cell in cells) >= 5]


@given(NETWORKS)
def test_no_sum_or_difference_of_answers_is_about_fewer_than_five_structures(
    counts: dict[Cell, int],
) -> None:
    assert all(size >= 5 for size in apart(counts, ours(counts, counts)))


@given(NETWORKS, st.data())
def test_nor_at_a_node_where_only_some_structures_are_counted(
    counts: dict[Cell, int], data: st.DataObject
) -> None:
    at_node = {cell: data.draw(st.integers(0, count)) for cell, count in counts.items()}
    assert all(size >= 5 for size in apart(at_node, ours(counts, at_node)) if size)


@given(NETWORKS)
def test_every_structure_is_in_one_block_of_five_or_more_or_fewer_than_five_in_all_are_concerned_alike(
    counts: dict[Cell, int],
) -> None:
    cut = blocks(counts)
    placed = sorted(cell for block in cut for cell in block)
    alike = {concern: sum(n for cell, n in counts.items() if cell[2] == concern) for concern in CONCERNS}
    assert placed == sorted(cell for cell in counts if alike[cell[2]] >= 5)
    assert all(sum(counts[cell] for cell in block) >= 5 for block in cut)


@given(NETWORKS)
def test_structures_that_different_criteria_concern_are_never_put_together(counts: dict[Cell, int]) -> None:
    assert all(len({concern for _region, _kinds, concern in block}) == 1 for block in blocks(counts))


@settings(max_examples=30)
@given(NETWORKS)
def test_the_cut_does_not_depend_on_the_order_in_which_structures_are_told(counts: dict[Cell, int]) -> None:
    assert set(blocks(dict(reversed(list(counts.items()))))) == set(blocks(counts))


ATTACKED = {
    ("Normandie", "AI", "all"): 6,
    ("Normandie", "ETTI", "all"): 1,
    ("Bretagne", "AI", "all"): 7,
    ("Occitanie", "AI", "all"): 5,
}


@given(NETWORKS)
def test_an_answer_speaks_only_of_structures_that_were_asked_for(counts: dict[Cell, int]) -> None:
    for (kinds, regions), answer in zip(QUESTIONS, ours(counts, counts), strict=True):
        assert all(asked(cell, kinds, regions) for cell in answer)


def test_an_attack_that_succeeds_where_each_answer_is_hidden_by_itself_fails_here() -> None:
    """All of Normandie (7 structures) less its AI (6 structures) tells the only ETTI of Normandie."""
    assert apart(ATTACKED, naive(ATTACKED))[0] == 1
    assert apart(ATTACKED, ours(ATTACKED, ATTACKED)) == [6, 6, 7]


def test_small_crowds_are_pooled_by_region_then_by_kinds_and_the_rest_joins_the_smallest_block() -> None:
    counts = {
        ("Bretagne", "AI", "all"): 8,
        ("Bretagne", "ACI", "all"): 3,
        ("Bretagne", "ETTI", "all"): 2,
        ("Normandie", "ACI", "all"): 4,
        ("Occitanie", "ACI", "all"): 2,
        ("Normandie", "AI", "all"): 0,
        ("Occitanie", "ETTI", "all"): 1,
        ("Bretagne", "ACI", "fewer"): 4,
    }
    assert set(blocks(counts)) == {
        frozenset({("Bretagne", "AI", "all")}),
        frozenset({("Bretagne", "ACI", "all"), ("Bretagne", "ETTI", "all"), ("Occitanie", "ETTI", "all")}),
        frozenset({("Normandie", "ACI", "all"), ("Occitanie", "ACI", "all")}),
    }


def test_who_knows_their_own_result_may_be_asked_to_be_among_six() -> None:
    alone = frozenset({("Bretagne", "AI", "all")})
    assert counted([alone], {("Bretagne", "AI", "all"): 5}, {}) == (alone,)
    assert counted([alone], {("Bretagne", "AI", "all"): 5}, {alone: 6}) == ()
    assert counted([alone], {("Bretagne", "AI", "all"): 6}, {alone: 6}) == (alone,)


def test_four_structures_answer_nothing() -> None:
    assert blocks({("Bretagne", "AI", "all"): 2, ("Normandie", "ACI", "all"): 2}) == ()
    assert blocks({}) == ()
