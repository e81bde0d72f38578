"""What every form of the report of a network says in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.network.contributions import NOT_APPLICABLE, UNANSWERED, UNKNOWN
from cap_tui.core.network.schemes import scheme_name
from cap_tui.core.plan import PRIORITIES
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import long_date
from cap_tui.reports.wording.reader import NOTHING, content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.reports.network.data import Ending, NetworkReport


def title() -> str:
    """Return what the document is."""
    return _("Where the network stands")


def years_words(data: NetworkReport) -> str:
    """Return the years that the results speak of."""
    return ", ".join(map(str, data.years)) or NOTHING


def several(data: NetworkReport) -> bool:
    """Return whether results speak of several years: what they count are evaluations then, a structure once each year."""
    return len(data.years) > 1


def counted_head(data: NetworkReport) -> str:
    """Return the heading of what results count."""
    return _("Evaluations") if several(data) else _("Structures")


def shown_words(data: NetworkReport) -> str:
    """Return how many structures the results speak of, and how many are left out."""
    if not data.shown:
        return _("No result can be shown: fewer than five structures could be singled out.")
    told = (
        ngettext("{shown} evaluation out of {count}", "{shown} evaluations out of {count}", data.shown)
        if several(data)
        else ngettext("{shown} structure out of {count}", "{shown} structures out of {count}", data.shown)
    ).format(shown=data.shown, count=data.counted)
    hidden = data.counted - data.shown
    if not hidden:
        return told
    return told + _("; {hidden} left out, for fewer than five could be singled out").format(hidden=hidden)


def facts(data: NetworkReport) -> list[tuple[str, str]]:
    """Return who made the report, when, of what, of whom."""
    pairs = [
        (_("Questionnaire"), _("{title}, version {version}").format(
            title=content(data.questionnaire.title), version=data.questionnaire.version)),
        (_("Years evaluated"), years_words(data)),
        (_("Kinds"), ", ".join(data.kinds) or _("all kinds")),
        (_("Regions"), ", ".join(data.regions) or _("all regions")),
        (_("Evaluations gathered"), str(data.gathered)),
        (_("Evaluations in the results") if several(data) else _("Structures in the results"), shown_words(data)),
        (_("Report made on"), long_date(data.generated)),
        (_("Report made by"), data.author),
    ]  # fmt: skip
    return [(label, value) for label, value in pairs if value]


def region_label(region: str) -> str:
    """Return the name of a region; “not stated” for none."""
    return region or _("not stated")


def kind_name(kind: str) -> str:
    """Return a kind; “other or not stated” for none."""
    return kind or _("Other or not stated")


def level_names(data: NetworkReport) -> dict[str, str]:
    """Return each level and each way to stand aside, by its key, in the order of the scale."""
    levels = sorted(data.questionnaire.scale.levels, key=lambda level: level.rank)
    return {level.id: content(level.label) for level in levels} | {
        UNKNOWN: _("Don’t know"),
        UNANSWERED: _("Unanswered"),
        NOT_APPLICABLE: _("Not applicable"),
    }


def ending_words(one: Ending) -> str:
    """Return what its day means for a certificate."""
    if one.audit:
        return _("surveillance audit, day passed") if one.past else _("surveillance audit")
    return _("expired") if one.past else _("expires")


def award_rows(data: NetworkReport) -> list[tuple[str, int, int, int]]:
    """Return, for each approach that has anything, its name, structures engaged, entered this year, certified."""
    found = data.register
    schemes = dict.fromkeys((*found.engaged, *found.entered, *found.certified))
    rows = [
        (scheme, found.engaged.get(scheme, 0), found.entered.get(scheme, 0), found.certified.get(scheme, 0))
        for scheme in schemes
    ]
    return [(scheme_name(scheme), *counts) for scheme, *counts in rows]  # type: ignore[misc]


def priority_heads() -> Sequence[str]:
    """Return the priorities that have a column."""
    return PRIORITIES
