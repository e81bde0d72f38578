"""Bytes of a foreign text file, in whatever encoding it was saved."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cap_tui.catalogue.importing.findings import Findings

_UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\ufeff]")


def decode(raw: bytes, findings: Findings) -> str:
    """Return the text of a file: UTF-8, UTF-16 with its mark, else the Western encoding of Windows.

    Control characters, which parsers refuse and no text needs, are removed and told.
    """
    text = _decoded(raw, findings)
    kept, count = _UNWANTED.subn("", text)
    if count:
        findings.tell("control-characters", detail=count)
    return kept


def _decoded(raw: bytes, findings: Findings) -> str:
    try:
        if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            text = raw.decode("utf-16")
            findings.tell("encoding", detail="UTF-16")
            return text
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        findings.tell("encoding", detail="Windows-1252")
        return raw.decode("cp1252", errors="replace")
