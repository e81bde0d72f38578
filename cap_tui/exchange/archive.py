"""The zip of a bundle, written one way and read only in that way, in memory.

The reader accepts exactly what the writer makes: members one after the other from the first byte, each described in
the same words before its data and in the directory, then the directory, then its end, then nothing. So there is no
room for what general zip readers must guess at: prefixes, overlaps, links, encryption, streams of unknown size, zip64,
comments. Sizes are counted while inflating; nothing is written to disk.

Source of the layout: PKWARE APPNOTE 6.3.10, sections 4.3 and 4.4.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from cap_tui.exchange.bundle_errors import DamagedBundleError, NotABundleError, TooLargeBundleError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MAX_FILE = 128 * 2**20
"""Bytes of a whole file."""

MAX_MEMBERS = 64
"""Members of a file: manifest, signature, entries, and a questionnaire for each upgrade over the years."""

MAX_RATIO = 250
"""Times a member may grow when inflated, beyond `FREE_GROWTH`. Text people wrote grows 2 to 10 times; a bomb 1,000."""

FREE_GROWTH = 2**20
"""Inflated bytes that are never held against a member."""

MAX_NAME = 128
"""Bytes of a member's name."""

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_DEFLATED = 8
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_CHUNK = 2**16


class _Header(NamedTuple):
    """What a header says of a member, in the order of both headers."""

    version: int
    flags: int
    method: int
    time: int
    date: int
    crc: int
    packed: int
    size: int
    name_length: int
    extra_length: int


@dataclass(frozen=True, slots=True)
class Member:
    """One member of an archive.

    Attributes:
        name: ASCII, without any folder but the one its exact name holds.
        crc: CRC-32 of the inflated data.
        packed: The deflated data.
        size: Bytes announced once inflated; not to be trusted before `inflate`.
    """

    name: str
    crc: int
    packed: memoryview
    size: int


def write(members: Iterable[tuple[str, bytes]]) -> bytes:
    """Return an archive of these members in this order; the same members give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members:
            info = zipfile.ZipInfo(name, _FIXED_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # else it would tell the sender's system
            info.external_attr = 0o600 << 16
            archive.writestr(info, data, compresslevel=6)
    return out.getvalue()


def first(data: bytes) -> Member:
    """Return the first member, whatever follows: all that a reader may ask of a format it does not know.

    Raises:
        NotABundleError: This is no archive.
        DamagedBundleError: Its first header breaks a rule.
    """
    if not data.startswith(b"PK\x03\x04"):
        raise NotABundleError
    return _local(memoryview(data), 0)[0]


def members(data: bytes) -> dict[str, Member]:
    """Return the members by name, none of them inflated.

    Raises:
        NotABundleError: This is no archive, or its end is missing.
        TooLargeBundleError: More than `MAX_FILE` bytes or `MAX_MEMBERS` members.
        DamagedBundleError: Anything that the writer would not have written.
    """
    if len(data) > MAX_FILE:
        raise TooLargeBundleError
    count, start = _end(data)
    view = memoryview(data)
    found: dict[str, Member] = {}
    offset, directory = 0, start
    for _ in range(count):
        name_end, header, place = _directory_line(data, directory)
        if place != offset:
            raise DamagedBundleError(reason="overlap")
        member, offset, said = _local(view, offset)
        if said != header or member.name != data[directory + _CENTRAL.size : name_end].decode(
            "ascii", "replace"
        ):
            raise DamagedBundleError(reason="headers")
        if member.name in found:
            raise DamagedBundleError(reason="duplicate member")
        found[member.name] = member
        directory = name_end
    if offset != start or directory != len(data) - _END.size:
        raise DamagedBundleError(reason="layout")
    return found


def inflate(member: Member, limit: int) -> bytes:
    """Return a member's data.

    Args:
        member: From `members` or `first`.
        limit: Most bytes accepted.

    Raises:
        TooLargeBundleError: It grows beyond `limit`, or `MAX_RATIO` times.
        DamagedBundleError: It is not the data announced, to the byte.
    """
    limit = min(limit, FREE_GROWTH + MAX_RATIO * len(member.packed))
    if member.size > limit:
        raise TooLargeBundleError
    data = b"".join(_pieces(member))
    if len(data) != member.size or zlib.crc32(data) != member.crc:
        raise DamagedBundleError(reason="size")
    return data


def _pieces(member: Member) -> Iterator[bytes]:
    """Inflate little by little, and stop as soon as there is more than announced."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    left = member.size
    try:
        for start in range(0, len(member.packed), _CHUNK):
            packed = bytes(member.packed[start : start + _CHUNK])
            while packed:
                piece = inflater.decompress(packed, _CHUNK)
                left -= len(piece)
                if left < 0:
                    raise DamagedBundleError(reason="size")
                packed = inflater.unconsumed_tail
                yield piece
        yield inflater.flush()  # what the last limit held back, a few matches at most
    except zlib.error as error:
        raise DamagedBundleError(reason="deflate") from error
    if not inflater.eof or inflater.unused_data:
        raise DamagedBundleError(reason="deflate")


def _end(data: bytes) -> tuple[int, int]:
    """Return how many members there are and where their directory starts."""
    if not data.startswith(b"PK\x03\x04") or len(data) < _END.size:
        raise NotABundleError
    magic, disk, start_disk, here, count, size, start, comment = _END.unpack_from(data, len(data) - _END.size)
    if magic != b"PK\x05\x06":
        raise NotABundleError
    if disk or start_disk or here != count or comment or start + size != len(data) - _END.size:
        raise DamagedBundleError(reason="end")
    if count > MAX_MEMBERS:
        raise TooLargeBundleError
    return count, start


def _directory_line(data: bytes, offset: int) -> tuple[int, _Header, int]:
    """Return where a line of the directory ends, what it says, and where its member starts."""
    if offset + _CENTRAL.size > len(data):
        raise DamagedBundleError(reason="directory")
    magic, made_by, *fields = _CENTRAL.unpack_from(data, offset)
    header = _Header(*fields[:10])
    comment, disk, _internal, external, place = fields[10:]
    kind = external >> 16
    if magic != b"PK\x01\x02" or comment or disk or made_by >> 8 != 3 or kind != 0o600 or external & 0xFFFF:  # noqa: PLR2004 - 3 is Unix
        raise DamagedBundleError(reason="directory")
    return offset + _CENTRAL.size + header.name_length, header, place


def _local(view: memoryview, offset: int) -> tuple[Member, int, _Header]:
    """Return the member whose header is at `offset`, where it ends, and what its header says."""
    if offset + _LOCAL.size > len(view):
        raise DamagedBundleError(reason="header")
    magic, *fields = _LOCAL.unpack_from(view, offset)
    header = _Header(*fields)
    start = offset + _LOCAL.size + header.name_length
    end = start + header.packed
    if magic != b"PK\x03\x04" or header.flags or header.method != _DEFLATED or header.extra_length:
        raise DamagedBundleError(reason="header")
    if end > len(view):
        raise NotABundleError
    if not 0 < header.name_length <= MAX_NAME:
        raise DamagedBundleError(reason="name")
    try:
        name = bytes(view[offset + _LOCAL.size : start]).decode("ascii")
    except UnicodeDecodeError as error:
        raise DamagedBundleError(reason="name") from error
    return Member(name, header.crc, view[start:end], header.size), end, header
