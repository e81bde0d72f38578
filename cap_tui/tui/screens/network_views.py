"""The views of the network: what each is called, what narrows it, what makes its table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.errors import N_
from cap_tui.i18n import _
from cap_tui.i18n.network_words import NOTHING
from cap_tui.i18n.typography import NBSP
from cap_tui.tui.screens.network_groups import equality_table, groups_table
from cap_tui.tui.screens.network_nodes import nodes_table
from cap_tui.tui.screens.network_panels import late_table, priorities_table, years_table
from cap_tui.tui.screens.network_register import certificates_table, register_table
from cap_tui.tui.screens.network_words import values_words
from cap_tui.tui.words import said

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cap_tui.services.network.dashboard import Dashboard
    from cap_tui.tui.screens.network_source import Looked, Source
    from cap_tui.tui.screens.network_table import Table

NODES, PRIORITIES, LATE, YEARS = "nodes", "priorities", "late", "years"
REGISTER, CERTIFICATES, GROUPS, EQUALITY = "register", "certificates", "groups", "equality"
ALL = ("questionnaire", "years", "kinds", "regions")
OF_STRUCTURES = ("kinds", "regions")


@dataclass(frozen=True, slots=True)
class View:
    """One view.

    Attributes:
        name: Message id.
        description: Message id of the sentence of the help.
        make: Reads what it shows, in a worker's thread.
        facets: What narrows it.
        counts: Whether it reads the dashboard.
    """

    name: str
    description: str
    make: Callable[[Source, Looked], Table]
    facets: tuple[str, ...] = ()
    counts: bool = True


VIEWS: Mapping[str, View] = {
    NODES: View(N_("Dashboard"), N_("Show where the network stands, from the whole down to the structures behind"), nodes_table, ALL),
    PRIORITIES: View(N_("Priorities"), N_("Show where most actions are open, and the services called on"), priorities_table, ALL),
    LATE: View(N_("Late plans"), N_("Show the plans that are late, among those that you may open"), late_table, ALL),
    YEARS: View(N_("Years"), N_("Show the means of the network year by year"), years_table, ("questionnaire", *OF_STRUCTURES)),
    REGISTER: View(N_("Register"), N_("Show the structures of the network, and change the register"), register_table, OF_STRUCTURES, counts=False),
    CERTIFICATES: View(N_("Certificates"), N_("Show what expired, what expires and the audits to come"), certificates_table, OF_STRUCTURES, counts=False),
    GROUPS: View(N_("Groups"), N_("Show the groups, and what puts their certificate at risk"), groups_table, counts=False),
    EQUALITY: View(N_("Equality"), N_("Show women and men in the bodies of the structures"), equality_table, ("counted",), counts=False),
}  # fmt: skip


def tabs(current: str) -> Content:
    """Return the names of the views with the digits that go there, the current one between brackets."""
    names = []
    for number, (name, view) in enumerate(VIEWS.items(), 1):
        tab = NBSP.join((str(number), *_(view.name).split()))
        names.append((f"[{tab}]", "bold $accent") if name == current else (f" {tab} ", ""))
    return Content.assemble(*names)


def filter_line(view: str, looked: Looked, found: Dashboard | None, key: Callable[[str], str]) -> Content:
    """Return what narrows the view, each with its key and its value; nothing for a view that nothing narrows.

    Args:
        view: One of `VIEWS`.
        looked: What is looked at.
        found: The dashboard, in a view that reads it.
        key: Returns how the key of a facet is written.
    """
    filters = looked.filters
    title = said(found.questionnaire.title).partition(" — ")[0] if found else filters.questionnaire
    understood = found.population.filters.years if found else filters.years
    years = ", ".join(map(str, understood)) or NOTHING
    values = {
        "questionnaire": (_("Questionnaire"), title, False),
        "years": (_("Year"), years, bool(filters.years)),
        "kinds": (_("Type"), values_words(filters.kinds, _("all types")), bool(filters.kinds)),
        "regions": (_("Region"), values_words(filters.regions, _("all regions")), bool(filters.regions)),
    }
    parts = [(key(facet), *values[facet]) for facet in VIEWS[view].facets if facet in values]
    if view == REGISTER and looked.words:
        parts.append(("/", _("Search"), looked.words, True))
    pieces = [
        Content.assemble(
            (at + NBSP, "bold $accent"),
            (_("{label}:").format(label=label) + NBSP, "$muted"),
            (value, "bold reverse" if on else "bold"),
        )
        for at, label, value, on in parts
    ]
    return Content(" · ").join(pieces)
