"""The demonstration that counts: three years of figures, some going the right way and some not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.measures import Trend
from cap_tui.services.demo import demo_files, demo_start

if TYPE_CHECKING:
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace


@pytest.fixture
def counted(workspace: Workspace) -> Dossier:
    """The demonstration of social utility."""
    path = next(path for path in demo_files() if path.stem == "eust-2026")
    return workspace.open(workspace.load_demo(path).id)


def test_every_criterion_is_positioned_and_three_years_tell_which_way_things_go(counted: Dossier) -> None:
    assert (counted.summary.totals.positioned, counted.summary.totals.applicable) == (16, 16)
    assert counted.summary.structure.fictional
    told = {series.indicator.id: (series.trend(), series.reached()) for series in counted.indicators()}
    assert told["eust-rights-delay"] == (Trend.PROGRESS, False)
    assert told["eust-first-hour-delay"] == (Trend.PROGRESS, True)
    assert told["eust-requests-unserved"] == (Trend.DECLINE, False)
    assert told["eust-no-other-solution"] == (Trend.STABLE, None)
    assert told["eust-money-kept"] == (Trend.NONE, None)
    assert counted.orphan_measures() == ()
    assert sum(len(series.valued) == 3 for series in counted.indicators()) == 11


def test_every_figure_of_the_file_is_in_the_evaluation(counted: Dossier) -> None:
    path = next(path for path in demo_files() if path.stem == "eust-2026")
    wanted = {(item["indicator"], item["year"]) for item in demo_start(path).data["measures"]}
    found = {(one.indicator.id, measure.year) for one in counted.indicators() for measure in one.measures}
    assert found == wanted
