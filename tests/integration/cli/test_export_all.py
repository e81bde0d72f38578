"""`export … --all`, `export … --standing` and `network export`: from a command to files that can be sent."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from cap_tui.services.export_index import NAME
from cap_tui.services.workspace import Workspace
from tests.building import environment
from tests.databases import environ_of
from tests.network import gather, several
from tests.registers import FIVE, FOUR, ONE, SIX

if TYPE_CHECKING:
    from tests.integration.cli.conftest import Cli


def begun(cli: Cli, *sirets: str, year: int = 2026) -> list[str]:
    return [cli.new(siret=siret, year=year) for siret in sirets]


def words(path: Path) -> str:
    pages = " ".join(page.extract_text() for page in PdfReader(path).pages)
    return " ".join(pages.replace("\u00a0", " ").split())


def test_all_the_reports_are_told_one_by_one_and_their_paths_are_the_data(cli: Cli, tmp_path: Path) -> None:
    begun(cli, ONE, FOUR)
    place = tmp_path / "rapports"
    place.mkdir()
    told = cli("export", "md", "--all", "-o", str(place), "--questionnaire", "small", "--year", "2026")
    assert told.code == 0, told.err
    assert {Path(line).name for line in told.out.splitlines()} == {
        path.name for path in place.iterdir() if path.name != NAME
    }
    lines = told.err.splitlines()
    assert [line for line in lines if "L’Étape, small 2026 : fait" in line] == lines[:2]
    assert lines[-1] == "2 rapports faits."
    again = cli("export", "md", "--all", "-o", str(place))
    assert (again.code, again.out) == (0, told.out)
    assert "déjà fait pour les mêmes réponses" in again.err


def test_what_could_not_be_made_is_summed_up_and_the_exit_code_says_so(cli: Cli, tmp_path: Path) -> None:
    begun(cli, ONE)
    told = cli("export", "html", "--all", "-o", str(tmp_path), "--audience", "partenaires", "--json")
    assert told.code == 1
    (only,) = told.json
    assert (only["outcome"], only["path"], bool(only["why"])) == ("failed", None, True)
    assert "1 non fait" in told.err
    none = cli("export", "pdf", "--all", "--phase", "Clos", "-o", str(tmp_path))
    assert (none.code, none.out) == (0, "")
    assert "Aucune évaluation" in none.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("pdf",),
        ("xlsx",),
        ("csv", "abc", "--all"),
        ("pdf", "abc", "--json"),
        ("pdf", "abc", "--year", "2026"),
        ("pdf", "--all", "--year", "demain"),
        ("pdf", "--all", "--phase", "ailleurs"),
        ("pdf", "--all", "--with-bundle"),
        ("pdf", "--all", "--audience", "tous"),
        ("ics", "abc", "--standing"),
        ("csv", "--all", "--standing"),
    ],
)
def test_what_is_not_written_right_is_said_and_makes_nothing(cli: Cli, arguments: tuple[str, ...]) -> None:
    told = cli("export", *arguments)
    assert (told.code, told.out) == (2, "")
    assert told.err


def test_ctrl_c_in_a_terminal_leaves_whole_pdfs_only(cli: Cli, tmp_path: Path) -> None:
    for year in range(2024, 2027):
        begun(cli, ONE, FOUR, FIVE, SIX, year=year)
    # On a busy machine the last may be made before the key is heard: nothing is shown then.
    for turn in range(5):
        place = tmp_path / f"rapports-{turn}"
        place.mkdir()
        code, err = stopped_after_the_first(cli, place)
        if code:
            break
    made = [path for path in place.iterdir() if path.name != NAME]
    assert code == 130
    assert "Traceback" not in err
    assert "la même commande fera les autres" in err
    assert {path.suffix for path in made} == {".pdf"}
    assert all(PdfReader(path).pages for path in made)
    again = cli("export", "pdf", "--all", "-o", str(place), "--json")
    assert again.code == 0, again.err
    assert sorted({one["outcome"] for one in again.json}) in (["made", "same"], ["same"])
    assert len(list(place.glob("*.pdf"))) == 12


def stopped_after_the_first(cli: Cli, place: Path) -> tuple[int, str]:
    """Export all to `place`, press Ctrl+C once a PDF is there; return the exit code and what was said."""
    command = [
        *(sys.executable, "-m", "cap_tui", "--data-dir", str(cli.folder)),
        *("export", "pdf", "--all", "-o", str(place)),
    ]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        env=environ_of(cli.folder),
    ) as run:
        until = time.monotonic() + 60
        while not list(place.glob("*.pdf")) and time.monotonic() < until:
            time.sleep(0.02)
        os.killpg(run.pid, signal.SIGINT)  # as the terminal does: to the program and to those that it started
        _out, err = run.communicate(timeout=60)
    return run.returncode, err


def test_a_structure_reads_where_it_stands_and_is_refused_where_the_others_are_too_few(
    cli: Cli, tmp_path: Path
) -> None:
    assert cli("demo", "--no-open").code == 0
    mine = next(one for one in cli("list", "--json").json if one["phase"] in ("follow_up", "closed"))
    path = tmp_path / "a.pdf"
    alone = cli("export", "pdf", mine["id"], "--standing", "-o", str(path))
    assert (alone.code, path.exists()) == (1, False)
    assert "isoler moins de cinq" in alone.err
    with_others(cli, mine["id"])
    told = cli("export", "pdf", mine["id"], "--standing", "-o", str(path))
    assert told.code == 0, told.err
    assert "Parmi ses pairs" in words(path)
    assert "Comparée à 5 autres structures des mêmes types (ACI) évaluées en 2025" in words(path)
    assert "Voisine" not in words(path)
    plain = cli("export", "html", mine["id"], "-o", str(tmp_path / "b.html"))
    assert plain.code == 0
    assert "Parmi ses pairs" not in (tmp_path / "b.html").read_text(encoding="utf-8")


def with_others(cli: Cli, reference: str) -> None:
    """Gather five fictional structures of the same kinds, region and year."""
    workspace = Workspace(cli.folder, environment())
    summary = workspace.open(reference).summary
    others = several(
        5, "Voisine", kinds=",".join(summary.structure.kinds), region=summary.structure.region, year=summary.year,
        sections=("",), criteria=(),
    )  # fmt: skip
    gather(workspace, *others, questionnaire=summary.questionnaire_id, fictional=True)
    workspace.close()


def test_the_network_is_exported_in_four_forms_and_never_over_another_file(cli: Cli, tmp_path: Path) -> None:
    workspace = Workspace(cli.folder, environment())
    gather(workspace, *several(6, "Vallée"))
    workspace.close()
    for form in ("pdf", "xlsx", "csv", "json"):
        told = cli("network", "export", form, "--questionnaire", "small", "-o", str(tmp_path))
        assert told.code == 0, told.err
        assert Path(told.out.strip()).suffix == f".{form}"
        again = cli("network", "export", form, "--questionnaire", "small", "-o", told.out.strip())
        assert (again.code, "--replace" in again.err) == (1, True)
    found = json.loads(next(tmp_path.glob("*.json")).read_text(encoding="utf-8"))
    assert found["nodes"][0]["all"]["count"] == 6
    assert cli("network", "export", "pdf", "--kind", "SARL").code == 2
    assert cli("network", "export", "pdf", "--questionnaire", "inconnu").code == 1
