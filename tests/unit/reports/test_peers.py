"""A structure reads how it stands among others in its own report, and learns nothing of any of them."""

from __future__ import annotations

import pytest

from cap_tui.i18n import activate
from cap_tui.reports.formats import maker
from cap_tui.reports.report_data import Audience
from tests.unit.reports.samples import PEERS, printed, sample, words
from tests.unit.reports.xlsx.opening import opened, records


def test_the_page_says_among_whom_where_and_what_it_means() -> None:
    told = words(printed(sample(peers=PEERS))).replace("\u00a0", " ")
    for text in (
        "Parmi ses pairs",
        "Comparée à 11 autres structures des mêmes types (AI, ACI) évaluées en 2026, sans qu’aucune soit nommée.",
        "67 % · au-dessus de la médiane",
        "20 % · quart le plus bas",
        "2 Un thème rare trop peu",
        "Situation : parmi les structures des mêmes types.",
    ):
        assert text in told, text


@pytest.mark.parametrize("form", ["pdf", "html", "md", "xlsx"])
def test_nothing_of_it_is_there_unless_it_was_asked_for(form: str) -> None:
    activate("fr")
    if form == "pdf":
        assert "Parmi ses pairs" not in words(printed(sample()))
    elif form == "xlsx":
        assert "Parmi ses pairs" not in opened(sample()).sheetnames
    else:
        assert "Parmi ses pairs" not in maker(form)(sample()).decode()


def test_the_web_page_says_the_same_in_a_table() -> None:
    activate("fr")
    page = maker("html")(sample(peers=PEERS)).decode().replace("\u00a0", " ")
    assert "<h2>Parmi ses pairs</h2>" in page or "Parmi ses pairs</h2>" in page
    assert "30 % – 53 % – 70 %" in page  # 52,5 rounded half up
    assert "quart le plus haut" in page


def test_the_workbook_holds_numbers_and_empty_cells_where_nothing_can_be_shown() -> None:
    rows = records(opened(sample(peers=PEERS)), "Parmi ses pairs")
    whole, rare = rows[0], rows[3]
    assert [whole[key] for key in ("Ici", "Premier quartile", "Médiane", "Troisième quartile", "Structures")] == [
        pytest.approx(2 / 3), 0.3, 0.525, 0.7, 12,
    ]  # fmt: skip
    assert (rare["Médiane"], rare["Structures"]) == (None, 0)


def test_partners_read_it_too_when_the_person_asks_for_it() -> None:
    assert "Parmi ses pairs" in words(printed(sample(peers=PEERS, audience=Audience.PARTENAIRES)))
