"""Where the network stands: what a quality coordinator reads, no structure exposed (see `core.network.blocks`)."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from cap_tui.catalogue.cache import cached_questionnaire
from cap_tui.catalogue.folders import current, find_questionnaires, questionnaire_files
from cap_tui.core.network.cells import What
from cap_tui.core.permissions import Phase, phase_named
from cap_tui.core.plan import PRIORITIES
from cap_tui.core.structures import KINDS, REGIONS
from cap_tui.core.text import one_line
from cap_tui.i18n import language
from cap_tui.services.errors import UnknownQuestionnaireError
from cap_tui.services.network.asking import Filters, ask
from cap_tui.services.network.counting import keys_here
from cap_tui.services.network.lateness import Late, late_plans
from cap_tui.services.network.node_lines import COUNTED, beneath, node_line, node_lines, node_named
from cap_tui.services.network.recounting import ensure_counted
from cap_tui.services.network.years import year_lines
from cap_tui.storage import gathered, ledger
from cap_tui.storage.engine import reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from cap_tui.core.network.years import YearLine
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.services.network.asking import Asked
    from cap_tui.services.network.node_lines import NodeLine
    from cap_tui.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class PriorityLine:
    """A criterion on which structures have an open action.

    Attributes:
        count: Structures that have one.
        by_priority: `P1` to `P4` to how many, each structure at its highest.
    """

    id: str
    code: str
    title: str
    count: int
    by_priority: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service of the federation that structures call on in their plans: what training they wait for."""

    id: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Population:
    """Of whom the figures speak.

    Attributes:
        filters: What was asked, the years as they were understood.
        fictional: Whether these are demonstrations: there is nothing else.
        gathered: Evaluations here, sealed or not, that answer to the filters.
        counted: Those that count: sealed, and coordinated by someone of this installation.
        shown: Those whose results are in the figures; the others would be too few together.
        years: Every year in which something counts.
    """

    filters: Filters
    fictional: bool
    gathered: int
    counted: int
    shown: int
    years: tuple[int, ...]

    @property
    def hidden(self) -> int:
        """How many count and are not shown."""
        return self.counted - self.shown


@dataclass(frozen=True, slots=True)
class Dashboard:
    """All the panels.

    Attributes:
        by_phase: Evaluations gathered, by phase, in order.
        by_kind: The same by kind of structure; one of several kinds counts in each.
        by_region: The same by region; empty when unknown.
        nodes: Every node in reading order, the whole first.
        priorities: The criteria with the most open actions first.
        services: The most called on first.
        evolution: By year, whatever the years asked for.
    """

    population: Population
    questionnaire: Questionnaire
    by_phase: Mapping[Phase, int]
    by_kind: Mapping[str, int]
    by_region: Mapping[str, int]
    nodes: tuple[NodeLine, ...]
    priorities: tuple[PriorityLine, ...]
    services: tuple[ServiceLine, ...]
    late: Late
    evolution: tuple[YearLine, ...]


@dataclass(frozen=True, slots=True)
class NodeDetail:
    """One node, and the same by kind of structure and by region.

    Attributes:
        by_kind: Kind to the line of the structures of that kind, as far as they can be shown.
        by_region: The same by region.
    """

    population: Population
    line: NodeLine
    by_kind: Mapping[str, NodeLine]
    by_region: Mapping[str, NodeLine]


@contextmanager
def asking(workspace: Workspace, filters: Filters) -> Iterator[tuple[Asked, Questionnaire]]:
    """Yield a question put to one consistent state of the database, and its questionnaire.

    Real structures only; the demonstrations when there is nothing else.

    Raises:
        UnknownQuestionnaireError: No file and no evaluation has this questionnaire.
        CapError: The database cannot be read.
    """
    ensure_counted(workspace)
    questionnaire = questionnaire_named(workspace, filters.questionnaire)
    with reading(workspace.opened.engine, workspace.database) as connection:
        fictional = not gathered.has_real(connection, filters.questionnaire)
        yield ask(connection, filters, fictional=fictional), questionnaire


def questionnaire_named(workspace: Workspace, name: str) -> Questionnaire:
    """Return the version that gives the titles: that of this machine, else the last one followed here.

    Held while no questionnaire file of this machine changes: which one it is depends on all of them.

    Raises:
        UnknownQuestionnaireError: No file and no evaluation has this questionnaire.
    """
    files = _files(workspace)
    known = workspace.titles.get(name)
    if known is None or known[0] != files:
        found = current(find_questionnaires(workspace.data_dir, workspace.cache_dir), name)
        if found is None or found.questionnaire is None:
            return _followed_last(workspace, name)
        known = workspace.titles[name] = (files, found.questionnaire)
    return known[1]


def _files(workspace: Workspace) -> tuple[tuple[str, str], ...]:
    """Return what tells the questionnaire files of this machine as they are now."""
    return tuple(
        (str(path), sha256(_bytes(path)).hexdigest())
        for path, _origin in questionnaire_files(workspace.data_dir)
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # it is not among those that can be used
        return b""


def _followed_last(workspace: Workspace, name: str) -> Questionnaire:
    with reading(workspace.opened.engine, workspace.database) as connection:
        content = ledger.pinned(connection, gathered.last_version(connection, name))
    if content is None:
        raise UnknownQuestionnaireError(questionnaire=one_line(name, limit=60))
    return cached_questionnaire(content, workspace.cache_dir, begun=True)


def dashboard(workspace: Workspace, filters: Filters) -> Dashboard:
    """Return all the panels.

    Raises:
        CapError: See `asking`.
    """
    with asking(workspace, filters) as (asked, questionnaire):
        return panels(workspace, asked, questionnaire)


def panels(workspace: Workspace, asked: Asked, questionnaire: Questionnaire) -> Dashboard:
    """Return all the panels that answer a question."""
    crowds = _crowds(asked)
    return Dashboard(
        population=population(asked, crowds),
        questionnaire=questionnaire,
        by_phase=_by_phase(crowds),
        by_kind=_by_kind(crowds),
        by_region=_by_region(crowds),
        nodes=node_lines(asked, questionnaire),
        priorities=priorities(asked, questionnaire),
        services=services(asked, questionnaire),
        late=late_plans(asked, reader_of(workspace), workspace.now().astimezone().date()),
        evolution=year_lines(asked, questionnaire),
    )


def node_detail(workspace: Workspace, filters: Filters, node: str) -> NodeDetail:
    """Return one node, by id or code, and the same by kind and by region.

    Raises:
        NoSuchNodeError: There is no such node.
        CapError: See `asking`.
    """
    with asking(workspace, filters) as (asked, questionnaire):
        key = node_named(questionnaire, node)
        held = asked.holding(COUNTED, {key, *beneath(questionnaire, key)})
        years = asked.chosen

        def among(kinds: tuple[str, ...], regions: tuple[str, ...]) -> NodeLine:
            narrowed = Filters(filters.questionnaire, years, kinds, regions)
            return node_line(held.again(narrowed), questionnaire, key)

        kinds = [kind for kind in KINDS if not filters.kinds or kind in filters.kinds]
        regions = [region for region in REGIONS if not filters.regions or region in filters.regions]
        return NodeDetail(
            population(asked, _crowds(asked)),
            node_line(held, questionnaire, key),
            {kind: line for kind in kinds if (line := among((kind,), filters.regions)).levels},
            {region: line for region in regions if (line := among(filters.kinds, (region,))).levels},
        )


def population(asked: Asked, crowds: list[gathered.Crowd]) -> Population:
    """Return of whom the answers speak."""
    understood = replace(asked.filters, years=asked.filters.years or asked.chosen)
    here = sum(crowd.evaluations for crowd in crowds)
    fictional = asked.fictional and here > 0  # of nobody, nothing is to be said
    return Population(understood, fictional, here, asked.counted, asked.shown, tuple(asked.every))


def priorities(asked: Asked, questionnaire: Questionnaire) -> tuple[PriorityLine, ...]:
    """Return the criteria on which structures have open actions, the most frequent first."""
    found = asked.answers((What.PRIORITY,))[What.PRIORITY]
    lines = [
        PriorityLine(
            key,
            one_line(questionnaire.criteria[key].code),
            one_line(questionnaire.criteria[key].title.get(language())),
            sum(counts.values()),
            {name: counts[name] for name in PRIORITIES if counts.get(name)},
        )
        for key, counts in found.items()
        if key in questionnaire.criteria
    ]
    order = list(questionnaire.criteria)
    return tuple(sorted(lines, key=lambda line: (-line.count, order.index(line.id))))


def services(asked: Asked, questionnaire: Questionnaire) -> tuple[ServiceLine, ...]:
    """Return the services that structures call on, the most wanted first."""
    found = asked.answers((What.SERVICE,))[What.SERVICE].get("", {})
    lines = [
        ServiceLine(key, one_line(questionnaire.services[key].title.get(language())), count)
        for key, count in found.items()
        if key in questionnaire.services
    ]
    return tuple(sorted(lines, key=lambda line: (-line.count, line.title)))


def reader_of(workspace: Workspace) -> str:
    """Return the public key of the person at the keyboard; empty when nobody wrote here yet."""
    return workspace.current_profile().public if keys_here(workspace) else ""


def _crowds(asked: Asked) -> list[gathered.Crowd]:
    filters = asked.filters
    scope = gathered.Scopes(asked.fictional, filters.questionnaire, filters.years or asked.chosen)
    return [
        crowd
        for crowd in gathered.crowds(asked.connection, scope)
        if filters.match((crowd.region, crowd.kinds))
    ]


def _by_phase(crowds: list[gathered.Crowd]) -> dict[Phase, int]:
    total: Counter[Phase] = Counter()
    for crowd in crowds:
        total[phase_named(crowd.phase)] += crowd.evaluations
    return {phase: total[phase] for phase in Phase if total[phase]}


def _by_kind(crowds: list[gathered.Crowd]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for crowd in crowds:
        for kind in crowd.kinds.split(","):
            total[kind] += crowd.evaluations
    return {kind: total[kind] for kind in KINDS if total[kind]}


def _by_region(crowds: list[gathered.Crowd]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for crowd in crowds:
        total[crowd.region] += crowd.evaluations
    return {region: total[region] for region in (*REGIONS, "") if total[region]}
