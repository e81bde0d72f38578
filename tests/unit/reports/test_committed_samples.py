"""The committed samples opened by what people open them with: an agenda, and Excel in France. Expected values are read in
the demonstration's YAML by hand.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.unit.reports.csv.opening import number, opened, runs

EXPORTS = Path(__file__).parents[3] / "exports"


def test_the_agenda_takes_every_due_date_of_the_plan_once_with_a_reminder_for_what_is_to_do() -> None:
    calendar = Calendar.from_ical((EXPORTS / "demonstration-echeances-2026.ics").read_bytes())
    assert (calendar["version"], str(calendar["prodid"])) == ("2.0", "-//cap-tui//cap-tui//FR")
    events = calendar.walk("VEVENT")
    assert all(event.errors == [] for event in (calendar, *events))
    days = {str(event["summary"]).split(".")[0]: event.decoded("dtstart") for event in events}
    assert days == {
        "✓ 11": date(2026, 2, 27), "4": date(2026, 6, 15), "10": date(2026, 6, 26), "2": date(2026, 6, 30),
        "9": date(2026, 7, 31), "3": date(2026, 9, 30), "1": date(2026, 10, 30), "13": date(2026, 11, 27),
        "5": date(2026, 11, 30), "8": date(2026, 12, 11), "7": date(2026, 12, 18), "6": date(2027, 3, 31),
        "14": date(2027, 6, 30),
    }  # fmt: skip
    assert len({str(event["uid"]) for event in events}) == 13
    for event in events:
        reminders = [alarm.decoded("trigger") for alarm in event.walk("VALARM")]
        assert reminders == ([] if str(event["summary"]).startswith("✓") else [timedelta(days=-7)])


@pytest.mark.parametrize(("name", "lines"), [("plan-de-progres", 14), ("resultats", 60), ("indicateurs", 74)])
def test_excel_in_france_opens_each_table_and_runs_nothing(name: str, lines: int) -> None:
    rows = opened((EXPORTS / f"demonstration-{name}-2026.csv").read_bytes())
    assert len(rows) == lines
    assert not [field for row in rows for field in row.values() if runs(field)]


def test_accents_days_and_decimals_arrive_in_excel_as_they_are_said() -> None:
    plan = opened((EXPORTS / "demonstration-plan-de-progres-2026.csv").read_bytes())
    assert plan[0]["Action"].startswith("Établir le registre des traitements")
    assert (plan[0]["Début"], plan[0]["Échéance"], plan[0]["Avancement (%)"]) == (
        "12/03/2026",
        "30/10/2026",
        "20",
    )
    results = opened((EXPORTS / "demonstration-resultats-2026.csv").read_bytes())
    assert {row["Score (%)"] for row in results} == {"", "0", "30", "70", "100"}
    series = opened((EXPORTS / "demonstration-indicateurs-2026.csv").read_bytes())
    values = [number(row["Valeur"]) for row in series if row["Valeur"]]
    assert len(values) == 42
    assert any(value != int(value) for value in values)  # a comma that Excel reads as a number
