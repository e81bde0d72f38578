"""Sixty reports before the general assembly: one run makes them, goes on where it stopped, and loses none of mine."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.permissions import Phase
from cap_tui.core.structures import Structure
from cap_tui.i18n import activate, explain
from cap_tui.reports.files import ExportFolderMissingError
from cap_tui.reports.report_data import Audience
from cap_tui.services.export_index import NAME, Index
from cap_tui.services.exporting_all import Given, Outcome, Wanted, cores, export_all, wanted_of
from tests.building import level
from tests.phases import go_to
from tests.registers import FIVE, FOUR, ONE, SIX

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cap_tui.services.workspace import Workspace

MARKDOWN = Wanted("md")


def begin(workspace: Workspace, name: str, siret: str, year: int = 2026, *, fictional: bool = False) -> str:
    structure = Structure(name, siret, ("AI",), "Normandie", fictional=fictional)
    reference = workspace.new_assessment(structure, "small", year).id
    workspace.open(reference).answer("booklet", level("engaged"))
    return reference


@pytest.fixture
def network(workspace: Workspace) -> Workspace:
    """Three structures, two of which have the same name; the first is also there for the year before."""
    activate("fr")
    begin(workspace, "Échelle & Cie", ONE, 2025)
    begin(workspace, "Échelle & Cie", ONE)
    begin(workspace, "Échelle & Cie", FOUR)
    begin(workspace, "Vallée", FIVE)
    return workspace


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "rapports"
    made.mkdir()
    return made


def outcomes(found: Sequence[Given]) -> list[str]:
    return [one.outcome.value for one in found]


def files(place: Path) -> set[str]:
    return {path.name for path in place.iterdir() if path.name != NAME}


def test_one_run_makes_every_report_under_a_name_that_can_be_read(network: Workspace, place: Path) -> None:
    told: list[tuple[int, int]] = []
    found = export_all(network, MARKDOWN, place, lambda _one, done, total: told.append((done, total)))
    assert outcomes(found) == ["made"] * 4
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert files(place) == {one.path.name for one in found}
    assert "plan-de-progres-small-2026-vallee.md" in files(place)
    alike = [one.path.name for one in found if one.summary.year == 2026 and "echelle" in one.path.name]
    assert [len(name) for name in alike] == [
        len("plan-de-progres-small-2026-echelle-cie-0123456789ab.md")
    ] * 2
    assert "plan-de-progres-small-2025-echelle-cie.md" in files(place)
    for one in found:
        digits = "".join(one.path.read_text(encoding="utf-8").split())
        assert one.summary.structure.siret in digits


def test_made_again_only_what_changed_since(network: Workspace, place: Path) -> None:
    first = {one.summary.id: one.path for one in export_all(network, MARKDOWN, place)}
    assert outcomes(export_all(network, MARKDOWN, place)) == ["same"] * 4
    changed = next(one for one in network.assessments() if one.structure.siret == FIVE)
    network.open(changed.id).answer("visit", level("exemplary"))
    again = export_all(network, MARKDOWN, place)
    assert {one.summary.id: one.outcome for one in again if one.outcome is not Outcome.SAME} == {
        changed.id: Outcome.MADE
    }
    assert "Exemplaire" in first[changed.id].read_text(encoding="utf-8")
    assert {one.summary.id: one.path for one in again} == first
    assert outcomes(export_all(network, Wanted("md", overwrite=True), place)) == ["made"] * 4


def test_a_report_is_made_again_when_the_year_before_that_it_compares_with_changed(
    network: Workspace, place: Path
) -> None:
    export_all(network, MARKDOWN, place)
    before = next(one for one in network.assessments() if one.year == 2025)
    network.open(before.id).answer("visit", level("exemplary"))
    made = [one.summary for one in export_all(network, MARKDOWN, place) if one.outcome is Outcome.MADE]
    assert {(one.structure.siret, one.year) for one in made} == {(ONE, 2025), (ONE, 2026)}


def test_what_was_made_for_us_is_not_what_partners_may_read(network: Workspace, place: Path) -> None:
    for one in network.assessments():
        go_to(network.open(one.id), Phase.PLANNING)
    export_all(network, MARKDOWN, place)
    others = Wanted("md", Audience.PARTENAIRES)
    assert outcomes(export_all(network, others, place)) == ["made"] * 4
    assert outcomes(export_all(network, others, place)) == ["same"] * 4


def test_a_file_of_mine_in_the_way_is_kept_told_and_stops_nobody_else(
    network: Workspace, place: Path
) -> None:
    mine = place / "plan-de-progres-small-2026-vallee.md"
    mine.write_text("à moi", encoding="utf-8")
    found = export_all(network, MARKDOWN, place)
    assert sorted(outcomes(found)) == ["failed", "made", "made", "made"]
    assert sorted(outcomes(export_all(network, MARKDOWN, place))) == ["failed", "same", "same", "same"]
    (refused,) = [one for one in found if one.outcome is Outcome.FAILED]
    assert refused.error is not None
    assert str(mine) in explain(refused.error)
    assert mine.read_text(encoding="utf-8") == "à moi"


def test_a_report_that_i_annotated_is_not_written_over(network: Workspace, place: Path) -> None:
    export_all(network, MARKDOWN, place)
    mine = place / "plan-de-progres-small-2026-vallee.md"
    mine.write_text("annoté", encoding="utf-8")
    network.open(next(one.id for one in network.assessments() if one.structure.siret == FIVE)).answer(
        "visit", level("exemplary")
    )
    assert sorted(outcomes(export_all(network, MARKDOWN, place))) == ["failed", "same", "same", "same"]
    assert mine.read_text(encoding="utf-8") == "annoté"


def test_stopped_half_way_it_leaves_whole_files_only_and_goes_on(network: Workspace, place: Path) -> None:
    def stop(_one: Given, done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_all(network, MARKDOWN, place, stop)
    there = files(place)
    assert 2 <= len(there) < 4 or cores() > 2
    assert not [name for name in there if not name.endswith(".md")]
    for name in there:
        assert (place / name).read_text(encoding="utf-8").startswith("# ")
    again = export_all(network, MARKDOWN, place)
    assert outcomes(again).count("same") >= 2
    assert {one.outcome for one in again} <= {Outcome.SAME, Outcome.MADE}
    assert len(files(place)) == 4


def test_what_a_machine_that_lost_its_power_had_only_begun_is_made_again(
    network: Workspace, place: Path
) -> None:
    export_all(network, MARKDOWN, place)
    index = json.loads((place / NAME).read_text(encoding="utf-8"))
    name = "plan-de-progres-small-2026-vallee.md"
    index["files"][name]["sha256"] = ""  # noted before the file was in place
    (place / NAME).write_text(json.dumps(index), encoding="utf-8")
    assert sorted(outcomes(export_all(network, MARKDOWN, place))) == ["made", "same", "same", "same"]
    (place / name).unlink()
    assert sorted(outcomes(export_all(network, MARKDOWN, place))) == ["made", "same", "same", "same"]


@pytest.mark.parametrize(
    "text", ["", "[]", '{"files": 3}', '{"files": {"a": []}}', "\udcff", '{"files": {"a": {"state": 1}}}']
)
def test_an_index_that_cannot_be_read_costs_a_refusal_never_a_file(
    network: Workspace, place: Path, text: str
) -> None:
    (place / NAME).write_text(text, encoding="utf-8", errors="surrogateescape")
    assert Index.of(place).states == {}
    (place / "plan-de-progres-small-2026-vallee.md").write_text("à moi", encoding="utf-8")
    wanted = Wanted("md", years=(2026,), phases=(Phase.COLLECTING,), questionnaire="small")
    assert sorted(outcomes(export_all(network, wanted, place))) == ["failed", "made", "made"]


def test_a_link_to_another_file_is_refused(network: Workspace, place: Path, tmp_path: Path) -> None:
    target = tmp_path / "ailleurs.md"
    target.write_text("à moi", encoding="utf-8")
    (place / "plan-de-progres-small-2026-vallee.md").symlink_to(target)
    assert "failed" in outcomes(export_all(network, Wanted("md", overwrite=True), place))
    assert target.read_text(encoding="utf-8") == "à moi"


def test_which_are_wanted_and_demonstrations_only_where_there_is_nothing_else(network: Workspace) -> None:
    def names(wanted: Wanted) -> list[tuple[str, int]]:
        return [(one.structure.name, one.year) for one in wanted_of(network, wanted)]

    begin(network, "Fictive", SIX, fictional=True)
    assert names(Wanted("pdf", years=(2025,))) == [("Échelle & Cie", 2025)]
    assert names(Wanted("pdf", questionnaire="cap")) == []
    assert names(Wanted("pdf", phases=(Phase.CLOSED,))) == []
    assert [name for name, _year in names(Wanted("pdf"))].count("Fictive") == 0
    assert len(names(Wanted("pdf"))) == 4


def test_a_folder_that_is_not_there_is_said_before_anything_is_done(network: Workspace, place: Path) -> None:
    with pytest.raises(ExportFolderMissingError):
        export_all(network, MARKDOWN, place / "absent")
    assert os.listdir(place) == []  # noqa: PTH208 - the names alone


def test_not_more_at_once_than_this_machine_has_cores() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)
