"""The structures behind a figure: those that the person at the keyboard may open, and no other."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.network.cells import What
from cap_tui.core.network.contributions import adds
from cap_tui.core.permissions import Phase, phase_named
from cap_tui.core.text import one_line
from cap_tui.services.network.dashboard import asking, reader_of
from cap_tui.services.network.lateness import readable
from cap_tui.services.network.node_lines import node_named
from cap_tui.storage import gathered

if TYPE_CHECKING:
    from cap_tui.services.network.asking import Filters
    from cap_tui.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Behind:
    """A structure behind a figure.

    Attributes:
        id: Of its evaluation.
        kinds: Comma separated.
        region: May be empty.
    """

    id: str
    structure: str
    siret: str
    kinds: str
    region: str
    year: int
    phase: Phase


def drill(
    workspace: Workspace, filters: Filters, what: What, node: str = "", value: str = ""
) -> tuple[Behind, ...]:
    """Return the structures that a count counts, by name.

    Only dossiers that this person coordinates, so that nothing is learnt here that could not be read there.

    Args:
        workspace: The data.
        filters: As for the dashboard.
        what: The kind of count.
        node: Id or code of a section or criterion; empty for the whole.
        value: A level, a whole percent, a priority or a service, according to `what`.

    Raises:
        NoSuchNodeError: There is no such node.
        CapError: The database cannot be read.
    """
    with asking(workspace, filters) as (asked, questionnaire):
        key = node_named(questionnaire, node)
        found = gathered.holding(
            asked.connection,
            reader_of(workspace),
            _text(what, key, value),
            asked.scope,
        )
        return tuple(
            Behind(
                one.hash, one_line(one.structure), one.siret, one.kinds, one.region, one.year,
                phase_named(one.phase),
            )
            for one in found
            if readable(asked, one) and adds(one.body, (what, key, value))
        )  # fmt: skip


def _text(what: What, node: str, value: str) -> str:
    """Return what the stored contribution of any such structure holds: it spares reading the others."""
    if what in (What.LEVEL, What.PRIORITY):
        return f"{json.dumps(node, ensure_ascii=False)}:{json.dumps(value, ensure_ascii=False)}"
    if what is What.SCORE:
        return f"{json.dumps(node, ensure_ascii=False)}:{value}"
    return json.dumps(value or node, ensure_ascii=False) if value or node else ""
