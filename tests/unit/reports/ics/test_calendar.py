from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar

from cap_tui.core.plan import Action, State
from cap_tui.core.text import one_line
from cap_tui.i18n import activate
from cap_tui.reports.ics.calendar import make
from cap_tui.reports.report_data import Audience, Revision
from cap_tui.reports.stopping import StoppedError, telling
from tests.unit.reports.hostile import HOSTILE
from tests.unit.reports.samples import ACTIONS, SECRETS, sample

if TYPE_CHECKING:
    from cap_tui.reports.report_data import ReportData

DUE = ACTIONS[0]
WRITTEN = Revision(4, datetime(2026, 11, 5, 9, 30, 15, 250_000, tzinfo=UTC))


@pytest.fixture(autouse=True)
def french() -> None:
    activate("fr")


def events(data: ReportData) -> list[Any]:
    file = make(data)
    text = file.decode()
    assert file == make(data)
    assert "\n" not in text.replace("\r\n", "")
    assert max(map(len, file.split(b"\r\n"))) <= 75
    return list(Calendar.from_ical(file).walk("VEVENT"))


def test_a_due_date_is_a_whole_day_with_a_reminder_a_week_before() -> None:
    (event,) = events(sample(revisions={"a": WRITTEN}))
    assert event.decoded("dtstart") == date(2026, 11, 30)
    assert "dtend" not in event
    assert event["summary"] == "1. Réunir le CA chaque trimestre — L’Atelier des Possibles"
    assert "Pilote\u00a0: Zoé Pilote-Secrète" in event["description"]
    assert "Critères\u00a0: 1.1.2 Gouvernance" in event["description"]
    assert event["transp"] == "TRANSPARENT"
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(days=-7)


def test_importing_again_changes_the_event_it_brought_before() -> None:
    before = events(sample(assessment="e" * 64, revisions={"a": WRITTEN}))[0]
    moved = replace(DUE, due=date(2027, 1, 15), title="Autre titre", number=9)
    later = Revision(5, datetime(2026, 12, 1, 8, 0, tzinfo=UTC))
    after = events(
        sample(assessment="e" * 64, actions=(moved,), revisions={"a": later}, generated=date(2027, 1, 2))
    )[0]
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (3, 4)
    assert before.decoded("dtstamp") == datetime(2026, 11, 5, 9, 30, 15, tzinfo=UTC)
    assert after.decoded("dtstamp") > before.decoded("dtstamp")
    other = events(sample(assessment="f" * 64))[0]
    assert other["uid"] != before["uid"]


def test_a_report_of_another_day_changes_nothing_in_what_was_not_written_since() -> None:
    one = make(sample(revisions={"a": WRITTEN}))
    assert one == make(sample(revisions={"a": WRITTEN}, generated=date(2028, 5, 5)))


@pytest.mark.parametrize(
    ("state", "status", "mark", "reminders"),
    [
        (State.TO_START, "CONFIRMED", "", 1),
        (State.IN_PROGRESS, "CONFIRMED", "", 1),
        (State.DONE, "CONFIRMED", "✓ ", 0),
        (State.CLOSED, "CONFIRMED", "✓ ", 0),
        (State.DROPPED, "CANCELLED", "✗ ", 0),
    ],
)
def test_what_is_settled_or_dropped_rings_no_more(
    state: State, status: str, mark: str, reminders: int
) -> None:
    (event,) = events(sample(actions=(replace(DUE, state=state),)))
    assert event["status"] == status
    assert event["summary"].startswith(f"{mark}1. ")
    assert len(event.walk("VALARM")) == reminders


def test_partners_read_no_name_in_the_calendar() -> None:
    file = make(sample(audience=Audience.PARTENAIRES)).decode().replace("\r\n ", "")
    assert "Réunir le CA chaque trimestre" in file
    assert not [secret for secret in SECRETS if secret in file]


@pytest.mark.parametrize("text", [*HOSTILE, "a;b,c\\n:d", "BEGIN:VEVENT\r\nUID:x", "é" * 300])
def test_what_people_typed_stays_in_its_place(text: str) -> None:
    action = Action(id="x\nUID:forged", number=1, title=text, owner=text, due=date(9999, 12, 31))
    (event,) = events(sample(actions=(action,)))
    assert one_line(text)[:90] in event["summary"]
    assert event["uid"].endswith("@cap-tui")
    assert len(event["uid"]) == 40


def test_a_plan_without_dates_is_an_empty_calendar_and_stopping_stops() -> None:
    assert events(sample(actions=(ACTIONS[1],))) == []
    with pytest.raises(StoppedError):
        make(sample(), telling(None, lambda: True))
