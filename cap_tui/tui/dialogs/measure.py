"""One year of an indicator: its value, its goal, where the value comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from cap_tui.core.dates import FIRST_YEAR, LAST_YEAR
from cap_tui.core.errors import CapError
from cap_tui.core.figures import parse_number
from cap_tui.core.measures import MOST_SOURCE
from cap_tui.core.text import one_line
from cap_tui.i18n import _, explain
from cap_tui.i18n.figures import course_words, measure_field_label, typed
from cap_tui.i18n.typography import typeset
from cap_tui.tui.dialogs.base import Dialog
from cap_tui.tui.dialogs.prompt import LONG
from cap_tui.tui.widgets.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events
    from textual.app import ComposeResult

    from cap_tui.core.measures import Series

LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class Figures:
    """What was typed of a year.

    Attributes:
        value: As typed; empty for none, like the others.
    """

    year: int
    value: str
    goal: str
    source: str


class MeasureDialog(Dialog[Figures]):
    """Asks for the figures of an indicator for one year; another year typed shows its own.

    Args:
        series: The indicator, with what is known.
        year: The year to begin with.
    """

    DEFAULT_CSS = """
    MeasureDialog > #box { width: 84; }
    MeasureDialog Horizontal { height: auto; }
    MeasureDialog .label { width: 12; height: 1; color: $muted; }
    MeasureDialog Input { width: 1fr; border: none; height: 1; padding: 0; background: $background; }
    MeasureDialog Input:focus { border: none; background: $panel; }
    MeasureDialog #course { height: auto; max-height: 2; color: $muted; }
    MeasureDialog #wrong { height: auto; color: $alert; text-style: bold; display: none; }
    """

    def __init__(self, series: Series, year: int) -> None:
        indicator = series.indicator
        unit = f" ({indicator.unit})" if indicator.unit else ""
        super().__init__(
            typeset(indicator.label) + unit,
            _("Enter: save · Tab or ↑ ↓: next field · Esc: go back. Clear a field to take it away."),
        )
        self._series, self._year = series, year
        self._loaded = self._known(year)

    def body(self) -> ComposeResult:
        """Yield what is known, then the four fields."""
        yield Sentence(Content(course_words(self._series)), id="course")
        with Horizontal():
            yield Static(Content(_("Year")), classes="label")
            yield Input(str(self._year), id="year", max_length=len(str(LAST_YEAR)))
        for field, text in self._loaded.items():
            with Horizontal():
                yield Static(Content(measure_field_label(field)), classes="label")
                longest = MOST_SOURCE if field == "source" else LONGEST_NUMBER
                yield Input(text, id=field, max_length=longest)
        yield Sentence(Content(""), id="wrong")

    def on_mount(self) -> None:
        """Begin with the value: the year is most often the right one."""
        self._field("value").focus()

    def _field(self, name: str) -> Input:
        return self.query_one(f"#{name}", Input)

    def _known(self, year: int) -> Mapping[str, str]:
        measure = self._series.of(year)
        return {"value": typed(measure.value), "goal": typed(measure.goal), "source": measure.source}

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is known of the year typed, in the fields where nothing was typed."""
        year = self._typed_year()
        if event.input.id != "year" or year is None or year == self._year:
            return
        before, self._year, self._loaded = self._loaded, year, self._known(year)
        for name, text in self._loaded.items():
            field = self._field(name)
            if field.value == before[name]:
                field.value = text

    def _typed_year(self) -> int | None:
        text = self._field("year").value.strip()
        if not text.isascii() or not text.isdecimal() or not FIRST_YEAR <= int(text) <= LAST_YEAR:
            return None
        return int(text)

    def on_key(self, event: events.Key) -> None:
        """Move between fields."""
        if event.key in ("up", "down"):
            event.stop()
            event.prevent_default()
            (self.focus_next if event.key == "down" else self.focus_previous)()

    def unsaved(self) -> str:
        """Return how to keep a source that would be painful to type again."""
        source = self._field("source").value
        if source == self._loaded["source"] or len(source.strip()) < LONG:
            return ""
        return _("Enter saves this text. Esc once more drops it.")

    def on_input_submitted(self) -> None:
        """Keep it from whichever field one is in; go to the one that cannot be read."""
        year = self._typed_year()
        if year is None:
            sentence = _("The year of a value lies between {first} and {last}.")
            self._refuse("year", sentence.format(first=FIRST_YEAR, last=LAST_YEAR))
            return
        texts = {name: one_line(self._field(name).value, limit=MOST_SOURCE) for name in self._loaded}
        for name in ("value", "goal"):
            try:
                parse_number(texts[name], self._series.indicator.unit)
            except CapError as error:
                self._refuse(name, explain(error))
                return
        self.dismiss(Figures(year, **texts))

    def _refuse(self, name: str, sentence: str) -> None:
        self.warn(sentence)
        self._field(name).focus()
