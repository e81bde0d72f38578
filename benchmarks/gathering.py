"""A federation takes in the files of its whole network at once, against verifying their signatures on one core.

The least such an import could do is to verify what it takes in; with several cores it may take less than on one.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime
from itertools import cycle, islice
from typing import TYPE_CHECKING

from benchmarks.folders import CAP, YEAR
from benchmarks.measure import Figure, figure
from cap_tui.catalogue.cache import cached_questionnaire
from cap_tui.core.entries import Draft
from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.kinds import GRANT, OPINION, ROLES, opinion_target, participant_of, target_of
from cap_tui.core.log import Log
from cap_tui.core.permissions import Role
from cap_tui.core.positions import Position, Stance
from cap_tui.core.structures import Structure
from cap_tui.exchange.bundle import pack, strings_of
from cap_tui.exchange.keys import SigningKey, verified
from cap_tui.services.environment import Environment
from cap_tui.services.gathering import accept_folder
from cap_tui.services.headers import NewAssessment, genesis_draft
from cap_tui.services.journal import Author, chain
from cap_tui.services.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cap_tui.core.questionnaire import Questionnaire

STRUCTURES, ENTRIES = 542, 400
"""Members of a network, and entries of a year of each."""

AT = datetime(YEAR, 6, 1, tzinfo=UTC).isoformat(timespec="milliseconds")
Signed = tuple[str, str, str]
"""Public key, text, signature."""


def gathering(folder: Path) -> list[Figure]:
    """Return the figures: the first import, and the same files again."""
    return measured(folder, STRUCTURES, ENTRIES)


def measured(folder: Path, structures: int, entries: int) -> list[Figure]:
    """Return the figures for `structures` files of `entries` entries each.

    Raises:
        ValueError: Not every file was taken in, or the second import brought something.
    """
    sent = folder / "sent"
    sent.mkdir(parents=True)
    workspace = Workspace(folder / "data", Environment())
    taker = fingerprint(workspace.current_profile().public)
    signed = [one for number in range(structures) for one in _written(sent, number, entries, taker)]
    start = time.perf_counter()
    receipt = accept_folder(workspace, [sent], trust=True)
    first = time.perf_counter() - start
    start = time.perf_counter()
    again = accept_folder(workspace, [sent], trust=True)
    second = time.perf_counter() - start
    workspace.close()
    if len(receipt.done) != structures or receipt.refused or len(again.skipped) != structures:
        raise ValueError(receipt.refused)
    start = time.perf_counter()
    sound = all(verified(*one) for one in signed)
    alone = time.perf_counter() - start
    if not sound:
        raise ValueError(sent)
    name = f"import of {structures} × {entries} entries"
    return [
        figure(name, [(first, alone)], "verifying their signatures on one core", 0.8),
        figure(f"{name}, again", [(second, first)], "the first time", 0.05),
    ]


def _written(folder: Path, number: int, entries: int, taker: str) -> list[Signed]:
    """Write the file of one structure, which lets in who takes it, and return what is signed in it."""
    author = Author(SigningKey.generate(), f"installation-{number}")
    content = CAP.read_bytes()
    questionnaire = cached_questionnaire(content, folder.parent)
    structure = Structure(f"Structure mesurée {number}", _siret(number), ("AI",), "Bretagne")
    new = NewAssessment(structure, questionnaire, content, YEAR, _director(number))
    log, environment = Log(), Environment()
    log.extend(chain(log, author, [genesis_draft(new)], environment))
    invited = Draft(GRANT, target_of(GRANT, taker), ROLES, {ROLES: [Role.PEER.value]})
    drafts = islice(_answers(questionnaire, author), entries - 2)
    log.extend(chain(log, author, [invited, *drafts], environment))
    data = pack(
        [strings_of(entry) for entry in log],
        {questionnaire.digest: content},
        author.key,
        assessment=log.assessment,
        name=_director(number),
        organisation=structure.name,
        audience="copy",
        created=AT,
        program="cap-tui",
    )
    (folder / f"{number:04d}.capx").write_bytes(data)
    return [(entry.link.author, entry.signed, entry.signature) for entry in log]


def _answers(questionnaire: Questionnaire, author: Author) -> Iterator[Draft]:
    """Yield answers without end: every criterion in turn, at another level each time round."""
    participant = participant_of(author.key.public)
    levels = questionnaire.scale.levels
    for turn, key in enumerate(cycle(questionnaire.criteria)):
        level = levels[turn // len(questionnaire.criteria) % len(levels)]
        value = Position(Stance.LEVEL, level.id).to_json()
        yield Draft(OPINION, opinion_target(participant, key), "position", value)


def _director(number: int) -> str:
    """Return a name of its own: one name with another key would be refused, as somebody passing for someone."""
    return f"Direction mesurée {number}"


def _siret(number: int) -> str:
    """Return a SIRET that the check takes: a SIREN, then an establishment, each with its check digit."""
    return _checked(_checked(f"9{number:07d}") + "0001")


def _checked(digits: str) -> str:
    """Return digits with their check digit (Luhn) after them."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(reversed(digits)))
    total = sum(sum(divmod(value, 10)) for value in doubled)
    return f"{digits}{-total % 10}"
