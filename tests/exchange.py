"""Several people on several machines: let one in, and hand what is written from one to the other."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.permissions import Role
from cap_tui.core.structures import Structure
from cap_tui.services.exchanging import export_bundle
from cap_tui.services.workspace import Workspace
from cap_tui.storage import ledger
from cap_tui.storage.engine import reading, writing
from tests.building import environment, level
from tests.conftest import STRUCTURE

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from tests.machines import Machines


def share(giver: Workspace, dossier: Dossier, taker: Workspace) -> Dossier:
    """Hand all that is in a dossier to another workspace, and return it as open there."""
    with reading(giver.opened.engine, giver.database) as connection:
        rows = {header.hash: header for _row, header, _totals in ledger.headers(connection)}
        header = rows[dossier.summary.id]
        content = ledger.pinned(connection, header.digest)
    assert content is not None
    with writing(taker.opened.engine, taker.database) as connection:
        known = {header.hash: row_id for row_id, header, _totals in ledger.headers(connection)}
        place = known.get(header.hash)
        if place is None:
            ledger.pin(connection, header.digest, header.questionnaire, header.version, content)
            place = ledger.insert_header(connection, header)
        here = {row.hash for row in ledger.entries_after(connection, place, 0)}
        ledger.append(connection, place, [entry for entry in dossier.entries() if entry.hash not in here])
    return taker.open(header.hash)


SIRETS = ("73282932000074", "55210055400013", "44306184100047")


def box_of(machines: Machines, taker: Workspace, folder: Path) -> Path:
    """Make a folder with three dossiers of a director for a peer, `1.capx` and so on, and return it."""
    director = machines.person("Zoé")
    folder.mkdir()
    for number, siret in enumerate(SIRETS, 1):
        structure = Structure(f"Structure {number} (fictif)", siret, ("AI",))
        dossier = director.open(director.new_assessment(structure, "small", 2026).id)
        dossier.answer("visit", level("engaged"))
        machines.invite(dossier, taker, Role.PEER)
        export_bundle(director, dossier, folder / f"{number}.capx", audience="peer")
    return folder


class Meeting:
    """People around one evaluation, each with their own machine, who meet when the test says so.

    The director's machine comes first; she is there from the beginning.
    """

    def __init__(self, prepared: Path, folder: Path) -> None:
        self._prepared, self._folder = prepared, folder
        self.machines: dict[str, Workspace] = {}
        self.open: dict[str, Dossier] = {}
        self._machine("claire").rename_profile("Claire")
        claire = self.machines["claire"]
        self.open["claire"] = claire.open(claire.new_assessment(STRUCTURE, "small", 2026).id)

    def _machine(self, name: str) -> Workspace:
        path = shutil.copytree(self._prepared, self._folder / name)
        self.machines[name] = Workspace(path, environment(name))
        return self.machines[name]

    @property
    def claire(self) -> Dossier:
        """The director's own."""
        return self.open["claire"]

    def joins(self, name: str, role: Role) -> Dossier:
        """Let someone in, who is called by their name with a capital, and hand them the dossier."""
        machine = self.machines.get(name) or self._machine(name)
        self.claire.grant(fingerprint(machine.profile.key.public), role, name=name.capitalize())
        self.open[name] = share(self.machines["claire"], self.claire, machine)
        return self.open[name]

    def hand(self, giver: str, taker: str) -> None:
        """Hand all that one knows to another."""
        share(self.machines[giver], self.open[giver], self.machines[taker])
        self.open[taker].refresh()

    def meet(self) -> None:
        """Let everyone know everything."""
        for name in [*self.open, *self.open]:
            if name != "claire":
                self.hand(name, "claire")
                self.hand("claire", name)

    def leave(self) -> None:
        """Let go of the databases."""
        for machine in self.machines.values():
            machine.close()
