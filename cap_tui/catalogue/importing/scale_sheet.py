"""The sheet “échelle” of a spreadsheet: one level a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.catalogue.importing.draft import DraftLevel, DraftScale
from cap_tui.catalogue.importing.entry import number_in
from cap_tui.catalogue.importing.rows import Row, cell_place, read_flag
from cap_tui.catalogue.importing.scales import MAX_LEVELS, MIN_LEVELS, symbols
from cap_tui.catalogue.importing.slugs import Names, plain_word, slug

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from cap_tui.catalogue.importing.findings import Findings
    from cap_tui.catalogue.importing.rows import Sheet

_NAMES: Mapping[str, str] = {
    "id": "id", "identifiant": "id", "libelle": "label", "niveau": "label", "score": "score", "points": "score",
    "pourcentage": "score", "cible": "target",
}  # fmt: skip
_HUNDRED = 100


def is_scale_sheet(name: str) -> bool:
    """Return whether a sheet is called “échelle”."""
    return plain_word(name) == "echelle"


def read_scale_sheet(sheet: Sheet, findings: Findings) -> DraftScale | None:
    """Return the scale that a sheet defines, or None when it cannot be used, which is told."""
    columns = _columns(sheet, findings)
    if not {"label", "score"} <= columns.keys():
        findings.tell("scale-unusable", sheet.name)
        return None
    found: list[tuple[Decimal, str, str]] = []
    names = Names(60)
    target = ""
    for index in range(1, len(sheet.rows)):
        row = Row(sheet, index, columns, findings)
        label, score = row.line("label"), number_in(row.line("score").rstrip(" %\u00a0\u202f"))
        if not row.filled():
            continue
        if not label or score is None or not 0 <= score <= _HUNDRED:
            findings.tell("scale-level", row.place(), " | ".join(row.filled()))
            continue
        level_id = names.give(slug(row.line("id") or label, limit=50, otherwise="level"))
        found.append((score, level_id, label))
        if read_flag(row, "target", findings):
            if target:
                findings.tell("target-twice", row.place("target"), label)
            target = target or level_id
    _tell_odd(sheet, found, findings)
    return _scale(sheet, sorted(found, key=lambda level: level[0]), target, findings)


def _tell_odd(sheet: Sheet, found: Sequence[tuple[Decimal, str, str]], findings: Findings) -> None:
    """Tell what a scale says that its author may not have meant."""
    scores = [score for score, _id, _label in found]
    if scores not in (sorted(scores), sorted(scores, reverse=True)):
        findings.tell("scale-order", sheet.name, ", ".join(f"{label} {score}" for score, _id, label in found))
    if scores and 0 < max(scores) <= 1:
        findings.tell(
            "scale-shares", sheet.name, ", ".join(f"{label} {score}" for score, _id, label in found)
        )


def _columns(sheet: Sheet, findings: Findings) -> dict[str, int]:
    columns: dict[str, int] = {}
    for place, text in enumerate(sheet.rows[0] if sheet.rows else ()):
        meaning = _NAMES.get(plain_word(text))
        if meaning is not None:
            columns.setdefault(meaning, place)
        elif text.strip():
            findings.tell("column-unknown", cell_place(0, place), text)
    return columns


def _scale(
    sheet: Sheet, found: list[tuple[Decimal, str, str]], target: str, findings: Findings
) -> DraftScale | None:
    if not MIN_LEVELS <= len(found) <= MAX_LEVELS:
        findings.tell("scale-unusable", detail=f"{sheet.name} : {len(found)}")
        return None
    levels = [
        DraftLevel(level_id, label, mark, int(score) if score == int(score) else score.normalize())
        for (score, level_id, label), mark in zip(found, symbols(len(found)), strict=True)
    ]
    if not target:
        target = levels[-1].id
        findings.tell("target-chosen", detail=levels[-1].label)
    equal = len({level.score for level in levels}) < len(levels)
    return DraftScale("conformity" if equal else "maturity", levels, target)
