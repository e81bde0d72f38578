"""The committed samples of `exports/`, made from the demonstrations: `make sample`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cap_tui.i18n import activate
from cap_tui.reports.export import write_pdf
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
        demonstration: What it is made from.
        moment: When it is made: after the last entry of the demonstration, fixed.
    """

    path: Path
    demonstration: Path
    moment: datetime


SAMPLES = (
    Sample(EXPORTS / "demonstration-plan-de-progres-2026.pdf", DEMO_FILE, MOMENT),
    Sample(
        EXPORTS / "demonstration-cedre-iso-9001-2026.pdf",
        FOLDER / "cedre-iso9001-2026.yaml",
        datetime(2026, 12, 1, 9, 0, tzinfo=UTC),
    ),
)


def make(sample: Sample, path: Path) -> None:
    """Write a sample PDF, the same bytes each time."""
    activate("fr")
    with demonstration(sample.demonstration, sample.moment) as (workspace, reference):
        write_pdf(report_data(workspace.open(reference), Audience.INTERNE), path, overwrite=True)


if __name__ == "__main__":
    for one in SAMPLES:
        make(one, one.path)
        print(one.path)
