"""Zip files with any field one likes, for files that no writer would make."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field


def deflated(data: bytes) -> bytes:
    squeezer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeezer.compress(data) + squeezer.flush()


@dataclass
class Raw:
    """One member; `local` and `central` put other numbers in a header than the true ones."""

    name: bytes
    data: bytes
    method: int = 8
    flags: int = 0
    extra: bytes = b""
    packed: bytes | None = None
    external: int = 0o600 << 16
    made_by: int = 3 << 8 | 20
    comment: bytes = b""
    local_name: bytes | None = None
    local: dict[str, int] = field(default_factory=dict)
    central: dict[str, int] = field(default_factory=dict)

    def stored(self) -> bytes:
        if self.packed is not None:
            return self.packed
        return deflated(self.data) if self.method == 8 else self.data

    def numbers(self, other: dict[str, int]) -> list[int]:
        true = {
            "version": 20,
            "flags": self.flags,
            "method": self.method,
            "time": 0,
            "date": 33,
            "crc": zlib.crc32(self.data),
            "packed": len(self.stored()),
            "size": len(self.data),
            "name": len(self.name),
            "extra": len(self.extra),
        }
        return list((true | other).values())


def build(
    members: list[Raw],
    *,
    prefix: bytes = b"",
    before_directory: bytes = b"",
    before_end: bytes = b"",
    suffix: bytes = b"",
    end: dict[str, int] | None = None,
) -> bytes:
    """Return the file; `end` puts other numbers in the last record."""
    out = bytearray(prefix)
    directory = bytearray()
    for member in members:
        place = member.central.get("place", len(out))
        other = {name: number for name, number in member.central.items() if name != "place"}
        out += struct.pack("<4s5H3L2H", b"PK\x03\x04", *member.numbers(member.local))
        out += (member.local_name or member.name) + member.extra + member.stored()
        directory += struct.pack("<4s6H3L2H", b"PK\x01\x02", member.made_by, *member.numbers(other))
        directory += struct.pack("<3H2L", len(member.comment), 0, 0, member.external, place)
        directory += member.name + member.extra + member.comment
    out += before_directory
    start = len(out)
    out += directory + before_end
    true = {
        "disk": 0, "first": 0, "here": len(members), "count": len(members),
        "size": len(directory), "start": start, "comment": 0,
    }  # fmt: skip
    out += struct.pack("<4s4H2LH", b"PK\x05\x06", *(true | (end or {})).values())
    return bytes(out) + suffix
