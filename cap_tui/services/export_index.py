"""What a folder of reports was filled with: of which state each file is, so that a run that stopped goes on where it was."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cap_tui.reports.files import write_beside

if TYPE_CHECKING:
    from pathlib import Path

NAME = ".cap-tui-rapports.json"
LARGEST = 10_000_000
"""Bytes of an index that is read; a larger one is not ours."""


@dataclass(slots=True)
class Index:
    """The files that runs have put in a folder.

    Attributes:
        states: File name to the state it shows, a digest.
        digests: File name to the SHA-256 of its bytes; absent while it is being made.
    """

    folder: Path
    states: dict[str, str] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def of(folder: Path) -> Index:
        """Return the index of a folder; empty when it has none, or one that cannot be read."""
        index, path = Index(folder), folder / NAME
        try:
            if path.stat().st_size > LARGEST:
                return index
            files: Any = json.loads(path.read_text(encoding="utf-8"))["files"]
            for name, known in files.items():
                state, digest = str(known["state"]), str(known["sha256"])
                index.states[name] = state
                if digest:
                    index.digests[name] = digest
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return Index(folder)
        return index

    def current(self, name: str, state: str) -> bool:
        """Return whether the file is there as it was made, and shows this state."""
        return self.states.get(name) == state and name in self.digests and self._untouched(name)

    def replaceable(self, name: str) -> bool:
        """Return whether the file is one that a run made, or was making when it stopped, and nobody changed since."""
        return name in self.states and (name not in self.digests or self._untouched(name))

    def begin(self, name: str, state: str) -> None:
        """Note that a file is about to be made; on the disk when this returns.

        Raises:
            ExportError: The folder cannot be written.
        """
        self.states[name] = state
        self.digests.pop(name, None)
        self.save()

    def end(self, name: str) -> None:
        """Note that a file is made; on the disk with the next `save`."""
        self.digests[name] = _digest(self.folder / name)

    def forget(self, name: str) -> None:
        """Note that a file is none of ours: it was in the way, or could not be made."""
        self.states.pop(name, None)
        self.digests.pop(name, None)

    def save(self) -> None:
        """Write the index, whole or not at all.

        Raises:
            ExportError: The folder cannot be written.
        """
        files = {
            name: {"state": self.states[name], "sha256": self.digests.get(name, "")}
            for name in sorted(self.states)
        }
        with write_beside(self.folder / NAME, overwrite=True) as temporary:
            temporary.write_text(json.dumps({"v": 1, "files": files}, indent=1) + "\n", encoding="utf-8")

    def _untouched(self, name: str) -> bool:
        try:
            return _digest(self.folder / name) == self.digests[name]
        except OSError:
            return False


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
