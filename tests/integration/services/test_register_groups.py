"""A group on one page: who puts the certificate of all at risk, from the dossiers that may be read here and no others."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.network.certificates import GroupState, Threat
from cap_tui.core.permissions import Phase, Role
from cap_tui.core.plan import State
from cap_tui.services.network.register import add_member, certify, join_group
from cap_tui.services.network.register_errors import UnknownGroupError
from cap_tui.services.network.register_groups import (
    NO_RULES,
    NOT_COORDINATOR,
    NOT_HERE,
    NOT_SEALED,
    group_page,
    group_pages,
)
from tests.building import level
from tests.conftest import STRUCTURE
from tests.exchange import share
from tests.phases import go_to
from tests.registers import ONE, TWO, certificate

if TYPE_CHECKING:
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace
    from tests.machines import Machines

FINDINGS = Path(__file__).parent.parent / "findings.yaml"
GROUP = "Groupe fictif"


@pytest.fixture
def lea(machines: Machines) -> Workspace:
    """The computer of a coordinator, whose register holds a group of two, both certified."""
    found = machines.person("Léa")
    for siret, name in ((ONE, "Une fictive"), (TWO, "Deux fictive")):
        add_member(found, siret, {"name": name})
        certify(found, siret, certificate(group=GROUP, issued=date(2026, 1, 1)))
    return found


@pytest.fixture
def audited(zoe: Workspace) -> Dossier:
    """Zoé's dossier: a major finding, a conforming criterion, and one line of the plan."""
    shutil.copy(FINDINGS, zoe.data_dir / "questionnaires" / "findings.yaml")
    dossier = zoe.open(zoe.new_assessment(STRUCTURE, "findings", 2026).id)
    dossier.answer("audit", level("major"))
    for field in ("requirement", "evidence"):
        dossier.write("audit", field, "Écrit")
    dossier.answer("culture", level("conform"))
    go_to(dossier, Phase.PLANNING)
    dossier.add_action(
        title="Fixer la date", criteria=("audit",), cause="Oubli", owner="Zoé", due=date(2026, 3, 1)
    )
    return dossier


def _sealed(
    machines: Machines, dossier: Dossier, zoe: Workspace, lea: Workspace, *, invited: bool = True
) -> Dossier:
    if invited:
        machines.invite(dossier, lea, Role.COORDINATOR)
    go_to(dossier, Phase.FOLLOW_UP)
    return share(zoe, dossier, lea)


def test_an_open_major_finding_is_on_the_page_with_its_plan_line_and_threatens_the_group(
    machines: Machines, audited: Dossier, zoe: Workspace, lea: Workspace
) -> None:
    _sealed(machines, audited, zoe, lea)
    page = group_page(lea, GROUP)
    deux, une = page.members
    assert (deux.record.member.name, deux.missing, deux.findings) == ("Deux fictive", NOT_HERE, ())
    ((finding,),) = (une.findings,)
    assert (finding.code, finding.title, finding.level, finding.major) == (
        "9.2", "Audit interne", "Non-conformité majeure", True,
    )  # fmt: skip
    ((line,),) = (finding.lines,)
    assert (line.number, line.title, line.state, line.due, line.late) == (
        1, "Fixer la date", State.TO_START, date(2026, 3, 1), True,
    )  # fmt: skip
    (standing,) = page.standings
    assert (standing.state, standing.certified) == (GroupState.AT_RISK, 2)
    assert [(one.threat, one.member.siret, one.majors) for one in standing.risks] == [(Threat.MAJORS, ONE, 1)]


def test_a_finding_lifted_for_good_threatens_nobody(
    machines: Machines, audited: Dossier, zoe: Workspace, lea: Workspace
) -> None:
    machines.invite(audited, lea, Role.COORDINATOR)
    go_to(audited, Phase.FOLLOW_UP)
    (line,) = audited.actions()
    audited.set_action(line.id, state=State.DONE)
    audited.set_action(
        line.id, state=State.CLOSED, effectiveness="yes", effectiveness_date=date(2026, 3, 1), effectiveness_proof="Rapport",
    )  # fmt: skip
    share(zoe, audited, lea)
    page = group_page(lea, GROUP)
    assert page.members[1].findings == ()
    assert page.standings[0].state is GroupState.CERTIFIED


def test_a_dossier_is_read_only_once_sealed_and_only_by_its_coordination(
    audited: Dossier, zoe: Workspace, lea: Workspace
) -> None:
    share(zoe, audited, lea)
    assert group_page(lea, GROUP).members[1].missing == NOT_SEALED


def test_a_dossier_whose_coordination_is_someone_else_shows_nothing(
    machines: Machines, audited: Dossier, zoe: Workspace, lea: Workspace
) -> None:
    _sealed(machines, audited, zoe, lea, invited=False)
    une = group_page(lea, GROUP).members[1]
    assert (une.missing, une.findings, une.dossiers) == (NOT_COORDINATOR, (), ())


def test_a_questionnaire_without_findings_says_so_rather_than_all_is_well(
    machines: Machines, zoe: Workspace, lea: Workspace
) -> None:
    dossier = machines.begin(zoe)
    dossier.answer("visit", level("controlled"))
    go_to(dossier, Phase.PLANNING)
    _sealed(machines, dossier, zoe, lea)
    assert group_page(lea, GROUP).members[1].missing == NO_RULES


def test_a_group_nobody_is_certified_with_is_listed_and_an_unknown_one_is_refused(lea: Workspace) -> None:
    join_group(lea, ONE, "Autre groupe fictif")
    assert [(page.group.name, page.standings[0].state) for page in group_pages(lea)] == [
        ("Autre groupe fictif", GroupState.NOT_CERTIFIED),
        (GROUP, GroupState.CERTIFIED),
    ]
    with pytest.raises(UnknownGroupError):
        group_page(lea, "Inconnu")
