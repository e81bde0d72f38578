"""What a role may do some day, and when: a screen names the phase to wait for, and never one that will not come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.permissions import Role, may

if TYPE_CHECKING:
    from cap_tui.core.permissions import Phase
    from cap_tui.core.review import Participant
    from cap_tui.services.dossier import Dossier


def opens(dossier: Dossier, right: str) -> tuple[Phase, ...]:
    """Return the phases in which the person at the keyboard may do `right`, in order; none for never.

    Args:
        dossier: The open assessment.
        right: A line of the permissions.
    """
    phase = dossier.summary.phase
    found = {item for role in dossier.roles for item in may(right, role, phase).phases}
    return tuple(item for item in type(phase) if item in found)


def may_have(dossier: Dossier, person: Participant) -> bool:
    """Return whether the person at the keyboard may have what someone wrote: their own, or anyone's as the director."""
    own = person.me or Role.DIRECTOR in dossier.roles
    return own and dossier.may("personal_data.export")
