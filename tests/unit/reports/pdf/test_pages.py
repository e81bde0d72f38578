"""The pages a director holds up: a bar that is not drawn, a table that slips, a line that is lost are seen here."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from cap_tui.i18n import activate
from cap_tui.reports.pdf import bars, blocks, document, minutes, poster
from tests.unit.reports.documents import evaluations
from tests.unit.reports.minutes.samples import MINUTES
from tests.unit.reports.pdf.pages import GOLDENS, distance, drawn, look
from tests.unit.reports.pdf.reading import chapters
from tests.unit.reports.samples import PEERS, sample

if TYPE_CHECKING:
    from collections.abc import Iterator


class Kept(NamedTuple):
    """A page kept: of which document, in which chapter (the first page of the file when empty), how many pages on."""

    name: str
    made: str
    chapter: str = ""
    after: int = 0


PAGES = (
    Kept("cap-cover", "cap"),
    Kept("cap-radar", "cap", "Photographie"),
    Kept("cap-bars", "cap", "Photographie", 1),
    Kept("cap-map", "cap", "La carte des critères"),
    Kept("cap-crossed", "cap", "Regards croisés"),
    Kept("cap-plan", "cap", "Plan de progrès"),
    Kept("cap-sheet", "cap", "Fiches action"),
    Kept("cap-timeline", "cap", "Calendrier"),
    Kept("cap-annex", "cap", "Annexe : critère par critère", 1),
    Kept("cap-explained", "cap", "Comment le score se construit"),
    Kept("cedre-bars", "cedre", "Photographie", 2),
    Kept("cedre-map", "cedre", "La carte des critères", 1),
    Kept("cedre-verdict", "cedre", "Verdict"),
    Kept("cedre-finding", "cedre", "Écarts"),
    Kept("poster", "poster"),
    Kept("minutes", "minutes"),
    Kept("peers", "peers", "Parmi ses pairs"),
    Kept("network-cover", "network"),
    Kept("network-groups", "network", "Par type de structure et par région"),
    Kept("network-levels", "network", "Les niveaux, objectif par objectif"),
)


NETWORK = Path(__file__).parents[4] / "exports" / "demonstration-reseau-2026.pdf"


@cache
def made(name: str) -> bytes:
    activate("fr")
    if name == "minutes":
        return minutes.make_minutes(MINUTES)
    if name == "network":
        return NETWORK.read_bytes()  # that it is what the program makes today is checked with the samples
    if name == "peers":
        return document.pdf_bytes(sample(peers=PEERS))
    if name == "poster":
        return poster.make(replace(evaluations()["cap"], next_meeting=date(2026, 6, 16)))
    return document.pdf_bytes(evaluations()[name])


def place(file: bytes, kept: Kept) -> int:
    """Return the number of a page, the first being 1."""
    return (chapters(file)[kept.chapter] if kept.chapter else 1) + kept.after


@pytest.mark.parametrize("kept", PAGES, ids=lambda kept: kept.name)
def test_the_page_looks_as_agreed(kept: Kept) -> None:
    file = made(kept.made)
    look(file, place(file, kept), kept.name)


@pytest.mark.parametrize("kept", PAGES, ids=lambda kept: kept.name)
def test_the_tolerance_lets_another_way_of_smoothing_letters_pass(kept: Kept) -> None:
    file = made(kept.made)
    number = place(file, kept)
    found = distance(drawn(file, number), drawn(file, number, finer=3))
    assert found.same, found


@pytest.fixture
def shown_anew() -> Iterator[None]:
    made.cache_clear()
    yield
    made.cache_clear()


def page_of(name: str) -> Kept:
    return next(kept for kept in PAGES if kept.name == name)


def broken(name: str) -> None:
    kept = page_of(name)
    file = made(kept.made)
    with pytest.raises(AssertionError, match="differs from the picture kept"):
        look(file, place(file, kept), name)


@pytest.mark.usefixtures("shown_anew")
def test_a_bar_that_is_not_drawn_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn_bars = []
    real = bars.draw_bar

    def all_but_the_sixth(*arguments: object) -> None:
        drawn_bars.append(arguments)
        if len(drawn_bars) != 6:
            real(*arguments)  # type: ignore[arg-type]  # handed on as they come

    monkeypatch.setattr(bars, "draw_bar", all_but_the_sixth)
    broken("cap-bars")


@pytest.mark.usefixtures("shown_anew")
def test_an_answer_or_a_line_of_the_plan_that_is_lost_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    data = evaluations()["cap"]
    monkeypatch.setitem(evaluations(), "cap", replace(data, actions=data.actions[:-1]))
    broken("poster")
    broken("cap-timeline")
    made.cache_clear()
    lost = replace(data.actions[0], notes="", means="", constat="")
    monkeypatch.setitem(evaluations(), "cap", replace(data, actions=(lost, *data.actions[1:])))
    broken("cap-sheet")


@pytest.mark.usefixtures("shown_anew")
def test_a_table_two_millimetres_lower_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    real = blocks.chapter
    lower = blocks.gap(2 * 72 / 25.4)
    monkeypatch.setattr(
        "cap_tui.reports.pdf.plan_table.chapter", lambda *arguments: [*real(*arguments), lower]
    )
    broken("cap-plan")


def test_the_pictures_kept_are_small_and_all_in_use() -> None:
    files = sorted(GOLDENS.glob("*.png"))
    assert [file.stem for file in files] == sorted(kept.name for kept in PAGES)
    assert sum(file.stat().st_size for file in files) < 400_000
