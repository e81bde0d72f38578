"""The law of who may do what, kept by hand: it is never generated from the program.

Phases: C collecting, S consensus, P planning, F follow_up, X closed. Columns: director, contributor, peer, third party,
coordinator.
"""

from __future__ import annotations

ROLES = ("director", "contributor", "peer", "third_party", "coordinator")
PHASES = {"C": "collecting", "S": "consensus", "P": "planning", "F": "follow_up", "X": "closed"}
NEVER = "-"

LAW = {
    "assessment.read": ("CSPFX", "CSPF", "CSPFX", "CSPFX", "FX"),
    "opinions.read_others": ("CSPFX", "CSPF", "CSPFX", "CSPFX", "FX"),
    "opinion.write": ("C", "C", "CS", "CS", NEVER),
    "opinion.finish": ("C", "C", "CS", "CS", NEVER),
    "evidence.attach": ("CSPF", "C", "CS", "CS", NEVER),
    "annotation.write": ("CSPF", "C", "CSPF", "CSPF", NEVER),
    "annotation.write_private": (NEVER, NEVER, "CSPF", "CSPF", NEVER),
    "annotation.resolve": ("CSPF", NEVER, "CSPF", "CSPF", NEVER),
    "position.retain": ("S", NEVER, NEVER, NEVER, NEVER),
    "action.write": ("CSP", NEVER, NEVER, NEVER, NEVER),
    "action.propose": (NEVER, "C", "CSP", "CSP", NEVER),
    "action.decide": ("CSP", NEVER, NEVER, NEVER, NEVER),
    "action.progress": ("F", NEVER, NEVER, NEVER, NEVER),
    "followup.note": ("F", NEVER, "F", "F", NEVER),
    "phase.advance": ("CSPF", NEVER, NEVER, NEVER, NEVER),
    "phase.reopen": ("SPFX", NEVER, NEVER, NEVER, NEVER),
    "visa.sign": ("P", NEVER, NEVER, "P", NEVER),
    "participant.grant": ("CSPF", NEVER, NEVER, NEVER, NEVER),
    "participant.revoke": ("CSPF", NEVER, NEVER, NEVER, NEVER),
    "questionnaire.upgrade": ("C", NEVER, NEVER, NEVER, NEVER),
    "bundle.export": ("CSPFX", "C", "CSPFX", "CSPFX", NEVER),
    "bundle.import": ("CSPFX", "CSPF", "CSPFX", "CSPFX", "FX"),
    "report.export_internal": ("CSPFX", NEVER, "CSPFX", "CSPFX", "FX"),
    "report.export_partners": ("PFX", NEVER, NEVER, "PFX", "FX"),
    "network.consolidate": (NEVER, NEVER, NEVER, NEVER, "FX"),
    "personal_data.export": ("CSPFX", "CSPFX", "CSPFX", "CSPFX", NEVER),
    "personal_data.erase": ("CSPFX", "CSPFX", "CSPFX", "CSPFX", NEVER),
}

OPEN_WAYS = {"action.progress": {"director": "CSP"}}
"""Where the same gesture is open by another line: what progresses in follow-up is written in the phases before."""


KINDS = {
    "questionnaire": ("C", NEVER, NEVER, NEVER, NEVER),
    "measure": ("CSPF", NEVER, NEVER, NEVER, NEVER),
    "meeting": ("F", NEVER, "F", "F", NEVER),
}
"""Kinds of entries held to lines that have other names: the version and the options, the figures of indicators,
follow-up meetings."""


DEMONSTRATIONS = {"network.consolidate": "FX"}
"""What a fictional structure opens to anyone, whatever their role, and in which phases: to try what a coordinator does."""


def lawful(action: str, role: str, letter: str) -> bool:
    """Return whether the law opens a line to a role in a phase."""
    return letter in LAW[action][ROLES.index(role)]


def lawful_to_try(action: str, letter: str) -> bool:
    """Return whether the law opens a line to somebody without a role, in a demonstration."""
    return letter in DEMONSTRATIONS.get(action, NEVER)


def open_gesture(action: str, role: str, letter: str) -> bool:
    """Return whether the gesture of a line is open, by that line or by another that covers it."""
    return lawful(action, role, letter) or letter in OPEN_WAYS.get(action, {}).get(role, "")
