from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from cap_tui.i18n import activate, explain
from cap_tui.reports.export import write_report
from cap_tui.reports.files import (
    ExportCancelledError,
    ExportError,
    ExportExistsError,
    ExportFolderMissingError,
    ExportIsFolderError,
    ExportIsLinkError,
    ExportNoSpaceError,
    ExportNotAFileError,
    ExportNotWritableError,
    export_error,
    write_beside,
)
from tests.people import ordinary_user
from tests.unit.reports.samples import sample

WHOLE = b"%PDF"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def write(path: Path, data: bytes = b"new", *, overwrite: bool = False) -> None:
    with write_beside(path, overwrite=overwrite) as temporary:
        temporary.write_bytes(data)


def test_a_report_is_written_where_it_was_asked_and_nothing_else_stays(tmp_path: Path) -> None:
    write_report(sample(), tmp_path / "plan.pdf")
    assert (tmp_path / "plan.pdf").read_bytes().startswith(WHOLE)
    assert names(tmp_path) == ["plan.pdf"]


def test_a_file_already_there_is_kept(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"old")
    with pytest.raises(ExportExistsError):
        write_report(sample(), tmp_path / "plan.pdf")
    assert (tmp_path / "plan.pdf").read_bytes() == b"old"


def test_a_file_is_replaced_when_asked(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"old")
    write(tmp_path / "plan.pdf", overwrite=True)
    assert (tmp_path / "plan.pdf").read_bytes() == b"new"


def test_a_file_that_appears_while_the_report_is_made_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"

    def slow() -> None:
        with write_beside(path, overwrite=False) as temporary:
            temporary.write_bytes(b"new")
            path.write_bytes(b"of someone else")

    with pytest.raises(ExportExistsError):
        slow()
    assert path.read_bytes() == b"of someone else"
    assert names(tmp_path) == ["plan.pdf"]


def test_a_failure_half_way_leaves_the_old_file_and_no_debris(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"old")

    def fail() -> None:
        with write_beside(tmp_path / "plan.pdf", overwrite=True) as temporary:
            temporary.write_bytes(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (tmp_path / "plan.pdf").read_bytes() == b"old"
    assert names(tmp_path) == ["plan.pdf"]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportFolderMissingError) as caught:
        write(tmp_path / "absent" / "plan.pdf")
    assert caught.value.values["path"] == tmp_path / "absent"


def test_a_file_in_the_way_of_the_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "note").write_text("x")
    with pytest.raises(ExportFolderMissingError):
        write(tmp_path / "note" / "plan.pdf")


@pytest.mark.parametrize("overwrite", [True, False])
def test_a_folder_is_never_replaced(tmp_path: Path, *, overwrite: bool) -> None:
    with pytest.raises(ExportIsFolderError):
        write(tmp_path, overwrite=overwrite)


@pytest.mark.parametrize("overwrite", [True, False])
def test_a_link_is_never_followed_even_to_nothing(tmp_path: Path, *, overwrite: bool) -> None:
    (tmp_path / "precious").write_bytes(b"old")
    (tmp_path / "link.pdf").symlink_to(tmp_path / "precious")
    (tmp_path / "dangling.pdf").symlink_to(tmp_path / "nowhere")
    for name in ("link.pdf", "dangling.pdf"):
        with pytest.raises(ExportIsLinkError):
            write(tmp_path / name, overwrite=overwrite)
    assert (tmp_path / "precious").read_bytes() == b"old"
    assert not (tmp_path / "nowhere").exists()


def test_a_pipe_or_a_device_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/null")):
        with pytest.raises(ExportNotAFileError):
            write(path, overwrite=True)


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"old")
    (tmp_path / "plan.pdf").chmod(0o444)
    with pytest.raises(ExportNotWritableError):
        write(tmp_path / "plan.pdf", overwrite=True)
    assert (tmp_path / "plan.pdf").read_bytes() == b"old"


def test_a_folder_that_refuses_writing_is_said() -> None:
    with ordinary_user() as folder:
        folder.chmod(0o500)
        with pytest.raises(ExportNotWritableError):
            write(folder / "plan.pdf")


def test_a_system_folder_that_nobody_can_write_is_said() -> None:
    with pytest.raises(ExportError):
        write(Path("/proc/plan.pdf"))


@pytest.mark.parametrize("name", ["x" * 300 + ".pdf", "nul\0.pdf"])
def test_a_name_the_system_refuses_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportNotWritableError):
        write(tmp_path / name)


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    def fill() -> None:
        with write_beside(tmp_path / "plan.pdf", overwrite=False), Path("/dev/full").open("wb") as full:
            full.write(b"x")

    with pytest.raises(ExportNoSpaceError):
        fill()
    assert names(tmp_path) == []


def test_cancelling_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(ExportCancelledError):
        write_report(sample(), tmp_path / "plan.pdf", cancelled=lambda: True)
    assert names(tmp_path) == []


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, ExportNoSpaceError),
        (errno.EDQUOT, ExportNoSpaceError),
        (errno.EACCES, ExportNotWritableError),
        (errno.EROFS, ExportNotWritableError),
        (errno.ENOENT, ExportFolderMissingError),
        (errno.EIO, ExportError),
    ],
)
def test_what_the_system_says_becomes_a_sentence(number: int, kind: type[ExportError]) -> None:
    assert type(export_error(OSError(number, "x"), Path("/a/b.pdf"))) is kind


def test_the_sentences_are_french_and_name_the_file(tmp_path: Path) -> None:
    activate("fr")
    with pytest.raises(ExportIsFolderError) as caught:
        write(tmp_path)
    assert explain(caught.value) == f"{tmp_path} est un répertoire. Ajoutez un nom de fichier à la fin."
