"""Descriptions of levels in a spreadsheet: kept as such only when the format would accept them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.catalogue.lint.wording import MIN_LEVEL_TEXT
from cap_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.catalogue.importing.draft import DraftCriterion, DraftScale
    from cap_tui.catalogue.importing.findings import Findings


def settle_levels(scale: DraftScale, criteria: Sequence[DraftCriterion], findings: Findings) -> None:
    """Move what is too short or repeated to what is expected; say which levels every criterion describes."""
    seen: set[str] = set()
    labels = {level.id: level.label for level in scale.levels}
    for criterion in criteria:
        for key, text in list(criterion.levels.items()):
            plain = " ".join(text.split()).casefold()
            if len(plain) < MIN_LEVEL_TEXT or plain in seen:
                del criterion.levels[key]
                criterion.expected.append(_("{level}: {text}").format(level=labels[key], text=text))
                findings.tell("level-moved", criterion.place, f"{labels[key]} : {text}")
            seen.add(plain)
    for level in scale.levels:
        lacking = [criterion for criterion in criteria if level.id not in criterion.levels]
        level.described = not lacking
        if lacking and len(lacking) < len(criteria):
            for criterion in lacking:
                findings.tell("levels-incomplete", criterion.place, level.label)
