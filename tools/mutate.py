"""Mutation run: change the program in one place at a time and see whether a test notices.

python -m tools.mutate [--share 20] [--seed 1] [MODULE…]    prints each survivor as `module:line: before → after`

Each change is tried in a child process on a copy of the tree, against the quick tests of its module and then, when these
notice nothing, against the thorough ones. Nothing of the tree itself is touched.
"""

from __future__ import annotations

import argparse
import ast
import importlib.abc
import importlib.util
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.copied import ROOT, copy_tree
from tools.mutants import Mutant, mutants

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

CORE = (
    "tests/unit/core/test_rights.py",
    "tests/unit/core/test_moves.py",
    "tests/unit/core/test_frontiers.py",
    "tests/unit/core/test_cheats.py",
    "tests/unit/core/test_people.py",
    "tests/unit/core/test_successions.py",
    "tests/unit/core/test_forged_moves.py",
    "tests/unit/core/test_log.py",
    "tests/unit/core/test_permissions.py",
)
CORE_THOROUGH = (
    "tests/oracle/test_forged.py",
    "tests/unit/core/test_convergence.py",
    "tests/integration/services/test_sealing.py",
)
EXCHANGE = (
    "tests/integration/services/test_exchange.py",
    "tests/integration/services/test_exchange_chains.py",
)
EXCHANGE_THOROUGH = (
    "tests/integration/services/test_exchange_hostile.py", "tests/integration/services/test_exchange_privacy.py",
    "tests/integration/services/test_exchange_faults.py", "tests/oracle/test_forged_files.py", "tests/oracle/test_travel.py",
)  # fmt: skip
TESTS = {
    **{
        f"cap_tui.core.{name}": (CORE, CORE_THOROUGH)
        for name in (
            "permissions",
            "rights",
            "people",
            "phase_tree",
            "log",
            "fold",
            "visas",
            "erasures",
            "chains",
            "kinds",
            "effects",
        )
    },
    **{
        f"cap_tui.services.{name}": (EXCHANGE, EXCHANGE_THOROUGH)
        for name in ("merging", "sharing", "receiving", "storing", "trusting")
    },
    "cap_tui.services.sealing": (
        ("tests/integration/services/test_sealing.py", "tests/integration/services/test_phases.py"),
        (
            "tests/oracle/test_services.py",
            "tests/oracle/test_travel.py",
        ),
    ),
}
"""Module to its quick tests and its thorough ones."""

JOBS = 2
PATIENCE = 90.0
"""Seconds after which a change that never ends counts as noticed."""

NOTICED, UNNOTICED = 1, 0


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module its changed source, whoever imports it."""

    def __init__(self, name: str, tree: ast.Module, path: Path) -> None:
        self.name, self.tree, self.path = name, tree, path

    def find_spec(self, name: str, _path: Any, _target: ModuleType | None = None) -> ModuleSpec | None:
        """Return where the module comes from when it is the changed one."""
        return (
            importlib.util.spec_from_loader(name, self, origin=str(self.path)) if name == self.name else None
        )

    def exec_module(self, module: ModuleType) -> None:
        """Run the changed source as the module."""
        exec(compile(self.tree, str(self.path), "exec"), module.__dict__)  # noqa: S102 - our own source, changed


def path_of(module: str) -> Path:
    """Return the source of a module, from the root of the tree."""
    return Path(module.replace(".", "/")).with_suffix(".py")


def tried(module: str, mutant: Mutant, tests: Sequence[str], copy: Path) -> int:
    """Run tests over a changed module and return `NOTICED` or `UNNOTICED`; only for a child process."""
    import pytest

    for name in [name for name in sys.modules if name.partition(".")[0] in ("cap_tui", "tests")]:
        del sys.modules[name]
    os.chdir(copy)
    sys.path.insert(0, str(copy))
    sys.meta_path.insert(0, Changed(module, mutant.tree, copy / path_of(module)))
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
        base = f"--basetemp={copy}/run-{os.getpid()}"
        code = pytest.main(["-x", "-q", "-n", "0", "-p", "no:cacheprovider", base, *tests])
    shutil.rmtree(copy / f"run-{os.getpid()}", ignore_errors=True)
    return UNNOTICED if code == pytest.ExitCode.OK else NOTICED


def _child(module: str, mutant: Mutant, copy: Path) -> int:
    """Start a process that leaves with whether a test noticed, and return its id."""
    pid = os.fork()
    if pid:
        return pid
    code = NOTICED
    try:
        os.setsid()
        quick, thorough = (tuple(name for name in names if (copy / name).exists()) for names in TESTS[module])
        code = tried(module, mutant, quick, copy) or _thorough(module, mutant, thorough, copy)
    finally:
        os._exit(code)


def _thorough(module: str, mutant: Mutant, tests: Sequence[str], copy: Path) -> int:
    """Run the thorough tests in a process of their own: pytest runs once in each."""
    pid = os.fork()
    if not pid:
        code = NOTICED
        try:
            code = tried(module, mutant, tests, copy)
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def survivors(
    chosen: Sequence[tuple[str, Mutant]], copy: Path, *, tell: bool = True
) -> list[tuple[str, Mutant]]:
    """Try changes, `JOBS` at a time, and return those that no test notices."""
    left, running = list(reversed(chosen)), dict[int, tuple[str, Mutant, float]]()
    found: list[tuple[str, Mutant]] = []
    while left or running:
        while left and len(running) < JOBS:
            module, mutant = left.pop()
            running[_child(module, mutant, copy)] = (module, mutant, time.monotonic())
        time.sleep(0.05)
        for pid, (module, mutant, since) in list(running.items()):
            done, status = os.waitpid(pid, os.WNOHANG)
            if not done and time.monotonic() - since > PATIENCE:
                os.killpg(pid, signal.SIGKILL)
                done, status = os.waitpid(pid, 0)
            if done:
                del running[pid]
                if os.waitstatus_to_exitcode(status) == UNNOTICED:
                    found.append((module, mutant))
                    if tell:
                        print(f"{module}:{mutant.line}: {mutant.change}", flush=True)
    return found


def _sound(modules: Iterable[str], copy: Path) -> bool:
    """Return whether the tests of these modules pass on the sources as they are: else every change would seem noticed."""
    one_of = {TESTS[module]: module for module in modules}
    same = [
        (module, Mutant(0, "", ast.parse((copy / path_of(module)).read_bytes())))
        for module in one_of.values()
    ]
    return len(survivors(same, copy, tell=False)) == len(same)


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the changes of the modules named, all by default; return 1 when one survives."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("modules", nargs="*", metavar="MODULE")
    parser.add_argument("--share", type=int, default=100, help="percent of the changes, drawn at random")
    parser.add_argument(
        "--seed", type=int, default=1, help="of the draw: the same one draws the same changes"
    )
    asked = parser.parse_args(arguments)
    draw = random.Random(asked.seed)  # noqa: S311 - a sample, not a secret
    chosen: list[tuple[str, Mutant]] = []
    for module in asked.modules or TESTS:
        every = mutants((ROOT / path_of(module)).read_text(encoding="utf-8"))
        chosen += [(module, mutant) for mutant in every if draw.randrange(100) < asked.share]
    with tempfile.TemporaryDirectory() as place:
        copy_tree(Path(place))
        if not _sound(dict.fromkeys(module for module, _mutant in chosen), Path(place)):
            print("The tests do not pass on the program as it is: nothing was tried.")
            return 2
        found = survivors(chosen, Path(place))
    print(f"{len(chosen)} changes, {len(found)} unnoticed")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
