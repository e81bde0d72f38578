"""Structures of which several dossiers say the same year: told, never settled here.

Each of them counts in the figures of the network, as if they were two structures. Which one holds, nobody but its director can
say: the one written last may be a trial. So it is told wherever dossiers are gathered or counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from cap_tui.core.text import one_line
from cap_tui.i18n import ngettext
from cap_tui.storage.doubled import same_year
from cap_tui.storage.engine import reading

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any

    from cap_tui.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Doubled:
    """One structure, one questionnaire, one year, several dossiers.

    Attributes:
        structure: Its name in the dossier written last.
        questionnaire: Id.
        title: Of the questionnaire.
        dossiers: Hash of each evaluation, the one written last first.
    """

    structure: str
    siret: str
    questionnaire: str
    title: str
    year: int
    dossiers: tuple[str, ...]

    def line(self) -> str:
        """Return what to tell and to do, in the language in use."""
        count = len(self.dossiers)
        return ngettext(
            "“{structure}” has {count} dossier for {year} ({questionnaire}).",
            "“{structure}” has {count} dossiers for {year} ({questionnaire}): each counts in the figures of the network. "
            "Ask its director which one holds.",
            count,
        ).format(
            structure=one_line(self.structure),
            count=count,
            year=self.year,
            questionnaire=one_line(self.title),
        )

    def data(self) -> dict[str, Any]:
        """Return it as `--json` gives it."""
        return {
            "structure": self.structure, "siret": self.siret, "questionnaire": self.questionnaire,
            "year": self.year, "dossiers": list(self.dossiers),
        }  # fmt: skip


def doubled(workspace: Workspace, among: Collection[str] | None = None) -> tuple[Doubled, ...]:
    """Return the structures that have several dossiers of one questionnaire and year, by SIRET.

    Args:
        workspace: Where.
        among: Only those of which one of these evaluations, by hash, is a dossier; None for all.

    Raises:
        CapError: The database cannot be read.
    """
    if among is not None and not among:
        return ()
    with reading(workspace.opened.engine, workspace.database) as connection:
        rows = same_year(connection)
    found = []
    for (siret, questionnaire, year), some in groupby(rows, key=lambda row: row[:3]):
        same = list(some)
        dossiers = tuple(row.hash for row in same)
        if among is None or not set(dossiers).isdisjoint(among):
            found.append(Doubled(same[0].structure, siret, questionnaire, same[0].title, year, dossiers))
    return tuple(found)
