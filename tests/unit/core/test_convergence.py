"""Four people on six machines write all they can, and exchange files that are fresh, old or partial, in any order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cap_tui.core.effects import Effect
from cap_tui.core.entries import Draft, Entry
from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.kinds import owner_of, rest_of
from cap_tui.core.log import Log, Taken
from cap_tui.services.sharing import Sharing
from tests.building import Person, key

if TYPE_CHECKING:
    from collections.abc import Iterable

DIRECTOR, PEER, TIERS, CONTRIBUTOR = range(4)
ROLES = {DIRECTOR: "director", PEER: "peer", TIERS: "third_party", CONTRIBUTOR: "contributor"}
PHASES = ("collecting", "consensus", "planning", "follow_up", "closed")
SEATS = (DIRECTOR, PEER, TIERS, CONTRIBUTOR, DIRECTOR, PEER)
"""Who sits at each of the six machines: the director and the peer have two."""

WHO = {
    "annotation": {"director", "peer", "third_party", "contributor"},
    "opinion": {"director", "peer", "third_party", "contributor"},
    "finish": {"director", "peer", "third_party", "contributor"},
    "erasure": {"director", "peer", "third_party", "contributor"},
    "succession": {"director", "peer", "third_party", "contributor"},
    "private": {"peer", "third_party"},
    "resolution": {"director", "peer", "third_party"},
    "proposal": {"peer", "third_party", "contributor"},
    "followup": {"director", "peer", "third_party"},
    "meeting": {"director", "peer", "third_party"},
    "visa": {"director", "third_party"},
    "retained": {"director"},
    "action": {"director"},
    "decision": {"director"},
    "phase": {"director"},
    "grant": {"director"},
    "setting": {"director"},
    "assessment": {"director"},
}
"""Who may ever write each kind, by hand from the permissions."""

OWN = {"annotation", "private", "proposal", "followup", "meeting", "visa", "finish"}
MACHINE = st.integers(0, 5)
SMALL = st.integers(0, 2)


def _known(log: Log) -> dict[str, list[Any]]:
    return {chain: list(end) for chain, end in log.frontier().items()}


def _grant(to: Person, log: Log, *roles: str, withdrawn: Iterable[str] = ()) -> Draft:
    before = [{"roles": list(withdrawn), "known": _known(log)}] if withdrawn else []
    return Draft(
        "grant", f"grant:{fingerprint(to.key.public)}", "roles", {"roles": list(roles), "before": before}
    )


def _facts(log: Log) -> dict[str, Any]:
    """Return all that a log says, but for values kept from its owner."""
    return {
        "heads": {
            where: [entry.hash for entry in log.heads(*where)]
            for where in sorted(log.written())
            if log.heads(*where)
        },
        "effects": {entry.hash: log.effect(entry) for entry in log},
        "conflicts": log.conflicts(),
        "roles": {person: log.roles_of(person) for person in sorted(log.people())},
        "keys": {person: log.key_of(person) for person in sorted(log.people())},
        "phase": (log.phase, log.move),
        "erased": log.erased,
        "clock": log.lamport,
        "ends": log.frontier(),
        "history": {
            target: [entry.hash for entry in log.history(target)] for target, _field in log.written()
        },
    }


def _values(log: Log) -> dict[str, str | None]:
    return {entry.hash: entry.value for entry in log}


def _opened_again(log: Log) -> Log:
    """Return a log as it is when the program starts again: from its strings and its outline, both out of a file."""
    fresh = Log(log.assessment)
    fresh.resume([entry[:5] for entry in log], json.loads(json.dumps(log.outline())))
    return fresh


def _place(entry: Entry) -> tuple[str, str, str]:
    return entry.chain, entry.draft.target, entry.draft.field


def _number(entry: Entry, place: tuple[str, str, str]) -> int:
    """Return the number of an entry in its chain where it is about `place`, else none."""
    return entry.link.seq if _place(entry) == place else 0


def _any_draft(kind: str, owner: str, number: int, entries: list[Entry]) -> Draft:
    """Return something to write of a kind, on few targets so that people meet."""
    of = entries[number % len(entries)].hash
    made = {
        "opinion": (f"{owner}/visit", ("position", "constat", "evidence")[number], f"vu {number}"),
        "finish": (f"finish:{owner}", "finished", number > 0),
        "annotation": (f"annotation:{owner}:{number}", "text", f"remarque {number}"),
        "private": (f"private:{owner}:{number}", "text", f"entre nous {number}"),
        "resolution": (f"resolution:{number}", "resolved", number > 0),
        "retained": ("retained:visit", "position", {"reason": f"accord {number}"}),
        "action": (f"line{number}", ("title", "progress", "state")[number], number),
        "proposal": (f"proposal:{owner}:{number}", "line", {"title": f"Proposer {number}"}),
        "decision": (f"decision:{number}", "decision", {"accepted": number > 0}),
        "followup": (f"followup:{owner}:{number}", "note", {"text": f"fait {number}"}),
        "meeting": (f"meeting:{owner}:{number}", "record", {"decisions": f"décidé {number}"}),
        "setting": ("setting:assessment", "blind", number > 0),
        "erasure": (f"erasure:{of}", "erased", "À ma demande"),
        "phase": ("assessment", "phase", PHASES[number]),
        "grant": (f"grant:{fingerprint(key(3 + number).public)}", "roles", {"roles": ["peer"]}),
        "succession": (f"succession:{key(3 + number).public}", "known", {"known": {}}),
    }
    return Draft(kind, *made[kind])


WRITABLE: tuple[str, ...] = (
    "opinion",
    "finish",
    "annotation",
    "private",
    "resolution",
    "retained",
    "action",
    "proposal",
)
WRITABLE += ("decision", "followup", "meeting", "setting")
FORGEABLE = (*WRITABLE, "erasure", "phase", "grant", "succession")


class Meeting(RuleBasedStateMachine):
    """Some runs leave everyone in their role: whatever was written in good faith then keeps its effect."""

    @initialize(phase=st.integers(0, 3), stable=st.booleans())
    def begin(self, phase: int, stable: bool) -> None:  # noqa: FBT001 - a choice of the run
        self.stable = stable
        director = Person(key(1))
        director.begins()
        first = [director, *(Person(key(number)) for number in (2, 3, 4))]
        for seat in (PEER, TIERS, CONTRIBUTOR):
            director.writes(_grant(first[seat], director.log, ROLES[seat]))
        self.machines = [*first, Person(key(1), "desk"), Person(key(2), "home")]
        self.written: dict[str, Entry] = {}
        self.good_faith: list[Entry] = []
        self.erasures: set[str] = set()
        for name in PHASES[1 : phase + 1]:
            if name == "follow_up":
                self._meet(TIERS, director.log)
                self._sign(TIERS)
                self._meet(DIRECTOR, self.machines[TIERS].log)
            director.writes(Draft("phase", "assessment", "phase", name))
        for machine in range(6):
            self._meet(machine, director.log)
        self.written |= {entry.hash: entry for entry in director.log}
        self.files: list[list[Entry]] = [list(director.log)]
        self.authors = {key(number).public: seat for seat, number in enumerate((1, 2, 3, 4))}
        self.names = {person.participant: seat for seat, person in enumerate(first)}
        self.keys = 10

    def _meet(self, machine: int, entries: Iterable[Entry]) -> None:
        self.machines[machine].learns(entries)

    def _writes(self, machine: int, draft: Draft) -> Entry:
        person = self.machines[machine]
        entry = person.writes(draft)
        self.written[entry.hash] = entry
        if person.log.effect(entry) == "":
            self.good_faith.append(entry)
            if draft.kind == "erasure":
                self.erasures.add(rest_of(draft.target))
        return entry

    def _sign(self, machine: int) -> None:
        person = self.machines[machine]
        target = f"visa:{person.participant}:{len(person.log)}"
        self._writes(machine, Draft("visa", target, "seal", {"known": _known(person.log)}))

    @rule(machine=MACHINE, kind=st.sampled_from(WRITABLE), number=SMALL)
    def write(self, machine: int, kind: str, number: int) -> None:
        person = self.machines[machine]
        owner = person.log.participant(person.key.public)
        entry = self._writes(machine, _any_draft(kind, owner, number, list(person.log)))
        assert person.log.effect(entry) not in (Effect.BACKDATED, Effect.WAITING, Effect.MISPLACED)

    @rule(machine=MACHINE, other=MACHINE, kind=st.sampled_from(FORGEABLE), number=SMALL)
    def write_in_the_place_of_another(self, machine: int, other: int, kind: str, number: int) -> None:
        roles = self.machines[machine].log.roles(self.machines[machine].key.public)
        if kind in ("grant", "succession") and (self.stable or "director" in roles):
            return
        owner = self.machines[other].participant
        self._writes(machine, _any_draft(kind, owner, number, list(self.machines[other].log)))

    @rule(machine=MACHINE, place=st.integers(0, 60))
    def erase(self, machine: int, place: int) -> None:
        entries = list(self.machines[machine].log)
        target = entries[place % len(entries)].hash
        self._writes(machine, Draft("erasure", f"erasure:{target}", "erased", "À ma demande"))

    @rule(machine=st.sampled_from((0, 4)))
    def advance(self, machine: int) -> None:
        log = self.machines[machine].log
        place = PHASES.index(log.phase)
        if place < len(PHASES) - 1:
            self._writes(machine, Draft("phase", "assessment", "phase", PHASES[place + 1]))

    @rule(machine=st.sampled_from((0, 4)))
    def go_back(self, machine: int) -> None:
        place = PHASES.index(self.machines[machine].log.phase)
        if place:
            self._writes(machine, Draft("phase", "assessment", "reason", "À revoir"))
            self._writes(machine, Draft("phase", "assessment", "phase", PHASES[place - 1]))

    @rule(machine=st.sampled_from((0, 2, 4)))
    def sign(self, machine: int) -> None:
        self._sign(machine)

    @precondition(lambda self: not self.stable)
    @rule(
        machine=st.sampled_from((0, 4)), seat=st.integers(1, 3), role=st.sampled_from(["", *ROLES.values()])
    )
    def change_roles(self, machine: int, seat: int, role: str) -> None:
        log, to = self.machines[machine].log, Person(key(1 + seat))
        self._writes(machine, _grant(to, log, *filter(None, [role]), withdrawn=[ROLES[seat]]))

    @precondition(lambda self: not self.stable)
    @rule(machine=MACHINE)
    def change_key(self, machine: int) -> None:
        self.keys += 1
        person = self.machines[machine]
        new = key(self.keys)
        value = {"known": _known(person.log)}
        self._writes(machine, Draft("succession", f"succession:{new.public}", "known", value))
        self.machines[machine] = Person(new, f"{person.installation}{self.keys}", person.log)
        self.authors[new.public] = SEATS[machine]
        self.names[new.public[:32]] = SEATS[machine]

    @rule(machine=MACHINE, audience=st.sampled_from(["director", "peer", "third_party", "contributor"]))
    def export(self, machine: int, audience: str) -> None:
        log = self.machines[machine].log
        sharing = Sharing.of(log, audience)
        self.files.append([item.without_value() if sharing.withheld(item) else item for item in log])

    @rule(machine=MACHINE, file=st.integers(0, 30), first=st.integers(0, 40))
    def receive(self, machine: int, file: int, first: int) -> None:
        """Take in one of the last files or an old one, whole or, where roles move, without its beginning."""
        entries = self.files[-1 - file % len(self.files)]
        self._meet(machine, entries if self.stable or first > len(entries) else entries[first:])

    @rule(machine=MACHINE, source=MACHINE)
    def exchange(self, machine: int, source: int) -> None:
        self.export(source, ROLES[SEATS[machine]])
        self._meet(machine, self.files[-1])

    @rule(machine=MACHINE)
    def close_and_open(self, machine: int) -> None:
        """Go on with a log resumed from its outline: it must say what it said, and what one read from nothing says."""
        person = self.machines[machine]
        facts, values, from_nothing = _facts(person.log), _values(person.log), Log(person.log.assessment)
        from_nothing.extend(list(person.log))
        person.log = _opened_again(person.log)
        assert _facts(person.log) == facts == _facts(from_nothing)
        assert _values(person.log) == values
        person.log = _opened_again(person.log)  # of which nothing is read yet but what is shown

    @invariant()
    def nobody_has_effect_on_what_is_not_theirs(self) -> None:
        for machine in self.machines:
            log = machine.log
            for target, field in log.written():
                for head in log.heads(target, field):
                    kind = head.draft.kind
                    author = self.authors.get(head.link.author, -1)
                    if self.stable:
                        assert ROLES[author] in WHO[kind], (kind, author)
                    owner = target.partition("/")[0] if kind == "opinion" else owner_of(target)
                    if kind in OWN | {"opinion"}:
                        assert log.participant(head.link.author) == owner
                        assert self.names[owner] == author

    @invariant()
    def what_was_erased_is_nowhere_to_be_read(self) -> None:
        for machine in self.machines:
            for name in machine.log.erased:
                found = machine.log.get(name)
                assert found is not None
                assert found.value is None
                assert found.data is None

    def teardown(self) -> None:
        if not hasattr(self, "machines"):
            return
        for withheld in (True, False):
            for _round in range(2):
                for taker, seat in enumerate(SEATS):
                    for giver in range(6):
                        log = self.machines[giver].log
                        sharing = Sharing.of(log, ROLES[seat] if withheld else "copy")
                        self._meet(
                            taker, [item.without_value() if sharing.withheld(item) else item for item in log]
                        )
            self._same_everywhere()
        self._whole()
        self._in_any_order()

    def _same_everywhere(self) -> None:
        first = _facts(self.machines[0].log)
        for machine in self.machines:
            assert _facts(machine.log) == first
            assert {entry.hash for entry in machine.log} == set(self.written)
            assert machine.log.merge(list(machine.log)) == Taken((), ())

    def _whole(self) -> None:
        log = self.machines[0].log
        for machine in self.machines:
            assert _values(machine.log) == _values(log)
        for entry in log:  # an erasure that counted once took the value with it, even if it counts no more
            assert entry.hash not in log.erased or entry.value is None
            assert entry.value is not None or entry.hash in self.erasures, entry.draft
            assert entry.value is not None or entry.hash in log.excused, entry.draft
            assert entry.value is not None or not self.stable or entry.hash in log.erased, entry.draft
        counted = [entry for entry in log if log.effect(entry) == ""]
        replaced = {
            (entry.draft.target, entry.draft.field, name) for entry in counted for name in entry.link.replaces
        }
        last = {
            _place(entry): max(map(_number, counted, [_place(entry)] * len(counted))) for entry in counted
        }
        for entry in counted:
            where = (entry.draft.target, entry.draft.field)
            shown = entry.hash in {head.hash for head in log.heads(*where)}
            live = (*where, entry.hash) not in replaced and entry.link.seq == last[_place(entry)]
            assert shown == live, entry.draft
        if self.stable:
            for entry in self.good_faith:
                assert log.effect(entry) == "", entry

    def _in_any_order(self) -> None:
        facts = _facts(self.machines[0].log)
        entries = list(self.written.values())
        for order in (entries[::-1], sorted(entries, key=lambda entry: entry.hash) * 2):
            log = Log(self.machines[0].log.assessment)
            for entry in order:
                log.add(entry)
            log.extend(order)  # an erasure that lost its effect took the value with it: a copy brings it back
            assert _facts(log) == facts
            assert {name for name, value in _values(log).items() if value is None} == log.erased


TestMeeting = Meeting.TestCase
TestMeeting.settings = settings(max_examples=100, stateful_step_count=30, deadline=None)
