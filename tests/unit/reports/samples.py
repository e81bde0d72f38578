"""A small questionnaire and an evaluation of it, written by hand so that every figure can be checked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from cap_tui.core.network.quartiles import Quartiles
from cap_tui.core.permissions import Phase
from cap_tui.core.plan import FROM_RESULTS, Action, Kind, State
from cap_tui.core.positions import Opinion, Position, Stance
from cap_tui.core.questionnaire import (
    Applicability,
    Band,
    Criterion,
    Level,
    LocalText,
    Questionnaire,
    Reference,
    Scale,
    Section,
    Service,
    Source,
)
from cap_tui.core.scoring import score
from cap_tui.core.structures import Structure
from cap_tui.i18n import activate
from cap_tui.reports.pdf.document import pdf_bytes
from cap_tui.reports.peers import PeerLine, Peers
from cap_tui.reports.report_data import Participant, ReportData

DAY = date(2026, 12, 1)


def french(text: str) -> LocalText:
    return LocalText({"fr": text})


LEVELS = tuple(
    Level(key, french(label), symbol, Fraction(percent), rank)
    for rank, (key, label, symbol, percent) in enumerate(
        [
            ("low", "À construire", "○", 0),
            ("engaged", "Engagé", "◔", 30),
            ("controlled", "Maîtrisé", "◑", 70),
            ("high", "Exemplaire", "●", 100),
        ]
    )
)


def criterion(code: str, title: str, **more: Any) -> Criterion:
    return Criterion(
        id=f"c{code}",
        code=code,
        title=french(title),
        question=french(f"Question du critère {code} ?"),
        why=french("Parce que."),
        levels={level.id: french(f"Faits observables {level.id} du {code}.") for level in LEVELS},
        **{"references": (Reference("Loi 2014-856", "art. 1er"),), **more},
    )


QUESTIONNAIRE = Questionnaire(
    id="small",
    version="2026.1",
    title=french("Petit référentiel"),
    status="proposed",
    scale=Scale("maturity", LEVELS, "controlled"),
    bands=(Band(french("Fragile"), Fraction(50)), Band(french("Solide"), None)),
    sections=(
        Section(
            "identity",
            "1",
            french("Identité"),
            sections=(
                Section(
                    "values",
                    "1.1",
                    french("Valeurs"),
                    intro=french("Ce que l’on défend."),
                    services=("law",),
                    criteria=(
                        criterion("1.1.1", "Valeurs écrites", weight=Fraction(2), basis="sourced"),
                        criterion("1.1.2", "Gouvernance", imperative=True),
                    ),
                ),
                Section("project", "1.2", french("Projet"), criteria=(criterion("1.2.1", "Projet écrit"),)),
            ),
        ),
        Section(
            "services",
            "2",
            french("Services rendus"),
            sections=(
                Section(
                    "people",
                    "2.1",
                    french("Services aux personnes"),
                    criteria=(
                        criterion("2.1.1", "Accueil"),
                        criterion("2.1.2", "Tutorat"),
                        criterion("2.1.3", "Intérim", applies_to=Applicability(frozenset({"ETTI"}))),
                    ),
                ),
            ),
        ),
    ),
    services={"law": Service("law", french("Service juridique"))},
    sources=(Source("one", "Présentation publique de la démarche", "https://example.org/source"),),
    digest="ab" * 32,
)

CONCERNED = ("c1.1.1", "c1.1.2", "c1.2.1", "c2.1.1", "c2.1.2")

OPINIONS = {
    "c1.1.1": Opinion(
        Position(Stance.LEVEL, "high"),
        constat="CONSTAT-SECRET de la charte",
        strengths="FORCE-SECRETE de l’équipe",
        evidence="PREUVE-SECRETE au classeur",
    ),
    "c1.1.2": Opinion(
        Position(Stance.LEVEL, "engaged"), improvements="AMELIORATION-SECRETE du CA", flagged=True
    ),
    "c1.2.1": Opinion(Position(Stance.UNKNOWN)),
    "c2.1.1": Opinion(Position(Stance.NOT_APPLICABLE, reason="MOTIF-SECRET : aucun accueil")),
    "c2.1.2": Opinion(Position(Stance.LEVEL, "controlled")),
}

ACTIONS = (
    Action(
        id="a",
        number=1,
        title="Réunir le CA chaque trimestre",
        criteria=("c1.1.2",),
        origin=FROM_RESULTS,
        constat="CONSTAT-ACTION-SECRET",
        evidence="PREUVE-ACTION-SECRETE",
        cause="CAUSE-SECRETE",
        correction="CORRECTION-SECRETE",
        axis="Une gouvernance vivante",
        kind=Kind.CORRECTIVE,
        priority="P1",
        effort="S",
        owner="Zoé Pilote-Secrète",
        contributors="Yann Contributeur-Secret",
        means="MOYENS-SECRETS",
        service="law",
        start=date(2026, 9, 1),
        due=date(2026, 11, 30),
        due_reason="REPORT-SECRET",
        drop_reason="ABANDON-SECRET",
        indicator="Nombre de réunions du CA",
        baseline="2",
        target="4",
        state=State.IN_PROGRESS,
        progress=50,
        notes="NOTES-SECRETES",
        effectiveness="partly",
        effectiveness_date=date(2026, 10, 15),
        effectiveness_proof="EFFET-SECRET",
    ),
    Action(
        id="b",
        number=2,
        title="Écrire le projet",
        criteria=("c1.2.1",),
        origin="Réclamation de SECRET-ORIGINE",
    ),
)

SECRETS = (
    "CONSTAT-SECRET", "FORCE-SECRETE", "PREUVE-SECRETE", "AMELIORATION-SECRETE", "MOTIF-SECRET", "CONSTAT-ACTION-SECRET",
    "PREUVE-ACTION-SECRETE", "CAUSE-SECRETE", "CORRECTION-SECRETE", "REPORT-SECRET", "ABANDON-SECRET", "Pilote-Secrète", "Contributeur-Secret", "MOYENS-SECRETS", "NOTES-SECRETES",
    "EFFET-SECRET", "SECRET-ORIGINE", "Claire Directrice-Secrète",
)  # fmt: skip


_QUARTILES = Quartiles(Fraction(30), Fraction(105, 2), Fraction(70))
PEERS = Peers(
    ("AI", "ACI"),
    2026,
    11,
    (
        PeerLine("Référentiel", 0, Fraction(200, 3), 12, _QUARTILES, 3),
        PeerLine("1 Gouvernance", 1, Fraction(20), 12, _QUARTILES, 1),
        PeerLine("1.1 Un objectif", 2, Fraction(80), 9, Quartiles(Fraction(0), Fraction(0), Fraction(80)), 4),
        PeerLine("2 Un thème rare", 1, Fraction(50), 0, None, None),
        PeerLine("3 Sans réponse ici", 1, None, 12, _QUARTILES, None),
    ),
    ("Situation : parmi les structures des mêmes types.",),
)
"""Where a structure stands, with a theme that cannot be shown and one that it did not answer."""


def sample(**changes: Any) -> ReportData:
    """Return the evaluation, with some of its values replaced; totals follow the opinions."""
    opinions = changes.get("opinions", OPINIONS)
    positions = {key: opinion.position for key, opinion in opinions.items()}
    data = ReportData(
        structure=Structure("L’Atelier des Possibles", "53200123400017", ("AI",), "Bretagne"),
        questionnaire=QUESTIONNAIRE,
        year=2026,
        phase=Phase.PLANNING,
        generated=DAY,
        concerned=CONCERNED,
        opinions=OPINIONS,
        totals=score(QUESTIONNAIRE, positions, CONCERNED),
        actions=ACTIONS,
        participants=(Participant("Claire Directrice-Secrète", "directrice"),),
        seal="cd" * 32,
    )
    return replace(data, **changes)


def printed(data: ReportData, language: str = "fr") -> PdfReader:
    """Return the report of `data`, read back."""
    activate(language)
    return PdfReader(BytesIO(pdf_bytes(data)))


def words(reader: PdfReader) -> str:
    """Return the text of all pages, with single ordinary spaces."""
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def letters(text: str) -> str:
    """Return `text` without any white space: what survives line breaks."""
    return "".join(text.split())
