"""What is kept step by step is what counting everything again gives; and answering pays nothing for it."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from sqlalchemy import event

from cap_tui.core.errors import CapError
from cap_tui.core.permissions import Phase, Role
from cap_tui.services.doctor import examine
from cap_tui.services.exchanging import accept, export_bundle, preview
from cap_tui.services.network.asking import Filters
from cap_tui.services.network.dashboard import dashboard
from cap_tui.services.network.recounting import recount
from cap_tui.services.succession import replace_key
from cap_tui.services.workspace import Workspace
from tests.building import ALL, LEVELS, UNKNOWN, environment, level, not_applicable
from tests.conftest import STRUCTURE
from tests.databases import change, look
from tests.phases import go_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cap_tui.services.dossier import Dossier
    from tests.machines import Machines

POSITIONS = st.sampled_from([UNKNOWN, not_applicable(), *map(level, LEVELS)])


def kept(folder: Path) -> tuple[list[object], list[object]]:
    """Return what is stored: the counts, and what each evaluation adds."""
    counted = sorted(look(folder, "SELECT * FROM network_cell WHERE what <> 'kept'"), key=repr)
    return list(counted), [*sorted(look(folder, "SELECT * FROM contribution"))]


def counts(folder: Path, what: str, node: str = "") -> list[tuple[str, int]]:
    asked = f"SELECT value, n FROM network_cell WHERE what = '{what}' AND node = '{node}' ORDER BY value"  # noqa: S608 - ours
    return [(row[0], row[1]) for row in look(folder, asked)]


@contextmanager
def statements(workspace: Workspace) -> Iterator[list[str]]:
    """Yield the statements that run meanwhile."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        found.append(statement)

    event.listen(workspace.opened.engine, "before_cursor_execute", note)
    yield found
    event.remove(workspace.opened.engine, "before_cursor_execute", note)


@pytest.fixture
def lea(machines: Machines) -> Workspace:
    """The computer of a quality coordinator."""
    return machines.person("Léa")


@pytest.fixture
def sent(machines: Machines, zoe: Workspace, lea: Workspace) -> Dossier:
    """Zoé's dossier, sealed, which Léa coordinates and has received."""
    dossier = machines.begin(zoe)
    dossier.answer("booklet", level("controlled"))
    dossier.answer("visit", level("engaged"))
    machines.invite(dossier, lea, Role.COORDINATOR)
    go_to(dossier, Phase.PLANNING)
    dossier.add_action(title="Planifier la visite", criteria=("visit",), priority="P2")
    go_to(dossier, Phase.FOLLOW_UP)
    return dossier


def test_answering_pays_nothing_while_no_plan_is_sealed(dossier: Dossier, workspace: Workspace) -> None:
    with statements(workspace) as found:
        dossier.answer("booklet", level("engaged"))
        dossier.write("booklet", "constat", "Livret de 2019")
    assert found
    assert [one for one in found if "contribution" in one or "network_cell" in one] == []


def test_a_director_who_follows_up_pays_one_look(dossier: Dossier, workspace: Workspace) -> None:
    dossier.answer("booklet", level("controlled"))
    go_to(dossier, Phase.FOLLOW_UP)
    with statements(workspace) as found:
        dossier.note_followup("Tout va bien")
    ours = [one for one in found if "contribution" in one or "network_cell" in one]
    assert [one.split()[0] for one in ours] == ["SELECT"]
    assert kept(workspace.data_dir) == ([], [])


def test_a_sealed_dossier_counts_at_its_coordinators_and_nowhere_else(
    machines: Machines, zoe: Workspace, lea: Workspace, sent: Dossier
) -> None:
    assert sent.summary.phase is Phase.FOLLOW_UP
    machines.receive(lea, machines.send(zoe, sent, "coordinator"))
    assert counts(lea.data_dir, "structures") == [("", 1)]
    assert counts(lea.data_dir, "level", "booklet") == [("controlled", 1)]
    assert counts(lea.data_dir, "priority", "visit") == [("P2", 1)]
    assert counts(lea.data_dir, "score") == [("57", 1)]  # (2 × 70 + 30) / 3
    assert counts(lea.data_dir, "sum") == [("", 5667)]
    assert kept(zoe.data_dir) == ([], [])


def test_taken_in_twice_it_counts_once(
    machines: Machines, zoe: Workspace, lea: Workspace, sent: Dossier
) -> None:
    machines.receive(lea, machines.send(zoe, sent, "coordinator"))
    before = kept(lea.data_dir)
    machines.receive(lea, machines.send(zoe, sent, "coordinator"))
    assert kept(lea.data_dir) == before


def test_what_the_director_changes_later_takes_the_place_of_what_counted(
    machines: Machines, zoe: Workspace, lea: Workspace, sent: Dossier
) -> None:
    machines.receive(lea, machines.send(zoe, sent, "coordinator"))
    line = sent.actions()[0]
    sent.set_action(line.id, state="done", progress=100)
    machines.receive(lea, machines.send(zoe, sent, "coordinator"))
    assert counts(lea.data_dir, "priority", "visit") == []
    assert counts(lea.data_dir, "structures") == [("", 1)]


def test_going_back_and_a_role_withdrawn_take_it_out_and_coming_forward_puts_it_back(folder: Path) -> None:
    here = Workspace(folder, environment("here"))
    lea = here.add_profile("Léa").fingerprint
    dossier = here.open(here.new_assessment(STRUCTURE, "small", 2026).id)
    dossier.answer("visit", level("controlled"))
    go_to(dossier, Phase.FOLLOW_UP)
    assert kept(folder) == ([], [])
    dossier.grant(lea, Role.COORDINATOR, name="Léa")
    counting = kept(folder)
    assert counts(folder, "structures") == [("", 1)]
    dossier.reopen("Une erreur")
    assert kept(folder) == ([], [])
    go_to(dossier, Phase.CLOSED)
    assert kept(folder) == counting
    dossier.reopen("Pas fini")
    dossier.revoke(lea)
    assert kept(folder) == ([], [])


def test_a_fictional_dossier_counts_once_sealed_without_any_role_and_no_more_once_reopened(
    folder: Path,
) -> None:
    here = Workspace(folder, environment("here"))
    made_up = replace(STRUCTURE, name="Structure fictive", fictional=True)
    dossier = here.open(here.new_assessment(made_up, "small", 2026).id)
    dossier.answer("visit", level("controlled"))
    dossier.answer("booklet", level("controlled"))
    go_to(dossier, Phase.FOLLOW_UP)
    assert counts(folder, "structures") == [("", 1)]
    dossier.reopen("Une erreur")
    assert kept(folder) == ([], [])


def test_a_new_key_of_the_coordinator_still_counts(
    machines: Machines, zoe: Workspace, lea: Workspace, sent: Dossier
) -> None:
    machines.receive(lea, machines.send(zoe, sent, "coordinator"))
    replace_key(lea)
    before = kept(lea.data_dir)
    assert before[0]
    assert lea.current_profile().public in str(before[1])
    recount(lea)
    assert kept(lea.data_dir) == before


def test_a_database_of_an_older_version_is_counted_when_first_looked_at(
    machines: Machines, zoe: Workspace, lea: Workspace, sent: Dossier
) -> None:
    machines.receive(lea, machines.send(zoe, sent, "coordinator"))
    before = kept(lea.data_dir)
    change(lea.data_dir, "DELETE FROM network_cell")
    change(lea.data_dir, "DELETE FROM contribution")
    assert dashboard(lea, Filters("small")).population.counted == 1
    assert kept(lea.data_dir) == before


def test_counts_of_a_version_that_put_every_concern_together_are_made_again_when_first_looked_at(
    machines: Machines, zoe: Workspace, lea: Workspace, sent: Dossier
) -> None:
    machines.receive(lea, machines.send(zoe, sent, "coordinator"))
    recount(lea)
    before = kept(lea.data_dir)
    ((kinds,),) = look(lea.data_dir, "SELECT DISTINCT kinds FROM network_cell WHERE what <> 'kept'")
    assert "|" in kinds
    change(
        lea.data_dir, "UPDATE network_cell SET kinds = ? WHERE what <> 'kept'", str(kinds).partition("|")[0]
    )
    change(lea.data_dir, "UPDATE network_cell SET n = 1 WHERE what = 'kept'")
    assert kept(lea.data_dir) != before
    assert dashboard(lea, Filters("small")).population.counted == 1
    assert kept(lea.data_dir) == before


DAMAGES = {
    "a count": "UPDATE network_cell SET n = n + 1 WHERE what = 'level'",
    "a count gone": "DELETE FROM network_cell WHERE what = 'structures'",
    "a contribution": "UPDATE contribution SET body = replace(body, 'engaged', 'exemplary')",
    "no contribution": "DELETE FROM contribution",
    "nothing at all": "DELETE FROM contribution; DELETE FROM network_cell WHERE what <> 'kept'",
    "not JSON": "UPDATE contribution SET body = 'nothing'",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_doctor_sees_counts_changed_outside_and_counting_again_mends_them(
    machines: Machines, zoe: Workspace, lea: Workspace, sent: Dossier, damage: str
) -> None:
    machines.receive(lea, machines.send(zoe, sent, "coordinator"))
    recount(lea)
    before = kept(lea.data_dir)
    assert all(one.ok for one in examine(lea))
    for statement in DAMAGES[damage].split("; "):
        change(lea.data_dir, statement)
    assert kept(lea.data_dir) != before
    (complaint,) = [one.sentence for one in examine(lea) if not one.ok]
    assert "cap-tui network recount" in complaint
    machines.receive(lea, machines.send(zoe, sent, "coordinator"))  # and nobody's gesture fails for it
    assert recount(lea) == 1
    assert kept(lea.data_dir) == before
    assert all(one.ok for one in examine(lea))


class Season(RuleBasedStateMachine):
    """A season on the computer of a coordinator: two windows of a director who works there too, and files that arrive."""

    prepared: Path

    def __init__(self) -> None:
        super().__init__()
        self.base = Path(tempfile.mkdtemp())
        self.folder = Path(shutil.copytree(self.prepared, self.base / "here"))
        self.away = Workspace(Path(shutil.copytree(self.prepared, self.base / "away")), environment("away"))
        self.away.rename_profile("Zoé")
        self.windows = [Workspace(self.folder, environment(name)) for name in ("one", "two")]
        self.windows[0].rename_profile("Nadia")
        assert self.windows[1].profile_name() == "Nadia"
        line = self.windows[0].add_profile("Léa")
        self.mark = line.fingerprint
        self.desk = Workspace(self.folder, environment("desk"))
        self.desk.use_profile(line.fingerprint)
        recount(self.desk)
        local = self.windows[0].new_assessment(STRUCTURE, "small", 2026).id
        remote = self.away.new_assessment(STRUCTURE, "small", 2025).id
        self.dossiers = [*(window.open(local) for window in self.windows), self.away.open(remote)]
        for dossier in self.dossiers[1:]:
            dossier.refresh()
            dossier.grant(self.mark, Role.COORDINATOR, name="Léa")
        self.sent = 0

    def _try(self, place: int, gesture: Callable[[Dossier], object]) -> None:
        self.dossiers[place].refresh()
        with suppress(CapError):  # what is refused leaves things as they were
            gesture(self.dossiers[place])

    @rule(place=st.integers(0, 2), criterion=st.sampled_from(ALL), position=POSITIONS)
    def answer(self, place: int, criterion: str, position: object) -> None:
        self._try(place, lambda dossier: dossier.answer(criterion, position))  # type: ignore[arg-type]

    @rule(place=st.integers(0, 2), phase=st.sampled_from([Phase.PLANNING, Phase.FOLLOW_UP, Phase.CLOSED]))
    def forward(self, place: int, phase: Phase) -> None:
        if list(Phase).index(self.dossiers[place].summary.phase) < list(Phase).index(phase):
            self._try(place, lambda dossier: go_to(dossier, phase))

    @rule(place=st.integers(0, 2))
    def back(self, place: int) -> None:
        self._try(place, lambda dossier: dossier.reopen("On reprend"))

    @rule(place=st.integers(0, 2), priority=st.sampled_from(["P1", "P3"]))
    def plan(self, place: int, priority: str) -> None:
        self._try(
            place,
            lambda dossier: dossier.add_action(title="Écrire", criteria=("visit",), priority=priority),
        )

    @rule(place=st.integers(0, 2), state=st.sampled_from(["done", "in_progress", "to_start"]))
    def progress(self, place: int, state: str) -> None:
        self._try(place, lambda dossier: dossier.set_action(dossier.actions()[0].id, state=state)
                  if dossier.actions() else None)  # fmt: skip

    @rule(place=st.integers(0, 2))
    def erase(self, place: int) -> None:
        self._try(place, lambda dossier: dossier.erase_person(dossier.me.id, "Demandé"))

    @rule(place=st.integers(0, 2), on=st.booleans())
    def coordinate(self, place: int, *, on: bool) -> None:
        self._try(
            place,
            lambda dossier: (
                dossier.grant(self.mark, Role.COORDINATOR, name="Léa") if on else dossier.revoke(self.mark)
            ),
        )

    @rule(audience=st.sampled_from(["coordinator", "copy"]))
    def arrives(self, audience: str) -> None:
        self.sent += 1
        with suppress(CapError):
            path = export_bundle(
                self.away, self.dossiers[2], self.base / f"{self.sent}.capx", audience=audience
            )
            accept(self.desk, preview(self.desk, path), trust=True)

    @rule()
    def new_key(self) -> None:
        with suppress(CapError):
            replace_key(self.desk)

    @rule()
    def again(self) -> None:
        before = kept(self.folder)
        recount(self.desk)
        assert kept(self.folder) == before

    def teardown(self) -> None:
        self.again()
        complaints = [str(one.sentence) for one in examine(self.desk) if not one.ok]
        assert complaints == []
        for workspace in (*self.windows, self.desk, self.away):
            workspace.close()
        shutil.rmtree(self.base)


@pytest.mark.slow
def test_a_random_season_leaves_the_counts_equal_to_a_whole_count(prepared: Path) -> None:
    season = type("PreparedSeason", (Season,), {"prepared": prepared})
    run_state_machine_as_test(
        season, settings=settings(max_examples=25, stateful_step_count=25, deadline=None)
    )
