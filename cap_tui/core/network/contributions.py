"""What one evaluation adds to the counts of the network: numbers and ids of the questionnaire, nothing that names anyone.

An evaluation counts once its plan is sealed (phases follow-up and closed) and someone of this installation coordinates it:
that is what the line `network.consolidate` of the permissions says, which a fictional structure opens to anyone. Fictional
ones count apart.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cap_tui.core.network.cells import Part, What
from cap_tui.core.permissions import Phase, permitted
from cap_tui.core.plan import PRIORITIES
from cap_tui.core.positions import Stance, set_aside
from cap_tui.core.rounding import half_up

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cap_tui.core.log import Log
    from cap_tui.core.plan import Action
    from cap_tui.core.positions import Position
    from cap_tui.core.questionnaire import Criterion, Questionnaire, Scale
    from cap_tui.core.scoring import Totals

RIGHT = "network.consolidate"
"""The line of the permissions by which an evaluation counts."""

SEALED = frozenset({Phase.FOLLOW_UP, Phase.CLOSED})
"""Phases in which anything may count: in the others no role opens `RIGHT`."""

NOT_APPLICABLE, UNKNOWN, UNANSWERED = "~not_applicable", "~unknown", "~unanswered"
ASIDE = (NOT_APPLICABLE, UNKNOWN, UNANSWERED)
"""What stands for a level where none was chosen; no level id begins so."""

CONCERN_DIGITS = 8
"""Hexadecimal digits that tell one set of criteria from another."""

_BEGINNING = re.compile(r'\{"concern":"([^"\\]*)"')
BEGINNING = len('{"concern":""') + CONCERN_DIGITS
"""Characters of a stored contribution that say what concerns the structure: keys are sorted, so it comes first."""

HUNDREDTHS = 100
"""Units of a percent in which sums are kept, so that a mean is exact to a hundredth of a point."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one evaluation adds.

    Attributes:
        readers: Public keys of the people of this installation by whose role it counts, sorted; they may open it.
        sums: Section id (empty for the whole) to score, in hundredths of a percent.
        scores: The same sections to score, in whole percents.
        levels: Id of each criterion that concerns the structure to its level, or one of `ASIDE`.
        priorities: Criterion id to the highest priority of the open lines that answer it.
        services: Ids of the federation's services called on in open lines, sorted.
        concern: See `concern_of`.
    """

    readers: tuple[str, ...] = ()
    sums: Mapping[str, int] = field(default_factory=dict)
    scores: Mapping[str, int] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    priorities: Mapping[str, str] = field(default_factory=dict)
    services: tuple[str, ...] = ()
    concern: str = ""

    def parts(self) -> dict[Part, int]:
        """Return what it adds to each count."""
        parts: dict[Part, int] = {(What.STRUCTURES, "", ""): 1}
        for node, total in self.sums.items():
            parts[What.SCORED, node, ""] = 1
            if total:
                parts[What.SUM, node, ""] = total
        parts |= {(What.SCORE, node, str(whole)): 1 for node, whole in self.scores.items()}
        parts |= {(What.LEVEL, node, level): 1 for node, level in self.levels.items()}
        parts |= {(What.PRIORITY, node, name): 1 for node, name in self.priorities.items()}
        parts |= {(What.SERVICE, "", name): 1 for name in self.services}
        return parts

    def to_json(self) -> str:
        """Return the text that is stored, the same for the same contribution."""
        body = {
            "readers": self.readers, "sums": self.sums, "scores": self.scores, "levels": self.levels,
            "priorities": self.priorities, "services": self.services, "concern": self.concern,
        }  # fmt: skip
        return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @staticmethod
    def from_json(text: str) -> Contribution:
        """Read what `to_json` wrote.

        Raises:
            ValueError: It is something else: the row was changed outside.
        """
        body: Any = json.loads(text)
        try:
            names = [tuple(str(item) for item in body[name]) for name in ("readers", "services")]
            counts = [
                {str(key): int(value) for key, value in body[name].items()} for name in ("sums", "scores")
            ]
            words = [
                {str(key): str(value) for key, value in body[name].items()}
                for name in ("levels", "priorities")
            ]
            concern = str(body["concern"])
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError(text[:40]) from error
        return Contribution(names[0], counts[0], counts[1], words[0], words[1], names[1], concern)


def concern_in(beginning: str) -> str:
    """Return what `concern_of` told of a stored contribution, from its first `BEGINNING` characters; empty for something else."""
    found = _BEGINNING.match(beginning)
    return found[1] if found else ""


def adds(text: str, part: Part) -> bool:
    """Return whether a stored contribution adds to a count; False for something else than a contribution.

    The same as looking for `part` in `Contribution.from_json(text).parts()`, without making them all.
    """
    what, node, value = part
    try:
        body: Any = json.loads(text)
        if what in (What.LEVEL, What.PRIORITY):
            return bool(body["levels" if what == What.LEVEL else "priorities"].get(node) == value)
        if what == What.SCORE:
            return node in body["scores"] and str(body["scores"][node]) == value
        if what == What.SERVICE:
            return node == "" and value in body["services"]
        counted = node == "" if what == What.STRUCTURES else node in body["sums"]
        return value == "" and counted and (what != What.SUM or bool(body["sums"][node]))
    except (ValueError, TypeError, KeyError, AttributeError):
        return False


def concern_of(questionnaire: Questionnaire, concerned: Iterable[str]) -> str:
    """Return what tells the structures whose scores are made alike: of the same criteria, of the same weights, scale and sections.

    A kind of structure, an option or another version of the questionnaire may change it.

    Args:
        questionnaire: The version that is followed.
        concerned: Ids of the criteria that concern the structure.
    """
    scale = sorted((level.id, str(level.score)) for level in questionnaire.scale.levels)
    criteria = [
        (key, str(questionnaire.criteria[key].weight), [section.id for section in questionnaire.path[key]])
        for key in sorted(concerned)
    ]
    return sha256(json.dumps([scale, criteria]).encode()).hexdigest()[:CONCERN_DIGITS]


def readers_of(log: Log, keys: Iterable[str], phase: Phase) -> tuple[str, ...]:
    """Return those of `keys` whose role in a log makes it count in a phase, sorted."""
    return tuple(sorted(key for key in keys if permitted(RIGHT, log.roles(key), phase)))


def opened_to(phase: Phase, *, reader: bool, fictional: bool) -> bool:
    """Return whether an evaluation of the network is open to someone.

    Args:
        phase: Its phase.
        reader: Whether they are one of those whom `readers_of` found.
        fictional: Whether its structure is.
    """
    return reader or permitted(RIGHT, (), phase, fictional=fictional)


def contribution(
    questionnaire: Questionnaire,
    totals: Mapping[str, Totals],
    positions: Mapping[str, Position | None],
    actions: Iterable[Action],
    readers: tuple[str, ...],
) -> Contribution:
    """Return what an evaluation adds.

    Args:
        questionnaire: The version it follows.
        totals: Of every node with a criterion that concerns the structure beneath, the root and the criteria included.
        positions: Criterion id to the official position.
        actions: The whole plan.
        readers: See `Contribution`.
    """
    lines = [action for action in actions if action.pending]
    criteria = questionnaire.criteria
    scores = {
        node: item.score for node, item in totals.items() if node not in criteria and item.score is not None
    }
    return Contribution(
        readers=readers,
        sums={node: int(half_up(Fraction(value) * HUNDREDTHS)) for node, value in scores.items()},
        scores={node: int(half_up(value)) for node, value in scores.items()},
        levels={
            key: _level(questionnaire.scale, criteria[key], positions.get(key))
            for key in totals
            if key in criteria
        },
        priorities=_priorities(questionnaire, lines),
        services=tuple(sorted({line.service for line in lines} & set(questionnaire.services))),
        concern=concern_of(questionnaire, criteria.keys() & totals.keys()),
    )


def _level(scale: Scale, criterion: Criterion, position: Position | None) -> str:
    if position is None:
        return UNANSWERED
    if set_aside(scale, criterion, position):
        return NOT_APPLICABLE
    placed = position.stance is Stance.LEVEL and scale.level(position.level) is not None
    return position.level if placed else UNKNOWN


def _priorities(questionnaire: Questionnaire, lines: Iterable[Action]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        if line.priority in PRIORITIES:
            for key in line.criteria:
                if key in questionnaire.criteria:
                    found[key] = min(line.priority, found.get(key, line.priority))
    return found
