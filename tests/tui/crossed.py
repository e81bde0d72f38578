"""An evaluation several people wrote, on several machines: what the tests of the shared screens begin with."""

from __future__ import annotations

import shutil
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.permissions import Role
from cap_tui.core.positions import Position, Stance
from cap_tui.core.review import NoteKind
from cap_tui.services.workspace import Workspace
from tests.building import environment as world
from tests.exchange import share
from tests.tui.harness import NOW, STRUCTURE, empty_folder, environment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cap_tui.services.dossier import Dossier

FIRST, SECOND, THIRD = "identity.values.c1", "identity.values.c2", "identity.project.c1"
"""Far apart · one level apart · agreed; the others are answered by the director alone."""

PEER, THIRD_PARTY = "Awa Diallo", "Jean Le Goff"
REMARK = "Où est la trace écrite ?"


def at(level: str) -> Position:
    """Return the position at a level."""
    return Position(Stance.LEVEL, level)


@dataclass(frozen=True, slots=True)
class Shared:
    """Two data folders that hold the same evaluation.

    Attributes:
        director: Data folder of the director.
        peer: Data folder of the peer.
        reference: Id of the evaluation.
    """

    director: Path
    peer: Path
    reference: str


def nothing(_dossier: Dossier) -> None:
    """Write nothing more."""


def shared_folders(
    folder: Path,
    *,
    director: Callable[[Dossier], object] = nothing,
    peer: Callable[[Dossier], object] = nothing,
    peer_name: str = PEER,
) -> Shared:
    """Prepare an evaluation the director began, the peer reviewed and the third party has not opened yet.

    Args:
        folder: Where both data folders go.
        director: What the director writes before inviting.
        peer: What the peer writes after their own positions.
        peer_name: What the director calls them.
    """
    ours, theirs, others = folder / "director", folder / "peer", folder / "third"
    for each in (ours, theirs, others):
        empty_folder(each)
    with ExitStack() as opened:
        first = opened.enter_context(closing(Workspace(ours, environment())))
        first.rename_profile("Claire Morvan")
        second = opened.enter_context(closing(Workspace(theirs, world("peer", NOW))))
        third = opened.enter_context(closing(Workspace(others, world("third", NOW))))
        dossier = first.open(first.new_assessment(STRUCTURE, "mini", 2026).id)
        _director_writes(dossier)
        director(dossier)
        for guest, role, name in ((second, Role.PEER, peer_name), (third, Role.THIRD_PARTY, THIRD_PARTY)):
            dossier.grant(fingerprint(guest.profile.key.public), role, name=name)
        review = share(first, dossier, second)
        _peer_writes(review)
        peer(review)
        share(second, review, first)
        reference = dossier.summary.id
    shutil.rmtree(others)
    return Shared(ours, theirs, reference)


def _director_writes(dossier: Dossier) -> None:
    for key, level in ((FIRST, "to-build"), (SECOND, "engaged"), (THIRD, "exemplary")):
        dossier.answer(key, at(level))
    dossier.write(FIRST, "constat", "Le texte date de 2019, personne ne l’a relu.")


def _peer_writes(dossier: Dossier) -> None:
    for key, level in ((FIRST, "exemplary"), (SECOND, "controlled"), (THIRD, "exemplary")):
        dossier.answer(key, at(level))
    dossier.write(FIRST, "constat", "Toute l’équipe le cite de mémoire.")
    dossier.annotate(FIRST, NoteKind.QUESTION, REMARK)
