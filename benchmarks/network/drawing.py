"""What chance decides of a made-up network: the same seed gives the same structures, whatever their number."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.folders import YEAR
from cap_tui.core.structures import REGIONS
from cap_tui.services.projecting import concerned_by
from cap_tui.storage.ledger import Header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.core.questionnaire import Questionnaire

KINDS = (
    ("AI",) * 284
    + ("ACI",) * 108
    + ("ETTI",) * 50
    + ("EI",) * 28
    + ("OSP",) * 20
    + ("AI,ACI",) * 24
    + ("EI,ACI",) * 28
)
"""Kinds of the 542 members, roughly (COORACE, rapport d'activité 2017)."""

YEARS = (YEAR - 1, YEAR)
SEED = 20_260
ANSWERED, MOST_ACTIONS = 0.95, 8
"""Chance that a criterion is answered; most lines of a plan, one for each of the first criteria that are low."""


class Line(NamedTuple):
    """An open line of a plan."""

    criterion: str
    priority: str
    service: str


class Drawn(NamedTuple):
    """One structure.

    Attributes:
        levels: Id of each criterion that concerns it and is answered, to the place of its level on the scale.
        concerned: Ids of the criteria that concern it, in reading order.
    """

    header: Header
    levels: dict[str, int]
    lines: tuple[Line, ...]
    concerned: tuple[str, ...]


def drawn(
    questionnaire: Questionnaire, size: int, *, fictional: bool = False, seed: int = SEED
) -> Iterator[Drawn]:
    """Yield the structures of a network, plainly fictional.

    Args:
        questionnaire: What each of them evaluated itself with, in one of two years.
        size: How many.
        fictional: Whether the application says everywhere that they are demonstrations; every criterion then concerns each.
        seed: What chance begins with.
    """
    chance = Random(seed)  # noqa: S311 - the same each time is what is wanted
    everything, title = tuple(questionnaire.criteria), str(questionnaire.title)
    concerned = {
        kinds: everything if fictional else concerned_by(questionnaire, kinds.split(","), frozenset())
        for kinds in KINDS
    }
    for number in range(1, size + 1):
        kinds, region, year = chance.choice(KINDS), chance.choice(REGIONS), chance.choice(YEARS)
        levels, lines = _answers(questionnaire, chance)
        header = Header(
            hash=sha256(str(number).encode()).hexdigest(), structure=f"Structure fictive {number:06d}",
            siret=f"{number:014d}", kinds=kinds, region=region, fictional=fictional, questionnaire=questionnaire.id,
            version=questionnaire.version, digest=questionnaire.digest, title=title, year=year,
            phase="follow_up", actions=len(lines), due_dates=f"{chance.randint(year + 1, year + 4)}-01-15",
            updated=f"{year}-06-01T08:00:00+00:00",
        )  # fmt: skip
        if concerned[kinds] is not everything:
            levels = {key: levels[key] for key in concerned[kinds] if key in levels}
            lines = tuple(line for line in lines if line.criterion in levels)
            header = replace(header, actions=len(lines))
        yield Drawn(header, levels, lines, concerned[kinds])


def _answers(questionnaire: Questionnaire, chance: Random) -> tuple[dict[str, int], tuple[Line, ...]]:
    """Return the place of the level of each criterion answered, and the plan that it asks for."""
    draw, services, last = (
        chance.random,
        ("", *questionnaire.services),
        len(questionnaire.scale.levels) - 1,
    )
    skill = draw()
    levels = {
        key: min(last, int(4 * (skill + draw()) / 2)) for key in questionnaire.criteria if draw() < ANSWERED
    }
    low = [key for key, place in levels.items() if place < 2][:MOST_ACTIONS]
    return levels, tuple(Line(key, chance.choice(("P1", "P2", "P3")), chance.choice(services)) for key in low)
