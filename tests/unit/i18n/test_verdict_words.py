from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from cap_tui.core.gates import gaps
from cap_tui.core.plan import ACTION_FIELDS, Action, State
from cap_tui.core.positions import TEXT_FIELDS
from cap_tui.core.verdicts import Rule, judge
from cap_tui.i18n.verdict_words import (
    gap_words,
    obstacle_words,
    still_to_write,
    the_fields,
    the_texts,
    verdict_counts,
    verdict_line,
    verdict_title,
)
from tests.building import level, not_applicable
from tests.conformity import WRITTEN, complete, findings, line

if TYPE_CHECKING:
    from cap_tui.core.positions import Position
    from cap_tui.core.verdicts import Findings

CONFORM: dict[str, Position | None] = dict.fromkeys(
    ("issues", "culture", "audit", "design"), level("conform")
)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def _told(found: Findings) -> list[str]:
    outcome = judge(found)
    assert outcome is not None
    return [_plain(item.text) for item in obstacle_words(found, outcome)]


def _line(found: Findings) -> str:
    outcome = judge(found)
    assert outcome is not None
    return _plain(verdict_line(found, outcome))


def test_ready_is_said_with_a_word_and_a_symbol() -> None:
    found = findings(CONFORM)
    outcome = judge(found)
    assert outcome is not None
    assert verdict_title(outcome) == "✓ Prêt pour l’audit"
    assert verdict_counts(found, outcome) == ()
    assert obstacle_words(found, outcome) == ()
    assert _line(found) == "✓ Prêt pour l’audit"


def test_a_finding_says_its_criterion_its_level_what_is_missing_and_what_to_do() -> None:
    found = findings(
        {**CONFORM, "audit": level("major"), "design": level("minor")},
        line(4, "audit", owner="Zoé"),
        complete(5, "design"),
        texts={"audit": {"constat": "Rien", "evidence": "Dossier"}, "design": {**WRITTEN, "evidence": ""}},
    )
    assert _told(found) == [
        (
            "9.2 Titre 9.2 — ✖ Non-conformité majeure. Il manque, dans la position : l’exigence ; dans l’action 4 du "
            "plan : la cause, la correction immédiate, l’échéance. Écrivez ce qui manque ; elle sera levée une fois "
            "l’action soldée et reconnue efficace."
        ),
        "8.3 Titre 8.3 — ▽ Non-conformité mineure. Il manque, dans la position : les preuves. Écrivez ce qui manque.",
    ]
    assert _line(found) == (
        "✗ Pas encore prêt pour l’audit — Non-conformité majeure : 1 à lever · Non-conformité mineure : 1 à compléter"
    )


def test_one_goes_from_a_finding_to_its_line_of_the_plan() -> None:
    found = findings({**CONFORM, "audit": level("major")}, complete(4, "audit"), texts={"audit": WRITTEN})
    outcome = judge(found)
    assert outcome is not None
    (words,) = obstacle_words(found, outcome)
    assert (words.criterion, words.action, words.missing) == ("audit", "line-4", "")


def _last_step(*lines: Action) -> str:
    found = findings({**CONFORM, "audit": level("major")}, *lines, texts={"audit": WRITTEN})
    outcome = judge(found)
    assert outcome is not None
    (words,) = obstacle_words(found, outcome)
    return _plain(words.todo)


def test_a_major_finding_says_the_step_that_is_left() -> None:
    assert _last_step() == "Ajoutez une action au plan."
    assert (
        _last_step(complete(1, "audit"))
        == "Menez à bien l’action 1, vérifiez son efficacité, puis soldez-la."
    )
    assert _last_step(complete(1, "audit"), complete(2, "audit")) == (
        "Menez à bien les actions 1, 2, vérifiez leur efficacité, puis soldez-les."
    )
    assert _last_step(complete(1, "audit", state=State.CLOSED, effectiveness="no")) == (
        "L’action 1 est soldée sans avoir été reconnue efficace : rouvrez-la."
    )


def test_criteria_without_a_level_are_named_by_their_codes() -> None:
    assert _told(findings({**CONFORM, "issues": None, "design": None})) == [
        (
            "2 critères sans position : 4.1, 8.3. Choisissez un niveau pour chacun, ou écartez en le justifiant ceux qui "
            "peuvent l’être."
        )
    ]
    assert _line(findings({**CONFORM, "issues": None})) == (
        "✗ Pas encore prêt pour l’audit — 1 critère sans position"
    )


def test_a_criterion_wrongly_set_aside_is_said() -> None:
    found = findings({**CONFORM, "issues": not_applicable()})
    assert _told(found) == [
        "1 critère sans position : 4.1. Choisissez un niveau pour chacun, ou écartez en le justifiant ceux qui peuvent l’être.",
        "4.1 Titre 4.1 : écarté, alors qu’il concerne toutes les structures. Choisissez un niveau, ou « ne sait pas ».",
    ]
    assert (
        _line(found) == "✗ Pas encore prêt pour l’audit — 1 critère sans position · 1 critère écarté à tort"
    )


def test_a_score_and_a_count_say_how_far_they_are() -> None:
    score, most = Rule("score", at_least=Fraction(90)), Rule("at-most", levels=("minor",), count=1)
    found = findings({**CONFORM, "issues": level("minor"), "design": level("minor")}, rules=(score, most))
    assert _told(found) == [
        (
            "Le score est de 65,0 % ; il en faut 90 %. Travaillez d’abord les critères les plus éloignés du niveau à "
            "atteindre."
        ),
        "Non-conformité mineure : 2 critères, 1 admis au plus : 4.1, 8.3. Levez-en par le plan de progrès.",
    ]


def test_what_keeps_a_plan_from_being_signed_is_one_line() -> None:
    found = findings({"audit": level("major"), "design": level("minor")}, complete(4, "design", due=None))
    assert _plain(gap_words(gaps(found))) == "9.2 : aucune action ; action 4 (8.3) : l’échéance"


def test_a_level_says_what_is_still_to_write() -> None:
    found = findings({"audit": level("major")})
    major = found.level("audit")
    assert major is not None
    assert _plain(still_to_write(major, ("requirement", "evidence"))) == (
        "Non-conformité majeure : reste à écrire l’exigence, les preuves"
    )
    assert still_to_write(major, ()) == ""


def test_every_field_that_a_file_may_require_has_a_name() -> None:
    assert all(the_texts((name,)).strip() for name in TEXT_FIELDS)
    assert all(the_fields((name,)).strip() for name in ACTION_FIELDS)
