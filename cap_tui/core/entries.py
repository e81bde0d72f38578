"""Entries: signed, append-only facts. Their form, how one is composed, and how one is read back.

The exact string that was signed is kept, so that verifying needs no canonical form and fields unknown to this version
survive. The value stands beside it with a salt: a signed erasure can drop it while the chain stays valid.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cap_tui.core.errors import N_, CapError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FORMAT = 1
"""Version of the entry form written by this program."""

GENESIS = "assessment"
OPINION = "opinion"
ACTION = "action"
PHASE = "phase"
GRANT = "grant"

ROLES = "roles"
"""Field of a grant that holds the roles of the public key it targets; an empty list revokes."""

PHASE_TARGET = "assessment"
"""Target of the entries that move an assessment from phase to phase."""

PARTICIPANT_DIGITS = 32
"""Hexadecimal digits of a participant id."""

KEY_DIGITS = 64
"""Hexadecimal digits of a public key."""


class MalformedEntryError(CapError):
    """An entry cannot be read."""

    sentence = N_("An entry of this file is damaged ({reason}). It was set aside; the others are untouched.")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person does, before it is placed in a chain.

    Attributes:
        kind: What it is about; decides who may write it.
        target: What it changes, e.g. `opinion/<participant>/<criterion>` or an action id.
        field: Which field of the target.
        value: JSON value.
        group: Gesture it belongs to; entries of one gesture are undone together.
        undoes: Gesture this entry takes back, or empty.
        redoes: Gesture this entry puts back, or empty.
    """

    kind: str
    target: str
    field: str
    value: Any
    group: str = ""
    undoes: str = ""
    redoes: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Where an entry stands: who wrote it, after what.

    Attributes:
        assessment: Hash of the assessment's first entry; empty for that entry itself.
        author: Ed25519 public key, hexadecimal.
        installation: Random id of the copy of the program it was written on.
        seq: 1, 2, 3… along the author's chain on that installation.
        previous: Hash of the entry before it in that chain, empty for the first.
        lamport: One more than the largest known when written; orders concurrent versions for display.
        replaces: Hashes of the versions this one takes the place of.
        at: Wall clock, ISO 8601 in UTC; displayed, never compared.
    """

    assessment: str
    author: str
    installation: str
    seq: int
    previous: str
    lamport: int
    replaces: tuple[str, ...]
    at: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact of the log.

    Attributes:
        hash: SHA-256 of `signed`, hexadecimal; the entry's name.
        signed: The exact string the signature covers.
        signature: Ed25519 signature, hexadecimal.
        salt: 16 random bytes, hexadecimal; empty once erased.
        value: The value's JSON text; None once erased.
    """

    hash: str
    signed: str
    signature: str
    salt: str
    value: str | None
    draft: Draft
    link: Link

    @property
    def data(self) -> Any:
        """The value; None when erased."""
        return self.draft.value


def digest(text: str) -> str:
    """Return the SHA-256 of `text` in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def dumps(value: Any) -> str:
    """Return compact JSON text, keys in the order given."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def compose(draft: Draft, link: Link, salt: str) -> tuple[str, str]:
    """Return the string to sign and the value's text.

    Args:
        draft: What is written.
        link: Where it stands.
        salt: 16 random bytes, hexadecimal, so that short values cannot be guessed from their hash.
    """
    value = dumps(draft.value)
    body: dict[str, Any] = {
        "v": FORMAT,
        "assessment": link.assessment,
        "author": link.author,
        "installation": link.installation,
        "seq": link.seq,
        "previous": link.previous,
        "lamport": link.lamport,
        "kind": draft.kind,
        "target": draft.target,
        "field": draft.field,
        "replaces": list(link.replaces),
        "value_hash": digest(salt + value),
        "at": link.at,
    }
    body |= {name: text for name in _GESTURE if (text := getattr(draft, name))}
    return dumps(body), value


def read(signed: str, signature: str, salt: str, value: str | None) -> Entry:
    """Return the entry these strings hold; the signature is checked elsewhere.

    Raises:
        MalformedEntryError: Not JSON, a field is missing or of the wrong type, or the value is not the one signed.
    """
    try:
        body = json.loads(signed)
        data = json.loads(value) if value is not None else None
        hashed, signed_hash = digest(salt + value) if value is not None else "", digest(signed)
    except (ValueError, RecursionError) as error:
        raise MalformedEntryError(reason="JSON") from error
    if not isinstance(body, dict):
        raise MalformedEntryError(reason="JSON")
    if value is not None and body.get("value_hash") != hashed:
        raise MalformedEntryError(reason="value_hash")
    wrong = next((name for name, kind in _FIELDS.items() if type(body.get(name)) is not kind), None)
    wrong = wrong or next((name for name in _GESTURE if type(body.get(name, "")) is not str), None)
    if wrong or not all(isinstance(item, str) for item in body["replaces"]):
        raise MalformedEntryError(reason=wrong or "replaces")
    return _entry((signed_hash, signed, signature, salt, value), body, data)


def recall(stored: Sequence[tuple[str, str, str, str, str | None]]) -> list[Entry]:
    """Return entries that `read` accepted once and that are known to be the same to the letter.

    Half the time of reading them one by one: nothing is checked again, and the JSON is parsed in one go.

    Args:
        stored: For each, its hash, what was signed, its signature, its salt, its value.
    """
    try:
        bodies = json.loads(f"[{','.join([strings[1] for strings in stored])}]")
        values = json.loads(f"[{','.join([strings[4] or 'null' for strings in stored])}]")
    except RecursionError:  # a value nested as deep as Python reads alone is one level too deep inside a list
        return [read(signed, signature, salt, value) for _hash, signed, signature, salt, value in stored]
    return list(map(_entry, stored, bodies, values))


_FIELDS: Mapping[str, type] = {
    "kind": str, "target": str, "field": str, "assessment": str, "author": str, "installation": str, "seq": int,
    "previous": str, "lamport": int, "replaces": list, "at": str,
}  # fmt: skip
"""Fields that every entry has, and their exact types (`type(True)` is not `int`)."""

_GESTURE = ("group", "undoes", "redoes")


def _entry(strings: tuple[str, str, str, str, str | None], body: dict[str, Any], data: Any) -> Entry:
    get = body.get
    draft = Draft(
        body["kind"], body["target"], body["field"], data, get("group", ""), get("undoes", ""), get("redoes", "")
    )  # fmt: skip
    link = Link(
        body["assessment"], body["author"], body["installation"], body["seq"], body["previous"], body["lamport"],
        tuple(body["replaces"]), body["at"],
    )  # fmt: skip
    return Entry(*strings, draft, link)


def participant_of(author: str) -> str:
    """Return the participant id of a public key: its first 128 bits, enough never to collide."""
    return author[:PARTICIPANT_DIGITS]


def opinion_target(participant: str, criterion_id: str) -> str:
    """Return the target of one participant's opinion on one criterion."""
    return f"{participant}/{criterion_id}"


def well_placed(draft: Draft, author: str) -> bool:
    """Return whether a draft's target is one its kind may change.

    Each kind has targets of its own form, so that an entry of one kind never passes for another's: an opinion is on the
    author's own things, a phase on the assessment, a grant on a public key, an action on anything else.
    """
    owner, slash, _rest = draft.target.partition("/")
    of_participant = bool(slash) and _hexadecimal(owner, PARTICIPANT_DIGITS)
    if draft.kind == OPINION:
        return of_participant and owner == participant_of(author)
    if draft.kind == PHASE:
        return draft.target == PHASE_TARGET
    of_key = _hexadecimal(draft.target, KEY_DIGITS)
    if draft.kind == GRANT:
        return of_key and draft.field == ROLES
    return not (of_participant or of_key or draft.target == PHASE_TARGET)


_HEXADECIMAL = re.compile("[0-9a-f]+")


def _hexadecimal(text: str, length: int) -> bool:
    return len(text) == length and _HEXADECIMAL.fullmatch(text) is not None
