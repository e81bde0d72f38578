"""Taking a dossier to a phase the way its director does: one move at a time, over a visa where one is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.permissions import Phase

if TYPE_CHECKING:
    from cap_tui.services.dossier import Dossier


def go_to(dossier: Dossier, phase: Phase) -> None:
    """Advance to `phase`, signing without a third party before the follow-up."""
    while dossier.summary.phase is not phase:
        if dossier.summary.phase is Phase.PLANNING:
            dossier.sign_visa(expected=dossier.visa_state().state)
        dossier.advance()
