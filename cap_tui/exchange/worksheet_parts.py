"""The parts of an .xlsx file, opened with suspicion: a zip of XML that anyone may have made.

Nothing is written to disk, only the parts that are asked for are inflated, and never beyond `MAX_INFLATED` in all,
whatever the headers announce: that bound, with `MAX_FILE`, is what stops a bomb, so no ratio is needed.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from cap_tui.exchange.worksheet import (
    DamagedWorksheetError,
    LockedWorksheetError,
    NotWorksheetError,
    OldExcelError,
    OpenDocumentError,
    OversizedWorksheetError,
    UnsafeWorksheetError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_FILE = 10 * 1024 * 1024
"""Bytes of a file: a filled worksheet has some sixty thousand, a photo pasted in it a few million."""
MAX_PARTS = 500
"""Parts of a file: about fifteen in practice."""
MAX_INFLATED = 12 * 1024 * 1024
"""Bytes read from one file once inflated: ten times a worksheet with the longest comments."""
MAX_ELEMENTS = 150_000
"""XML elements read from one file: sixty criteria make some five thousand."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read of one file: its bytes, its bytes once inflated, its XML elements."""

    file: int = MAX_FILE
    inflated: int = MAX_INFLATED
    elements: int = MAX_ELEMENTS


WORKSHEET = Limits()
LARGE = Limits(20_000_000, 60_000_000, 900_000)
"""For workbooks of thousands of rows: a référentiel of six thousand criteria makes some four hundred thousand elements."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DIRECTORY_LINE = b"PK\x01\x02"
_ENCRYPTED = 0x1


class Receiver(Protocol):
    """What is told of each element of a part."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the beginning of an element, names without namespace."""

    def data(self, text: str) -> None:
        """Take some text; one text may come in several pieces."""

    def end(self, name: str) -> None:
        """Take the end of an element."""


class _Bounded:
    """Passes elements on, names without namespace, until none is `left` to the file."""

    def __init__(self, receiver: Receiver, left: int) -> None:
        self._receiver = receiver
        self.left = left
        self.data = receiver.data

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.left -= 1
        if self.left < 0:
            raise OversizedWorksheetError
        plain = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        self._receiver.start(name.rpartition("}")[2], plain)

    def end(self, name: str) -> None:
        self._receiver.end(name.rpartition("}")[2])


class Parts:
    """The parts of a file, by name.

    Raises:
        WorksheetRefusedError: One of its subclasses, for anything but a zip that a spreadsheet program could write.
    """

    def __init__(self, data: bytes, limits: Limits = WORKSHEET) -> None:
        _check_outside(data, limits)
        self._bytes_left, self._elements_left = limits.inflated, limits.elements
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
            raise DamagedWorksheetError from error
        entries = self._zip.infolist()
        self._entries = {entry.filename: entry for entry in entries}
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise LockedWorksheetError
        usual = all(entry.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries)
        if len(self._entries) != len(entries) or not usual:
            raise UnsafeWorksheetError
        self._check_kind()

    def _check_kind(self) -> None:
        if "xl/workbook.bin" in self._entries:
            raise OldExcelError
        if "mimetype" in self._entries and "opendocument" in self.text("mimetype"):
            raise OpenDocumentError
        if "xl/workbook.xml" not in self._entries:
            raise NotWorksheetError

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """Return one part inflated.

        Raises:
            DamagedWorksheetError: It is missing or altered.
            OversizedWorksheetError: More than its limit would have been read.
        """
        try:
            with self._zip.open(self._entries[name]) as part:
                content = part.read(self._bytes_left + 1)
        except (
            KeyError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError, OverflowError,
        ) as error:  # fmt: skip
            raise DamagedWorksheetError from error
        self._bytes_left -= len(content)
        if self._bytes_left < 0:
            raise OversizedWorksheetError
        return content

    def text(self, name: str) -> str:
        """Return one part as text; bytes that are not UTF-8 are replaced."""
        return self.read(name).decode(errors="replace")

    def parse(self, name: str, receiver: Receiver) -> None:
        """Tell `receiver` of every element of one part.

        Raises:
            UnsafeWorksheetError: It declares a document type or entities, which no spreadsheet program does.
            DamagedWorksheetError: It is not XML.
            OversizedWorksheetError: More elements than its limit would have been read.
        """
        bounded = _Bounded(receiver, self._elements_left)
        target: Any = bounded
        parser = DefusedXMLParser(target=target, forbid_dtd=True)
        try:
            parser.feed(self.read(name))
            parser.close()
        except DefusedXmlException as error:
            raise UnsafeWorksheetError from error
        except (ParseError, ValueError, LookupError) as error:
            raise DamagedWorksheetError from error
        self._elements_left = bounded.left


def _check_outside(data: bytes, limits: Limits) -> None:
    """Refuse what its first bytes, its length or its directory already give away."""
    if data.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in data
        raise LockedWorksheetError if encrypted else OldExcelError
    if not data.startswith(_ZIP):
        raise NotWorksheetError
    if len(data) > limits.file or data.count(_DIRECTORY_LINE) > MAX_PARTS:
        raise OversizedWorksheetError
