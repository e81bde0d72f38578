"""Data folders to measure on: the demonstration, logs of any length, a questionnaire of thousands of criteria."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from cap_tui.core.positions import Position, Stance
from cap_tui.core.structures import Structure
from cap_tui.services.environment import Environment
from cap_tui.services.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.services.dossier import Dossier

STRUCTURE = Structure("Structure mesurée", "73282932000074", ("AI",), "Bretagne")
YEAR = 2026
DEMONSTRATION = "00000001800010/cap/2026"
"""What names the demonstration on the command line."""

CAP = Path(__file__).resolve().parent.parent / "questionnaires" / "cap.yaml"


def demonstration(folder: Path) -> Path:
    """Put the demonstration in a new data folder, already opened once so that its caches are warm."""
    workspace = Workspace(folder, Environment())
    workspace.open(workspace.load_demo().id)
    workspace.close()
    return folder


def started(folder: Path, questionnaire: str = "cap") -> tuple[Workspace, Dossier]:
    """Return a new evaluation, open, in a new data folder."""
    workspace = Workspace(folder, Environment())
    summary = workspace.new_assessment(STRUCTURE, questionnaire, YEAR)
    return workspace, workspace.open(summary.id)


def answers(dossier: Dossier) -> Iterator[tuple[str, Position]]:
    """Yield answers without end: every criterion in turn, at another level each time round."""
    levels = dossier.questionnaire.scale.levels
    turn = 0
    while True:
        for key in dossier.concerned:
            yield key, Position(Stance.LEVEL, levels[turn % len(levels)].id)
        turn += 1


def answer_many(dossier: Dossier, count: int) -> None:
    """Write `count` answers, an entry each."""
    for key, position in islice(answers(dossier), count):
        dossier.answer(key, position)


def large_questionnaire(folder: Path, criteria: int, depth: int = 2) -> str:
    """Put a questionnaire of that many criteria among a data folder's own, and return its id.

    Args:
        folder: The data folder.
        criteria: How many, twenty to an objective.
        depth: Sections above each of them, the theme included.
    """
    deeper = depth - 2
    (folder / "questionnaires").mkdir(parents=True)
    lines = [
        "schema: 1", "id: large", 'version: "1"', "title: Grand référentiel", "status: proposed", "scale:",
        "  kind: maturity", "  target: b", "  levels:", '  - {id: a, label: Bas, symbol: "○", score: 0, described: false}',
        '  - {id: b, label: Haut, symbol: "●", score: 100}', "bands: [{label: Tout}]", "themes:",
        '- {id: t, code: "1", title: Thème, objectives: [',
    ]  # fmt: skip
    for number in range(criteria):
        section, place = divmod(number, 20)
        if place == 0:
            names = [f"t.o{section}" + ".d" * level for level in range(deeper + 1)]
            codes = [f"1.{section + 1}" + "a" * level for level in range(deeper + 1)]
            lines += [
                f'  {{id: {name}, code: "{code}", title: Objectif {code}, objectives: ['
                for name, code in zip(names[:-1], codes[:-1], strict=True)
            ]
            lines.append(
                f'  {{id: {names[-1]}, code: "{codes[-1]}", title: Objectif {section + 1}, criteria: ['
            )
        lines.append(
            f'  {{id: {names[-1]}.c{place}, code: "{codes[-1]}.{place + 1}", title: Critère {number},'
            f' question: "Qui fait {number} ?", why: Car {number},'
            f" levels: {{b: Les {number} lignes du registre sont datées et relues}}}},"
        )
        if place == 19 or number == criteria - 1:
            lines.append("  ]}" * (deeper + 1) + ",")
    lines.append("  ]}")
    (folder / "questionnaires" / "large.yaml").write_text("\n".join(lines), encoding="utf-8")
    return "large"
