"""Résultats: where the structure stands, from the whole down to each criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from cap_tui.core.errors import N_
from cap_tui.core.questionnaire import ROOT
from cap_tui.core.scoring import EMPTY
from cap_tui.i18n import _
from cap_tui.i18n.typography import NBSP
from cap_tui.tui.commands import DIGITS, Command
from cap_tui.tui.lens import EVERYTHING, Lens
from cap_tui.tui.screens.phase_moves import PHASE_COMMANDS
from cap_tui.tui.screens.results_lines import (
    Line,
    draw_line,
    lines_beneath,
    priority_lines,
    strength_lines,
)
from cap_tui.tui.screens.results_peers import may_compare
from cap_tui.tui.screens.results_text import detail, radar_axes, score_line, trail
from cap_tui.tui.screens.results_verdict import (
    HEADING,
    edition_owed,
    obstacle_lines,
    owed_lines,
    verdict_sentence,
)
from cap_tui.tui.screens.results_views import MoreViews
from cap_tui.tui.widgets.bars import ascii_only
from cap_tui.tui.widgets.radar import RadarView
from cap_tui.tui.widgets.rows import RowList
from cap_tui.tui.widgets.sentence import Sentence

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from cap_tui.services.dossier import Dossier

BARS, RADAR, STRENGTHS, PRIORITIES = "bars", "radar", "strengths", "priorities"
OBSTACLES, OWED = "obstacles", "owed"
CHANGES, MAP, PEERS = "changes", "map", "peers"
VIEWS = {
    BARS: N_("Bars"),
    RADAR: N_("Radar"),
    STRENGTHS: N_("Strong points"),
    PRIORITIES: N_("Priorities"),
    OBSTACLES: N_("In the way"),
    OWED: N_("Still owed"),
    CHANGES: N_("Before and after"),
    MAP: N_("Map"),
    PEERS: N_("Among its peers"),
}
SIDES = 2
"""Columns the list keeps for its cursor mark and its bar."""
SIDE_BY_SIDE = 110
"""Columns from which the radar stands beside the bars."""


def _view(number: int, view: str, description: str) -> Command:
    keys = (str(number), DIGITS[number - 1])
    return Command(f"results-{view}", keys, VIEWS[view], description, f"view('{view}')", bar=False)


class ResultsScreen(MoreViews):
    """The scores of an assessment, drawn and explained.

    Args:
        dossier: The open assessment.
    """

    PLACE = "results"
    NAME = N_("Results")
    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("results-open", ("enter",), N_("Open"), N_("Go into a section, or to the criterion"), "open"),
        Command("results-view", ("v",), N_("View"), N_("Bars, radar, strong points or priorities"), "next_view"),
        Command("results-explain", ("e",), N_("Explain"), N_("Show where the points come from"), "explain"),
        Command(
            "results-action", ("a",), N_("Action"), N_("Add an action for this criterion to the plan"), "add_action"
        ),
        Command("results-plan", ("p",), N_("Plan"), N_("Go to the progress plan"), "plan"),
        Command("results-export", ("x",), N_("Export"), N_("Make the PDF"), "export"),
        Command(
            "results-up", ("escape", "backspace"), N_("Back"), N_("Go up one step, then back to the previous screen"),
            "back",
        ),
        *PHASE_COMMANDS,
        _view(1, BARS, N_("Show the bars")),
        _view(2, RADAR, N_("Show the radar of the objectives")),
        _view(3, STRENGTHS, N_("Show what stands above the target")),
        _view(4, PRIORITIES, N_("Show what stands below the target, most pressing first")),
        _view(5, OBSTACLES, N_("Show all that stands in the way of the verdict; Enter goes there")),
        _view(6, OWED, N_("Show what is still owed to an edition of the standard, with its dates")),
        _view(7, CHANGES, N_("Show what rose and what fell since the evaluation before")),
        _view(8, MAP, N_("Show all the criteria as a map, a cell each")),
        _view(9, PEERS, N_("Show where the structure stands among those of its kinds, none of them named")),
        Command("results-right", ("right",), N_("Next cell"), N_("Go to the next cell of the map"), "cell(1)"),
        Command(
            "results-left", ("left",), N_("Previous cell"), N_("Go to the previous cell of the map"), "cell(-1)",
            bar=False,
        ),
        Command("results-lens", ("g",), N_("Edition"), N_("Look at the verdict through the next edition"), "lens"),
    )  # fmt: skip
    DEFAULT_CSS = """
    ResultsScreen #summary { height: 2; padding: 0 1; background: $panel; }
    ResultsScreen #verdict { height: auto; max-height: 2; padding: 0 1; background: $panel; display: none; }
    ResultsScreen #tabs { height: auto; max-height: 2; padding: 0 1; color: $muted; }
    ResultsScreen #middle { height: 1fr; }
    ResultsScreen #rows { width: 1fr; }
    ResultsScreen #radar { width: 46; padding: 0 1; }
    ResultsScreen #radar.-alone { width: 1fr; }
    ResultsScreen #detail { height: 5; padding: 0 1; border-top: solid $panel; }
    ResultsScreen.-narrow #detail { height: 6; }
    """

    def __init__(self, dossier: Dossier) -> None:
        super().__init__(dossier)
        self.node = ROOT
        self.view = BARS
        self.edition = ""
        self._ascii = False

    def body(self) -> ComposeResult:
        """Yield the summary, the lines with the radar, and the detail of the line one is on."""
        self._ascii = ascii_only(self.app.console.encoding)
        yield Static(Content(""), id="summary")
        yield Sentence(Content(""), id="verdict")
        yield Sentence(Content(""), id="tabs")
        with Horizontal(id="middle"):
            yield RowList(self._draw, on_move=self._moved, id="rows")
            yield RadarView(ascii_only=self._ascii, id="radar")
        yield Static(Content(""), id="detail")

    def on_mount(self) -> None:
        """Show everything."""
        self.edition = self.shell.lenses.get(self.dossier.summary.id, EVERYTHING).edition
        self.look_back()
        self.rows.focus()
        self.show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the views and the editions that the questionnaire has."""
        if action == "view":
            return parameters[0] in self.views
        if action == "cell":
            return self.view == MAP
        if action == "lens":
            return bool(self.dossier.questionnaire.editions)
        return super().check_action(action, parameters)

    @property
    def views(self) -> list[str]:
        """The views that the questionnaire has, in order."""
        questionnaire = self.dossier.questionnaire
        absent = {OBSTACLES} if questionnaire.verdict is None else set()
        absent |= {OWED} if not edition_owed(self.dossier, "") else set()
        absent |= {CHANGES} if self.before is None else set()
        absent |= set() if may_compare(self.dossier) else {PEERS}
        return [view for view in VIEWS if view not in absent]

    def on_screen_resume(self) -> None:
        """Show what changed meanwhile."""
        if self.is_mounted:
            self.look_back()
            self.show(self.current)

    def on_resize(self, event: events.Resize) -> None:
        """Put the radar beside the bars, or alone, according to the room."""
        self.set_class(event.size.width < SIDE_BY_SIDE, "-narrow")
        self._arrange(event.size.width)
        self._head()
        if self.view == MAP and self.lines:
            self.call_after_refresh(self.show, self.current)  # as many cells a row as there is room for
        self._moved(self.rows.cursor)

    @property
    def current(self) -> str:
        """Id of the node of the line one is on; the section shown when there is none."""
        line = self.line
        if line is not None and line.cells:
            return line.cells[self.cell_of(line)]
        return line.node if line is not None else self.node

    @property
    def line(self) -> Line | None:
        """The line one is on."""
        place = self.rows.cursor
        return self.lines[place] if 0 <= place < len(self.lines) else None

    def show(self, cursor: str = "") -> None:
        """Show the lines of the view, with the cursor on node `cursor` if it is there."""
        if self.node not in self.dossier.scores:  # another version of the questionnaire, or other options
            self.node = ROOT
        self.lines = self._made()
        found = (index for index, line in enumerate(self.lines) if cursor in (line.node, *line.cells))
        place = next(found, 0)
        if place < len(self.lines) and cursor in self.lines[place].cells:
            self.place = self.lines[place].cells.index(cursor)
        selectable = [index for index, line in enumerate(self.lines) if line.node != HEADING]
        self.rows.set_rows(len(self.lines), selectable, cursor=place)
        place = self.rows.cursor
        target = self.dossier.questionnaire.scale.target_level.score
        self.query_one(RadarView).show(radar_axes(self.dossier), target)
        self._arrange(self.size.width)
        self._head()
        self._moved(place)

    def _made(self) -> list[Line]:
        """Return the lines of the view."""
        if self.view == OBSTACLES:
            return obstacle_lines(self.dossier, self.edition)
        if self.view == OWED:
            edition = edition_owed(self.dossier, self.edition)
            return owed_lines(self.dossier, edition, self.shell.clock().date(), self.size.width - SIDES)
        if self.view == CHANGES:
            return self.changes()
        if self.view == MAP:
            return self.cells()
        if self.view == PEERS:
            return self.peers()
        makers = {STRENGTHS: strength_lines, PRIORITIES: priority_lines}
        maker = makers.get(self.view)
        return maker(self.dossier) if maker else lines_beneath(self.dossier, self.node)

    def _arrange(self, width: int) -> None:
        alone = self.view == RADAR
        self.rows.display = not alone
        picture = self.query_one(RadarView)
        picture.set_class(alone, "-alone")
        picture.display = alone or (self.view == BARS and width >= SIDE_BY_SIDE)

    def _head(self) -> None:
        totals = self.dossier.scores.get(self.node, EMPTY)
        summary = Content.assemble(
            (trail(self.dossier, self.node), "bold"),
            "\n",
            score_line(self.dossier, totals, self.size.width - 2),
        )
        if self.view == CHANGES:
            summary = self.changes_head()
        if self.view == PEERS:
            summary = self.peers_head()
        self.query_one("#summary", Static).update(summary, layout=False)
        verdict = verdict_sentence(self.dossier, self.edition)
        strip = self.query_one("#verdict", Sentence)
        strip.display = bool(verdict)
        strip.update(verdict)
        views = self.views
        names = []
        for number, (view, name) in enumerate(VIEWS.items(), 1):
            if view in views:
                tab = NBSP.join((str(number), *_(name).split()))
                names.append((f"[{tab}]", "bold $accent") if view == self.view else (f" {tab} ", ""))
        self.query_one("#tabs", Sentence).update(Content.assemble(*names))

    def _draw(self, index: int, width: int) -> Content:
        if self.view == MAP:
            return self.draw_cells(index, width)
        if self.view in (CHANGES, PEERS):
            drawn = (self.draw_change if self.view == CHANGES else self.draw_peers)(index, width)
            return Content(drawn.plain) if index == self.rows.cursor else drawn
        target = self.dossier.questionnaire.scale.target_level.score
        drawn = draw_line(self.lines[index], width, target, ascii_only=self._ascii)
        return Content(drawn.plain) if index == self.rows.cursor else drawn

    def _moved(self, _index: int) -> None:
        panel = self.query_one("#detail", Static)
        line = self.line
        if self.view in (OBSTACLES, OWED):
            nothing = _("Nothing stands in the way.") if self.view == OBSTACLES else ""
            text = Content.assemble((line.title, "bold"), "\n", line.detail) if line else Content(nothing)
        elif self.view == CHANGES:
            text = Content.assemble((line.title, "bold"), "\n", line.detail) if line else Content("")
        elif self.view == PEERS:
            text = self.peers_detail(self.rows.cursor)
        elif self.lines or self.view in (BARS, RADAR):
            text = detail(self.dossier, self.current, max(panel.content_size.width, 1))
        elif self.view == STRENGTHS:
            text = Content(_("Nothing above the target yet."))
        else:
            text = Content(_("Nothing below the target among what is rated."))
        panel.update(text, layout=False)

    def cell_changed(self) -> None:
        """Show what the cell one is on says."""
        self._moved(self.rows.cursor)

    def actions_changed(self) -> None:
        """Show which priorities have an action."""
        self.show(self.current)

    def on_row_list_chosen(self) -> None:
        """Go into the line clicked."""
        self.action_open()

    def action_open(self) -> None:
        """Go into a section, to the criterion in the evaluation, or to the line of the plan to complete."""
        node, line = self.current, self.line
        if line is not None and line.target:
            self.shell.go("plan", self.dossier, line.target)
        elif node in self.dossier.questionnaire.criteria:
            self.go_to_criterion(node)
        elif self.view == BARS and self.lines:
            self.node = node
            self.show()

    def action_back(self) -> None:
        """Go up one step; from the whole, back to the previous screen."""
        if self.view != BARS:
            self.action_view(BARS)
        elif self.node != ROOT:
            left = self.node
            above = self.dossier.questionnaire.path[left]
            self.node = above[-1].id if above else ROOT
            self.show(left)
        else:
            super().action_back()

    def action_view(self, view: str) -> None:
        """Show one of `VIEWS`."""
        self.view = view
        self.show()
        if self.rows.display:
            self.rows.focus()

    def action_next_view(self) -> None:
        """Show the next of `VIEWS`."""
        names = self.views
        self.action_view(names[(names.index(self.view) + 1) % len(names)])

    def action_lens(self) -> None:
        """Look at the verdict through the next edition, then through all of them at once."""
        editions = ["", *(edition.id for edition in self.dossier.questionnaire.editions)]
        place = editions.index(self.edition) if self.edition in editions else -1
        self.edition = editions[(place + 1) % len(editions)]
        self.shell.lenses[self.dossier.summary.id] = Lens(self.edition)
        self.show(self.current)

    def action_explain(self) -> None:
        """Show where the points of the line come from."""
        from cap_tui.tui.screens.explain import ExplainScreen

        node = self.node if self.view == RADAR else self.current
        self.app.push_screen(ExplainScreen(self.dossier, node))
