"""An audit before the audit, written by hand: eight criteria on two editions of an invented standard, five findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cap_tui.core.editions import Deadline, Edition
from cap_tui.core.measures import Measure, Series
from cap_tui.core.permissions import Role
from cap_tui.core.plan import Action, State
from cap_tui.core.positions import Opinion, Position, Stance
from cap_tui.core.questionnaire import (
    Band,
    Criterion,
    Indicator,
    Level,
    Questionnaire,
    Reference,
    Requires,
    Scale,
    Section,
)
from cap_tui.core.review import CrossedViews, Divergence, Voice
from cap_tui.core.scoring import score
from cap_tui.core.verdicts import Rule, VerdictRules
from cap_tui.reports.judgements import judgements
from cap_tui.reports.report_data import FormerAnswer
from tests.unit.reports.samples import french, sample

if TYPE_CHECKING:
    from cap_tui.reports.report_data import ReportData

FINDING = Requires(
    position=("requirement", "constat", "evidence"),
    action=("cause", "correction", "owner", "due"),
    closing=("effectiveness", "effectiveness_date", "effectiveness_proof"),
)
LEVELS = (
    Level("major", french("Écart majeur"), "✖", Fraction(0), 0, requires=FINDING),
    Level("minor", french("Écart mineur"), "▽", Fraction(30), 1, requires=FINDING),
    Level("sensitive", french("Point sensible"), "△", Fraction(70), 2),
    Level("conform", french("Conforme"), "●", Fraction(100), 3),
    Level("strength", french("Point fort"), "★", Fraction(100), 4),
)
SCALE = Scale("conformity", LEVELS, "conform")
OLD = Edition("2015", "NORME:2015", french("Norme 2015"))
NEW = Edition(
    "2026",
    "NORME:2026",
    french("Norme 2026"),
    (
        Deadline(date(2026, 9, 16), french("Parution")),
        Deadline(date(2026, 12, 1), french("Jour du rapport")),
        Deadline(date(2028, 3, 31), french("Premières certifications")),
    ),
)


def asked(code: str, title: str, **more: Any) -> Criterion:
    clauses = (Reference("NORME:2015", f"{code}"), Reference("NORME:2026", f"{code}.2"))
    return Criterion(
        id=f"q{code}",
        code=code,
        title=french(title),
        question=french(f"Question {code} ?"),
        why=french(""),
        levels={},
        **{"references": clauses, "expected": f"ATTENDU du {code}.", **more},
    )


QUESTIONNAIRE = Questionnaire(
    id="audit",
    version="2026.1",
    title=french("Audit blanc"),
    status="proposed",
    scale=SCALE,
    bands=(Band(french("Loin"), Fraction(50)), Band(french("Près"), None)),
    sections=(
        Section(
            "lead",
            "5",
            french("Direction"),
            criteria=(
                asked("5.1", "Engagement"),
                asked("5.2", "Politique", excludable=False),
                asked(
                    "5.3",
                    "Culture",
                    editions=("2026",),
                    references=(),
                    no_reference={"2026": "Aucun article ne le dit."},
                ),
                asked("5.4", "Rôles", changes={"2026": french("Les suppléances comptent.")}),
            ),
        ),
        Section(
            "check",
            "9",
            french("Évaluation"),
            criteria=(
                asked(
                    "9.1",
                    "Mesure",
                    references=(Reference("NORME:2015", "9.1"), Reference("Loi du sol", "art. 3")),
                ),
                asked("9.2", "Audits", changes={"2026": french("L’indépendance est demandée.")}),
                asked("9.3", "Revue"),
                asked("9.4", "Suites"),
            ),
        ),
    ),
    digest="ef" * 32,
    editions=(OLD, NEW),
    verdict=VerdictRules(
        french("Prêt pour la visite"),
        french("Pas prêt pour la visite"),
        (
            Rule("coverage", at_least=Fraction(100)),
            Rule("no-open", ("major",)),
            Rule("treated", ("minor",)),
        ),
    ),
)
CONCERNED = tuple(QUESTIONNAIRE.criteria)


def at(level: str) -> Position:
    return Position(Stance.LEVEL, level)


def found(level: str) -> Opinion:
    return Opinion(
        at(level), constat="ECART-SECRET", evidence="PREUVE-SECRETE", requirement="EXIGENCE-SECRETE"
    )


OPINIONS = {
    "q5.1": found("major"),
    "q5.2": Opinion(at("major"), constat="Rien d’écrit"),
    "q5.3": Opinion(at("sensitive"), constat="SENSIBLE-SECRET", improvements="PISTE-SECRETE"),
    "q5.4": found("minor"),
    "q9.1": found("minor"),
    "q9.2": Opinion(at("conform")),
    "q9.3": Opinion(at("strength"), strengths="FORCE-SECRETE"),
}
"""Nothing on 9.4."""

ACTIONS = (
    Action(
        id="a",
        number=1,
        title="Reprendre la délégation",
        criteria=("q5.1",),
        cause="CAUSE-SECRETE",
        correction="CORRECTION-SECRETE",
        owner="Zoé Pilote-Secrète",
        due=date(2027, 1, 31),
        state=State.IN_PROGRESS,
        progress=40,
    ),
    Action(
        id="b",
        number=2,
        title="Nommer les suppléants",
        criteria=("q5.4",),
        cause="Personne n’était désigné",
        correction="Noms affichés",
        owner="La direction",
        due=date(2026, 10, 15),
        state=State.CLOSED,
        progress=100,
        effectiveness="yes",
        effectiveness_date=date(2026, 11, 20),
        effectiveness_proof="EFFET-SECRET vu à trois réunions",
    ),
    Action(
        id="c",
        number=3,
        title="Choisir des chiffres",
        criteria=("q9.1",),
        owner="Le comité",
        state=State.DONE,
    ),
    Action(id="d", number=4, title="Abandonnée", criteria=("q5.2",), cause="vue", state=State.DROPPED),
)

SHARE = Indicator("heard", "Part des personnes entendues", "%", "result", "higher")
DELAY = Indicator("delay", "Délai de réponse", "jours", "result", "lower")
COUNT = Indicator("held", "Nombre d’heures d’accompagnement", "nombre", "realisation")
EMPTY = Indicator("never", "Indicateur jamais compté", "%", "realisation", "higher")


def year(name: str, when: int, value: str = "", goal: str = "", source: str = "") -> Measure:
    return Measure(name, when, Decimal(value) if value else None, Decimal(goal) if goal else None, source)


SERIES = (
    Series(
        SHARE,
        ("q5.1",),
        "lead",
        (
            year("heard", 2024, "41.5", "", "SOURCE-SECRETE"),
            year("heard", 2025, "48", "50", "SOURCE-SECRETE"),
            year("heard", 2026, "62", "60", "SOURCE-SECRETE"),
            year("heard", 2028, "", "80"),
        ),
    ),
    Series(DELAY, ("q9.1",), "check", (year("delay", 2025, "12", "", "Registre de 2025"), year("delay", 2026, "15.5", "10", "Tableau de 2026"))),
    Series(COUNT, ("q9.1",), "check", (year("held", 2026, "12345.5"),)),
    Series(EMPTY, ("q9.2",), "check"),
)  # fmt: skip
GONE = Series(
    Indicator("old", "Part des plaintes", "%", "result", "lower"), measures=(year("old", 2024, "7"),)
)

OLD_SCALE = Scale(
    "maturity", (Level("weak", french("Faible"), "○", Fraction(0), 0), Level("good", french("Bon"), "●", Fraction(100), 1)), "good"
)  # fmt: skip
FORMER = FormerAnswer(
    label="3.2 Ancien critère",
    version="2025.1",
    scale=OLD_SCALE,
    opinion=Opinion(at("good"), constat="ANCIEN-CONSTAT-SECRET"),
    views=CrossedViews(
        criterion="old",
        voices=(
            Voice("d", "Claire Directrice-Secrète", Role.DIRECTOR, Opinion(at("good"), constat="ANCIEN-CONSTAT-SECRET")),
            Voice("p", "Sofiane Pair-Secret", Role.PEER, Opinion(at("weak"), improvements="ANCIEN-CONSEIL-SECRET")),
            Voice("c", "Camille Equipe-Secrète", Role.CONTRIBUTOR, Opinion(at("weak"), constat="CANARI-EQUIPE")),
        ),
        team=None,
        team_count=1,
        divergence=Divergence.NONE,
        gap=0,
        retained=None,
    ),
    actions=(2, 4),
)  # fmt: skip

AUDIT_SECRETS = (
    "EXIGENCE-SECRETE", "ECART-SECRET", "PREUVE-SECRETE", "SENSIBLE-SECRET", "PISTE-SECRETE", "FORCE-SECRETE", "CAUSE-SECRETE",
    "CORRECTION-SECRETE", "Pilote-Secrète", "EFFET-SECRET", "SOURCE-SECRETE", "Registre de 2025", "ANCIEN-CONSTAT-SECRET",
    "ANCIEN-CONSEIL-SECRET", "Ancien critère", "Part des plaintes", "Pair-Secret", "Claire Directrice-Secrète", "CANARI-EQUIPE",
)  # fmt: skip
"""What partners never read."""


def audited(**changes: Any) -> ReportData:
    """Return the evaluation, with some of its values replaced; totals and verdicts follow."""
    questionnaire = changes.get("questionnaire", QUESTIONNAIRE)
    opinions, concerned = changes.get("opinions", OPINIONS), changes.get("concerned", CONCERNED)
    positions = {key: opinion.position for key, opinion in opinions.items()}
    data = sample(
        questionnaire=QUESTIONNAIRE,
        concerned=CONCERNED,
        opinions=OPINIONS,
        actions=ACTIONS,
        totals=score(questionnaire, positions, concerned),
        series=SERIES,
        former_series=(GONE,),
        former=(FORMER,),
    )
    whole = replace(data, **changes)
    return replace(whole, judgements=judgements(whole))
