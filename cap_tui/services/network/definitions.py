"""What each figure of the network counts, and who is left out: the sentence that goes with it."""

from __future__ import annotations

from enum import StrEnum

from cap_tui.i18n import _


class Figure(StrEnum):
    """The figures that have a definition."""

    GATHERED = "gathered"
    SHOWN = "shown"
    MEAN = "mean"
    QUARTILES = "quartiles"
    LEVELS = "levels"
    PRIORITIES = "priorities"
    SERVICES = "services"
    LATE = "late"
    YEARS = "years"
    STANDING = "standing"


def definition(figure: Figure, *, several_years: bool = False) -> str:
    """Return what a figure counts and who is left out, in the language in use.

    Args:
        figure: Which one.
        several_years: Whether it adds up several years, in which a structure may be more than once.
    """
    if figure is Figure.MEAN and several_years:
        return _(
            "Mean: of the evaluations’ scores, whatever the size of the structure, which counts once in each year it was "
            "evaluated; those without an answer there are left out."
        )
    return {
        Figure.GATHERED: _(
            "Gathered: the evaluations of this questionnaire on this computer, whatever their phase. "
            "They count once their plan is sealed and you are their quality coordinator."
        ),
        Figure.SHOWN: _(
            "Shown: the structures that count, in groups of at least five, concerned by the same criteria, that never change "
            "with what is asked; a group that is not wholly asked for is left out, so that no difference of two answers "
            "speaks of fewer than five."
        ),
        Figure.MEAN: _(
            "Mean: of the structures’ scores, each counting once whatever its size; those without an answer there are left out."
        ),
        Figure.QUARTILES: _(
            "Quartiles, to the nearest point: a quarter of the structures stand below the first, half below the median, a "
            "quarter above the third."
        ),
        Figure.LEVELS: _(
            "Levels: how many structures chose each level at a criterion that concerns them, or none; above, all the criteria "
            "beneath together."
        ),
        Figure.PRIORITIES: _(
            "Priorities: structures with an open action on the criterion, each at its highest priority."
        ),
        Figure.SERVICES: _(
            "Services: structures that call on the service in an open action. Services written in free words are left out."
        ),
        Figure.LATE: _(
            "Late: structures shown whose plan, in follow-up, has an open action past its due date today."
        ),
        Figure.YEARS: _(
            "Years: the structures evaluated each year, which are not always the same; a move may come from that."
        ),
        Figure.STANDING: _(
            "Standing: among the structures of the same kinds and year, this one included, where six or more are counted "
            "with it; no other is named."
        ),
    }[figure]
