"""Where a count of the network stands, and what changes there when a structure's contribution changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cap_tui.core.structures import Structure


class What(StrEnum):
    """The kinds of counts; the text is what the table holds.

    - `structures`: structures gathered; node and value empty.
    - `scored`: structures that have a score at a section; value empty.
    - `sum`: their scores added up, in hundredths of a percent; value empty.
    - `score`: structures by score; value a whole percent, rounded half up.
    - `level`: structures by level at a criterion; value a level id, or one of `contributions.ASIDE`.
    - `priority`: structures by the highest priority of the open lines that answer a criterion; value `P1` to `P4`.
    - `service`: structures that call on a service of the federation in an open line; value its id.
    - `kept`: says that the counts are kept, and in which form; value empty, of no questionnaire.
    """

    STRUCTURES = "structures"
    SCORED = "scored"
    SUM = "sum"
    SCORE = "score"
    LEVEL = "level"
    PRIORITY = "priority"
    SERVICE = "service"
    KEPT = "kept"


Part = tuple[str, str, str]
"""A kind of count, a node (empty for the whole questionnaire), a value."""

Cell = tuple[str, str, str]
"""A region, kinds (comma separated as in the headers), and what concerns these structures (`contributions.concern_of`): the
finest crowd that is counted."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """To which crowd one evaluation belongs.

    Attributes:
        questionnaire: Its id, whatever the version.
        year: The year evaluated.
        region: May be empty.
        kinds: Comma separated, in the order of the evaluation.
        concern: See `contributions.concern_of`; empty until it is known, which is when the evaluation counts.
    """

    fictional: bool
    questionnaire: str
    year: int
    region: str
    kinds: str
    concern: str = ""

    def among(self, concern: str) -> Place:
        """Return the same place, among the structures that the same criteria concern."""
        return replace(self, concern=concern)

    @staticmethod
    def of(structure: Structure, questionnaire: str, year: int) -> Place:
        """Return the place of a structure's evaluation."""
        return Place(structure.fictional, questionnaire, year, structure.region, ",".join(structure.kinds))


def difference(new: Mapping[Part, int], old: Mapping[Part, int]) -> dict[Part, int]:
    """Return what to add to the counts for `new` to take the place of `old`; what stays is not named."""
    changes = {part: count - old.get(part, 0) for part, count in new.items()}
    changes |= {part: -count for part, count in old.items() if part not in new}
    return {part: count for part, count in changes.items() if count}
