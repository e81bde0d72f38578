"""Four people, four machines, files fresh and stale in any order: everyone ends with the same, and nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from cap_tui.core.entries import Draft, Entry
from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.kinds import GENESIS, GRANT, OPINION, ROLES, opinion_target, participant_of, target_of
from cap_tui.core.log import Log
from cap_tui.exchange.manifest import AUDIENCES
from cap_tui.services.journal import Author, chain
from cap_tui.services.merging import Merged, merge
from cap_tui.services.sharing import Sharing
from tests.building import environment, key

if TYPE_CHECKING:
    from collections.abc import Sequence

ROLE_OF = {1: "peer", 2: "third_party", 3: "contributor"}


@dataclass
class Machine:
    """Someone's computer, as the import sees it: stored entries."""

    number: int
    here: list[Entry] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.author = Author(key(self.number + 1), f"machine-{self.number}")
        self.environment = environment(f"machine {self.number}")
        self.sent: list[list[Entry]] = []

    def log(self) -> Log:
        log = Log()
        log.extend(self.here)
        return log

    def write(self, *drafts: Draft) -> None:
        self.here += chain(self.log(), self.author, drafts, self.environment)

    def answer(self, text: str) -> None:
        target = opinion_target(participant_of(self.author.key.public), "visit")
        if self.here:
            self.write(Draft(OPINION, target, "constat", text))

    def file(self, audience: str) -> list[Entry]:
        sharing = Sharing.of(self.log(), audience)
        return [entry.without_value() if sharing.withheld(entry) else entry for entry in self.here]

    def take(self, entries: Sequence[Entry], assessment: str) -> Merged:
        merged = merge(assessment, self.here, entries, self.author.installation)
        filled = {entry.hash: entry for entry in merged.filled}
        self.here = [filled.get(entry.hash, entry) for entry in self.here] + list(merged.new)
        return merged


STEPS = st.one_of(
    st.tuples(st.just("write"), st.integers(0, 3), st.text("abc", min_size=1, max_size=2), st.just(0)),
    st.tuples(st.just("send"), st.integers(0, 3), st.sampled_from(AUDIENCES), st.integers(0, 3)),
    st.tuples(st.just("stale"), st.integers(0, 3), st.just(""), st.integers(0, 3)),
)


def begun() -> list[Machine]:
    machines = [Machine(number) for number in range(4)]
    director = machines[0]
    director.write(Draft(GENESIS, "assessment", "genesis", {"year": 2026}))
    for number, role in ROLE_OF.items():
        mark = fingerprint(machines[number].author.key.public)
        director.write(Draft(GRANT, target_of(GRANT, mark), ROLES, {ROLES: [role]}))
    return machines


@settings(max_examples=60)
@given(st.lists(STEPS, max_size=25))
def test_whatever_travels_in_whatever_order_all_end_with_the_same_and_nothing_is_lost(
    steps: list[tuple[str, int, str, int]],
) -> None:
    machines = begun()
    assessment = machines[0].here[0].hash
    written = 0
    for kind, number, text, other in steps:
        machine = machines[number]
        if kind == "write" and machine.here:
            machine.answer(text)
            written += 1
        elif kind == "send" and machine.here:
            machine.sent.append(machine.file(text))
            machines[other].take(machine.sent[-1], assessment)
        elif kind == "stale" and machine.sent:
            machines[other].take(machine.sent[0], assessment)
    for _round in range(2):
        for giver in machines:
            for taker in machines:
                if giver.here:
                    taker.take(giver.file("copy"), assessment)
    values = [{entry.hash: entry.value for entry in machine.here} for machine in machines]
    assert all(found == values[0] for found in values)
    assert len(values[0]) == 4 + written
    assert None not in values[0].values()
    states = [
        {where: machine.log().value(*where) for where in machine.log().written()} for machine in machines
    ]
    assert all(found == states[0] for found in states)
    for machine in machines:
        again = machine.take(machine.file("copy"), assessment)
        assert not again.changes
        assert (again.refused, again.versions, again.missing) == ({}, (), 0)
