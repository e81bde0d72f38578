"""The largest evaluations come out whole in every form: the last words of each answer and of each action are there."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from pypdf import PdfReader

from benchmarks.large import ACTIONS, LONG, large_audit, large_plan, long_text
from cap_tui.i18n import activate
from cap_tui.reports.export import write_report
from cap_tui.reports.formats import FORMS
from cap_tui.reports.report_data import Audience

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.reports.report_data import ReportData

CRITERIA = 118
HOLD_ANSWERS = ("pdf", "xlsx", "html", "md", "csv-results", "json")
HOLD_ACTIONS = ("pdf", "xlsx", "html", "md", "csv", "json")


@cache
def evaluation(name: str) -> ReportData:
    return {"audit": large_audit, "plan": large_plan}[name]()


def letters(file: bytes, form: str) -> str:
    """Return all that a person can read in a file, without white space, nor the sign that Markdown puts before others."""
    if form in ("pdf", "poster"):
        # the header and the foot of a page may stand in the middle of a text, never in the middle of a line
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(file)).pages)
    elif form == "xlsx":
        book = load_workbook(BytesIO(file), read_only=True)
        rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
        text = "".join(str(value) for row in rows for value in row if value is not None)
    else:
        text = file.decode("utf-8")
    return "".join(text.split()).replace("\\", "")


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["audit", "plan"])
def test_nothing_is_cut_however_much_was_written(tmp_path: Path, name: str, form: str) -> None:
    activate("fr")
    path = tmp_path / f"large{FORMS[form].suffix}"
    write_report(evaluation(name), path, form=form)
    shown = letters(path.read_bytes(), form)
    assert shown
    if name == "audit" and form in HOLD_ANSWERS:
        missing = [n for n in range(1, CRITERIA + 1) if f"FIN-DE-LA-RÉPONSE-{n:03}." not in shown]
        assert missing == []
        assert (
            shown.count("décidéquis’encharge.") >= CRITERIA * 48
        )  # 48 whole sentences in each answer at least
    if name == "plan" and form in HOLD_ACTIONS:
        for mark in ("mesurenuméro{n}décidée", "FIN-DE-LA-RÉPONSE-{n:03}.", "SUIVI-{n:03}."):
            assert [n for n in range(1, ACTIONS + 1) if mark.format(n=n) not in shown] == [], mark


def test_every_due_date_of_a_large_plan_reaches_the_agenda(tmp_path: Path) -> None:
    activate("fr")
    write_report(evaluation("plan"), tmp_path / "plan.ics", form="ics")
    events = Calendar.from_ical((tmp_path / "plan.ics").read_bytes()).walk("VEVENT")
    assert len({str(event["uid"]) for event in events}) == ACTIONS


@pytest.mark.parametrize("form", [form for form in FORMS if form != "pdf"])
def test_partners_get_the_large_ones_too(tmp_path: Path, form: str) -> None:
    activate("fr")
    for name in ("audit", "plan"):
        path = tmp_path / f"{name}{FORMS[form].suffix}"
        write_report(replace(evaluation(name), audience=Audience.PARTENAIRES), path, form=form)
        assert "FIN-DE-LA-RÉPONSE" not in letters(path.read_bytes(), form)


def test_the_large_ones_are_as_large_as_they_say() -> None:
    assert {len(one.constat) for one in evaluation("audit").opinions.values()} == {LONG}
    assert len(evaluation("audit").opinions) == CRITERIA
    assert len(evaluation("plan").actions) == ACTIONS
    assert long_text(7).endswith("FIN-DE-LA-RÉPONSE-007.")
