"""`network gather` and `demo --network`, as a coordinator types them."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.permissions import Role
from cap_tui.core.structures import Structure
from cap_tui.services.exchanging import export_bundle
from cap_tui.services.workspace import Workspace
from tests.building import environment
from tests.databases import environ_of
from tests.integration.cli.conftest import SMALL, Cli

if TYPE_CHECKING:
    from collections.abc import Iterator

SIRETS = ("73282932000074", "55210055400013")


@pytest.fixture
def box(cli: Cli, tmp_path: Path) -> Iterator[Path]:
    """Two dossiers sent to the coordinator at the keyboard."""
    cli("profile", "name", "La coordination (fictive)")
    me = Workspace(cli.folder, environment("me"))
    key = fingerprint(me.profile.key.public)
    me.close()
    theirs = tmp_path / "directrice"
    (theirs / "questionnaires").mkdir(mode=0o700, parents=True)
    theirs.chmod(0o700)
    shutil.copy(SMALL, theirs / "questionnaires")
    director = Workspace(theirs, environment("director"))
    director.rename_profile("La directrice (fictive)")
    folder = tmp_path / "reçus"
    folder.mkdir()
    for number, siret in enumerate(SIRETS, 1):
        structure = Structure(f"Structure {number} (fictif)", siret, ("AI",))
        dossier = director.open(director.new_assessment(structure, "small", 2026).id)
        dossier.grant(key, Role.PEER, name="La coordination (fictive)")
        export_bundle(director, dossier, folder / f"{number}.capx", audience="peer")
    yield folder
    director.close()


def test_new_senders_wait_for_a_telephone_call(cli: Cli, box: Path) -> None:
    first = cli("network", "gather", str(box))
    assert first.code == 1
    assert "2 fichiers attendent" in first.out
    assert "La directrice (fictive)" in first.out
    assert "--trust" in first.err
    assert cli("list", "--json").json == []


def test_trusted_they_come_in_and_the_second_time_nothing_is_new(cli: Cli, box: Path) -> None:
    first = cli("network", "gather", str(box), "--trust")
    assert (first.code, "2 fichiers importés" in first.out) == (0, True)
    again = cli("network", "gather", str(box))
    assert (again.code, again.out.strip()) == (0, "2 fichiers n’apportaient rien de nouveau")


def test_in_json_each_file_is_told_by_what_became_of_it(cli: Cli, box: Path) -> None:
    (box / "cassé.capx").write_bytes(b"PK\x03\x04")
    found = cli("network", "gather", str(box), "--trust", "--json")
    assert found.code == 1
    told = found.json
    assert told["files"] == 3
    assert [one["structure"] for one in told["imported"]] == ["Structure 1 (fictif)", "Structure 2 (fictif)"]
    assert [Path(one["file"]).name for one in told["refused"]] == ["cassé.capx"]
    assert (told["known"], told["strangers"], told["remaining"]) == ([], [], [])


def test_a_folder_that_is_not_there_is_refused_in_a_sentence(cli: Cli, tmp_path: Path) -> None:
    for more in ((), ("--watch",)):
        found = cli("network", "gather", str(tmp_path / "absent"), *more)
        assert found.code == 1
        assert "clé" in found.err


def test_waiting_no_time_at_all_is_wrong_usage(cli: Cli, tmp_path: Path) -> None:
    for typed in ("0", "-1", "100000", "souvent"):
        assert cli("network", "gather", str(tmp_path), "--watch", f"--every={typed}").code == 2


def test_a_watch_takes_in_what_comes_and_ctrl_c_ends_it_well(cli: Cli, box: Path, tmp_path: Path) -> None:
    late = tmp_path / "2.capx"
    shutil.move(box / "2.capx", late)
    program = [str(Path(sys.executable).with_name("cap-tui")), "--data-dir", str(cli.folder)]
    command = [*program, "network", "gather", str(box), "--watch", "--every", "1", "--trust", "--json"]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environ_of(cli.folder),
    ) as run:
        too_long = threading.Timer(60, run.kill)
        too_long.start()
        first = _imported(run)
        shutil.move(late, box / "2.capx")
        second = _imported(run)
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=30)
        too_long.cancel()
    assert first == ["Structure 1 (fictif)"]
    assert second == ["Structure 2 (fictif)"]
    assert (run.returncode, out) == (0, "")
    assert "2 fichiers importés" in err
    assert len(cli("list", "--json").json) == 2


def _imported(run: subprocess.Popen[str]) -> list[str]:
    """Return the structures of the next line that tells some."""
    assert run.stdout is not None
    for line in run.stdout:
        if found := [one["structure"] for one in json.loads(line).get("imported", ())]:
            return found
    raise AssertionError(run.stderr.read() if run.stderr else "")


def test_the_demonstration_network_is_put_in_and_taken_out(cli: Cli) -> None:
    first = cli("demo", "--network", "--no-open")
    assert (first.code, first.out) == (0, "")
    assert "40 structures, 71 évaluations" in first.err
    assert "fictives" in first.err
    shown = cli("network", "show", "--json").json
    assert (shown["counted"], shown["fictional"]) == (34, True)
    assert "est déjà là" in cli("demo", "--network", "--no-open").err
    assert "retiré" in cli("demo", "--network", "--remove").err
    assert cli("list", "--json").json == []
    assert "n’est pas là" in cli("demo", "--network", "--remove").err


@pytest.mark.sqlite_only("the director’s other computer holds a database of its own")
def test_a_structure_with_two_dossiers_of_one_year_is_told_wherever_it_counts_twice(
    cli: Cli, box: Path, tmp_path: Path
) -> None:
    other = tmp_path / "autre poste"
    shutil.copytree(tmp_path / "directrice", other)
    (other / "cap-tui.db").unlink()
    director = Workspace(other, environment("other"))
    structure = Structure("Structure 1 (fictif)", SIRETS[0], ("AI",))
    dossier = director.open(director.new_assessment(structure, "small", 2026).id)
    me = Workspace(cli.folder, environment("me"))
    dossier.grant(fingerprint(me.profile.key.public), Role.PEER, name="La coordination (fictive)")
    export_bundle(director, dossier, box / "3.capx", audience="peer")
    me.close()
    director.close()
    told = "« Structure 1 (fictif) » a 2 dossiers pour 2026"
    assert told in cli("network", "gather", str(box), "--trust").out.replace("\u00a0", " ")
    (one,) = json.loads(cli("network", "gather", str(box), "--json").out)["doubled"]
    assert (one["siret"], one["questionnaire"], one["year"]) == (SIRETS[0], "small", 2026)
    assert len(one["dossiers"]) == 2
    shown = cli("network", "show", "--questionnaire", "small")
    assert told in shown.err.replace("\u00a0", " ")
    assert told not in cli("network", "show").err.replace("\u00a0", " "), "another questionnaire"
