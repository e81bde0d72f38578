"""Changes to a file, drawn at random: to its bytes, to its lines and words, to the parts of an archive."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
from typing import TYPE_CHECKING

from tests.corpus.hostile_texts import ALL as HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    Mutator = Callable[[Random, bytes, Sequence[bytes]], bytes]
    """From a chance, a file and the other files of its kind, another file."""

MOST = 2_000_000
"""Bytes of the largest file made: what is refused for its size alone teaches nothing."""

NUMBERS = (0, 1, 2, 9, 10, 127, 128, 255, 256, 32767, 65535, 2**31 - 1, 2**31, 2**32 - 1, 2**53 + 1, 2**63)
TOKENS = (
    *HOSTILE.values(), *map(str, NUMBERS), "", " ", "\n", "\t", "-1", "1e999", "NaN", "null", "true", "no", "~", "''", '""',
    "{", "}", "[", "]", ":", ";", ",", "- ", "? ", "| ", "> ", "&a ", "*a", "<<: ", "!!python/none ", "%YAML 9.9", "---\n",
    "...\n", "#", "é", "œ", "\ufeff", "2026-02-30", "31/02/2026", "0001-01-01", "99999999999999", "1,5", "1.5", "½", "²", "٣",
    "<c", "</row>", "&amp;", "&#0;", "&#x110000;", "<![CDATA[", "<?xml", 't="s"', 'r="XFD1048577"', 'r="A0"', "fr", "id",
    "9" * 400, "[" * 60, "{a: " * 30, "a" * 30_000,
)  # fmt: skip
"""What is put in the place of words, or between them."""

_WORD = re.compile(r"\w+|[^\w\s]|\s+")


def of_bytes(chance: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Return a file a few bytes, or a stretch of bytes, of which are otherwise."""
    out = bytearray(data or b"\0")
    for _time in range(chance.choice((1, 1, 1, 2, 4, 16))):
        start = chance.randrange(len(out) + 1)
        end = min(len(out), start + chance.choice((1, 1, 2, 4, 8, 64, 512)))
        match chance.randrange(8):
            case 0:
                out[start:end] = bytes(byte ^ 1 << chance.randrange(8) for byte in out[start:end])
            case 1:
                out[start:end] = chance.randbytes(end - start)
            case 2:
                del out[start:end]
            case 3:
                out[start:start] = out[start:end] * chance.choice((1, 2, 300))
            case 4:
                out[start:start] = chance.randbytes(end - start)
            case 5:
                form = chance.choice(("<B", "<H", "<I", ">H", ">I", "<Q"))
                number = struct.pack(form, chance.choice(NUMBERS) % 256 ** struct.calcsize(form))
                out[start : start + len(number)] = number
            case 6:
                other = chance.choice(others)
                cut = chance.randrange(len(other) + 1)
                out[start:end] = other[cut : cut + chance.choice((1, 8, 64, 4096))]
            case _:
                out = out[:start] if chance.random() < 0.5 else out[start:]
        out = out or bytearray(b"\0")
    return bytes(out[:MOST])


def of_text(chance: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Return a text some lines, words or indentations of which are otherwise; at times its encoding."""
    if chance.random() < 0.1:
        return of_bytes(chance, data, others)
    lines = data.decode("utf-8", "surrogateescape").splitlines(keepends=True) or [""]
    for _time in range(chance.choice((1, 1, 2, 3, 8))):
        place = chance.randrange(len(lines))
        match chance.randrange(9):
            case 0:
                del lines[place : place + chance.choice((1, 1, 5))]
            case 1:
                lines.insert(place, chance.choice(lines))
            case 2:
                lines[place] = " " * chance.randrange(9) + lines[place].lstrip(" ")
            case 3:
                other = chance.choice(others).decode("utf-8", "surrogateescape").splitlines(
                    keepends=True
                ) or [""]
                cut = chance.randrange(len(other))
                lines[place:place] = other[cut : cut + chance.choice((1, 3, 20))]
            case 4:
                lines[place:place] = lines[place : place + 3] * chance.choice((2, 100))
            case _:
                lines[place] = _reworded(chance, lines[place])
        lines = lines or [""]
    text = "".join(lines)[:MOST]
    if chance.random() < 0.05:
        return text.encode(chance.choice(("utf-16", "latin-1", "cp1252", "utf-16-be")), "replace")
    return text.encode("utf-8", "surrogatepass" if chance.random() < 0.5 else "replace")


def _reworded(chance: Random, text: str) -> str:
    words = _WORD.findall(text) or [""]
    place = chance.randrange(len(words))
    if chance.random() < 0.5:
        words[place] = chance.choice(TOKENS)
    else:
        words.insert(place, chance.choice(TOKENS))
    return "".join(words)


def of_zip(chance: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Return an archive one part of which is otherwise, missing, renamed or there twice; at times its very bytes."""
    if chance.random() < 0.15:
        return of_bytes(chance, data, others)
    parts = _parts(data)
    if not parts:
        return of_bytes(chance, data, others)
    place = chance.randrange(len(parts))
    name, content = parts[place]
    match chance.randrange(12):
        case 0:
            del parts[place]
        case 1:
            parts[place] = (
                chance.choice(("../" + name, name.upper(), "x", name + "\u202e", parts[0][0])),
                content,
            )
        case 2:
            given = _parts(chance.choice(others)) or parts
            parts[place] = (name, dict(given).get(name, chance.choice(given)[1]))
        case _:
            change = of_text if chance.random() < 0.9 else of_bytes
            parts[place] = (name, change(chance, content, [one for _name, one in parts]))
    out = io.BytesIO()
    packing = chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    try:
        with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(out, "w", packing) as made:
            for one, inside in parts:
                made.writestr(one, inside)
    except (ValueError, UnicodeError):  # a name that no archive can hold
        return of_bytes(chance, data, others)
    return out.getvalue()[:MOST]


def _parts(data: bytes) -> list[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(one.file_size for one in archive.infolist()) > MOST:
                return []
            return [(one.filename, archive.read(one)) for one in archive.infolist() if not one.is_dir()]
    except Exception:  # noqa: BLE001 - archives made to harm make zipfile raise anything: their bytes are changed instead
        return []


def of_either(chance: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Return a file otherwise, as an archive if it is one, else as a text."""
    return (of_zip if data.startswith(b"PK") else of_text)(chance, data, others)
