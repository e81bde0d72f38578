"""Indicators: heard, and their figures written year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.cli.linear.menus import Way, menu, pick
from cap_tui.cli.measure_lines import measure_line
from cap_tui.core.dates import FIRST_YEAR, LAST_YEAR
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.figures import course_words, measure_field_label, trend_label, typed
from cap_tui.i18n.typography import typeset

if TYPE_CHECKING:
    from cap_tui.cli.linear.menus import Room
    from cap_tui.core.measures import Series


def indicators(room: Room) -> None:
    """Offer the indicators, one after the other."""
    asked = room.dossier.indicators()
    filled = sum(bool(series.valued) for series in asked)
    room.dialogue.say(
        ngettext(
            "{count} indicator, {filled} with values", "{count} indicators, {filled} with values", len(asked)
        ).format(count=len(asked), filled=filled)
    )
    chosen = pick(
        room.dialogue,
        asked,
        _heard,
        _("Which indicator? A number, or words of it; Enter for none."),
        _("This questionnaire has no indicator."),
    )
    if chosen is not None:
        _year(room, chosen.indicator.id)


def indicators_way(room: Room) -> list[Way]:
    """Return the way to the indicators, where the questionnaire has some."""
    return [Way(_("Indicators"), lambda: indicators(room))] if room.dossier.questionnaire.indicators else []


def _heard(series: Series) -> str:
    """Return an indicator and its course in words."""
    indicator = series.indicator
    unit = f" ({indicator.unit})" if indicator.unit else ""
    course = course_words(series)
    told = f"{typeset(indicator.label)}{unit}"
    return (
        _("{name}: {text}").format(name=told, text=f"{course}, {trend_label(series.trend())}")
        if course
        else told
    )


def _year(room: Room, indicator: str) -> None:
    """Ask for a year and offer what can be said of it."""
    today = room.dossier.today().year
    question = _("Which year, {first} to {last}? Enter for {year}.").format(
        first=FIRST_YEAR, last=LAST_YEAR, year=today
    )
    answer = room.dialogue.ask(question) or str(today)
    if not answer.isascii() or not answer.isdecimal() or not FIRST_YEAR <= int(answer[:5]) <= LAST_YEAR:
        room.dialogue.say(_("The year of a value lies between {first} and {last}.").format(
            first=FIRST_YEAR, last=LAST_YEAR
        ))  # fmt: skip
        return
    year = int(answer)

    def ways() -> list[Way]:
        may = room.dossier.may("action.write") or room.dossier.may("action.progress")
        return [
            Way(_("Write the value"), lambda: _write(room, indicator, year, "value"), may),
            Way(_("Write the goal"), lambda: _write(room, indicator, year, "goal"), may),
            Way(_("Write where the value comes from"), lambda: _write(room, indicator, year, "source"), may),
            Way(_("Take away all that was said of that year"), lambda: _clear(room, indicator, year), may),
        ]

    menu(room.dialogue, lambda: [measure_line(room.dossier.series(indicator), year)], ways)


def _write(room: Room, indicator: str, year: int, field: str) -> None:
    known = room.dossier.series(indicator).of(year)
    before = {"value": typed(known.value), "goal": typed(known.goal), "source": known.source}[field]
    label = measure_field_label(field)
    question = _("{name} (Enter keeps it):").format(name=f"{label}, {before}" if before else label)
    said = room.dialogue.ask(question)
    if not said:
        return
    change = {field: said}
    room.dossier.measure(
        indicator, year, value=change.get("value"), goal=change.get("goal"), source=change.get("source")
    )
    room.dialogue.say(
        _("Saved: {measure}").format(measure=measure_line(room.dossier.series(indicator), year))
    )


def _clear(room: Room, indicator: str, year: int) -> None:
    if room.dialogue.agreed(_("Take away all that was said of {year}?").format(year=year)):
        room.dossier.clear_measure(indicator, year)
        room.dialogue.say(_("Saved: nothing is said of {year} any more.").format(year=year))
