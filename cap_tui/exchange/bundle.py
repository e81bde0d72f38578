"""The `.capx` file: entries and the questionnaires they answer, travelling as one file signed by who sends it.

Members, in this order: `manifest.json`, `signature` (the sender's, over the domain text then the manifest's exact
text), `entries.jsonl` (one array `[signed, signature, salt, value]` a line), `questionnaires/<sha256>.yaml`. In every
format to come the manifest stays the first member, so that a program always knows that a file is newer than itself.

The signature says who made the file, not that what it holds may have effect: each entry bears its own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from cap_tui.core.entries import dumps
from cap_tui.core.errors import CapError
from cap_tui.core.text import one_line
from cap_tui.exchange import archive, manifest
from cap_tui.exchange.bundle_errors import DamagedBundleError, ForgedBundleError, TooLargeBundleError
from cap_tui.exchange.keys import verified
from cap_tui.exchange.manifest import FORMAT, Manifest
from cap_tui.exchange.strict_json import StrictJsonError, loads

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cap_tui.core.entries import Entry
    from cap_tui.exchange.keys import SigningKey

__all__ = ["FORMAT", "Bundle", "Manifest", "Strings", "pack", "peek", "strings_of", "unpack"]

DOMAIN = "cap-tui bundle\n"
"""Comes before the manifest in what is signed. An entry begins with a brace, so neither passes for the other."""

MAX_LINE = 2**18
"""Characters of one entry: 20,000 characters, each written as a double escape, with room."""

MAX_ENTRIES_SIZE = 256 * 2**20
"""Bytes of all entries: 4,000 answers of 20,000 characters, each of three bytes, with room."""

MAX_QUESTIONNAIRE = 16_000_000
"""Bytes of one questionnaire: as many as its reader accepts."""

MAX_QUESTIONNAIRES_SIZE = 3 * MAX_QUESTIONNAIRE
"""Bytes of all of them."""

_MANIFEST, _SIGNATURE, _ENTRIES = "manifest.json", "signature", "entries.jsonl"
_SIGNATURE_DIGITS = 128
_STRINGS = 4


class Strings(NamedTuple):
    """What is stored of one entry.

    Attributes:
        signed: The exact string the signature covers.
        signature: Hexadecimal.
        salt: Hexadecimal; empty when the value is absent.
        value: JSON text; None when withheld or erased, and the chain can still be verified.
    """

    signed: str
    signature: str
    salt: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose digests and sender are verified; its entries are not.

    Attributes:
        manifest: What it says of itself.
        entries: In the order they were packed.
        questionnaires: Content of each, by its SHA-256.
    """

    manifest: Manifest
    entries: tuple[Strings, ...]
    questionnaires: Mapping[str, bytes]


def strings_of(entry: Entry) -> Strings:
    """Return what travels of an entry."""
    return Strings(entry.signed, entry.signature, entry.salt, entry.value)


def pack(
    entries: Iterable[Strings],
    questionnaires: Mapping[str, bytes],
    key: SigningKey,
    *,
    assessment: str,
    name: str,
    organisation: str,
    audience: str,
    created: str,
    program: str,
) -> bytes:
    """Return a bundle; the same arguments give the same bytes.

    Args:
        entries: What to send, in any order; kept as given.
        questionnaires: Content of each, by its SHA-256.
        key: The sender's.
        assessment: Hash of the assessment's first entry.
        name: The sender's.
        organisation: The sender's.
        audience: One of `manifest.AUDIENCES`.
        created: ISO 8601 in UTC.
        program: Name and version of this program.

    Raises:
        TooLargeBundleError: Nobody could open it.
        DamagedBundleError: An argument is not of its form.
    """
    lines = [dumps(list(entry)) + "\n" for entry in entries]
    data = "".join(lines).encode()
    if len(data) > MAX_ENTRIES_SIZE or any(len(line) > MAX_LINE for line in lines):
        raise TooLargeBundleError
    head = Manifest(
        format=FORMAT, program=_shown(program), assessment=assessment, sender=key.public, name=_shown(name),
        organisation=_shown(organisation), audience=audience, created=created, entries=len(lines),
        digest=sha256(data).hexdigest(), questionnaires=tuple(sorted(questionnaires)),
    )  # fmt: skip
    text = manifest.to_json(head)
    manifest.from_json(text.encode())  # what would be refused there is refused here
    return _written(
        text, key.sign(DOMAIN + text), data, {name: questionnaires[name] for name in head.questionnaires}
    )


def _written(text: str, signature: str, data: bytes, questionnaires: Mapping[str, bytes]) -> bytes:
    """Return the archive of a bundle's members, in their order."""
    members = [
        (_MANIFEST, text.encode()),
        (_SIGNATURE, signature.encode()),
        (_ENTRIES, data),
        *((_place(name), content) for name, content in questionnaires.items()),
    ]
    sizes = [len(content) for content in questionnaires.values()]
    if (
        len(members) > archive.MAX_MEMBERS
        or sum(sizes) > MAX_QUESTIONNAIRES_SIZE
        or any(size > MAX_QUESTIONNAIRE for size in sizes)
    ):
        raise TooLargeBundleError
    return archive.write(members)


def peek(data: bytes) -> Manifest:
    """Return who made a bundle and for what, before anything else of it is inflated.

    Raises:
        NewerBundleError: A later program made it; keep the file as it is.
        BundleError: Another of its kinds: it is no bundle, breaks a rule, or its sender did not sign it.
    """
    return _open(data)[0]


def unpack(data: bytes) -> Bundle:
    """Return a bundle's content, verified against the manifest that its sender signed.

    Raises:
        BundleError: As `peek`, or a digest is wrong, or an entry is not four strings.
    """
    head, members = _open(data)
    lines = archive.inflate(members[_ENTRIES], MAX_ENTRIES_SIZE)
    if sha256(lines).hexdigest() != head.digest:
        raise DamagedBundleError(reason="digest of entries")
    entries = _entries(lines, head.entries)
    return Bundle(head, entries, _questionnaires(members, head))


def announced(data: bytes) -> int:
    """Return how many bytes of entries a file says it holds; 0 for what is no bundle. Nothing is inflated, nor believed."""
    try:
        member = archive.members(data).get(_ENTRIES)
    except CapError:
        return 0
    return member.size if member else 0


def questionnaires_in(data: bytes, head: Manifest) -> dict[str, bytes]:
    """Return the content of each questionnaire of a bundle, by its SHA-256.

    Args:
        data: A bundle that `unpack` accepts.
        head: Its manifest.

    Raises:
        BundleError: It does not hold them.
    """
    return _questionnaires(archive.members(data), head)


def _questionnaires(members: Mapping[str, archive.Member], head: Manifest) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    room = MAX_QUESTIONNAIRES_SIZE
    for digest in head.questionnaires:
        member = members[_place(digest)]
        if member.size > room:
            raise TooLargeBundleError
        content, name = _inflated(bytes(member.packed), member.size, member.crc)
        room -= len(content)
        if name != digest:
            raise DamagedBundleError(reason="digest of a questionnaire")
        found[digest] = content
    return found


@lru_cache(maxsize=2)
def _inflated(packed: bytes, size: int, crc: int) -> tuple[bytes, str]:
    """Return the content of a questionnaire and its SHA-256; the dossiers of a network carry the same one, to the byte.

    Raises:
        BundleError: As `archive.inflate`.
    """
    member = archive.Member("", crc, memoryview(packed), size)
    content = archive.inflate(member, MAX_QUESTIONNAIRE)
    return content, sha256(content).hexdigest()


def _open(data: bytes) -> tuple[Manifest, dict[str, archive.Member]]:
    """Return the manifest, its signature verified, and all members, their names checked."""
    beginning = archive.first(data)
    if beginning.name != _MANIFEST:
        raise DamagedBundleError(reason="manifest: place")
    text = archive.inflate(beginning, manifest.MAX_MANIFEST)
    head = manifest.from_json(text)
    members = archive.members(data)
    expected = [_MANIFEST, _SIGNATURE, _ENTRIES, *map(_place, head.questionnaires)]
    if list(members) != expected:
        raise DamagedBundleError(reason="members")
    signature = archive.inflate(members[_SIGNATURE], _SIGNATURE_DIGITS)
    if not verified(head.sender, DOMAIN + text.decode(), signature.decode("ascii", "replace")):
        raise ForgedBundleError
    return head, members


def _entries(data: bytes, count: int) -> tuple[Strings, ...]:
    try:
        lines = data.decode().split("\n")
        if lines.pop() or len(lines) != count:
            raise DamagedBundleError(reason="count of entries")
        return _usual(lines) or tuple(_strings(loads(line, max_size=MAX_LINE)) for line in lines)
    except (UnicodeDecodeError, StrictJsonError) as error:
        raise DamagedBundleError(reason="entries: JSON") from error


def _usual(lines: list[str]) -> tuple[Strings, ...] | None:
    r"""Return the entries of lines that are as we write them, parsed in one go; None leaves them to the strict reader.

    It accepts a part of what the strict reader accepts, never more. JSON has no raw end of line inside a string, so each line
    begins and ends outside of strings; each opens with a bracket, and all items are flat and as many as the lines, so that
    each line is one array. Flat arrays of texts hold neither objects nor numbers; texts with `\u` are left out, in which
    half a character could hide.
    """
    text = ",\n".join(lines)
    if "\\u" in text or not all(
        line[:2] == '["' and line[-1] == "]" and len(line) <= MAX_LINE for line in lines
    ):
        return None
    try:
        items = json.loads(f"[{text}]")
    except (ValueError, RecursionError):
        return None
    if len(items) != len(lines) or not all(map(_is_strings, items)):
        return None
    return tuple(map(Strings._make, items))


def _is_strings(item: Any) -> bool:
    if type(item) is not list or len(item) != _STRINGS:
        return False
    signed, signature, salt, value = item
    return type(signed) is type(signature) is type(salt) is str and (value is None or type(value) is str)


def _strings(item: object) -> Strings:
    match item:
        case [str() as signed, str() as signature, str() as salt, str() | None as value]:
            return Strings(signed, signature, salt, value)
    raise DamagedBundleError(reason="entries: shape")


def _shown(text: str) -> str:
    return one_line(text, limit=manifest.MAX_TEXT)


def _place(digest: str) -> str:
    return f"questionnaires/{digest}.yaml"
