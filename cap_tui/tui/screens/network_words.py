"""Words and small pictures of the network: of whom figures speak, where half of them stand, levels. Pure: values in, text out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.network.contributions import ASIDE, NOT_APPLICABLE, UNANSWERED, UNKNOWN
from cap_tui.core.plotting import TARGET, TRACK, column, stacked
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.labels import NOT_APPLICABLE_SYMBOL, UNANSWERED_SYMBOL, UNKNOWN_SYMBOL, phase_label
from cap_tui.i18n.network_words import shown_words
from cap_tui.i18n.typography import NBSP
from cap_tui.tui.widgets.bars import row_content
from cap_tui.tui.words import joined, said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cap_tui.core.network.quartiles import Quartiles
    from cap_tui.core.permissions import Phase
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.services.network.dashboard import Population

BOX, MIDDLE, GROUND = "▒", "█", "·"
"""Signs of a quartile bar: between the first and the third, the median, the rest."""
PICTURE = 60
"""Cells of the picture of levels, at most."""


def gathered_words(gathered: int, by_phase: Mapping[Phase, int], registered: int) -> str:
    """Return how many evaluations are here, by phase, and how many structures of the register are in the network now."""
    here = ngettext("{count} evaluation gathered", "{count} evaluations gathered", gathered).format(
        count=gathered
    )
    phases = ", ".join(
        _("{name} {count}").format(name=phase_label(phase), count=count) for phase, count in by_phase.items()
    )
    members = ngettext(
        "{count} structure in the network", "{count} structures in the network", registered
    ).format(count=registered)
    return " · ".join(text for text in (here, phases, members) if text)


def register_words(count: int) -> str:
    """Return how many structures the register holds."""
    return ngettext("{count} structure in the register", "{count} structures in the register", count).format(
        count=count
    )


def population_head(found: Population, by_phase: Mapping[Phase, int], registered: int) -> tuple[Content, ...]:
    """Return the sentences that stand above every figure of results."""
    shown = shown_words(
        counted=found.counted,
        shown=found.shown,
        hidden=found.hidden,
        years=found.filters.years,
        known=found.years,
    )
    mark = Content.styled(" " + _("fictional").upper() + " ", "bold reverse") if found.fictional else ""
    return (
        Content(gathered_words(found.gathered, by_phase, registered)),
        joined(mark, shown, by="  "),
    )


def quartile_bar(found: Quartiles | None, cells: int) -> Content:
    """Return where half of the structures stand between 0 and 100, the median marked; dots alone without any."""
    signs = [GROUND] * cells
    if found is not None:
        start, middle, end = (
            min(column(value, cells), cells - 1) for value in (found.first, found.median, found.third)
        )
        signs[start : end + 1] = [BOX] * (end + 1 - start)
        signs[middle] = MIDDLE
    styles = {GROUND: TRACK, BOX: "$secondary", MIDDLE: TARGET}
    return row_content(tuple((sign, styles[sign]) for sign in signs))


def level_names(questionnaire: Questionnaire) -> dict[str, tuple[str, str]]:
    """Return, for each level and each way of not choosing one, its symbol and its name, in order."""
    names = {level.id: (level.symbol, said(level.label)) for level in questionnaire.scale.levels}
    return names | {
        NOT_APPLICABLE: (NOT_APPLICABLE_SYMBOL, _("Not applicable")),
        UNKNOWN: (UNKNOWN_SYMBOL, _("Don’t know")),
        UNANSWERED: (UNANSWERED_SYMBOL, _("Unanswered")),
    }


def level_lines(levels: Mapping[str, int], questionnaire: Questionnaire, width: int) -> list[Content]:
    """Return the distribution of levels: a bar of symbols, and the counts in words; nothing without any."""
    names = level_names(questionnaire)
    parts = [
        (names[key][0], count, "$muted" if key in ASIDE else "$secondary") for key, count in levels.items()
    ]
    if not parts:
        return []
    words = "  ".join(" ".join((*names[key], str(count))).replace(" ", NBSP) for key, count in levels.items())
    return [row_content(stacked(parts, max(min(width, PICTURE), 1))), Content(words)]


def values_words(values: Sequence[str], every: str) -> str:
    """Return the values chosen for a filter, or the word that none was."""
    return ", ".join(values) if values else every
