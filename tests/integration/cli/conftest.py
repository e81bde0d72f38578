from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cap_tui.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.postgres import Databases

SMALL = Path(__file__).parent.parent / "small.yaml"
SIRET = "73282932000074"  # fourteen digits whose key is right


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Cli:
    """Runs commands as a person would, in this process."""

    def __init__(self, folder: Path, read: Callable[[], Any]) -> None:
        self.folder = folder
        self._read = read

    def __call__(self, *arguments: str) -> Result:
        code = main(["--data-dir", str(self.folder), *arguments])
        out, err = self._read()
        return Result(code, out.replace("\u00a0", " "), err.replace("\u00a0", " "))

    def new(self, kind: str = "AI", siret: str = SIRET, year: int = 2026) -> str:
        """Start an evaluation of the small questionnaire and return its id."""
        result = self(
            "new", "--questionnaire", "small", "--name", "L’Étape", "--siret", siret, "--kind", kind, "--year", str(year)
        )  # fmt: skip
        assert result.code == 0, result.err
        return result.out.strip()


@pytest.fixture
def cli(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    databases: Databases | None,
) -> Cli:
    """The command line over a data folder that knows the small questionnaire."""
    for name in ("CAP_TUI_LANG", "CAP_TUI_DATA_DIR"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "data"
    (folder / "questionnaires").mkdir(mode=0o700, parents=True)
    folder.chmod(0o700)
    shutil.copy(SMALL, folder / "questionnaires")
    if databases:
        databases.name(folder)  # where a program that begins in a process of its own finds it
    return Cli(folder, capsys.readouterr)


@pytest.fixture
def half(cli: Cli) -> tuple[Cli, str]:
    """An evaluation with two of its five criteria rated: 30 % with weight 2, and 100 % with weight 1."""
    reference = cli.new()
    assert cli("answer", reference, "1.1.1", "engaged", "--constat", "Livret de 2019, non remis").code == 0
    assert cli("answer", reference, "1.1.2", "4").code == 0
    return cli, reference
