from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from cap_tui.core.permissions import Phase
from cap_tui.core.plan import improvements, proposal
from cap_tui.core.positions import Opinion, Position, Stance
from cap_tui.core.scoring import score
from cap_tui.core.structures import Structure
from cap_tui.i18n.typography import typeset
from cap_tui.reports.export import write_report
from cap_tui.reports.judgements import judgements
from cap_tui.reports.report_data import ReportData
from cap_tui.reports.runner import run_report
from tests.unit.catalogue.corpus import load_questionnaire
from tests.unit.reports.samples import letters, printed, words

if TYPE_CHECKING:
    import pytest

CAP = Path(__file__).parents[3] / "questionnaires" / "cap.yaml"


def evaluation() -> ReportData:
    """Return CAP for an association intermédiaire, its levels taken in turn, with an action per weak criterion."""
    cap = load_questionnaire(CAP)
    concerned = tuple(
        key for key, item in cap.criteria.items() if item.applies_to.concerns(frozenset({"AI"}), frozenset())
    )
    levels = cycle(cap.scale.levels)
    positions = {key: Position(Stance.LEVEL, level.id) for key, level in zip(concerned, levels, strict=False)}
    opinions = {key: Opinion(position, constat=f"Constat du {key}.") for key, position in positions.items()}
    weak = improvements(cap, positions, concerned)
    actions = tuple(
        proposal(item, item.criterion.actions[0], opinions[item.criterion.id], "", str(number))
        for number, item in enumerate(weak)
    )
    return ReportData(
        structure=Structure("Les Ateliers du Chêne", "53200123400017", ("AI",)),
        questionnaire=cap,
        year=2026,
        phase=Phase.PLANNING,
        generated=date(2026, 12, 1),
        concerned=concerned,
        opinions=opinions,
        totals=score(cap, positions, concerned),
        actions=actions,
    )


def test_the_whole_of_cap_is_printed_with_each_level_chosen_and_each_action() -> None:
    data = evaluation()
    shown = letters(words(printed(data)))
    for key in data.concerned:
        criterion = data.questionnaire.criteria[key]
        position = data.opinion(key).position
        assert position is not None
        assert letters(typeset(str(criterion.title))) in shown
        level = data.questionnaire.scale.level(position.level)
        assert level is not None
        assert letters(f"{level.symbol} {level.label}") in shown
        first_words = " ".join(typeset(str(criterion.levels[position.level])).split()[:4])
        assert letters(first_words) in shown
        assert letters(f"Constat du {key}.") in shown
    for action in data.actions:
        assert shown.count(letters(action.title)) >= 2
    assert len(data.concerned) > 50


def test_a_child_process_makes_the_same_cap_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run_report(evaluation(), Path("child.pdf"))
    write_report(evaluation(), Path("here.pdf"))
    assert Path("child.pdf").read_bytes() == Path("here.pdf").read_bytes()


def test_a_long_audit_of_118_criteria_loses_no_end_of_a_text() -> None:
    audit = load_questionnaire(CAP.with_name("cedre-iso9001.yaml"))
    keys = tuple(audit.criteria)
    long = "Nous avons relu chaque dossier avec l’équipe, puis noté ce qui manquait. " * 20
    opinions = {
        key: Opinion(
            Position(Stance.LEVEL, level.id),
            constat=f"{long}FIN-CONSTAT-{number}.",
            evidence=long,
            requirement=f"{long}FIN-EXIGENCE-{number}.",
        )
        for number, (key, level) in enumerate(zip(keys, cycle(audit.scale.levels), strict=False))
    }
    positions = {key: opinion.position for key, opinion in opinions.items()}
    data = replace(
        evaluation(), questionnaire=audit, concerned=keys, opinions=opinions, totals=score(audit, positions, keys), actions=()
    )  # fmt: skip
    shown = letters(words(printed(replace(data, judgements=judgements(data)))))
    assert len(keys) == 118
    for number in range(118):
        serious = number % 6 < 2  # the two lowest levels of six have a sheet besides the annex
        assert shown.count(letters(f"FIN-CONSTAT-{number}.")) == 1 + serious
        assert shown.count(letters(f"FIN-EXIGENCE-{number}.")) == 1 + serious
