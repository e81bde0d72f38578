"""The register changed by hand: each change whole, refused with a sentence, and nothing lost beside it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.network.register import Certificate, Engagement, Headcount, Record
from cap_tui.i18n import explain
from cap_tui.services.network.register import (
    add_member,
    certify,
    count_people,
    disengage,
    engage,
    join_group,
    leave_group,
    name_group,
    record_of,
    register,
    remove_member,
    set_member,
    uncertify,
)
from cap_tui.services.network.register_errors import (
    ChangedMeanwhileError,
    GroupHeldError,
    GroupNameError,
    KnownGroupError,
    KnownMemberError,
    MemberNameError,
    MemberOrderError,
    MemberRegionError,
    SeveralLinesError,
    UnknownGroupError,
    UnknownLineError,
    UnknownMemberError,
)
from cap_tui.services.workspace import Workspace
from cap_tui.storage.errors import ReadOnlyDatabaseError
from tests.building import environment
from tests.databases import look
from tests.people import ordinary_user
from tests.registers import ONE, THREE, TWO, certificate, member

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.core.errors import CapError

FIELDS = {"name": "Structure fictive", "kinds": "AI / ACI", "region": "PACA", "joined": "15/03/1987"}
CHILDREN = ("engagement", "group_member", "certificate", "equality", "member_group", "member")


@pytest.fixture
def known(workspace: Workspace) -> Workspace:
    """A register of two structures."""
    add_member(workspace, ONE, FIELDS)
    add_member(workspace, TWO, {"name": "Autre structure fictive"})
    return workspace


def test_what_is_typed_of_a_structure_is_read_back_after_the_program_was_closed(folder: Path) -> None:
    first = Workspace(folder, environment())
    add_member(first, "732 829 320 00074", {**FIELDS, "email": "contact@structure-fictive.invalid"})
    first.close()
    again = Workspace(folder, environment())
    assert [one.member for one in register(again)] == [
        member(
            kinds=("AI", "ACI"), region="Provence-Alpes-Côte d’Azur", joined=date(1987, 3, 15),
            email="contact@structure-fictive.invalid",
        )
    ]  # fmt: skip
    again.close()


def test_everything_about_a_structure_is_kept_together(known: Workspace) -> None:
    engage(known, ONE, Engagement("cap", date(2017, 1, 5)))
    certify(known, ONE, certificate(number="F-1", group="Groupe fictif", surveillance=date(2026, 6, 1)))
    join_group(known, ONE, "  Autre   groupe ")
    said = count_people(known, ONE, Headcount(2026, "board", 5, 4))
    assert record_of(known, ONE) == said
    assert said.engagements == (Engagement("cap", date(2017, 1, 5)),)
    assert said.groups == ("Autre groupe", "Groupe fictif")
    assert said.certificates[0].surveillance == date(2026, 6, 1)
    assert record_of(known, TWO).engagements == ()


def test_changing_one_field_leaves_the_others_and_an_empty_text_clears_one(known: Workspace) -> None:
    engage(known, ONE, Engagement("cap"))
    changed = set_member(known, ONE, {"region": "bretagne", "joined": ""})
    assert changed.member == member(kinds=("AI", "ACI"), region="Bretagne")
    assert record_of(known, ONE) == changed
    assert changed.engagements == (Engagement("cap"),)


@pytest.mark.parametrize(
    ("siret", "fields", "error"),
    [
        (ONE, FIELDS, KnownMemberError),
        (THREE, {"name": " "}, MemberNameError),
        (THREE, {"kinds": "AI"}, MemberNameError),
        (THREE, {**FIELDS, "region": "Grand Est"}, MemberRegionError),
        (THREE, {**FIELDS, "gone": "14/03/1987"}, MemberOrderError),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(
    known: Workspace, siret: str, fields: dict[str, str], error: type[CapError]
) -> None:
    before = register(known)
    with pytest.raises(error):
        add_member(known, siret, fields)
    assert register(known) == before


def test_a_structure_that_is_not_there_is_not_invented(known: Workspace) -> None:
    with pytest.raises(UnknownMemberError):
        set_member(known, THREE, {"name": "X"})
    with pytest.raises(UnknownMemberError):
        engage(known, THREE, Engagement("cap"))
    with pytest.raises(UnknownMemberError):
        record_of(known, THREE)


def test_removing_takes_away_all_that_is_about_a_structure_and_nothing_else(
    known: Workspace, folder: Path
) -> None:
    for siret in (ONE, TWO):
        engage(known, siret, Engagement("cap"))
        certify(known, siret, certificate(group=f"Groupe de {siret}"))
        count_people(known, siret, Headcount(2026, "board", 1, 1))
    remove_member(known, record_of(known, ONE))
    assert [one.member.siret for one in register(known)] == [TWO]
    assert [len(look(folder, f"SELECT * FROM {table}")) for table in CHILDREN] == [1] * 6  # noqa: S608


def test_what_changed_since_it_was_shown_is_not_removed(known: Workspace) -> None:
    shown = record_of(known, ONE)
    engage(known, ONE, Engagement("cap"))
    with pytest.raises(ChangedMeanwhileError):
        remove_member(known, shown)
    assert len(register(known)) == 2


def test_one_of_several_lines_is_removed_only_once_it_is_told_apart(known: Workspace) -> None:
    engage(known, ONE, Engagement("cap", date(2017, 1, 1)))
    engage(known, ONE, Engagement("cap", date(2021, 1, 1)))
    with pytest.raises(SeveralLinesError):
        disengage(known, ONE, "cap")
    assert disengage(known, ONE, "cap", date(2017, 1, 1)).engagements == (
        Engagement("cap", date(2021, 1, 1)),
    )
    with pytest.raises(UnknownLineError):
        uncertify(known, ONE, "cedre")
    certify(known, ONE, Certificate("cedre", "A", issued=date(2015, 1, 1)))
    certify(known, ONE, Certificate("cedre", "B", issued=date(2018, 1, 1)))
    assert [one.number for one in uncertify(known, ONE, "cedre", "A").certificates] == ["B"]


def test_a_certificate_that_ends_before_it_begins_is_refused(known: Workspace) -> None:
    with pytest.raises(MemberOrderError) as refused:
        certify(known, ONE, certificate(expires=date(2025, 5, 31)))
    assert "31/05/2025" in explain(refused.value)
    assert record_of(known, ONE).certificates == ()


def test_a_group_begins_with_its_first_structure_and_ends_with_its_last(
    known: Workspace, folder: Path
) -> None:
    join_group(known, ONE, "G")
    join_group(known, TWO, "G")
    leave_group(known, ONE, "G")
    assert [one.groups for one in register(known)] == [("G",), ()]
    leave_group(known, TWO, "G")
    assert look(folder, "SELECT name FROM member_group") == []
    with pytest.raises(UnknownGroupError):
        leave_group(known, TWO, "G")


def test_nobody_leaves_a_group_whose_certificate_they_hold(known: Workspace) -> None:
    certify(known, ONE, certificate(group="G"))
    with pytest.raises(GroupHeldError):
        leave_group(known, ONE, "G")
    uncertify(known, ONE, "cedre-iso")
    assert leave_group(known, ONE, "G").groups == ()


def test_a_group_takes_another_name_everywhere_but_never_that_of_another(known: Workspace) -> None:
    certify(known, ONE, certificate(group="G"))
    join_group(known, TWO, "H")
    name_group(known, "G", "Groupe fictif")
    said = record_of(known, ONE)
    assert (said.groups, said.certificates[0].group) == (("Groupe fictif",), "Groupe fictif")
    with pytest.raises(KnownGroupError):
        name_group(known, "Groupe fictif", "H")
    with pytest.raises(UnknownGroupError):
        name_group(known, "G", "I")
    for wrong in ("", "A ; B", "x" * 201):
        with pytest.raises(GroupNameError):
            join_group(known, ONE, wrong)


def test_two_windows_on_one_register_lose_nothing_of_each_other(known: Workspace, folder: Path) -> None:
    other = Workspace(folder, environment("other"))
    record_of(other, ONE)
    engage(known, ONE, Engagement("cap"))
    engage(other, ONE, Engagement("cedre"))
    assert [one.scheme for one in record_of(known, ONE).engagements] == ["cap", "cedre"]
    other.close()


@pytest.mark.sqlite_only("the file itself; test_postgres_opening says it of a server")
def test_a_register_that_may_only_be_read_is_read_and_refuses_every_change() -> None:
    def prepare(place: Path) -> None:
        filled = Workspace(place, environment())
        add_member(filled, ONE, FIELDS)
        filled.close()
        (place / "cap-tui.db").chmod(0o400)

    with ordinary_user(prepare) as place:
        workspace = Workspace(place, environment())
        said = record_of(workspace, ONE)
        with pytest.raises(ReadOnlyDatabaseError):
            add_member(workspace, TWO, FIELDS)
        with pytest.raises(ReadOnlyDatabaseError):
            set_member(workspace, ONE, {"name": "X"})
        with pytest.raises(ReadOnlyDatabaseError):
            remove_member(workspace, said)
        workspace.close()


def test_control_characters_never_enter_the_register(known: Workspace) -> None:
    said = set_member(known, ONE, {"name": "Nom\x1b]52;c;x\x07 fictif", "contact": "a\nb"})
    assert (said.member.name, said.member.contact) == ("Nom]52;c;x fictif", "a b")
    assert isinstance(said, Record)
