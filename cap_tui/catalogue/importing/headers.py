"""The names of columns, in French, with or without accents and capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.catalogue.importing.rows import cell_place
from cap_tui.catalogue.importing.slugs import plain_word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cap_tui.catalogue.importing.draft import DraftScale
    from cap_tui.catalogue.importing.findings import Findings
    from cap_tui.catalogue.importing.rows import Sheet

_NAMES: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "numero", "n", "ref", "id"),
    "title": ("titre", "critere", "intitule"),
    "question": ("question", "questions"),
    "why": ("pourquoi", "raison", "enjeu"),
    "expected": ("attendu", "attendus", "exigence", "description"),
    "evidence": ("preuves", "preuve", "elements-de-preuve"),
    "references": ("references", "reference", "textes"),
    "theme": ("theme", "domaine", "chapitre"),
    "objective": ("objectif", "sous-domaine"),
    "sub-objective": ("sous-objectif",),
    "weight": ("poids", "coefficient", "ponderation"),
    "imperative": ("imperatif", "obligatoire"),
    "kinds": ("types", "type", "types-de-structure", "structures"),
    "options": ("options", "option"),
}
"""What a column means to how it may be called; capitals, accents and signs left out."""

_BY_NAME = {name: meaning for meaning, names in _NAMES.items() for name in names}
_LEVEL = "niveau"
_SEARCHED = 20  # rows above the headers: a title, a date, a logo


def find_headers(sheet: Sheet) -> int | None:
    """Return the place of the row of headers, or None: the first that names a title or a question."""
    for index, row in enumerate(sheet.rows[:_SEARCHED]):
        meanings = {_BY_NAME.get(plain_word(text)) for text in row}
        if meanings & {"title", "question"}:
            return index
    return None


class Headers:
    """The columns of a sheet.

    Attributes:
        columns: Meaning to place, from 0.
        levels: Level id to the place of its column.
    """

    def __init__(self, sheet: Sheet, index: int, scale: DraftScale, findings: Findings) -> None:
        self.columns: dict[str, int] = {}
        self.levels: dict[str, int] = {}
        self._findings = findings
        levels = {plain_word(name): level.id for level in scale.levels for name in (level.id, level.label)}
        for place, text in enumerate(sheet.rows[index]):
            name, where = plain_word(text), cell_place(index, place)
            if name in _BY_NAME:
                self._take(self.columns, _BY_NAME[name], place, where, text)
            elif text.strip().casefold().startswith(_LEVEL):
                wanted = plain_word(text.strip()[len(_LEVEL) :])
                if wanted in levels:
                    self._take(self.levels, levels[wanted], place, where, text)
                else:
                    findings.tell("level-unknown", where, text)
            elif text.strip():
                findings.tell("column-unknown", where, text)
        self._tell_rest(sheet, index)

    def _tell_rest(self, sheet: Sheet, index: int) -> None:
        """Tell what stands above the headers, and under none of them."""
        for number, row in enumerate(sheet.rows[:index]):
            if above := [cell.strip() for cell in row if cell.strip()]:
                self._findings.tell("above-headers", cell_place(number), " | ".join(above))
        last = len(sheet.rows[index])
        for number, row in enumerate(sheet.rows[index + 1 :], index + 1):
            beyond = [
                cell
                for place, cell in enumerate(row)
                if cell.strip() and (place >= last or not sheet.rows[index][place].strip())
            ]
            if beyond:
                self._findings.tell("cell-left", cell_place(number), " | ".join(beyond))

    def _take(self, known: dict[str, int], meaning: str, place: int, where: str, text: str) -> None:
        if meaning in known:
            self._findings.tell("column-twice", where, text)
        known.setdefault(meaning, place)
