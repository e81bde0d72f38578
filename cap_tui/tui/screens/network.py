"""Réseau: where the structures gathered stand, the register, certificates and groups; no structure exposed."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.content import Content
from textual.widgets import Static

from cap_tui.core.errors import N_, CapError
from cap_tui.core.structures import KINDS, REGIONS
from cap_tui.i18n import _
from cap_tui.tui.commands import DIGITS, Command, key_label
from cap_tui.tui.screens.network_folders import NetworkFolders
from cap_tui.tui.screens.network_nodes import above
from cap_tui.tui.screens.network_source import Looked, Source, narrowed
from cap_tui.tui.screens.network_views import (
    CERTIFICATES,
    EQUALITY,
    GROUPS,
    LATE,
    NODES,
    REGISTER,
    VIEWS,
    filter_line,
    tabs,
)
from cap_tui.tui.widgets.lines import Block, LinesView
from cap_tui.tui.widgets.rows import RowList
from cap_tui.tui.widgets.sentence import Sentence

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from cap_tui.core.network.register import Record
    from cap_tui.services.network.dashboard import Dashboard
    from cap_tui.services.workspace import Workspace
    from cap_tui.tui.screens.network_table import Row, Table

SIDES = 2
"""Columns the list keeps for its cursor mark and its bar."""
ONLY_REGISTER = frozenset({"add", "more", "remove", "search", "import", "export"})
WRITES = frozenset({"add", "more", "remove", "import"})
FACETS = {
    "questionnaire": N_("Questionnaire"),
    "years": N_("Year"),
    "kinds": N_("Type"),
    "regions": N_("Region"),
}


class NetworkScreen(NetworkFolders):
    """The views of the network; each is read in a worker.

    Args:
        workspace: The data.
    """

    AUTO_FOCUS: ClassVar[str] = "RowList"
    OFFERED: ClassVar[tuple[Command, ...]] = (
        Command("network-open", ("enter",), N_("Open"), N_("Go into the row: what it is made of, the structures behind, the form"), "open"),
        Command("network-view", ("v",), N_("View"), N_("Go to the next view"), "next_view"),
        Command("network-add", ("n",), N_("Add"), N_("Add a structure to the register"), "add"),
        Command("network-search", ("/",), N_("Search"), N_("Search the register"), "search"),
        Command("network-import", ("i",), N_("Import"), N_("Take a register in from Excel or CSV; all is shown before it is written"), "import"),
        Command("network-more", ("m",), N_("Complete"), N_("Write or take away an approach, a certificate, a group, a count"), "more"),
        Command("network-gather", ("g",), N_("Gather"), N_("Take in the dossiers of a folder; all is shown before it is written"), "gather"),
        Command("network-watch", ("s",), N_("Watch"), N_("Watch a folder: the dossiers that come are taken in while this screen is shown; again to stop"), "watch"),
        Command("network-explain", ("e",), N_("Explain"), N_("Say what these figures count, and who is left out"), "explain"),
        Command("network-compare", ("c",), N_("Compare"), N_("Show the row by kind of structure and by region"), "compare"),
        Command("network-questionnaire", ("r",), N_("Questionnaire"), N_("Choose which questionnaire"), "facet('questionnaire')"),
        Command("network-year", ("a",), N_("Year"), N_("Choose which years"), "facet('years')"),
        Command("network-kind", ("t",), N_("Type"), N_("Choose which kinds of structures"), "facet('kinds')"),
        Command("network-region", ("d",), N_("Region"), N_("Choose which regions"), "facet('regions')"),
        Command("network-all", ("0", "à"), N_("Show all"), N_("Take every filter away"), "clear"),
        Command("network-export", ("x",), N_("Export"), N_("Write the register, or a file to fill in, as CSV"), "export"),
        Command("network-remove", ("w", "delete"), N_("Remove"), N_("Remove the structure from the register"), "remove"),
        Command("network-back", ("escape", "backspace"), N_("Back"), N_("Go up one step, then back to the previous screen"), "back"),
        *(
            Command(f"network-{name}", (str(number), DIGITS[number - 1]), view.name, view.description, f"view('{name}')", bar=False)
            for number, (name, view) in enumerate(VIEWS.items(), 1)
        ),
        Command("network-read", ("space",), N_("Read on"), N_("Scroll what is said of the row"), "page(1)", bar=False),
    )  # fmt: skip
    DEFAULT_CSS = """
    NetworkScreen #tabs { height: auto; max-height: 2; padding: 0 1; color: $muted; }
    NetworkScreen #filters { height: auto; max-height: 2; padding: 0 1; background: $panel; }
    NetworkScreen #state { height: auto; max-height: 4; padding: 0 1; }
    NetworkScreen #heads { height: 1; padding: 0 1; background: $surface; color: $muted; }
    NetworkScreen RowList { min-height: 3; }
    NetworkScreen #about { height: 7; padding: 0 1; border-top: solid $panel; }
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self.source = Source(workspace)
        self.view = NODES
        self._begun = False
        self._table: Table | None = None
        self._found: Dashboard | None = None

    def heading(self) -> Content:
        """Name the screen and the view, or the folder that is watched: the line has no room for all, and the tabs say the view."""
        place, watched, view = (
            " › ".join(("cap-tui", _("Network"))),
            self.watched_name(),
            _(VIEWS[self.view].name),
        )
        return Content(f"{place} · {watched}" if watched else f"{place} › {view}")

    def body(self) -> ComposeResult:
        """Yield the views, what narrows them, the sentences, the table, and what the row says."""
        yield Sentence(Content(""), id="tabs")
        yield Sentence(Content(""), id="filters")
        yield Sentence(Content(""), id="state")
        yield Static(Content(""), id="heads")
        yield RowList(self._draw, on_move=self._moved)
        yield LinesView(id="about")

    def on_mount(self) -> None:
        """Begin on the dashboard."""
        self._load()

    def on_screen_resume(self) -> None:
        """Read again what another screen may have changed."""
        if self.away:
            self.away = False
            self.changed(self._key())

    def on_resize(self, _event: events.Resize) -> None:
        """Put the heads over the columns, and the panel at its width."""
        if self._table is not None:
            self.call_after_refresh(self._lay)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what the view has, and what may be written."""
        if action == "facet":
            return self._facet(str(parameters[0])) in VIEWS[self.view].facets
        if action == "clear":
            return self.looked.narrowed
        if action == "compare":
            return self.view == NODES and self._nodes_row() is not None
        if action in ONLY_REGISTER:
            written = action not in WRITES or not self.workspace.read_only
            needs_row = action in ("more", "remove")
            return self.view == REGISTER and written and (not needs_row or self.record() is not None)
        if action == "open":
            row = self._row()
            return row is not None and (
                bool(row.opens or row.dossier) or self.view in (REGISTER, CERTIFICATES)
            )
        return super().check_action(action, parameters)

    @property
    def rows(self) -> RowList:
        """The list."""
        return self.query_one(RowList)

    def record(self) -> Record | None:
        """Return the structure of the register under the cursor."""
        row = self._row()
        return row.value if row is not None and self.view == REGISTER else None

    def changed(self, key: str = "") -> None:
        """Read everything again, the cursor on a row when one is named."""
        self.source.forget()
        self._load(key or self._key())

    def look(self, looked: Looked, key: str = "") -> None:
        """Look at something else."""
        self.looked = looked
        self._load(key)

    def _row(self) -> Row | None:
        place = self.rows.cursor if self.is_mounted else -1
        rows = self._table.rows if self._table is not None else ()
        return rows[place] if 0 <= place < len(rows) else None

    def _key(self) -> str:
        row = self._row()
        return row.key if row is not None else ""

    def _nodes_row(self) -> str | None:
        """Return the id of the node under the cursor; None among the structures behind one."""
        row = self._row()
        return getattr(row.value, "id", None) if row is not None else None

    @work(exclusive=True, group="view")
    async def _load(self, key: str = "") -> None:
        self.query_one("#tabs", Sentence).update(tabs(self.view))
        self.query_one("#state", Sentence).update(Content.styled(_("Reading the network…"), "$muted"))
        try:
            table, self._found = await asyncio.to_thread(self._made, self.view)
        except CapError as error:
            self.query_one("#state", Sentence).update(Content(""))
            self.fail(error)
            return
        if self.is_mounted:
            self._show(table, key)

    def _made(self, view: str) -> tuple[Table, Dashboard | None]:
        """Return the table of a view, and the dashboard it read; in a thread."""
        if not self._begun:
            self.looked = replace(self.looked, filters=self.source.usual())
            self._begun = True
        table = VIEWS[view].make(self.source, self.looked)
        return table, self.source.dashboard(self.looked.filters) if VIEWS[view].counts else None

    def _show(self, table: Table, key: str) -> None:
        self._table = table
        line = filter_line(self.view, self.looked, self._found, self._facet_key)
        filters = self.query_one("#filters", Sentence)
        filters.display = bool(line)
        filters.update(line)
        self.query_one("#state", Sentence).update(Content("\n").join(table.head))
        self.rows.set_rows(len(table.rows), table.selectable(), cursor=table.place(key))
        self.refresh_frame()
        self.call_after_refresh(self._lay)

    def _facet_key(self, facet: str) -> str:
        """Return the key that changes what a facet narrows: the bar at the bottom has no room for the four."""
        command = next(one for one in self.OFFERED if one.action == f"facet('{facet}')")
        return key_label(self.shell.keymap.keys(command)[0])

    def _lay(self) -> None:
        """Draw what depends on the width."""
        if self._table is not None and self.is_mounted:
            heads = self._table.heads(max(self.size.width - SIDES, 1))
            self.query_one("#heads", Static).update(heads, layout=False)
            self._moved(self.rows.cursor)

    def _draw(self, index: int, width: int) -> Content:
        if self._table is None or index >= len(self._table.rows):
            return Content("")
        drawn = self._table.draw(index, width)
        return Content(drawn.plain) if index == self.rows.cursor else drawn

    def _moved(self, _index: int) -> None:
        panel, row = self.query_one("#about", LinesView), self._row()
        if self._table is None:
            return
        if row is None or row.value is None:
            panel.show([Block(Content(self._table.nothing))])
        else:
            panel.show(self._table.about(row.value, max(panel.content_size.width, 1)))
        self.refresh_bar()

    def action_page(self, pages: float) -> None:
        """Scroll what is said of the row."""
        self.query_one("#about", LinesView).page(pages)

    def action_view(self, view: str) -> None:
        """Show one of `VIEWS`, from its top."""
        self.view, self._table = view, None
        self.rows.set_rows(0)
        self.query_one("#about", LinesView).show([])
        self.refresh_frame()
        self.look(replace(self.looked, opened=""))
        self.rows.focus()

    def action_next_view(self) -> None:
        """Show the next of `VIEWS`."""
        names = list(VIEWS)
        self.action_view(names[(names.index(self.view) + 1) % len(names)])

    async def on_row_list_chosen(self) -> None:
        """Go into the row clicked."""
        if self.check_action("open", ()):
            await self.run_action("open")

    def action_open(self) -> None:
        """Go into the row under the cursor."""
        row = self._row()
        if row is None or row.value is None:
            return
        if row.dossier:
            self.away = True
            where = "plan" if self.view == LATE else "assessment"
            self.shell.open_assessment(row.dossier, where, row.criterion)
        elif self.view == REGISTER:
            self.action_edit()
        elif self.view == CERTIFICATES:
            self.looked = replace(self.looked, words=row.value.member.siret)
            self.action_view(REGISTER)
        elif self.view == GROUPS:
            self._read_group(row)
        elif row.opens:
            self.look(replace(self.looked, opened=row.opens))

    def _read_group(self, row: Row) -> None:
        from cap_tui.tui.dialogs.page import PageDialog
        from cap_tui.tui.screens.network_groups import group_blocks

        page = row.value.page
        self.app.push_screen(PageDialog(page.group.name, group_blocks(page)))

    def action_back(self) -> None:
        """Go up one step; from the top, show the whole register again, then leave."""
        left = self.looked.opened
        if left:
            up = above(self._found.questionnaire, left) if self.view == NODES and self._found else ""
            self.look(replace(self.looked, opened=up), left)
        elif self.view == REGISTER and self.looked.words:
            self.look(replace(self.looked, words=""), self._key())
        else:
            super().action_back()

    def _facet(self, facet: str) -> str:
        """Return what a key narrows in this view: the year is another one where women and men are counted."""
        return "counted" if facet == "years" and self.view == EQUALITY else facet

    @work
    async def action_facet(self, facet: str) -> None:
        """Choose the values of one filter."""
        from cap_tui.tui.dialogs.ticks import TicksDialog
        from cap_tui.tui.dialogs.ways import WaysDialog

        facet = self._facet(facet)
        chosen: tuple[str, ...] | None
        options, here = await self._options(facet)
        if facet in ("questionnaire", "counted"):
            named = "years" if facet == "counted" else facet
            one = await self.app.push_screen_wait(
                WaysDialog(_(FACETS[named]), options, here[0] if here else "")
            )
            chosen = (one,) if one is not None else None
        else:
            chosen = await self.app.push_screen_wait(TicksDialog(_(FACETS[facet]), options, here))
        if chosen is not None:
            self.look(narrowed(self.looked, facet, chosen), self._key())

    async def _options(self, facet: str) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
        """Return what a filter offers, and what is chosen."""
        filters = self.looked.filters
        if facet == "questionnaire":
            return await asyncio.to_thread(self.source.questionnaires), (filters.questionnaire,)
        if facet == "counted":
            from cap_tui.core.network.equality import years

            known = [str(year) for year in years(self.source.records())]
            return [(year, year) for year in known], (str(self.looked.counted or ""),)
        if facet == "years":
            known = [str(year) for year in self._found.population.years] if self._found else []
            return [(year, year) for year in reversed(known)], tuple(map(str, filters.years))
        names, here = (KINDS, filters.kinds) if facet == "kinds" else (REGIONS, filters.regions)
        return [(name, name) for name in names], here

    def action_clear(self) -> None:
        """Take every filter away."""
        self.look(self.looked.everything(), self._key())

    def action_explain(self) -> None:
        """Say what the figures of the row and of the table count."""
        from cap_tui.tui.dialogs.page import PageDialog

        if self._table is None:
            return
        row = self._row()
        told = [*(row.explained if row is not None else ()), *self._table.explained]
        blocks = [Block(Content(text), margin=Content(" • ")) for text in told]
        self.app.push_screen(PageDialog(_("What these figures count"), blocks))

    @work
    async def action_compare(self) -> None:
        """Show the node under the cursor by kind of structure and by region."""
        from cap_tui.services.network.dashboard import node_detail
        from cap_tui.tui.dialogs.page import PageDialog
        from cap_tui.tui.screens.network_nodes import detail_blocks

        node = self._nodes_row()
        if node is None:
            return
        try:
            found = await asyncio.to_thread(node_detail, self.workspace, self.looked.filters, node)
        except CapError as error:
            self.fail(error)
            return
        title = f"{found.line.code} {found.line.title}".strip() if node else _("The whole")
        self.app.push_screen(PageDialog(title, detail_blocks(found, self.size.width)))
