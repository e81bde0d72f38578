"""Mise en commun: where views differ, largest divergence first; what is retained is recorded without leaving the list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.content import Content
from textual.widgets import Static

from cap_tui.core.crossing import same
from cap_tui.core.errors import N_, CapError
from cap_tui.core.permissions import Phase, Role
from cap_tui.core.positions import Position, Stance
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.labels import phase_label, role_label
from cap_tui.tui.commands import BACK, DIGITS, Command
from cap_tui.tui.screens.crossed_lines import position_in
from cap_tui.tui.screens.phase_moves import NEXT_PHASE, PHASE_COMMANDS, PREVIOUS_PHASE
from cap_tui.tui.screens.pooling_lines import (
    ALL,
    DIFFERING,
    OPEN,
    SIDES,
    detail_blocks,
    header,
    kept_in,
    options,
    row,
    said_positions,
)
from cap_tui.tui.screens.remarks_gestures import REMARK_COMMAND, REMARKS_COMMAND, Remarking
from cap_tui.tui.screens.results_moves import DossierScreen
from cap_tui.tui.widgets.lines import LinesView
from cap_tui.tui.widgets.rows import RowList
from cap_tui.tui.widgets.sentence import Sentence
from cap_tui.tui.words import said

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from cap_tui.core.assessments import Changes
    from cap_tui.core.review import CrossedViews
    from cap_tui.services.dossier import Dossier
    from cap_tui.tui.dialogs.retain import Agreement

FILTERS = {
    ALL: N_("Every criterion"),
    DIFFERING: N_("Where views differ"),
    OPEN: N_("Nothing retained yet"),
}
RETAINING = frozenset({"retain", "agree", "not_applicable", "withdraw"})

RETAINS = tuple(
    Command(
        f"retain-{number}", (str(number), DIGITS[number - 1]), N_("Retain"), N_("Retain this level for the criterion"),
        f"retain({number})", bar=number == 1,
    )
    for number in range(1, 10)
)  # fmt: skip


class PoolingScreen(DossierScreen, Remarking):
    """Everyone's views of every criterion, and what is retained.

    Args:
        dossier: The open assessment.
        criterion: Where to begin; the largest divergence when empty.
    """

    PLACE = "pooling"
    NAME = N_("Pooling")
    AUTO_FOCUS: ClassVar[str] = "RowList"
    OFFERED: ClassVar[tuple[Command, ...]] = (
        *RETAINS,
        Command("retain-agree", ("enter",), N_("With a reason"), N_("Retain a level, saying why and who agreed"), "agree"),
        Command("retain-next", ("u",), N_("To do"), N_("Go to the next criterion where nothing is retained"), "next_open"),
        Command("retain-filter", ("f",), N_("Filter"), N_("Every criterion, where views differ, or nothing retained yet"), "filter"),
        Command("retain-withdraw", ("0", DIGITS[9]), N_("Withdraw"), N_("Take back what was retained"), "withdraw"),
        Command("retain-not-applicable", ("n",), N_("Not applicable"), N_("Retain that the criterion does not apply, saying why"), "not_applicable", bar=False),
        REMARK_COMMAND,
        REMARKS_COMMAND,
        Command("pooling-open", ("e",), N_("Evaluation"), N_("See the criterion in the evaluation"), "open"),
        Command("pooling-read-on", ("space",), N_("Read on"), N_("Scroll what everyone says"), "page(1)", bar=False),
        Command("pooling-read-back", ("backspace",), N_("Read back"), N_("Scroll back what everyone says"), "page(-1)", bar=False),
        Command("pooling-plan", ("p",), N_("Plan"), N_("Go to the progress plan"), "plan", bar=False),
        *PHASE_COMMANDS,
        BACK,
    )  # fmt: skip
    DEFAULT_CSS = """
    PoolingScreen #state { height: auto; max-height: 3; padding: 0 1; background: $panel; }
    PoolingScreen #head { height: 1; padding: 0 1; background: $surface; color: $muted; }
    PoolingScreen #rows { height: 2fr; min-height: 5; }
    PoolingScreen #said { height: 3fr; min-height: 5; padding: 0 1; border-top: solid $secondary; }
    """

    def __init__(self, dossier: Dossier, criterion: str = "") -> None:
        super().__init__(dossier)
        self._wanted = criterion
        self._which = ALL
        self._views: dict[str, CrossedViews] = {}
        self._order: list[str] = []
        self._begun: dict[str, list[Position | None]] = {}

    def body(self) -> ComposeResult:
        """Yield the state, the heads, the list, and what everyone says of the criterion one is on."""
        yield Sentence(Content(""), id="state")
        yield Static(Content(""), id="head")
        yield RowList(self._row, on_move=self._moved, id="rows")
        yield LinesView(id="said")

    def on_mount(self) -> None:
        """Show the criteria, where they differ first."""
        self._read(self._wanted)

    def on_screen_resume(self) -> None:
        """Show what changed meanwhile."""
        if self._order:
            self._read(self.current)

    def on_resize(self) -> None:
        """Put the heads over the columns."""
        self._head()

    @property
    def rows(self) -> RowList:
        """The criteria."""
        return self.query_one("#rows", RowList)

    @property
    def current(self) -> str:
        """Id of the criterion one is on; empty for none."""
        place = self.rows.cursor if self.is_mounted else -1
        return self._order[place] if 0 <= place < len(self._order) else ""

    def criterion_here(self) -> str:
        """Return the criterion one is on."""
        return self.current

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to retain where one may, on a criterion."""
        if action in RETAINING:
            if not self.current or not self.dossier.may("position.retain"):
                return False
            if action == "retain":
                return parameters[:1] <= (len(self.dossier.questionnaire.scale.levels),)
            return action != "withdraw" or self._kept(self.current) is not None
        return super().check_action(action, parameters)

    def phase_changed(self) -> None:
        """Show what the phase opens."""
        self._read(self.current)

    def _read(self, cursor: str = "") -> None:
        """Read everything again and show it, in an order that then stays while one works."""
        every = self.dossier.pooling()
        self._views = {views.criterion: views for views in every}
        self._order = [views.criterion for views in every if kept_in(views, self._which)]
        place = self._order.index(cursor) if cursor in self._order else 0
        self.rows.set_rows(len(self._order), cursor=place)
        self._head()
        self._moved(self.rows.cursor)

    def _head(self) -> None:
        if not self.is_mounted:
            return
        self.query_one("#head", Static).update(header(max(self.size.width - 2, 1)))
        self.query_one("#state", Static).update(Content(self._state()))

    def _state(self) -> str:
        """Return how many wait, which are shown, and why nothing can be retained when it is so."""
        differing = [views for views in self._views.values() if kept_in(views, DIFFERING)]
        left = sum(self._kept(views.criterion) is None for views in differing)
        count = ngettext(
            "{total} divergence, {count} to settle", "{total} divergences, {count} to settle", len(differing)
        ).format(total=len(differing), count=left)
        shown = _(FILTERS[self._which]) + f" ({len(self._order)})"
        hidden = next((views.hidden for views in self._views.values() if views.hidden), "")
        return "\n".join(filter(None, (f"{count} · {shown}", _(hidden) if hidden else self._why_not())))

    def _why_not(self) -> str:
        if self.dossier.may("position.retain"):
            return ""
        if self.dossier.may("phase.advance") or self.dossier.may("phase.reopen"):
            before = self.dossier.summary.phase is Phase.COLLECTING
            return _("To look at: positions are retained in the phase “{phase}” ({key}).").format(
                phase=phase_label(Phase.CONSENSUS), key=(NEXT_PHASE if before else PREVIOUS_PHASE).keys[0]
            )
        return _("To look at: it is the director who records what is retained.")

    def _row(self, index: int, width: int) -> Content:
        key = self._order[index]
        questionnaire = self.dossier.questionnaire
        return row(questionnaire.scale, questionnaire.criteria[key], self._views[key], self._kept(key), width)

    def _kept(self, key: str) -> Position | None:
        if self._begun.get(key):
            return self._begun[key][-1]
        retained = self._views[key].retained
        return retained.position if retained is not None else None

    def _moved(self, _index: int) -> None:
        self.hush()
        self._paint(keep_place=False)
        self.refresh_bar()

    def _paint(self, *, keep_place: bool = True) -> None:
        page = self.query_one("#said", LinesView)
        key = self.current
        if not key:
            page.show([], keep_place=False)
            return
        questionnaire = self.dossier.questionnaire
        blocks = detail_blocks(
            questionnaire.scale, questionnaire.criteria[key], self._views[key], self.dossier.open_threads(key)
        )
        page.show(blocks, keep_place=keep_place)

    def review_changed(self, changes: Changes) -> None:
        """Draw again what a shared write changed, each line where it was."""
        if changes.whole:
            self._read(self.current)
            return
        self._refresh(self.current)

    def _refresh(self, key: str) -> None:
        """Read a criterion again and draw it where it is."""
        if key:
            self._views[key] = self.dossier.views(key)
        if key in self._order:
            self.rows.refresh_row(self._order.index(key))
        self._head()
        self._paint()

    # What is retained

    def action_retain(self, number: int) -> None:
        """Retain a level at once where everyone says so; ask why elsewhere."""
        levels = self.dossier.questionnaire.scale.levels
        if number <= len(levels):
            position = Position(Stance.LEVEL, levels[number - 1].id)
            if self._asks_why(position):
                self._ask(position)
            else:
                self._retain(self.current, position, "", self._present())

    def action_agree(self) -> None:
        """Ask which level is retained, why, and who agreed."""
        views = self._views[self.current]
        levels = [position for position, _label in options(self.dossier.questionnaire.scale)]
        known = [self._kept(self.current), *(position_in(views, role) for role in SIDES)]
        found = (position for position in known if position in levels)
        self._ask(next(found, levels[0]))

    @work
    async def action_not_applicable(self) -> None:
        """Ask why the criterion does not apply, and retain that."""
        from cap_tui.tui.dialogs.prompt import PromptDialog

        key = self.current
        criterion = self.dossier.questionnaire.criteria[key]
        title = _("Why does {code} not apply to your structure?").format(code=criterion.code)
        reason = await self.app.push_screen_wait(PromptDialog(title, said(criterion.title)))
        if reason is not None:
            self._retain(key, Position(Stance.NOT_APPLICABLE, reason=reason), reason, self._present(key))

    def action_withdraw(self) -> None:
        """Take back what was retained."""
        if self._kept(self.current) is not None:
            self._retain(self.current, None, "", ())

    def _asks_why(self, position: Position) -> bool:
        return any(not same(position, other) for other in said_positions(self._views[self.current]))

    def _people(self) -> list[tuple[str, str]]:
        """Return director and reviewers, as `retain` takes who agreed, and their names.

        An id follows its person when they change names, but means nothing for who gave no name or has not written yet.
        """
        found = []
        for person in self.dossier.people():
            if set(person.roles) & set(SIDES):
                name = person.name or role_label(person.roles[0])
                found.append((person.id if person.present and person.name else name, name))
        return found

    def _present(self, key: str = "") -> tuple[str, ...]:
        """Return, as `_people` does, those who spoke of a criterion, and the director."""
        spoke = {voice.participant for voice in self._views[key or self.current].voices}
        people = [person for person in self.dossier.people() if set(person.roles) & set(SIDES)]
        return tuple(
            who
            for (who, _name), person in zip(self._people(), people, strict=True)
            if person.id in spoke or Role.DIRECTOR in person.roles
        )

    @work
    async def _ask(self, position: Position) -> None:
        from cap_tui.tui.dialogs.retain import RetainDialog

        key = self.current
        views, scale = self._views[key], self.dossier.questionnaire.scale
        criterion = self.dossier.questionnaire.criteria[key]
        people = self._people()
        before = views.retained
        ticked = [who for who, name in people if before is not None and name in before.agreed]
        answer: Agreement | None = await self.app.push_screen_wait(
            RetainDialog(
                _("Retained on {code} {title}").format(code=criterion.code, title=said(criterion.title)),
                options(scale),
                chosen=position,
                people=people,
                agreed=ticked or self._present(key),
                reason=before.reason if before is not None else "",
                asks_why=lambda value: any(not same(value, other) for other in said_positions(views)),
            )
        )
        if answer is not None:
            self._retain(key, answer.value, answer.reason, answer.agreed)

    def _retain(self, key: str, position: Position | None, reason: str, agreed: tuple[str, ...]) -> None:
        self.hush()
        self._begun.setdefault(key, []).append(position)
        self.rows.refresh_row(self._order.index(key))
        pending = [key]

        def ended() -> None:
            # Tried again after a failure, it is no longer on its way: only its first return ends it.
            if pending:
                self._begun[pending.pop()].pop(0)

        def stored(changes: Changes) -> None:
            ended()
            if not self.is_mounted:
                return
            if changes.whole:
                self._read(self.current)
            else:
                self._refresh(key)
            self.refresh_bar()

        def failed(error: CapError) -> None:
            ended()
            if self.is_mounted:
                self._read(self.current)
                self.fail(error)

        write = partial(self.dossier.retain, key, position, reason=reason, agreed=agreed)
        self.shell.saver.submit(write, stored, failed, key=("retained", key))

    # Moving

    def action_next_open(self) -> None:
        """Go to the next criterion where nothing is retained, round and round."""
        here = self.rows.cursor
        around = [*range(here + 1, len(self._order)), *range(here + 1)]
        found = next((place for place in around if self._kept(self._order[place]) is None), None)
        if found is None:
            self.tell(_("A position is retained everywhere. > : go on to the plan."))
        else:
            self.rows.move_to(found)

    def action_filter(self) -> None:
        """Show every criterion, those where views differ, or those still open."""
        names = list(FILTERS)
        self._which = names[(names.index(self._which) + 1) % len(names)]
        self._read(self.current)
        self.refresh_bar()

    def action_page(self, pages: int) -> None:
        """Scroll what everyone says."""
        self.query_one("#said", LinesView).page(pages)

    def action_open(self) -> None:
        """Go to the criterion in the evaluation."""
        if self.current:
            self.go_to_criterion(self.current)

    def on_row_list_chosen(self) -> None:
        """Retain on the line clicked."""
        if self.check_action("agree", ()):
            self.action_agree()
