"""Anything at all is done, in two windows, on a real database: what is kept beside the entries equals a rebuild."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from cap_tui.core.plan import State
from cap_tui.services.errors import UnexplainedError, UnsettledError
from cap_tui.services.workspace import Workspace
from tests.building import ALL, LEVELS, UNKNOWN, environment, level, not_applicable
from tests.conftest import STRUCTURE
from tests.integration.services.comparing import reopened, seen

if TYPE_CHECKING:
    from cap_tui.core.assessments import Changes
    from cap_tui.core.positions import Position
    from cap_tui.services.dossier import Dossier

WINDOWS = st.sampled_from((0, 1))
CRITERIA = st.sampled_from(ALL)
POSITIONS = st.sampled_from([None, UNKNOWN, not_applicable(), *map(level, LEVELS)])
FIELDS = st.one_of(
    st.fixed_dictionaries({"due": st.sampled_from([None, date(2026, 1, 1), date(2027, 1, 1)])}),
    st.fixed_dictionaries(
        {"state": st.sampled_from(State), "progress": st.integers(0, 100)},
        optional={"drop_reason": st.just("Fait autrement")},
    ),
    st.fixed_dictionaries(
        {"owner": st.sampled_from(["", "Nadia"]), "criteria": st.sampled_from([(), ("visit",)])}
    ),
)


class Day(RuleBasedStateMachine):
    """A day of work in two windows on the same folder."""

    prepared: Path

    def __init__(self) -> None:
        super().__init__()
        self.base = Path(tempfile.mkdtemp())
        self.folder = Path(shutil.copytree(self.prepared, self.base / "data"))
        self.workspaces = [Workspace(self.folder, environment(name)) for name in ("one", "two")]
        self.reference = self.workspaces[0].new_assessment(STRUCTURE, "small", 2026).id
        self.windows: list[Dossier] = [workspace.open(self.reference) for workspace in self.workspaces]

    @rule(window=WINDOWS, criterion=CRITERIA, position=POSITIONS)
    def answer(self, window: int, criterion: str, position: Position | None) -> None:
        changes = self.windows[window].answer(criterion, position)
        self._announced(window, changes)

    @rule(
        window=WINDOWS,
        criterion=CRITERIA,
        text=st.sampled_from(["", "a", "b"]),
        visit=st.sampled_from(["", "v"]),
    )
    def write(self, window: int, criterion: str, text: str, visit: str) -> None:
        self._announced(window, self.windows[window].write(criterion, "constat", text, visit=visit))

    @rule(window=WINDOWS, criterion=CRITERIA, on=st.booleans())
    def flag(self, window: int, criterion: str, *, on: bool) -> None:
        self._announced(window, self.windows[window].flag(criterion, on))

    @rule(window=WINDOWS, forward=st.booleans(), times=st.integers(1, 3))
    def step(self, window: int, *, forward: bool, times: int) -> None:
        for _time in range(times):
            dossier = self.windows[window]
            changes = dossier.redo() if forward else dossier.undo()
            if changes is not None:
                self._announced(window, changes)

    @rule(window=WINDOWS)
    def propose(self, window: int) -> None:
        self._announced(window, self.windows[window].propose())

    @rule(window=WINDOWS, fields=FIELDS)
    def add(self, window: int, fields: dict[str, Any]) -> None:
        self._announced(window, self.windows[window].add_action(title="Écrire", **fields))

    @rule(window=WINDOWS, place=st.integers(0, 5), what=st.one_of(FIELDS, st.integers(-2, 2), st.none()))
    def change(self, window: int, place: int, what: dict[str, Any] | int | None) -> None:
        dossier = self.windows[window]
        dossier.refresh()
        if place >= len(dossier.actions()):
            return
        line = dossier.actions()[place].id
        with suppress(
            UnexplainedError, UnsettledError
        ):  # a refusal leaves things as they were, seen at the end
            self._announced(window, self._changed(dossier, line, what))

    def _changed(self, dossier: Dossier, line: str, what: dict[str, Any] | int | None) -> Changes:
        if what is None:
            return dossier.remove_action(line)
        if isinstance(what, int):
            return dossier.move_action(line, what)
        return dossier.set_action(line, **what)

    def _announced(self, window: int, changes: Any) -> None:
        """What a change announces is what the dossier then shows."""
        dossier = self.windows[window]
        lines = {action.id: action for action in dossier.actions()}
        assert all(dossier.opinion(key) == opinion for key, opinion in changes.opinions.items())
        assert all(dossier.scores[node] == totals for node, totals in changes.scores.items())
        assert all(lines.get(key) == line for key, line in changes.actions.items())

    def teardown(self) -> None:
        for dossier in self.windows:
            dossier.refresh()
        assert seen(self.windows[0]) == seen(self.windows[1]) == reopened(self.folder, self.reference)
        numbers = [action.number for action in self.windows[0].actions()]
        assert all(number > 0 for number in numbers)
        for workspace in self.workspaces:
            workspace.close()
        shutil.rmtree(self.base)


@pytest.mark.slow
def test_a_random_day_leaves_the_list_the_scores_and_the_entries_in_agreement(prepared: Path) -> None:
    day = type("PreparedDay", (Day,), {"prepared": prepared})
    run_state_machine_as_test(day, settings=settings(max_examples=40, stateful_step_count=20, deadline=None))
