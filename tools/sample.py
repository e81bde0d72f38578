"""The committed samples of `exports/`, made from the demonstration: `make sample`."""

from __future__ import annotations

from pathlib import Path

from cap_tui.i18n import activate
from cap_tui.reports.export import write_pdf
from cap_tui.reports.report_data import Audience
from cap_tui.services.exports import report_data
from tools.demonstration import demonstration

SAMPLE = Path(__file__).resolve().parent.parent / "exports" / "demonstration-plan-de-progres-2026.pdf"


def make(path: Path) -> None:
    """Write the sample PDF, the same bytes each time."""
    activate("fr")
    with demonstration() as (workspace, reference):
        write_pdf(report_data(workspace.open(reference), Audience.INTERNE), path, overwrite=True)


if __name__ == "__main__":
    make(SAMPLE)
    print(SAMPLE)
