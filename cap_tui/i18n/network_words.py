"""The network in words, the same on the screen, on the command line and on paper: of whom figures speak, quartiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.core.network.quartiles import Quartiles

NOTHING = "—"
"""Stands where there is nothing, or nothing that can be shown."""


def shown_words(
    *, counted: int, shown: int, hidden: int, years: Sequence[int] = (), known: Sequence[int] = ()
) -> str:
    """Return how many structures are shown of those that count, and why the others are not.

    Args:
        counted: How many count.
        shown: Those in the figures.
        hidden: The others.
        years: Years asked for; over several, evaluations are counted rather than structures.
        known: Years in which something counts.
    """
    if not counted and known and not set(years) & set(known):
        return _("Nothing for {years}. Years in which something counts: {known}.").format(
            years=", ".join(map(str, years)), known=", ".join(map(str, known))
        )
    if not counted:
        return _("None counts yet: a plan must be sealed, and you its quality coordinator.")
    if len(years) > 1:
        return _evaluations_shown(counted, shown, hidden)
    if not hidden:
        return ngettext("{count} structure, all shown.", "{count} structures, all shown.", counted).format(
            count=counted
        )
    if not shown:
        return ngettext(
            "{count} structure, not shown: it would be recognised.",
            "{count} structures, none shown: fewer than five could be singled out.",
            counted,
        ).format(count=counted)
    return ngettext(
        "{shown} structures out of {count}; {hidden} is not shown: it would be recognised.",
        "{shown} structures out of {count}; {hidden} are not shown: fewer than five could be singled out.",
        hidden,
    ).format(shown=shown, count=counted, hidden=hidden)


def _evaluations_shown(counted: int, shown: int, hidden: int) -> str:
    if not hidden:
        return ngettext("{count} evaluation, shown.", "{count} evaluations, all shown.", counted).format(
            count=counted
        )
    if not shown:
        return ngettext(
            "{count} evaluation, not shown: it would be recognised.",
            "{count} evaluations, none shown: fewer than five structures could be singled out.",
            counted,
        ).format(count=counted)
    return ngettext(
        "{shown} evaluations out of {count}; {hidden} is not shown: it would be recognised.",
        "{shown} evaluations out of {count}; {hidden} are not shown: fewer than five structures could be singled out.",
        hidden,
    ).format(shown=shown, count=counted, hidden=hidden)


def among_words(count: int, of: int) -> str:
    """Return `29 of 34`, how many have a figure among those shown; the number alone when all or none have."""
    return _("{count} of {of}").format(count=count, of=of) if 0 < count < of else str(count)


def quartile_words(found: Quartiles | None) -> str:
    """Return `30 – 50 – 70 %`; an em dash when there is nothing."""
    if found is None:
        return NOTHING
    first, median = (percent(value).rstrip("%").strip() for value in (found.first, found.median))
    return f"{first} – {median} – {percent(found.third)}"


def quarter_words(quarter: int | None, at: str = "") -> str:
    """Return in which quarter a structure stands, 1 the lowest; an em dash when there is nothing.

    Args:
        quarter: 1 to 4.
        at: `median`, `first` or `third` when it stands exactly there, to the point; empty otherwise.
    """
    exactly = {
        "median": _("at the median"),
        "first": _("at the first quartile"),
        "third": _("at the third quartile"),
    }
    if quarter and at:
        return exactly[at]
    words = {
        1: _("lowest quarter"),
        2: _("below the median"),
        3: _("above the median"),
        4: _("highest quarter"),
    }
    return words.get(quarter or 0, NOTHING)
