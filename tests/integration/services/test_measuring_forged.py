"""Figures that another program wrote: what is not a figure reads as nothing, and stops nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cap_tui.core.entries import Draft
from cap_tui.core.kinds import MEASURE
from cap_tui.reports.report_data import Audience
from cap_tui.services.doctor import examine
from cap_tui.services.exchanging import bundle_bytes
from cap_tui.services.exports import report_data
from tests.integration.services.test_upgrading_forged import FIRST, received
from tests.integration.services.test_upgrading_together import director as director  # noqa: PLC0414 - a fixture

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace

WRONG: list[Any] = [
    "NaN", "sNaN", "inf", "-Infinity", "1e9999", "1e99999999", "9" * 100_000, "12,5", " 12", "0x10", "１２", "٣", "1_000",
    "+1", "-", ".5", "5.", "\x1b[2J", 12, 12.5, 1e300, True, None, [], ["12"], {"value": "12"}, [[[["12"]]]],
]  # fmt: skip
TARGETS = [
    "measure:n-kept:9999999", "measure:n-kept:1999", "measure:n-kept:2101", "measure:n-kept:-2025", "measure:n-kept:",
    "measure:n-kept", "measure::2025", "measure:%s:2025", "measure:%(x)s{0}:2025", "measure:[@click=app.bell]x[/]:2025",
    "measure:../../n-kept:2025", "measure:n-kept:2025:2025", f"measure:{'n' * 300}:2025", "measure:n-kept:02025",
]  # fmt: skip


def test_a_figure_that_is_none_changes_no_figure_and_stops_nobody(
    director: tuple[Workspace, Dossier], paul: Workspace, tmp_path: Path
) -> None:
    odd = [
        Draft(MEASURE, f"measure:n-kept:{2000 + number}", field, value)
        for number, value in enumerate(WRONG)
        for field in ("value", "goal")
    ]
    sources = [
        Draft(MEASURE, "measure:n-old:2025", "source", value)
        for value in (3, None, ["a"], "\x1b]0;x\x07\u202es")
    ]
    good = Draft(MEASURE, "measure:n-kept:2040", "value", "12.5")
    theirs = received(director, paul, tmp_path / "f.capx", [*odd, *sources, good], [FIRST])
    series = theirs.series("n-kept")
    assert [(str(one.value), one.year) for one in series.measures] == [("12.5", 2040)]
    assert [one.source for one in theirs.series("n-old").measures] == ["]0;xs"]
    _nobody_is_stopped(theirs, paul)


@pytest.mark.parametrize("target", TARGETS)
def test_a_figure_of_nothing_known_is_kept_aside(
    director: tuple[Workspace, Dossier], paul: Workspace, tmp_path: Path, target: str
) -> None:
    theirs = received(director, paul, tmp_path / "f.capx", [Draft(MEASURE, target, "value", "12")], [FIRST])
    assert theirs.series("n-kept").measures == ()
    assert len(theirs.indicators()) == 4
    _nobody_is_stopped(theirs, paul)


def _nobody_is_stopped(theirs: Dossier, paul: Workspace) -> None:
    theirs.orphan_measures()
    assert all("\x1b" not in f"{line.what}{line.before}{line.after}" for line in theirs.timeline())
    assert all(finding.ok for finding in examine(paul))
    assert report_data(theirs, Audience.INTERNE)
    assert bundle_bytes(paul, theirs, "director")
