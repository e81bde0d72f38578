"""What a director, a pair and a tiers write together, by hand, and where each of it must be found at the end of their day."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdf

from cap_tui.core.permissions import Phase, Role
from cap_tui.core.positions import Position, Stance
from cap_tui.exchange.bundle import peek
from cap_tui.services.environment import Environment
from cap_tui.services.workspace import Workspace
from tests.e2e.tampering import LIE
from tests.unit.content.test_cap import CODES, LEVELS

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from tests.e2e.desks import Desk

STRUCTURE = "Les Ateliers d’Essai — entièrement fictifs"
REFERENCE = "73282932000074/cap/2026"
DIRECTOR = (3, 2, 3, 1, 4, 3, 2, 3, 3, 2, 1, 3, 3, 2, 3, 3)
"""Her levels on the first sixteen criteria, 1 to 4."""
PAIR = (3, 3, 1, 1, 4, 2, 2, 3, 4, 2, 1, 3)
"""His, on the first twelve: one apart on 1.1.2, 1.1.6 and 1.2.1, two apart on 1.1.3."""
RETAINED = {
    "1.1.3": (2, "Le pair a lu les procès-verbaux : la relève n’est qu’engagée"),
    "1.1.2": (2, "Œuvre à poursuivre : deux élu·es sur dix viennent"),
    "1.1.6": (3, "La règle votée en juin est affichée"),
    "1.2.1": (3, "Le projet date de 2024 ; on ne dit pas exemplaire"),
}
"""What is agreed, in the order of the screen: the major divergence first."""
BELOW_TARGET = ("1.1.2", "1.1.3", "1.1.4", "1.1.7", "1.2.2", "1.2.3", "2.1.1")
"""Criteria whose official level is 1 or 2: what the plan must answer."""
CONSTAT = "Vu sur place : l’œuvre commune, c’est ça ? « Oui », dès l’été."
QUESTION = "Qui met à jour le tableau d’appropriation ?"
ANSWER = "Zoé, chaque trimestre : c’est écrit page 2."
PRIVATE = "CANARI-7413 entre nous : la direction paraît épuisée"
COMMENT = "Plan relu ligne à ligne avec l’équipe"
OWNER = "Zoé Nguyễn"
CAUSE = "Rien ne le demande"


@dataclass
class Day:
    """The three of them, and the folder where files wait to be sent."""

    director: Desk
    pair: Desk
    tiers: Desk
    shared: Path


def assert_printed(path: Path) -> None:
    """Check that the PDF tells who took part, what was agreed and what was signed, and nothing private."""
    pages = [page.extract_text() for page in pypdf.PdfReader(path).pages]
    printed = re.sub(r"\s+", "", "".join(pages))
    reasons = [reason for _level, reason in RETAINED.values()]
    told = ["Claire Martin", "Ousmane Diallo", "Hélène Œuvrard", CONSTAT, QUESTION, ANSWER, OWNER, COMMENT]
    for text in (*told, *reasons, "Visa"):
        assert re.sub(r"\s+", "", text) in printed, text
    assert "CANARI" not in printed
    assert "MENSONGE" not in printed


def level(rank: int) -> Position:
    """Return the position at a level, 1 to 4."""
    return Position(Stance.LEVEL, LEVELS[rank - 1])


def assert_holds_what_all_wrote(dossier: Dossier) -> None:
    """Check that nothing that anyone wrote for all to read is missing."""
    ids = {criterion.code: key for key, criterion in dossier.questionnaire.criteria.items()}
    said = {
        (role, code): level(rank)
        for role, levels in ((Role.DIRECTOR, DIRECTOR), (Role.PEER, PAIR))
        for code, rank in zip(CODES, levels, strict=False)
    }
    voices = {
        (voice.role, code): voice.opinion for code in CODES for voice in dossier.views(ids[code]).voices
    }
    assert {key: opinion.position for key, opinion in voices.items() if opinion.position} == said
    assert voices[Role.PEER, "1.2.4"].constat == CONSTAT
    (thread,) = dossier.threads(ids["1.2.4"])
    assert [(note.author, note.text) for note in thread.notes] == [
        ("Ousmane Diallo", QUESTION),
        ("Claire Martin", ANSWER),
    ]
    for code, (rank, reason) in RETAINED.items():
        kept = dossier.retained(ids[code])
        assert kept is not None
        assert (kept.position, kept.reason) == (level(rank), reason)
    actions = dossier.actions()
    assert {key for action in actions for key in action.criteria} == {ids[code] for code in BELOW_TARGET}
    assert [(action.owner, action.progress) for action in actions if action.owner] == [(OWNER, 30)]
    (visa,) = dossier.visas()
    assert (visa.by, visa.role, visa.comment) == ("Hélène Œuvrard", Role.THIRD_PARTY, COMMENT)
    assert visa.changes == ()
    assert {person.name: person.finished for person in dossier.people()} == {
        "Claire Martin": False,
        "Ousmane Diallo": True,
        "Hélène Œuvrard": False,
    }
    assert dossier.summary.phase is Phase.FOLLOW_UP


def assert_everything_arrived(day: Day, stale: int, first: Path) -> None:
    """Check that the three databases agree, and that the private remark is where it may be and nowhere else."""
    logs = []
    for desk in (day.director, day.pair, day.tiers):
        workspace = Workspace(desk.data, Environment())
        dossier = workspace.open(REFERENCE)
        assert_holds_what_all_wrote(dossier)
        logs.append({entry.hash for entry in dossier.entries()})
        private = [note.text for thread in dossier.threads() if thread.private for note in thread.notes]
        assert private == ([] if desk is day.director else [PRIVATE])
        workspace.close()
        assert LIE.encode() not in (desk.data / "cap-tui.db").read_bytes()
    assert logs[0] == logs[1] == logs[2]
    assert stale == len(logs[0]) - peek(first.read_bytes()).entries
    kept = [path for path in day.director.data.rglob("*") if path.is_file()]
    assert [path.name for path in kept if b"CANARI" in path.read_bytes()] == []
    for path in (path for path in day.shared.glob("*.capx") if path.name != "octet changé.capx"):
        with zipfile.ZipFile(path) as opened:
            entries = opened.read("entries.jsonl")
        assert (b"CANARI" in entries) == (path.name == "du tiers au pair.capx"), path.name
