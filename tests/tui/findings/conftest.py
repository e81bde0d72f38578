"""An evaluation on a scale of findings, in a data folder prepared once and copied."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.positions import Position, Stance
from cap_tui.services.workspace import Workspace
from tests.building import environment as world
from tests.tui.harness import NOW, STRUCTURE, empty_folder, environment

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.services.dossier import Dossier

CONTENT = Path(__file__).parent.parent / "findings.yaml"
NEXT = "findings-next.yaml"


def next_version() -> str:
    """Return a later version: one criterion moved, one whose meaning changed, one gone, one new."""
    text = CONTENT.read_text(encoding="utf-8")
    text = text.replace('version: "2026.1"', 'version: "2027.1"')
    text = text.replace('code: "6.1-1"', 'code: "6.1.0"')
    begins, ends = text.index("          - id: planning.risks.climate"), text.index("  - id: operation\n")
    gone = text[begins:ends]
    text = text.replace(gone, "")
    new = gone.replace("planning.risks.climate", "operation.design.new").replace('"6.1-3"', '"8.3-3"')
    new = new.replace("title: Climat", "title: Changement d’offre").replace(
        "excludable: false", "excludable: true"
    )
    text = text.replace("      - id: operation.group\n", new + "      - id: operation.group\n")
    return text.replace('code: "6.1-2"', 'code: "6.1-2"\n            revision: 2')


@pytest.fixture(scope="session")
def prepared_findings(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = empty_folder(tmp_path_factory.mktemp("findings") / "data")
    (folder / "questionnaires" / "findings.yaml").write_bytes(CONTENT.read_bytes())
    workspace = Workspace(folder, environment())
    summary = workspace.new_assessment(STRUCTURE, "findings", 2026)
    workspace.close()
    return folder, summary.id


@pytest.fixture
def findings(prepared_findings: tuple[Path, str], tmp_path: Path) -> tuple[Path, str]:
    """A data folder with one evaluation on a scale of findings, nothing answered, and its id."""
    folder, reference = prepared_findings
    return Path(shutil.copytree(folder, tmp_path / "data")), reference


@pytest.fixture
def later(findings: tuple[Path, str]) -> tuple[Path, str]:
    """The same, with a later version of the questionnaire beside, and two criteria answered."""
    folder, reference = findings
    with_dossier(folder, reference, answered)
    (folder / "questionnaires" / NEXT).write_text(next_version(), encoding="utf-8")
    return folder, reference


def with_dossier(folder: Path, reference: str, write: Callable[[Dossier], object]) -> None:
    """Write something in an evaluation that no screen shows."""
    workspace = Workspace(
        folder, world("before", NOW - timedelta(hours=1))
    )  # ids of its own: gestures stay apart
    write(workspace.open(reference))
    workspace.close()


def answered(dossier: Dossier) -> None:
    """Answer a criterion that will change of meaning, and one that will go."""
    dossier.answer("planning.risks.followed", Position(Stance.LEVEL, "conform"))
    dossier.write("planning.risks.followed", "constat", "Suivi au compte rendu de mars.")
    dossier.answer("planning.risks.climate", Position(Stance.LEVEL, "sensitive"))
