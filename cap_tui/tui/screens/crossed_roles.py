"""What each person is told: what they are, what is expected of them, what is closed to them and what would open it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.permissions import Phase, Role
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.labels import phase_label
from cap_tui.tui.screens.phase_moves import PREVIOUS_PHASE, visa_stands

if TYPE_CHECKING:
    from cap_tui.services.dossier import Dossier


def who_you_are(dossier: Dossier) -> str:
    """Return what the person at the keyboard is here; nothing for the director, to whom it goes without saying."""
    words = {
        Role.CONTRIBUTOR: _("You are part of the team"),
        Role.PEER: _("You are the peer"),
        Role.THIRD_PARTY: _("You are the third party"),
        Role.COORDINATOR: _("You are the quality coordinator"),
    }
    said = [words[role] for role in dossier.roles if role in words]
    return said[0] if said and Role.DIRECTOR not in dossier.roles else ""


def expected_sentence(dossier: Dossier) -> str:
    """Return what is expected of a guest now; empty for the director, and once there is nothing to do."""
    roles = set(dossier.roles)
    if Role.DIRECTOR in roles or not dossier.may("opinion.write"):
        return ""
    if dossier.finished:
        return _("You have finished. Send your file back now: F7. To change a position, press t again.")
    if roles & {Role.PEER, Role.THIRD_PARTY}:
        return _(
            "You are asked for your own position on each criterion (1 to {levels}), and your remarks (m). When all is "
            "said: t, then send your file back with F7."
        ).format(levels=len(dossier.questionnaire.scale.levels))
    return _(
        "Say how it looks from your seat: a level (1 to {levels}) on each criterion you know. Nobody reads your name "
        "beside it. When all is said: t, then send your file back with F7."
    ).format(levels=len(dossier.questionnaire.scale.levels))


def frozen_sentence(dossier: Dossier) -> str:
    """Return why answers cannot be changed now and what would change that; empty when they can."""
    phase = dossier.summary.phase
    if dossier.may("opinion.write"):
        return (
            _("You have finished: your positions and texts are closed. To open them again: t.")
            if dossier.finished
            else ""
        )
    if not dossier.roles:
        return _("This evaluation can be read, not changed: its answers belong to another person.")
    said = _("The answers are frozen (phase “{phase}”).").format(phase=phase_label(phase))
    visa = _("Your visa over the plan is awaited: F9.") if visa_awaited(dossier) else ""
    return " ".join(filter(None, (visa, said, _what_is_open(dossier))))


def visa_awaited(dossier: Dossier) -> bool:
    """Return whether a third party is here to sign the plan, and has not signed it as it is."""
    guest = Role.THIRD_PARTY in dossier.roles and Role.DIRECTOR not in dossier.roles
    if not guest or dossier.summary.phase is not Phase.PLANNING:
        return False
    return dossier.may_sign() is None and not visa_stands(dossier)


def _what_is_open(dossier: Dossier) -> str:
    if dossier.may("position.retain") and len(dossier.people()) > 1:
        return _("o: retain a position together · {key}: go back to change an answer.").format(
            key=PREVIOUS_PHASE.keys[0]
        )
    if dossier.may("phase.reopen"):
        return _("To change one, go back to the phase “{first}” with the key {key}.").format(
            first=phase_label(Phase.COLLECTING), key=PREVIOUS_PHASE.keys[0]
        )
    return _("Your remarks stay open: m.") if dossier.may("annotation.write") else ""


def finish_question(dossier: Dossier, left: int) -> str:
    """Return what saying “I have finished” closes and opens, as a question.

    Args:
        dossier: The open assessment.
        left: Criteria without an answer.
    """
    missing = ngettext(
        "{count} criterion has no answer yet.", "{count} criteria have no answer yet.", left
    ).format(count=left)
    opens = ""
    if dossier.hidden():
        opens = _("What the others say will then appear.")
    question = _("Say “I have finished”? Your positions and texts close; t again opens them.")
    return "\n".join(filter(None, (missing if left else "", " ".join(filter(None, (question, opens))))))


def finished_sentence(dossier: Dossier) -> str:
    """Return what comes next once one has finished."""
    if Role.DIRECTOR in dossier.roles:
        return _("You have finished. The next step is pooling: > when everyone has.")
    return _("You have finished. Send your file back now: F7.")
