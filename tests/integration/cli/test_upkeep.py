from __future__ import annotations

import io
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from cap_tui.cli.commands.exporting import show_progress
from tests.databases import change

if TYPE_CHECKING:
    from tests.integration.cli.conftest import Cli


class Terminal(io.StringIO):
    """A standard error that says it is a terminal."""

    def isatty(self) -> bool:
        """Return True."""
        return True


@pytest.mark.sqlite_only("backups are the server’s")
def test_a_backup_holds_the_evaluations(cli: Cli, tmp_path: Path) -> None:
    reference = cli.new()
    target = tmp_path / "clé usb"
    target.mkdir()
    printed = Path(cli("backup", "-o", str(target)).out.strip())
    assert printed.parent == target
    assert stat.S_IMODE(printed.stat().st_mode) == 0o600
    with closing(sqlite3.connect(printed)) as copy:
        tables = [name for (name,) in copy.execute("select name from sqlite_master where type = 'table'")]
        text = "".join(str(row) for name in tables for row in copy.execute(f'select * from "{name}"'))  # noqa: S608 - our own tables
    assert reference in text
    assert Path(cli("backup").out.strip()).parent == cli.folder / "backups"


def test_a_backup_never_goes_over_a_file(cli: Cli, tmp_path: Path) -> None:
    cli.new()
    target = tmp_path / "copie.db"
    target.write_text("précieux", encoding="utf-8")
    assert cli("backup", "-o", str(target)).code == 1
    assert target.read_text(encoding="utf-8") == "précieux"


def test_the_doctor_finds_a_sound_folder_sound(cli: Cli) -> None:
    cli.new()
    result = cli("doctor", "--json")
    assert result.code == 0
    assert all(one["ok"] for one in result.json)
    assert len(result.json) >= 4


def test_a_name_changed_outside_cannot_pass_for_a_finding_of_the_doctor(cli: Cli) -> None:
    cli.new()
    sound = len(cli("doctor").out.splitlines())
    change(cli.folder, "UPDATE assessment SET structure = ?", "A\nok : tout va bien")
    told = cli("doctor").out.splitlines()
    assert len(told) == sound
    assert not any(line.startswith("ok : tout") for line in told)
    assert len(cli("list").out.splitlines()) == 2
    assert cli("list", "--json").json[0]["structure"] == "A ok : tout va bien"


@pytest.mark.sqlite_only("the file itself")
def test_the_doctor_says_that_others_can_read_the_data(cli: Cli) -> None:
    cli.new()
    (cli.folder / "cap-tui.db").chmod(0o644)
    result = cli("doctor")
    assert result.code == 1
    assert [line for line in result.out.splitlines() if line.startswith("PROBLÈME")]


def test_the_pdf_is_made_where_asked_and_its_path_printed(half: tuple[Cli, str], tmp_path: Path) -> None:
    cli, reference = half
    path = tmp_path / "rapport.pdf"
    result = cli("export", "pdf", reference, "-o", str(path))
    assert (result.code, result.out) == (0, f"{path}\n"), result.err
    assert "L’Étape" in "".join(page.extract_text() for page in PdfReader(path).pages)


def test_an_existing_pdf_is_replaced_only_when_asked(half: tuple[Cli, str], tmp_path: Path) -> None:
    cli, reference = half
    path = tmp_path / "rapport.pdf"
    path.write_bytes(b"autre chose")
    refused = cli("export", "pdf", reference, "-o", str(path))
    assert (refused.code, "--replace" in refused.err) == (1, True)
    assert path.read_bytes() == b"autre chose"
    assert cli("export", "pdf", reference, "-o", str(path), "--replace").code == 0
    assert "L’Étape" in "".join(page.extract_text() for page in PdfReader(path).pages)


def test_what_is_not_ready_for_partners_is_not_handed_to_them(half: tuple[Cli, str], tmp_path: Path) -> None:
    cli, reference = half
    result = cli("export", "pdf", reference, "-o", str(tmp_path / "x.pdf"), "--audience", "partenaires")
    assert result.code == 1
    assert "Recueil" in result.err
    assert not (tmp_path / "x.pdf").exists()


def test_a_folder_receives_a_file_named_after_the_structure_and_year(
    half: tuple[Cli, str], tmp_path: Path
) -> None:
    cli, reference = half
    result = cli("export", "pdf", reference, "-o", str(tmp_path))
    assert result.out == f"{tmp_path}/plan-de-progres-l-etape-2026.pdf\n"


@pytest.mark.parametrize("name", ["x" * 300 + ".pdf", "~personne-de-ce-nom/x.pdf"])
def test_a_name_no_system_accepts_is_refused_in_a_sentence(
    half: tuple[Cli, str], tmp_path: Path, name: str
) -> None:
    cli, reference = half
    result = cli("export", "pdf", reference, "-o", name)
    assert result.code == 1
    assert "hoisissez" in result.err
    assert list(cli.folder.glob("crash*")) == []
    assert list(tmp_path.glob("*.pdf")) == []


def test_someone_whose_signing_key_is_gone_learns_it_when_an_answer_is_refused(half: tuple[Cli, str]) -> None:
    cli, reference = half
    for kept in (cli.folder / "keys").glob("*.pem"):
        kept.unlink()
    result = cli("answer", reference, "1.1.1", "1")
    assert result.code == 1
    assert "clé de signature" in result.err


def test_an_audience_that_does_not_exist_is_wrong_usage(half: tuple[Cli, str], tmp_path: Path) -> None:
    cli, reference = half
    result = cli("export", "pdf", reference, "-o", str(tmp_path / "x.pdf"), "--audience", "tous")
    assert result.code == 2
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.sqlite_only("backups are the server’s")
def test_putting_a_backup_back_asks_in_french_and_no_answer_changes_nothing(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli("list")
    copy = Path(cli("backup").out.strip()).name
    cli.new()
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    result = cli("restore", copy)
    assert result.code == 1
    assert "[oui/NON]" in result.err
    assert "--yes" in result.err
    assert len(cli("list", "--json").json) == 1
    monkeypatch.setattr("sys.stdin", io.StringIO("oui\n"))
    assert cli("restore", copy).code == 0
    assert cli("list", "--json").json == []


def test_the_progress_of_the_pdf_stays_on_one_line_of_the_terminal(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.folder.is_dir()
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    for done in (0.0, 0.5, 1.0):
        show_progress(done)
    assert terminal.getvalue().count("\n") == 1
    assert terminal.getvalue().endswith("100\u00a0%\n")
    assert terminal.getvalue().count("\r") == 2


@pytest.mark.sqlite_only("backups are the server’s")
def test_a_backup_that_is_not_there_is_said_to_be_missing_not_damaged(cli: Cli, tmp_path: Path) -> None:
    cli.new()
    for name in (
        "20200101-000000-daily.db",
        str(tmp_path / "absente.db"),
        "x" * 300,
        "~personne-de-ce-nom/x",
    ):
        refused = cli("restore", name, "--yes")
        assert (refused.code, "ni copie de secours" in refused.err) == (1, True)
    assert len(cli("list", "--json").json) == 1


@pytest.mark.sqlite_only("backups are the server’s")
def test_programs_read_where_the_backup_is_and_which_there_are(cli: Cli) -> None:
    cli.new()
    path = Path(cli("backup", "--json").json["path"])
    assert path.is_file()
    assert path.name in cli("restore", "--json").json
    put_back = cli("restore", path.name, "--yes", "--json").json
    assert Path(put_back["restored"]).name == path.name
    assert put_back["kept"].endswith("before-restore.db")


@pytest.mark.sqlite_only("backups are the server’s")
def test_the_preview_says_what_a_backup_would_change_and_changes_nothing(half: tuple[Cli, str]) -> None:
    cli, reference = half
    copy = Path(cli("backup").out.strip()).name
    assert cli("answer", reference, "2.1.1", "2").code == 0
    told = cli("restore", copy, "--preview")
    assert told.code == 0
    assert told.out.splitlines()[0].startswith("L’Étape · ")
    assert "1 inscription faite depuis ne serait plus là." in told.out
    assert "Réponses : 3 aujourd’hui, 2 dans la copie." in told.out
    (found,) = cli("restore", copy, "--preview", "--json").json["assessments"]
    assert (found["id"], found["entries_gone"], found["answers_now"], found["answers_then"]) == (
        reference, 1, 3, 2,
    )  # fmt: skip
    known = cli("restore", "--json").json
    assert cli("restore", copy, "--preview").code == 0
    assert cli("restore", "--json").json == known
    assert cli("restore", copy, "--yes").code == 0
    assert "Rien ne changerait." in cli("restore", copy, "--preview").out
