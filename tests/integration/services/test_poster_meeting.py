"""The day of the next meeting, as the last one gave it, reaches the poster while it is to come."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.permissions import Phase
from cap_tui.reports.report_data import Audience
from cap_tui.services.exports import report_data
from cap_tui.services.meeting_draft import Room
from tests.exchange import Meeting
from tests.phases import go_to

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cap_tui.services.dossier import Dossier


@pytest.fixture
def claire(prepared: Path, tmp_path: Path) -> Iterator[Dossier]:
    """A director who follows a plan up; it is 2 March 2026."""
    held = Meeting(prepared, tmp_path)
    held.claire.add_action(title="Écrire le livret", owner="Nadia", due=date(2026, 9, 1))
    go_to(held.claire, Phase.FOLLOW_UP)
    yield held.claire
    held.leave()


def announced(dossier: Dossier) -> date | None:
    return report_data(dossier, Audience.INTERNE).next_meeting


def test_the_last_meeting_decides_and_a_day_gone_by_is_not_announced(
    claire: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert announced(claire) is None
    claire.conclude_meeting(Room(next_day=date(2026, 4, 7)))
    assert announced(claire) == date(2026, 4, 7)
    monkeypatch.setattr(claire, "today", lambda: date(2026, 4, 7))
    assert announced(claire) == date(2026, 4, 7)
    monkeypatch.setattr(claire, "today", lambda: date(2026, 4, 8))
    assert announced(claire) is None


def test_a_meeting_that_fixed_no_other_takes_the_former_day_off_the_wall(claire: Dossier) -> None:
    claire.conclude_meeting(Room(next_day=date(2026, 4, 7)))
    claire.conclude_meeting(Room())
    assert announced(claire) is None
