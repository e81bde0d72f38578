"""The photograph and the map of the criteria: no page nearly empty, nothing said twice, no codes that run into each other."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader
from reportlab.pdfbase.pdfmetrics import stringWidth

from cap_tui.core.positions import Opinion, Position, Stance
from cap_tui.core.scoring import score
from cap_tui.i18n import activate
from cap_tui.reports.pdf.document import pdf_bytes
from tests.unit.catalogue.corpus import load_questionnaire
from tests.unit.reports.documents import evaluations
from tests.unit.reports.pdf.reading import chapters, said, text_of
from tests.unit.reports.samples import QUESTIONNAIRE, criterion, sample

CONTENT = Path(__file__).parents[4] / "questionnaires"
CODE = 6.5
"""Points of a code on the map."""


@cache
def cedre() -> bytes:
    activate("fr")
    return pdf_bytes(evaluations()["cedre"])


def test_the_bars_of_a_theme_are_on_one_page_and_none_is_left_alone_on_the_next() -> None:
    at = chapters(cedre())
    assert (at["La carte des critères"] - at["Photographie"], at["Verdict"] - at["La carte des critères"]) == (3, 2)  # fmt: skip
    pages = [
        text_of(cedre(), number - 1) for number in range(at["Photographie"], at["La carte des critères"])
    ]
    for theme in evaluations()["cedre"].questionnaire.sections:
        codes = [f"{one.code} {str(one.title).split()[0]}" for one in theme.sections]
        holding = {next(n for n, page in enumerate(pages) if code in page) for code in codes}
        assert len(holding) == 1, codes
    assert "Nombre de critères à chaque niveau" in pages[-1]


def test_no_page_of_the_photograph_or_the_map_is_nearly_empty() -> None:
    at = chapters(cedre())
    for number in range(at["Photographie"], at["Verdict"]):
        lowest = min(one.y for one in said(cedre(), number - 1) if one.y > 60)  # above the line at the foot
        assert lowest < 300, number  # ink beyond the upper two thirds of the 842 points


def test_codes_side_by_side_do_not_run_into_each_other() -> None:
    at = chapters(cedre())
    seen = set()
    for number in range(at["La carte des critères"], at["Verdict"]):
        codes = [one for one in said(cedre(), number - 1) if abs(one.size - CODE) < 0.01]
        for one, other in pairwise(codes):
            if one.y == other.y and other.x > one.x:
                assert other.x - one.x - stringWidth(one.text, "CapSans", CODE) >= 4, (one, other)
        seen |= {one.text for one in codes}
    assert {"10.2.1-1", "10.2.1-2", "CE-B12"} <= seen
    assert seen == {one.code for one in evaluations()["cedre"].questionnaire.criteria.values()} - gone()


def gone() -> set[str]:
    data = evaluations()["cedre"]
    return {one.code for key, one in data.questionnaire.criteria.items() if key not in data.concerned}


def test_a_code_as_long_as_a_row_keeps_the_map_within_the_page() -> None:
    long = QUESTIONNAIRE.sections[1].sections[0]
    criteria = tuple(criterion(f"{'9.' * 20}{n}", f"Long {n}") for n in range(3))
    content = replace(QUESTIONNAIRE, sections=(replace(long, criteria=criteria),))
    keys = tuple(content.criteria)
    opinions = {key: Opinion(Position(Stance.LEVEL, "high")) for key in keys}
    totals = score(content, {key: one.position for key, one in opinions.items()}, keys)
    activate("fr")
    file = pdf_bytes(sample(questionnaire=content, concerned=keys, opinions=opinions, totals=totals, actions=()))  # fmt: skip
    page = chapters(file)["La carte des critères"] - 1
    assert all(0 < one.x < 560 for one in said(file, page) if not one.text.startswith("page "))


@pytest.mark.parametrize("name", ["eust", "ges"])
def test_a_theme_without_objectives_is_named_once_on_the_map(name: str) -> None:
    content = load_questionnaire(CONTENT / f"{name}.yaml")
    keys = tuple(content.criteria)
    totals = score(content, dict.fromkeys(keys), keys)
    activate("fr")
    file = pdf_bytes(sample(questionnaire=content, concerned=keys, opinions={}, totals=totals, actions=()))
    shown = " ".join(PdfReader(BytesIO(file)).pages[chapters(file)["La carte des critères"] - 1].extract_text().split())  # fmt: skip
    for theme in content.sections:
        first = " ".join(str(theme.title).replace("'", "’").split()[:2])
        assert shown.count(f"{theme.code} {first}") == 1
