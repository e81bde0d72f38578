from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, Any

from cap_tui.core.entries import Draft
from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.kinds import ANNOTATION, ERASED, ERASURE, GRANT, PRIVATE, RESOLUTION, target_of
from cap_tui.core.log import Log
from cap_tui.core.permissions import Role
from cap_tui.core.review import NoteKind, Thread
from cap_tui.core.threads import threads_of
from tests.building import START, Person, key

if TYPE_CHECKING:
    from cap_tui.core.entries import Entry

HER, PEER, THIRD = (Role.DIRECTOR,), (Role.PEER,), (Role.THIRD_PARTY,)


class _Table:
    """A director, a peer, a third party and a contributor, who know at once what each writes."""

    def __init__(self) -> None:
        self.director, self.peer, self.third, self.worker = (Person(key(number)) for number in (1, 2, 3, 4))
        self.everyone = (self.director, self.peer, self.third, self.worker)
        self.director.begins()
        for person, role in ((self.peer, "peer"), (self.third, "third_party"), (self.worker, "contributor")):
            target = target_of(GRANT, fingerprint(person.key.public))
            self.director.writes(Draft(GRANT, target, "roles", {"roles": [role], "before": []}))
        self.share()

    def share(self) -> None:
        for person in self.everyone:
            for other in self.everyone:
                person.learns(list(other.log))

    def note(self, by: Person, name: str, text: str, **more: Any) -> str:
        """Write a note and return its id."""
        kind = str(more.pop("private", ANNOTATION))
        target = target_of(kind, by.participant, name)
        value = {"criterion": "visit", "kind": "question", "thread": "", "text": text, **more}
        self.write(by, kind, target, "note", value)
        return target

    def write(self, by: Person, kind: str, target: str, field: str, value: Any) -> Entry:
        entry = by.writes(Draft(kind, target, field, value))
        self.share()
        return entry

    def read(self, by: Person, roles: tuple[Role, ...]) -> tuple[Thread, ...]:
        names = {
            self.director.participant: "Claire",
            self.peer.participant: "Paul",
            self.third.participant: "Tina",
        }
        return threads_of(by.log, reader=by.participant, roles=roles, names=names)


def test_a_question_and_its_answer_are_one_thread_in_order() -> None:
    table = _Table()
    first = table.note(table.peer, "1", "Depuis quand ?")
    table.note(table.director, "1", "Depuis mars.", thread=first)
    (thread,) = table.read(table.director, HER)
    assert (thread.id, thread.criterion, thread.kind) == (first, "visit", NoteKind.QUESTION)
    assert (thread.private, thread.resolved, thread.resolved_by) == (False, False, "")
    told = [(note.author, note.role, note.text, note.mine, note.at) for note in thread.notes]
    assert told == [
        ("Paul", Role.PEER, "Depuis quand ?", False, START),
        ("Claire", Role.DIRECTOR, "Depuis mars.", True, START),
    ]


def test_private_notes_are_read_by_the_reviewers_only() -> None:
    table = _Table()
    first = table.note(table.peer, "1", "Entre nous", private=PRIVATE)
    table.note(table.third, "1", "D'accord", private=PRIVATE, thread=first)
    table.note(table.director, "1", "Je devine", thread=first)
    for reader, roles in ((table.director, HER), (table.worker, (Role.CONTRIBUTOR,)), (table.worker, ())):
        assert table.read(reader, roles) == ()
    for reader, roles in ((table.peer, PEER), (table.third, THIRD)):
        (thread,) = table.read(reader, roles)
        assert thread.private
        assert [note.text for note in thread.notes] == ["Entre nous", "D'accord", "Je devine"]


def test_a_private_note_never_shows_among_shared_ones() -> None:
    table = _Table()
    shared = table.note(table.director, "1", "Pour tous")
    hidden = table.note(table.peer, "1", "Pour nous", private=PRIVATE, thread=shared)
    found = [(thread.id, thread.private) for thread in table.read(table.third, THIRD)]
    assert found == [(shared, False), (hidden, True)]


def test_answers_stay_when_the_first_note_is_taken_away_or_erased() -> None:
    for gone in ("removed", "erased"):
        table = _Table()
        first = table.note(table.peer, "1", "Une phrase de trop", kind="disagreement")
        table.note(table.director, "1", "Je réponds", thread=first, kind="disagreement")
        if gone == "removed":
            table.write(table.peer, ANNOTATION, first, "removed", True)  # noqa: FBT003 - the value written
        else:
            (entry,) = table.peer.log.heads(first, "note")
            table.write(table.peer, ERASURE, target_of(ERASURE, entry.hash), ERASED, "")
        (thread,) = table.read(table.director, HER)
        assert (thread.id, thread.criterion, thread.kind) == (first, "visit", NoteKind.DISAGREEMENT)
        texts = [(note.text, note.erased) for note in thread.notes]
        assert texts == (
            [("Je réponds", False)] if gone == "removed" else [("", True), ("Je réponds", False)]
        )


def test_an_erased_note_does_not_come_back_through_its_correction() -> None:
    table = _Table()
    first = table.note(table.peer, "1", "Une phrase de trop")
    table.note(table.director, "1", "Je réponds", thread=first)
    table.write(table.peer, ANNOTATION, first, "text", "Une phrase de trop, corrigée")
    (entry,) = table.peer.log.heads(first, "note")
    table.write(table.peer, ERASURE, target_of(ERASURE, entry.hash), ERASED, "")
    (thread,) = table.read(table.director, HER)
    assert [(note.text, note.edited, note.erased) for note in thread.notes] == [
        ("", False, True),
        ("Je réponds", False, False),
    ]


def test_a_note_alone_that_was_taken_away_leaves_no_thread() -> None:
    table = _Table()
    first = table.note(table.peer, "1", "Rien")
    table.write(table.peer, ANNOTATION, first, "removed", True)  # noqa: FBT003 - the value written
    assert table.read(table.peer, PEER) == ()


def test_a_corrected_note_says_so() -> None:
    table = _Table()
    first = table.note(table.peer, "1", "Depuis qand ?")
    table.write(table.peer, ANNOTATION, first, "text", "Depuis quand ?")
    (thread,) = table.read(table.director, HER)
    assert [(note.text, note.edited) for note in thread.notes] == [("Depuis quand ?", True)]


def test_nobody_corrects_the_note_of_another_person() -> None:
    table = _Table()
    first = table.note(table.peer, "1", "Depuis quand ?")
    table.write(table.director, ANNOTATION, first, "text", "Bravo !")
    table.write(table.director, ANNOTATION, first, "removed", True)  # noqa: FBT003 - the value written
    (thread,) = table.read(table.peer, PEER)
    assert [note.text for note in thread.notes] == ["Depuis quand ?"]


def test_a_resolved_thread_says_who_closed_it_and_waits_for_nobody() -> None:
    table = _Table()
    first = table.note(table.peer, "1", "Depuis quand ?")
    table.write(table.director, RESOLUTION, target_of(RESOLUTION, first), "resolved", True)  # noqa: FBT003 - the value
    (thread,) = table.read(table.director, HER)
    assert (thread.resolved, thread.resolved_by, thread.waiting) == (True, "Claire", False)
    table.write(table.peer, RESOLUTION, target_of(RESOLUTION, first), "resolved", False)  # noqa: FBT003 - the value
    (thread,) = table.read(table.director, HER)
    assert (thread.resolved, thread.resolved_by, thread.waiting) == (False, "", True)


def test_a_thread_waits_for_who_is_asked_and_no_more_once_they_answer() -> None:
    table = _Table()

    def waiting() -> list[bool]:
        readers = (
            (table.director, HER),
            (table.peer, PEER),
            (table.third, THIRD),
            (table.worker, (Role.CONTRIBUTOR,)),
        )
        return [table.read(person, roles)[0].waiting for person, roles in readers]

    first = table.note(table.peer, "1", "Depuis quand ?")
    assert waiting() == [True, False, False, False]
    table.note(table.director, "1", "Depuis mars.", thread=first)
    assert waiting() == [False, True, False, False]
    table.note(table.peer, "2", "Merci", thread=first)
    assert waiting() == [True, False, False, False]


def test_a_question_of_the_director_waits_for_the_reviewers() -> None:
    table = _Table()
    table.note(table.director, "1", "Qu'en pensez-vous ?")
    assert [thread.waiting for thread in table.read(table.director, HER)] == [False]
    assert [thread.waiting for thread in table.read(table.third, THIRD)] == [True]
    assert [thread.waiting for thread in table.read(table.worker, (Role.CONTRIBUTOR,))] == [False]


def test_threads_are_the_same_whatever_the_order_in_which_they_arrive() -> None:
    table = _Table()
    first = table.note(table.peer, "1", "Un")
    second = table.note(table.third, "1", "Deux")
    answer = table.note(table.director, "1", "Trois", thread=first)
    entries = list(table.director.log)
    assert [thread.id for thread in table.read(table.director, HER)] == [first, second]
    for last in permutations(entries[-3:]):
        log = Log()
        log.extend([*entries[:-3], *last])
        found = threads_of(log, reader=table.director.participant, roles=HER, names={})
        assert [[note.id for note in thread.notes] for thread in found] == [[first, answer], [second]]


def test_an_answer_that_arrives_before_its_question_is_already_read() -> None:
    table = _Table()
    log = Log()
    first = table.note(table.peer, "1", "Question")
    (missing,) = table.peer.log.heads(first, "note")
    answer = table.note(table.director, "1", "Réponse", thread=first)
    log.extend(entry for entry in table.director.log if entry.hash != missing.hash)
    (thread,) = threads_of(log, reader=table.peer.participant, roles=PEER, names={})
    assert (thread.id, [note.id for note in thread.notes]) == (first, [answer])


def test_a_note_of_a_form_nobody_knows_breaks_nothing() -> None:
    table = _Table()
    odd: tuple[Any, ...] = (None, 3, "texte", [], {}, {"criterion": 4, "thread": 5, "kind": 6, "text": None})
    for number, value in enumerate((*odd, {"criterion": "visit", "thread": 5, "kind": 6, "text": None})):
        target = target_of(ANNOTATION, table.peer.participant, str(number))
        table.write(table.peer, ANNOTATION, target, "note", value)
    (thread,) = table.read(table.director, HER)
    assert (thread.kind, [note.text for note in thread.notes]) == (NoteKind.REMARK, [""])
