"""Everything a report of the network shows, as frozen values built by a service; nothing here names who answered what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from fractions import Fraction

    from cap_tui.core.network.figures import Figures
    from cap_tui.core.network.quartiles import Quartiles
    from cap_tui.core.network.years import YearLine
    from cap_tui.core.permissions import Phase
    from cap_tui.core.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Spread:
    """How some structures stand at one node.

    Attributes:
        count: Structures with a score there; 0: nothing can be shown.
        mean: Of their scores, percent; None when nothing can be shown.
        quartiles: Of their scores, percent.
        band: Name of the band of the mean; empty without one.
        levels: Level id, or one of `contributions.ASIDE`, to how many choices of it.
        of: Structures shown, with a score there or not.
    """

    count: int = 0
    mean: Fraction | None = None
    quartiles: Quartiles | None = None
    band: str = ""
    levels: Mapping[str, int] = field(default_factory=dict)
    of: int = 0


@dataclass(frozen=True, slots=True)
class Node:
    """A theme, an objective, a criterion or the whole.

    Attributes:
        id: Empty for the whole.
        code: As people say it; empty for the whole.
        depth: 0 for the whole, 1 for a theme, and so on.
        criterion: Whether it is a criterion.
        all: Every structure asked for.
        by_kind: Kind to the structures of that kind, as far as they can be shown.
        by_region: The same by region.
    """

    id: str
    code: str
    title: str
    depth: int
    criterion: bool
    all: Spread
    by_kind: Mapping[str, Spread] = field(default_factory=dict)
    by_region: Mapping[str, Spread] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Code and title."""
        return f"{self.code} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Demand:
    """A criterion on which structures have an open action, or a service they call on.

    Attributes:
        code: Empty for a service.
        count: Structures.
        by_priority: `P1` to `P4` to how many; empty for a service.
    """

    id: str
    code: str
    title: str
    count: int
    by_priority: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ending:
    """A certificate that ends, or is audited, within the year; certificates are public.

    Attributes:
        scheme: Id of `core.network.schemes.SCHEMES`.
        audit: Whether the day is that of a surveillance audit rather than its last.
        past: Whether the day is behind.
    """

    structure: str
    scheme: str
    number: str
    day: date
    audit: bool
    past: bool


@dataclass(frozen=True, slots=True)
class NetworkReport:
    """The network, ready to print.

    Attributes:
        generated: Day of the report.
        author: Who made it, and where they work; may be empty.
        years: Years the results speak of.
        kinds: Kinds asked for; empty: all.
        regions: Regions asked for; empty: all.
        fictional: Whether these are demonstrations.
        gathered: Evaluations gathered that answer to what is asked.
        counted: Those that count.
        shown: Those whose results are in the figures.
        by_phase: Evaluations gathered by phase; empty when that could speak of fewer than five.
        by_kind: The same by kind; one of several kinds counts in each.
        by_region: The same by region; empty key when unknown.
        nodes: Every node in reading order, the whole first.
        late: Structures shown with a plan that is late.
        register: What the register of the network adds up to.
        endings: The earliest first.
        definitions: What each figure counts and who is left out.
    """

    questionnaire: Questionnaire
    generated: date
    author: str
    years: tuple[int, ...]
    kinds: tuple[str, ...]
    regions: tuple[str, ...]
    fictional: bool
    gathered: int
    counted: int
    shown: int
    by_phase: Mapping[Phase, int]
    by_kind: Mapping[str, int]
    by_region: Mapping[str, int]
    nodes: tuple[Node, ...]
    priorities: tuple[Demand, ...]
    services: tuple[Demand, ...]
    late: int
    evolution: tuple[YearLine, ...]
    register: Figures
    endings: tuple[Ending, ...]
    definitions: tuple[str, ...]

    @property
    def whole(self) -> Node:
        """The whole questionnaire."""
        return self.nodes[0]

    @property
    def sections(self) -> tuple[Node, ...]:
        """Themes and objectives, in reading order."""
        return tuple(node for node in self.nodes if not node.criterion and node.depth)

    @property
    def themes(self) -> tuple[Node, ...]:
        """Themes, in reading order."""
        return tuple(node for node in self.sections if node.depth == 1)
