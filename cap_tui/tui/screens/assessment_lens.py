"""Looking at some of the criteria: those of an edition, those still owed to it; and laying the desk again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.editions import edition_named
from cap_tui.core.errors import N_
from cap_tui.i18n import ngettext
from cap_tui.i18n.edition_words import edition_dates, owed_title
from cap_tui.tui.commands import Command
from cap_tui.tui.lens import EVERYTHING, Lens, next_lens, seen
from cap_tui.tui.screens.assessment_desk import Desk
from cap_tui.tui.screens.assessment_last import LastTime

if TYPE_CHECKING:
    from datetime import date

    from cap_tui.core.assessments import Changes
    from cap_tui.services.dossier import Dossier

LENS_COMMAND = Command(
    "lens", ("g",), N_("Edition"),
    N_("Look at all the criteria, at those of one edition, or at those still owed to it"), "lens",
)  # fmt: skip


class Seeing(LastTime):
    """An evaluation of which some criteria are looked at.

    Attributes:
        lens: Which.
    """

    lens: Lens = EVERYTHING

    def desk_laid(self) -> None:
        """Draw everything again: other criteria are looked at."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the editions where the questionnaire follows several."""
        if action == "lens":
            return bool(self.desk.questionnaire.editions)
        return super().check_action(action, parameters)

    def action_lens(self) -> None:
        """Look at the next of: all criteria, each edition, what is still owed to each."""
        self.end_stay()
        self.look(next_lens(self.desk.questionnaire, self.lens))
        self.tell(lens_sentence(self.dossier, self.lens, len(self.desk.order), self.shell.clock().date()))

    def look(self, lens: Lens) -> None:
        """Look through a lens; through the next one when it leaves nothing to see."""
        keys = seen(self.dossier, lens)
        while not keys:
            lens = next_lens(self.desk.questionnaire, lens)
            keys = seen(self.dossier, lens)
        self.lens = self.shell.lenses[self.dossier.summary.id] = lens
        self.desk.look(keys)
        self.current = self._nearest(self.current)
        self.desk_laid()

    def _nearest(self, key: str) -> str:
        """Return the criterion looked at that comes at or after another in reading order, or the last."""
        places = {name: place for place, name in enumerate(self.desk.concerned)}
        here = places.get(key, 0)
        return next((name for name in self.desk.order if places[name] >= here), self.desk.order[-1])

    def lay_again(self) -> None:
        """Lay the desk again when the evaluation passed to another version, or to other options."""
        if self.desk.stale:
            self.end_stay()
            self.desk = Desk(self.dossier)
            self.look_back()
            self.look(self.lens)

    def stored(self, changes: Changes, *keys: str) -> None:
        """Draw again what a write changed, on a desk laid again when it changed the criteria themselves."""
        self.lay_again()
        super().stored(changes, *(key for key in keys if key in self.desk.questionnaire.criteria))


def lens_sentence(dossier: Dossier, lens: Lens, count: int, today: date) -> str:
    """Return what is looked at, and the next date to keep in mind when something is owed.

    Args:
        dossier: The open assessment.
        lens: How its criteria are looked at.
        count: How many of them are seen.
        today: Dates are told from it.
    """
    if not lens.edition:
        told = ngettext("All criteria: {count}.", "All criteria: {count}.", count)
        return told.format(count=count)
    if not lens.owed:
        told = ngettext(
            "Edition {edition}: {count} criterion.", "Edition {edition}: {count} criteria.", count
        )
        return told.format(edition=lens.edition, count=count)
    edition = edition_named(dossier.questionnaire, lens.edition)
    days = [item for item in edition.dates if item.date >= today][:1] if edition else []
    coming = edition_dates(edition, today)[edition.dates.index(days[0])] if edition and days else ""
    return "\n".join(filter(None, (owed_title(dossier.questionnaire, lens.edition, count), coming)))
