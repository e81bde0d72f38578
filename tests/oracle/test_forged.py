"""Each line of the law that writes, for each role in each phase, as an entry that no program allowed, merged."""

from __future__ import annotations

import pytest

from cap_tui.core.effects import Effect
from cap_tui.core.entries import Draft, Entry
from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.log import Log
from tests.building import Person, key
from tests.oracle.doors.forging import UNWRITTEN, forged, forged_kinds, known_by
from tests.oracle.permissions_by_hand import KINDS, LAW, PHASES, ROLES, lawful, open_gesture

LETTERS = tuple(PHASES)
STEPS = tuple(PHASES.values())
EACH = [(letter, role) for letter in PHASES for role in ROLES]


def _grant(to: Person, role: str) -> Draft:
    return Draft("grant", f"grant:{fingerprint(to.key.public)}", "roles", {"roles": [role]})


def team(letter: str, *, tiers: bool = True) -> dict[str, Person]:
    """Return someone of each role, all knowing everything, in a phase reached over the visa of who may sign."""
    people = {role: Person(key(number)) for number, role in enumerate(ROLES, start=1)}
    director = people["director"]
    director.begins()
    present = [role for role in ROLES if role != "director" and (tiers or role != "third_party")]
    for role in present:
        director.writes(_grant(people[role], role))
    for role in present:
        people[role].learns(director.log)
        if role != "coordinator":
            told = people[role].writes(
                Draft("opinion", f"{people[role].participant}/booklet", "constat", "Livret")
            )
            director.learns([told])
    director.writes(Draft("opinion", f"{director.participant}/booklet", "constat", "Livret"))
    signer = people["third_party" if tiers else "director"]
    for name in STEPS[1 : LETTERS.index(letter) + 1]:
        director.writes(Draft("phase", "assessment", "phase", name))
        if name == "planning":
            _sign(signer, director)
    for person in people.values():
        person.learns(director.log)
    return people


def _sign(signer: Person, director: Person) -> None:
    signer.learns(director.log)
    seal = {"known": known_by(director.log)}
    director.learns([signer.writes(Draft("visa", f"visa:{signer.participant}:1", "seal", seal))])


def merged(people: dict[str, Person], role: str, action: str, letter: str) -> tuple[Log, Entry]:
    """Return the log of another person once they have merged the forger's entries of a line, and the last of them."""
    forger = people[role]
    place = LETTERS.index(letter)
    following, before = STEPS[min(place + 1, 4)], STEPS[max(place - 1, 0)]
    drafts = forged(forger.log, forger.participant, following, before)[action]
    entries = [forger.writes(draft) for draft in drafts]
    reader = Log(forger.log.assessment)
    reader.extend(entry for entry in forger.log if entry not in entries)
    reader.merge(entries)
    return reader, entries[-1]


@pytest.mark.parametrize(("letter", "role"), EACH)
def test_a_forged_entry_counts_where_the_law_opens_it_and_nowhere_else(letter: str, role: str) -> None:
    wrong = []
    for action in [name for name in LAW if name not in UNWRITTEN]:
        if (action, role) == ("visa.sign", "director"):
            continue  # asked below, where nobody is third party
        reader, entry = merged(team(letter), role, action, letter)
        counts = reader.effect(entry) is Effect.COUNTS
        shown = entry in reader.heads(entry.draft.target, entry.draft.field)
        if counts != open_gesture(action, role, letter) or shown != counts or entry.hash not in reader:
            wrong.append((action, reader.effect(entry), shown))
    assert wrong == []


@pytest.mark.parametrize(("letter", "role"), EACH)
@pytest.mark.parametrize("kind", KINDS)
def test_a_version_an_option_a_figure_or_a_meeting_counts_where_its_line_is_open_only(
    kind: str, letter: str, role: str
) -> None:
    people = team(letter)
    forger = people[role]
    reader = Log(forger.log.assessment)
    reader.extend(forger.log)
    entry = forger.writes(forged_kinds(forger.participant)[kind])
    reader.merge([entry])
    assert reader.effective(entry) == (letter in KINDS[kind][ROLES.index(role)])


@pytest.mark.parametrize("letter", PHASES)
def test_a_visa_of_the_director_counts_only_where_nobody_was_third_party(letter: str) -> None:
    alone, entry = merged(team(letter, tiers=False), "director", "visa.sign", letter)
    assert (alone.effect(entry) is Effect.COUNTS) == lawful("visa.sign", "director", letter)
    accompanied, entry = merged(team(letter), "director", "visa.sign", letter)
    assert accompanied.effect(entry) is not Effect.COUNTS


@pytest.mark.parametrize("letter", PHASES)
@pytest.mark.parametrize("action", [name for name in LAW if name not in UNWRITTEN])
def test_nothing_that_a_stranger_writes_counts(action: str, letter: str) -> None:
    people = team(letter)
    people["stranger"] = Person(key(8))
    people["stranger"].learns(people["director"].log)
    reader, entry = merged(people, "stranger", action, letter)
    assert entry.hash in reader
    assert reader.effect(entry) is not Effect.COUNTS
    assert entry not in reader.heads(entry.draft.target, entry.draft.field)


@pytest.mark.parametrize("role", ["contributor", "peer", "third_party", "coordinator"])
def test_nobody_erases_what_another_wrote_but_the_director(role: str) -> None:
    people = team("C")
    director, forger = people["director"], people[role]
    victims = {entry.draft.target: entry for entry in director.log if entry.draft.kind == "opinion"}
    others = [entry for entry in victims.values() if entry.link.author != forger.key.public]
    assert len(others) >= 3
    for said in others:
        entry = forger.writes(Draft("erasure", f"erasure:{said.hash}", "erased", "Pour nuire"))
        director.learns([entry])
        assert director.log.effect(entry) is not Effect.COUNTS
        kept = director.log.get(said.hash)
        assert kept is not None
        assert kept.data == "Livret"
    for said in others:
        director.writes(Draft("erasure", f"erasure:{said.hash}", "erased", "À leur demande"))
    assert {said.hash for said in others} <= director.log.erased


@pytest.mark.parametrize(
    "kind", ["opinion", "finish", "annotation", "private", "proposal", "followup", "visa"]
)
@pytest.mark.parametrize("role", ROLES)
def test_nobody_writes_what_is_anothers_own(kind: str, role: str) -> None:
    people = team("P" if kind == "visa" else "C")
    reader = Log(people["director"].log.assessment)
    reader.extend(people["director"].log)
    for name, victim in people.items():
        if name == role:
            continue
        target = f"{victim.participant}/visit" if kind == "opinion" else f"{kind}:{victim.participant}:forged"
        target = target.removesuffix(":forged") if kind == "finish" else target
        field = {"opinion": "position", "finish": "finished", "visa": "seal"}.get(kind, "text")
        entry = people[role].writes(Draft(kind, target, field, {"known": {}}))
        reader.merge([entry])
        assert reader.effect(entry) is Effect.MISPLACED
        assert reader.heads(target, field) == []


@pytest.mark.parametrize(
    "roles",
    [
        ["director"], ["contributor", "peer"], ["contributor", "third_party"], ["peer", "third_party"],
        ["contributor", "peer", "third_party"],
    ],
)  # fmt: skip
def test_roles_that_exclude_each_other_are_given_to_nobody(roles: list[str]) -> None:
    people = team("C")
    zoe = Person(key(9))
    value = {"roles": roles}
    people["director"].writes(Draft("grant", f"grant:{fingerprint(zoe.key.public)}", "roles", value))
    given = {role.value for role in people["director"].log.roles(zoe.key.public)}
    assert given == set()


@pytest.mark.parametrize(
    "roles",
    [
        ["contributor", "coordinator"],
        ["peer", "coordinator"],
        ["third_party", "coordinator"],
        ["contributor"],
    ],
)
def test_roles_that_go_together_are_given_together(roles: list[str]) -> None:
    people = team("C")
    zoe = Person(key(9))
    value = {"roles": roles}
    people["director"].writes(Draft("grant", f"grant:{fingerprint(zoe.key.public)}", "roles", value))
    assert {role.value for role in people["director"].log.roles(zoe.key.public)} == set(roles)


def test_nobody_is_made_director_beside_the_one_who_began() -> None:
    people = team("C")
    zoe = Person(key(9))
    value = {"roles": ["director", "peer"]}
    people["director"].writes(Draft("grant", f"grant:{fingerprint(zoe.key.public)}", "roles", value))
    assert {role.value for role in people["director"].log.roles(zoe.key.public)} == {"peer"}


@pytest.mark.parametrize("reason", [None, "", "  ", 3])
@pytest.mark.parametrize("letter", ["S", "P", "F", "X"])
def test_going_back_without_a_reason_counts_for_nothing(letter: str, reason: str | int | None) -> None:
    director = team(letter)["director"]
    before = STEPS[LETTERS.index(letter) - 1]
    if reason is not None:
        director.writes(Draft("phase", "assessment", "reason", reason))
    director.writes(Draft("phase", "assessment", "phase", before))
    assert director.log.phase.value == PHASES[letter]
