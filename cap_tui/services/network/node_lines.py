"""The nodes of a questionnaire as the network stands on them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from cap_tui.core.network.blocks import LEAST
from cap_tui.core.network.cells import What
from cap_tui.core.network.contributions import ASIDE, HUNDREDTHS
from cap_tui.core.network.quartiles import Quartiles, quartiles
from cap_tui.core.questionnaire import ROOT
from cap_tui.core.scoring import band, plain
from cap_tui.core.text import one_line
from cap_tui.i18n import language
from cap_tui.services.network.network_errors import NoSuchNodeError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cap_tui.core.questionnaire import Criterion, Questionnaire, Section
    from cap_tui.core.scoring import Number
    from cap_tui.services.network.asking import Asked


COUNTED = (What.SUM, What.SCORED, What.SCORE, What.LEVEL)
"""The kinds of counts that make a line."""


@dataclass(frozen=True, slots=True)
class NodeLine:
    """Where the network stands on a theme, an objective, a criterion or the whole.

    Attributes:
        id: Empty for the whole.
        code: As people say it; empty for the whole.
        title: In the language in use.
        depth: 0 for the whole, 1 for a theme, and so on.
        criterion: Whether it is a criterion.
        count: Structures that have a score there, among those shown; 0 at a section: none of their scores can be shown.
        of: Structures shown, whether they have a score there or not.
        mean: Of their scores, percent, exact to a hundredth; None when nothing can be shown. At a criterion it is worked out
            of the levels, which are shown, and tells nothing that they do not; of five structures at least all the same.
        quartiles: Of their scores, percent, to a point.
        band: Name of the band of the mean; empty without one.
        levels: Level id, or one of `ASIDE`, to how many choices of it: a structure counts once at a criterion, and above it
            once for each criterion beneath that can be shown.
    """

    id: str
    code: str
    title: str
    depth: int
    criterion: bool
    count: int = 0
    mean: Fraction | None = None
    quartiles: Quartiles | None = None
    band: str = ""
    levels: Mapping[str, int] = field(default_factory=dict)
    of: int = 0


def node_named(questionnaire: Questionnaire, name: str) -> str:
    """Return the id of the node of this id or code; empty names the whole.

    Raises:
        NoSuchNodeError: There is none.
    """
    if not name or name in questionnaire.section_by_id:
        return name
    found = next((key for key, item in questionnaire.section_by_id.items() if item.code == name), None)
    if found is not None:
        return found
    criterion = questionnaire.find(name)
    if criterion is None:
        raise NoSuchNodeError(node=one_line(name, limit=80), questionnaire=questionnaire.id)
    return criterion.id


def node_lines(asked: Asked, questionnaire: Questionnaire) -> tuple[NodeLine, ...]:
    """Return every node in reading order, the whole first."""
    found = asked.answers(COUNTED)
    made = _Lines(questionnaire, found, asked.shown)
    return tuple(made.all())


def node_line(asked: Asked, questionnaire: Questionnaire, node: str) -> NodeLine:
    """Return one node, by its id."""
    found = asked.answers(COUNTED, {node, *beneath(questionnaire, node)})
    return _Lines(questionnaire, found, asked.shown).line(node)


def beneath(questionnaire: Questionnaire, node: str) -> list[str]:
    """Return the ids of the criteria of a node, itself when it is one."""
    if node in questionnaire.criteria:
        return [node]
    if node == ROOT:
        return list(questionnaire.criteria)
    return [criterion.id for criterion in questionnaire.section_by_id[node].walk()]


class _Lines:
    """What was counted, made into lines."""

    def __init__(
        self, questionnaire: Questionnaire, found: Mapping[What, Mapping[str, Mapping[str, int]]], shown: int
    ) -> None:
        self._shown = shown
        self._of = questionnaire
        self._found = found
        self._scores = {level.id: plain(level.score) for level in questionnaire.scale.levels}

    def all(self) -> Iterable[NodeLine]:
        yield self.line(ROOT)
        for section in self._of.sections:
            yield from self._section(section)

    def _section(self, section: Section) -> Iterable[NodeLine]:
        yield self.line(section.id)
        for child in section.sections:
            yield from self._section(child)
        for criterion in section.criteria:
            yield self.line(criterion.id)

    def line(self, node: str) -> NodeLine:
        if node in self._of.criteria:
            return self._criterion(self._of.criteria[node])
        section = self._of.section_by_id.get(node)
        title = section.title if section else self._of.title
        depth = len(self._of.path[node]) + 1 if section else 0
        code = one_line(section.code) if section else ""
        levels = self._added(beneath(self._of, node))
        plain = NodeLine(
            node, code, one_line(title.get(language())), depth, criterion=False, levels=levels, of=self._shown
        )
        count = self._found[What.SCORED].get(node, {}).get("", 0)
        if not count:
            return plain
        total = self._found[What.SUM].get(node, {}).get("", 0)
        histogram = {int(value): n for value, n in self._found[What.SCORE].get(node, {}).items()}
        return self._valued(plain, Fraction(total, HUNDREDTHS * count), count, quartiles(histogram))

    def _criterion(self, criterion: Criterion) -> NodeLine:
        counts = self._found[What.LEVEL].get(criterion.id, {})
        depth = len(self._of.path[criterion.id]) + 1
        title = one_line(criterion.title.get(language()))
        plain = NodeLine(
            criterion.id, one_line(criterion.code), title, depth, criterion=True, levels=self._ordered(counts),
            of=self._shown,
        )  # fmt: skip
        placed = {level: n for level, n in counts.items() if level in self._scores}
        total = sum(placed.values())
        if total < LEAST:
            return replace(plain, count=total)
        mean = Fraction(sum(self._scores[level] * n for level, n in placed.items())) / total
        histogram: dict[Number, int] = {}
        for level, n in placed.items():
            histogram[self._scores[level]] = histogram.get(self._scores[level], 0) + n
        return self._valued(plain, mean, total, quartiles(histogram))

    def _valued(self, plain: NodeLine, mean: Fraction, count: int, found: Quartiles | None) -> NodeLine:
        named = band(self._of, mean)
        name = one_line(named.label.get(language())) if named else ""
        return replace(plain, count=count, mean=mean, quartiles=found, band=name)

    def _added(self, criteria: Iterable[str]) -> dict[str, int]:
        total: dict[str, int] = {}
        for key in criteria:
            for level, n in self._found[What.LEVEL].get(key, {}).items():
                total[level] = total.get(level, 0) + n
        return self._ordered(total)

    def _ordered(self, counts: Mapping[str, int]) -> dict[str, int]:
        return {key: counts[key] for key in (*self._scores, *ASIDE) if counts.get(key)}
