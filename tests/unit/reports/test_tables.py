from __future__ import annotations

from dataclasses import replace

from tests.unit.reports.samples import ACTIONS, printed, sample

# Takes seven lines in its column, so that a page ends with room for a part of a line of the plan only.
OWNER = (
    "Camille Dupont et Dominique Martin, avec l’appui des encadrant·es, de la présidente et de deux bénévoles du "
    "comité de suivi, puis de toute l’équipe permanente"
)


def test_a_line_of_the_plan_is_whole_on_one_page_under_a_single_heading() -> None:
    actions = [
        replace(ACTIONS[0], id=str(number), number=number, order=number, owner=OWNER)
        for number in range(1, 31)
    ]
    pages = [" ".join(page.extract_text().split()) for page in printed(sample(actions=tuple(actions))).pages]
    table = [page for page in pages if "Indicateur → cible" in page]
    assert len(table) > 1
    assert [page.count("Indicateur → cible") for page in table] == [1] * len(table)
    whole = sum(page.count(OWNER) for page in table)
    assert whole == 30
