"""The same forged entries in a file whose sender and signatures are right, taken in by the import as any other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.effects import Effect
from cap_tui.exchange.bundle import pack, strings_of
from cap_tui.services.exchanging import accept, preview
from cap_tui.services.journal import Author, chain
from cap_tui.storage import ledger
from cap_tui.storage.engine import reading
from tests.building import environment
from tests.oracle.doors.forging import UNWRITTEN, forged
from tests.oracle.permissions_by_hand import LAW, PHASES, ROLES, open_gesture

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.core.entries import Entry
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace
    from tests.oracle.world import World

STEPS = tuple(PHASES.values())
MOVES = ("phase.advance", "phase.reopen")
EACH = [(letter, role) for letter in PHASES for role in ROLES]


def _written(
    forger: Workspace, dossier: Dossier, letter: str, actions: list[str]
) -> tuple[list[Entry], dict[str, Entry]]:
    """Return entries in one chain of an installation of their own, and the last one of each line."""
    place = STEPS.index(PHASES[letter])
    drafts = forged(dossier.log, dossier.me.id, STEPS[min(place + 1, 4)], STEPS[max(place - 1, 0)])
    wanted = [(action, draft) for action in actions for draft in drafts[action]]
    author = Author(forger.profile.key, "made-by-hand")
    entries = chain(dossier.log, author, [draft for _action, draft in wanted], environment("forge"))
    return entries, {action: entry for (action, _draft), entry in zip(wanted, entries, strict=True)}


def _file(forger: Workspace, dossier: Dossier, entries: list[Entry], path: Path) -> Path:
    with reading(forger.opened.engine, forger.database) as connection:
        content = ledger.pinned(connection, dossier.questionnaire.digest)
    assert content is not None
    data = pack(
        [strings_of(entry) for entry in [*dossier.entries(), *entries]],
        {dossier.questionnaire.digest: content},
        forger.profile.key,
        assessment=dossier.summary.id,
        name="Forge",
        organisation="",
        audience="copy",
        created="2026-03-02T09:00:00+00:00",
        program="by hand",
    )
    path.write_bytes(data)
    return path


def outcome(world: World, letter: str, role: str, actions: list[str], place: Path) -> tuple[list[str], int]:
    """Return the lines whose forged entry counts once imported, and how many the report keeps without effect."""
    place.mkdir()
    reader = "peer" if role == "director" else "director"
    forger, taker = world.machine(role, place / "forger"), world.machine(reader, place / "taker")
    try:
        dossier = forger.open(world.reference)
        written, lines = _written(forger, dossier, letter, actions)
        receipt = accept(taker, preview(taker, _file(forger, dossier, written, place / "forged.capx")))
        taken = taker.open(world.reference).log
        assert all(entry.hash in taken for entry in written)
        assert receipt.new == len(written)
        counted = [action for action, entry in lines.items() if taken.effect(entry) is Effect.COUNTS]
        return counted, sum(receipt.without_effect.values())
    finally:
        forger.close()
        taker.close()


@pytest.mark.parametrize(("letter", "role"), EACH)
def test_an_import_gives_effect_to_what_the_law_opens_and_counts_the_rest_apart(
    letter: str, role: str, by_phase: dict[str, World], tmp_path: Path
) -> None:
    lines = [name for name in LAW if name not in UNWRITTEN]
    lines = [
        name for name in lines if (name, role) != ("visa.sign", "director")
    ]  # where there is a third party
    runs = [[name for name in lines if name not in MOVES], *([move] for move in MOVES)]
    for number, run in enumerate(runs):
        counted, refused = outcome(by_phase[PHASES[letter]], letter, role, run, tmp_path / str(number))
        assert counted == [name for name in run if open_gesture(name, role, letter)]
        if number == 0:
            assert refused == len(run) - len(counted)
