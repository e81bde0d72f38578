"""What the made-up structures of the demonstration network wrote: a signed log each, the same on every machine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import count
from random import Random
from typing import TYPE_CHECKING

from cap_tui.core.entries import Draft
from cap_tui.core.kinds import ACTION, LINE, OPTIONS, QUESTIONNAIRE, QUESTIONNAIRE_TARGET
from cap_tui.core.log import Log
from cap_tui.core.permissions import Phase
from cap_tui.core.plan import State, improvements, proposal
from cap_tui.core.positions import Opinion, Position, Stance
from cap_tui.services.demo import DEMO_DIRECTOR, DEMO_INSTALLATION, clock_from, demo_author, opinion_drafts
from cap_tui.services.demo_year import demo_action, move_drafts, record_drafts
from cap_tui.services.environment import Environment
from cap_tui.services.headers import NewAssessment, genesis_draft
from cap_tui.services.journal import chain
from cap_tui.services.network.demo_members import BEFORE, FIRST, GROUPED, SECOND, SEED
from cap_tui.services.projecting import concerned_by
from cap_tui.services.turns import Turn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.core.plan import Action, Improvement
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.services.network.demo_members import Made

CAP, CEDRE = "cap", "cedre-iso9001"
CERTIFIED = (1, 2, 3, 4, 5, *GROUPED)
"""Numbers of the structures that have a CEDRE dossier."""

PLANNING = (8, 22, 32, 38)
"""Numbers of those whose last plan is not sealed yet."""

ANSWERED = 0.96
"""Share of the criteria that are positioned."""

FEWEST_LINES, MOST_LINES = 4, 8
MAJOR = GROUPED[1]
"""Number of the structure of the group that has a major finding open."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One dossier to write.

    Attributes:
        questionnaire: Its id.
    """

    made: Made
    questionnaire: str
    year: int

    @property
    def key(self) -> tuple[str, str, int]:
        """What makes it the only one of its kind in a database."""
        return self.made.structure.siret, self.questionnaire, self.year

    @property
    def phases(self) -> tuple[str, ...]:
        """The moves from phase to phase, in order; a visa comes after the second."""
        moves = [Phase.CONSENSUS, Phase.PLANNING]
        if not (self.year == SECOND and self.questionnaire == CAP and self.made.number in PLANNING):
            moves.append(Phase.FOLLOW_UP)
            if self.year == FIRST:
                moves.append(Phase.CLOSED)
        return tuple(phase.value for phase in moves)


def wanted(made: tuple[Made, ...]) -> Iterator[Wanted]:
    """Yield the dossiers of the network."""
    for one in made:
        if one.sent:
            if one.number <= BEFORE:
                yield Wanted(one, CAP, FIRST)
            yield Wanted(one, CAP, SECOND)
            if one.number in CERTIFIED:
                yield Wanted(one, CEDRE, SECOND)


def new_of(one: Wanted, questionnaire: Questionnaire, content: bytes) -> NewAssessment:
    """Return what a dossier starts from."""
    return NewAssessment(one.made.structure, questionnaire, content, one.year, DEMO_DIRECTOR)


def log_of(one: Wanted, new: NewAssessment) -> Log:
    """Return the whole log of a dossier, signed by the director of the demonstrations."""
    questionnaire, kinds = new.questionnaire, one.made.structure.kinds
    environment = _environment(one)
    author = demo_author(DEMO_INSTALLATION)
    log = Log()
    log.extend(chain(log, author, [genesis_draft(new)], environment))
    grouped = one.questionnaire == CEDRE and one.made.number in GROUPED
    concerned = concerned_by(questionnaire, kinds, frozenset({"group"} if grouped else ()))
    levels = _levels(one, questionnaire, concerned)
    first = []
    if grouped:
        first.append(Draft(QUESTIONNAIRE, QUESTIONNAIRE_TARGET, OPTIONS, ["group"], environment.new_id()))
    first += opinion_drafts(
        [_said(questionnaire, key, level) for key, level in levels.items()],
        questionnaire,
        author,
        environment,
    )
    lines = _lines(one, questionnaire, levels, concerned)
    first += [Draft(ACTION, line.id, LINE, line.to_json(), environment.new_id()) for line in lines]
    phases = one.phases
    Turn(author, environment, (*first, *move_drafts({"phases": phases[:2]}, environment))).write(log)
    if phases[2:]:
        seal = record_drafts({"visa": ""}, kinds, questionnaire, author, environment, log)
        Turn(author, environment, (*seal, *move_drafts({"phases": phases[2:]}, environment))).write(log)
    return log


def _environment(one: Wanted) -> Environment:
    name, ids, salts = "-".join(map(str, one.key)), count(), count()
    started = datetime(one.year, 2, 3, 8, tzinfo=UTC) + timedelta(days=3 * one.made.number)
    return Environment(
        now=clock_from(started),
        new_id=lambda: f"network-{next(ids)}",
        new_salt=lambda: sha256(f"network {name} {next(salts)}".encode()).hexdigest()[:32],
    )


def _chance(one: Wanted, what: str, *, yearly: bool = True) -> Random:
    """Return what is drawn for one dossier, whatever is drawn for the others."""
    year = one.year if yearly else ""
    return Random(f"{SEED} {what} {one.made.number} {one.questionnaire} {year}")  # noqa: S311 - the same each time


def _levels(one: Wanted, questionnaire: Questionnaire, concerned: tuple[str, ...]) -> dict[str, str]:
    """Return criterion to level id; the second year starts from the first, a quarter of the criteria a level up."""
    if one.questionnaire == CEDRE:
        return _conformity(one, concerned)
    names = [level.id for level in questionnaire.scale.levels]
    chance, since = _chance(one, "levels", yearly=False), _chance(one, "since")
    skill = chance.random()
    found = {}
    for key in concerned:
        rank = int(len(names) * ((skill + chance.random()) / 2 + _ease(key)))
        answered = chance.random() < ANSWERED
        if one.year == SECOND:
            moved = since.random()
            rank += (moved < 0.25) - (moved > 0.94)  # noqa: PLR2004 - shares of what rises and of what falls
        if answered:
            found[key] = names[max(0, min(rank, len(names) - 1))]
    return found


def _ease(key: str) -> float:
    """Return how much easier a criterion is than the others, for everyone: themes and criteria then differ."""
    theme = Random(f"{SEED} theme {key.partition('.')[0]}").uniform(-0.12, 0.12)  # noqa: S311 - the same each time
    return theme + Random(f"{SEED} criterion {key}").uniform(-0.15, 0.15)  # noqa: S311 - same


def _conformity(one: Wanted, concerned: tuple[str, ...]) -> dict[str, str]:
    chance = _chance(one, "findings")
    shares = {"conform": 78, "progress": 9, "sensitive": 9, "strength": 4}
    found = dict(
        zip(concerned, chance.choices(list(shares), list(shares.values()), k=len(concerned)), strict=True)
    )
    found |= dict.fromkeys(chance.sample(concerned, chance.randint(1, 3)), "minor")
    if one.made.number == MAJOR:
        found[chance.choice(concerned)] = "major"
    return found


def _said(questionnaire: Questionnaire, key: str, level: str) -> dict[str, str]:
    """Return an opinion, with what its level asks for."""
    found = questionnaire.scale.level(level)
    needed = found.requires.position if found else ()
    return {
        "criterion": key,
        "position": level,
        **dict.fromkeys(needed, "Écrit pour la démonstration (fictif)."),
    }


def _lines(
    one: Wanted, questionnaire: Questionnaire, levels: dict[str, str], concerned: tuple[str, ...]
) -> list[Action]:
    """Return the plan: what is imperative or a finding, then what presses most."""
    positions = {key: Position(Stance.LEVEL, level) for key, level in levels.items()}
    chance = _chance(one, "plan")
    found = improvements(questionnaire, positions, concerned)
    pressing = [item for item in found if item.criterion.imperative or item.level.requires.action]
    others = [item for item in found if item not in pressing] if one.questionnaire == CAP else []
    most = chance.randint(FEWEST_LINES, MOST_LINES)
    kept = [*pressing, *chance.sample(others, min(len(others), max(0, most - len(pressing))))]
    return [_line(one, questionnaire, item, place, chance) for place, item in enumerate(kept, start=1)]


def _line(
    one: Wanted, questionnaire: Questionnaire, found: Improvement, place: int, chance: Random
) -> Action:
    services = questionnaire.services_of(found.criterion.id)
    service = services[0].id if services and chance.random() < 0.6 else ""  # noqa: PLR2004 - a share
    line = proposal(found, found.criterion.actions[0], Opinion(), service, demo_action(place))
    due = date(one.year, 4, 30) + timedelta(days=30 * chance.randint(0, 20))
    state, progress = chance.choice(((State.TO_START, 0), (State.IN_PROGRESS, 40), (State.DONE, 100)))
    if one.questionnaire == CEDRE or len(one.phases) == 2:  # noqa: PLR2004 - the plan is being written
        state, progress = State.TO_START, 0
    return replace(
        line, number=place, order=10 * place, owner="Une personne fictive", cause="Cause écrite pour la démonstration.",
        correction="Corrigé le jour même (fictif).", due=due, state=state, progress=progress,
        indicator=line.indicator or "Fait, oui ou non",
    )  # fmt: skip
