"""Groups on one page: their members, what puts their certificate at risk, the findings of the dossiers that are here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_, CapError
from cap_tui.core.network.certificates import standings
from cap_tui.core.network.contributions import RIGHT, SEALED
from cap_tui.core.network.equality import real
from cap_tui.core.network.register import groups_of
from cap_tui.core.text import one_line
from cap_tui.i18n.labels import said
from cap_tui.services.network.register import register
from cap_tui.services.network.register_errors import UnknownGroupError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from cap_tui.core.assessments import AssessmentSummary
    from cap_tui.core.network.certificates import GroupStanding
    from cap_tui.core.network.register import Group, Record
    from cap_tui.core.plan import State
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace

NOT_HERE = N_("no dossier here")
NOT_SEALED = N_("dossier here, but its plan is not sealed yet")
NOT_COORDINATOR = N_("dossier here, but you are not its coordinator")
NO_RULES = N_("dossiers here, but none of a questionnaire with findings")
UNREADABLE = N_("dossier here, but it cannot be read: run cap-tui doctor")


@dataclass(frozen=True, slots=True)
class AnsweringLine:
    """A line of the plan that answers a finding.

    Attributes:
        due: None when unset.
    """

    number: int
    title: str
    state: State
    due: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class OpenFinding:
    """A non-conformity that no effective action lifted yet.

    Attributes:
        level: Its name, in the language in use.
        major: Whether it alone forbids the certificate.
        lines: Of the plan; none when nothing answers it.
    """

    code: str
    title: str
    level: str
    major: bool
    lines: tuple[AnsweringLine, ...]


@dataclass(frozen=True, slots=True)
class MemberFindings:
    """What is known of one member of a group.

    Attributes:
        dossiers: Those that were read, the last year of each questionnaire.
        missing: Message id of why none was; empty when one was.
        findings: Open ones, majors first.
    """

    record: Record
    dossiers: tuple[AssessmentSummary, ...]
    missing: str
    findings: tuple[OpenFinding, ...]

    @property
    def majors(self) -> int:
        """How many open findings forbid the certificate."""
        return sum(finding.major for finding in self.findings)


@dataclass(frozen=True, slots=True)
class GroupPage:
    """A group.

    Attributes:
        standings: One for each approach under which it is certified.
    """

    group: Group
    standings: tuple[GroupStanding, ...]
    members: tuple[MemberFindings, ...]


def group_pages(workspace: Workspace) -> tuple[GroupPage, ...]:
    """Return every group, by name; fictional structures only where there is no other."""
    groups = groups_of(real(register(workspace)))
    return tuple(_pages(workspace, groups))


def group_page(workspace: Workspace, name: str) -> GroupPage:
    """Return one group.

    Raises:
        UnknownGroupError: There is no such group.
    """
    found = [group for group in groups_of(register(workspace)) if group.name == name]
    if not found:
        raise UnknownGroupError(name=one_line(name, limit=60))
    return next(_pages(workspace, found))


def _pages(workspace: Workspace, groups: Iterable[Group]) -> Iterator[GroupPage]:
    """Yield the groups; the list of dossiers is read once."""
    by_siret: dict[str, list[AssessmentSummary]] = {}
    for summary in workspace.assessments():
        by_siret.setdefault(summary.structure.siret, []).append(summary)
    today = workspace.now().date()
    for group in groups:
        members = tuple(
            _member(workspace, record, by_siret.get(record.member.siret, [])) for record in group.members
        )
        majors = {one.record.member.siret: one.majors for one in members}
        yield GroupPage(group, standings(group, today, majors), members)


def _member(workspace: Workspace, record: Record, summaries: list[AssessmentSummary]) -> MemberFindings:
    """Return what the dossiers of one member say, those that this person may consolidate."""
    missing = NOT_HERE
    read: list[AssessmentSummary] = []
    findings: list[OpenFinding] = []
    last = {one.questionnaire_id: one for one in sorted(summaries, key=lambda one: one.year)}
    for summary in last.values():
        if summary.phase not in SEALED:
            missing = NOT_SEALED if missing == NOT_HERE else missing
            continue
        try:
            dossier = workspace.open(summary.id)
        except CapError:
            missing = UNREADABLE
            continue
        if not dossier.may(RIGHT):
            missing = NOT_COORDINATOR
        elif dossier.questionnaire.verdict is None:
            missing = NO_RULES if missing == NOT_HERE else missing
        else:
            read.append(summary)
            findings += open_findings(dossier)
    findings.sort(key=lambda one: not one.major)
    return MemberFindings(record, tuple(read), "" if read else missing, tuple(findings))


def open_findings(dossier: Dossier) -> list[OpenFinding]:
    """Return the non-conformities of a dossier that are not lifted, in reading order.

    Which levels are findings comes from the questionnaire: those that its verdict wants closed (major) or treated.
    """
    rules = dossier.questionnaire.verdict.rules if dossier.questionnaire.verdict else ()
    majors = {level for rule in rules if rule.name == "no-open" for level in rule.levels}
    levels = majors | {level for rule in rules if rule.name == "treated" for level in rule.levels}
    looked, today = dossier.findings(), dossier.today()
    return [
        OpenFinding(
            criterion.code,
            said(criterion.title),
            said(level.label),
            level.id in majors,
            tuple(
                AnsweringLine(line.number, line.title, line.state, line.due, line.late(today))
                for line in looked.lines(criterion.id)
            ),
        )
        for criterion, level in looked.at(levels)
        if not looked.lifted(criterion.id)
    ]
