"""A plan changed in Excel, compared with the plan here, then written as one gesture.

Each exported cell bears a mark of its value, so that three things are told apart: what was changed there, what was
changed here since, and what was changed on both sides. On both sides, what is here stays unless the person chooses.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cap_tui.core.errors import N_, CapError
from cap_tui.core.plan import encode_field
from cap_tui.core.text import one_line
from cap_tui.exchange.worksheet_cells import Cell
from cap_tui.i18n import explain
from cap_tui.reports.xlsx.plan_columns import is_cut, mark, plain_value
from cap_tui.services.action_words import action_words
from cap_tui.services.plan_return_rules import Rules
from cap_tui.services.plan_sheet import read_plan_sheet
from cap_tui.services.plan_values import cell_value

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from cap_tui.core.assessments import Changes
    from cap_tui.core.plan import Action
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.plan_sheet import PlanSheet, Row

_EMPTY = Cell("")
GIVEN = ("number",)
"""Fields that the plan gives by itself."""


class OtherPlanError(CapError):
    """The plan of another evaluation. Takes `structure`, `year`."""

    sentence = N_(
        "This workbook holds the plan of another evaluation: {structure}, {year}. Open that evaluation to bring it back."
    )


class GivenFieldError(CapError):
    """A number changed by hand."""

    sentence = N_("cap-tui gives the number of an action: it stays as it was.")


class GoneLineError(CapError):
    """A row whose action is not in the plan any more."""

    sentence = N_(
        "The action of this row is not in the plan any more: the row was left out. To have it again, empty its hidden "
        "cell “Ref.”."
    )


class RepeatedRowError(CapError):
    """A row copied as it is. Takes `number`."""

    sentence = N_(
        "This row repeats action {number}: it was left out. To make another action of it, change its title."
    )


@dataclass(frozen=True, slots=True)
class Edit:
    """One field of one line that differs.

    Attributes:
        action: Id of the line.
        number: Its number.
        title: Its title here.
        before: What is here, in words.
        after: What the file says, in words.
        value: What the file says, as the plan holds it.
        cell: Where, such as `F7`.
    """

    action: str
    number: int
    title: str
    field: str
    before: str
    after: str
    value: Any
    cell: str


@dataclass(frozen=True, slots=True)
class Added:
    """A line to add: the row it comes from, and its fields."""

    cell: str
    values: Mapping[str, Any]

    @property
    def title(self) -> str:
        """What will be done."""
        return str(self.values["title"])


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that is not taken: where, and why, in the language in use."""

    cell: str
    sentence: str


@dataclass(frozen=True, slots=True)
class PlanReturn:
    """What a plan that comes back would change.

    Attributes:
        edits: Fields changed there only.
        conflicts: Fields changed there and here.
        added: Lines to add.
        gone: Lines of the export that the file lacks: number and title; they stay here.
        refused: What is not taken, in the order of the sheet.
        unknown: Head of each column added, with how many of its cells say something; left aside.
        lost: Heads of the columns that are gone; their fields stay as they are.
        seen: The lines as they were compared.
    """

    edits: tuple[Edit, ...]
    conflicts: tuple[Edit, ...]
    added: tuple[Added, ...]
    gone: tuple[tuple[int, str], ...]
    refused: tuple[Refused, ...]
    unknown: tuple[tuple[str, int], ...]
    lost: tuple[str, ...]
    seen: Mapping[str, Action]

    @property
    def changes_nothing(self) -> bool:
        """Whether there is nothing to write, whatever is chosen."""
        return not (self.edits or self.conflicts or self.added)


def preview_plan(dossier: Dossier, path: Path) -> PlanReturn:
    """Return what a plan changed in Excel would change here; nothing is written.

    Raises:
        CapError: The file cannot be read, or holds something else.
    """
    sheet = read_plan_sheet(path)
    structure, facts = dossier.summary.structure, sheet.facts
    known = facts.get("siret") or one_line(facts["structure"])
    here = structure.siret if facts.get("siret") else one_line(structure.name)
    expected = (here, str(dossier.summary.year), dossier.questionnaire.id)
    if (known, facts["year"], facts["questionnaire"]) != expected:
        raise OtherPlanError(
            structure=one_line(facts["structure"], limit=80), year=one_line(facts["year"], limit=8)
        )
    return _Comparison(dossier, sheet).result()


def bring_back(dossier: Dossier, found: PlanReturn, theirs: Collection[Edit] = ()) -> Changes:
    """Write what was previewed, as one gesture that one undo takes back.

    Args:
        dossier: The one it was compared with.
        found: What `preview_plan` gave.
        theirs: The conflicts in which the file is taken; in the others, what is here stays.

    Raises:
        CapError: The plan moved since the preview, or this person may not write it; nothing is written.
    """
    lines: dict[str, dict[str, Any]] = defaultdict(dict)
    for edit in (*found.edits, *(one for one in found.conflicts if one in theirs)):
        lines[edit.action][edit.field] = edit.value
    return dossier.rewrite_plan(lines, [line.values for line in found.added], seen=found.seen)


class _Comparison:
    """One sheet against one plan."""

    def __init__(self, dossier: Dossier, sheet: PlanSheet) -> None:
        self._dossier, self._sheet = dossier, sheet
        self._lines = {action.id: action for action in dossier.actions()}
        self._rules = Rules(dossier)
        self._today = dossier.today()
        self._edits: list[Edit] = []
        self._conflicts: list[Edit] = []
        self._added: list[Added] = []
        self._refused: list[tuple[int, Refused]] = []

    def result(self) -> PlanReturn:
        """Compare every row."""
        originals = self._originals()
        for row in self._sheet.rows:
            action = self._lines.get(row.action)
            if row.action and action is None:
                self._refuse(row, "title", GoneLineError())
            elif action is not None and originals[row.action] is row:
                self._compare(row, action)
            elif action is not None and not self._titled(row):
                self._refuse(row, "title", RepeatedRowError(number=action.number))
            else:
                self._add(row)
        here = {row.action for row in self._sheet.rows}
        gone = [self._lines[key] for key in self._sheet.exported if key in self._lines and key not in here]
        return PlanReturn(
            tuple(self._edits),
            tuple(self._conflicts),
            tuple(self._added),
            tuple((action.number, action.title) for action in gone),
            tuple(refused for _row, refused in sorted(self._refused, key=lambda pair: pair[0])),
            self._sheet.unknown,
            self._sheet.lost,
            self._lines,
        )

    def _originals(self) -> dict[str, Row]:
        """Return the row of each action: of rows copied from one another, the first whose title did not change."""
        found: dict[str, Row] = {}
        for row in sorted(self._sheet.rows, key=self._titled):
            found.setdefault(row.action, row)
        return found

    def _titled(self, row: Row) -> bool:
        """Return whether the title of a row is not the exported one."""
        cell = row.cells.get("title")
        told = cell.text.strip() if cell else ""
        return mark(row.action, "title", told) != row.marks.get("title", "")

    def _compare(self, row: Row, action: Action) -> None:
        edits: dict[str, Edit] = {}
        conflicts: dict[str, Edit] = {}
        for field, cell in row.cells.items():
            exported = row.marks.get(field, "")
            if is_cut(exported) or exported == mark(action.id, field, cell.text):
                continue
            try:
                value = cell_value(field, cell, self._dossier.questionnaire, action, self._today)
            except CapError as error:
                self._refuse(row, field, error)
                continue
            ours = getattr(action, field)
            if exported == mark(action.id, field, value) or plain_value(field, ours) == plain_value(
                field, value
            ):
                continue
            if field in GIVEN:
                self._refuse(row, field, GivenFieldError())
                continue
            mine = exported == mark(action.id, field, ours)
            (edits if mine else conflicts)[field] = self._edit(row, action, field, value)
        wanted = {name: one.value for name, one in edits.items()}
        for field, why in self._rules.refusals(action, wanted).items():
            edits.pop(field)
            self._refuse(row, field, why)
        for field, why in self._rules.closed(conflicts).items():
            conflicts.pop(field)
            self._refuse(row, field, why)
        self._edits += edits.values()
        self._conflicts += conflicts.values()

    def _edit(self, row: Row, action: Action, field: str, value: Any) -> Edit:
        before, after = (
            action_words(field, encode_field(one), self._dossier.questionnaire)
            for one in (getattr(action, field), value)
        )
        place = self._sheet.cell(row, field)
        return Edit(action.id, action.number, action.title, field, before, after, value, place)

    def _add(self, row: Row) -> None:
        values: dict[str, Any] = {}
        told = {name: cell for name, cell in row.cells.items() if cell.text.strip() and name not in GIVEN}
        if not told:
            return
        for field, cell in {"title": row.cells.get("title", _EMPTY), **told}.items():
            try:
                values[field] = cell_value(field, cell, self._dossier.questionnaire, None, self._today)
            except CapError as error:
                self._refuse(row, field, error)
        if "title" not in values:
            return
        for field, why in self._rules.refused_new(values).items():
            values.pop(field, None)
            self._refuse(row, field, why)
        if "title" in values:
            self._added.append(Added(self._sheet.cell(row, "title"), values))

    def _refuse(self, row: Row, field: str, error: CapError) -> None:
        self._refused.append((row.number, Refused(self._sheet.cell(row, field), explain(error))))
