"""Remarques: what waits for me, and every thread, answered and closed in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.content import Content
from textual.widgets import Static

from cap_tui.core.errors import N_
from cap_tui.core.review import InboxLine, Thread, Waiting
from cap_tui.core.text import one_line
from cap_tui.i18n import _
from cap_tui.services.inbox import EXPECTED
from cap_tui.tui.commands import BACK, DIGITS, Command
from cap_tui.tui.dialogs.prompt import PromptDialog
from cap_tui.tui.screens.phase_moves import PHASE_COMMANDS
from cap_tui.tui.screens.remarks_gestures import REMARK_COMMAND, Remarking
from cap_tui.tui.screens.remarks_lines import (
    ALL,
    FILTERS,
    MINE,
    OPEN,
    Row,
    inbox_blocks,
    nothing_here,
    row_content,
    thread_blocks,
)
from cap_tui.tui.screens.results_moves import DossierScreen
from cap_tui.tui.widgets.lines import Block, LinesView
from cap_tui.tui.widgets.rows import RowList
from cap_tui.tui.words import person_name, said

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from cap_tui.core.assessments import Changes
    from cap_tui.core.review import Note, Proposal
    from cap_tui.services.dossier import Dossier


ASKED = 180
"""Characters of a remark shown over its answer."""


def _show(number: int, which: str, description: str) -> Command:
    keys = (str(number), DIGITS[number - 1])
    return Command(f"remarks-{which}", keys, FILTERS[which], description, f"show('{which}')", bar=False)


class RemarksScreen(DossierScreen, Remarking):
    """The inbox and the threads of an assessment, or the threads of one criterion.

    Args:
        dossier: The open assessment.
        criterion: Shows only the remarks on it when not empty.
    """

    PLACE = "inbox"
    NAME = N_("Remarks")
    AUTO_FOCUS: ClassVar[str] = "RowList"
    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("remarks-open", ("enter",), N_("Open"), N_("Go to the criterion, or to what is asked"), "open"),
        Command("remarks-answer", ("r",), N_("Answer"), N_("Answer this remark"), "answer"),
        Command("remarks-close", ("t",), N_("Close, reopen"), N_("Say that this remark is dealt with, or open it again"), "resolve"),
        Command("remarks-accept", ("a",), N_("Accept"), N_("Take the proposed action into the plan"), "accept"),
        Command("remarks-decline", ("n",), N_("Decline"), N_("Decline the proposed action, saying why"), "decline"),
        REMARK_COMMAND,
        Command("remarks-correct", ("e",), N_("Correct"), N_("Correct your last remark in this thread"), "correct"),
        Command("remarks-filter", ("v",), N_("View"), N_("What waits for you, the open remarks, or all"), "filter"),
        Command("remarks-read-on", ("space",), N_("Read on"), N_("Scroll the remark"), "page(1)", bar=False),
        Command("remarks-read-back", ("backspace",), N_("Read back"), N_("Scroll the remark back"), "page(-1)", bar=False),
        _show(1, MINE, N_("Show what waits for you")),
        _show(2, OPEN, N_("Show the open remarks")),
        _show(3, ALL, N_("Show every remark")),
        *PHASE_COMMANDS,
        BACK,
    )  # fmt: skip
    DEFAULT_CSS = """
    RemarksScreen #tabs { height: 1; padding: 0 1; background: $panel; }
    RemarksScreen #rows { height: 2fr; min-height: 4; }
    RemarksScreen #thread { height: 3fr; min-height: 5; padding: 0 1; border-top: solid $secondary; }
    """

    def __init__(self, dossier: Dossier, criterion: str = "") -> None:
        super().__init__(dossier)
        self._only = criterion
        self._which = ALL if criterion else MINE
        self._rows: list[Row] = []
        self._threads: dict[str, Thread] = {}
        self._proposals: dict[str, Proposal] = {}

    def body(self) -> ComposeResult:
        """Yield the filters, the list, and the thread one is on."""
        yield Static(Content(""), id="tabs")
        yield RowList(self._row, on_move=self._moved, id="rows")
        yield LinesView(id="thread")

    def on_mount(self) -> None:
        """Show what waits; everything open where nothing does."""
        self._read()
        if not self._rows and not self._only:
            self.action_show(OPEN)

    def on_screen_resume(self) -> None:
        """Show what changed meanwhile."""
        if self.is_mounted:
            self._read()

    def on_resize(self) -> None:
        """Fit the line of filters."""
        self._head()

    def phase_changed(self) -> None:
        """Show what the phase opens."""
        self._read()

    def review_changed(self, changes: Changes) -> None:
        """Show again what a write changed."""
        if changes:
            self._read()

    @property
    def rows(self) -> RowList:
        """What is listed."""
        return self.query_one("#rows", RowList)

    @property
    def row(self) -> Row | None:
        """What one is on, or None."""
        place = self.rows.cursor if self.is_mounted else -1
        return self._rows[place] if 0 <= place < len(self._rows) else None

    @property
    def thread(self) -> Thread | None:
        """The thread one is on, or None."""
        row = self.row
        return self._threads.get(row.target) if isinstance(row, InboxLine) else row

    @property
    def current(self) -> str:
        """Id of the criterion one is on."""
        return self.criterion_here()

    def criterion_here(self) -> str:
        """Return the criterion of the line one is on, or the one whose remarks are shown."""
        row = self.row
        return (row.criterion if row is not None else "") or self._only

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done of the line one is on."""
        thread = self.thread
        if action == "answer":
            return thread is not None and self.dossier.may("annotation.write")
        if action == "correct":
            return thread is not None and _mine(thread) is not None and self.dossier.may("annotation.write")
        if action == "resolve":
            return thread is not None and self.dossier.may("annotation.resolve")
        if action in ("accept", "decline"):
            return self._proposal() is not None and self.dossier.may("action.decide")
        if action == "open":
            return self.row is not None
        return super().check_action(action, parameters)

    def _proposal(self) -> Proposal | None:
        row = self.row
        return self._proposals.get(row.target) if isinstance(row, InboxLine) else None

    def _read(self) -> None:
        """Read everything again; the cursor stays on its line, or where it was."""
        here, place = self.row, max(self.rows.cursor, 0)
        threads = self.dossier.threads(self._only)
        self._threads = {thread.id: thread for thread in threads}
        self._proposals = {item.id: item for item in self.dossier.proposals()}
        if self._which == MINE and not self._only:
            self._rows = list(self.dossier.inbox())
        else:
            newest = reversed(threads)
            self._rows = [thread for thread in newest if self._which == ALL or not thread.resolved]
        found = (index for index, row in enumerate(self._rows) if here is not None and _id(row) == _id(here))
        self.rows.set_rows(len(self._rows), cursor=next(found, place))
        self._head()
        self._moved(self.rows.cursor)

    def _head(self) -> None:
        if not self.is_mounted:
            return
        if self._only:
            criterion = self.dossier.questionnaire.criteria[self._only]
            title = Content.styled(f"{criterion.code} {said(criterion.title)}", "bold")
            self.query_one("#tabs", Static).update(title.truncate(max(self.size.width - 2, 1), ellipsis=True))
            return
        names = [
            ("[" + str(number) + " " + _(name) + "]", "bold $accent")
            if which == self._which
            else (" " + str(number) + " " + _(name) + " ", "")
            for number, (which, name) in enumerate(FILTERS.items(), 1)
        ]
        self.query_one("#tabs", Static).update(Content.assemble(*names))

    def _row(self, index: int, width: int) -> Content:
        return row_content(self._rows[index], self.dossier.questionnaire.criteria, width)

    def _moved(self, _index: int) -> None:
        page, row, thread = self.query_one("#thread", LinesView), self.row, self.thread
        criteria = self.dossier.questionnaire.criteria
        if thread is not None:
            page.show(thread_blocks(thread, criteria.get(thread.criterion), self.shell.local))
        elif isinstance(row, InboxLine):
            page.show(inbox_blocks(row, self._proposal()))
        else:
            page.show([Block(Content(nothing_here(self._which, criteria.get(self._only))))])
        self.refresh_bar()

    # What can be done

    @work
    async def action_answer(self) -> None:
        """Ask for an answer."""
        thread = self.thread
        if thread is None:
            return
        last = thread.notes[-1]
        asked = _("{who}: {what}").format(who=person_name(last.author), what=one_line(last.text, limit=ASKED))
        text = await self._words(_("Your answer"), "", asked)
        if text is not None:
            self.share(partial(self.dossier.reply, thread.id, text), _("Answer saved."))

    @work
    async def action_correct(self) -> None:
        """Change the words of one's last note of the thread."""
        note = _mine(self.thread) if self.thread is not None else None
        if note is None:
            return
        text = await self._words(_("Correct your remark"), note.text)
        if text is not None:
            self.share(partial(self.dossier.edit_note, note.id, text), _("Remark corrected."))

    async def _words(self, title: str, initial: str, hint: str = "") -> str | None:
        dialog = PromptDialog(title, hint, initial=initial, multiline=True)
        text: str | None = await self.app.push_screen_wait(dialog)
        return text

    def action_resolve(self) -> None:
        """Close the thread, or open it again."""
        thread = self.thread
        if thread is not None:
            told = _("Remark open again.") if thread.resolved else _("Remark closed; t opens it again.")
            self.share(partial(self.dossier.resolve, thread.id, not thread.resolved), told)

    def action_accept(self) -> None:
        """Take the proposed action into the plan."""
        proposal = self._proposal()
        if proposal is not None:
            self.share(partial(self.dossier.decide, proposal.id, True), _("The action is in the plan."))  # noqa: FBT003 - the value written

    @work
    async def action_decline(self) -> None:
        """Ask why the proposed action is declined."""
        proposal = self._proposal()
        if proposal is None:
            return
        title = _("Why is this action declined?")
        hint = _("Whoever proposed it reads the reason.")
        reason = await self.app.push_screen_wait(PromptDialog(title, hint))
        if reason is not None:
            self.share(partial(self.dossier.decide, proposal.id, False, reason), _("The action is declined."))  # noqa: FBT003 - the value written

    def action_open(self) -> None:
        """Go where the line leads."""
        row = self.row
        places = {Waiting.DIVERGENCE: "pooling", Waiting.FINISH: "assessment", Waiting.VISA: "visa"}
        if isinstance(row, InboxLine) and row.sentence == EXPECTED:
            self.shell.go("exchange", self.dossier)
        elif isinstance(row, InboxLine) and row.why in places:
            self.shell.go(places[row.why], self.dossier)
        elif isinstance(row, InboxLine) and row.why is Waiting.VERSIONS:
            fields = self.dossier.versions()
            self.go_to_criterion(next((item.criterion for item in fields if item.criterion), ""))
        elif self.criterion_here():
            self.go_to_criterion(self.criterion_here())

    def on_row_list_chosen(self) -> None:
        """Go where the line clicked leads."""
        self.action_open()

    def action_show(self, which: str) -> None:
        """Show one of the filters, on the whole evaluation."""
        self._which, self._only = which, ""
        self._read()

    def action_filter(self) -> None:
        """Show the next of the filters."""
        names = list(FILTERS)
        self.action_show(names[(names.index(self._which) + 1) % len(names)])

    def action_page(self, pages: int) -> None:
        """Scroll what is read."""
        self.query_one("#thread", LinesView).page(pages)


def _mine(thread: Thread) -> Note | None:
    """Return the last note of the reader in a thread, or None."""
    return next((note for note in reversed(thread.notes) if note.mine and not note.erased), None)


def _id(row: Row) -> str:
    return row.target or row.sentence if isinstance(row, InboxLine) else row.id
