"""A file goes from one computer to another and back: what is told before, what is there after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.permissions import NotPermittedError, Role
from cap_tui.core.review import NoteKind
from cap_tui.services.doctor import examine
from cap_tui.services.exchange_errors import (
    ContactChangedError,
    NewSenderError,
    NoRoleError,
    NothingAttachedError,
    UnknownBundleAudienceError,
    UnreadableFileError,
)
from cap_tui.services.exchanging import (
    accept,
    bundle_bytes,
    contacts,
    export_bundle,
    forget,
    preview,
    receipts,
    trust,
)
from cap_tui.services.incoming import Trust
from cap_tui.storage.addresses import Address
from tests.building import level
from tests.databases import rows

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace
    from tests.machines import Machines


def stored(workspace: Workspace) -> list[object]:
    return list(rows(workspace.data_dir))


def faults(workspace: Workspace) -> list[str]:
    return [finding.sentence for finding in examine(workspace) if not finding.ok]


def test_the_pair_is_told_everything_before_anything_is_written(
    machines: Machines, zoe: Workspace, paul: Workspace, begun: Dossier
) -> None:
    path = machines.send(zoe, begun, "peer")
    before = stored(paul)
    told = preview(paul, path)
    assert (told.kind, told.structure, told.year) == ("bundle", "Les Jardins de la Vallée", 2026)
    assert (told.sender, told.sender_fingerprint) == ("Zoé", fingerprint(zoe.profile.key.public))
    assert (told.sender_role, told.trust, told.exists) == (Role.DIRECTOR, Trust.NEW, False)
    assert (told.new, told.known, told.withheld, told.conflicts) == (4, 0, 0, 0)
    assert [(code, count) for code, _title, count in told.criteria] == [("1.1.2", 1)]
    assert [person.name for person in told.people] == ["Zoé"]
    assert told.blocked is None
    with pytest.raises(NewSenderError):
        accept(paul, told)
    assert stored(paul) == before
    assert list(paul.data_dir.rglob("*-import.db")) == []


def test_a_second_position_comes_back_beside_the_first_and_replaces_nothing(
    machines: Machines, zoe: Workspace, paul: Workspace, begun: Dossier
) -> None:
    machines.receive(paul, machines.send(zoe, begun, "peer"))
    his = paul.open(begun.summary.id)
    assert his.roles == (Role.PEER,)
    assert his.scores == begun.scores
    his.answer("visit", level("controlled"))
    his.annotate("visit", NoteKind.QUESTION, "Qui fait visiter ?")
    begun.answer("booklet", level("exemplary"))
    told = preview(zoe, machines.send(paul, his, "director"))
    assert (told.trust, told.sender_role, told.new, told.conflicts) == (Trust.TRUSTED, Role.PEER, 2, 0)
    receipt = accept(zoe, told)
    assert (receipt.new, receipt.sender) == (2, "Paul")
    assert isinstance(zoe.database, Address) or (receipt.backup and receipt.backup.is_file())
    begun.reload()
    assert begun.opinion("visit").position == level("engaged")
    assert [voice.opinion.position for voice in begun.views("visit").voices] == [
        level("engaged"),
        level("controlled"),
    ]
    assert [thread.notes[0].text for thread in begun.threads("visit")] == ["Qui fait visiter ?"]
    assert faults(zoe) == faults(paul) == []


def test_the_same_file_twice_brings_nothing_and_an_old_one_says_what_it_lacks(
    machines: Machines, zoe: Workspace, paul: Workspace, begun: Dossier
) -> None:
    first = machines.send(zoe, begun, "peer")
    assert machines.receive(paul, first).new == 4
    begun.answer("visit", level("exemplary"))
    begun.answer("booklet", level("engaged"))
    assert machines.receive(paul, machines.send(zoe, begun, "peer")).new == 2
    before = stored(paul)
    again = preview(paul, first)
    assert (again.new, again.known, again.missing, again.changes_nothing) == (0, 4, 2, True)
    receipt = accept(paul, again)
    assert (receipt.new, receipt.missing, receipt.backup) == (0, 2, None)
    assert stored(paul) == before
    assert paul.open(begun.summary.id).official()["visit"] == level("exemplary")


def test_a_report_can_be_read_again(
    machines: Machines, zoe: Workspace, paul: Workspace, begun: Dossier
) -> None:
    path = machines.send(zoe, begun, "peer")
    receipt = machines.receive(paul, path)
    assert receipts(paul) == (receipt,)
    assert receipts(zoe) == ()
    assert receipt.name == path.name
    assert any("4 nouvelles inscriptions" in line for line in receipt.lines())
    assert any("Zoé" in line for line in receipt.lines())


def test_someone_without_a_role_is_given_their_fingerprint_to_read_to_the_director(
    machines: Machines, zoe: Workspace, begun: Dossier
) -> None:
    stranger = machines.person("Anna")
    told = preview(stranger, machines.send(zoe, begun, "peer"))
    assert isinstance(told.blocked, NoRoleError)
    with pytest.raises(NoRoleError) as caught:
        accept(stranger, told, trust=True)
    mark = fingerprint(stranger.profile.key.public)
    assert mark[:5] in str(caught.value)
    assert "Zoé" in str(caught.value)
    assert stranger.assessments() == []


def test_a_coordinator_gets_nothing_before_the_plan_is_followed(
    machines: Machines, zoe: Workspace, begun: Dossier
) -> None:
    network = machines.person("Nora")
    machines.invite(begun, network, Role.COORDINATOR)
    told = preview(network, machines.send(zoe, begun, "coordinator"))
    assert isinstance(told.blocked, NotPermittedError)


def test_a_known_name_with_another_key_is_never_taken_in(
    machines: Machines, zoe: Workspace, paul: Workspace, begun: Dossier
) -> None:
    machines.receive(paul, machines.send(zoe, begun, "peer"))
    impostor = machines.person("ZOÉ")
    forged = machines.begin(impostor)
    machines.invite(forged, paul, Role.PEER)
    path = machines.send(impostor, forged, "peer")
    before = stored(paul)
    told = preview(paul, path)
    assert (told.trust, told.known_as) == (Trust.CHANGED, fingerprint(zoe.profile.key.public))
    with pytest.raises(ContactChangedError):
        accept(paul, told, trust=True)
    assert stored(paul) == before
    forget(paul, fingerprint(zoe.profile.key.public))
    assert preview(paul, path).trust is Trust.NEW
    assert machines.receive(paul, path).new == 3


def test_another_director_of_a_known_structure_is_a_changed_key_whatever_their_name(
    machines: Machines, zoe: Workspace, paul: Workspace, begun: Dossier
) -> None:
    machines.receive(paul, machines.send(zoe, begun, "peer"))
    other = machines.person("Yann")
    forged = machines.begin(other)
    machines.invite(forged, paul, Role.PEER)
    assert preview(paul, machines.send(other, forged, "peer")).trust is Trust.CHANGED


def test_the_director_of_a_dossier_sent_by_someone_else_is_asked_about_too(
    machines: Machines, zoe: Workspace, paul: Workspace, begun: Dossier
) -> None:
    third = machines.person("Théo")
    machines.invite(begun, third, Role.THIRD_PARTY)
    machines.receive(paul, machines.send(zoe, begun, "peer"))
    his = paul.open(begun.summary.id)
    trust(third, paul.profile.key.public, "Paul")
    told = preview(third, machines.send(paul, his, "third_party"))
    assert (told.trust, told.director) == (Trust.NEW, "Zoé")
    accept(third, told, trust=True)
    assert [contact.name for contact in contacts(third)] == ["Paul", "Zoé"]


def test_who_the_director_let_in_needs_no_second_question(
    machines: Machines, zoe: Workspace, paul: Workspace, begun: Dossier
) -> None:
    third = machines.person("Théo")
    machines.invite(begun, third, Role.THIRD_PARTY)
    path = machines.send(zoe, begun, "peer")
    machines.receive(paul, path)
    machines.receive(third, machines.send(zoe, begun, "third_party"))
    his = third.open(begun.summary.id)
    his.answer("tutor", level("engaged"))
    told = preview(paul, machines.send(third, his, "peer"))
    assert (told.trust, told.new) == (Trust.TRUSTED, 1)
    assert accept(paul, told).new == 1


def test_two_copies_of_ones_own_dossier_meet_without_a_question(
    machines: Machines, zoe: Workspace, begun: Dossier
) -> None:
    told = preview(zoe, machines.send(zoe, begun, "copy"))
    assert (told.trust, told.new, told.known) == (Trust.SELF, 0, 4)


def test_a_contributor_sends_while_positions_are_collected_and_no_later(
    machines: Machines, zoe: Workspace, begun: Dossier, tmp_path: Path
) -> None:
    anna = machines.person("Anna")
    machines.invite(begun, anna, Role.CONTRIBUTOR)
    machines.receive(anna, machines.send(zoe, begun, "contributor"))
    hers = anna.open(begun.summary.id)
    machines.send(anna, hers, "director")
    begun.advance()
    machines.receive(anna, machines.send(zoe, begun, "contributor"))
    hers.reload()
    with pytest.raises(NotPermittedError):
        export_bundle(anna, hers, tmp_path / "late.capx", audience="director")
    assert not (tmp_path / "late.capx").exists()


def test_what_arrives_after_its_phase_was_closed_is_kept_and_said_to_be_late(
    machines: Machines, zoe: Workspace, begun: Dossier
) -> None:
    anna = machines.person("Anna")
    machines.invite(begun, anna, Role.CONTRIBUTOR)
    machines.receive(anna, machines.send(zoe, begun, "contributor"))
    hers = anna.open(begun.summary.id)
    hers.answer("tutor", level("engaged"))
    path = machines.send(anna, hers, "director")
    begun.advance()
    told = preview(zoe, path)
    assert (told.new, told.late, dict(told.without_effect)) == (1, 1, {})


def test_a_demonstration_travels_to_a_pair_who_writes_as_themselves(
    machines: Machines, zoe: Workspace, paul: Workspace
) -> None:
    dossier = zoe.open(zoe.load_demo().id)
    assert dossier.roles == (Role.DIRECTOR,)
    machines.invite(dossier, paul, Role.PEER)
    told = preview(paul, machines.send(zoe, dossier, "peer"))
    assert (told.trust, told.blocked) == (Trust.TRUSTED, None)
    accept(paul, told)
    assert contacts(paul) == ()
    his = paul.open(dossier.summary.id)
    assert his.roles == (Role.PEER,)
    his.answer(his.concerned[0], level("engaged"))
    assert accept(zoe, preview(zoe, machines.send(paul, his, "director"))).new == 1


def test_a_file_that_is_something_else_is_named_as_such(
    zoe: Workspace, begun: Dossier, tmp_path: Path
) -> None:
    from pypdf import PdfWriter

    with pytest.raises(UnreadableFileError):
        preview(zoe, tmp_path / "absent.capx")
    with pytest.raises(UnknownBundleAudienceError):
        bundle_bytes(zoe, begun, "everyone")
    plain = tmp_path / "plan.pdf"
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(plain)
    with pytest.raises(NothingAttachedError):
        preview(zoe, plain)


def test_a_pdf_that_carries_its_dossier_is_imported_as_the_dossier(
    machines: Machines, zoe: Workspace, paul: Workspace, begun: Dossier, tmp_path: Path
) -> None:
    import io

    from pypdf import PdfWriter

    from cap_tui.exchange.pdf_attachment import attach

    out = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(out)
    path = tmp_path / "plan.pdf"
    path.write_bytes(attach(out.getvalue(), "dossier.capx", bundle_bytes(zoe, begun, "peer")))
    told = preview(paul, path)
    assert (told.kind, told.new) == ("pdf", 4)
    assert machines.receive(paul, path).new == 4


def test_an_encrypted_file_opens_with_its_passphrase_or_for_its_recipient(
    machines: Machines, zoe: Workspace, paul: Workspace, begun: Dossier, tmp_path: Path
) -> None:
    from cap_tui.exchange.bundle_errors import WrongPassphraseError
    from cap_tui.services.exchange_errors import SealedFileError

    locked = export_bundle(zoe, begun, tmp_path / "p.capx", audience="peer", passphrase="trois mots simples")  # noqa: S106 - a test's
    with pytest.raises(SealedFileError):
        preview(paul, locked)
    with pytest.raises(WrongPassphraseError):
        preview(paul, locked, passphrase="quatre mots")  # noqa: S106 - a test's
    assert preview(paul, locked, passphrase="trois mots simples").new == 4  # noqa: S106 - a test's
    trust(zoe, paul.profile.key.public, "Paul")
    mark = fingerprint(paul.profile.key.public)
    sealed = export_bundle(zoe, begun, tmp_path / "r.capx", audience="peer", recipient=mark)
    assert preview(paul, sealed).new == 4
    with pytest.raises(SealedFileError):
        preview(machines.person("Anna"), sealed)


def test_someone_known_cannot_pass_for_another_by_changing_their_name(
    machines: Machines, zoe: Workspace, paul: Workspace, begun: Dossier
) -> None:
    machines.receive(paul, machines.send(zoe, begun, "peer"))
    paul.rename_profile("Zoé")
    his = paul.open(begun.summary.id)
    his.answer("visit", level("controlled"))
    told = preview(zoe, machines.send(paul, his, "director"))
    assert (told.sender, told.trust) == ("Paul", Trust.TRUSTED)
    accept(zoe, told)
    assert [contact.name for contact in contacts(zoe)] == ["Paul"]
