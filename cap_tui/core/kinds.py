"""What entries may be about: their kinds, and the targets each kind may change.

Every kind but two has targets that begin with its own name, so that an entry of one kind never passes for another's: an
opinion is on `<participant>/<criterion>`, a plan line on an id of its own. Kinds that are personal hold their owner in
their target: nobody writes in the place of another person.

| kind | target | fields and values |
|---|---|---|
| `assessment` | `assessment` | `genesis`: structure, questionnaire, year, director |
| `grant` | `grant:<fingerprint>` | `roles`: `{roles, before: [{roles, known}]}`; `person`: `{name, organisation, transcribed}` |
| `succession` | `succession:<new public key>` | `known`: frontier of the old key |
| `setting` | `setting:assessment` | `blind`: bool |
| `phase` | `assessment` | `phase`: code; `reason`: text, written just before going back |
| `opinion` | `<participant>/<criterion>` | `position`, the texts of `TEXT_FIELDS`, `flagged` |
| `finish` | `finish:<participant>` | `finished`: bool |
| `annotation` | `annotation:<participant>:<id>` | `note`: `{criterion, kind, thread, text}`; `text`; `removed` |
| `private` | `private:<participant>:<id>` | the same, read by the peer and the third party only |
| `resolution` | `resolution:<id of a thread>` | `resolved`: bool |
| `retained` | `retained:<criterion>` | `position`: `{position, reason, agreed}` or null |
| `action` | any other id | `line` and the fields of `Action`; `removed` |
| `proposal` | `proposal:<participant>:<id>` | `line`: as an action's |
| `decision` | `decision:<id of a proposal>` | `decision`: `{accepted, reason, action}` |
| `followup` | `followup:<participant>:<id>` | `note`: `{text, action}` |
| `meeting` | `meeting:<participant>:<id>` | `record`: what a follow-up meeting leaves; see `core.meetings` |
| `visa` | `visa:<participant>:<id>` | `seal`: what is signed; see `core.visas` |
| `questionnaire` | `questionnaire:assessment` | `version`: `{id, version, digest, keys}`; `options`: ids |
| `measure` | `measure:<indicator>:<year>` | `value`, `goal`: decimal text; `source`: text |
| `erasure` | `erasure:<hash of an entry>` | `erased`: reason |
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cap_tui.core.entries import Draft

GENESIS = "assessment"
GRANT = "grant"
SUCCESSION = "succession"
SETTING = "setting"
PHASE = "phase"
OPINION = "opinion"
FINISH = "finish"
ANNOTATION = "annotation"
PRIVATE = "private"
RESOLUTION = "resolution"
RETAINED = "retained"
ACTION = "action"
PROPOSAL = "proposal"
DECISION = "decision"
FOLLOWUP = "followup"
MEETING = "meeting"
VISA = "visa"
QUESTIONNAIRE = "questionnaire"
MEASURE = "measure"
ERASURE = "erasure"

PERSONAL = frozenset({FINISH, ANNOTATION, PRIVATE, PROPOSAL, FOLLOWUP, MEETING, VISA})
"""Kinds of which each target belongs to the participant it names."""

PREFIXED = PERSONAL | {
    GRANT,
    SUCCESSION,
    SETTING,
    RESOLUTION,
    RETAINED,
    DECISION,
    QUESTIONNAIRE,
    MEASURE,
    ERASURE,
}
"""Kinds whose targets begin with their own name."""

STRUCTURAL = frozenset({GENESIS, GRANT, SUCCESSION, PHASE, VISA, ERASURE})
"""Kinds that may give effect to other entries, or take it away."""

ERASABLE = frozenset(
    {OPINION, ANNOTATION, PRIVATE, RETAINED, ACTION, PROPOSAL, DECISION, FOLLOWUP, MEETING, MEASURE, GRANT}
)
"""Kinds whose values may hold what someone wrote; a grant only in its field `person`."""

WITHHELD = frozenset({OPINION, PRIVATE})
"""Kinds whose values may be kept from who may not read them; the entries travel all the same, so that chains stay whole."""

ROLES = "roles"
PERSON = "person"
KNOWN = "known"
BLIND = "blind"
FINISHED = "finished"
NOTE = "note"
RECORD = "record"
TEXT = "text"
RESOLVED = "resolved"
POSITION = "position"
SEAL = "seal"
ERASED = "erased"
VERSION = "version"
"""Field of the entry by which an evaluation passes to another version of its questionnaire."""

OPTIONS = "options"
"""Field that holds what the evaluation includes, ids of the questionnaire's options."""

VALUE = "value"
GOAL = "goal"
SOURCE = "source"
REASON = "reason"
"""Field of a phase that holds why one went back."""

LINE = "line"
"""Field of an action or a proposal that holds all its first values."""

REMOVED = "removed"

PHASE_TARGET = "assessment"
"""Target of the entries that move an assessment from phase to phase."""

SETTING_TARGET = f"{SETTING}:assessment"
QUESTIONNAIRE_TARGET = f"{QUESTIONNAIRE}:assessment"
"""Target of what says which questionnaire an evaluation follows, and with which options."""

PARTICIPANT_DIGITS = 32
"""Hexadecimal digits of a participant id."""

KEY_DIGITS = 64
"""Hexadecimal digits of a public key and of the hash of an entry."""


def participant_of(author: str) -> str:
    """Return the participant id of a public key: its first 128 bits, enough never to collide."""
    return author[:PARTICIPANT_DIGITS]


def opinion_target(participant: str, criterion_id: str) -> str:
    """Return the target of one participant's opinion on one criterion."""
    return f"{participant}/{criterion_id}"


def target_of(kind: str, *parts: str) -> str:
    """Return the target of a kind whose targets begin with its name."""
    return ":".join((kind, *parts))


def rest_of(target: str) -> str:
    """Return a target without the name of its kind."""
    return target.partition(":")[2]


def owner_of(target: str) -> str:
    """Return the participant named by the target of a personal kind."""
    return rest_of(target).partition(":")[0]


def is_private(draft: Draft) -> bool:
    """Return whether a write is a remark that the reviewers alone read, or is about one."""
    return draft.kind == PRIVATE or rest_of(draft.target).startswith(f"{PRIVATE}:")


def well_placed(draft: Draft, participant: str) -> bool:
    """Return whether a draft's target is one its kind may change.

    Args:
        draft: What is written.
        participant: Who writes it.
    """
    kind, target = draft.kind, draft.target
    prefix, colon, rest = target.partition(":")
    if kind in PREFIXED:
        return prefix == kind and bool(rest) and (kind not in PERSONAL or owner_of(target) == participant)
    owner, slash, _criterion = target.partition("/")
    if kind == OPINION:
        return bool(slash) and owner == participant
    if kind == PHASE:
        return target == PHASE_TARGET
    of_participant = bool(slash) and _hexadecimal(owner)
    return not (of_participant or target == PHASE_TARGET or (colon and prefix in PREFIXED))


_HEXADECIMAL = re.compile(f"[0-9a-f]{{{PARTICIPANT_DIGITS}}}")


def _hexadecimal(text: str) -> bool:
    return _HEXADECIMAL.fullmatch(text) is not None
