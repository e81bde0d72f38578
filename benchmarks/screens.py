"""The application in a terminal, against the smallest program of the same library."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.folders import DEMONSTRATION, demonstration, large_questionnaire, started
from benchmarks.measure import Figure, figure, in_turn, plain_environment, quantile
from benchmarks.terminal import Program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

STARTS, ROUNDS, KEYS, MANY_KEYS, CRITERIA, DEPTH = 9, 3, 100, 2000, 6000, 9
OPENING = 6
"""Times CAP's opening that a hundred times as many criteria may take: their content is read whole, once."""
PROGRAM = str(Path(sys.executable).with_name("cap-tui"))
HELLO = (sys.executable, "-m", "benchmarks.programs.hello")
PAINTED = "cap-tui ›"
READY_EMPTY, READY_DEMONSTRATION, READY_MEASURED = "Essayer la", "Association", "Structure mesurée"
RATING, MOVING = ("1", "2", "3", "4"), ("down",)
AGAINST = "hello"
FIRST, LAST = 0, 1
Times = list[tuple[float, float]]


def screens(folder: Path) -> list[Figure]:
    """Return the figures of starts, keys and memory."""
    empty = folder / "empty"
    demo = demonstration(folder / "demonstration")
    demonstration(empty).joinpath("cap-tui.db").unlink()
    return [
        *_starts(empty, demo),
        *_keys(demo),
        *_large(folder / "large", demo),
        *_while_printing(demo, folder / "printed.pdf"),
    ]


def _cap(folder: Path) -> Program:
    return Program([PROGRAM, "--data-dir", str(folder), "--lang", "fr"])


def _shown(program: Program, wanted: str) -> float:
    with program:
        return program.until(wanted)


def _starts(empty: Path, demo: Path) -> list[Figure]:
    found = []
    for name, folder, ready in (
        ("nothing yet", empty, READY_EMPTY),
        ("demonstration", demo, READY_DEMONSTRATION),
    ):
        for what, wanted, target in (("first paint", PAINTED, 1.25), ("ready", ready, 3.0)):
            pairs = in_turn(
                lambda folder=folder, wanted=wanted: _shown(_cap(folder), wanted),  # type: ignore[misc] # bound now, called at once
                lambda: _shown(Program(HELLO), "Hello"),
                STARTS,
            )
            found.append(figure(f"{what}, {name}", pairs, AGAINST, target))
    return found


def _opened(folder: Path, ready: str) -> Program:
    """Return the application on the first criterion of the first evaluation."""
    program = _cap(folder)
    program.until(ready)
    program.quiet()
    program.press("enter")
    return program


def _times(program: Program, keys: Sequence[str], count: int = KEYS) -> Times:
    return [program.key(key) for key in islice(cycle(keys), count)]


def _keys(demo: Path) -> list[Figure]:
    rated: list[Times] = []
    moved: list[Times] = []
    floor: list[Times] = []
    memory: Times = []
    after: Times = []
    for number in range(ROUNDS):
        # What one round writes must not be what the next one opens.
        own = Path(shutil.copytree(demo, demo.with_name(f"round-{number}")))
        with Program(HELLO) as hello:
            hello.until("Hello")
            hello.quiet()
            floor.append(_times(hello, ("x",)))
            hello_memory = hello.memory()
        with _opened(own, READY_DEMONSTRATION) as program:
            before = program.memory()
            memory.append((before, hello_memory))
            rated.append(_times(program, RATING))
            moved.append(_times(program, (*["down"] * 25, *["up"] * 25)))
            if not after:
                program.burst(list(islice(cycle(["down", "1", "down", "2", "up", "3"]), MANY_KEYS)))
                after.append((program.memory(), before))
    return [
        _key("rate a criterion: first byte p50", rated, floor, FIRST, 0.5, 4),
        _key("rate a criterion: last byte p99", rated, floor, LAST, 0.99, 8),
        _key("next criterion: last byte p50", moved, floor, LAST, 0.5, 6),
        _key("next criterion: last byte p99", moved, floor, LAST, 0.99, 13),
        figure("memory, CAP open", memory, AGAINST, 2.3, unit="MiB"),
        figure(f"memory after {MANY_KEYS} keys", after, "before them", 1.05, unit="MiB"),
    ]


def _key(
    name: str, ours: Sequence[Times], reference: Sequence[Times], which: int, share: float, target: float,
    against: str = "hello’s key",
) -> Figure:  # fmt: skip
    def of(times: Times) -> float:
        return quantile([item[which] for item in times], share)

    pairs = [(of(mine), of(theirs)) for mine, theirs in zip(ours, reference, strict=True)]
    return figure(name, pairs, against, target)


def _large(folder: Path, demo: Path) -> list[Figure]:
    large_questionnaire(folder, CRITERIA, DEPTH)
    started(folder, "large")[0].close()
    many: list[Times] = []
    few: list[Times] = []
    rated: list[Times] = []
    usual: list[Times] = []
    opened: Times = []
    for _round in range(ROUNDS):
        for place, ready, moves, rates in (
            (folder, READY_MEASURED, many, rated),
            (demo, READY_DEMONSTRATION, few, usual),
        ):
            with _opened(place, ready) as program:
                moves.append(_times(program, MOVING, 50))
                rates.append(_times(program, RATING[:2], 50))
        opened.append((_opening(folder, READY_MEASURED), _opening(demo, READY_DEMONSTRATION)))
    named = f"{CRITERIA}, {DEPTH} deep"
    same = "the same in CAP"
    return [
        _key(f"next criterion among {named}: last byte p50", many, few, LAST, 0.5, 1.2, same),
        _key(f"rate a criterion among {named}: last byte p50", rated, usual, LAST, 0.5, 1.2, same),
        figure(f"open an evaluation of {named}", opened, same, OPENING),
    ]


def _opening(folder: Path, ready: str) -> float:
    """Return the seconds from Enter on the list of evaluations to the last byte of the evaluation."""
    with _cap(folder) as program:
        program.until(ready)
        return program.key("enter")[LAST]


def _while_printing(demo: Path, output: Path) -> list[Figure]:
    """Measure keys while PDFs are made beside, one after the other: what an export in a child process does to them."""
    command = [
        PROGRAM,
        "--data-dir",
        str(demo),
        "export",
        "pdf",
        DEMONSTRATION,
        "-o",
        str(output),
        "--replace",
    ]
    idle, busy = [], []
    for _round in range(ROUNDS):
        with _opened(demo, READY_DEMONSTRATION) as program:
            idle.append(_times(program, MOVING, 25))
            with _repeated(command) as keep_on:
                times = []
                for _key_number in range(25):
                    keep_on()
                    times += _times(program, ("up",), 1)
                busy.append(times)
    return [
        _key(
            "next criterion while a PDF is made: last byte p50", busy, idle, LAST, 0.5, 1.5, "the same, idle"
        )
    ]


@contextmanager
def _repeated(command: Sequence[str]) -> Iterator[Callable[[], None]]:
    """Run a program again and again; yields what starts it once more when it has ended.

    Raises:
        CalledProcessError: It failed.
    """
    running: list[subprocess.Popen[bytes]] = []

    def keep_on() -> None:
        if running and running[-1].poll():
            raise subprocess.CalledProcessError(running[-1].returncode, command)
        if not running or running[-1].poll() == 0:
            quiet = subprocess.DEVNULL
            running.append(
                subprocess.Popen(command, env=plain_environment(), stdin=quiet, stdout=quiet, stderr=quiet)
            )

    try:
        yield keep_on
    finally:
        for process in running:
            process.kill()
            process.wait()
