"""A calendar imported again must know which of two files is the newer, line by line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, timedelta
from typing import TYPE_CHECKING, Any

from icalendar import Calendar

from cap_tui.reports.ics.calendar import make
from cap_tui.reports.report_data import Audience
from cap_tui.services.exports import report_data
from cap_tui.services.revisions import revisions

if TYPE_CHECKING:
    from cap_tui.services.dossier import Dossier


def event(dossier: Dossier, number: int) -> Any:
    data = replace(
        report_data(dossier, Audience.INTERNE),
        assessment=dossier.summary.id,
        revisions=revisions(dossier.log),
    )
    titles = {
        str(found["summary"]).split(".")[0]: found for found in Calendar.from_ical(make(data)).walk("VEVENT")
    }
    return titles[str(number)]


def test_each_change_of_a_line_raises_its_number_and_leaves_the_others(dossier: Dossier) -> None:
    for title in ("Écrire le livret", "Nommer"):
        dossier.add_action(title=title, due=date(2027, 3, 15))
    first, second = dossier.actions()
    before, untouched = event(dossier, first.number), event(dossier, second.number)
    dossier.set_action(first.id, due=date(2027, 4, 1))
    dossier.set_action(first.id, title="Écrire et remettre le livret")
    after = event(dossier, first.number)
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after.decoded("dtstamp") > before.decoded("dtstamp")
    assert after.decoded("dtstart") == date(2027, 4, 1)
    assert event(dossier, second.number).to_ical() == untouched.to_ical()
    written = revisions(dossier.log)[first.id].at
    assert after.decoded("dtstamp") == written.astimezone(UTC).replace(microsecond=0)
    assert timedelta(0) <= written - before.decoded("dtstamp") < timedelta(days=1)
