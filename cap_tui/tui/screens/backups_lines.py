"""Backups as rows, and what putting one back would do as a page. Pure: backups in, text out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.i18n import _, ngettext
from cap_tui.services.backup_words import elsewhere_words, reason_words
from cap_tui.tui.screens.exchange_lines import size_words
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import cell, when

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from cap_tui.services.backups import Backup, BackupPreview

WHEN_CELLS, SIZE_CELLS = 22, 10
BLANK = Block(Content(""))
BULLET = Content(" • ")


def made_words(backup: Backup, local: Callable[[datetime], datetime]) -> str:
    """Return when a backup was made, in the reader's time zone; its name when that does not tell."""
    return when(local(backup.made)) if backup.made else backup.path.name


def count_words(backups: Sequence[Backup]) -> str:
    """Return how many backups there are."""
    if not backups:
        return _("No backup yet. Press b to make one now.")
    return ngettext(
        "{count} backup of your data.", "{count} backups of your data, the last one first.", len(backups)
    ).format(count=len(backups))


def backup_row(backup: Backup, width: int, local: Callable[[datetime], datetime]) -> Content:
    """Return one backup on one line: when, why, how large."""
    reason = reason_words(backup.reason) or backup.path.name
    parts = [
        cell(made_words(backup, local), WHEN_CELLS),
        cell(reason, max(width - WHEN_CELLS - SIZE_CELLS, 1)),
        cell(size_words(backup.size), SIZE_CELLS),
    ]
    return Content("").join(parts).truncate(width, ellipsis=True)


def preview_blocks(preview: BackupPreview) -> list[Block]:
    """Return what putting a backup back would bring back and take away, evaluation by evaluation."""
    if preview.changes_nothing:
        blocks = [Block(Content.styled(_("Your evaluations are the same in this backup."), "bold"))]
    else:
        blocks = [Block(Content.styled(_("If you put this backup back:"), "bold $accent"))]
    same = 0
    for one in preview.differences:
        if not (one.back or one.gone):
            same += 1  # those of a whole network would hide the one that changes
            continue
        title, *lines = one.lines()
        blocks.append(Block(Content.styled(title, "bold")))
        blocks += [Block(Content(line), margin=BULLET) for line in lines]
    if same and not preview.changes_nothing:
        words = ngettext(
            "{count} evaluation would not change.", "{count} evaluations would not change.", same
        )
        blocks += [BLANK, Block(Content(words.format(count=same)))]
    return [*blocks, BLANK, Block(Content.styled(elsewhere_words(), "$muted"))]
