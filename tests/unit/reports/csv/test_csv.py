from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cap_tui.core.measures import Measure, Series
from cap_tui.core.plan import ACTION_FIELDS, Action
from cap_tui.core.questionnaire import Indicator
from cap_tui.core.text import clean
from cap_tui.i18n import activate
from cap_tui.i18n.labels import action_field_label
from cap_tui.reports.csv import indicators, plan, results
from cap_tui.reports.csv.dialect import guarded, unguarded
from cap_tui.reports.report_data import Audience
from cap_tui.reports.stopping import StoppedError, telling
from tests.unit.reports.audited import audited
from tests.unit.reports.csv.opening import number, opened, runs
from tests.unit.reports.hostile import HOSTILE
from tests.unit.reports.samples import ACTIONS, OPINIONS, SECRETS, sample
from tests.unit.reports.several import several

if TYPE_CHECKING:
    from cap_tui.reports.report_data import ReportData

FORMULAS = (
    '=HYPERLINK("http://x";"y")',
    "=CMD|'/C calc'!A0",
    "+33 6 12 34 56 78",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "  =1+1",
    "\uff1d1+1",
)


@pytest.fixture(autouse=True)
def french() -> None:
    activate("fr")


def test_the_plan_opens_in_excel_with_its_days_and_its_accents() -> None:
    first, second = opened(plan.make(sample()))
    assert first["N°"] == "1"
    assert first["Échéance"] == "30/11/2026"
    assert first["Jours de retard"] == "1"
    assert first["Critères"] == "1.1.2 Gouvernance"
    assert first["État"] == "En cours"
    assert first["Pilote"] == "Zoé Pilote-Secrète"
    assert first["Service à solliciter"] == "Service juridique"
    assert (second["Échéance"], second["Jours de retard"]) == ("", "")
    assert second["Origine"] == "Réclamation de SECRET-ORIGINE"


def test_no_field_of_a_line_is_forgotten() -> None:
    titles = set(opened(plan.make(sample()))[0])
    labels = {action_field_label(name).replace("\u00a0", " ") for name in ACTION_FIELDS if name != "order"}
    assert labels - titles == {"Avancement"}  # there in percent
    assert "Avancement (%)" in titles


def test_a_score_is_a_number_for_excel_and_what_was_not_rated_is_empty() -> None:
    rows = {row["Référence"]: row for row in opened(results.make(sample()))}
    assert list(rows) == ["c1.1.1", "c1.1.2", "c1.2.1", "c2.1.1", "c2.1.2"]
    assert number(rows["c1.1.1"]["Score (%)"]) == 100
    assert number(rows["c1.1.1"]["Poids"]) == 2
    assert rows["c1.1.1"]["Niveau"] == "Exemplaire"
    assert rows["c1.2.1"]["Score (%)"] == ""
    assert rows["c1.2.1"]["Niveau"] == "Je ne sais pas"
    assert rows["c2.1.1"]["Pourquoi cela ne s’applique pas"].startswith("MOTIF-SECRET")
    assert rows["c1.1.2"]["Impératif"] == "oui"
    assert rows["c1.1.2"]["Actions"] == "1"
    assert rows["c1.1.2"]["Objectif"] == "1.1 Valeurs"


def test_what_the_program_says_itself_never_needs_an_apostrophe() -> None:
    """An apostrophe guards what people typed; before « Accord » it would only puzzle who opens the table."""
    rows = opened(results.make(several()))
    assert {row["Divergence"] for row in rows} - {
        "—",
        "Accord",
        "Divergence mineure",
        "Divergence majeure",
    } == set()
    assert "Accord" in {row["Divergence"] for row in rows}


def test_every_year_of_an_indicator_has_its_line_and_one_without_years_too() -> None:
    shown = Indicator("absence", "Absentéisme", "%", "result", "lower")
    bare = Indicator("visits", "Visites", "nb", "realisation")
    measures = (
        Measure("absence", 2025, Decimal("12.5"), Decimal(10), "SOURCE-SECRETE"),
        Measure("absence", 2026, Decimal("-3.25")),
    )
    data = sample(series=(Series(shown, ("c1.1.2",), "identity", measures), Series(bare)))
    first, second, third = opened(indicators.make(data))
    assert (first["Année"], first["Valeur"], first["Cible"]) == ("2025", "12,5", "10")
    assert first["Cible atteinte"] == "cible non atteinte"
    assert number(second["Valeur"]) == Decimal("-3.25")
    assert second["Tendance"] == "progrès"
    assert (third["Indicateur"], third["Année"], third["Valeur"]) == ("Visites", "", "")
    (partners, *_rest) = opened(indicators.make(replace(data, audience=Audience.PARTENAIRES)))
    assert "Source" not in partners
    assert partners["Valeur"] == "12,5"


@pytest.mark.parametrize(
    "text", [*FORMULAS, *HOSTILE, 'a";"b', "une\nautre ; ligne", "3/4", "1-2", "007", "12e5"]
)
def test_what_people_typed_is_neither_run_nor_turned_into_a_day_nor_lost(text: str) -> None:
    action = Action(id="x", number=1, title=text, constat=text, baseline=text)
    opinion = replace(OPINIONS["c1.1.1"], constat=text)
    data = sample(actions=(action,), opinions=OPINIONS | {"c1.1.1": opinion})
    (line,) = opened(plan.make(data))
    criterion = opened(results.make(data))[0]
    for field in (line["Action"], line["Constat"], line["Valeur de départ"], criterion["Constat"]):
        assert not runs(field)
        assert unguarded(field) == clean(text)
    if text in ("3/4", "1-2", "007", "12e5"):
        assert line["Valeur de départ"] == f"'{text}"


@given(st.text(alphabet="'=+-@ \t1/ab", max_size=8))
def test_a_guard_is_taken_away_again_whatever_was_typed(text: str) -> None:
    assert unguarded(guarded(text)) == clean(text)
    assert guarded(text).lstrip()[:1] not in ("=", "+", "-", "@")


@pytest.mark.parametrize("data", [sample(), several(), audited()], ids=["one", "several", "audited"])
def test_partners_read_no_name_and_no_text_nor_an_empty_column_for_them(data: ReportData) -> None:
    files = [
        module.make(replace(data, audience=Audience.PARTENAIRES)) for module in (plan, results, indicators)
    ]
    text = b"".join(files).decode()
    assert not [secret for secret in (*SECRETS, "Secrète", "Secret", "CANARI") if secret in text]
    for title in ("Pilote", "Constat", "Preuves", "Signalé", "Source"):
        assert f'"{title}"' not in text


def test_the_same_data_give_the_same_bytes_and_stopping_stops() -> None:
    for module in (plan, results, indicators):
        assert module.make(several()) == module.make(several())
        shares: list[float] = []
        module.make(sample(actions=ACTIONS), shares.append)
        assert shares == sorted(shares)
        assert shares[-1] == 1
        with pytest.raises(StoppedError):
            module.make(sample(), telling(None, lambda: True))
