from __future__ import annotations

import json
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from cap_tui.core.cycles import Side, compared
from cap_tui.core.measures import Measure, Series
from cap_tui.core.plan import Action, State
from cap_tui.core.positions import Position, Stance
from cap_tui.core.questionnaire import Indicator
from cap_tui.core.scoring import score
from cap_tui.core.text import clean
from cap_tui.i18n import activate
from cap_tui.reports.json.document import make
from cap_tui.reports.json.schema import printed
from cap_tui.reports.report_data import Audience
from cap_tui.reports.stopping import StoppedError, telling
from tests.unit.reports.audited import audited
from tests.unit.reports.hostile import HOSTILE
from tests.unit.reports.samples import ACTIONS, OPINIONS, SECRETS, sample
from tests.unit.reports.several import PRIVATE, several

if TYPE_CHECKING:
    from cap_tui.reports.report_data import ReportData

SCHEMA = Path(__file__).parents[4] / "docs" / "export.schema.json"


@pytest.fixture(autouse=True)
def french() -> None:
    activate("fr")


def refused(text: str) -> Any:
    raise AssertionError(text)


def read(data: ReportData) -> Any:
    """Return the export, checked against the published schema; any number that is not whole fails."""
    file = make(data)
    found = json.loads(file, parse_float=refused, parse_constant=refused)
    published = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator(published, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(found)
    return found


def test_the_schema_published_is_the_one_in_force() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == printed()
    Draft202012Validator.check_schema(json.loads(printed()))


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("data", [sample(), several(), audited()], ids=["one", "several", "audited"])
def test_every_report_is_what_the_schema_says(data: ReportData, audience: Audience) -> None:
    found = read(replace(data, audience=audience))
    assert found["audience"] == audience.value
    assert make(data) == make(data)
    assert len(found["criteria"]) == len(data.concerned)
    assert len(found["actions"]) == len(data.actions)


def test_a_program_reads_exact_scores_and_their_rounding() -> None:
    found = read(sample(assessment="e" * 64))
    assert found["schema_version"] == "1"
    assert found["assessment"] == "e" * 64
    assert found["generated"] == "2026-12-01"
    # 1.1.1 at 100 with weight 2, 1.1.2 at 30, 2.1.2 at 70: 300 over 4
    assert found["totals"]["score"] == {"exact": "75", "rounded": "75.00"}
    assert found["totals"]["coverage"] == {"exact": "75", "rounded": "75.00"}
    values = next(one for one in found["sections"] if one["id"] == "values")
    assert values["totals"]["score"] == {"exact": "230/3", "rounded": "76.67"}
    assert (values["parent"], values["band"]) == ("identity", "Solide")
    criterion = found["criteria"][3]
    assert criterion["opinion"]["position"]["stance"] == "not_applicable"
    assert criterion["totals"]["score"] is None


def test_every_field_of_a_line_of_the_plan_is_there() -> None:
    first, second = read(sample())["actions"]
    assert set(first) == {field.name for field in fields(Action)} | {"late"}
    assert (first["due"], first["late"], first["state"]) == ("2026-11-30", True, "in_progress")
    assert (second["due"], second["late"]) == (None, False)


def test_figures_of_indicators_are_texts_that_nobody_rounds() -> None:
    shown = Indicator("absence", "Absentéisme", "%", "result", "lower")
    year = Measure("absence", 2026, Decimal("12.123456"), Decimal(0), "SOURCE")
    (one,) = read(sample(series=(Series(shown, ("c1.1.2",), "identity", (year,)),)))["indicators"]
    assert one["measures"] == [{"year": 2026, "value": "12.123456", "goal": "0", "source": "SOURCE"}]
    assert one["asked"] is True


def test_what_changed_since_the_evaluation_before_is_told_with_exact_points() -> None:
    after = sample()
    positions = {
        **after.positions,
        "c1.1.2": Position(Stance.LEVEL, "low"),
        "c2.1.2": Position(Stance.LEVEL, "high"),
    }
    totals = score(after.questionnaire, positions, after.concerned)
    done = replace(ACTIONS[0], state=State.CLOSED)
    old = Side(2025, after.questionnaire, positions, totals, after.concerned, (done,))
    new = Side(2026, after.questionnaire, after.positions, after.totals, after.concerned, after.actions)
    data = sample(cycle=compared(old, new, after.generated))
    found = read(data)["comparison"]
    assert (found["before"], found["after"]) == (2025, 2026)
    steps = {one["criterion"]: one for one in found["criteria"]}
    assert steps["c1.1.2"]["shift"] == "rose"
    assert steps["c1.1.2"]["delta"] == {"exact": "30", "rounded": "30.00"}
    assert steps["c1.1.2"]["actions"] == ["Réunir le CA chaque trimestre"]
    assert steps["c2.1.2"]["delta"] == {"exact": "-30", "rounded": "-30.00"}
    whole = next(node for node in found["nodes"] if node["node"] == "")
    assert (whole["common"], whole["delta"]["exact"]) == (3, "0")
    partners = read(replace(data, audience=Audience.PARTENAIRES))["comparison"]
    assert all(one["actions"] == [] for one in partners["criteria"])


@pytest.mark.parametrize("data", [sample(), several(), audited()], ids=["one", "several", "audited"])
def test_partners_read_no_name_and_nothing_people_wrote(data: ReportData) -> None:
    text = json.dumps(read(replace(data, audience=Audience.PARTENAIRES)), ensure_ascii=False)
    assert not [secret for secret in (*SECRETS, "Secret", PRIVATE) if secret in text]


def test_what_stays_between_peer_and_third_party_is_in_no_export() -> None:
    assert PRIVATE not in make(several()).decode()


@pytest.mark.parametrize("text", [*HOSTILE, "\x1b]52;c;x\x07", "a\u202eb", "nul\x00"])
def test_what_people_typed_is_read_back_the_same(text: str) -> None:
    opinion = replace(OPINIONS["c1.1.1"], constat=text)
    found = read(sample(opinions=OPINIONS | {"c1.1.1": opinion}))
    assert found["criteria"][0]["opinion"]["constat"] == clean(text)


def test_an_id_written_by_another_program_drives_no_terminal() -> None:
    forged = replace(ACTIONS[0], id="x\u202e\x9b31m\x1b]52;c;x\x07")
    assert not {"\u202e", "\x9b", "\x1b", "\x07"} & set(
        json.dumps(read(sample(actions=(forged,))), ensure_ascii=False)
    )
    assert read(sample(actions=(forged,)))["actions"][0]["id"] == "x31m]52;c;x"


def test_stopping_stops_and_what_is_done_is_told() -> None:
    shares: list[float] = []
    make(several(), shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    with pytest.raises(StoppedError):
        make(sample(), telling(None, lambda: True))
