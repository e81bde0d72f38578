"""Exports: what is printed is exactly the state at one moment, and its seal says which."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_
from cap_tui.core.permissions import Role
from cap_tui.core.text import one_line
from cap_tui.i18n import _
from cap_tui.reports.report_data import Audience, Participant, ReportData
from cap_tui.reports.runner import run_pdf
from cap_tui.services.errors import UnknownAudienceError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cap_tui.services.dossier import Dossier

RIGHTS = {Audience.INTERNE: "report.export_internal", Audience.PARTENAIRES: "report.export_partners"}
ROLE_NAMES = {
    Role.DIRECTOR: N_("Director"),
    Role.CONTRIBUTOR: N_("Contributor"),
    Role.PEER: N_("Peer"),
    Role.THIRD_PARTY: N_("Third party"),
    Role.COORDINATOR: N_("Quality coordinator"),
}
SEAL_DIGITS = 16
"""Hexadecimal digits of the seal that are printed: enough to compare two papers by eye."""


def export_pdf(
    dossier: Dossier,
    path: Path,
    *,
    audience: str = Audience.INTERNE.value,
    overwrite: bool = False,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path:
    """Write the PDF of an assessment and return where it is; blocks, so call it from a thread.

    Args:
        dossier: The open assessment.
        path: Of the file, in an existing folder.
        audience: `interne` or `partenaires`.
        overwrite: Whether a file already there may be replaced.
        progress: Called now and then with the share done, 0 to 1.
        cancelled: Asked now and then whether to stop.

    Raises:
        CapError: This person may not in this phase, or the file cannot be written; nothing is left half done.
    """
    if audience not in list(Audience):
        raise UnknownAudienceError(audience=one_line(audience, limit=40), audiences=", ".join(Audience))
    data = report_data(dossier, Audience(audience))
    run_pdf(data, path, overwrite=overwrite, progress=progress, cancelled=cancelled)
    return path.absolute()


def report_data(dossier: Dossier, audience: Audience) -> ReportData:
    """Return everything a report shows, taken at one moment.

    Raises:
        NotPermittedError: This person may not export it in this phase.
    """
    dossier.demand(RIGHTS[audience])
    return ReportData(
        structure=dossier.summary.structure,
        questionnaire=dossier.questionnaire,
        year=dossier.summary.year,
        phase=dossier.summary.phase,
        generated=dossier.today(),
        concerned=dossier.concerned,
        opinions={key: dossier.opinion(key) for key in dossier.concerned},
        totals=dict(dossier.scores),
        actions=dossier.actions(),
        participants=tuple(Participant(name, _(ROLE_NAMES[role])) for name, role in dossier.participants()),
        audience=audience,
        seal=seal(dossier),
    )


def seal(dossier: Dossier) -> str:
    """Return the short digest of the log: two prints with the same seal show the same state."""
    heads = sorted(entry.hash for entry in dossier.entries())
    return sha256("\n".join(heads).encode()).hexdigest()[:SEAL_DIGITS]
