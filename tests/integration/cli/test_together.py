"""Commands started at the same instant on a folder that does not exist yet."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.integration.cli.conftest import SMALL

if TYPE_CHECKING:
    from pathlib import Path

SIRETS = ("73282932000074", "35600000000048", "44306184100047")


@pytest.mark.slow
def test_the_first_run_made_several_times_at_once_is_one_person_and_loses_nothing(tmp_path: Path) -> None:
    own = tmp_path / "questionnaires"
    own.mkdir(mode=0o700)
    tmp_path.chmod(0o700)
    shutil.copy(SMALL, own)
    program = [sys.executable, "-m", "cap_tui", "--data-dir", str(tmp_path)]
    started = [
        subprocess.Popen(
            [
                *program,
                *f"new --questionnaire small --name N{siret} --siret {siret} --kind AI --year 2026".split(),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for siret in SIRETS
    ]
    told = [one.communicate(timeout=60) for one in started]
    assert [one.returncode for one in started] == [0, 0, 0], told
    listed = subprocess.run([*program, "list", "--json"], capture_output=True, check=True, timeout=60)
    assert {one["siret"] for one in json.loads(listed.stdout)} == set(SIRETS)
    assert len(list((tmp_path / "keys").iterdir())) == 1
    subprocess.run([*program, "doctor"], check=True, capture_output=True, timeout=60)
