"""Which criteria are looked at: all of them, those of one edition, or those still owed to one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.editions import new_in, seen_through
from cap_tui.i18n import _

if TYPE_CHECKING:
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.services.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Lens:
    """A way of looking at the criteria.

    Attributes:
        edition: Id of the edition whose criteria are kept; empty for all.
        owed: Whether only those are kept to which the edition brings something that is not reached yet.
    """

    edition: str = ""
    owed: bool = False

    @property
    def label(self) -> str:
        """What the title says; empty for all criteria."""
        if self.owed:
            return _("still owed to {edition}").format(edition=self.edition)
        return _("edition {edition}").format(edition=self.edition) if self.edition else ""


EVERYTHING = Lens()


def lenses(questionnaire: Questionnaire) -> tuple[Lens, ...]:
    """Return the ways a questionnaire can be looked at, all criteria first; that one alone without editions."""
    editions = [edition.id for edition in questionnaire.editions]
    criteria = questionnaire.criteria.values()
    bring = [one for one in editions if any(new_in(questionnaire, item, one) for item in criteria)]
    return (
        EVERYTHING,
        *(Lens(edition) for edition in editions),
        *(Lens(edition, owed=True) for edition in bring),
    )


def next_lens(questionnaire: Questionnaire, lens: Lens) -> Lens:
    """Return the way of looking that comes after one, round and round."""
    ways = lenses(questionnaire)
    return ways[(ways.index(lens) + 1) % len(ways)] if lens in ways else EVERYTHING


def seen(dossier: Dossier, lens: Lens) -> tuple[str, ...]:
    """Return the ids of the criteria kept, in reading order."""
    if lens.owed:
        return dossier.owed(lens.edition)
    return seen_through(dossier.questionnaire, dossier.concerned, lens.edition)
