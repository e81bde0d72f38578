from __future__ import annotations

import shutil
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.entries import Draft
from cap_tui.core.figures import NumberNotReadError, ShareOutOfBoundsError
from cap_tui.core.kinds import MEASURE
from cap_tui.core.measures import Measure
from cap_tui.core.permissions import NotPermittedError, Phase, Role
from cap_tui.services.doctor import examine
from cap_tui.services.measuring import MeasureYearError, UnknownIndicatorError
from cap_tui.services.workspace import Workspace
from tests.building import environment, level
from tests.databases import holds
from tests.exchange import Meeting, share
from tests.phases import go_to

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cap_tui.core.errors import CapError
    from cap_tui.services.dossier import Dossier

CANARY = "Fichier de Yasmine Benali"


@pytest.fixture
def meeting(prepared: Path, tmp_path: Path) -> Iterator[Meeting]:
    """A director, a peer and a third party."""
    held = Meeting(prepared, tmp_path)
    held.joins("paul", Role.PEER)
    held.joins("tina", Role.THIRD_PARTY)
    yield held
    held.leave()


def _years(dossier: Dossier, indicator: str) -> list[tuple[int, str, str, str]]:
    measures = dossier.series(indicator).measures
    return [(one.year, str(one.value), str(one.goal), one.source) for one in measures]


def test_every_indicator_is_asked_once_in_reading_order_with_its_theme(dossier: Dossier) -> None:
    assert [(one.indicator.id, one.criterion, one.theme) for one in dossier.indicators()] == [
        ("booklets", "booklet", "people"),
        ("visits", "visit", "people"),
        ("tutors", "tutor", "people"),
    ]


def test_figures_survive_closing_the_evaluation(workspace: Workspace, dossier: Dossier) -> None:
    dossier.measure("booklets", 2024, value="45 %", source="Registre des entrées")
    dossier.measure("booklets", 2025, value=Decimal("62.5"), goal="80")
    dossier.measure("tutors", 2025, value="1 234")
    again = workspace.open(dossier.summary.id)
    assert _years(again, "booklets") == [
        (2024, "45", "None", "Registre des entrées"),
        (2025, "62.5", "80", ""),
    ]
    assert again.series("tutors").last == Measure("tutors", 2025, Decimal(1234))
    assert all(finding.ok for finding in examine(workspace))


def test_one_field_is_changed_or_cleared_and_the_others_stay(dossier: Dossier) -> None:
    dossier.measure("booklets", 2025, value="62", goal="80", source="Registre")
    dossier.measure("booklets", 2025, value="64")
    dossier.measure("booklets", 2025, goal="")
    assert _years(dossier, "booklets") == [(2025, "64", "None", "Registre")]
    dossier.clear_measure("booklets", 2025)
    assert _years(dossier, "booklets") == []


def test_what_is_already_written_is_not_written_again(dossier: Dossier) -> None:
    dossier.measure("booklets", 2025, value="62")
    before = len(dossier.entries())
    assert not dossier.measure("booklets", 2025, value="62,0 %")
    assert len(dossier.entries()) == before


def test_a_gesture_on_figures_is_taken_back_and_put_back_whole(dossier: Dossier) -> None:
    dossier.measure("booklets", 2025, value="62")
    dossier.measure("booklets", 2025, value="99", goal="80", source="Erreur")
    dossier.undo()
    assert _years(dossier, "booklets") == [(2025, "62", "None", "")]
    dossier.undo()
    assert _years(dossier, "booklets") == []
    dossier.redo()
    dossier.redo()
    assert _years(dossier, "booklets") == [(2025, "99", "80", "Erreur")]


def test_a_refused_figure_writes_nothing_of_the_gesture(dossier: Dossier) -> None:
    before = len(dossier.entries())
    refused: list[tuple[type[CapError], str, int, str]] = [
        (ShareOutOfBoundsError, "booklets", 2025, "101"),
        (NumberNotReadError, "booklets", 2025, "beaucoup"),
        (MeasureYearError, "booklets", 1999, "12"),
        (MeasureYearError, "booklets", 2101, "12"),
        (UnknownIndicatorError, "booklet", 2025, "12"),
    ]
    for error, indicator, year, value in refused:
        with pytest.raises(error):
            dossier.measure(indicator, year, value=value, source="Registre")
    with pytest.raises(NumberNotReadError):
        dossier.measure("booklets", 2025, value=Decimal("NaN"))
    assert len(dossier.entries()) == before


def test_only_the_director_writes_figures_up_to_the_follow_up(meeting: Meeting) -> None:
    for name in ("paul", "tina"):
        with pytest.raises(NotPermittedError):
            meeting.open[name].measure("booklets", 2025, value="1")
    for phase in (Phase.COLLECTING, Phase.CONSENSUS, Phase.PLANNING):
        go_to(meeting.claire, phase)
        meeting.claire.measure("booklets", 2025, value=str(10 * list(Phase).index(phase) + 1))
    meeting.meet()
    for dossier in meeting.open.values():
        assert [one.year for one in dossier.series("booklets").measures] == [2025]


def test_figures_written_apart_are_both_kept_until_one_is_chosen(meeting: Meeting, tmp_path: Path) -> None:
    identifier = meeting.claire.summary.id
    meeting.machines["claire"].close()
    shutil.copytree(tmp_path / "claire", tmp_path / "desk")
    home = meeting.machines["claire"] = Workspace(tmp_path / "claire", environment("home"))
    desk = meeting.machines["desk"] = Workspace(tmp_path / "desk", environment("desk"))
    profile = (tmp_path / "desk" / "profile.json").read_text()
    (tmp_path / "desk" / "profile.json").write_text(profile.replace(home.profile.installation, "desk"))
    one, two = home.open(identifier), desk.open(identifier)
    one.measure("booklets", 2025, value="40")
    two.measure("booklets", 2025, value="45", goal="90")
    share(desk, two, home)
    one.refresh()
    (field,) = one.versions()
    assert {version.text for version in field.versions} == {"40\u00a0%", "45\u00a0%"}
    assert field.criterion == "booklet"
    kept = next(version.hash for version in field.versions if version.text.startswith("40"))
    one.keep_version(field.target, field.field, kept)
    assert one.versions() == ()
    assert _years(one, "booklets") == [(2025, "40", "90", "")]


@pytest.mark.parametrize(
    "hostile", [12, True, "NaN", "1e9999", "9" * 9_000, [], {"value": "3"}, None, "\x1b[2J"]
)
def test_a_hostile_figure_counts_for_nothing_and_stays_in_the_history(
    dossier: Dossier, hostile: object
) -> None:
    dossier.measure("booklets", 2024, value="40")
    targets = ("measure:booklets:2025", "measure:booklets:99999", "measure:booklets", "measure:gone:2025")
    drafts = [
        Draft(MEASURE, target, field, hostile, "g") for target in targets for field in ("value", "source")
    ]
    dossier._commit(lambda: drafts)
    assert dossier.series("booklets").valued == (Measure("booklets", 2024, Decimal(40)),)
    assert len([line for line in dossier.timeline() if line.kind == MEASURE]) == 9
    assert dossier.personal_data()["entries"]
    dossier.propose()
    dossier.measure("booklets", 2025, value="50", source="Registre")
    assert _years(dossier, "booklets")[-1] == (2025, "50", "None", "Registre")


def test_figures_of_an_indicator_no_longer_asked_stay_readable(dossier: Dossier) -> None:
    drafts = [Draft(MEASURE, "measure:gone:2025", "value", "12.5", "g")]
    dossier._commit(lambda: drafts)
    (orphan,) = dossier.orphan_measures()
    assert (orphan.indicator.label, orphan.last) == ("gone", Measure("gone", 2025, Decimal("12.5")))
    assert dossier.series("gone") == orphan
    with pytest.raises(UnknownIndicatorError):
        dossier.measure("gone", 2026, value="1")


def test_the_history_says_which_figure_of_which_year(dossier: Dossier) -> None:
    dossier.measure("booklets", 2025, value="45")
    dossier.measure("booklets", 2025, value="62,5")
    line = dossier.timeline(criterion="booklet")[0]
    assert line.what.endswith("1.1.1 · Part des arrivées avec livret · 2025 · Valeur")
    assert (line.before, line.after) == ("45\u00a0%", "62,5\u00a0%")


def test_a_signed_figure_that_changes_is_told_and_the_years_that_follow_are_not(meeting: Meeting) -> None:
    claire, tina = meeting.claire, meeting.open["tina"]
    claire.answer("visit", level("exemplary"))
    claire.measure("booklets", 2025, value="45", goal="80")
    go_to(claire, Phase.PLANNING)
    meeting.meet()
    tina.sign_visa(expected=tina.visa_state().state)
    meeting.meet()
    claire.advance()
    assert claire.summary.phase is Phase.FOLLOW_UP
    claire.measure("booklets", 2026, value="55")
    claire.measure("booklets", 2026, value="56")
    visa = claire.standing_visa()
    assert visa is not None
    assert visa.changes == ()
    claire.measure("booklets", 2025, value="65")
    visa = claire.standing_visa()
    assert visa is not None
    assert [line.after for line in visa.changes] == ["65\u00a0%"]


def test_a_figure_changed_in_planning_needs_a_new_visa(meeting: Meeting) -> None:
    claire, tina = meeting.claire, meeting.open["tina"]
    go_to(claire, Phase.PLANNING)
    meeting.meet()
    tina.sign_visa(expected=tina.visa_state().state)
    meeting.meet()
    claire.measure("booklets", 2025, value="45")
    visa = claire.standing_visa()
    assert visa is not None
    assert [line.after for line in visa.changes] == ["45\u00a0%"]


def test_who_is_named_in_a_source_can_be_erased_and_the_figure_stays(meeting: Meeting) -> None:
    claire = meeting.claire
    claire.measure("booklets", 2025, value="45", source=CANARY)
    claire.measure("visits", 2025, value="12", source=CANARY)
    meeting.meet()
    claire.erase_source("booklets", 2025)
    assert _years(claire, "booklets") == [(2025, "45", "None", "")]
    claire.erase_person(claire.me.id, "À sa demande")
    assert _years(claire, "visits") == [(2025, "12", "None", "")]
    meeting.meet()
    assert not holds(meeting.machines["claire"].data_dir, CANARY)
    assert _years(meeting.open["paul"], "visits") == [(2025, "12", "None", "")]


def test_an_action_proposed_from_the_results_begins_where_its_indicator_stands(dossier: Dossier) -> None:
    dossier.answer("booklet", level("engaged"))
    dossier.answer("visit", level("engaged"))
    dossier.measure("booklets", 2024, value="45")
    dossier.measure("booklets", 2026, goal="80")
    dossier.propose()
    told = {line.criteria[0]: (line.baseline, line.target) for line in dossier.actions()}
    assert told == {"booklet": ("45\u00a0% en 2024", "80\u00a0% en 2026"), "visit": ("", "")}
