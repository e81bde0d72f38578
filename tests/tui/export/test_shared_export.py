"""Exporter with several roles: nothing is offered that will be refused, and what the PDF carries reaches its reader."""

from __future__ import annotations

from contextlib import asynccontextmanager, closing
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.permissions import Role
from cap_tui.core.review import NoteKind
from cap_tui.services import exchanging
from cap_tui.services.workspace import Workspace
from cap_tui.tui.screens.export import ExportScreen
from cap_tui.tui.widgets.choice import Choice
from tests.building import environment as world
from tests.exchange import share
from tests.tui.crossed import FIRST, Shared
from tests.tui.dossiers import Shown
from tests.tui.export.test_export import NAME, made
from tests.tui.harness import LARGE, NOW, SMALL, STRUCTURE, empty_folder, environment, running
from tests.tui.masking import flat

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from tests.tui.harness import Harness

BETWEEN_US = "Entre nous : à revoir avec la direction"


@asynccontextmanager
async def exporting(folder: Path, reference: str, size: tuple[int, int] = LARGE) -> AsyncIterator[Shown]:
    """Show the export of a shared evaluation; files go to the data folder."""
    async with running(folder, size=size) as harness:
        dossier = harness.app.workspace.open(reference)
        await harness.app.push_screen(ExportScreen(dossier, harness.app.workspace, folder))
        await harness.settle()
        yield Shown(harness, dossier)


async def carry(shown: Shown) -> None:
    """Tick “attach the evaluation”."""
    shown.harness.screen.query_one("#carry", Choice).focus()
    await shown.press("space")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])
async def test_what_a_pdf_carries_is_said_before_it_is_made(
    shared: Shared, golden: Callable[[Harness, str], None], size: tuple[int, int]
) -> None:
    async with exporting(shared.director, shared.reference, size) as shown:
        assert "pourra ouvrir tout le dossier" not in flat(shown.harness)
        await carry(shown)
        shown.harness.screen.query_one("#path").value = f"/dossiers/{NAME}"  # type: ignore[attr-defined]  # an Input
        await shown.harness.settle()
        assert "les positions et les textes de chaque personne" in flat(shown.harness)
        golden(shown.harness, "carrying")


async def test_the_evaluation_in_a_pdf_is_read_back_only_when_it_was_attached(shared: Shared) -> None:
    async with exporting(shared.director, shared.reference) as shown:
        await carry(shown)
        shown.harness.screen.query_one("#make").focus()
        await shown.press("enter")
        await made(shown)
        assert "Le fichier est créé" in shown.text
    with closing(Workspace(shared.peer, world("peer", NOW))) as theirs:
        incoming = exchanging.preview(theirs, shared.director / NAME)
        assert (incoming.kind, incoming.assessment) == ("pdf", shared.reference)


async def test_what_a_peer_attaches_leaves_out_the_private_remarks(shared: Shared) -> None:
    async with exporting(shared.peer, shared.reference) as shown:
        shown.dossier.annotate(FIRST, NoteKind.REMARK, BETWEEN_US, private=True)
        await carry(shown)
        assert "sauf les remarques privées" in flat(shown.harness)
        assert "La version pour les partenaires" not in shown.text, "it never opens to a peer"
        shown.harness.screen.query_one("#make").focus()
        await shown.press("enter")
        await made(shown)
    with closing(Workspace(shared.director, environment())) as ours:
        incoming = exchanging.preview(ours, shared.peer / NAME)
        exchanging.accept(ours, incoming, trust=True)
        texts = [note.text for thread in ours.open(shared.reference).threads() for note in thread.notes]
        assert texts
        assert BETWEEN_US not in texts


@pytest.mark.parametrize(
    ("role", "said"),
    [
        (Role.CONTRIBUTOR, "Votre rôle ne permet pas de créer le PDF de cette évaluation"),
        (Role.COORDINATOR, "Pour votre rôle, le PDF s’ouvre avec la phase « Suivi »."),
    ],
)
async def test_who_may_make_no_pdf_is_told_so_and_offered_none(tmp_path: Path, role: Role, said: str) -> None:
    here, there = empty_folder(tmp_path / "director"), empty_folder(tmp_path / "guest")
    with (
        closing(Workspace(here, environment())) as ours,
        closing(Workspace(there, world("guest", NOW))) as theirs,
    ):
        dossier = ours.open(ours.new_assessment(STRUCTURE, "mini", 2026).id)
        dossier.grant(fingerprint(theirs.profile.key.public), role, name="Lou")
        share(ours, dossier, theirs)
        reference = dossier.summary.id
    async with exporting(there, reference) as shown:
        assert said in shown.text
        assert "Ctrl+S Exporter" not in shown.text
        assert "Joindre le dossier" not in shown.text
        await shown.press("ctrl+s")
        assert list(there.glob("*.pdf")) == []
