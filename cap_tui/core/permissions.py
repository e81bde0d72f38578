"""Who may do what, in which phase: one default-deny function, asked where entries are made and where they are merged."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_, CapError, Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Phase(StrEnum):
    """The five phases of an assessment, in order."""

    COLLECTING = "collecting"
    CONSENSUS = "consensus"
    PLANNING = "planning"
    FOLLOW_UP = "follow_up"
    CLOSED = "closed"


PHASE_NAMES: Mapping[Phase, str] = {
    Phase.COLLECTING: N_("Collecting"),
    Phase.CONSENSUS: N_("Pooling"),
    Phase.PLANNING: N_("Progress plan"),
    Phase.FOLLOW_UP: N_("Follow-up"),
    Phase.CLOSED: N_("Closed"),
}
"""Message ids of the phases."""


def phase_named(name: object) -> Phase:
    """Return the phase of this code; the first one for a code of a version that knows more phases."""
    return next((phase for phase in Phase if phase == name), Phase.COLLECTING)


class Role(StrEnum):
    """What a participant is in one assessment."""

    DIRECTOR = "director"
    CONTRIBUTOR = "contributor"
    PEER = "peer"
    THIRD_PARTY = "third_party"
    COORDINATOR = "coordinator"


ROLE_NAMES: Mapping[Role, str] = {
    Role.DIRECTOR: N_("Director"),
    Role.CONTRIBUTOR: N_("Contributor"),
    Role.PEER: N_("Peer"),
    Role.THIRD_PARTY: N_("Third party"),
    Role.COORDINATOR: N_("Quality coordinator"),
}
"""Message ids of the roles."""

LETTERS: Mapping[str, Phase] = {
    "C": Phase.COLLECTING,
    "S": Phase.CONSENSUS,
    "P": Phase.PLANNING,
    "F": Phase.FOLLOW_UP,
    "X": Phase.CLOSED,
}

_COLUMNS: Mapping[Role, int] = {role: column for column, role in enumerate(Role)}
# Columns: director, contributor, peer, third party, coordinator. "-" is never.
_TABLE: Mapping[str, tuple[str, str, str, str, str]] = {
    "assessment.read": ("CSPFX", "CSPF", "CSPFX", "CSPFX", "FX"),
    "opinions.read_others": ("CSPFX", "CSPF", "CSPFX", "CSPFX", "FX"),
    "opinion.write": ("C", "C", "CS", "CS", "-"),
    "opinion.finish": ("C", "C", "CS", "CS", "-"),
    "evidence.attach": ("CSPF", "C", "CS", "CS", "-"),
    "annotation.write": ("CSPF", "C", "CSPF", "CSPF", "-"),
    "annotation.write_private": ("-", "-", "CSPF", "CSPF", "-"),
    "annotation.resolve": ("CSPF", "-", "CSPF", "CSPF", "-"),
    "position.retain": ("S", "-", "-", "-", "-"),
    "action.write": ("CSP", "-", "-", "-", "-"),
    "action.propose": ("-", "C", "CSP", "CSP", "-"),
    "action.decide": ("CSP", "-", "-", "-", "-"),
    "action.progress": ("F", "-", "-", "-", "-"),
    "followup.note": ("F", "-", "F", "F", "-"),
    "phase.advance": ("CSPF", "-", "-", "-", "-"),
    "phase.reopen": ("SPFX", "-", "-", "-", "-"),
    "visa.sign": ("P", "-", "-", "P", "-"),
    "participant.grant": ("CSPF", "-", "-", "-", "-"),
    "participant.revoke": ("CSPF", "-", "-", "-", "-"),
    "questionnaire.upgrade": ("C", "-", "-", "-", "-"),
    "bundle.export": ("CSPFX", "C", "CSPFX", "CSPFX", "-"),
    "bundle.import": ("CSPFX", "CSPF", "CSPFX", "CSPFX", "FX"),
    "report.export_internal": ("CSPFX", "-", "CSPFX", "CSPFX", "FX"),
    "report.export_partners": ("PFX", "-", "-", "PFX", "FX"),
    "network.consolidate": ("-", "-", "-", "-", "FX"),
    "personal_data.export": ("CSPFX", "CSPFX", "CSPFX", "CSPFX", "-"),
    "personal_data.erase": ("CSPFX", "CSPFX", "CSPFX", "CSPFX", "-"),
}

ACTIONS = tuple(_TABLE)
"""Every action that may be asked about."""

TRIED_BY_ANYONE = frozenset({"network.consolidate"})
"""What a fictional structure opens to whoever tries the demonstration, in the phases in which some role may do it.

Nobody real is exposed by it, and who tries the demonstration network holds no role in its dossiers.
"""


class NotPermittedError(CapError):
    """This role may not do this in this phase."""

    sentence = N_("This is not open to you in the phase “{phase}”. Allowed phases for your role: {allowed}.")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to “may I?”.

    Attributes:
        allowed: Whether it is permitted.
        phases: The phases in which this role may do it; empty means never.
    """

    allowed: bool
    phases: tuple[Phase, ...]


def may(action: str, role: Role, phase: Phase) -> Verdict:
    """Return whether `role` may do `action` in `phase`; an unknown action is refused."""
    row = _TABLE.get(action)
    letters = row[_COLUMNS[role]] if row else "-"
    phases = tuple(LETTERS[letter] for letter in letters if letter in LETTERS)
    return Verdict(phase in phases, phases)


def _held(action: str, roles: Iterable[Role], *, fictional: bool) -> Iterable[Role]:
    return Role if fictional and action in TRIED_BY_ANYONE else roles


def permitted(action: str, roles: Iterable[Role], phase: Phase, *, fictional: bool = False) -> bool:
    """Return whether one of a person's roles permits `action` in `phase`.

    Args:
        action: A line of the permissions.
        roles: None for somebody without a role, who may do nothing but `TRIED_BY_ANYONE`.
        phase: That of the assessment.
        fictional: Whether its structure is.
    """
    return any(may(action, role, phase).allowed for role in _held(action, roles, fictional=fictional))


def demand(action: str, roles: Iterable[Role], phase: Phase, *, fictional: bool = False) -> None:
    """Refuse what is not `permitted`, with the phases in which it would be.

    Raises:
        NotPermittedError: None of `roles` may do `action` in `phase`.
    """
    verdicts = [may(action, role, phase) for role in _held(action, roles, fictional=fictional)]
    if not any(verdict.allowed for verdict in verdicts):
        opened = {item for verdict in verdicts for item in verdict.phases}
        allowed = tuple(Phrase(PHASE_NAMES[item]) for item in Phase if item in opened)
        raise NotPermittedError(phase=Phrase(PHASE_NAMES[phase]), allowed=allowed or (Phrase(N_("none")),))
