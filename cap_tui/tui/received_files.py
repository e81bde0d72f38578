"""Files a person received lately: where they usually land, the newest first. No widget."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from cap_tui.services.export_places import export_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_FILES = 40
"""Files shown; older ones are reached by their path."""
MOST_LOOKED_AT = 4_000
"""Entries of one folder looked at: a download folder of ten years answers at once all the same."""


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """One file that may be taken in.

    Attributes:
        at: When it was written, UTC.
        size: Bytes.
    """

    path: Path
    at: datetime
    size: int


def usual_folders() -> list[Path]:
    """Return where files received are: downloads, documents, desktop, the export folder, what is plugged in."""
    from platformdirs import user_desktop_path, user_documents_path, user_downloads_path

    own = [user_downloads_path(), user_documents_path(), user_desktop_path(), export_folder()]
    return list(dict.fromkeys([*own, *plugged_in(sys.platform, os.environ.get("USER", ""))]))


def plugged_in(platform: str, user: str) -> list[Path]:
    """Return the roots of USB sticks and the like.

    Args:
        platform: As `sys.platform`.
        user: Name of the session.
    """
    if platform == "win32":
        drives = [Path(f"{letter}:\\") for letter in "DEFGHIJKLM"]
        return [drive for drive in drives if drive.exists()]
    parents = (
        [Path("/Volumes")] if platform == "darwin" else [Path("/media") / user, Path("/run/media") / user]
    )
    found: list[Path] = []
    for parent in parents:
        try:
            found += sorted(child for child in parent.iterdir() if child.is_dir())
        except OSError:  # nothing plugged in, or not for this person
            continue
    return found


def received(folders: Iterable[Path], suffixes: Sequence[str]) -> list[ReceivedFile]:
    """Return the files of these folders with one of these suffixes; unreadable ones are passed over.

    Those with the first suffix, which are surely ours, come before the others; the newest first among each.
    """
    found: dict[Path, ReceivedFile] = {}
    for folder in folders:
        try:
            with os.scandir(folder) as entries:
                for entry in islice(entries, MOST_LOOKED_AT):
                    if entry.name.lower().endswith(tuple(suffixes)) and entry.is_file():
                        told = entry.stat()
                        at = datetime.fromtimestamp(told.st_mtime, UTC)
                        found[Path(entry.path)] = ReceivedFile(Path(entry.path), at, told.st_size)
        except OSError:
            continue

    def rank(file: ReceivedFile) -> tuple[bool, datetime, str]:
        return file.path.name.lower().endswith(suffixes[0]), file.at, file.path.name

    return sorted(found.values(), key=rank, reverse=True)[:MOST_FILES]


def typed_source(text: str, folder: Path) -> Path:
    """Return the path of a file to read that a person typed or pasted: quotes, `~` and `file://` are understood."""
    from urllib.parse import unquote, urlsplit

    line = text.strip().strip("\"'")
    if line.startswith("file://"):
        line = unquote(urlsplit(line).path)
    try:
        path = Path(line).expanduser()
    except RuntimeError:  # “~somebody” that this machine does not know
        path = Path(line)
    return folder / path
