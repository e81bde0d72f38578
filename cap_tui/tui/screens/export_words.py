"""What the export screen says of the role one has: what opens later, and who could read what the PDF carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.permissions import Role
from cap_tui.i18n import _
from cap_tui.i18n.labels import phase_label
from cap_tui.tui.screens.rights import opens

if TYPE_CHECKING:
    from cap_tui.services.dossier import Dossier

INTERNAL, PARTNERS = "interne", "partenaires"
RIGHTS = {INTERNAL: "report.export_internal", PARTNERS: "report.export_partners"}
"""Audience of a PDF to the line of the permissions that opens it."""


def later(dossier: Dossier) -> str:
    """Return what this role may not export now, and from which phase it may, if ever."""
    phases = {audience: opens(dossier, right) for audience, right in RIGHTS.items()}
    if not any(phases.values()):
        return _("Your role makes no PDF of this evaluation: ask the person who directs it for one.")
    now = dossier.summary.phase
    if phases[INTERNAL] and now not in phases[INTERNAL]:
        phase = phase_label(phases[INTERNAL][0])
        return _("For your role, the PDF opens with the phase “{phase}”.").format(phase=phase)
    if phases[PARTNERS] and now not in phases[PARTNERS]:
        phase = phase_label(phases[PARTNERS][0])
        return _("The version for partners opens with the phase “{phase}”.").format(phase=phase)
    return ""


def carried_audience(dossier: Dossier) -> str:
    """Return for whom the evaluation in a PDF is made: a copy of the director's own, else what the director may read."""
    return "copy" if Role.DIRECTOR in dossier.roles else "director"


def who_reads(dossier: Dossier) -> str:
    """Return who could read the evaluation that a PDF carries, before it is attached."""
    if carried_audience(dossier) == "copy":
        return _(
            "Whoever receives this PDF could open the whole evaluation: each person’s positions and texts, the remarks, the "
            "history. Give it only to someone who may read everything."
        )
    return _(
        "Whoever receives this PDF could open the whole evaluation as it is here: positions, texts, remarks and history, "
        "except the private remarks. It is meant for the person who directs it."
    )
