from __future__ import annotations

import resource
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from cap_tui.storage.errors import DiskFullError
from tests.building import level
from tests.integration.services.comparing import reopened, seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.services.dossier import Dossier

pytestmark = pytest.mark.sqlite_only("the disk of the server is not ours to fill")

LONG = "Un constat très détaillé. " * 700


@contextmanager
def _no_room(dossier: Dossier) -> Iterator[None]:
    """Let the database grow by no page, as a full disk does."""
    engine = dossier._journal._opened.engine

    def limit(connection: object, *_more: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]  # the driver's own connection
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count={pages}")

    event.listen(engine, "checkout", limit)
    yield
    event.remove(engine, "checkout", limit)
    engine.dispose()


def test_on_a_full_disk_nothing_saved_is_lost_and_saving_works_once_there_is_room(
    dossier: Dossier, folder: Path
) -> None:
    dossier.answer("booklet", level("engaged"))
    before = seen(dossier)
    with _no_room(dossier):
        for _time in range(3):
            with pytest.raises(DiskFullError):
                dossier.write("booklet", "constat", LONG)
        assert seen(dossier) == before
    assert reopened(folder, dossier.summary.id) == before
    dossier.write("booklet", "constat", LONG)
    assert dossier.opinion("booklet").constat == LONG
    assert reopened(folder, dossier.summary.id) == seen(dossier)


PROGRAM = """
import resource, signal, sys
from pathlib import Path
from cap_tui.services.environment import Environment
from cap_tui.services.workspace import Workspace
from cap_tui.storage.errors import DiskFullError

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
folder, reference = Path(sys.argv[1]), sys.argv[2]
dossier = Workspace(folder, Environment()).open(reference)
size = (folder / "cap-tui.db").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20_000, resource.RLIM_INFINITY))
saved = 0
try:
    for number in range(1000):
        dossier.write("booklet", "constat", f"{number} " + "x" * 3000)
        saved = number
        print(number, flush=True)
except DiskFullError:
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert dossier.opinion("booklet").constat.startswith(f"{saved} "), "shown as saved, yet it was not"
    dossier.write("booklet", "evidence", "après")
    print("room again", flush=True)
"""


def test_when_the_system_refuses_to_write_more_what_was_acknowledged_is_there(
    dossier: Dossier, folder: Path
) -> None:
    assert hasattr(resource, "RLIMIT_FSIZE")
    assert hasattr(signal, "SIGXFSZ")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(folder), dossier.summary.id],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    *numbers, last = done.stdout.split("\n")[:-1]
    assert last == "room again"
    assert len(numbers) > 1
    dossier.refresh()
    assert dossier.opinion("booklet").constat.startswith(f"{numbers[-1]} ")
    assert dossier.opinion("booklet").evidence == "après"
    assert reopened(folder, dossier.summary.id) == seen(dossier)
