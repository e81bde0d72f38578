"""The minutes of a follow-up meeting as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.errors import N_, CapError
from cap_tui.core.text import one_line
from cap_tui.reports.files import write_beside
from cap_tui.services.export_places import safe_name

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.core.assessments import AssessmentSummary
    from cap_tui.core.meetings import Meeting
    from cap_tui.services.dossier import Dossier

PDF, MARKDOWN = "pdf", "md"
FORMATS = (PDF, MARKDOWN)


class UnknownFormatError(CapError):
    """Minutes asked for in a form they do not take."""

    sentence = N_("There are no minutes in the form “{form}”. Choose one of: {forms}.")


def minutes_name(summary: AssessmentSummary, meeting: Meeting, form: str) -> str:
    """Return the name proposed for the minutes of a meeting: in French whatever the language, as the other exports."""
    return f"reunion-{meeting.number}-{meeting.day.isoformat()}-{safe_name(summary.structure.name)}.{form}"


def export_minutes(
    dossier: Dossier, meeting_id: str, path: Path, *, form: str = PDF, overwrite: bool = False
) -> Path:
    """Write the minutes of a meeting and return where they are; blocks, so call it from a thread.

    Args:
        dossier: The open assessment.
        meeting_id: Which meeting.
        path: Of the file, in an existing folder.
        form: One of `FORMATS`.
        overwrite: Whether a file already there may be replaced.

    Raises:
        CapError: No such meeting, this person may not in this phase, or the file cannot be written.
    """
    if form not in FORMATS:
        raise UnknownFormatError(form=one_line(form, limit=40), forms=", ".join(FORMATS))
    dossier.demand("report.export_internal")  # names and words of people are in it
    minutes = dossier.minutes(meeting_id)
    with write_beside(path, overwrite=overwrite) as temporary:
        if form == PDF:
            from cap_tui.reports.pdf.minutes import make_minutes

            temporary.write_bytes(make_minutes(minutes))
        else:
            from cap_tui.reports.minutes.text import markdown

            temporary.write_bytes(markdown(minutes))
    return path.absolute()
