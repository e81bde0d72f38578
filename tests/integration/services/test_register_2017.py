"""The register of 2017, made up with the totals that COORACE published, read through the import and counted again.

Every number is copied by hand from the annual report of 2017 (lines 108 to 275, 1158 to 1168, 2248 to 2256).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.network.register import main, register_of_2017
from cap_tui.services.network.register import register
from cap_tui.services.network.register_figures import year_figures
from cap_tui.services.network.register_groups import group_pages
from cap_tui.services.network.register_import import accept_register, preview_register

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.workspace import Workspace


@pytest.fixture
def network(workspace: Workspace, tmp_path: Path) -> Workspace:
    """The register of 2017, imported as a coordinator would."""
    path = tmp_path / "registre-2017.csv"
    assert main([str(path)]) == 0
    found = preview_register(workspace, path)
    assert (found.refused, found.remarks, found.unknown) == ((), (), ())
    accept_register(workspace, found)
    return workspace


def test_the_published_totals_are_read_back(network: Workspace) -> None:
    found = year_figures(network, 2017)
    kinds = found.kinds
    assert found.structures == 542
    assert (kinds["AI"], kinds["ACI"], kinds["EI"], kinds["OSP"], kinds["OF"]) == (284, 108, 28, 20, 24)
    assert kinds["ETTI"] + kinds["ETT ESS"] == 50
    assert (kinds["GES"], found.groups, found.grouped) == (25, 25, 60)
    assert len(found.regions) == 12
    assert sum(found.regions.values()) == 542
    assert found.entered["cap"] == 31
    assert (found.certified, found.certified_any) == ({"cedre": 76, "cedre-iso": 42}, 118)
    assert found.engaged_any == 250
    assert found.fictional


def test_the_parts_that_the_report_gives_leave_three_structures_without_a_kind(network: Workspace) -> None:
    """284 + 108 + 50 + 28 + 20 + 24 = 514, and 25 GES make 539 of 542: the rest is not attributed to a kind."""
    assert year_figures(network, 2017).kinds[""] == 3


def test_importing_it_again_changes_nothing_and_all_of_it_is_plainly_fictional(
    network: Workspace, tmp_path: Path
) -> None:
    again = preview_register(network, tmp_path / "registre-2017.csv")
    assert (again.new, again.changed, len(again.same)) == ((), (), 542)
    known = register(network)
    assert all(one.member.fictional and one.member.name.startswith("Structure fictive ") for one in known)
    assert all(one.member.siret.startswith("000") for one in known)
    assert known == tuple(sorted(register_of_2017(), key=lambda one: one.member.name))


def test_the_groups_gather_two_or_three_enterprises_each(network: Workspace) -> None:
    sizes = [len(page.group.members) for page in group_pages(network)]
    assert (len(sizes), sum(sizes), set(sizes)) == (25, 60, {2, 3})
