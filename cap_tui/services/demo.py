"""The demonstration: a fictional dossier, signed by a key that everyone has, the same on every machine."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cap_tui.core.entries import ACTION, OPINION, Draft, opinion_target, participant_of
from cap_tui.core.plan import Action
from cap_tui.core.positions import TEXT_FIELDS, Position, Stance
from cap_tui.core.structures import Structure
from cap_tui.exchange.keys import SigningKey
from cap_tui.services.environment import Environment
from cap_tui.services.folding import LINE
from cap_tui.services.journal import Author
from cap_tui.services.planning import checked_field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.core.questionnaire import Questionnaire

DEMO_DIRECTOR = "La directrice (démonstration)"
DEMO_FILE = Path(__file__).resolve().parent.parent / "demonstrations" / "cap-2026.yaml"
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


def demo_start(path: Path = DEMO_FILE) -> DemoStart:
    """Return the fictional structure and what it answered."""
    from cap_tui.catalogue.strict_yaml import read_yaml

    data = read_yaml(path.read_bytes()).data
    of = data["structure"]
    structure = Structure(of["name"], of["siret"], tuple(of["kinds"]), of["region"], fictional=True)
    return DemoStart(
        structure, data["questionnaire"], data["year"], datetime.fromisoformat(data["started"]), data
    )


def demo_author(installation: str) -> Author:
    """Return the fictional director; her key is public on purpose, nothing real is signed with it."""
    return Author(SigningKey.from_seed(sha256(b"cap-tui demonstration").digest()), installation)


def demo_environment(start: DemoStart) -> Environment:
    """Return a clock, ids and salts that are the same every time."""
    clock, ids, salts = count(), count(), count()
    return Environment(
        now=lambda: start.started + next(clock) * STEP / 5,
        new_id=lambda: f"demo-{next(ids)}",
        new_salt=lambda: sha256(f"demonstration {next(salts)}".encode()).hexdigest()[:32],
    )


def demo_drafts(
    start: DemoStart, questionnaire: Questionnaire, author: Author, environment: Environment
) -> list[Draft]:
    """Return everything the fictional director writes."""
    participant = participant_of(author.key.public)
    drafts: list[Draft] = []
    for item in start.data["opinions"]:
        if item["criterion"] in questionnaire.criteria:
            target = opinion_target(participant, item["criterion"])
            drafts += [
                Draft(OPINION, target, field, value, environment.new_id()) for field, value in _opinion(item)
            ]
    drafts += [
        Draft(ACTION, line.id, LINE, line.to_json(), environment.new_id())
        for line in _lines(start.data["actions"])
        if all(key in questionnaire.criteria for key in line.criteria)
    ]
    return drafts


def _opinion(item: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    stance = {"na": Stance.NOT_APPLICABLE, "unknown": Stance.UNKNOWN}.get(item["position"], Stance.LEVEL)
    level = item["position"] if stance is Stance.LEVEL else ""
    yield "position", Position(stance, level, item.get("reason", "").strip()).to_json()
    for field in TEXT_FIELDS:
        if item.get(field):
            yield field, item[field].strip()
    if item.get("flagged"):
        yield "flagged", True


def _lines(items: list[dict[str, Any]]) -> Iterator[Action]:
    for number, item in enumerate(items, start=1):
        values = {
            name: checked_field(name, value.strip() if isinstance(value, str) else value)
            for name, value in item.items()
        }
        yield replace(Action(id=f"demo/{number}", number=number, order=10 * number), **values)
