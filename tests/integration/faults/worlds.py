"""The worlds in which gestures are made to fail: a director's data folder, and the files that others sent her."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from cap_tui.core.permissions import Phase, Role
from cap_tui.core.review import NoteKind
from cap_tui.reports.report_data import Audience
from cap_tui.reports.xlsx.workbook import make
from cap_tui.services.exchanging import export_worksheet
from cap_tui.services.exports import report_data
from cap_tui.services.workspace import Workspace
from tests.building import environment, level
from tests.conftest import SMALL
from tests.machines import Machines
from tests.phases import go_to
from tests.unit.exchange.filling import Filled

if TYPE_CHECKING:
    from cap_tui.services.dossier import Dossier

PHASES = (Phase.COLLECTING, Phase.CONSENSUS, Phase.PLANNING, Phase.FOLLOW_UP)
PEER = "peer"
"""The world of the peer, on another machine, while answers are collected."""

OPTIONS = b"options:\n  - {id: group, label: Avec le groupe}\nthemes:"
OTHER_TOOL = "Code;Question\n1.1;Le livret est-il remis ?\n1.2;La visite est-elle faite ?\n"


@dataclass
class World:
    """One copy of a world, open.

    Attributes:
        root: All that the gesture may write is beneath: `data`, `out`, and `in` for files received.
    """

    root: Path
    workspace: Workspace
    dossier: Dossier

    def received(self, name: str) -> Path:
        """Return a file that someone sent."""
        return self.root / "in" / name

    def out(self, name: str) -> Path:
        """Return a place to write a file in."""
        return self.root / "out" / name

    def line(self, place: int = 0) -> str:
        """Return the id of a line of the plan."""
        return self.dossier.actions()[place].id

    def thread(self) -> str:
        """Return the id of the remark of the director."""
        return next(one.notes[0].id for one in self.dossier.threads() if one.notes[0].text == "À vérifier")


def build(prepared: Path, root: Path) -> Path:
    """Make the folder of each phase and return the folder that holds them."""
    machines = Machines(prepared, root / "machines")
    zoe, paul = machines.person("Zoé"), machines.person("Paul")
    optional = SMALL.read_bytes().replace(b"id: small", b"id: optional").replace(b"themes:", OPTIONS, 1)
    (zoe.data_dir / "questionnaires" / "optional.yaml").write_bytes(optional)
    dossier = machines.begin(zoe)
    _write(dossier)
    machines.invite(dossier, paul, Role.PEER)
    files = root / "in"
    files.mkdir()
    reviewed = paul.open(machines.receive(paul, machines.send(zoe, dossier, "peer")).assessment)
    reviewed.answer("visit", level("controlled"))
    reviewed.annotate("booklet", NoteKind.REMARK, "Le livret date")
    reviewed.propose_action("Nommer une tutrice", ("tutor",))
    shutil.copyfile(machines.send(paul, reviewed, "director"), files / "first.capx")
    machines.receive(zoe, files / "first.capx")
    dossier.reload()
    reviewed.answer("tutor", level("engaged"))
    shutil.copyfile(machines.send(paul, reviewed, "director"), files / "peer.capx")
    _sheets(dossier, files)
    _keep(paul.data_dir, files, root / PEER)
    (files / "other.csv").write_text(OTHER_TOOL, encoding="utf-8")
    (files / "later.yaml").write_bytes(SMALL.read_bytes().replace(b"2026.1", b"2026.2"))
    for phase in PHASES:
        go_to(dossier, phase)
        _keep(zoe.data_dir, files, root / phase.value)
    machines.close()
    return root


def _keep(data: Path, files: Path, place: Path) -> None:
    shutil.copytree(data, place / "data")
    shutil.copytree(files, place / "in")
    (place / "out").mkdir()


def _write(dossier: Dossier) -> None:
    """Give every gesture something to do."""
    dossier.answer("visit", level("to-build"))
    dossier.write("visit", "constat", "Une visite par an")
    dossier.add_action(title="Première", owner="Zoé")
    dossier.add_action(title="Deuxième")
    dossier.annotate("booklet", NoteKind.REMARK, "À vérifier")
    dossier.measure("visits", 2025, value="4", source="Registre")
    dossier.answer("partners", level("engaged"))
    dossier.answer("partners", level("controlled"))
    dossier.undo()


def _sheets(dossier: Dossier, files: Path) -> None:
    """Make what comes back from a spreadsheet: a voice of the team, and the plan."""
    blank = export_worksheet(dossier, files / "blank.xlsx").read_bytes()
    filled = Filled(blank)
    filled.answer("1.1.1", "Engagé", "Vu sur place")
    (files / "voice.xlsx").write_bytes(filled.saved())
    plan = files / "plan.xlsx"
    plan.write_bytes(make(report_data(dossier, Audience.INTERNE)))
    book = load_workbook(plan)
    heads = {str(cell.value): cell.column or 0 for cell in book["Plan"][1]}
    book["Plan"].cell(2, heads["Pilote"]).value = "Ana"
    book.save(plan)


def opened(worlds: Path, where: str, place: Path) -> World:
    """Return a fresh copy of a world, open."""
    root = Path(shutil.copytree(worlds / where, place))
    workspace = Workspace(root / "data", environment("world"))
    return World(root, workspace, workspace.open(workspace.assessments()[0].id))
