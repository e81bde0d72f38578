"""The small pictures and tables of the network: right to a cell, readable without colour, whole at any width."""

from __future__ import annotations

from fractions import Fraction

import pytest
from textual.content import Content

from cap_tui.core.network.quartiles import Quartiles
from cap_tui.core.network.register import Record
from cap_tui.i18n import activate
from cap_tui.i18n.network_words import among_words, quarter_words, quartile_words, shown_words
from cap_tui.services.network.asking import Filters
from cap_tui.tui.screens.network_source import Looked, narrowed
from cap_tui.tui.screens.network_table import Column, Row, Table
from cap_tui.tui.screens.network_words import level_lines, quartile_bar
from tests.building import questionnaire
from tests.registers import member


@pytest.fixture(autouse=True)
def _french() -> None:
    activate("fr")


def found(first: int, median: int, third: int) -> Quartiles:
    return Quartiles(Fraction(first), Fraction(median), Fraction(third))


@pytest.mark.parametrize(
    ("quartiles", "drawn"),
    [
        (found(20, 50, 80), "··▒▒▒█▒▒▒·"),
        (found(0, 0, 100), "█▒▒▒▒▒▒▒▒▒"),
        (found(100, 100, 100), "·········█"),
        (None, "··········"),
    ],
)
def test_a_quartile_bar_shows_half_of_the_structures_and_their_median_without_colour(
    quartiles: Quartiles | None, drawn: str
) -> None:
    assert quartile_bar(quartiles, 10).plain == drawn


def test_quartiles_and_quarters_in_words() -> None:
    assert quartile_words(found(30, 50, 70)).replace("\u00a0", " ") == "30 – 50 – 70 %"
    assert quartile_words(None) == "—"
    assert [quarter_words(quarter) for quarter in (1, 2, 3, 4, None)] == [
        "quart le plus bas", "sous la médiane", "au-dessus de la médiane", "quart le plus haut", "—",
    ]  # fmt: skip


def test_a_place_exactly_on_a_limit_is_said_as_it() -> None:
    assert [quarter_words(2, at) for at in ("median", "first", "third")] == [
        "à la médiane", "au premier quartile", "au troisième quartile",
    ]  # fmt: skip


def test_how_many_have_a_figure_is_said_of_how_many_only_when_some_have_none() -> None:
    assert [among_words(29, 34), among_words(34, 34), among_words(0, 34)] == ["29 sur 34", "34", "0"]


def test_over_several_years_evaluations_are_counted_and_a_year_of_nothing_is_said_to_be_one() -> None:
    def said(counted: int, shown: int, *years: int) -> str:
        words = shown_words(
            counted=counted, shown=shown, hidden=counted - shown, years=years, known=(2025, 2026)
        )
        return words.replace("\N{NO-BREAK SPACE}", " ")

    assert said(59, 59, 2025, 2026) == "59 évaluations, toutes montrées."
    assert said(59, 57, 2025, 2026).startswith("57 évaluations sur 59 ; 2 ne sont pas montrées")
    assert said(34, 34, 2026) == "34 structures, toutes montrées."
    assert said(0, 0, 1990) == "Rien pour 1990. Années où quelque chose compte : 2025, 2026."
    assert "visé" in said(0, 0, 2026)


def test_levels_are_symbols_in_proportion_then_words_with_those_who_did_not_choose() -> None:
    bar, words = level_lines({"engaged": 3, "controlled": 1, "~not_applicable": 1}, questionnaire(), 13)
    assert bar.plain == "◔◔◔◔◔◔◔◑◑◑∅∅∅"
    assert words.plain.replace("\u00a0", " ") == "◔ engaged 3  ◑ controlled 1  ∅ Non applicable 1"
    assert "Non\u00a0applicable\u00a01" in words.plain, "a count stays with its name"
    assert level_lines({}, questionnaire(), 10) == []


def rows_table() -> Table:
    return Table(
        (),
        (
            Column("Nom", 0, lambda value: value[0]),
            Column("Nombre", 8, lambda value: str(value[1]), right=True),
            Column("Large", 10, lambda _value: "large", wide=True),
        ),
        [Row("title", heading="Un titre"), Row("one", ("[b]Une[/b]", 3)), Row("two", ("Deux " * 20, 12), opens="two")],
    )  # fmt: skip


@pytest.mark.parametrize("width", [20, 40, 78, 99, 100, 118])
def test_every_row_fills_its_width_exactly_and_what_does_not_fit_ends_with_a_mark(width: int) -> None:
    table = rows_table()
    for index in (1, 2):
        drawn = table.draw(index, width)
        assert drawn.cell_length == width
        assert ("large" in drawn.plain) == (width >= 100)
    assert table.heads(width).cell_length == width
    if width < 100:
        assert "…" in table.draw(2, width).plain


def test_markup_in_a_row_is_read_as_it_was_written() -> None:
    assert "[b]Une[/b]" in rows_table().draw(1, 40).plain


def test_the_cursor_comes_back_to_its_row_or_goes_to_the_first_that_opens() -> None:
    table = rows_table()
    assert table.place("one") == 1
    assert table.place("gone") == 2
    assert table.selectable() == [1, 2]
    assert isinstance(table.draw(0, 40), Content)


def test_a_filter_changes_what_it_is_about_and_nothing_else() -> None:
    looked = Looked(Filters("cap", (2026,), ("AI",), ("Bretagne",)), words="atelier")
    assert narrowed(looked, "kinds", ("EI", "ACI")).filters == Filters(
        "cap", (2026,), ("EI", "ACI"), ("Bretagne",)
    )
    assert narrowed(looked, "years", ("2025",)).filters.years == (2025,)
    other = narrowed(looked, "questionnaire", ("cedre",))
    assert other.filters == Filters("cedre", (), ("AI",), ("Bretagne",)), "the years of another are others"
    assert looked.everything() == Looked(Filters("cap"))
    assert looked.narrowed
    assert not looked.everything().narrowed


def test_the_register_is_narrowed_by_any_of_the_kinds_of_a_structure_and_by_its_region() -> None:
    both = Record(member(kinds=("AI", "ACI"), region="Bretagne"))
    other = Record(member(kinds=(), region=""))
    asked = Looked(Filters(kinds=("ACI", "EI"), regions=("Bretagne",)))
    assert asked.keeps(both)
    assert not asked.keeps(other)
    assert Looked().keeps(other)
