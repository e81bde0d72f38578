"""Évaluation: the list of criteria, the criterion, its texts, and where the evaluation stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from cap_tui.core.positions import text_fields
from cap_tui.i18n import _
from cap_tui.i18n.labels import phase_label
from cap_tui.tui.dialogs.pick import PickDialog
from cap_tui.tui.lens import EVERYTHING, seen
from cap_tui.tui.palette import criteria_to_find
from cap_tui.tui.screens.assessment_card import (
    criterion_blocks,
    evidence_blocks,
    history_blocks,
    reference_blocks,
    title_block,
)
from cap_tui.tui.screens.assessment_commands import ASSESSMENT_COMMANDS, READ_TEXTS, WRITE_TEXTS
from cap_tui.tui.screens.assessment_desk import Desk
from cap_tui.tui.screens.assessment_lens import Seeing
from cap_tui.tui.screens.assessment_rows import OutlineRows
from cap_tui.tui.screens.assessment_side import side_blocks, where_blocks
from cap_tui.tui.screens.assessment_texts import WRITE
from cap_tui.tui.screens.crossed_lines import whole_blocks
from cap_tui.tui.screens.crossed_roles import expected_sentence, frozen_sentence, visa_awaited, who_you_are
from cap_tui.tui.screens.indicator_lines import figures_on
from cap_tui.tui.widgets.lines import Block, LinesView
from cap_tui.tui.widgets.rows import RowList
from cap_tui.tui.widgets.sentence import Sentence
from cap_tui.tui.widgets.tabs import TabLine
from cap_tui.tui.widgets.text_field import TextField
from cap_tui.tui.words import fictional_mark, field_name, joined, proposed_mark, said

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from cap_tui.core.assessments import Changes
    from cap_tui.services.dossier import Dossier
    from cap_tui.tui.commands import Command

VIEWS = ("criterion", "evidence", "references", "history", "crossed", "standing")
NARROW, WIDE, SHORT = 100, 120, 30
"""Below 100 columns the list and the criterion take turns; from 120 the standing is beside. Below 30 lines, no blanks."""

GUEST_FIRST = frozenset(
    {"rate-1", "write", "leave-field", "next-field", "next-unanswered", "remark", "finish"}
)
POOLING_FIRST = frozenset({"pooling", "leave-field", "next-field"})
VISA = "go-visa"
"""What a guest, or the director when views are pooled, is there for: shown first in the key bar."""
ANSWERING = frozenset(
    {"rate", "not_applicable", "exclude_section", "dont_know", "clear", "flag", "undo", "redo", "editor"}
)


class AssessmentScreen(Seeing):
    """One evaluation, being answered by one person.

    Args:
        dossier: The evaluation.
        criterion: Where to begin; the first without an answer when empty.
    """

    PLACE = "assessment"
    AUTO_FOCUS = ""
    OFFERED: ClassVar[tuple[Command, ...]] = ASSESSMENT_COMMANDS
    DEFAULT_CSS = """
    AssessmentScreen #outline { width: 28%; min-width: 34; max-width: 60; background: $surface; }
    AssessmentScreen #outline > .row-list--cursor { background: $primary; color: $on-primary; }
    AssessmentScreen #centre { width: 1fr; padding: 0 1; }
    AssessmentScreen #side { width: 30; padding: 0 1; background: $surface; display: none; }
    AssessmentScreen.-wide #side { display: block; }
    AssessmentScreen.-narrow #outline { display: none; }
    AssessmentScreen.-narrow.-listing #outline { display: block; width: 1fr; max-width: 100%; }
    AssessmentScreen.-narrow.-listing #centre { display: none; }
    AssessmentScreen #frozen { height: auto; display: none; padding: 0 1; background: $panel; color: $foreground; text-style: bold; }
    AssessmentScreen #reading { height: 5; background: $surface; }
    AssessmentScreen #lacking { height: 1; color: $alert; text-style: bold; display: none; }
    AssessmentScreen.-demanding #lacking { display: block; }
    AssessmentScreen #text { height: 10; display: none; }
    AssessmentScreen.-short #reading { height: 2; }
    AssessmentScreen.-short #text { height: 8; }
    """

    def __init__(self, dossier: Dossier, criterion: str = "") -> None:
        super().__init__()
        self.dossier: Dossier = dossier
        self.desk = Desk(dossier)
        self.texts = text_fields(self.desk.scale)
        first = next(self.desk.unanswered(), self.desk.order[0])
        self._asked = criterion in self.desk.order
        self.current = criterion if self._asked else first
        self._reading_only = False
        self._first: frozenset[str] = frozenset()
        self._rows = OutlineRows(self.desk)

    def heading(self) -> Content:
        """Name the structure, the questionnaire and the year, with their marks."""
        # The marks come first: a long name is what gives way on a narrow screen.
        summary = self.dossier.summary
        what = f"{said(self.desk.questionnaire.title).partition(' — ')[0]} {summary.year}"
        marked = joined(fictional_mark(summary.structure), what, by=" ")
        return joined(
            who_you_are(self.dossier),
            marked,
            Content.styled(self.lens.label, "bold"),
            proposed_mark(self.desk.questionnaire),
            phase_label(summary.phase),
            summary.structure.name,
        )

    def body(self) -> ComposeResult:
        """Yield the list, the criterion with its texts, and the standing."""
        outline = RowList(self._draw_row, on_move=self._moved, id="outline")
        outline.can_focus = False
        yield Sentence(Content(""), id="frozen")
        with Horizontal():
            yield outline
            with Vertical(id="centre"):
                yield TabLine(self._view_names(), id="views")
                yield LinesView(id="card")
                yield Static(Content(""), id="lacking")
                yield TabLine([field_name(field) for field in self.texts], id="fields")
                yield LinesView(id="reading")
                yield TextField(id="text")
            yield LinesView(id="side")

    def on_mount(self) -> None:
        """Show the first criterion to answer."""
        lens = self.shell.lenses.get(self.dossier.summary.id, EVERYTHING)
        self.look(lens if self.current in seen(self.dossier, lens) or not self._asked else EVERYTHING)
        expected = expected_sentence(self.dossier)
        if expected:
            self.tell(expected)

    def desk_laid(self) -> None:
        """Draw the list and the criterion: others are looked at, or the questionnaire is another one."""
        self.texts = text_fields(self.desk.scale)
        self.fields.rename([field_name(field) for field in self.texts])
        asks = any(level.requires.position for level in self.desk.scale.levels)
        self.set_class(asks, "-demanding")
        self._rows = OutlineRows(self.desk)
        self._outline.set_rows(len(self._rows), self._rows.criteria, cursor=self._rows.index(self.current))
        self.phase_changed()
        self._paint()
        self.refresh_frame()

    def on_screen_resume(self) -> None:
        """Draw what another screen may have changed."""
        if self.is_mounted:
            self.lay_again()
            lens = self.shell.lenses.get(self.dossier.summary.id, EVERYTHING)
            if lens != self.lens:  # another screen changed it
                self.look(lens)
            self.desk.forget()
            self.phase_changed()
            self.repaint(*self.desk.order)

    def phase_changed(self) -> None:
        """Close the texts when answers are frozen, and say so for as long as they are."""
        sentence = frozen_sentence(self.dossier)
        self._reading_only = bool(sentence)
        pooling = self.dossier.may("position.retain") and self.desk.several
        self._first = POOLING_FIRST if pooling else GUEST_FIRST if who_you_are(self.dossier) else frozenset()
        if visa_awaited(self.dossier):
            self._first = frozenset({VISA})
        self.query_one(TextField).read_only = not self.writable()
        strip = self.query_one("#frozen", Static)
        strip.update(Content(sentence))
        strip.display = bool(sentence)

    def on_resize(self, event: events.Resize) -> None:
        """Choose what fits."""
        width, height = event.size
        self.set_class(width < NARROW, "-narrow")
        self.set_class(width >= WIDE, "-wide")
        self.set_class(height < SHORT, "-short")
        self._paint()
        self.refresh_bar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what the phase and the width allow."""
        if action in ANSWERING:
            exists = action != "rate" or parameters[:1] <= (len(self.desk.scale.levels),)
            return exists and not self._reading_only
        if action == "note_action":
            return self.dossier.may("action.write") or self.dossier.may("action.propose")
        if action == "listing":
            return self.has_class("-narrow")
        return super().check_action(action, parameters)

    def commands(self) -> list[Command]:
        """Return what can be asked for now, what one is here for first; Enter reads where nothing can be written."""
        found = super().commands()
        if not self.writable():
            found = [READ_TEXTS if command is WRITE_TEXTS else command for command in found]
        if VISA in self._first:
            found = [replace(command, bar=True) if command.id == VISA else command for command in found]
        found.sort(key=lambda command: command.id not in self._first)
        return found

    def writable(self) -> bool:
        """Return whether the text chosen may be changed: evidence goes on arriving once answers are frozen."""
        evidence = self.texts[self.fields.place] == "evidence" and self.dossier.may("evidence.attach")
        return evidence or not self._reading_only

    @property
    def _outline(self) -> RowList:
        return self.query_one("#outline", RowList)

    @property
    def views(self) -> TabLine:
        """The names of the sides of the criterion."""
        return self.query_one("#views", TabLine)

    @staticmethod
    def _view_names() -> list[str]:
        return [_("Criterion"), _("Expected"), _("Ref."), _("History"), _("Views"), _("Standing")]

    def show_criterion(self, key: str) -> None:
        """Go to a criterion, looking at all of them when it is not among those seen."""
        if key not in self._rows:
            self.look(EVERYTHING)
        self._outline.move_to(self._rows.index(key))

    def _draw_row(self, index: int, width: int) -> Content:
        return self._rows.draw(index, width)

    def _moved(self, index: int) -> None:
        self.end_stay()
        self.current = self._rows.criterion(index)
        self.hush()
        self._paint()

    def show_levels(self) -> None:
        """Show the levels, where what was just answered is seen."""
        if self.views.place:
            self.views.choose(0)

    def repaint(self, *keys: str) -> None:
        """Draw again what shows these criteria."""
        if not self.is_mounted:
            return
        self.desk.forget(*keys)
        for index in self._rows.concerned_by(keys):
            self._outline.refresh_row(index)
        if self.current in keys:
            self._paint(keep_place=True)
            if self.keeper.place is not None and not self.in_text():
                self.begin_stay()
        elif self.has_class("-wide"):
            self._paint_side()

    def text_stored(self, changes: Changes) -> None:
        """Draw the history again when it is what is shown."""
        if self.is_mounted and self.views.place == VIEWS.index("history") and changes:
            self._paint(keep_place=True)

    def _paint(self, *, keep_place: bool = False) -> None:
        self.query_one("#card", LinesView).show(self._card(), keep_place=keep_place)
        self.paint_texts()
        if self.has_class("-wide"):
            self._paint_side()

    def reveal_answer(self) -> None:
        """Bring the answer just given into view: the fourth level of a wordy criterion may be below the card."""
        position = self.desk.opinion(self.current).position
        if position is None:
            return
        ranks = [level.id for level in self.desk.scale.levels]
        key = ranks.index(position.level) + 1 if position.level in ranks else position.stance.value
        self.query_one("#card", LinesView).reveal(key)

    def _paint_side(self) -> None:
        self.query_one("#side", LinesView).show(side_blocks(self.desk, self.current))

    def _card(self) -> list[Block]:
        criterion = self.desk.criterion(self.current)
        opinion = self.desk.opinion(self.current)
        view = VIEWS[self.views.place]
        if view == "criterion":
            roomy = not self.has_class("-short")
            retained = self.desk.views(self.current).retained if self.desk.several else None
            position = retained.position if retained is not None else None
            questionnaire, edition = self.desk.questionnaire, self.lens.edition
            formers = self.desk.former(self.current)
            return criterion_blocks(
                questionnaire, criterion, opinion,
                roomy=roomy, retained=position, edition=edition, formers=formers,
            )  # fmt: skip
        title = title_block(criterion, opinion)
        if view == "evidence":
            return [title, *evidence_blocks(criterion, figures_on(self.dossier.indicators(), self.current))]
        if view == "references":
            return [title, *reference_blocks(self.desk.questionnaire, criterion)]
        if view == "history":
            return [title, *history_blocks(self.dossier.history(self.current), self.shell.local)]
        if view == "crossed":
            views, remarks = self.desk.views(self.current), self.desk.remarks(self.current)
            return [title, *whole_blocks(self.desk.scale, views, remarks)]
        return [title, *where_blocks(self.desk, self.current)]

    # Moving

    def action_indicators(self) -> None:
        """Go to the indicators of the criterion one is on."""
        self.flush()
        self.shell.go("indicators", self.dossier, self.current)

    def action_next(self, steps: int) -> None:
        """Go to another criterion."""
        self.show_criterion(self.desk.beside(self.current, steps))

    def action_next_section(self, steps: int) -> None:
        """Go to another objective."""
        self.show_criterion(self.desk.beside_section(self.current, steps))

    def action_next_unanswered(self) -> None:
        """Go to the next criterion without an answer."""
        key = self.desk.next_unanswered(self.current)
        if key is None:
            narrowed = self.desk.narrowed and not self.desk.complete
            self.tell(
                _("Every criterion seen here has an answer. g: see the others")
                if narrowed
                else self.all_answered()
            )
        else:
            self.show_criterion(key)

    def action_page(self, pages: int) -> None:
        """Scroll the criterion."""
        self.query_one("#card", LinesView).page(pages)

    def action_view(self, steps: int) -> None:
        """Show another side of the criterion."""
        self.views.turn(steps)
        self._paint()

    def action_view_named(self, name: str) -> None:
        """Show one side of the criterion, or the criterion again."""
        place = VIEWS.index(name)
        self.views.choose(0 if self.views.place == place else place)
        self._paint()

    def action_listing(self) -> None:
        """Show the list in place of the criterion, or the criterion again."""
        self.toggle_class("-listing")

    @work
    async def action_search(self) -> None:
        """Find a criterion by its words."""
        key = await self.app.push_screen_wait(
            PickDialog(_("Find a criterion"), criteria_to_find(self.dossier))
        )
        if key is not None:
            self.show_criterion(key)

    async def action_go(self, where: str) -> None:
        """Go to the results, the plan or the export of this evaluation."""
        self.flush()
        self.shell.go(where, self.dossier)

    def action_back(self) -> None:
        """Go home; what was typed is saved."""
        self.flush()
        super().action_back()

    # Mouse

    def on_row_list_chosen(self) -> None:
        """Open the criterion under the cursor."""
        if self.has_class("-listing"):
            self.action_listing()

    async def on_lines_view_clicked(self, event: LinesView.Clicked) -> None:
        """Rate by a click on a level, write by a click on a text."""
        if event.key == WRITE:
            self.action_write()
            return
        actions = {"not_applicable": "not_applicable", "unknown": "dont_know"}
        await self.run_action(actions.get(str(event.key), f"rate({event.key})"))

    def on_tab_line_chosen(self, event: TabLine.Chosen) -> None:
        """Show the side or the text clicked."""
        if event.line is self.views:
            self.views.choose(event.place)
            self._paint()
        else:
            self.choose_field(event.place)
