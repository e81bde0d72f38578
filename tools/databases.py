"""A small database as the program at hand writes it, as SQL: what the tests of migrations begin from.

    python -m tools.databases small.yaml > tests/corpus/databases/N.sql

Run it with the sources of the release whose schema is N: a schema that has been released never changes again.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from shutil import copyfile

from cap_tui.core.positions import Position, Stance
from cap_tui.core.structures import Structure
from cap_tui.services.demo import demo_author
from cap_tui.services.environment import Environment
from cap_tui.services.headers import NewAssessment
from cap_tui.services.workspace import Workspace
from cap_tui.storage.engine import APPLICATION_ID, SCHEMA_VERSION

BEGUN = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
STRUCTURE = Structure("Les Ateliers fictifs", "73282932000074", ("AI",), "Bretagne", fictional=True)
KNOWN = ("ab" * 32, "Camille, personne fictive")


def environment() -> Environment:
    """Return a world in which each look at the clock is a second later, and ids are counted."""
    ticks, ids, salts = count(), count(), count()
    return Environment(
        now=lambda: BEGUN + timedelta(seconds=next(ticks)),
        new_id=lambda: f"id-{next(ids)}",
        new_salt=lambda: f"{next(salts):032x}",
    )


def fill(workspace: Workspace) -> None:
    """Write an evaluation of a fictional structure, and what else this schema has a place for."""
    world = workspace.environment if hasattr(workspace, "environment") else environment()
    content, questionnaire = workspace._current("small")  # noqa: SLF001 - as `load_demo` does, of a structure of our own
    new = NewAssessment(STRUCTURE, questionnaire, content, 2026, "Directrice fictive")
    summary = workspace._create(new, demo_author(workspace.profile.installation), world)  # noqa: SLF001
    dossier = workspace.open(summary.id)
    dossier.answer("booklet", Position(Stance.LEVEL, "engaged"))
    dossier.write("booklet", "constat", "Livret de 2019, non remis à l’été")
    dossier.answer("visit", Position(Stance.LEVEL, "exemplary"))
    dossier.answer("partners", Position(Stance.NOT_APPLICABLE, reason="Aucun à vingt kilomètres"))
    dossier.add_action(title="Récrire le livret", owner="Camille", due=date(2026, 9, 1))
    if SCHEMA_VERSION >= 2:  # the schema that brought contacts
        from cap_tui.services.exchanging import trust

        trust(workspace, *KNOWN)
    if SCHEMA_VERSION >= 3:  # the schema that brought the register of the network
        from cap_tui.services.network.register import add_member

        add_member(workspace, STRUCTURE.siret, {"name": STRUCTURE.name, "kinds": "AI", "region": "Bretagne"})


def main(arguments: list[str]) -> int:
    """Print the database as SQL."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "questionnaires").mkdir()
        copyfile(arguments[0], folder / "questionnaires" / "small.yaml")
        workspace = Workspace(folder, environment())
        fill(workspace)
        workspace.close()
        with closing(sqlite3.connect(folder / "cap-tui.db")) as connection:
            lines = list(connection.iterdump())
    lines += [f"PRAGMA application_id={APPLICATION_ID};", f"PRAGMA user_version={SCHEMA_VERSION};"]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
