"""Who is said to have to validate a questionnaire: COORACE for what comes with cap-tui, nobody for one’s own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cap_tui.core.questionnaire import Source
from cap_tui.i18n import activate
from cap_tui.reports.wording.reader import Reader
from tests.unit.catalogue.corpus import load_questionnaire
from tests.unit.reports.samples import QUESTIONNAIRE, printed, sample, words

CONTENT = Path(__file__).parents[3] / "questionnaires"
BY_COORACE = "Proposition à valider par COORACE, texte non officiel"


@pytest.mark.parametrize("name", sorted(path.stem for path in CONTENT.glob("*.yaml")))
def test_all_that_comes_with_cap_tui_waits_for_coorace(name: str) -> None:
    activate("fr")
    content = load_questionnaire(CONTENT / f"{name}.yaml")
    assert Reader(sample(questionnaire=content)).status == BY_COORACE


def test_a_questionnaire_of_one_s_own_puts_no_words_in_the_mouth_of_coorace() -> None:
    shown = words(printed(sample()))
    assert "COORACE" not in shown
    assert "Proposition, non validée" in shown


def test_one_that_says_it_rests_on_a_text_of_coorace_waits_for_it() -> None:
    activate("fr")
    source = Source("page", "COORACE, page de présentation")
    reader = Reader(sample(questionnaire=replace(QUESTIONNAIRE, sources=(source,))))
    assert reader.status == BY_COORACE


def test_what_is_official_says_neither() -> None:
    activate("fr")
    assert Reader(sample(questionnaire=replace(QUESTIONNAIRE, status="official"))).status == ""
