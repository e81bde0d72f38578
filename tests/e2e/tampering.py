"""Files changed on their way, from the clumsiest to the cleverest."""

from __future__ import annotations

import io
import json
import zipfile
from hashlib import sha256
from typing import TYPE_CHECKING

from cap_tui.core.entries import dumps
from cap_tui.exchange import archive
from cap_tui.exchange.bundle import Strings, pack, unpack
from cap_tui.exchange.keys import SigningKey

if TYPE_CHECKING:
    from pathlib import Path

LIE = "MENSONGE : tout est exemplaire"


def with_a_byte_changed(path: Path, made: Path) -> Path:
    """Write the file with one byte of its compressed entries changed."""
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as opened:
        entries = opened.getinfo("entries.jsonl")
    data[entries.header_offset + 200] ^= 1
    made.write_bytes(data)
    return made


def rebuilt_with_a_lie(path: Path, made: Path, words: str) -> Path:
    """Write the file with some words of an entry replaced, digests and zip made again, not the signatures."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as opened:
        members = {info.filename: opened.read(info) for info in opened.infolist()}
    lines = [_with_a_lie(Strings(*json.loads(line)), words) for line in members["entries.jsonl"].splitlines()]
    entries = "".join(dumps(list(line)) + "\n" for line in lines).encode()
    assert entries != members["entries.jsonl"]
    manifest = json.loads(members["manifest.json"])
    manifest["digest"] = sha256(entries).hexdigest()
    changed = {"manifest.json": dumps(manifest).encode(), "entries.jsonl": entries}
    made.write_bytes(archive.write(list((members | changed).items())))
    return made


def signed_again_with_a_lie(path: Path, made: Path, words: str, data: Path) -> Path:
    """Write the file with some words of an entry replaced, the whole signed again by the key of a data folder."""
    bundle = unpack(path.read_bytes())
    lines = [_with_a_lie(line, words) for line in bundle.entries]
    assert lines != list(bundle.entries)
    (key,) = (data / "keys").iterdir()
    head = bundle.manifest
    made.write_bytes(
        pack(
            lines, bundle.questionnaires, SigningKey.load(key), assessment=head.assessment, name=head.name,
            organisation=head.organisation, audience=head.audience, created=head.created, program=head.program,
        )
    )  # fmt: skip
    return made


def _with_a_lie(line: Strings, words: str) -> Strings:
    return line._replace(value=line.value.replace(words, LIE)) if line.value else line
