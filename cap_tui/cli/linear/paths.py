"""Files as people name them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from cap_tui.core.errors import N_, Phrase
from cap_tui.services.exchange_errors import UnreadableFileError

LARGEST_CARD = 1_000_000
"""Bytes read of a card: far more than one holds."""


def typed_path(text: str) -> Path:
    """Return the path a person typed or pasted: quotes and `~` are understood."""
    path = Path(text.strip().strip("\"'"))
    with suppress(RuntimeError):  # “~somebody” that this machine does not know
        path = path.expanduser()
    return path.absolute()


def content_of(path: Path) -> bytes:
    """Return what a small file holds.

    Raises:
        UnreadableFileError: It cannot be read.
    """
    try:
        if not path.is_file():  # a pipe would be waited on for ever
            raise UnreadableFileError(path=path, reason=Phrase(N_("it is not there")))
        with path.open("rb") as file:
            return file.read(LARGEST_CARD)
    except OSError as error:
        raise UnreadableFileError(path=path, reason=error.strerror or error) from error
