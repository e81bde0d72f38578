"""Four people, their own machines, files that pass from hand to hand in any order: every dossier ends the same."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from cap_tui.core.errors import CapError
from cap_tui.core.permissions import Role
from cap_tui.core.review import NoteKind
from cap_tui.services.exchanging import accept, export_bundle, preview
from tests.building import level
from tests.exchange import Meeting

if TYPE_CHECKING:
    from cap_tui.services.dossier import Dossier

NAMES = ("claire", "paul", "tess", "ali")
AUDIENCES = {"claire": "director", "paul": "peer", "tess": "third_party", "ali": "contributor"}
LEVELS = ("to-build", "engaged", "controlled", "exemplary")
WHO = st.sampled_from(NAMES)
SMALL = st.integers(0, 3)


def facts(dossier: Dossier) -> dict[str, Any]:
    """Return what everyone must agree on, whatever was kept from them."""
    log = dossier.log
    return {
        "entries": {entry.hash: str(log.effect(entry)) for entry in log},
        "heads": {where: [entry.hash for entry in log.heads(*where)] for where in sorted(log.written())},
        "people": {(person.fingerprint, person.roles, person.finished) for person in dossier.people()},
        "phase": dossier.summary.phase,
        "actions": dossier.actions(),
        "proposals": dossier.proposals(),
        "erased": log.erased,
        "visas": [visa.hash for visa in dossier.visas()],
        "ends": log.frontier(),
    }


class Travel(RuleBasedStateMachine):
    """What each writes by their own program, and files that are fresh, old, or never sent."""

    prepared: Path

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.meeting = Meeting(self.prepared, self.folder / "machines")
        for name, role in (("paul", Role.PEER), ("tess", Role.THIRD_PARTY), ("ali", Role.CONTRIBUTOR)):
            self.meeting.joins(name, role)
        self.meeting.meet()
        self.files: list[Path] = []
        self.written: set[str] = set()

    def _does(self, name: str, gesture: Any) -> None:
        """Do what the law and the state allow; the rest changes nothing."""
        dossier = self.meeting.open[name]
        before = len(dossier.entries())
        try:
            gesture(dossier)
        except CapError:
            assert len(dossier.entries()) == before
        mine = [entry for entry in dossier.entries() if entry.chain == self._chain(name)]
        assert all(dossier.log.effect(entry) == "" for entry in mine)
        self.written |= {entry.hash for entry in mine}

    def _chain(self, name: str) -> str:
        author = self.meeting.open[name].author
        return f"{author.key.public}/{author.installation}"

    @rule(name=WHO, number=SMALL)
    def answer(self, name: str, number: int) -> None:
        self._does(name, lambda dossier: dossier.answer("1.1.1", level(LEVELS[number])))

    @rule(name=WHO)
    def finish(self, name: str) -> None:
        self._does(name, lambda dossier: dossier.finish(not dossier.finished))

    @rule(name=WHO, private=st.booleans())
    def remark(self, name: str, private: bool) -> None:  # noqa: FBT001 - a choice of the run
        self._does(name, lambda dossier: dossier.annotate("1.1.1", NoteKind.REMARK, "Vu", private=private))

    @rule(name=WHO, number=SMALL)
    def resolve(self, name: str, number: int) -> None:
        def gesture(dossier: Dossier) -> None:
            threads = dossier.threads()
            if threads:
                thread = threads[number % len(threads)]
                dossier.resolve(thread.id, not thread.resolved)

        self._does(name, gesture)

    @rule(name=WHO)
    def propose(self, name: str) -> None:
        self._does(name, lambda dossier: dossier.propose_action("Former"))

    @rule(number=SMALL, accepted=st.booleans())
    def decide(self, number: int, accepted: bool) -> None:  # noqa: FBT001 - a choice of the run
        def gesture(dossier: Dossier) -> None:
            proposals = dossier.proposals()
            if proposals:
                dossier.decide(proposals[number % len(proposals)].id, accepted, "Vu ensemble")

        self._does("claire", gesture)

    @rule(number=SMALL)
    def retain(self, number: int) -> None:
        self._does("claire", lambda dossier: dossier.retain("1.1.1", level(LEVELS[number]), reason="Accord"))

    @rule()
    def plan(self) -> None:
        self._does("claire", lambda dossier: dossier.add_action(title="Écrire"))

    @rule(forward=st.booleans())
    def move(self, forward: bool) -> None:  # noqa: FBT001 - a choice of the run
        self._does("claire", lambda dossier: dossier.advance() if forward else dossier.reopen("À revoir"))

    @rule(name=st.sampled_from(["claire", "tess"]))
    def sign(self, name: str) -> None:
        self._does(name, lambda dossier: dossier.sign_visa(expected=dossier.visa_state().state))

    @rule(name=WHO)
    def note(self, name: str) -> None:
        self._does(name, lambda dossier: dossier.note_followup("Fait"))

    @rule(name=WHO, number=st.integers(0, 9))
    def erase(self, name: str, number: int) -> None:
        def gesture(dossier: Dossier) -> None:
            notes = [note for thread in dossier.threads() for note in thread.notes if not note.erased]
            if notes:
                dossier.erase_note(notes[number % len(notes)].id)

        self._does(name, gesture)

    @rule(name=WHO, audience=st.sampled_from(sorted(AUDIENCES.values())))
    def export(self, name: str, audience: str) -> None:
        path = self.folder / f"{len(self.files)}.capx"
        with suppress(CapError):
            self.files.append(
                export_bundle(self.meeting.machines[name], self.meeting.open[name], path, audience=audience)
            )

    @rule(name=WHO, number=st.integers(0, 9))
    def receive(self, name: str, number: int) -> None:
        if self.files:
            self._takes(name, self.files[-1 - number % len(self.files)])

    def _takes(self, name: str, path: Path) -> None:
        machine, dossier = self.meeting.machines[name], self.meeting.open[name]
        before = {entry.hash for entry in dossier.entries()}
        incoming = preview(machine, path)
        if incoming.blocked is not None:
            with pytest.raises(type(incoming.blocked)):
                accept(machine, incoming, trust=True)
            assert {entry.hash for entry in machine.open(dossier.summary.id).entries()} == before
            return
        receipt = accept(machine, incoming, trust=True)
        dossier.reload()
        after = {entry.hash for entry in dossier.entries()}
        assert before <= after
        assert (receipt.new, receipt.refused) == (len(after - before), {})
        again = preview(machine, path)
        assert (again.new, again.filled, again.conflicts) == (0, 0, 0)

    def teardown(self) -> None:
        if not hasattr(self, "meeting"):
            return
        try:
            self.meeting.claire.refresh()
            for round_ in range(2):
                for giver in NAMES:
                    for taker in NAMES:
                        self._hands(giver, taker, self.folder / f"last-{round_}-{giver}-{taker}.capx")
            self._same_everywhere()
        finally:
            self.meeting.leave()
            shutil.rmtree(self.folder)

    def _hands(self, giver: str, taker: str, path: Path) -> None:
        """Hand all that one may; who may not export any more is passed through the meeting."""
        if giver == taker:
            return
        machine, dossier = self.meeting.machines[giver], self.meeting.open[giver]
        try:
            export_bundle(machine, dossier, path, audience=AUDIENCES[taker])
        except CapError:
            self.meeting.hand(giver, taker)
        else:
            self._takes(taker, path)

    def _same_everywhere(self) -> None:
        wanted = facts(self.meeting.claire)
        assert self.written <= set(wanted["entries"])
        for name in NAMES:
            dossier = self.meeting.open[name]
            if self.meeting.claire.summary.phase.value != "closed" or name != "ali":
                assert facts(dossier) == wanted
            kept = facts(dossier)
            dossier.reload()
            assert facts(dossier) == kept
            opened = self.meeting.machines[name].open(dossier.summary.id)
            assert facts(opened) == kept
            assert all(entry.value is None for entry in opened.log if entry.hash in opened.log.erased)


@pytest.fixture
def travelling(prepared: Path) -> type[Travel]:
    Travel.prepared = prepared
    return Travel


def test_files_in_any_order_leave_every_machine_with_the_same_dossier(travelling: type[Travel]) -> None:
    run_state_machine_as_test(
        travelling,
        settings=settings(
            max_examples=12, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck),
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
        ),
    )  # fmt: skip
