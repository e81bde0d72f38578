from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from cap_tui.core.positions import NO_OPINION, Opinion, Position, ReasonNeededError, Stance, UnknownLevelError
from cap_tui.core.questionnaire import UnknownCriterionError
from cap_tui.i18n import activate
from cap_tui.services.errors import TextTooLongError
from tests.building import UNKNOWN, level, not_applicable
from tests.integration.services.comparing import reopened, seen

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.dossier import Dossier


def test_everything_written_in_a_day_is_there_the_next_morning(dossier: Dossier, folder: Path) -> None:
    dossier.answer("booklet", level("engaged"))
    dossier.answer("visit", UNKNOWN)
    dossier.answer("tutor", not_applicable("  Pas de tutorat chez nous  "))
    dossier.write("booklet", "constat", "Un livret\nde 2019 — « à jour » ?")
    dossier.write("booklet", "strengths", "Clair")
    dossier.write("booklet", "improvements", "Le traduire")
    dossier.write("booklet", "evidence", "Le livret")
    dossier.flag("booklet", on=True)
    assert dossier.opinion("booklet") == Opinion(
        level("engaged"),
        "Un livret\nde 2019 — « à jour » ?",
        "Clair",
        "Le traduire",
        "Le livret",
        flagged=True,
    )
    assert dossier.opinion("tutor").position == not_applicable("Pas de tutorat chez nous")
    assert dossier.opinion("partners") == NO_OPINION
    assert reopened(folder, dossier.summary.id) == seen(dossier)


def test_an_answer_says_which_scores_it_changed(dossier: Dossier) -> None:
    dossier.answer("visit", level("exemplary"))
    changes = dossier.answer("booklet", level("engaged"))
    assert set(changes.scores) == {"booklet", "people.welcome", "people", ""}
    assert changes.scores[""].score == Fraction(160, 3)
    assert changes.opinions == {"booklet": Opinion(level("engaged"))}
    assert changes.at == dossier.summary.updated


def test_a_text_changes_no_score(dossier: Dossier) -> None:
    assert dossier.write("booklet", "constat", "Un livret").scores == {}


def test_writing_the_same_again_adds_nothing_to_the_history(dossier: Dossier) -> None:
    for _time in range(2):
        dossier.answer("booklet", level("engaged"))
        dossier.write("booklet", "constat", "Un livret")
        dossier.flag("booklet", on=True)
        dossier.answer("visit", None)
        dossier.flag("visit", on=False)
    assert len(dossier.history("booklet")) == 3
    assert dossier.history("visit") == []


def test_an_answer_can_be_cleared(dossier: Dossier, folder: Path) -> None:
    dossier.answer("booklet", level("engaged"))
    dossier.answer("booklet", None)
    assert dossier.positions() == {}
    assert dossier.scores[""].score is None
    assert reopened(folder, dossier.summary.id) == seen(dossier)


@pytest.mark.parametrize(
    ("position", "error"),
    [
        (level("superb"), UnknownLevelError),
        (Position(Stance.LEVEL), UnknownLevelError),
        (Position(Stance.NOT_APPLICABLE), ReasonNeededError),
        (not_applicable(" \n\u200b"), ReasonNeededError),
        (not_applicable("x" * 20_001), TextTooLongError),
    ],
)
def test_what_the_questionnaire_does_not_allow_is_refused_and_changes_nothing(
    dossier: Dossier, folder: Path, position: Position, error: type[Exception]
) -> None:
    before = seen(dossier)
    with pytest.raises(error):
        dossier.answer("booklet", position)
    assert seen(dossier) == before == reopened(folder, dossier.summary.id)


def test_a_text_too_long_is_refused_rather_than_cut(dossier: Dossier) -> None:
    with pytest.raises(TextTooLongError) as refused:
        dossier.write("booklet", "constat", "x" * 20_001)
    assert refused.value.values == {"count": 20_001, "most": 20_000}
    dossier.write("booklet", "constat", "é" * 20_000)
    assert dossier.opinion("booklet").constat == "é" * 20_000


def test_an_unknown_criterion_is_refused_and_named_without_its_traps(dossier: Dossier) -> None:
    with pytest.raises(UnknownCriterionError) as refused:
        dossier.answer("a\x1b[31m\u202eb", level("engaged"))
    assert refused.value.values["criterion"] == "a[31mb"
    with pytest.raises(KeyError):
        dossier.write("booklet", "position", "x")


def test_nothing_that_tricks_a_terminal_is_stored(dossier: Dossier) -> None:
    dossier.write("booklet", "constat", "vu\x1b]52;c;eA==\x07 hier\u202e")
    assert dossier.opinion("booklet").constat == "vu]52;c;eA== hier"


def test_the_history_tells_who_said_what_before_and_after(dossier: Dossier) -> None:
    activate("fr")
    dossier.answer("booklet", level("engaged"))
    dossier.answer("booklet", not_applicable("Pas d’accueil"))
    dossier.write("booklet", "constat", "Un", visit="v1")
    dossier.write("booklet", "constat", "Un livret", visit="v1")
    dossier.flag("booklet", on=True)
    dossier.undo()
    told = [(line.field, line.before, line.after, line.mark) for line in dossier.history("booklet")]
    assert told == [
        ("flagged", "oui", "", "undo"),
        ("flagged", "", "oui", ""),
        ("constat", "", "Un livret", ""),
        ("position", "◔ Engagé", "∅ Pas d’accueil", ""),
        ("position", "", "◔ Engagé", ""),
    ]


def test_a_criterion_that_does_not_concern_the_structure_stays_out_of_the_scores(
    dossier: Dossier, folder: Path
) -> None:
    assert dossier.concerned == ("booklet", "visit", "tutor", "partners", "transport")
    assert reopened(folder, dossier.summary.id)["scores"][""].total == 5
