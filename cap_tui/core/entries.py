"""Entries: signed, append-only facts. Their form, how one is composed, and how one is read back.

The exact string that was signed is kept, so that verifying needs no canonical form and fields unknown to this version
survive. The value stands beside it with a salt: a signed erasure can drop it while the chain stays valid.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from cap_tui.core.errors import N_, CapError

FORMAT = 1
"""Version of the entry form written by this program."""

GENESIS = "assessment"
OPINION = "opinion"
ACTION = "action"
PHASE = "phase"
GRANT = "grant"


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
    body |= {name: text for name in ("group", "undoes", "redoes") if (text := getattr(draft, name))}
    return dumps(body), value


def read(signed: str, signature: str, salt: str, value: str | None) -> Entry:
    """Return the entry these strings hold; the signature is checked elsewhere.

    Raises:
        MalformedEntryError: Not JSON, a field is missing or of the wrong type, or the value is not the one signed.
    """
    try:
        body = json.loads(signed)
        data = json.loads(value) if value is not None else None
    except ValueError as error:
        raise MalformedEntryError(reason="JSON") from error
    if not isinstance(body, dict):
        raise MalformedEntryError(reason="JSON")
    if value is not None and body.get("value_hash") != digest(salt + value):
        raise MalformedEntryError(reason="value_hash")
    text, number = _reader(body, str), _reader(body, int)
    replaces = body.get("replaces")
    if not isinstance(replaces, list) or not all(isinstance(item, str) for item in replaces):
        raise MalformedEntryError(reason="replaces")
    draft = Draft(
        text("kind"),
        text("target"),
        text("field"),
        data,
        text("group", ""),
        text("undoes", ""),
        text("redoes", ""),
    )
    link = Link(
        text("assessment"), text("author"), text("installation"), number("seq"),
        text("previous"), number("lamport"), tuple(replaces), text("at"),
    )  # fmt: skip
    return Entry(digest(signed), signed, signature, salt, value, draft, link)


def _reader(body: dict[str, Any], kind: type) -> Any:
    def get(name: str, default: Any = None) -> Any:
        found = body.get(name, default)
        if not isinstance(found, kind) or isinstance(found, bool):
            raise MalformedEntryError(reason=name)
        return found

    return get


def participant_of(author: str) -> str:
    """Return the participant id of a public key: its first 128 bits, enough never to collide."""
    return author[:32]


def opinion_target(participant: str, criterion_id: str) -> str:
    """Return the target of one participant's opinion on one criterion."""
    return f"{participant}/{criterion_id}"
