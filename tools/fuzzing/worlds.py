"""What a file comes into: data folders made once, copied for each try, so that nothing of one try is left for the next."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from cap_tui.reports.report_data import Audience
from cap_tui.reports.xlsx.workbook import make
from cap_tui.services.exports import report_data
from cap_tui.services.workspace import Workspace
from tests.building import environment, level
from tests.registers import FIVE, FOUR, ONE, SIX, THREE, TWO, csv_file, xlsx_file
from tools.copied import ROOT
from tools.fuzzing import weaving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cap_tui.core.entries import Entry

SMALL = ROOT / "tests" / "integration" / "small.yaml"
MOST_OF_A_KIND = 12
"""Entries of one kind kept of each author: enough for every screen, few enough to sign in no time."""

HEADS = (
    "SIRET",
    "Nom",
    "Type",
    "Région",
    "Commune",
    "Code postal",
    "Courriel",
    "Téléphone",
    "Date d’adhésion",
    "ETP",
    "Certification",
)
ROWS = (
    (ONE, "Structure fictive", "AI", "Normandie", "Caen", "14000", "contact@example.org", "02 31 00 00 00", "01/02/2019", "12,5", "CEDRE"),
    (TWO, "Structure fictive B", "ACI, EI", "Bretagne", "Rennes", "35000", "", "", "2020-03-01", "7", ""),
    (THREE, "Structure fictive C", "ETTI", "Grand Est", "Metz", "57000", "", "", "", "", ""),
    (FOUR, "Structure fictive D", "EI", "Occitanie", "", "", "", "", "", "", ""),
    (FIVE, "Structure fictive E", "GES", "Corse", "", "", "", "", "", "", ""),
    (SIX, "Structure fictive F", "OF", "La Réunion", "", "", "", "", "", "", ""),
)  # fmt: skip


class World:
    """Folders for one process.

    Args:
        place: An empty folder; in memory if there is such a one.
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        self._copies = 0

    @cached_property
    def empty(self) -> Path:
        """A data folder whose questionnaires are read and kept, its database made and empty."""
        folder = self.place / "empty"
        workspace = Workspace(folder, environment())
        workspace.load_demos()
        workspace.close()
        for path in folder.glob("cap-tui.db*"):
            path.unlink()
        Workspace(folder, environment()).close()
        return folder

    @cached_property
    def planned(self) -> Path:
        """A data folder with one evaluation and its plan."""
        folder = self.place / "planned"
        (folder / "questionnaires").mkdir(parents=True)
        folder.chmod(0o700)
        shutil.copy(SMALL, folder / "questionnaires")
        workspace = Workspace(folder, environment())
        from tests.conftest import STRUCTURE

        dossier = workspace.open(workspace.new_assessment(STRUCTURE, "small", 2026).id)
        dossier.answer("visit", level("to-build"))
        dossier.propose()
        dossier.add_action(
            title="=Réunir le CA", criteria=("booklet", "tutor"), owner="Zoé", progress=57, priority="P1"
        )
        dossier.add_action(title="Écrire le livret", service="Service au choix")
        workspace.close()
        return folder

    @contextmanager
    def copy(self, of: Path) -> Iterator[Workspace]:
        """Yield a workspace on a copy of a data folder, which goes afterwards."""
        self._copies += 1
        folder = self.place / f"copy-{self._copies}"
        shutil.copytree(of, folder)
        workspace = Workspace(folder, environment())
        try:
            yield workspace
        finally:
            workspace.close()
            shutil.rmtree(folder)

    def file(self, data: bytes, name: str) -> Path:
        """Write a file as it came and return where it is."""
        path = self.place / name
        path.write_bytes(data)
        return path

    def registers(self) -> list[bytes]:
        """Return registers as people save them."""
        lines = [";".join(row) for row in (HEADS, *ROWS)]
        return [
            csv_file(self.place, *lines).read_bytes(),
            csv_file(self.place, "Registre au 1er mars;;;", *[line.replace(";", ",") for line in lines], encoding="utf-16").read_bytes(),
            csv_file(self.place, *lines, encoding="cp1252", ends="\n").read_bytes(),
            xlsx_file(self.place, [HEADS, *ROWS], above=["Registre"]).read_bytes(),
        ]  # fmt: skip

    def plans(self) -> list[bytes]:
        """Return the workbook of a plan, as its director gets it."""
        with self.copy(self.planned) as workspace:
            dossier = workspace.open(workspace.assessments()[0].id)
            return [make(report_data(dossier, Audience.INTERNE))]

    def logs(self) -> list[bytes]:
        """Return the logs of the demonstrations, shortened, every kind of entry in them, signed again."""
        weaver = weaving.Weaver(weaving.keyring())
        found = []
        with self.copy(self.empty) as workspace:
            for summary in workspace.load_demos():
                kept = _shortened(workspace.open(summary.id).entries())
                found.append(weaver.again(weaving.written(kept)))
        return found


def _shortened(entries: list[Entry]) -> list[Entry]:
    """Return the entries that few are like, and some of the others."""
    seen: dict[str, int] = {}
    kept = []
    for entry in entries:
        kind = f"{entry.draft.kind} {entry.link.author}"
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= MOST_OF_A_KIND:
            kept.append(entry)
    return kept
