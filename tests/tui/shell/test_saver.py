"""The queue of writes: in order, told when done, kept when failed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.errors import CapError
from cap_tui.tui.saver import Saver, Saving
from tests.tui.harness import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Desk:
    """Stands for the application's thread: calls what is brought when the test says so."""

    def __init__(self) -> None:
        self.brought: list[Callable[[], None]] = []
        self.arrived = threading.Semaphore(0)
        self.saver = Saver(self._bring, lambda: NOW, lambda: None)

    def _bring(self, call: Callable[[], None]) -> None:
        self.brought.append(call)
        self.arrived.release()

    def receive(self, count: int) -> None:
        for _call in range(count):
            assert self.arrived.acquire(timeout=5)
            self.brought.pop(0)()


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.saver.close()


def refuse() -> None:
    raise CapError


def crash() -> None:
    message = "a bug"
    raise ValueError(message)


def test_writes_keep_their_order_and_answer_on_the_applications_thread(desk: Desk) -> None:
    written: list[int] = []
    answered: list[tuple[int, str]] = []
    for number in range(5):
        desk.saver.submit(
            lambda number=number: written.append(number) or number,  # type: ignore[misc,func-returns-value]  # a lambda's default, and a list's append
            lambda result: answered.append((result, threading.current_thread().name)),
        )
    desk.receive(5)
    assert written == [0, 1, 2, 3, 4]
    assert answered == [(number, threading.current_thread().name) for number in range(5)]
    assert (desk.saver.state, desk.saver.saved_at) == (Saving.SAVED, NOW)


def test_a_failed_write_is_told_and_tried_again(desk: Desk) -> None:
    told: list[CapError] = []
    tries = iter((refuse, list))

    def write() -> None:
        next(tries)()

    desk.saver.submit(write, on_error=told.append)
    desk.receive(1)
    assert (desk.saver.state, len(told)) == (Saving.FAILED, 1)
    desk.saver.retry()
    desk.receive(1)
    assert (desk.saver.state, desk.saver.failed) == (Saving.SAVED, [])


def test_a_bug_in_a_write_does_not_end_the_saving(desk: Desk) -> None:
    told: list[CapError] = []
    desk.saver.submit(crash, on_error=told.append, keep=False)
    desk.saver.submit(lambda: None)
    desk.receive(2)
    assert isinstance(told[0].__cause__, ValueError)
    assert desk.saver.state is Saving.SAVED


def test_a_newer_state_replaces_the_failed_older_one(desk: Desk) -> None:
    desk.saver.submit(refuse, key="text")
    desk.receive(1)
    desk.saver.submit(lambda: None, key="text")
    assert desk.saver.failed == []
    desk.receive(1)
    assert desk.saver.state is Saving.SAVED


def test_a_text_put_back_as_stored_is_not_written_by_a_retry(desk: Desk) -> None:
    desk.saver.submit(refuse, key="text")
    desk.receive(1)
    desk.saver.forget("text")
    assert (desk.saver.failed, desk.saver.state) == ([], Saving.IDLE)


def test_unsaved_is_said_until_it_is_submitted(desk: Desk) -> None:
    desk.saver.unsaved("text")
    assert desk.saver.state is Saving.UNSAVED
    desk.saver.submit(lambda: None, key="text")
    assert (desk.saver.state, desk.saver.busy) == (Saving.WRITING, True)
    desk.receive(1)


def test_leaving_waits_for_every_write(desk: Desk) -> None:
    left: list[bool] = []
    desk.saver.submit(lambda: None)
    desk.saver.when_idle(lambda: left.append(True))
    assert left == []
    desk.receive(1)
    assert left == [True]


def test_closing_writes_what_is_queued() -> None:
    desk = Desk()
    written: list[int] = []
    for number in range(20):
        desk.saver.submit(lambda number=number: written.append(number))  # type: ignore[misc]  # a lambda's default
    desk.saver.close()
    assert written == list(range(20))
