"""The program opened twice on the same folder: both write, nothing is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from cap_tui.services.errors import UnknownActionError
from cap_tui.services.workspace import Workspace
from tests.building import environment, level
from tests.integration.services.comparing import reopened, seen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cap_tui.services.dossier import Dossier


@pytest.fixture
def other(dossier: Dossier, folder: Path) -> Iterator[Dossier]:
    """The same evaluation in a second window."""
    workspace = Workspace(folder, environment("second"))
    yield workspace.open(dossier.summary.id)
    workspace.close()


def test_writing_in_turns_loses_nothing_and_breaks_no_chain(
    dossier: Dossier, other: Dossier, folder: Path
) -> None:
    for turn, text in enumerate(("un", "deux", "trois", "quatre")):
        window = (dossier, other)[turn % 2]
        window.write("booklet", "constat", text)
        window.answer(("booklet", "visit", "tutor", "partners")[turn], level("engaged"))
    dossier.refresh()
    other.refresh()
    assert seen(dossier) == seen(other) == reopened(folder, dossier.summary.id)
    assert dossier.opinion("booklet").constat == "quatre"
    assert len(dossier.positions()) == 4
    assert [line.after for line in dossier.history("booklet") if line.field == "constat"] == [
        "quatre",
        "trois",
        "deux",
        "un",
    ]


def test_writing_at_the_same_time_loses_nothing(dossier: Dossier, other: Dossier, folder: Path) -> None:
    def many(window: Dossier, criterion: str) -> None:
        for number in range(20):
            window.write(criterion, "constat", f"{number}")
            window.history(criterion)

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(many, dossier, "booklet"), pool.submit(many, other, "visit")]:
            done.result()
    dossier.refresh()
    assert seen(dossier) == reopened(folder, dossier.summary.id)
    assert [len(dossier.history(key)) for key in ("booklet", "visit")] == [20, 20]


def test_an_answer_given_again_here_wins_over_one_given_meanwhile_there(
    dossier: Dossier, other: Dossier
) -> None:
    dossier.answer("booklet", level("engaged"))
    other.answer("booklet", level("exemplary"))
    dossier.answer("booklet", level("engaged"))
    other.refresh()
    assert other.opinion("booklet").position == level("engaged")


def test_what_the_other_window_wrote_is_announced_with_ones_own_next_change(
    dossier: Dossier, other: Dossier
) -> None:
    line = next(iter(dossier.add_action(title="Écrire").actions))
    other.refresh()
    other.remove_action(line)
    other.answer("visit", level("engaged"))
    changes = dossier.answer("booklet", level("engaged"))
    assert changes.actions == {line: None}
    assert set(changes.opinions) >= {"visit", "booklet"}
    other_changes = other.refresh()
    assert other_changes.scores[""] == dossier.scores[""]


def test_a_line_removed_in_the_other_window_is_not_changed_without_a_word(
    dossier: Dossier, other: Dossier
) -> None:
    line = next(iter(dossier.add_action(title="Écrire").actions))
    other.refresh()
    other.remove_action(line)
    with pytest.raises(UnknownActionError):
        dossier.set_action(line, owner="Nadia")
    assert dossier.actions() == ()


def test_proposing_in_both_windows_gives_each_line_once_with_its_own_number(
    dossier: Dossier, other: Dossier
) -> None:
    dossier.answer("visit", level("to-build"))
    dossier.propose()
    other.add_action(title="Une idée")
    other.propose()
    dossier.add_action(title="Une autre")
    assert sorted(line.number for line in dossier.actions()) == [1, 2, 3]


def test_undo_takes_back_the_last_gesture_wherever_it_was_made(dossier: Dossier, other: Dossier) -> None:
    dossier.answer("booklet", level("engaged"))
    other.answer("booklet", level("exemplary"))
    dossier.undo()
    assert dossier.opinion("booklet").position == level("engaged")
    other.undo()
    assert other.opinion("booklet").position is None
    assert dossier.undo() is None


def test_one_stay_in_a_field_interrupted_from_the_other_window_is_undone_in_order(
    dossier: Dossier, other: Dossier
) -> None:
    dossier.write("booklet", "constat", "un", visit="stay")
    other.write("booklet", "constat", "deux")
    dossier.write("booklet", "constat", "trois", visit="stay")
    back = []
    while dossier.undo() is not None:
        back.append(dossier.opinion("booklet").constat)
    assert back == ["deux", "un", ""]


def test_nothing_new_there_is_no_change_here(dossier: Dossier, other: Dossier) -> None:
    assert not other.refresh()
    assert not dossier.refresh()
