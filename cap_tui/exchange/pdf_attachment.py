"""A bundle carried by a PDF as an attachment, so that one file is both read and imported.

pypdf reads: its own limits bound what streams, arrays and chains of references may cost (`pypdf.Configuration`);
the size of the file and the walk through its attachments are bounded here.
"""

from __future__ import annotations

import io
import logging
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from cap_tui.exchange.bundle_errors import PdfAttachmentError, TooLargeBundleError

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIX = ".capx"
"""End of the name of the attachment that is read back."""

MAX_PDF = 16 * 2**20
"""Bytes of a PDF: a report takes 0.3 MB, a large dossier 5 MB; reading the worst file of this size ends in seconds."""

_FILTERS = ("[]", "/FlateDecode", "['/FlateDecode']")
"""How an attachment may be packed: others are slow, and no program uses them for files."""

_LONG_HEXADECIMAL = re.compile(rb"<[0-9A-Fa-f\s]{1000000}")
"""A text that pypdf takes half a second a megabyte to read, and that no document holds."""

MAX_NODES = 256
"""Nodes and names visited in the tree of attachments."""


def attach(pdf: bytes, name: str, data: bytes) -> bytes:
    """Return `pdf` with one more attachment; the same arguments give the same bytes.

    Args:
        pdf: A document this program made.
        name: Name of the attachment, ending in `SUFFIX`.
        data: Its content.

    Raises:
        PdfAttachmentError: The PDF cannot be read.
        TooLargeBundleError: It could not be read back.
    """
    from pypdf import PdfReader, PdfWriter

    _check_size(pdf)
    out = io.BytesIO()
    with _told():
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf), strict=True))
        writer.add_attachment(name, data)
        writer.write(out)
    _check_size(out.getvalue())
    return out.getvalue()


def attached_bundle(pdf: bytes) -> bytes | None:
    """Return the bundle that a PDF carries, still to be opened with care; None when it carries none.

    Raises:
        PdfAttachmentError: The PDF cannot be read, or carries several.
        TooLargeBundleError: It is larger than `MAX_PDF`.
    """
    from pypdf import PdfReader

    _check_size(pdf)
    if _LONG_HEXADECIMAL.search(pdf) is not None:
        raise PdfAttachmentError
    with _told():
        root = PdfReader(io.BytesIO(pdf), strict=True).trailer["/Root"]
        found = [spec for name, spec in _attachments(root) if str(name).endswith(SUFFIX)]
        if not found:
            return None
        [spec] = found
        stream = _value(_value(spec["/EF"])["/F"])
        if str(_value(stream.get("/Filter", _nothing()))) not in _FILTERS:
            raise PdfAttachmentError
        return bytes(stream.get_data())


def _check_size(pdf: bytes) -> None:
    if len(pdf) > MAX_PDF:
        raise TooLargeBundleError


@contextmanager
def _told() -> Iterator[None]:
    """Turn whatever pypdf meets in a hostile file into one error, and keep what it logs off the terminal."""
    logger, silence = logging.getLogger("pypdf"), logging.NullHandler()
    before, logger.propagate = logger.propagate, False
    logger.addHandler(silence)
    try:
        yield
    except Exception as error:  # an outer edge: a hostile PDF makes pypdf raise anything
        raise PdfAttachmentError from error
    finally:
        logger.removeHandler(silence)
        logger.propagate = before


def _value(item: Any) -> Any:
    """Return what a reference refers to."""
    return item.get_object()


def _attachments(root: Any) -> Iterator[tuple[Any, Any]]:
    """Yield the name and the specification of each attachment; each node once, `MAX_NODES` at most."""
    names = _value(root).get("/Names")
    tree = _value(names).get("/EmbeddedFiles") if names is not None else None
    pending = [tree] if tree is not None else []
    visited = 0
    while pending:
        node = _value(pending.pop())
        pairs = list(_value(node.get("/Names", _nothing())))
        kids = list(_value(node.get("/Kids", _nothing())))
        visited += 1 + len(pairs) + len(kids)
        if visited > MAX_NODES:
            raise PdfAttachmentError
        pending += kids
        for name, spec in zip(pairs[::2], pairs[1::2], strict=True):
            yield _value(name), _value(spec)


def _nothing() -> Any:
    from pypdf.generic import ArrayObject

    return ArrayObject()
