"""Starting: something is seen at once, what is typed meanwhile is not lost, and failures are told."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING, ClassVar

from cap_tui.core.errors import CapError
from cap_tui.services.workspace import Workspace
from cap_tui.tui.app import CapTuiApp
from tests.tui.harness import NOW, PARIS, SMALL, Harness, environment

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = ("sqlmodel", "sqlalchemy", "alembic", "yaml", "pydantic", "reportlab", "typer", "cryptography")


def test_first_frame_does_not_wait_for_the_database_libraries() -> None:
    program = f"""
import sys
from datetime import UTC, datetime
from cap_tui.tui.app import CapTuiApp
def connect():
    print(sorted(name for name in {HEAVY!r} if name in sys.modules), flush=True)
    app.call_from_thread(app.exit)
    raise SystemExit
app = CapTuiApp(connect, clock=lambda: datetime.now(UTC))
app.run(headless=True)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.splitlines()[:1] == ["[]"], done.stderr


class CannotOpenError(CapError):
    sentence: ClassVar[str] = "The folder [/] {path} cannot be read. Ask for access to it."


async def test_a_folder_that_cannot_be_opened_is_told_and_leaving_still_works() -> None:
    def connect() -> Workspace:
        raise CannotOpenError(path="/data/[red]x")

    app = CapTuiApp(connect, clock=lambda: NOW.astimezone(PARIS))
    async with app.run_test(size=SMALL) as pilot:
        harness = Harness(app, pilot)
        await harness.settle()
        assert "The folder [/] /data/[red]x cannot be read. Ask for access to it." in harness.text()
        await pilot.press("q")
        await harness.until(lambda: not app.is_running)


async def test_keys_typed_while_the_data_open_are_answered_in_order(empty: Path) -> None:
    gate = threading.Event()
    opened: list[Workspace] = []

    def connect() -> Workspace:
        gate.wait(10)
        opened.append(Workspace(empty, environment()))
        return opened[0]

    app = CapTuiApp(connect, clock=lambda: NOW.astimezone(PARIS))
    async with app.run_test(size=SMALL) as pilot:
        harness = Harness(app, pilot)
        await pilot.press("2", "L", "e", "space", "P", "o", "n", "t")
        gate.set()
        await harness.settle()
        await harness.until(lambda: "Le Pont" in harness.text())
    opened[0].close()
