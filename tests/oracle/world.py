"""Five people, each with their role and machine, around one evaluation that is in a given phase."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cap_tui.core.permissions import Phase, Role
from cap_tui.core.review import NoteKind
from cap_tui.services.exchanging import export_bundle
from cap_tui.services.workspace import Workspace
from tests.building import environment, level
from tests.exchange import Meeting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PEOPLE = {
    "director": "claire",
    "contributor": "ali",
    "peer": "paul",
    "third_party": "tess",
    "coordinator": "cora",
}
"""Who holds each role."""


@dataclass(frozen=True)
class World:
    """The machines as they were left, by role.

    Attributes:
        reference: Id of the evaluation.
        folders: Role to data folder.
        sent: A file from someone who wrote a remark in *collecting* that nobody else has yet.
    """

    reference: str
    folders: dict[str, Path]
    sent: Path

    def machine(self, role: str, place: Path) -> Workspace:
        """Return a copy of someone's machine, switched on."""
        return Workspace(self.folder(role, place), environment(f"{role} at work"))

    def folder(self, role: str, place: Path) -> Path:
        """Return a copy of someone's data folder."""
        return shutil.copytree(self.folders[role], place)


def worlds(prepared: Path, place: Path, *, tiers: bool = True) -> Iterator[tuple[str, World]]:
    """Yield each phase and what everyone's machines hold when it begins, all knowing everything.

    Planning begins twice: as `unsigned`, then over a visa.

    Args:
        prepared: A data folder with the small questionnaire.
        place: An empty folder.
        tiers: Whether anybody is third party.
    """
    meeting = Meeting(prepared, place / "at-work")
    for role, name in PEOPLE.items():
        if role != "director" and (tiers or role != "third_party"):
            meeting.joins(name, Role(role))
    meeting.meet()
    meeting.joins("lou", Role.CONTRIBUTOR)
    _everyone_speaks(meeting)
    meeting.meet()
    sent = _left_unread(meeting, place)
    for phase in Phase:
        if phase is not Phase.COLLECTING:
            meeting.claire.advance()
            meeting.meet()
        if phase is Phase.PLANNING:
            yield "unsigned", _left(meeting, place / "unsigned", sent)
            signer = meeting.open["tess" if tiers else "claire"]
            signer.sign_visa(expected=signer.visa_state().state)
            meeting.meet()
        yield phase.value, _left(meeting, place / phase.value, sent)
    meeting.leave()


def _everyone_speaks(meeting: Meeting) -> None:
    for place, (name, dossier) in enumerate(meeting.open.items()):
        if name in ("cora", "lou"):
            continue
        dossier.answer("1.1.1", level(("engaged", "controlled", "exemplary", "to-build")[place % 4]))
        dossier.annotate("1.1.1", NoteKind.QUESTION, f"Question de {name}")
    meeting.claire.add_action(
        title="Écrire le livret",
        criteria=("booklet",),
        cause="Personne n’en est chargé",
        owner="Claire",
        due=date(2026, 12, 1),
    )
    meeting.open["paul"].propose_action("Former les tuteur·rices")


def _left_unread(meeting: Meeting, place: Path) -> Path:
    """Return the file of someone who leaves with a remark nobody has read."""
    lou = meeting.open.pop("lou")
    lou.annotate("1.1.1", NoteKind.QUESTION, "Écrit dans le train du retour")
    return export_bundle(meeting.machines["lou"], lou, place / "lou.capx", audience="copy")


def _left(meeting: Meeting, place: Path, sent: Path) -> World:
    place.mkdir(parents=True)
    folders = {
        role: shutil.copytree(meeting.machines[name].data_dir, place / role)
        for role, name in PEOPLE.items()
        if name in meeting.machines
    }
    return World(meeting.claire.summary.id, folders, sent)
