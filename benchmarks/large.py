"""Evaluations as large as they get: a plan of five hundred actions, an audit in which every answer is a long text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from cap_tui.catalogue.files import read_file
from cap_tui.catalogue.loader import accepted_questionnaire
from cap_tui.core.permissions import Phase
from cap_tui.core.plan import Action, State
from cap_tui.core.positions import Opinion, Position, Stance
from cap_tui.core.scoring import score
from cap_tui.core.structures import Structure
from cap_tui.reports.judgements import judgements
from cap_tui.reports.report_data import ReportData

if TYPE_CHECKING:
    from cap_tui.core.questionnaire import Questionnaire

CONTENT = Path(__file__).resolve().parent.parent / "questionnaires"
DAY = date(2026, 12, 1)
ACTIONS, LONG = 500, 5_000
"""Lines of the large plan, and characters of each answer of the large audit."""

_SENTENCE = (
    "Nous avons relu chaque dossier avec l’équipe, noté ce qui manquait, puis décidé qui s’en charge. "
)
END = "FIN-DE-LA-RÉPONSE-{number:03}."
"""How the text of criterion or action `number` ends: what is cut is missed."""


def long_text(number: int, length: int = LONG) -> str:
    """Return a text of exactly `length` characters in several paragraphs, which ends with `END`."""
    end = END.format(number=number)
    sentences = (_SENTENCE * 4 + "\n") * (length // (len(_SENTENCE) * 4) + 1)
    return sentences[: length - len(end) - 1].rstrip().ljust(length - len(end) - 1, "…") + " " + end


def large_audit() -> ReportData:
    """Return CEDRE with its 118 criteria, each with an answer of five thousand characters."""
    return _evaluation(_content("cedre-iso9001.yaml"), LONG, ())


def large_plan() -> ReportData:
    """Return CAP with five hundred actions."""
    cap = _content("cap.yaml")
    keys = list(cap.criteria)
    states = cycle((State.TO_START, State.IN_PROGRESS, State.DONE, State.TO_START))
    actions = tuple(
        Action(
            id=f"action-{number}",
            number=number,
            title=f"Mettre en place la mesure numéro {number} décidée avec l’équipe",
            criteria=(keys[number % len(keys)],),
            constat=long_text(number, 200),
            cause="Personne n’en était chargé.",
            owner=f"Pilote fictif {number % 9}",
            start=DAY - timedelta(days=30),
            due=DAY + timedelta(days=number - 60),
            indicator="Part des dossiers complets",
            baseline="40 %",
            target="90 %",
            state=next(states),
            notes=f"Point fait le 12 mars. SUIVI-{number:03}.",
            order=number,
        )
        for number in range(1, ACTIONS + 1)
    )
    return _evaluation(cap, 100, actions)


def _evaluation(content: Questionnaire, length: int, actions: tuple[Action, ...]) -> ReportData:
    """Return an evaluation whose every criterion has a level, taken in turn, and a text."""
    keys, levels = tuple(content.criteria), cycle(content.scale.levels)
    opinions = {
        key: Opinion(Position(Stance.LEVEL, next(levels).id), constat=long_text(number, length))
        for number, key in enumerate(keys, start=1)
    }
    data = ReportData(
        structure=Structure("Grande structure fictive", "53200123400017", ("AI",), fictional=True),
        questionnaire=content,
        year=2026,
        phase=Phase.PLANNING,
        generated=DAY,
        concerned=keys,
        opinions=opinions,
        totals=score(content, {key: opinion.position for key, opinion in opinions.items()}, keys),
        actions=actions,
    )
    return replace(data, judgements=judgements(data))


def _content(name: str) -> Questionnaire:
    return accepted_questionnaire(read_file(CONTENT / name), name)
