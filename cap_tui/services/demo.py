"""The demonstration: a fictional dossier, signed by keys that everyone has, the same on every machine.

What its director writes is here; the others are in `demo_people`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cap_tui.core.entries import Draft
from cap_tui.core.kinds import (
    ACTION,
    GOAL,
    LINE,
    MEASURE,
    OPINION,
    OPTIONS,
    QUESTIONNAIRE,
    QUESTIONNAIRE_TARGET,
    SOURCE,
    VALUE,
    opinion_target,
    participant_of,
)
from cap_tui.core.measures import measure_target
from cap_tui.core.plan import Action
from cap_tui.core.positions import TEXT_FIELDS, Position, Stance
from cap_tui.core.structures import Structure
from cap_tui.exchange.keys import SigningKey
from cap_tui.services.environment import Environment
from cap_tui.services.journal import Author
from cap_tui.services.planning import checked_field

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cap_tui.core.questionnaire import Questionnaire

DEMO_DIRECTOR = "La directrice (démonstration)"
DEMO_INSTALLATION = "demonstration"
FOLDER = Path(__file__).resolve().parent.parent / "demonstrations"
DEMO_FILE = FOLDER / "cap-2026.yaml"
PEOPLE = "-people"
"""Ends the name of the file that says what the others write, beside the one of the director."""
STEP = timedelta(seconds=95)
"""Time between two entries of the demonstration: a day's work for sixty criteria."""


@dataclass(frozen=True, slots=True)
class DemoStart:
    """The demonstration file, read."""

    structure: Structure
    questionnaire: str
    year: int
    started: datetime
    data: dict[str, Any]


def demo_files() -> list[Path]:
    """Return the demonstrations, the one that opens first."""
    others = (path for path in sorted(FOLDER.glob("*.yaml")) if not path.stem.endswith(PEOPLE))
    return [DEMO_FILE, *(path for path in others if path != DEMO_FILE)]


def demo_start(path: Path = DEMO_FILE) -> DemoStart:
    """Return the fictional structure and what it answered."""
    from cap_tui.catalogue.strict_yaml import read_yaml

    data = read_yaml(path.read_bytes()).data
    of = data["structure"]
    structure = Structure(of["name"], of["siret"], tuple(of["kinds"]), of["region"], fictional=True)
    return DemoStart(
        structure, data["questionnaire"], data["year"], datetime.fromisoformat(data["started"]), data
    )


@cache
def demo_author(installation: str) -> Author:
    """Return the fictional director; her key is public on purpose, nothing real is signed with it."""
    return Author(SigningKey.from_seed(sha256(b"cap-tui demonstration").digest()), installation)


def clock_from(started: datetime) -> Callable[[], datetime]:
    """Return a clock that moves on by itself each time it is read, from a moment on."""
    reads = count()
    return lambda: started + next(reads) * STEP / 5


def demo_environment(start: DemoStart) -> Environment:
    """Return a clock, ids and salts that are the same every time."""
    ids, salts = count(), count()
    return Environment(
        now=clock_from(start.started),
        new_id=lambda: f"demo-{next(ids)}",
        new_salt=lambda: sha256(f"demonstration {next(salts)}".encode()).hexdigest()[:32],
    )


def demo_drafts(
    start: DemoStart, questionnaire: Questionnaire, author: Author, environment: Environment
) -> list[Draft]:
    """Return what the fictional director writes by herself: the options, her opinions and her plan."""
    drafts = []
    options = [option.id for option in questionnaire.options if option.id in start.data.get("options", ())]
    if options:
        drafts.append(Draft(QUESTIONNAIRE, QUESTIONNAIRE_TARGET, OPTIONS, options, environment.new_id()))
    drafts += opinion_drafts(views(start.data, questionnaire), questionnaire, author, environment)
    drafts += measure_drafts(start.data.get("measures", ()), questionnaire, environment)
    for number, item in enumerate(start.data["actions"], start=1):
        line = replace(line_of(item), id=f"demo/{number}", number=number, order=10 * number)
        if all(key in questionnaire.criteria for key in line.criteria):
            drafts.append(Draft(ACTION, line.id, LINE, line.to_json(), environment.new_id()))
    return drafts


def views(item: dict[str, Any], questionnaire: Questionnaire) -> list[dict[str, Any]]:
    """Return what someone says of criteria, bare `positions` and `opinions` alike, in the order of the questionnaire."""
    bare = [{"criterion": key, "position": level} for key, level in item.get("positions", {}).items()]
    said = {one["criterion"]: one for one in (*bare, *item.get("opinions", ()))}
    return [said[key] for key in questionnaire.criteria if key in said]


def opinion_drafts(
    items: Iterable[dict[str, Any]], questionnaire: Questionnaire, author: Author, environment: Environment
) -> list[Draft]:
    """Return what someone says of the criteria that the questionnaire has.

    Args:
        items: `criterion`, `position` (a level id, `na` or `unknown`), `reason`, the texts of `TEXT_FIELDS`, `flagged`.
        questionnaire: The pinned content.
        author: Who says it.
        environment: Where ids come from.
    """
    participant = participant_of(author.key.public)
    return [
        Draft(OPINION, opinion_target(participant, item["criterion"]), field, value, environment.new_id())
        for item in items
        if item["criterion"] in questionnaire.criteria
        for field, value in _opinion(item)
    ]


def measure_drafts(
    items: Iterable[dict[str, Any]], questionnaire: Questionnaire, environment: Environment
) -> list[Draft]:
    """Return the figures of the indicators that the questionnaire has.

    Args:
        items: `indicator`, `year`, then `value`, `goal` and `source` as entries hold them.
        questionnaire: The pinned content.
        environment: Where ids come from.
    """
    return [
        Draft(
            MEASURE, measure_target(item["indicator"], item["year"]), field, item[field], environment.new_id()
        )
        for item in items
        if item["indicator"] in questionnaire.indicators
        for field in (VALUE, GOAL, SOURCE)
        if field in item
    ]


def line_of(item: dict[str, Any]) -> Action:
    """Return a line of a plan, without its place in it, from the fields of `Action` as the file writes them."""
    values = {
        name: checked_field(name, value.strip() if isinstance(value, str) else value)
        for name, value in item.items()
    }
    return replace(Action(id=""), **values)


def _opinion(item: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    stance = {"na": Stance.NOT_APPLICABLE, "unknown": Stance.UNKNOWN}.get(item["position"], Stance.LEVEL)
    level = item["position"] if stance is Stance.LEVEL else ""
    yield "position", Position(stance, level, item.get("reason", "").strip()).to_json()
    for field in TEXT_FIELDS:
        if item.get(field):
            yield field, item[field].strip()
    if item.get("flagged"):
        yield "flagged", True
