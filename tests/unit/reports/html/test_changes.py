from __future__ import annotations

from dataclasses import replace

import pytest

from cap_tui.core.cycles import Side, compared
from cap_tui.core.plan import State
from cap_tui.core.positions import Position, Stance
from cap_tui.core.scoring import score
from cap_tui.i18n import activate
from cap_tui.reports.html.page import make
from cap_tui.reports.report_data import Audience, ReportData
from tests.unit.reports.html.checking import Element, check, page
from tests.unit.reports.samples import ACTIONS, CONCERNED, DAY, QUESTIONNAIRE, sample


@pytest.fixture(autouse=True)
def _french() -> None:
    activate("fr")


def second() -> ReportData:
    """Return the evaluation with one before: 1.1.1 rose from “Engagé” (30) to “Exemplaire” (100), nothing else was placed."""
    positions = {"c1.1.1": Position(Stance.LEVEL, "engaged")}
    data = sample()
    done = replace(ACTIONS[0], criteria=("c1.1.1",), state=State.CLOSED)
    before = Side(
        2025, QUESTIONNAIRE, positions, score(QUESTIONNAIRE, positions, CONCERNED), CONCERNED, (done,)
    )
    after = Side(2026, QUESTIONNAIRE, data.positions, data.totals, CONCERNED)
    return replace(data, cycle=compared(before, after, DAY))


def row(root: Element, caption: str, name: str) -> list[str]:
    """Return the cells of one row of one table."""
    table = next(one for one in root.all("table") if one.inner[0].text == caption)
    cells = [[cell.text.replace("\u00a0", " ") for cell in line.inner] for line in table.all("tr")]
    return next(line for line in cells if line[0] == name)


def test_a_second_evaluation_says_what_rose_and_which_action_explains_it() -> None:
    root = page(make(second()))
    check(root)
    assert "Depuis 2025" in [one.text for one in root.all("h2")]
    shown = row(root, "Critères qui ont changé", "1.1.1 Valeurs écrites")
    assert shown[2:4] == ["◔ Engagé → ● Exemplaire", "+70 points"]
    assert "1. Réunir le CA chaque trimestre" in shown[4]


def test_partners_read_what_rose_without_the_plan_of_then() -> None:
    root = page(make(replace(second(), audience=Audience.PARTENAIRES)))
    shown = row(root, "Critères qui ont changé", "1.1.1 Valeurs écrites")
    assert shown[3:] == ["+70 points", "—"]


def test_a_first_evaluation_says_nothing_of_a_year_before() -> None:
    assert not [one.text for one in page(make(sample())).all("h2") if one.text.startswith("Depuis")]
