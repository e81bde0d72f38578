"""An evaluation several people write: each sees their own positions, what the others say, and what is expected of them."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.permissions import Role
from cap_tui.services.workspace import Workspace
from tests.building import environment as world
from tests.exchange import share
from tests.tui.crossed import FIRST, SECOND, at, shared_folders
from tests.tui.dossiers import HOSTILE
from tests.tui.harness import LARGE, NOW, SMALL, STRUCTURE, Harness, empty_folder, environment, running

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from tests.tui.crossed import Shared

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x36"])


def flat(harness: Harness) -> str:
    """Return the screen as one line, without the frames of dialogs."""
    return " ".join(harness.text().replace("\u00a0", " ").replace("│", " ").split())


def dossier_of(harness: Harness) -> Dossier:
    found: Dossier = harness.screen.dossier  # type: ignore[attr-defined]  # every screen here shows one
    return found


@SIZES
async def test_a_shared_criterion_shows_each_side_and_how_far_apart_they_are(
    shared: Shared, size: tuple[int, int], golden: Callable[[Harness, str], None]
) -> None:
    async with running(shared.director, size=size, open_reference=shared.reference) as harness:
        await harness.press("home")
        golden(harness, "shared")
        await harness.press("v")
        golden(harness, "views")
        await harness.press("v")
        assert "Pouvons-nous montrer" in harness.text()


@SIZES
async def test_a_peer_understands_at_once_what_they_are_and_what_is_expected(
    shared: Shared, size: tuple[int, int], golden: Callable[[Harness, str], None]
) -> None:
    async with running(shared.peer, size=size, open_reference=shared.reference) as harness:
        golden(harness, "peer")
        assert harness.text().startswith(" Vous êtes pair · ")
        assert "On attend votre propre position sur chaque critère (1 à 4)" in flat(harness)
        assert "m Remarque t J’ai terminé" in flat(harness)


async def test_the_tree_of_a_peer_shows_their_own_positions_not_the_directors(shared: Shared) -> None:
    async with running(shared.peer, open_reference=shared.reference) as harness:
        tree = [line[:34] for line in harness.text().splitlines()]
        assert any(line.startswith(" ●  1.1.1") and line.rstrip().endswith("≠≠✎") for line in tree)
        assert any(line.startswith(" ◑  1.1.2") and line.rstrip().endswith("≠") for line in tree)
        await harness.press("home", "2")
        assert dossier_of(harness).opinion(FIRST).position == at("engaged")
    with closing(Workspace(shared.director, environment())) as workspace:
        assert workspace.open(shared.reference).opinion(FIRST).position == at("to-build")


async def test_answering_moves_the_mark_of_divergence_at_once(shared: Shared) -> None:
    async with running(shared.peer, open_reference=shared.reference) as harness:
        await harness.press("home", "down", "2")
        line = next(line for line in harness.text().splitlines() if line.startswith("▌◔  1.1.2"))
        assert "≠" not in line[:34]
        assert "= Accord" in harness.text()


async def test_finishing_says_what_is_missing_closes_the_answers_and_can_be_taken_back(
    shared: Shared,
) -> None:
    async with running(shared.peer, size=SMALL, open_reference=shared.reference) as harness:
        await harness.press("home", "t")
        assert "3 critères n’ont pas encore de réponse." in flat(harness)
        await harness.press("tab", "enter")
        assert dossier_of(harness).finished
        assert "Renvoyez maintenant votre dossier : F7." in flat(harness)
        await harness.press("down", "1")
        assert dossier_of(harness).opinion(SECOND).position == at("controlled")
        assert "vos positions et vos textes sont fermés" in flat(harness)
        assert "Entrée Lire les textes" in flat(harness)
        await harness.press("t", "tab", "enter", "1")
        assert dossier_of(harness).opinion(SECOND).position == at("to-build")


async def test_evidence_goes_on_arriving_once_answers_are_frozen_and_nothing_else_does(
    shared: Shared,
) -> None:
    async with running(shared.director, open_reference=shared.reference) as harness:
        await harness.press("home", ">", "tab", "enter", "enter", "x", "tab", "tab", "tab")
        await harness.paste("Procès-verbal du 12 mars")
        await harness.press("escape")
        opinion = dossier_of(harness).opinion(FIRST)
        assert opinion.evidence == "Procès-verbal du 12 mars"
        assert opinion.constat == "Le texte date de 2019, personne ne l’a relu."
        assert "Entrée Écrire" in flat(harness)


async def test_the_harmless_answer_to_finishing_closes_nothing(shared: Shared) -> None:
    async with running(shared.peer, open_reference=shared.reference) as harness:
        for answer in ("enter", "escape"):
            await harness.press("t", answer)
            assert not dossier_of(harness).finished


async def test_where_it_is_blind_a_peer_reads_why_and_only_themselves(tmp_path: Path) -> None:
    folders = shared_folders(tmp_path, director=lambda dossier: dossier.set_blind(True))
    async with running(folders.peer, size=SMALL, open_reference=folders.reference) as harness:
        await harness.press("home", "v")
        assert "À construire" not in harness.text().split("Regards croisés", 1)[1].split("Constat", 1)[0]
        assert "Cette évaluation se fait à l’aveugle" in flat(harness)
        await harness.press("v", "t")
        assert "Ce que les autres disent apparaîtra alors." in flat(harness)
        await harness.press("tab", "enter", "v")
        assert "Direction" in harness.text()
        assert "personne ne l’a relu" in flat(harness)


async def test_an_action_thought_of_by_a_peer_is_proposed_not_written_in_the_plan(shared: Shared) -> None:
    async with running(shared.peer, open_reference=shared.reference) as harness:
        await harness.press("home", "a")
        await harness.paste("Relire le texte avec l’équipe")
        await harness.press("enter")
        (proposal,) = dossier_of(harness).proposals()
        assert (proposal.line.title, proposal.line.criteria) == ("Relire le texte avec l’équipe", (FIRST,))
        assert dossier_of(harness).actions() == ()
        assert "Proposé à la direction : Relire le texte" in flat(harness)
    with closing(Workspace(shared.peer, world("again", NOW))) as theirs:
        proposed = theirs.open(shared.reference)
        with closing(Workspace(shared.director, environment())) as ours:
            dossier = share(theirs, proposed, ours)
            dossier.decide(proposal.id, False, "Déjà fait en mars")  # noqa: FBT003 - the value written
            share(ours, dossier, theirs)
    async with running(shared.peer, size=SMALL, open_reference=shared.reference) as harness:
        await harness.press("home", *"iiiii", "space", "space")
        assert "proposée par Awa Diallo · refusée : Déjà fait en mars" in flat(harness)


async def test_a_peer_in_a_later_phase_reads_what_stays_open(shared: Shared) -> None:
    with closing(Workspace(shared.director, environment())) as workspace:
        dossier = workspace.open(shared.reference)
        dossier.advance()
        dossier.advance()
        with closing(Workspace(shared.peer, world("again", NOW))) as other:
            share(workspace, dossier, other)
    async with running(shared.peer, size=SMALL, open_reference=shared.reference) as harness:
        assert "Les réponses sont figées (phase « Plan de progrès »). Vos remarques restent ouvertes" in flat(
            harness
        )
        await harness.press("home", "m")
        await harness.paste("Encore une remarque")
        await harness.press("ctrl+s")
        assert len(dossier_of(harness).threads(FIRST)) == 2


async def test_a_contributor_is_told_that_nobody_reads_their_name(tmp_path: Path) -> None:
    ours, theirs = empty_folder(tmp_path / "ours"), empty_folder(tmp_path / "theirs")
    with (
        closing(Workspace(ours, environment())) as first,
        closing(Workspace(theirs, world("team", NOW))) as second,
    ):
        dossier = first.open(first.new_assessment(STRUCTURE, "mini", 2026).id)
        dossier.answer(FIRST, at("to-build"))
        dossier.grant(fingerprint(second.profile.key.public), Role.CONTRIBUTOR, name="Lou")
        share(first, dossier, second)
        reference = dossier.summary.id
    async with running(theirs, open_reference=reference) as harness:
        assert harness.text().startswith(" Vous êtes de l’équipe · ")
        assert "Personne ne lit votre nom à côté." in flat(harness)
        await harness.press("home", "v")
        assert "○ À construire" not in harness.text().split("Regards croisés", 1)[1][:400]
        await harness.press("m")
        assert "Une remarque porte votre nom, vos positions non." in flat(harness)
        assert "Lue par" not in harness.text()


async def test_versions_written_apart_are_read_whole_and_one_is_kept(shared: Shared, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    shutil.copytree(shared.director, desk)
    with closing(Workspace(shared.director, environment())) as home:
        installation = home.profile.installation
        profile = desk / "profile.json"
        profile.write_text(profile.read_text().replace(installation, "desk"))
        with closing(Workspace(desk, world("desk", NOW))) as other:
            home.open(shared.reference).write(FIRST, "constat", "Écrit au bureau")
            away = other.open(shared.reference)
            away.write(FIRST, "constat", "Écrit à la maison")
            share(other, away, home)
    async with running(shared.director, open_reference=shared.reference) as harness:
        await harness.press("home", "v")
        assert "2 versions écrites séparément : d pour départager" in flat(harness)
        await harness.press("d")
        both = flat(harness)
        await harness.press("down")
        both += flat(harness)
        assert "Écrit au bureau" in both
        assert "Écrit à la maison" in both
        kept = "Écrit au bureau" if "Écrit au bureau" in flat(harness) else "Écrit à la maison"
        await harness.press("enter")
        assert dossier_of(harness).versions() == ()
        assert dossier_of(harness).opinion(FIRST).constat == kept


async def test_what_others_wrote_is_shown_as_it_is_never_run(tmp_path: Path) -> None:
    def hostile(dossier: Dossier) -> None:
        dossier.write(FIRST, "constat", "\n".join(HOSTILE))

    folders = shared_folders(tmp_path, peer=hostile)
    async with running(folders.director, size=LARGE, open_reference=folders.reference) as harness:
        await harness.press("home", "v")
        for text in HOSTILE:
            assert text in harness.text()


async def test_an_evaluation_nobody_shares_says_nothing_of_others(started: tuple[Path, str]) -> None:
    folder, reference = started
    async with running(folder, open_reference=reference) as harness:
        assert "Regards croisés" not in harness.text()
        assert "Vous êtes" not in harness.text()
