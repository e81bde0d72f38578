"""Worksheets filled on paper's side of the room: one voice each, recorded as transcribed by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.permissions import Role
from cap_tui.services.doctor import examine
from cap_tui.services.exchange_errors import OtherWorksheetError, VoicesClosedError
from cap_tui.services.exchanging import accept, accept_folder, export_worksheet, preview
from tests.building import level
from tests.unit.exchange.filling import Filled

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace
    from tests.machines import Machines


@pytest.fixture
def begun(machines: Machines, zoe: Workspace) -> Dossier:
    return machines.begin(zoe)


@pytest.fixture
def blank(begun: Dossier, tmp_path: Path) -> Path:
    return export_worksheet(begun, tmp_path / "fiche.xlsx")


def fill(blank: Path, nickname: str, **answers: str) -> Path:
    """Fill a copy of the sheet: codes with `_` for `.`, and what is typed."""
    sheet = Filled(blank.read_bytes())
    if nickname:
        for row in sheet.sheet.iter_rows():
            if row[0].value == "cap-tui:nickname":
                row[4].value = nickname
    for code, typed in answers.items():
        sheet.answer(code[1:].replace("_", "."), typed, "Vu sur place" if typed else None)
    path = blank.with_name(f"{nickname}-{'-'.join(f'{code}{typed}' for code, typed in answers.items())}.xlsx")
    path.write_bytes(sheet.saved())
    return path


def test_a_filled_worksheet_becomes_one_voice_of_the_team(
    zoe: Workspace, begun: Dossier, blank: Path
) -> None:
    told = preview(zoe, fill(blank, "Mimi", _1_1_1="Engagé", _1_1_2="Maîtrisé"))
    assert (told.kind, told.sender, told.new, told.replaces, told.blocked) == (
        "worksheet",
        "Mimi",
        2,
        False,
        None,
    )
    assert len(begun.entries()) == 1
    assert accept(zoe, told).new == 2
    begun.reload()
    (person,) = [one for one in begun.people() if Role.CONTRIBUTOR in one.roles]
    assert (person.name, person.transcribed_by, person.finished) == ("Mimi", "Zoé", True)
    assert begun.views("visit").team_count == 1
    assert [finding.sentence for finding in examine(zoe) if not finding.ok] == []


def test_three_worksheets_are_shown_together_and_never_one_alone(
    zoe: Workspace, begun: Dossier, blank: Path
) -> None:
    paths = [
        fill(blank, name, _1_1_2=said)
        for name, said in (("A", "Engagé"), ("B", "Engagé"), ("C", "Exemplaire"))
    ]
    accept_folder(zoe, paths[:2])
    begun.reload()
    assert begun.views("visit").team is None
    accept_folder(zoe, paths)
    begun.reload()
    team = begun.views("visit").team
    assert team is not None
    assert (team.count, team.median) == (3, "engaged")


def test_the_same_sheet_again_is_recognised_and_a_corrected_one_takes_its_place(
    zoe: Workspace, begun: Dossier, blank: Path
) -> None:
    first = fill(blank, "Mimi", _1_1_1="Engagé", _1_1_2="Maîtrisé")
    accept(zoe, preview(zoe, first))
    again = preview(zoe, first)
    assert (again.new, again.known) == (0, 2)
    corrected = preview(zoe, fill(blank, "mimi", _1_1_2="Exemplaire"))
    assert corrected.replaces
    accept(zoe, corrected)
    begun.reload()
    (person,) = [one for one in begun.people() if Role.CONTRIBUTOR in one.roles]
    log = begun.log
    assert log.value(f"{person.id}/visit", "position") == level("exemplary").to_json()
    assert log.value(f"{person.id}/booklet", "position") is None


def test_a_sheet_without_a_nickname_is_numbered(zoe: Workspace, begun: Dossier, blank: Path) -> None:
    accept_folder(zoe, [fill(blank, "", _1_1_1="Engagé"), fill(blank, "", _1_1_2="Engagé")])
    begun.reload()
    names = sorted(one.name for one in begun.people() if Role.CONTRIBUTOR in one.roles)
    assert names == ["Voix 1", "Voix 2"]


def test_voices_are_taken_in_by_the_director_while_positions_are_collected(
    machines: Machines, zoe: Workspace, begun: Dossier, blank: Path
) -> None:
    path = fill(blank, "Mimi", _1_1_1="Engagé")
    paul = machines.person("Paul")
    with pytest.raises(OtherWorksheetError):
        preview(paul, path)
    machines.invite(begun, paul, Role.PEER)
    machines.receive(paul, machines.send(zoe, begun, "peer"))
    assert isinstance(preview(paul, path).blocked, VoicesClosedError)
    begun.advance()
    told = preview(zoe, path)
    with pytest.raises(VoicesClosedError):
        accept(zoe, told)
    begun.reload()
    assert [one for one in begun.people() if Role.CONTRIBUTOR in one.roles] == []
