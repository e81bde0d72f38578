"""The others of the demonstration: a peer, a third party and four voices of the team, and what they and the director exchange."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cap_tui.core.entries import Draft
from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.kinds import (
    ANNOTATION,
    FINISH,
    FINISHED,
    GRANT,
    LINE,
    NOTE,
    PERSON,
    PRIVATE,
    PROPOSAL,
    RESOLUTION,
    RESOLVED,
    ROLES,
    participant_of,
    target_of,
)
from cap_tui.exchange.keys import SigningKey
from cap_tui.services.demo import (
    DEMO_DIRECTOR,
    DEMO_FILE,
    PEOPLE,
    clock_from,
    demo_drafts,
    line_of,
    opinion_drafts,
    views,
)
from cap_tui.services.demo_year import move_drafts, plan_drafts, record_drafts
from cap_tui.services.journal import Author
from cap_tui.services.turns import Turn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.services.demo import DemoStart
    from cap_tui.services.environment import Environment

PEOPLE_FILE = DEMO_FILE.with_stem(DEMO_FILE.stem + PEOPLE)
DIRECTOR = "director"


@dataclass(frozen=True, slots=True)
class _Thread:
    """What a thread of the file became.

    Attributes:
        about: `criterion` and `kind`, which every note of it holds.
    """

    id: str
    kind: str
    about: dict[str, str]


def demo_turns(
    start: DemoStart,
    questionnaire: Questionnaire,
    author: Author,
    environment: Environment,
    path: Path = PEOPLE_FILE,
) -> list[Turn]:
    """Return all that is written in the demonstration after its first entry, in order.

    Args:
        start: What the director answered.
        questionnaire: The pinned content.
        author: The director.
        environment: Where ids and salts come from; its clock is the director's first day.
        path: What the others say; a file that is not there means nobody else.
    """
    from cap_tui.catalogue.strict_yaml import read_yaml

    nobody: dict[str, Any] = {"people": [], "turns": []}
    data = read_yaml(path.read_bytes()).data if path.exists() else nobody
    authors = {DIRECTOR: author} | {item["mark"]: _author(item, author) for item in data["people"]}
    first = demo_drafts(start, questionnaire, author, environment)
    first += [draft for item in data["people"] for draft in _grant(item, authors[item["mark"]], environment)]
    turns = [Turn(author, environment, tuple(first))]
    threads: dict[str, _Thread] = {}
    for item in data["turns"]:
        writer = authors[item["by"]]
        clock = clock_from(datetime.fromisoformat(item["started"]))
        world = replace(environment, now=clock)
        drafts = (
            *_views(item, questionnaire, writer, world),
            *_exchanges(item, threads, questionnaire, writer, world),
            *plan_drafts(item, writer, world),
        )
        record = partial(record_drafts, item, start.structure.kinds, questionnaire, writer, world)
        turns += [Turn(writer, world, drafts, record), Turn(writer, world, tuple(move_drafts(item, world)))]
    return turns


def _author(item: dict[str, Any], director: Author) -> Author:
    """Return someone of the file; a worksheet is brought in where the director works, the others have a machine of theirs."""
    seed = f"cap-tui demonstration {item['mark']}".encode()
    place = sha256(seed + b" installation").hexdigest()[:32]
    return Author(
        SigningKey.from_seed(sha256(seed).digest()), director.installation if item.get("worksheet") else place
    )


def _grant(item: dict[str, Any], author: Author, environment: Environment) -> Iterator[Draft]:
    """Return how the director lets someone in."""
    target, group = target_of(GRANT, fingerprint(author.key.public)), environment.new_id()
    person = {"name": item["name"], "organisation": item.get("organisation", "")}
    if item.get("worksheet"):
        person["transcribed"] = DEMO_DIRECTOR
    yield Draft(GRANT, target, ROLES, {ROLES: [item["role"]]}, group)
    yield Draft(GRANT, target, PERSON, person, group)


def _views(
    item: dict[str, Any], questionnaire: Questionnaire, author: Author, environment: Environment
) -> Iterator[Draft]:
    """Return the opinions of a turn, in the order of the questionnaire, and “I have finished”."""
    yield from opinion_drafts(views(item, questionnaire), questionnaire, author, environment)
    if item.get("finished"):
        target = target_of(FINISH, participant_of(author.key.public))
        done = True
        yield Draft(FINISH, target, FINISHED, done, environment.new_id())


def _exchanges(
    item: dict[str, Any],
    threads: dict[str, _Thread],
    questionnaire: Questionnaire,
    author: Author,
    environment: Environment,
) -> Iterator[Draft]:
    """Return the remarks, proposals and closed threads of a turn; threads it begins are added to `threads`."""
    me = participant_of(author.key.public)
    for note in _about(item.get("notes", ()), threads, questionnaire):
        thread, kind = threads.get(note["thread"]), PRIVATE if note.get("private") else ANNOTATION
        target = target_of(thread.kind if thread else kind, me, environment.new_id())
        begun = thread or _Thread(target, kind, {"criterion": note["criterion"], "kind": note["kind"]})
        threads[note["thread"]] = begun
        value = {**begun.about, "thread": thread.id if thread else "", "text": note["text"].strip()}
        yield Draft(begun.kind, target, NOTE, value, environment.new_id())
    for proposed in item.get("proposals", ()):
        line = line_of(proposed)
        if all(key in questionnaire.criteria for key in line.criteria):
            target = target_of(PROPOSAL, me, environment.new_id())
            yield Draft(PROPOSAL, target, LINE, line.to_json(), environment.new_id())
    for name in item.get("resolved", ()):
        if name in threads:
            closed = True
            yield Draft(
                RESOLUTION, target_of(RESOLUTION, threads[name].id), RESOLVED, closed, environment.new_id()
            )


def _about(
    notes: Iterable[dict[str, Any]], threads: dict[str, _Thread], questionnaire: Questionnaire
) -> Iterator[dict[str, Any]]:
    """Leave out the notes on criteria that the questionnaire does not have, and the answers to them."""
    for note in notes:
        if note["thread"] in threads or note.get("criterion") in questionnaire.criteria:
            yield note
