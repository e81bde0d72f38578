"""Files that someone might pass for a dossier, each wrong in one place, and the class of error each must meet.

Most are signed by their sender as they should be: whoever attacks has a key too.
"""

from __future__ import annotations

import json
import zlib
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cap_tui.exchange.bundle import DOMAIN
from tests.corpus.honest_bundle import CREATED, NAME, QUESTIONNAIRE, honest, sender, strings
from tests.corpus.raw_zip import Raw, build, deflated

if TYPE_CHECKING:
    from collections.abc import Callable

DAMAGED, NOT, LARGE = "DamagedBundleError", "NotABundleError", "TooLargeBundleError"
FORGED, NEWER = "ForgedBundleError", "NewerBundleError"

LINES = "".join(json.dumps(list(one), ensure_ascii=False) + "\n" for one in strings(3)).encode()
PLACE = f"questionnaires/{NAME}.yaml".encode()
BOMB = bytes(16 * 2**20)


def manifest(lines: bytes = LINES, **changes: Any) -> dict[str, Any]:
    return {
        "format": 1, "program": "cap-tui 0.2.0", "assessment": "a" * 64, "sender": sender().public, "name": "Zoé",
        "organisation": "Les Jardins", "audience": "peer", "created": CREATED, "entries": 3,
        "digest": sha256(lines).hexdigest(), "questionnaires": [NAME],
    } | changes  # fmt: skip


def parts(text: str, lines: bytes = LINES, signature: str | None = None) -> list[Raw]:
    """Return the members of a bundle whose manifest is `text`, signed unless a signature is given."""
    try:
        signed = sender().sign(DOMAIN + text)
    except UnicodeEncodeError:
        signed = "00" * 64
    return [
        Raw(b"manifest.json", text.encode("utf-8", "surrogatepass")),
        Raw(b"signature", (signed if signature is None else signature).encode("utf-8", "surrogatepass")),
        Raw(b"entries.jsonl", lines),
        Raw(PLACE, QUESTIONNAIRE),
    ]


def usual(lines: bytes = LINES, **changes: Any) -> list[Raw]:
    return parts(json.dumps(manifest(lines, **changes), ensure_ascii=False), lines)


def with_member(index: int, **changes: Any) -> bytes:
    """Return a bundle, one member of which is otherwise."""
    members = usual()
    for name, value in changes.items():
        setattr(members[index], name, value)
    return build(members)


def _cut() -> dict[str, bytes]:
    whole = honest()
    return {
        "empty": b"",
        "a text": b"Bonjour, voici mon dossier",
        "a PDF": b"%PDF-1.7\n" + whole,
        "an empty zip": build([]),
        "half of it": whole[: len(whole) // 2],
        "without its last byte": whole[:-1],
        "a byte more": whole + b"\0",
        "a comment": build(usual(), end={"comment": 4}, suffix=b"hey!"),
        "something before": build(usual(), prefix=b"#!/bin/sh\n"),
    }


def _layout() -> dict[str, bytes]:
    members = usual()
    extra_zip64 = b"\x01\x00\x10\x00" + bytes(16)
    return {
        "hidden bytes": build(members, before_directory=b"#!/bin/sh\n"),
        "hidden member": build([*members[:2], Raw(b"x", b"x"), *members[2:]], end={"count": 4, "here": 4}),
        "stored, says the header": with_member(2, method=0, packed=deflated(LINES)),
        "sizes differ in the directory": with_member(2, central={"size": 5}),
        "counts differ": build(members, end={"here": 3}),
        "a comment that is not there": build(members, end={"comment": 4}),
        "zip64 end": build(members, before_end=b"PK\x06\x06" + bytes(52)),
        "zip64 sizes": with_member(2, local={"packed": 2**32 - 1}, central={"packed": 2**32 - 1}),
        "zip64 extra": with_member(2, extra=extra_zip64),
        "encrypted": with_member(2, flags=1),
        "sizes after the data": with_member(2, flags=8),
        "stored": with_member(2, method=0),
        "lzma": with_member(2, method=14, packed=b"x"),
        "link": with_member(2, external=0o120777 << 16),
        "folder": build([*members, Raw(b"questionnaires/", b"")]),
        "folder attribute": with_member(3, external=0o600 << 16 | 0x10),
        "made on another system": with_member(3, made_by=20),
        "member comment": with_member(3, comment=b"hello"),
        "two for one": with_member(3, central={"place": 0}),
        "overlap": with_member(2, local={"packed": 40}, central={"packed": 40}),
        "far away": with_member(3, central={"place": 2**31}),
        "names differ": with_member(2, local_name=b"entries.jsonL"),
        "sizes differ": with_member(2, local={"size": 5}),
        "several discs": build(members, end={"disk": 1}),
        "count lies": build(members, end={"count": 3, "here": 3}),
        "count lies above": build(members, end={"count": 5, "here": 5}),
        "directory lies": build(members, end={"start": 0}),
        "a thousand members": build([*members, *(Raw(str(one).encode(), b"") for one in range(1_000))]),
        "count of 65535": build(members, end={"count": 65535, "here": 65535}),
    }


def _names() -> dict[str, bytes]:
    members = usual()

    def added(name: bytes) -> bytes:
        return build([*members, Raw(name, b"#!/bin/sh")])

    return {
        "parent folder": added(b"../../.bashrc"),
        "absolute": added(b"/etc/passwd"),
        "drive": added(rb"C:\Windows\evil.dll"),
        "accented": added("été".encode()),
        "NUL": added(b"manifest.json\0.exe"),
        "no name": added(b""),
        "long name": added(b"a" * 5_000),
        "manifest twice": build([*members, members[0]]),
        "entries twice": build([*members[:3], members[2], members[3]]),
        "capital letter": with_member(0, name=b"Manifest.json"),
        "no signature": build([members[0], *members[2:]]),
        "no entries": build([*members[:2], members[3]]),
        "no questionnaire": build(members[:3]),
        "another order": build([members[0], members[2], members[1], members[3]]),
        "manifest last": build([*members[1:], members[0]]),
        "questionnaire elsewhere": build(usual(questionnaires=["../../evil"])),
    }


def _sizes() -> dict[str, bytes]:
    bomb = Raw(b"manifest.json", BOMB)
    small = {"size": 1_000}
    wide = (b'["' + b"a" * 300_000 + b'","","",null]\n') * 3
    return {
        "manifest bomb": build([bomb, *usual()[1:]]),
        "manifest bomb that lies": build(
            [Raw(b"manifest.json", BOMB, local=small, central=small), *usual()[1:]]
        ),
        "signature bomb": with_member(1, data=BOMB),
        "entries bomb": build(usual(BOMB)),
        "questionnaire bomb": with_member(3, data=BOMB),
        "checksum": with_member(2, local={"crc": 1}, central={"crc": 1}),
        "smaller than said": with_member(2, local={"size": 99_999}, central={"size": 99_999}),
        "no deflate": with_member(2, packed=b"\xff" * 50),
        "deflate without end": with_member(2, packed=deflated(LINES)[:-9]),
        "deflate that waits for more": with_member(2, packed=_unfinished(LINES)),
        "bytes after deflate": with_member(2, packed=deflated(LINES) + b"evil"),
        "a million entries": build(usual(entries=1_000_000)),
        "wide entry": build(usual(wide)),
    }


def _unfinished(data: bytes) -> bytes:
    squeezer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeezer.compress(data) + squeezer.flush(zlib.Z_SYNC_FLUSH)


def _manifests() -> dict[str, bytes]:
    text = json.dumps(manifest())

    def made(changed: str) -> bytes:
        return build(parts(changed))

    missing = manifest()
    del missing["audience"]
    return {
        "manifest: no JSON": made("format: 1"),
        "manifest: list": made("[1]"),
        "manifest: key twice": made(text.replace("{", '{"name": "Anna", ', 1)),
        "manifest: NaN": made(text.replace('"entries": 3', '"entries": NaN')),
        "manifest: infinity": made(text.replace('"entries": 3', '"entries": 1e999')),
        "manifest: deep": made(text.replace('"entries": 3', '"entries": ' + "[" * 9_000 + "]" * 9_000)),
        "manifest: huge number": made(text.replace('"format": 1', '"format": 1' + "0" * 5_000)),
        "manifest: half a character": made(text.replace("Les", r"\ud83d")),
        "manifest: half a byte": made(text.replace("Les", "\ud83d")),
        "manifest: byte order mark": made("\ufeff" + text),
        "manifest: no audience": made(json.dumps(missing)),
        "manifest: unknown field": build(usual(admin=True)),
        "manifest: unknown audience": build(usual(audience="everyone")),
        "manifest: capitals in a key": build(usual(sender=sender().public.upper())),
        "manifest: true is not 1": build(usual(format=True)),
        "manifest: format 0": build(usual(format=0)),
        "manifest: count below zero": build(usual(entries=-3)),
        "manifest: date": build(usual(created="demain")),
        "manifest: same questionnaire twice": build(usual(questionnaires=[NAME, NAME])),
        "manifest: name is a list": build(usual(name=["Zoé"])),
        "newer": build(usual(format=2)),
        "newer and unknown": build(
            [Raw(b"manifest.json", b'{"format": 7, "people": {}}'), Raw(b"new", b"", flags=8)], suffix=b"?"
        ),
    }


def _lies() -> dict[str, bytes]:
    text = json.dumps(manifest())
    other = json.dumps(manifest(name="Anna"))
    return {
        "someone else's name": build(parts(other, signature=sender().sign(DOMAIN + text))),
        "an entry's signature": build(parts(text, signature=sender().sign(text))),
        "no hexadecimal": build(parts(text, signature="z" * 128)),
        "no ASCII": build(parts(text, signature="é" * 64)),
        "empty signature": build(parts(text, signature="")),
        "key of small order": build(parts(json.dumps(manifest(sender="00" * 32)), signature="00" * 64)),
        "entries changed": build(parts(text, LINES.replace(b"1", b"2"))),
        "questionnaire changed": with_member(3, data=b"schema: 1\nid: evil\n"),
    }


def _entries() -> dict[str, bytes]:
    first, second, third = LINES.decode().splitlines()

    def made(*lines: str, end: str = "\n", count: int = 3) -> bytes:
        return build(usual(("\n".join(lines) + end).encode("utf-8", "surrogatepass"), entries=count))

    return {
        "one entry less": made(first, second),
        "one entry more": made(first, second, third, third),
        "no end of line": made(first, second, third, end=""),
        "blank line": made(first, "", third),
        "entry: object": made(first, second, '{"signed": "x"}'),
        "entry: five": made(first, second, '["a", "b", "c", "d", "e"]'),
        "entry: number": made(first, second, '["a", "b", "c", 4]'),
        "entry: no signature": made(first, second, '["a", null, "c", "d"]'),
        "entry: deep": made(first, second, "[" * 60_000),
        "entry: NaN": made(first, second, '["a", "b", "c", NaN]'),
        "entry: half a character": made(first, second, r'["a", "b", "c", "\udc00"]'),
        "entry: Latin-1": build(usual(LINES.decode().encode("latin-1", "replace"))),
    }


_GROUPS: tuple[tuple[Callable[[], dict[str, bytes]], str], ...] = (
    (_cut, NOT), (_layout, DAMAGED), (_names, DAMAGED), (_sizes, DAMAGED), (_manifests, DAMAGED), (_lies, FORGED),
    (_entries, DAMAGED),
)  # fmt: skip

_OTHERWISE = {
    "zip64 sizes": NOT,
    "a thousand members": LARGE,
    "count of 65535": LARGE,
    "manifest bomb": LARGE,
    "signature bomb": LARGE,
    "entries bomb": LARGE,
    "questionnaire bomb": LARGE,
    "a million entries": LARGE,
    "newer": NEWER,
    "newer and unknown": NEWER,
    "entries changed": DAMAGED,
    "questionnaire changed": DAMAGED,
}

EXPECTED: dict[str, str] = {
    name: _OTHERWISE.get(name, usually) for group, usually in _GROUPS for name in group()
}
"""Name of the class of error that each file must meet, by the name of the file."""


def hostile_bundles() -> dict[str, bytes]:
    """Return the files by name."""
    return {name: data for group, _usually in _GROUPS for name, data in group().items()}
