"""A thread read whole: nothing that was erased comes back, nothing that is left is lost, and private is said in words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cap_tui.core.permissions import Role
from cap_tui.core.review import InboxLine, Note, NoteKind, Thread, Waiting
from cap_tui.i18n import activate
from cap_tui.tui.screens.remarks_lines import WHAT_NEXT, inbox_blocks, row_content, thread_blocks
from tests.building import questionnaire

AT = datetime(2026, 3, 2, 8, 5, tzinfo=UTC)
CRITERIA = questionnaire().criteria


@pytest.fixture(autouse=True)
def _in_french() -> None:
    activate("fr")


def note(text: str, *, author: str = "Awa", erased: bool = False, edited: bool = False) -> Note:
    return Note("n", "p", author, Role.PEER, text, AT, edited=edited, erased=erased)


def thread(*notes: Note, private: bool = False, resolved_by: str = "") -> Thread:
    return Thread(
        "t",
        "booklet",
        NoteKind.DISAGREEMENT,
        private,
        notes,
        resolved=bool(resolved_by),
        resolved_by=resolved_by,
    )


def page(found: Thread) -> str:
    blocks = thread_blocks(found, CRITERIA["booklet"], lambda moment: moment)
    return "\n".join(block.margin.plain + block.text.plain for block in blocks).replace("\u00a0", " ")


def row(found: Thread | InboxLine, width: int = 200) -> str:
    return row_content(found, CRITERIA, width).plain.replace("\u00a0", " ")


def test_an_erased_remark_says_so_and_its_answers_stay() -> None:
    text = page(thread(note("", erased=True), note("Je réponds", author="Claire")))
    assert "Ce texte a été effacé à la demande." in text
    assert "Claire · Pair · 02/03/2026 08 h 05\n  Je réponds" in text


def test_every_line_of_a_remark_is_read_and_a_correction_is_told() -> None:
    text = page(thread(note("Un\n\nDeux", edited=True)))
    assert "  Un\n  \n  Deux" in text
    assert "modifiée depuis" in text


def test_someone_without_a_name_is_still_someone() -> None:
    assert "(sans nom)" in page(thread(note("Bonjour", author="")))


def test_private_and_closed_are_said_in_words() -> None:
    text = page(thread(note("Entre nous"), private=True, resolved_by="Jean"))
    assert "close par Jean" in text
    assert "lue seulement par le pair et le tiers" in text
    assert row(thread(note("Entre nous"), private=True)).startswith("✎ 1.1.1 · privée · Désaccord · Awa")


def test_a_row_never_breaks_its_line_nor_its_width() -> None:
    found = row(thread(note("Un\nDeux " * 2_000)), width=60)
    assert "\n" not in found
    assert len(found) <= 60


@pytest.mark.parametrize("why", list(Waiting))
def test_whatever_waits_says_what_to_do_next(why: Waiting) -> None:
    line = InboxLine(why, "booklet", "{author}", {"author": "[b]Awa[/b]"})
    text = "\n".join(block.text.plain for block in inbox_blocks(line))
    assert text.startswith("[b]Awa[/b]")
    assert WHAT_NEXT[why] not in text
    assert ("a : l’accepter" if why is Waiting.PROPOSAL else "Entrée : ") in text.replace("\u00a0", " ")
