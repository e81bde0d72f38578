"""Indicators: by theme, what each was worth these last years; a figure is one Enter away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual import work
from textual.content import Content
from textual.widgets import Static

from cap_tui.core.errors import N_
from cap_tui.i18n import _, ngettext
from cap_tui.tui.commands import BACK, Command
from cap_tui.tui.screens.indicator_lines import (
    IndicatorRow,
    detail_blocks,
    draw_row,
    header,
    rows_of,
    years_shown,
)
from cap_tui.tui.screens.phase_moves import PHASE_COMMANDS
from cap_tui.tui.screens.results_moves import DossierScreen
from cap_tui.tui.widgets.lines import LinesView
from cap_tui.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from cap_tui.core.assessments import Changes
    from cap_tui.core.errors import CapError
    from cap_tui.core.measures import Series
    from cap_tui.services.dossier import Dossier
    from cap_tui.tui.dialogs.measure import Figures

SIDES = 2
"""Columns the list keeps for its cursor mark and its bar."""


class IndicatorsScreen(DossierScreen):
    """The indicators of an assessment, year after year.

    Args:
        dossier: The open assessment.
        criterion: Id of a criterion; the cursor starts on its first indicator.
    """

    PLACE = "indicators"
    NAME = N_("Indicators")
    AUTO_FOCUS: ClassVar[str] = "RowList"
    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("indicators-edit", ("enter",), N_("Write"), N_("Write a year of the indicator: value, goal, source"), "edit"),
        Command("indicators-next", ("u",), N_("To do"), N_("Go to the next indicator without any value"), "next_empty"),
        Command("indicators-criterion", ("e",), N_("Evaluation"), N_("See its criterion in the evaluation"), "criterion"),
        Command("indicators-undo", ("z", "ctrl+z"), N_("Undo"), N_("Undo the last change"), "undo"),
        Command("indicators-redo", ("y", "ctrl+y"), N_("Redo"), N_("Redo what was undone"), "redo", bar=False),
        Command("indicators-read", ("space",), N_("Read on"), N_("Scroll what is known of the indicator"), "page(1)", bar=False),
        Command("indicators-read-back", ("backspace",), N_("Read back"), N_("Scroll it back"), "page(-1)", bar=False),
        Command("indicators-plan", ("p",), N_("Plan"), N_("Go to the progress plan"), "plan", bar=False),
        *PHASE_COMMANDS,
        BACK,
    )  # fmt: skip
    DEFAULT_CSS = """
    IndicatorsScreen #state { height: 1; padding: 0 1; background: $panel; }
    IndicatorsScreen #head { height: 1; padding: 0 1; background: $surface; color: $muted; }
    IndicatorsScreen #rows { height: 2fr; min-height: 5; }
    IndicatorsScreen #known { height: 1fr; min-height: 5; padding: 0 1; border-top: solid $secondary; }
    """

    def __init__(self, dossier: Dossier, criterion: str = "") -> None:
        super().__init__(dossier)
        self._criterion = criterion
        self._rows: list[IndicatorRow] = []
        self._years: tuple[int, ...] = ()

    def body(self) -> ComposeResult:
        """Yield how many are filled, the heads, the list, and what is known of the one under the cursor."""
        yield Static(Content(""), id="state")
        yield Static(Content(""), id="head")
        yield RowList(self._draw, on_move=self._moved, id="rows")
        yield LinesView(id="known")

    def on_mount(self) -> None:
        """Show the indicators."""
        self.show()
        self.show_criterion(self._criterion)

    def on_screen_resume(self) -> None:
        """Show what changed meanwhile."""
        if self._rows:
            self.show()

    def on_resize(self) -> None:
        """Put the heads over the columns."""
        self._head()

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one("#rows", RowList)

    @property
    def series(self) -> Series | None:
        """The indicator one is on."""
        place = self.rows.cursor if self.is_mounted else -1
        return self._rows[place].series if 0 <= place < len(self._rows) else None

    @property
    def current(self) -> str:
        """Id of the criterion of the indicator one is on; empty for none."""
        return self.series.criterion if self.series else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to write where one may, on an indicator that is asked."""
        if action in ("edit", "undo", "redo"):
            asked = action != "edit" or (self.series is not None and bool(self.series.criteria))
            return asked and (self.dossier.may("action.write") or self.dossier.may("action.progress"))
        if action == "criterion":
            return bool(self.current)
        return super().check_action(action, parameters)

    def phase_changed(self) -> None:
        """Show what the phase opens."""
        self.show()

    def review_changed(self, _changes: Changes) -> None:
        """Show what was written elsewhere."""
        self.show()

    def show_criterion(self, criterion: str) -> None:
        """Put the cursor on the first indicator of a criterion."""
        carried = (
            place
            for place, row in enumerate(self._rows)
            if row.series is not None and criterion in row.series.criteria
        )
        self.rows.move_to(next(carried, self.rows.cursor))

    def show(self) -> None:
        """Read everything again and show it, the cursor where it was."""
        here = self.series.indicator.id if self.series else ""
        asked, orphans = self.dossier.indicators(), self.dossier.orphan_measures()
        self._years = years_shown((*asked, *orphans), self.shell.clock().year)
        self._rows = rows_of(self.dossier.questionnaire, asked, orphans)
        places = [place for place, row in enumerate(self._rows) if row.series is not None]
        named = {
            row.series.indicator.id: place for place, row in enumerate(self._rows) if row.series is not None
        }
        self.rows.set_rows(len(self._rows), places, cursor=named.get(here, max(self.rows.cursor, 0)))
        filled = sum(bool(series.valued) for series in asked)
        count = ngettext(
            "{count} indicator, {filled} with values", "{count} indicators, {filled} with values", len(asked)
        ).format(count=len(asked), filled=filled)
        told = count if asked or orphans else _("This questionnaire has no indicator.")
        self.query_one("#state", Static).update(Content(told), layout=False)
        self._head()
        self._moved(self.rows.cursor)

    def _head(self) -> None:
        if self.is_mounted and self._years:
            text = header(max(self.size.width - SIDES, 1), self._years)
            self.query_one("#head", Static).update(text, layout=False)

    def _draw(self, index: int, width: int) -> Content:
        drawn = draw_row(self._rows[index], width, self._years)
        return Content(drawn.plain) if index == self.rows.cursor else drawn

    def _moved(self, _index: int) -> None:
        series = self.series
        blocks = detail_blocks(series, self.dossier.questionnaire) if series else []
        self.query_one("#known", LinesView).show(blocks)
        self.refresh_bar()

    def on_row_list_chosen(self) -> None:
        """Write the figures of the indicator clicked; say why when that is not open."""
        if self.check_action("edit", ()):
            self.action_edit()
        elif self.series and not self.series.criteria:
            self.tell(_("This indicator is not asked any more: its figures stay as they are."))
        else:
            self.tell(self.dossier.refusal("action.write") or "")

    def action_page(self, pages: int) -> None:
        """Scroll what is known."""
        self.query_one("#known", LinesView).page(pages)

    def action_criterion(self) -> None:
        """Go to the criterion in the evaluation."""
        self.go_to_criterion(self.current)

    def action_next_empty(self) -> None:
        """Go to the next indicator without a value, from the top again after the last."""
        here = self.rows.cursor
        empty = [
            place for place, row in enumerate(self._rows) if row.series is not None and not row.series.valued
        ]
        after = next((place for place in empty if place > here), None)
        if empty:
            self.rows.move_to(after if after is not None else empty[0])
        else:
            self.tell(_("Every indicator has a value."))

    @work
    async def action_edit(self) -> None:
        """Ask for the figures of a year, and write them."""
        from cap_tui.tui.dialogs.measure import MeasureDialog

        series = self.series
        if series is None:
            return
        answer = await self.app.push_screen_wait(MeasureDialog(series, self._year_to_fill(series)))
        if answer is not None:
            self._write(series, answer)

    def _year_to_fill(self, series: Series) -> int:
        """Return the year most likely meant: the one after the last value, up to this one; else that of the evaluation."""
        today = self.shell.clock().year
        return (
            min(series.last.year + 1, max(today, series.last.year))
            if series.last
            else self.dossier.summary.year
        )

    def _write(self, series: Series, figures: Figures) -> None:
        write = partial(
            self.dossier.measure,
            series.indicator.id,
            figures.year,
            value=figures.value,
            goal=figures.goal,
            source=figures.source,
        )
        self._submit(write, lambda changes: _("Figure saved.") if changes else "")

    def action_undo(self) -> None:
        """Take back the last change."""
        self._submit(self.dossier.undo, lambda changes: _("Undone.") if changes else _("Nothing to undo."))

    def action_redo(self) -> None:
        """Put back what was taken back."""
        self._submit(self.dossier.redo, lambda changes: _("Redone.") if changes else _("Nothing to redo."))

    def _submit(self, write: Callable[[], Any], said: Callable[[Changes | None], str]) -> None:
        def done(changes: Changes | None) -> None:
            if not self.is_mounted:
                return
            self.show()
            sentence = said(changes)
            if sentence:
                self.tell(sentence)
            else:
                self.hush()

        def failed(error: CapError) -> None:
            if self.is_mounted:
                self.fail(error)

        self.shell.saver.submit(write, done, failed)
