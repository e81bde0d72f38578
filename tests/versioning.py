"""Versions of a small questionnaire made for a test, and evaluations that pass between them."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cap_tui.services.workspace import Workspace
from tests.building import environment
from tests.conftest import STRUCTURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from cap_tui.services.dossier import Dossier

SCORES = {"no": 0, "partly": 50, "yes": 100}
ID = "versioned"


@dataclass(frozen=True)
class Asked:
    """A criterion of a version."""

    name: str
    words: str = ""
    revision: int = 1
    replaces: tuple[str, ...] = ()
    theme: int = 1
    more: Mapping[str, Any] = field(default_factory=dict)


def content(version: str, asked: Iterable[Asked], *, levels: Mapping[str, int] | None = None) -> bytes:
    """Return the file of a version."""
    scale = SCORES if levels is None else levels
    themes: dict[int, list[dict[str, Any]]] = {}
    for place, one in enumerate(asked, start=1):
        body: dict[str, Any] = {
            "id": one.name, "code": f"{one.theme}.1.{place}", "title": f"Sujet {one.name}",
            "question": one.words or f"Comment faites-vous pour {one.name} ?", "why": f"Sans cela, {one.name} s’oublie.", "levels": {},
            "indicators": [{"id": f"n-{one.name}", "label": f"Nombre {one.name}", "unit": "nb", "kind": "result"}],
            "actions": [{"title": f"Revoir {one.name}", "effort": "S", "indicator": f"n-{one.name}"}],
            **one.more,
        }  # fmt: skip
        if one.revision > 1:
            body["revision"] = one.revision
        if one.replaces:
            body["replaces"] = list(one.replaces)
        themes.setdefault(one.theme, []).append(body)
    whole = {
        "schema": 1, "id": ID, "version": version, "languages": ["fr"], "title": "Référentiel à versions",
        "status": "proposed",
        "scale": {
            "kind": "maturity", "target": "yes", "not_applicable": {"justification": "required"},
            "levels": [
                {"id": name, "label": name.capitalize(), "symbol": symbol, "score": percent, "described": False}
                for (name, percent), symbol in zip(scale.items(), "○◔◑●", strict=False)
            ],
        },
        "bands": [{"below": 50, "label": "À construire"}, {"label": "Acquis"}],
        "themes": [
            {
                "id": f"t{number}", "code": str(number), "title": f"Thème {number}",
                "objectives": [
                    {
                        "id": f"t{number}.o", "code": f"{number}.1", "title": f"Objectif {number}", "criteria": criteria,
                    }
                ],
            }
            for number, criteria in sorted(themes.items())
        ],
    }  # fmt: skip
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def begun(prepared: Path, folder: Path, first: bytes, name: str = "claire") -> tuple[Workspace, Dossier]:
    """Return a machine whose only version is this one, and an evaluation begun with it."""
    shutil.copytree(prepared, folder)
    (folder / "questionnaires" / "small.yaml").unlink()
    (folder / "questionnaires" / "first.yaml").write_bytes(first)
    machine = Workspace(folder, environment(name))
    machine.rename_profile(name.capitalize())
    key = next(
        one.questionnaire.id for one in machine.questionnaires() if one.origin == "user" and one.questionnaire
    )
    return machine, machine.open(machine.new_assessment(STRUCTURE, key, 2026).id)


def state(dossier: Dossier) -> dict[str, Any]:
    """Return what a person has said and what it makes, as the version followed shows it."""
    keys = list(dossier.questionnaire.criteria)
    return {
        "version": dossier.questionnaire.version,
        "opinions": {key: dossier.opinion(key) for key in keys},
        "scores": dict(dossier.scores),
        "retained": {key: dossier.retained(key) for key in dossier.concerned},
        "actions": dossier.actions(),
    }
