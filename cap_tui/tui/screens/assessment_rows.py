"""The list at the left of an evaluation: themes, objectives, criteria, each on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.review import Divergence
from cap_tui.tui.screens.crossed_lines import REMARK, divergence_sign
from cap_tui.tui.words import FLAG, said, symbol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.core.questionnaire import Section
    from cap_tui.tui.screens.assessment_desk import Desk


MOST_INDENT, LONGEST_CODE = 4, 10
"""Columns of indentation, and characters of a code, beyond which a deep list would show nothing else."""


def short_code(code: str) -> str:
    """Return a code, or its end: what tells the items of a deep list apart."""
    return code if len(code) <= LONGEST_CODE else f"…{code[1 - LONGEST_CODE :]}"


class OutlineRows:
    """The rows, in reading order; sections without any concerned criterion are left out.

    Attributes:
        criteria: Indexes of the rows that are criteria, rising.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._rows: list[tuple[str, int, bool]] = []
        shown = set(desk.order)
        shown |= {section.id for key in desk.order for section in desk.questionnaire.path[key]}
        for section in desk.questionnaire.sections:
            self._add(section, 0, shown)
        self.criteria = [index for index, (_key, _depth, section) in enumerate(self._rows) if not section]
        self._index = {key: index for index, (key, _depth, _section) in enumerate(self._rows)}
        self._said: dict[str, str] = {}

    def _add(self, section: Section, depth: int, shown: set[str]) -> None:
        if section.id not in shown:
            return
        self._rows.append((section.id, depth, True))
        for child in section.sections:
            self._add(child, depth + 1, shown)
        self._rows += [
            (criterion.id, depth + 1, False) for criterion in section.criteria if criterion.id in shown
        ]

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, key: str) -> bool:
        return key in self._index

    def index(self, key: str) -> int:
        """Return the row of a section or criterion."""
        return self._index[key]

    def criterion(self, index: int) -> str:
        """Return the id of the criterion on a row."""
        return self._rows[index][0]

    def concerned_by(self, keys: Sequence[str]) -> set[int]:
        """Return the rows to draw again when these criteria change: theirs, and those of the sections above."""
        nodes = [*keys, *(section.id for key in keys for section in self._desk.questionnaire.path[key])]
        return {self._index[node] for node in nodes if node in self._index}

    def draw(self, index: int, width: int) -> Content:
        """Return the content of a row."""
        key, depth, is_section = self._rows[index]
        return self._section(key, depth, width) if is_section else self._criterion(key, width)

    def _section(self, key: str, depth: int, width: int) -> Content:
        section = self._desk.questionnaire.section_by_id[key]
        answered, total = self._desk.counts(key)
        count = f" {answered}/{total}"
        title = Content(" " * min(depth, MOST_INDENT) + f"{short_code(section.code)} {self._title(key)}")
        style = "bold $accent" if depth == 0 else "$accent"
        title = title.truncate(max(width - len(count), 4), ellipsis=True).stylize(style)
        gap = " " * max(width - title.cell_length - len(count), 0)
        done = answered == total
        return Content.assemble(title, gap, (count, "$good bold" if done else "$muted"))

    def _criterion(self, key: str, width: int) -> Content:
        opinion = self._desk.opinion(key)
        criterion = self._desk.criterion(key)
        mark = (FLAG, "bold $alert") if opinion.flagged else (" ", "")
        text = Content.assemble(
            symbol(self._desk.scale, opinion.position),
            mark,
            " ",
            short_code(criterion.code),
            " ",
            self._title(key),
        )
        marks = self._marks(key)
        if not marks:
            return text.truncate(width, ellipsis=True)
        text = text.truncate(max(width - len(marks) - 1, 4), ellipsis=True)
        gap = " " * max(width - text.cell_length - len(marks), 0)
        return Content.assemble(text, gap, (marks, "bold $alert"))

    def _marks(self, key: str) -> str:
        """Return the signs of a divergence and of open remarks; none on an evaluation that is not shared."""
        sign = ""
        if self._desk.several:
            views = self._desk.views(key)
            sign = divergence_sign(views) if views.divergence is not Divergence.NONE else ""
        return sign + (REMARK if self._desk.remarks(key) else "")

    def _title(self, key: str) -> str:
        if key not in self._said:
            questionnaire = self._desk.questionnaire
            node = questionnaire.section_by_id.get(key) or questionnaire.criteria[key]
            self._said[key] = said(node.title)
        return self._said[key]
