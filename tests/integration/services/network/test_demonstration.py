"""The demonstration network: anyone sees the screens of a coordination, and gets rid of it without a trace."""

from __future__ import annotations

import shutil
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cap_tui.catalogue.folders import CACHE
from cap_tui.core.network.certificates import GroupState, Threat
from cap_tui.core.network.register import Engagement, Member, Record, groups_of
from cap_tui.core.permissions import Phase
from cap_tui.core.structures import Structure
from cap_tui.services.doctor import examine
from cap_tui.services.network import demonstration
from cap_tui.services.network.asking import Filters
from cap_tui.services.network.dashboard import dashboard
from cap_tui.services.network.demo_members import members, record_of, siret_of
from cap_tui.services.network.demonstration import NetworkDemo, load_network, remove_network
from cap_tui.services.network.register import add_member, engage, register
from cap_tui.services.network.register_figures import coming, equality_figures
from cap_tui.services.network.register_groups import group_pages, open_findings
from cap_tui.services.network.standing import standing
from cap_tui.services.structures import checked_siret
from cap_tui.services.workspace import Workspace
from tests.building import environment
from tests.conftest import STRUCTURE
from tests.databases import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

TODAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
ALL = NetworkDemo(structures=40, evaluations=71)


@pytest.fixture(scope="module")
def made(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demonstration network, made once."""
    folder = Path(shutil.copytree(prepared, tmp_path_factory.mktemp("network") / "données"))
    opened = Workspace(folder, environment("network", TODAY))
    assert load_network(opened) == ALL
    opened.close()
    return folder


@pytest.fixture
def network(made: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A data folder with the demonstration network."""
    opened = Workspace(Path(shutil.copytree(made, tmp_path / "network")), environment("again", TODAY))
    yield opened
    opened.close()


@pytest.fixture
def workspace(prepared: Path, tmp_path: Path, made: Path) -> Iterator[Workspace]:
    """A data folder without it; the questionnaires were read once already."""
    folder = Path(shutil.copytree(prepared, tmp_path / "données"))
    shutil.copytree(made / CACHE, folder / CACHE, dirs_exist_ok=True)
    opened = Workspace(folder, environment("mine", TODAY))
    yield opened
    opened.close()


def test_every_screen_of_a_coordination_has_something_to_show(network: Workspace) -> None:
    shown = dashboard(network, Filters("cap"))
    assert (shown.population.gathered, shown.population.counted, shown.population.shown) == (38, 34, 34)
    assert shown.by_phase == {Phase.PLANNING: 4, Phase.FOLLOW_UP: 34}
    assert shown.nodes[0].quartiles is not None
    assert shown.priorities
    assert shown.services
    assert shown.late.plans
    assert [line.year for line in shown.evolution] == [2025, 2026]
    assert equality_figures(network)[0] == 2025
    assert len(coming(network)) >= 5


def test_one_real_structure_in_the_register_and_the_fictional_certificates_and_groups_are_not_told(
    network: Workspace,
) -> None:
    add_member(network, "73282932000074", {"name": "Une vraie (fictif)", "kinds": "AI"})
    assert coming(network) == ()
    assert group_pages(network) == ()


def test_filtering_it_shows_both_what_can_be_shown_and_what_cannot(network: Workspace) -> None:
    assert dashboard(network, Filters("cap", (2026,), ("AI",), ("Normandie",))).population.shown == 7
    hidden = dashboard(network, Filters("cap", (2026,), ("ACI",), ("Bretagne",))).population
    assert (hidden.counted, hidden.shown) == (2, 0)


def test_its_group_has_one_member_whose_finding_threatens_all(network: Workspace) -> None:
    (group,) = groups_of(register(network))
    assert [one.member.siret for one in group.members] == [siret_of(number) for number in (9, 10, 11)]
    majors = [
        sum(found.major for found in open_findings(network.open(f"{one.member.siret}/cedre-iso9001/2026")))
        for one in group.members
    ]
    assert majors == [0, 1, 0]


def test_the_page_of_its_group_says_that_the_certificate_is_at_risk_and_because_of_whom(
    network: Workspace,
) -> None:
    """Whoever tries it coordinates none of its dossiers: a page that only said so would show nothing of what it is for."""
    (page,) = group_pages(network)
    assert [(one.scheme, one.state) for one in page.standings] == [("cedre-iso", GroupState.AT_RISK)]
    assert [(risk.threat, risk.member.siret, risk.majors) for risk in page.standings[0].risks] == [
        (Threat.MAJORS, siret_of(10), 1)
    ]
    assert [(one.missing, len(one.dossiers), one.majors) for one in page.members] == [
        ("", 1, 0),
        ("", 1, 1),
        ("", 1, 0),
    ]


def test_its_dossiers_are_true_ones(network: Workspace) -> None:
    """A dossier behind a figure that did not open would make a coordinator doubt the figures."""
    late = dashboard(network, Filters("cap")).late.plans
    dossier = network.open(late[0].id)
    assert dossier.summary.structure.name == late[0].structure
    assert len(dossier.actions()) >= 4
    assert standing(network, late[0].id).peers >= 5
    assert [finding for finding in examine(network) if not finding.ok] == []


def test_every_name_says_that_it_is_fictional(network: Workspace) -> None:
    for record in register(network):
        assert record.member.name.endswith("(fictif)")
        assert record.member.fictional
        assert checked_siret(record.member.siret) == record.member.siret
        assert record.member.siret.startswith("0000"), "no structure has such a SIREN"
        assert record.member.email.endswith("@fictif.invalid")
    assert all(one.structure.fictional for one in network.assessments())


def test_loading_it_twice_changes_nothing(network: Workspace) -> None:
    before = rows(network.data_dir)
    assert load_network(network) == NetworkDemo(0, 0)
    assert rows(network.data_dir) == before


def test_what_was_tried_in_it_stays_when_it_is_loaded_again(network: Workspace) -> None:
    engage(network, siret_of(39), Engagement("eust", date(2026, 1, 1)))
    load_network(network)
    kept = next(one for one in register(network) if one.member.siret == siret_of(39))
    assert [one.scheme for one in kept.engagements] == ["eust"]


def test_it_is_the_same_on_every_machine(network: Workspace, workspace: Workspace) -> None:
    load_network(workspace)
    assert {one.id for one in network.assessments()} == {one.id for one in workspace.assessments()}


def test_taking_it_out_leaves_what_was_there_before(workspace: Workspace) -> None:
    mine = workspace.new_assessment(STRUCTURE, "small", 2026)
    demo = workspace.load_demo()
    add_member(workspace, STRUCTURE.siret, {"name": STRUCTURE.name})
    recorded, before = register(workspace), {one.id for one in workspace.assessments()}
    load_network(workspace)
    assert remove_network(workspace) == ALL
    assert {one.id for one in workspace.assessments()} == before == {mine.id, demo.id}
    assert register(workspace) == recorded
    assert dashboard(workspace, Filters("cap")).population.gathered == 1
    assert [finding for finding in examine(workspace) if not finding.ok] == []
    assert remove_network(workspace) == NetworkDemo(0, 0)
    assert load_network(workspace) == ALL


def test_a_true_structure_is_never_taken_out(workspace: Workspace) -> None:
    """Even one that bears, by mistake, a SIRET of the demonstration."""
    mine = workspace.new_assessment(Structure("L’Étape", siret_of(7), ("AI",)), "cap", 2026)
    add_member(workspace, siret_of(7), {"name": "L’Étape"})
    load_network(workspace)
    remove_network(workspace)
    assert [one.id for one in workspace.assessments()] == [mine.id]
    assert [one.member.name for one in register(workspace)] == ["L’Étape"]


def test_a_failure_half_way_leaves_nothing_behind(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(workspace.data_dir)

    def cut(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(demonstration, "save_members", cut)
        with pytest.raises(KeyboardInterrupt):
            load_network(workspace)
    assert rows(workspace.data_dir) == before
    assert load_network(workspace) == ALL


def test_certificates_run_from_the_day_of_loading() -> None:
    (first, *_others) = members()
    (certificate,) = record_of(first, date(2030, 1, 1)).certificates
    assert certificate.expires == date(2030, 1, 25)


def test_a_structure_without_a_certificate_has_none() -> None:
    gone = members()[-1]
    record = record_of(gone, date(2026, 11, 23))
    assert record == Record(
        Member(
            "00009040700016", "Structure fictive 40 (fictif)", ("OF",), "Île-de-France", "Personne fictive",
            "structure-40@fictif.invalid", "", record.member.joined, date(2025, 12, 31), fictional=True,
        )
    )  # fmt: skip


def test_loading_it_the_first_time_costs_less_than_five_seconds_of_processor(
    tmp_path: Path,
) -> None:
    """Reading the questionnaires included, as on a computer where the program was never opened."""
    opened = Workspace(tmp_path / "données", environment("fresh", TODAY))
    before = time.process_time()
    load_network(opened)
    spent = time.process_time() - before
    assert spent < 5
    opened.close()
