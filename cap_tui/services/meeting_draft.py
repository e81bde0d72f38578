"""The meeting going on, kept on this computer until it is concluded: neither in the log nor in a file sent to anyone."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cap_tui.core.meetings import MOST_PRESENT
from cap_tui.core.text import clean, one_line
from cap_tui.storage.engine import explained
from cap_tui.storage.files import private_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = "meetings"
"""In the data folder: one file (0600) for each person of this computer and evaluation with a meeting going on."""

LONGEST_NAME = 120
LARGEST = 1_000_000
"""Bytes: far beyond what is typed in a meeting, so that a file put there by mistake is not read whole."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a meeting adds to the plan itself.

    Attributes:
        reviewed: Ids of the actions gone through, in that order.
        present: Who is there, as typed.
        next_day: When the next meeting is.
        decisions: What is decided beyond the lines of the plan.
        begun: The day it began; None until something of it is kept.
        id: Ends the target of the meeting once concluded; empty until something of it is kept.
    """

    reviewed: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    next_day: date | None = None
    decisions: str = ""
    begun: date | None = None
    id: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was noted yet."""
        return not (self.reviewed or self.present or self.next_day or self.decisions.strip())


@dataclass(frozen=True, slots=True)
class RoomFile:
    """Where one person's meeting on one evaluation is kept.

    Attributes:
        folder: `FOLDER`, in the data folder; made when something is kept.
        path: The file.
    """

    folder: Path
    path: Path

    @staticmethod
    def of(data_dir: Path, assessment: str, participant: str) -> RoomFile:
        """Return the file of a person and an evaluation; its name says neither."""
        folder = data_dir / FOLDER
        return RoomFile(
            folder, folder / f"{sha256(f'{assessment} {participant}'.encode()).hexdigest()[:32]}.json"
        )

    def read(self) -> Room:
        """Return what was kept; an empty room when there is nothing that can be read."""
        try:
            with self.path.open("rb") as file:
                held = json.loads(file.read(LARGEST))
        except (OSError, ValueError, RecursionError):
            return Room()
        return _room(held) if isinstance(held, dict) else Room()

    def write(self, room: Room) -> None:
        """Keep a meeting, whole and on the disk when this returns.

        Raises:
            CapError: The folder or the disk refuses; what was kept before is still there.
        """
        private_folder(self.folder)
        with explained(self.path):
            handle, name = tempfile.mkstemp(prefix=".keeping-", dir=self.folder)  # 0600
            try:
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump(_data(room), file, ensure_ascii=False)
                    file.flush()
                    os.fsync(file.fileno())
                Path(name).replace(self.path)
            finally:
                Path(name).unlink(missing_ok=True)

    def forget(self) -> None:
        """Take the file away.

        Raises:
            CapError: The system refuses.
        """
        with explained(self.path):
            self.path.unlink(missing_ok=True)


def _data(room: Room) -> dict[str, Any]:
    return {
        "id": room.id,
        "begun": _written(room.begun),
        "reviewed": list(room.reviewed),
        "present": list(room.present),
        "next": _written(room.next_day),
        "decisions": room.decisions,
    }


def _room(held: dict[str, Any]) -> Room:
    names = (one_line(name, limit=LONGEST_NAME) for name in _texts(held.get("present")))
    decisions, key = held.get("decisions"), held.get("id")
    return Room(
        reviewed=tuple(_texts(held.get("reviewed"))),
        present=tuple(filter(None, names))[:MOST_PRESENT],
        next_day=_day(held.get("next")),
        decisions=clean(decisions) if isinstance(decisions, str) else "",
        begun=_day(held.get("begun")),
        id=one_line(key, limit=64) if isinstance(key, str) else "",
    )


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""


def _texts(value: Any) -> Iterator[str]:
    return (item for item in value if isinstance(item, str)) if isinstance(value, list) else iter(())


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and value else None
    except ValueError:
        return None
