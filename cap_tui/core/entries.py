"""Entries: signed, append-only facts. Their form, how one is composed, and how one is read back.

The exact string that was signed is kept, so that verifying needs no canonical form and fields unknown to this version
survive. The value stands beside it with a salt: a signed erasure can drop it while the chain stays valid.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from cap_tui.core.errors import N_, CapError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FORMAT = 2
"""Version of the entry form written by this program; the first had no `phase`, and one author only."""

LIMIT = 2**40
"""Largest number along a chain or of a lamport clock: more was not counted, it was made up."""


Strings = tuple[str, str, str, str, str | None]
"""What is stored of an entry: its hash, what was signed, its signature, its salt, its value as JSON text."""

SALT_DIGITS = 32
"""Hexadecimal digits of a salt."""


MAX_SIZE = 2**18 - 2**12
"""Bytes of what is signed and of the value as JSON texts: what fits in a line of a file that travels, with its signature."""

MAX_REPLACES = 1_000
"""Versions one entry may take the place of; the fold keeps one a chain, so there are never that many."""


class MalformedEntryError(CapError):
    """An entry cannot be read."""

    sentence = N_("An entry of this file is damaged ({reason}). It was set aside; the others are untouched.")


class NewerEntryError(CapError):
    """An entry is of a form this version does not know."""

    sentence = N_("This was written by a newer version of cap-tui. Install it to read the whole file.")


class Draft(NamedTuple):
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


class Link(NamedTuple):
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
        phase: Hash of the last phase entry its author knew, empty before any; None in the first entry form. What the
            author may write is asked of that phase: two people apart cannot know of each other's moves.
    """

    assessment: str
    author: str
    installation: str
    seq: int
    previous: str
    lamport: int
    replaces: tuple[str, ...]
    at: str
    phase: str | None = ""


class Entry(NamedTuple):
    """One fact of the log.

    Attributes:
        hash: SHA-256 of `signed`, hexadecimal; the entry's name.
        signed: The exact string the signature covers.
        signature: Ed25519 signature, hexadecimal.
        salt: 16 random bytes, hexadecimal; empty once erased or withheld.
        value: The value's JSON text; None once erased, or withheld from who may not read it.
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
        """The value; None when erased or withheld."""
        return self.draft.value

    @property
    def chain(self) -> str:
        """The author's chain on one installation, `<public key>/<installation>`."""
        return f"{self.link.author}/{self.link.installation}"

    def without_value(self) -> Entry:
        """Return the entry as it stands once erased or withheld: still signed, still in its chain, saying nothing."""
        return self._replace(salt="", value=None, draft=self.draft._replace(value=None))


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
        "v": FORMAT if link.phase is not None else 1,
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
    if link.phase is not None:
        body["phase"] = link.phase
    body |= {name: text for name in _GESTURE if (text := getattr(draft, name))}
    return dumps(body), value


def read(signed: str, signature: str, salt: str, value: str | None) -> Entry:
    """Return the entry these strings hold; the signature is checked elsewhere.

    Raises:
        MalformedEntryError: Not JSON, a field is missing or of the wrong type, or the value is not the one signed.
        NewerEntryError: Of a form this version does not know.
    """
    try:
        body = json.loads(signed)
        data = json.loads(value) if value is not None else None
        hashed, signed_hash = digest(salt + value) if value is not None else "", digest(signed)
    except (ValueError, RecursionError) as error:
        raise MalformedEntryError(reason="JSON") from error
    check(body, salt, value, hashed)
    return _entry((signed_hash, signed, signature, salt, value), body, data)


def check(body: Any, salt: str, value: str | None, hashed: str) -> None:
    """Refuse an entry that was parsed and is not of its form.

    Args:
        body: What was signed, parsed.
        salt: Hexadecimal.
        value: JSON text, or None when withheld or erased.
        hashed: Digest of the salt and the value; not looked at without a value.

    Raises:
        MalformedEntryError: A field is missing or of the wrong type, or the value is not the one signed.
        NewerEntryError: Of a form this version does not know.
    """
    if not isinstance(body, dict):
        raise MalformedEntryError(reason="JSON")
    get = body.get
    version = get("v")
    if type(version) is not int or version < 1:
        raise MalformedEntryError(reason="v")
    if version > FORMAT:
        raise NewerEntryError
    if value is not None and (get("value_hash") != hashed or len(salt) != SALT_DIGITS):
        raise MalformedEntryError(
            reason="value_hash"
        )  # a salt of another length could take letters from the value
    wrong = _wrong_type(body, version) or _wrong_form(body)
    if wrong:
        raise MalformedEntryError(reason=wrong)


def _wrong_type(body: dict[str, Any], version: int) -> str:
    """Return a field that is not of its type, or nothing. Loops, not generators: a network sends 200,000 entries."""
    get = body.get
    for name, kind in _FIELDS.items():
        if type(get(name)) is not kind:
            return name
    for name in _GESTURE:
        if type(get(name, "")) is not str:
            return name
    if type(get("phase")) not in _PHASES[version]:
        return "phase"
    return "" if all(isinstance(item, str) for item in body["replaces"]) else "replaces"


def _wrong_form(body: dict[str, Any]) -> str:
    """Return a field that says what no program of ours writes, or nothing."""
    for name, form in _FORMS.items():
        if name in body and form.fullmatch(body[name]) is None:
            return name
    if len(body["replaces"]) > MAX_REPLACES:
        return "replaces"
    return "" if 0 < body["seq"] <= LIMIT and 0 < body["lamport"] <= LIMIT else "lamport"


def recall(stored: Sequence[Strings]) -> list[Entry]:
    """Return entries that `read` accepted once and that are known to be the same to the letter.

    Half the time of reading them one by one: nothing is checked again, and the JSON is parsed in one go.

    Args:
        stored: Their strings.
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

_SHORT = re.compile("[ -~]{0,160}")
_FORMS: Mapping[str, re.Pattern[str]] = {
    "author": re.compile("[0-9a-f]{64}"),  # one spelling of each key, or one person would pass for two
    "installation": re.compile("[0-9A-Za-z_.-]{1,64}"),
    "target": re.compile("[!-~]{1,400}"),
    "kind": _SHORT, "field": _SHORT, "at": _SHORT, "group": _SHORT, "undoes": _SHORT, "redoes": _SHORT,
}  # fmt: skip
"""What the names inside an entry may be: long ones would make files that nobody can pack, others reach a terminal."""

_PHASES: Mapping[int, tuple[type, ...]] = {1: (type(None),), 2: (str,)}
"""Types of `phase` in each entry form."""

_GESTURE = ("group", "undoes", "redoes")

_DRAFT, _LINK, _ENTRY = Draft._make, Link._make, Entry._make
"""Twice as fast as naming the fields: a dossier opens by making three tuples an entry."""


def _entry(strings: Strings, body: dict[str, Any], data: Any) -> Entry:
    get = body.get
    draft = _DRAFT((
        body["kind"], body["target"], body["field"], data, get("group", ""), get("undoes", ""), get("redoes", "")
    ))  # fmt: skip
    link = _LINK((
        body["assessment"], body["author"], body["installation"], body["seq"], body["previous"], body["lamport"],
        tuple(body["replaces"]), body["at"], get("phase"),
    ))  # fmt: skip
    return _ENTRY((*strings, draft, link))
