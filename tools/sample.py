"""The committed samples of `exports/`, made from the demonstrations: `make sample`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cap_tui.i18n import activate
from cap_tui.reports.export import write_report
from cap_tui.reports.formats import FORMS, PDF
from cap_tui.reports.report_data import Audience
from cap_tui.services.demo import DEMO_FILE, FOLDER
from cap_tui.services.exports import report_data
from tools.demonstration import MOMENT, demonstration

EXPORTS = Path(__file__).resolve().parent.parent / "exports"


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample.

    Attributes:
        path: Of the committed file.
        form: One of `FORMS`.
        demonstration: What it is made from.
        moment: When it is made: after the last entry of the demonstration, fixed.
    """

    path: Path
    form: str
    demonstration: Path
    moment: datetime


STEMS = {
    "csv-results": "resultats",
    "csv-indicators": "indicateurs",
    "ics": "echeances",
    "json": "evaluation",
}
"""Names of samples that do not hold the plan."""

EUST = FOLDER / "eust-2026.yaml"
"""The demonstration whose indicators have values."""


def _cap(form: str) -> Sample:
    """Return the sample of CAP in a form, or of the indicators where CAP’s demonstration has none."""
    path = EXPORTS / f"demonstration-{STEMS.get(form, 'plan-de-progres')}-2026{FORMS[form].suffix}"
    return Sample(path, form, EUST if form == "csv-indicators" else DEMO_FILE, MOMENT)


SAMPLES = (
    *map(_cap, FORMS),
    Sample(
        EXPORTS / "demonstration-cedre-iso-9001-2026.pdf",
        PDF,
        FOLDER / "cedre-iso9001-2026.yaml",
        datetime(2026, 12, 1, 9, 0, tzinfo=UTC),
    ),
)


def make(sample: Sample, path: Path) -> None:
    """Write a sample, the same bytes each time."""
    activate("fr")
    with demonstration(sample.demonstration, sample.moment) as (workspace, reference):
        data = report_data(workspace.open(reference), Audience.INTERNE)
        write_report(data, path, form=sample.form, overwrite=True)


if __name__ == "__main__":
    for one in SAMPLES:
        make(one, one.path)
        print(one.path)
