"""What a file that someone sent holds, opened and verified, before it is compared with what is here."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_, Phrase
from cap_tui.exchange import sealing
from cap_tui.exchange.archive import MAX_FILE
from cap_tui.exchange.bundle_errors import NotForMeError, NotSealedError, TooLargeBundleError
from cap_tui.exchange.opening import open_one
from cap_tui.services.exchange_errors import (
    NothingAttachedError,
    SealedFileError,
    UnknownFileError,
    UnreadableFileError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cap_tui.core.entries import Entry
    from cap_tui.exchange.manifest import Manifest
    from cap_tui.exchange.opening import Opened
    from cap_tui.exchange.verifying import RefusedEntry
    from cap_tui.services.workspace import Workspace

BUNDLE, WORKSHEET, PDF = "bundle", "worksheet", "pdf"
_ZIP, _FIRST = b"PK\x03\x04", b"manifest.json"
_NAME_AT = 30  # where a zip writes the name of its first member


@dataclass(frozen=True, slots=True)
class Parcel:
    """A bundle whose sender and digests are verified, and each entry too.

    Attributes:
        path: The file.
        kind: `bundle`, or `pdf` when a PDF carried it.
        digest: SHA-256 of the bundle's bytes.
        manifest: What the sender says and signed.
        entries: Each entry, or why it is refused.
        questionnaires: Content by SHA-256.
    """

    path: Path
    kind: str
    digest: str
    manifest: Manifest
    entries: tuple[Entry | RefusedEntry, ...]
    questionnaires: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file, freed of its PDF and its encryption.

    Attributes:
        kind: `bundle`, `worksheet` or `pdf`.
        digest: SHA-256 of `data`.
    """

    path: Path
    kind: str
    data: bytes
    digest: str


def content_of(workspace: Workspace, path: Path, passphrase: str = "") -> Content:
    """Read a file; nothing of it is believed.

    Args:
        workspace: Who reads: their key may open what was encrypted for it.
        path: The file.
        passphrase: Of an encrypted file.

    Raises:
        CapError: It cannot be read or opened, or is of no kind that is known.
    """
    data = _bytes(path)
    kind = BUNDLE
    if data.startswith(b"%PDF-") and path.suffix.lower() != ".capx":
        from cap_tui.exchange.pdf_attachment import attached_bundle

        kind, found = PDF, attached_bundle(data)
        if found is None:
            raise NothingAttachedError(path=path)
        data = found
    data = _unsealed(workspace, data, passphrase)
    if kind == BUNDLE:
        kind = _kind(data, path)
    return Content(path, kind, data, sha256(data).hexdigest())


def _kind(data: bytes, path: Path) -> str:
    """Return whether bytes are a bundle or a worksheet: by what they begin with, else by the name of the file."""
    suffix = path.suffix.lower()
    if suffix == ".capx" or data[_NAME_AT : _NAME_AT + len(_FIRST)] == _FIRST:
        return BUNDLE
    if data.startswith(_ZIP) or suffix in (".xlsx", ".xls"):
        return WORKSHEET
    raise UnknownFileError(path=path)


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise UnreadableFileError(path=path, reason=Phrase(N_("it is not there")))
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        raise UnreadableFileError(path=path, reason=error.strerror) from error
    if len(data) > MAX_FILE:
        raise TooLargeBundleError
    return data


def _unsealed(workspace: Workspace, data: bytes, passphrase: str) -> bytes:
    if not sealing.is_sealed(data):
        return data
    if passphrase:
        return sealing.open_with_passphrase(data, passphrase)
    keys = (workspace.profile.key, *workspace.former_keys())
    for key in keys:
        try:
            return sealing.open_with_key(data, key.openssh())
        except (NotForMeError, NotSealedError):
            continue
    raise SealedFileError


def parcel_of(content: Content) -> Parcel:
    """Return the bundle with each entry verified.

    Raises:
        BundleError: Which rule it breaks; `NewerBundleError` when a later program made it.
    """
    return parcel(content, open_one(content.data))


def parcel(content: Content, opened: Opened) -> Parcel:
    """Return a file and what it holds, opened elsewhere, as one."""
    return Parcel(
        content.path,
        content.kind,
        content.digest,
        opened.manifest,
        tuple(opened.entries),
        opened.questionnaires,
    )
