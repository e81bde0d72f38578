"""Two and three people, each with their own folder, who only exchange files: what a CAP needs, by the command line alone."""

from __future__ import annotations

import io
import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from tests.integration.cli.conftest import SMALL, Cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Room:
    """Several people on several machines; files pass from one to another by a folder.

    Attributes:
        usb: The folder that files travel in.
        evaluation: Its id, the same for everyone.
    """

    def __init__(self, folder: Path, read: Callable[[], Any]) -> None:
        self.usb = folder / "clé"
        self.usb.mkdir()
        self._folder, self._read = folder, read
        self.nadia = self.person("nadia", "Nadia B.")
        self.evaluation = self.nadia.new()

    def person(self, name: str, called: str) -> Cli:
        """Return the machine of a new person."""
        folder = self._folder / name
        (folder / "questionnaires").mkdir(mode=0o700, parents=True)
        folder.chmod(0o700)
        shutil.copy(SMALL, folder / "questionnaires")
        machine = Cli(folder, self._read)
        assert machine("profile", "name", called).code == 0
        return machine

    def copied(self, machine: Cli, name: str) -> Cli:
        """Return a second computer of the same person: same key and evaluations, another installation."""
        folder = self._folder / name
        shutil.copytree(machine.folder, folder)
        profile = folder / "profile.json"
        told = json.loads(profile.read_text(encoding="utf-8"))
        profile.write_text(json.dumps(told | {"installation": "2" * 32}), encoding="utf-8")
        return Cli(folder, self._read)

    def invite(self, name: str, called: str, role: str) -> Cli:
        """Let someone in by their card and give them the evaluation."""
        guest = self.person(name, called)
        card = self.usb / f"{name}.capid"
        assert guest("profile", "card", "-o", str(card)).code == 0
        added = self.nadia("people", self.evaluation, "add", str(card), "--role", role)
        assert added.code == 0, added.err
        self.send(self.nadia, role, guest, "--trust")
        return guest

    def send(self, sender: Cli, audience: str, receiver: Cli, *more: str) -> Any:
        """Export from one machine, import on another, and return what the import said of the file."""
        path = self.usb / f"{sender.folder.name}-{audience}.capx"
        made = sender("export", "bundle", self.evaluation, "--for", audience, "-o", str(path), "--replace")
        assert (made.code, made.out) == (0, f"{path}\n"), made.err
        taken = receiver("import", str(path), "--yes", "--json", *more)
        assert taken.code == 0, taken.err
        return taken.json[0]


@pytest.fixture
def room(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Room:
    for name in ("CAP_TUI_LANG", "CAP_TUI_DATA_DIR", "CAP_TUI_PASSPHRASE", "CAP_TUI_BUNDLE_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)
    return Room(tmp_path, capsys.readouterr)


def test_a_pair_s_second_position_and_remark_come_back_and_overwrite_nothing(room: Room) -> None:
    nadia, evaluation = room.nadia, room.evaluation
    nadia("answer", evaluation, "1.1.1", "engaged", "--constat", "Livret de 2019")
    paul = room.invite("paul", "Paul R.", "pair")
    assert paul("answer", evaluation, "1.1.1", "exemplary").code == 0
    written = paul("remarks", evaluation, "add", "1.1.1", "Qui le remet ?", "--kind", "question")
    assert (written.code, "Qui le remet ?" in written.out) == (0, True), written.err
    brought = room.send(paul, "directrice", nadia, "--trust")
    assert (brought["new"], brought["refused"], brought["conflicts"], brought["accepted"]) == (2, 0, 0, True)
    assert brought["sender"] == "Paul R."
    (views,) = nadia("views", evaluation, "1.1.1", "--json").json
    said = {voice["role"]: voice["position"]["level"] for voice in views["voices"]}
    assert said == {"director": "engaged", "peer": "exemplary"}
    assert views["divergence"] == "major"
    assert nadia("show", evaluation, "1.1.1", "--json").json["constat"] == "Livret de 2019"
    asked = [one for one in nadia("inbox", evaluation, "--json").json if one["why"] == "answer"]
    assert ["Qui le remet ?" in one["message"] for one in asked] == [True]
    assert "Qui le remet ?" in nadia("inbox").out
    assert nadia("remarks", evaluation, "reply", "1", "La tutrice, le premier jour").code == 0
    room.send(nadia, "pair", paul)
    assert "La tutrice, le premier jour" in paul("remarks", evaluation, "1.1.1").out
    resolved = paul("remarks", evaluation, "resolve", "1", "--json")
    assert resolved.json[0]["resolved"]


def test_the_whole_way_ends_with_the_visa_of_the_third_party_and_the_follow_up(room: Room) -> None:
    nadia, evaluation = room.nadia, room.evaluation
    for code in ("1.1.1", "1.1.2", "1.2.1", "2.1.1", "2.1.2"):
        nadia("answer", evaluation, code, "engaged")
    zoe = room.invite("zoe", "Zoé T.", "tiers")
    assert zoe("answer", evaluation, "1.1.1", "exemplary").code == 0
    room.send(zoe, "director", nadia)
    assert nadia("phase", evaluation, "next").out.strip() == "Mise en commun"
    refused = nadia("retain", evaluation, "1.1.1", "controlled")
    assert (refused.code, "pourquoi" in refused.err) == (1, True)
    kept = nadia(
        "retain", evaluation, "1.1.1", "3", "--why", "Livret à jour", "--agreed", "Zoé T.", "--agreed", "Léa", "--json"
    )  # fmt: skip
    assert kept.json["retained"]["position"]["level"] == "controlled"
    assert kept.json["retained"]["agreed"] == ["Zoé T.", "Léa"]
    assert nadia("phase", evaluation, "next").code == 0
    nadia("plan", evaluation, "propose")
    early = nadia("phase", evaluation, "next")
    assert (early.code, "cap-tui visa" in early.err) == (1, True)
    mine = nadia("visa", evaluation, "--sign", "--yes")
    assert (mine.code, "tiers" in mine.err) == (1, True), mine.err
    room.send(nadia, "tiers", zoe)
    signed = zoe("visa", evaluation, "--sign", "--yes", "--comment", "Bon plan", "--json")
    assert signed.code == 0, signed.err
    assert signed.json["visa"]["stands"]
    assert (signed.json["visa"]["covers"]["positioned"], signed.json["visa"]["covers"]["retained"]) == (5, 1)
    room.send(zoe, "director", nadia)
    shown = nadia("visa", evaluation).out
    assert "Visa de Zoé T. (Tiers)" in shown
    assert "Bon plan" in shown
    assert nadia("phase", evaluation, "next").out.strip() == "Suivi"


def test_a_change_after_the_visa_is_counted_and_keeps_the_plan_from_follow_up(room: Room) -> None:
    nadia, evaluation = room.nadia, room.evaluation
    nadia("answer", evaluation, "1.1.2", "engaged")
    nadia("phase", evaluation, "next")
    nadia("phase", evaluation, "next")
    assert nadia("visa", evaluation, "--sign", "--yes").code == 0
    nadia("plan", evaluation, "add", "Écrire le livret")
    assert "Modifié après visa (1 changement)" in nadia("visa", evaluation).out
    assert nadia("phase", evaluation, "next").code == 1


def test_importing_twice_an_older_file_or_a_tampered_one_changes_nothing(room: Room) -> None:
    nadia, evaluation = room.nadia, room.evaluation
    paul = room.invite("paul", "Paul R.", "peer")
    old = room.usb / "vieux.capx"
    nadia("export", "bundle", evaluation, "--for", "peer", "-o", str(old))
    nadia("answer", evaluation, "1.1.1", "engaged")
    assert room.send(nadia, "peer", paul)["new"] == 1
    again = room.send(nadia, "peer", paul)
    assert (again["new"], again["filled"]) == (0, 0)
    stale = paul("import", str(old), "--yes", "--json").json[0]
    assert (stale["new"], stale["missing"]) == (0, 1)
    before = paul("history", evaluation, "--json").json
    broken = bytearray(old.read_bytes())
    broken[len(broken) // 2] ^= 1
    old.write_bytes(broken)
    tampered = paul("import", str(old), "--yes", "--json")
    assert tampered.code == 1
    assert tampered.json[0]["error"]
    assert paul("history", evaluation, "--json").json == before


def test_a_file_that_fails_does_not_stop_the_others_and_says_why(room: Room) -> None:
    nadia, evaluation = room.nadia, room.evaluation
    paul = room.invite("paul", "Paul R.", "peer")
    nadia("answer", evaluation, "1.1.1", "engaged")
    good, bad = room.usb / "bon.capx", room.usb / "abîmé.capx"
    nadia("export", "bundle", evaluation, "--for", "peer", "-o", str(good))
    bad.write_text("rien", encoding="utf-8")
    both = paul("import", str(bad), str(good), str(room.usb / "absent.capx"), "--yes", "--json")
    assert both.code == 1
    assert [one["accepted"] for one in both.json] == [False, True, False]
    assert both.json[1]["new"] == 1
    assert "1 fichier importé sur 3 ; inscriptions nouvelles : 1." in both.err


def test_a_file_is_not_taken_in_when_the_answer_is_no(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    nadia, evaluation = room.nadia, room.evaluation
    paul = room.invite("paul", "Paul R.", "peer")
    nadia("answer", evaluation, "1.1.1", "engaged")
    path = room.usb / "x.capx"
    nadia("export", "bundle", evaluation, "--for", "peer", "-o", str(path))
    monkeypatch.setattr("sys.stdin", io.StringIO("non\n"))
    refused = paul("import", str(path))
    assert (refused.code, "1 nouvelle inscription" in refused.err) == (1, True)
    monkeypatch.setattr("sys.stdin", io.StringIO("oui\n"))
    taken = paul("import", str(path))
    assert (taken.code, "Compte rendu" in taken.out) == (0, True)


def test_a_new_sender_is_asked_about_once_with_the_fingerprint_to_compare(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    paul = room.person("paul", "Paul R.")
    card = room.usb / "paul.capid"
    paul("profile", "card", "-o", str(card))
    room.nadia("people", room.evaluation, "add", str(card), "--role", "peer")
    path = room.usb / "x.capx"
    room.nadia("export", "bundle", room.evaluation, "--for", "pair", "-o", str(path))
    mark = room.nadia("profile", "--json").json["fingerprint"]
    monkeypatch.setattr("sys.stdin", io.StringIO("oui\nnon\n"))
    refused = paul("import", str(path))
    assert (refused.code, f"{mark} est-elle bien l’empreinte que Nadia B. vous lit" in refused.err) == (
        1,
        True,
    )
    assert paul("list", "--json").json == []
    monkeypatch.setattr("sys.stdin", io.StringIO("oui\noui\n"))
    assert paul("import", str(path)).code == 0
    assert [one["name"] for one in paul("contacts", "--json").json] == ["Nadia B."]
    room.nadia("answer", room.evaluation, "1.1.1", "2")
    assert room.send(room.nadia, "peer", paul)["trust"] == "trusted"
    assert (paul("contacts", "forget", "Nadia C.").code, paul("contacts", "forget", "ZZZZ").code) == (1, 1)
    assert len(paul("contacts", "--json").json) == 1
    forgotten = paul("contacts", "forget", "nadia b.")
    assert (forgotten.code, "Nadia B. n’est plus de vos contacts" in forgotten.err) == (0, True)
    assert paul("contacts", "--json").json == []
    assert paul("contacts", "forget", mark).code == 1


def test_colleagues_answer_on_a_worksheet_and_are_counted_from_three(room: Room) -> None:
    nadia, evaluation = room.nadia, room.evaluation
    blank = room.usb / "fiche.xlsx"
    made = nadia("export", "worksheet", evaluation, "-o", str(blank))
    assert (made.code, made.out) == (0, f"{blank}\n"), made.err
    for number in (1, 2, 3):
        book = load_workbook(blank)
        sheet = book.worksheets[0]
        rows = enumerate(sheet.iter_rows(), start=1)
        line, cells = next((at, row) for at, row in rows if any(cell.value == "1.1.1" for cell in row))
        column = next(at for at, cell in enumerate(cells, start=1) if not cell.protection.locked)
        sheet.cell(line, column).value = "Engagé"
        sheet.cell(line, column + 1).value = f"Avis {number}"
        filled = room.usb / f"fiche-{number}.xlsx"
        book.save(filled)
        taken = nadia("import", str(filled), "--yes", "--json")
        assert taken.code == 0, taken.err
        assert (taken.json[0]["kind"], taken.json[0]["accepted"]) == ("worksheet", True)
        (views,) = nadia("views", evaluation, "1.1.1", "--json").json
        assert (views["team_count"], views["team"] is not None) == (number, number == 3)


@pytest.mark.parametrize("name", ["x" * 300, "~personne-de-ce-nom/x.capx", "absent.capx"])
def test_a_file_that_no_system_finds_is_refused_in_a_sentence(room: Room, name: str) -> None:
    refused = room.nadia("import", name, "--yes")
    assert (refused.code, refused.out) == (1, "")
    assert list(room.nadia.folder.glob("crash*")) == []


def test_a_preview_takes_nothing_in(room: Room) -> None:
    nadia, evaluation = room.nadia, room.evaluation
    paul = room.invite("paul", "Paul R.", "peer")
    nadia("answer", evaluation, "1.1.1", "engaged")
    path = room.usb / "x.capx"
    nadia("export", "bundle", evaluation, "--for", "peer", "-o", str(path))
    shown = paul("import", str(path), "--preview")
    assert shown.code == 0
    assert "1 nouvelle inscription" in shown.out
    assert "Nadia B. (Direction)" in shown.out or "Nadia B." in shown.out
    assert paul("import", str(path), "--preview", "--json").json[0]["new"] == 1


def test_someone_without_a_role_is_told_what_to_hand_to_the_director(room: Room) -> None:
    stranger = room.person("inconnu", "Inès")
    path = room.usb / "x.capx"
    room.nadia("export", "bundle", room.evaluation, "--for", "peer", "-o", str(path))
    refused = stranger("import", str(path), "--yes", "--json")
    assert refused.code == 1
    mine = stranger("profile", "--json").json["fingerprint"]
    assert mine in refused.json[0]["error"]
    assert stranger("list", "--json").json == []


def test_a_folder_is_taken_file_by_file_with_a_total(room: Room) -> None:
    nadia, evaluation = room.nadia, room.evaluation
    paul = room.invite("paul", "Paul R.", "peer")
    zoe = room.invite("zoe", "Zoé T.", "tiers")
    room.send(nadia, "peer", paul)
    paul("answer", evaluation, "1.1.1", "1")
    zoe("answer", evaluation, "1.1.1", "2")
    received = room.usb / "reçus"
    received.mkdir()
    for person in (paul, zoe):
        place = received / f"{person.folder.name}.capx"
        assert person("export", "bundle", evaluation, "--for", "director", "-o", str(place)).code == 0
    taken = nadia("import", str(received), "--yes", "--json")
    assert taken.code == 0, taken.err
    assert sorted(one["new"] for one in taken.json) == [1, 1]
    again = nadia("import", str(received), "--yes", "--json").json
    assert [one["new"] for one in again] == [0, 0]
    (first, *_rest) = nadia("import", "--reports", "--json").json
    assert first["assessment"] == evaluation
    assert "Compte rendu" in nadia("import", "--reports", str(first["id"])).out


def test_an_encrypted_file_opens_with_its_passphrase_only(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    nadia, evaluation = room.nadia, room.evaluation
    paul = room.invite("paul", "Paul R.", "peer")
    nadia("answer", evaluation, "1.1.1", "2")
    path = room.usb / "secret.capx"
    monkeypatch.setenv("CAP_TUI_BUNDLE_PASSPHRASE", "trois canards à l’étang")
    made = nadia("export", "bundle", evaluation, "--for", "peer", "-o", str(path), "--passphrase")
    assert made.code == 0, made.err
    assert not path.read_bytes().startswith(b"PK")
    monkeypatch.setenv("CAP_TUI_BUNDLE_PASSPHRASE", "quatre canards")
    assert paul("import", str(path), "--yes").code == 1
    monkeypatch.setenv("CAP_TUI_BUNDLE_PASSPHRASE", "trois canards à l’étang")
    assert paul("import", str(path), "--yes", "--json").json[0]["new"] == 1


def test_a_file_encrypted_for_the_peer_opens_with_their_key_and_no_other(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    nadia, evaluation = room.nadia, room.evaluation
    paul, zoe = room.invite("paul", "Paul R.", "peer"), room.invite("zoe", "Zoé T.", "tiers")
    nadia("answer", evaluation, "1.1.1", "2")
    path = room.usb / "secret.capx"
    card = str(room.usb / "paul.capid")
    assert nadia("export", "bundle", evaluation, "--for", "peer", "-o", str(path), "--to", card).code == 0
    assert zoe("import", str(path), "--yes").code == 1
    monkeypatch.setenv("CAP_TUI_BUNDLE_PASSPHRASE", "celle d’un autre fichier")
    assert paul("import", str(path), "--yes", "--json").json[0]["new"] >= 1


def test_a_replaced_key_is_known_by_the_others_without_being_asked_again(room: Room) -> None:
    paul = room.invite("paul", "Paul R.", "peer")
    replaced = room.nadia("profile", "replace-key", "--yes")
    assert (replaced.code, "1 évaluation connaît" in replaced.err) == (0, True)
    room.nadia("answer", room.evaluation, "1.1.1", "2")
    brought = room.send(room.nadia, "peer", paul)
    assert (brought["trust"], brought["refused"], brought["without_effect"]) == ("trusted", 0, 0)
    (director, _paul) = paul("people", room.evaluation, "--json").json
    assert (director["roles"], director["fingerprint"]) == (["director"], replaced.out.strip())


def test_a_pdf_can_carry_the_dossier_but_never_the_one_for_partners(room: Room) -> None:
    nadia, evaluation = room.nadia, room.evaluation
    paul = room.invite("paul", "Paul R.", "peer")
    nadia("answer", evaluation, "1.1.1", "2")
    path = room.usb / "plan.pdf"
    assert nadia("export", "pdf", evaluation, "-o", str(path), "--with-bundle").code == 0
    taken = paul("import", str(path), "--yes", "--json").json[0]
    assert (taken["kind"], taken["new"]) == ("pdf", 1)
    partners = nadia("export", "pdf", evaluation, "-o", str(room.usb / "p.pdf"), "--audience", "partenaires", "--with-bundle")  # fmt: skip
    assert partners.code == 2
    assert not (room.usb / "p.pdf").exists()


def test_the_names_of_strangers_cannot_drive_my_terminal(room: Room) -> None:
    paul = room.invite("paul", "Paul\x1b]52;c;cGlyYXRl\x07[red]", "peer")
    paul("answer", room.evaluation, "1.1.1", "2")
    paul("remarks", room.evaluation, "add", "1.1.1", "Bonjour\x1b[2J")
    room.send(paul, "director", room.nadia)
    for command in (["people"], ["views"], ["remarks"], ["history"], ["inbox"]):
        shown = room.nadia(*command, room.evaluation)
        assert shown.code == 0
        assert "\x1b" not in shown.out + shown.err
        assert "\x07" not in shown.out + shown.err
    assert json.loads(room.nadia("people", room.evaluation, "--json").out)


@pytest.mark.sqlite_only("copies the file on another computer")
def test_what_the_director_wrote_on_two_computers_shows_both_versions_until_one_is_kept(room: Room) -> None:
    nadia, evaluation = room.nadia, room.evaluation
    nadia("answer", evaluation, "1.1.1", "engaged")
    laptop = room.copied(nadia, "portable")
    nadia("answer", evaluation, "1.1.1", "engaged", "--constat", "Vu au bureau")
    laptop("answer", evaluation, "1.1.1", "engaged", "--constat", "Vu sur place")
    brought = room.send(laptop, "copy", nadia)
    assert (brought["trust"], brought["conflicts"], brought["refused"]) == ("self", 1, 0)
    shown = nadia("versions", evaluation).out
    assert "Vu au bureau" in shown
    assert "Vu sur place" in shown
    (field,) = nadia("versions", evaluation, "--json").json
    place = [version["text"] for version in field["versions"]].index("Vu sur place") + 1
    assert nadia("versions", evaluation, "keep", str(place)).code == 0
    assert nadia("versions", evaluation, "--json").json == []
    assert nadia("show", evaluation, "1.1.1", "--json").json["constat"] == "Vu sur place"
    assert "Vu au bureau" in nadia("history", evaluation).out
