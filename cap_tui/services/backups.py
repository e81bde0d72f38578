"""The backups as a person chooses among them: when, why, and what each would bring back and take away."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cap_tui.services.backup_words import difference_lines, elsewhere_words
from cap_tui.storage.backup_contents import contents
from cap_tui.storage.backups import STAMP, demand_restorable, list_backups

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.workspace import Workspace
    from cap_tui.storage.backup_contents import HeldAssessment

_NAME = re.compile(r"(?P<at>\d{8}-\d{6})-(?P<reason>[a-z][a-z-]*[a-z])(?:-\d+)?\.db")


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup.

    Attributes:
        path: Of the file.
        made: When, UTC, as its name tells; None for a file of another name.
        reason: Why it was made: `daily`, `migration`, `import`, `upgrade`, `asked`, `before-restore`; empty when not known.
        size: Bytes.
    """

    path: Path
    made: datetime | None
    reason: str
    size: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One evaluation, today and in a backup.

    Attributes:
        id: Of the evaluation.
        now: As it is today; None when it is only in the backup.
        then: As it is in the backup; None when it is not in it.
    """

    id: str
    now: HeldAssessment | None
    then: HeldAssessment | None

    @property
    def back(self) -> int:
        """How many entries would come back."""
        return len(_entries(self.then) - _entries(self.now))

    @property
    def gone(self) -> int:
        """How many entries would no longer be there."""
        return len(_entries(self.now) - _entries(self.then))

    def lines(self) -> list[str]:
        """Return it as sentences in the language in use, the first one saying which evaluation it is."""
        return difference_lines(self.now, self.then, back=self.back, gone=self.gone)


@dataclass(frozen=True, slots=True)
class BackupPreview:
    """What putting a backup back would do.

    Attributes:
        backup: Which.
        differences: Every evaluation of today or of the backup, those that would change first.
    """

    backup: Backup
    differences: tuple[Difference, ...]

    @property
    def changes_nothing(self) -> bool:
        """Whether every evaluation is the same today."""
        return not any(one.back or one.gone for one in self.differences)

    def lines(self) -> list[str]:
        """Return it as sentences in the language in use."""
        return [*(line for one in self.differences for line in one.lines()), elsewhere_words()]


def _entries(held: HeldAssessment | None) -> frozenset[str]:
    return held.entries if held else frozenset()


def backup_at(path: Path) -> Backup:
    """Return what the name and the size of a backup tell; an absent file has no size."""
    size = 0
    with suppress(OSError):
        size = path.stat().st_size
    found = _NAME.fullmatch(path.name)
    if found is None:
        return Backup(path, None, "", size)
    try:
        made = datetime.strptime(found["at"], STAMP).replace(tzinfo=UTC)
    except ValueError:  # a thirteenth month: someone renamed it
        return Backup(path, None, "", size)
    return Backup(path, made, found["reason"], size)


def known_backups(workspace: Workspace) -> list[Backup]:
    """Return the backups of a data folder, the newest first."""
    return [backup_at(path) for path in list_backups(workspace.opened.file, workspace.now())]


def preview_backup(workspace: Workspace, path: Path) -> BackupPreview:
    """Return what putting a backup back would bring back and take away; nothing is written.

    Args:
        workspace: Whose data it would replace.
        path: Of the backup.

    Raises:
        CapError: It is damaged, not one of ours, or made by a newer program.
    """
    demand_restorable(path)
    now, then = contents(workspace.opened.file), contents(path)
    found = [Difference(key, now.get(key), then.get(key)) for key in {**now, **then}]
    found.sort(key=lambda one: (not (one.back or one.gone), _name(one)))
    return BackupPreview(backup_at(path), tuple(found))


def _name(one: Difference) -> tuple[str, int]:
    held = one.now or one.then
    return (held.structure, held.year) if held else ("", 0)
