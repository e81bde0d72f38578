"""The committed samples of `exports/`, made from the demonstrations: `make sample`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cap_tui.i18n import activate
from cap_tui.reports.export import write_report
from cap_tui.reports.formats import FORMS, NETWORK_FORMS, PDF
from cap_tui.reports.report_data import Audience
from cap_tui.services.demo import DEMO_FILE, FOLDER
from cap_tui.services.exports import report_data
from cap_tui.services.minutes_export import export_minutes
from cap_tui.services.network.asking import Filters
from cap_tui.services.network.publishing import network_report
from tools.demonstration import MOMENT, demonstration
from tools.network import fictional_network

EXPORTS = Path(__file__).resolve().parent.parent / "exports"


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample.

    Attributes:
        path: Of the committed file.
        form: One of `FORMS`, or of `NETWORK_FORMS`: then it is made from the fictional network.
        demonstration: What it is made from.
        moment: When it is made: after the last entry of the demonstration, fixed.
        earlier: The evaluations of the years before, which a report compares with.
        meeting: Number of the follow-up meeting whose minutes it is; 0 for a report.
    """

    path: Path
    form: str
    demonstration: Path
    moment: datetime
    earlier: tuple[Path, ...] = ()
    meeting: int = 0


STEMS = {
    "poster": "affiche",
    "csv-results": "resultats",
    "csv-indicators": "indicateurs",
    "ics": "echeances",
    "json": "evaluation",
}
"""Names of samples that do not hold the plan."""

EUST = FOLDER / "eust-2026.yaml"
"""The demonstration whose indicators have values."""

FOLLOWED, NEXT = FOLDER / "suivi-cap-2025.yaml", FOLDER / "suivi-cap-2026.yaml"
"""The demonstration of a year of follow-up, and its next CAP."""


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
    Sample(EXPORTS / "demonstration-reunion-de-suivi-2025.pdf", PDF, FOLLOWED, MOMENT, meeting=2),
    Sample(EXPORTS / "demonstration-avant-apres-2026.pdf", PDF, NEXT, MOMENT, (FOLLOWED,)),
    *(
        Sample(EXPORTS / f"demonstration-reseau-2026{made.suffix}", form, DEMO_FILE, MOMENT)
        for form, made in NETWORK_FORMS.items()
    ),
)


def make(sample: Sample, path: Path) -> None:
    """Write a sample, the same bytes each time."""
    activate("fr")
    if sample.form in NETWORK_FORMS:
        with fictional_network() as workspace:
            write_report(network_report(workspace, Filters()), path, form=sample.form, overwrite=True)
        return
    with demonstration(sample.demonstration, sample.moment, *sample.earlier) as (workspace, reference):
        dossier = workspace.open(reference)
        if sample.meeting:
            meeting = dossier.meetings()[sample.meeting - 1]
            export_minutes(dossier, meeting.id, path, form=sample.form, overwrite=True)
        else:
            write_report(report_data(dossier, Audience.INTERNE), path, form=sample.form, overwrite=True)


if __name__ == "__main__":
    for one in SAMPLES:
        make(one, one.path)
        print(one.path)
