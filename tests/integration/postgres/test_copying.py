"""From one's own file to a shared database and back: counted first, nothing lost, nothing overwritten, and again is nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cap_tui.__main__ import main
from cap_tui.core.permissions import Role
from cap_tui.services.doctor import examine
from cap_tui.services.exchanging import accept, export_bundle, preview
from cap_tui.services.network.copying import both_ends, carry, load
from cap_tui.services.network.register import add_member, register, set_member
from cap_tui.storage.server_errors import ForbiddenError, NoPartError
from tests.building import level
from tests.conftest import STRUCTURE
from tests.registers import ONE, TWO

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.services.dossier import Dossier
    from cap_tui.services.network.copying import Load
    from cap_tui.services.workspace import Workspace
    from tests.integration.postgres.town import Town

pytestmark = pytest.mark.sqlite_only("one end is a file")

FIELDS = {"name": "Structure fictive", "kinds": "AI"}


@pytest.fixture
def own(town: Town) -> Workspace:
    """Claire's own file; she also has a login."""
    town.person("claire")
    return town.alone("claire")


@pytest.fixture
def dossier(own: Workspace) -> Dossier:
    """Her dossier, in her file only."""
    begun = own.open(own.new_assessment(STRUCTURE, "small", 2026).id)
    begun.answer("visit", level("engaged"))
    begun.write("visit", "constat", "Écrit sur mon ordinateur")
    return begun


def copied(source: Workspace, target: Workspace, *references: str) -> Load:
    return carry(target, load(source, target, references))


def counts(cargo: Load) -> list[tuple[int, int, int]]:
    return [(one.new, one.filled, one.known) for one in cargo.evaluations]


def test_a_file_goes_to_the_shared_database_is_completed_there_and_comes_back(
    town: Town, own: Workspace, dossier: Dossier
) -> None:
    shared = town.person("claire")
    assert counts(load(own, shared)) == [(3, 0, 0)]
    assert shared.assessments() == []
    assert counts(copied(own, shared)) == [(3, 0, 0)]
    paul = town.person("paul")
    there = shared.open(dossier.summary.id)
    assert there.opinion("visit").constat == "Écrit sur mon ordinateur"
    town.invite(there, paul, Role.PEER)
    paul.open(dossier.summary.id).answer("visit", level("exemplary"))
    there.write("visit", "constat", "Écrit au bureau")
    dossier.write("booklet", "constat", "Écrit dans le train")
    assert counts(copied(own, shared)) == [(1, 0, 3)]
    assert not load(own, shared).brings
    assert counts(copied(shared, own)) == [(4, 0, 4)]
    assert not load(shared, own).brings
    dossier.reload()
    assert dossier.opinion("visit").constat == "Écrit au bureau"
    assert dossier.opinion("booklet").constat == "Écrit dans le train"
    assert [
        finding.sentence for one in (own, shared, paul) for finding in examine(one) if not finding.ok
    ] == []


def test_what_was_written_apart_stays_as_two_versions(town: Town, own: Workspace, dossier: Dossier) -> None:
    shared = town.person("claire")
    copied(own, shared)
    there = shared.open(dossier.summary.id)
    there.write("visit", "constat", "Au bureau")
    dossier.write("visit", "constat", "Dans le train")
    copied(own, shared)
    there.refresh()
    (field,) = there.versions()
    assert {version.text for version in field.versions} == {"Au bureau", "Dans le train"}


def test_what_a_login_may_not_write_is_refused_in_a_sentence_and_keeps_the_rest_from_nobody(
    town: Town, own: Workspace, dossier: Dossier
) -> None:
    town.person("paul")
    his, shared = town.alone("paul"), town.person("paul")
    town.invite(dossier, his, Role.PEER)
    sent = export_bundle(own, dossier, town.folder("claire") / "dossier.capx", audience="peer")
    accept(his, preview(his, sent), trust=True)
    mine = his.new_assessment(STRUCTURE, "small", 2025)
    seen = load(his, shared)
    refused = {one.year: type(one.blocked) for one in seen.evaluations}
    assert refused == {2026: NoPartError, 2025: type(None)}
    done = copied(his, shared)
    assert {one.year: one.new for one in done.evaluations} == {2026: 0, 2025: 1}
    assert [one.id for one in shared.assessments()] == [mine.id]


def test_the_register_goes_with_the_coordination_only_and_overwrites_nothing(
    town: Town, own: Workspace
) -> None:
    add_member(own, ONE, FIELDS)
    add_member(own, TWO, {**FIELDS, "name": "Autre structure fictive"})
    refused = copied(own, town.person("claire"))
    assert isinstance(refused.blocked, ForbiddenError)
    town.person("coralie", coordinator=True)
    hers, shared = town.alone("coralie"), town.person("coralie")
    add_member(hers, ONE, FIELDS)
    add_member(hers, TWO, FIELDS)
    assert len(copied(hers, shared).members) == 2
    set_member(shared, TWO, {"name": "Nom changé au bureau"})
    again = copied(hers, shared)
    assert (again.members, again.known, again.other) == ((), 1, ("Structure fictive",))
    assert [record.member.name for record in register(shared)] == [
        "Nom changé au bureau",
        "Structure fictive",
    ]


@pytest.fixture
def command(
    town: Town, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Any]:
    """Run a command as someone; returns its code, what it printed and what it told."""
    monkeypatch.delenv("CAP_TUI_DATABASE_URL", raising=False)
    monkeypatch.setattr("sys.stdin", None)  # nobody is there to answer

    def run(who: str, *arguments: str, address: str = "") -> tuple[int, str, str]:
        if address:
            monkeypatch.setenv("CAP_TUI_DATABASE_URL", address)
        code = main(["--data-dir", str(town.folder(who)), "network", *arguments])
        monkeypatch.delenv("CAP_TUI_DATABASE_URL", raising=False)
        out, err = capsys.readouterr()
        return code, out.replace("\u00a0", " "), err.replace("\u00a0", " ")

    return run


def test_the_command_counts_asks_and_copies(
    town: Town, own: Workspace, dossier: Dossier, command: Callable[..., Any]
) -> None:
    address = town.address("claire")
    code, out, _err = command("claire", "copy", "--to", address, "--preview")
    assert (code, "3 inscriptions à copier" in out) == (0, True)
    assert town.person("claire").assessments() == []
    code, _out, err = command("claire", "copy", "--to", address)
    assert (code, "--yes" in err) == (1, True)
    code, out, _err = command("claire", "copy", "--to", address, "--yes", dossier.summary.id)
    assert (code, "3 inscriptions copiées" in out) == (0, True)
    code, out, err = command("claire", "copy", "--to", address, "--yes")
    assert (code, "rien de nouveau" in out, "déjà" in err) == (0, True, True)
    code, out, _err = command("claire", "copy", "--from", address, "--json", address=address)
    assert code == 0
    (told,) = json.loads(out)["evaluations"]
    assert (told["new"], told["known"], told["refused"]) == (0, 3, "")
    assert command("claire", "copy")[0] in (1, 2)
    assert command("claire", "copy", "--to", "n’importe quoi")[0] == 1
    assert own.read_only is False


def test_the_owner_prepares_and_lets_people_in_by_commands(town: Town, command: Callable[..., Any]) -> None:
    town.person("claire")
    owner = town.server.address(town.name)
    code, _out, err = command("owner", "database", "prepare")
    assert (code, "CAP_TUI_DATABASE_URL" in err) == (1, True)
    assert command("owner", "database", "prepare", address=owner)[0] == 0
    eva = town.alone("eva")
    card = eva.write_card(town.folder("eva") / "eva.capid")
    add = ("database", "login", "add", "eva", "--role", "coordinator")
    assert command("owner", *add, address=owner)[0] == 1
    code, out, err = command("owner", *add, "--card", str(card), address=owner)
    password = out.strip()
    assert (code, len(password), password in err) == (0, 32, False)
    town.remember("eva", password)
    assert town.person("eva").assessments() == []
    code, out, _err = command("owner", "database", "login", "list", "--json", address=owner)
    assert [(one["name"], one["coordinator"]) for one in json.loads(out)] == [
        ("claire", False),
        ("eva", True),
    ]
    assert "eva" in command("owner", "database", "login", address=owner)[1]
    code, _out, err = command("claire", "database", "login", "list", address=town.address("claire"))
    assert (code, "ne vous permet pas" in err) == (1, True)
    assert command("owner", "database", "login", "remove", "eva", "--yes", address=owner)[0] == 0
    assert "eva" not in command("owner", "database", "login", address=owner)[1]


def test_both_ends_are_the_same_person_whichever_is_open(town: Town, own: Workspace) -> None:
    for here in (town.alone("claire"), town.person("claire")):
        mine, shared = both_ends(here, town.address("claire"))
        assert (mine.shared, shared.shared) == (False, True)
        assert mine.profile.key.public == shared.profile.key.public == own.profile.key.public
        assert mine.profile.installation != shared.profile.installation
        mine.close()
        shared.close()
