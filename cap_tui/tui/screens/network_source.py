"""What the views of the network are made from, read once until something changes. Called from workers' threads."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cap_tui.i18n.formats import sort_key
from cap_tui.services.network.asking import Filters
from cap_tui.services.network.dashboard import dashboard
from cap_tui.services.network.register import register
from cap_tui.tui.dialogs.pick import folded

if TYPE_CHECKING:
    from datetime import date

    from cap_tui.core.network.register import Record
    from cap_tui.services.network.dashboard import Dashboard
    from cap_tui.services.workspace import Workspace

USUAL = "cap"
"""The questionnaire shown when nothing says which."""
REAL = 1_000_000
"""How many demonstrations one real evaluation outweighs."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a person looks at.

    Attributes:
        filters: What the figures are asked for.
        words: What is searched in the register.
        opened: The step one is at in the view; empty for its top.
        counted: Year of the counts of women and men; None for the last.
    """

    filters: Filters = field(default_factory=Filters)
    words: str = ""
    opened: str = ""
    counted: int | None = None

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out."""
        filters = self.filters
        return bool(filters.years or filters.kinds or filters.regions or self.words or self.counted)

    def everything(self) -> Looked:
        """Return the same view of the same questionnaire without anything left out."""
        return Looked(Filters(self.filters.questionnaire), opened=self.opened)

    def keeps(self, record: Record) -> bool:
        """Return whether a structure of the register is asked for."""
        filters, member = self.filters, record.member
        return (not filters.regions or member.region in filters.regions) and (
            not filters.kinds or not set(filters.kinds).isdisjoint(member.kinds)
        )


class Source:
    """The data of a visit.

    Args:
        workspace: Where they are.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._dashboards: dict[Filters, Dashboard] = {}
        self._records: tuple[Record, ...] | None = None
        self._searched: dict[str, str] = {}

    @property
    def today(self) -> date:
        """The day it is."""
        return self.workspace.now().astimezone().date()

    def forget(self) -> None:
        """Read everything again when it is next asked for."""
        self._dashboards, self._records, self._searched = {}, None, {}

    def dashboard(self, filters: Filters) -> Dashboard:
        """Return all the panels for some filters."""
        found = self._dashboards.get(filters)
        if found is None:
            found = dashboard(self.workspace, filters)
            self._dashboards = {filters: found}  # one at a time: 10,000 structures fill no memory
        return found

    def records(self) -> tuple[Record, ...]:
        """Return the register, as a French dictionary sorts names."""
        if self._records is None:
            found = register(self.workspace)
            self._records = tuple(
                sorted(found, key=lambda one: (sort_key(one.member.name), one.member.siret))
            )
        return self._records

    def present(self, looked: Looked) -> list[Record]:
        """Return the structures of the register that are in the network today and asked for."""
        today = self.today
        return [one for one in self.records() if one.member.present(today) and looked.keeps(one)]

    def found(self, looked: Looked) -> list[Record]:
        """Return the structures of the register that are asked for and hold every word searched."""
        words = folded(looked.words).split()
        kept = [one for one in self.records() if looked.keeps(one)]
        return [one for one in kept if all(word in self._text(one) for word in words)] if words else kept

    def _text(self, record: Record) -> str:
        member = record.member
        known = self._searched.get(member.siret)
        if known is None:
            parts = (member.name, member.siret, member.contact, member.email, " ".join(record.groups))
            known = self._searched[member.siret] = folded(" ".join(parts))
        return known

    def usual(self) -> Filters:
        """Return the filters one begins with: what most evaluations follow, real ones before demonstrations."""
        counts: dict[str, int] = {}
        for summary in self.workspace.assessments():
            weight = 1 if summary.structure.fictional else REAL
            counts[summary.questionnaire_id] = counts.get(summary.questionnaire_id, 0) + weight
        return Filters(max(counts, key=lambda name: (counts[name], name == USUAL), default=USUAL))

    def questionnaires(self) -> list[tuple[str, str]]:
        """Return the ids and titles of the questionnaires of this machine, and of the evaluations here."""
        from cap_tui.tui.words import said

        found = {
            item.questionnaire.id: said(item.questionnaire.title)
            for item in self.workspace.questionnaires()
            if item.questionnaire is not None
        }
        for summary in self.workspace.assessments():
            found.setdefault(summary.questionnaire_id, said(summary.questionnaire_title))
        return list(found.items())


def narrowed(looked: Looked, facet: str, values: tuple[str, ...]) -> Looked:
    """Return what is looked at with other values of `questionnaire`, `years`, `kinds`, `regions` or `counted`."""
    if facet == "questionnaire":
        kept = looked.filters
        return replace(looked, filters=Filters(values[0], (), kept.kinds, kept.regions), opened="")
    if facet == "counted":
        return replace(looked, counted=int(values[0]) if values[0] else None)
    filters = looked.filters
    if facet == "years":
        return replace(looked, filters=replace(filters, years=tuple(int(value) for value in values)))
    if facet == "kinds":
        return replace(looked, filters=replace(filters, kinds=values))
    return replace(looked, filters=replace(filters, regions=values))
