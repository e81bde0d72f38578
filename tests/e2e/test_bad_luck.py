"""Bad luck in a real terminal: cuts, small or plain terminals, two windows, a full disk, a fault of ours."""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

import pytest

from cap_tui.core.structures import Structure
from cap_tui.services.environment import Environment
from cap_tui.services.workspace import Workspace
from tests.e2e.terminal import ScreenTimeoutError, Terminal, cap_tui

pytestmark = pytest.mark.slow

MINI = Path(__file__).parent.parent / "tui" / "mini.yaml"
STRUCTURE = Structure("Les Ateliers du Pont", "73282932000074", ("AI",), "Bretagne")
FIRST = "identity.values.c1"

FAULTY = """
import sys
from cap_tui.__main__ import main
from cap_tui.tui.screens.assessment import AssessmentScreen
def fault(screen, number):
    written = "Confidentiel : " + repr(screen.desk.opinion(screen.current))
    raise ZeroDivisionError(written)
AssessmentScreen.action_rate = fault
sys.exit(main(sys.argv[1:]))
"""
"""The program, with a fault where the person rates a criterion."""

UNCONTROLLED = """
import signal, sys
from cap_tui.__main__ import main
signal.signal(signal.SIGHUP, signal.SIG_IGN)
sys.exit(main(sys.argv[1:]))
"""
"""The program, deaf to the signal of a window closed: as when the terminal is not the one it is controlled by."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with one evaluation of the small questionnaire, nothing answered."""
    data = tmp_path / "données"
    (data / "questionnaires").mkdir(parents=True)
    (data / "questionnaires" / "mini.yaml").write_bytes(MINI.read_bytes())
    workspace = Workspace(data, Environment())
    workspace.new_assessment(STRUCTURE, "mini", 2026)
    workspace.close()
    return data


def constat(folder: Path) -> str:
    """Return the finding of the first criterion, as stored."""
    workspace = Workspace(folder, Environment())
    try:
        return workspace.open("73282932000074/mini/2026").opinion(FIRST).constat
    finally:
        workspace.close()


def enter(terminal: Terminal) -> None:
    """Open the evaluation and its first text."""
    terminal.wait_for("À faire maintenant")
    terminal.press("enter")
    terminal.wait_for("1.1.1 Valeurs partagées")
    terminal.press("enter")
    terminal.wait_for("Enregistrer et revenir")


def saved(terminal: Terminal, seconds: float = 10.0) -> None:
    """Wait until the screen says that all is saved."""
    terminal.wait_for("Enregistré à", seconds=seconds)


def test_what_the_screen_said_was_saved_survives_a_power_cut(folder: Path) -> None:
    written = ""
    for words in ("Écrit avant la première coupure. ", "Ça tient. ", "Œuvre à l’été."):
        with cap_tui(folder, columns=80, rows=24) as terminal:
            enter(terminal)
            terminal.press("end")
            terminal.type(words)
            written += words
            saved(terminal)
            terminal.type("pas encore enregistré")
            terminal.kill()
        stored = constat(folder)
        assert stored.startswith(written)
        written = stored


def test_a_terminal_of_20_by_5_says_what_to_do_and_can_be_left(folder: Path) -> None:
    with cap_tui(folder, columns=20, rows=5) as terminal:
        terminal.wait_for("trop petite")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0


def test_without_colours_everything_is_still_told_apart(folder: Path) -> None:
    with cap_tui(folder, columns=80, rows=24, env={"NO_COLOR": "1"}) as terminal:
        terminal.wait_for("À faire maintenant")
        terminal.press("enter")
        terminal.wait_for("1.1.1 Valeurs partagées")
        terminal.press("'")
        terminal.wait_for("▶4 ● Exemplaire")
        saved(terminal)
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert not coloured(terminal.raw)


def coloured(raw: bytes) -> list[bytes]:
    """Return the colours asked for that are not greys."""
    found = []
    for piece in raw.split(b"\x1b[")[1:]:
        codes = piece.partition(b"m")[0].split(b";")
        if all(code.isdigit() for code in codes) and codes[:2] in ([b"38", b"2"], [b"48", b"2"]):
            red, green, blue = codes[2:5]
            if not red == green == blue:
                found.append(piece)
    return found


def test_a_locale_never_set_still_shows_and_takes_accents(folder: Path) -> None:
    with cap_tui(folder, columns=80, rows=24, env={"LC_ALL": "C", "LANG": "C"}) as terminal:
        enter(terminal)
        terminal.type("Été à Œuilly")
        saved(terminal)
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert constat(folder) == "Été à Œuilly"


def test_a_terminal_that_cannot_place_text_is_sent_to_the_commands(folder: Path) -> None:
    with cap_tui(folder, env={"TERM": "dumb"}) as terminal:
        assert terminal.wait_exit() == 2
        shown = " ".join(terminal.text.replace("\u00a0", " ").split())
    assert "cap-tui --help" in shown
    assert b"\x1b[" not in terminal.raw


def test_two_windows_on_one_folder_lose_nothing_of_each_other(folder: Path) -> None:
    with (
        cap_tui(folder, columns=80, rows=24) as one,
        cap_tui(folder, columns=80, rows=24) as other,
    ):
        enter(one)
        enter(other)
        one.type("De la première fenêtre")
        saved(one)
        other.press("esc")
        other.settle()
        other.press("3")
        saved(other)
        for terminal in (one, other):
            terminal.press("ctrl+q")
            assert terminal.wait_exit() == 0
    assert constat(folder) == "De la première fenêtre"
    workspace = Workspace(folder, Environment())
    assert workspace.open("73282932000074/mini/2026").positions().keys() == {FIRST}
    workspace.close()


def test_a_full_disk_is_told_and_what_was_typed_is_saved_once_there_is_room(folder: Path) -> None:
    program = str(Path(sys.executable).with_name("cap-tui"))
    blocks = (folder / "cap-tui.db").stat().st_size // 512
    command = ["/bin/sh", "-c", f'ulimit -Sf {blocks}; exec "$0" "$@"', program, "--data-dir", str(folder)]
    with Terminal(command, columns=80, rows=24, env={"HOME": str(folder)}) as terminal:
        enter(terminal)
        terminal.paste("é" * 5_000)
        with pytest.raises(ScreenTimeoutError):
            saved(terminal, seconds=3)
        terminal.wait_for("NON ENREGISTRÉ")
        resource.prlimit(
            terminal.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        )
        terminal.press("f5")
        saved(terminal)
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert constat(folder) == "é" * 5_000


def test_a_fault_of_the_program_ends_in_a_sentence_and_what_was_typed_is_saved(folder: Path) -> None:
    command = [sys.executable, "-c", FAULTY, "--data-dir", str(folder)]
    with Terminal(command, columns=80, rows=24, env={"HOME": str(folder)}) as terminal:
        enter(terminal)
        terminal.type("Confidentiel")
        terminal.press("esc")
        time.sleep(0.2)
        terminal.press("2")
        assert terminal.wait_exit() == 1
        shown = " ".join(terminal.text.replace("\u00a0", " ").split())
    (report,) = folder.glob("crash-*.txt")
    told = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in told
    assert "Confidentiel" not in told
    assert "Traceback" not in shown
    assert "crash-" in "".join(shown.split())
    assert constat(folder) == "Confidentiel"


def test_a_window_closed_without_a_word_saves_what_was_typed_and_leaves_nothing_running(folder: Path) -> None:
    command = [sys.executable, "-c", UNCONTROLLED, "--data-dir", str(folder)]
    with Terminal(command, columns=80, rows=24, env={"HOME": str(folder)}) as terminal:
        enter(terminal)
        terminal.type("Tapé juste avant")
        terminal.wait_for("Tapé juste avant")
        terminal.close()
        assert terminal.wait_exit(seconds=8) == 0
    assert constat(folder) == "Tapé juste avant"
