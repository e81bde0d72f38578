"""An evaluation by several people, written by hand: 30 criteria, a director, a peer, a third party and a team of five."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cap_tui.core.permissions import Role
from cap_tui.core.plan import Action
from cap_tui.core.positions import Opinion, Position, Stance
from cap_tui.core.questionnaire import Section
from cap_tui.core.review import (
    CrossedViews,
    Divergence,
    LogLine,
    Note,
    NoteKind,
    Participant,
    Proposal,
    Retained,
    SealedState,
    TeamView,
    Thread,
    Visa,
    Voice,
)
from cap_tui.core.scoring import score
from tests.unit.reports.samples import QUESTIONNAIRE, criterion, french, sample

if TYPE_CHECKING:
    from cap_tui.reports.report_data import ReportData

NOON = datetime(2026, 11, 3, 12, 5, tzinfo=UTC)
HOSTILE_NAME = '<img src="/etc/passwd"> Hostile-Secrète'
DIRECTOR, PEER, TIERS = "Claire Directrice-Secrète", "Sofiane Pair-Secret", "Nadia Tierce-Secrète"
LONG = (
    "LONGUE-REMARQUE "
    + "Il faudrait revoir la manière dont l’équipe prépare chaque accueil. " * 74
    + "FIN-LONGUE"
)
PRIVATE = "CANARI-PRIVE entre pair et tiers"
TITLES = (
    "Valeurs écrites et partagées par toute l’équipe",
    "Gouvernance",
    "Projet",
    "Accueil",
    "Tutorat et suivi",
)

THEMES = ("Identité", "Services rendus", "Ressources")
THIRTY = replace(
    QUESTIONNAIRE,
    sections=tuple(
        Section(
            f"t{t}",
            f"{t}",
            french(theme),
            sections=tuple(
                Section(
                    f"o{t}{o}",
                    f"{t}.{o}",
                    french(f"Objectif {t}.{o}"),
                    criteria=tuple(criterion(f"{t}.{o}.{c}", TITLES[c - 1]) for c in range(1, 6)),
                )
                for o in (1, 2)
            ),
        )
        for t, theme in enumerate(THEMES, start=1)
    ),
)
KEYS = tuple(THIRTY.criteria)


def at(level: str) -> Position:
    return Position(Stance.LEVEL, level)


def _views(key: str, index: int) -> CrossedViews:
    """Ten criteria agreed, ten one level apart, ten two levels apart; the team shown on every second one."""
    director, peer = "engaged", ("engaged", "controlled", "high")[index % 3]
    voices = (
        Voice("d", DIRECTOR, Role.DIRECTOR, Opinion(at(director), constat="CONSTAT-DIRECTION")),
        Voice(
            "p", PEER, Role.PEER, Opinion(at(peer), constat="CONSTAT-DU-PAIR", improvements="CONSEIL-DU-PAIR")
        ),
        Voice("t", TIERS, Role.THIRD_PARTY, Opinion(at("engaged"), evidence="PREUVE-DU-TIERS")),
    )
    team = TeamView(
        5, "controlled", "low", "high", 3, {"low": 1, "engaged": 1, "controlled": 2, "high": 1},
        ("MOT-DE-L-EQUIPE un", "MOT-DE-L-EQUIPE deux"),
    )  # fmt: skip
    retained = Retained(
        at("controlled"), "RAISON-RETENUE après échange", (DIRECTOR, HOSTILE_NAME), DIRECTOR, NOON
    )
    return CrossedViews(
        criterion=key,
        voices=voices,
        team=team if index % 2 == 0 else None,
        team_count=5 if index % 2 == 0 else 2,
        divergence=(Divergence.NONE, Divergence.MINOR, Divergence.MAJOR)[index % 3],
        gap=index % 3,
        retained=retained if index % 3 == 2 else None,
    )


VIEWS = {key: _views(key, index) for index, key in enumerate(KEYS)}


def note(number: int, author: str, role: Role | None, text: str, **more: Any) -> Note:
    return Note(f"n{number}", author[:4], author, role, text, NOON + timedelta(hours=number), **more)


TWELVE = tuple(
    note(n, (PEER, DIRECTOR)[n % 2], (Role.PEER, Role.DIRECTOR)[n % 2], f"REPONSE-{n} du fil")
    for n in range(1, 13)
)
THREADS = (
    Thread(
        "n0", KEYS[0], NoteKind.QUESTION, private=False, notes=(note(0, HOSTILE_NAME, Role.THIRD_PARTY, "<b>Pourquoi ?</b>"), *TWELVE)
    ),
    Thread("n20", KEYS[1], NoteKind.REMARK, private=False, notes=(note(20, PEER, Role.PEER, LONG, edited=True),), resolved=True,
           resolved_by=DIRECTOR),
    Thread("n30", KEYS[1], NoteKind.DISAGREEMENT, private=True, notes=(note(30, PEER, Role.PEER, PRIVATE),)),
    Thread("n40", KEYS[2], NoteKind.GOOD_PRACTICE, private=False, notes=(note(40, "", None, "", erased=True),), resolved=True),
)  # fmt: skip

PEOPLE = (
    Participant("d", DIRECTOR, "", "", (Role.DIRECTOR,), present=True),
    Participant("p", PEER, "Atelier voisin", "", (Role.PEER,), finished=True, present=True),
    Participant("t", TIERS, "", "", (Role.THIRD_PARTY,)),
    Participant("h", HOSTILE_NAME, "", "", (Role.CONTRIBUTOR,), present=True, transcribed_by=DIRECTOR),
    Participant("r", "Rémi Retiré-Secret", "", "", ()),
)

COVERED = SealedState(
    assessment="a" * 64,
    questionnaire="ab" * 32,
    frontier={"cle-publique-secrete/machine": (12, "e" * 64)},
    state="0123456789abcdef" * 4,
    score=Fraction(205, 3),
    positioned=28,
    applicable=30,
    actions=12,
    retained=10,
    entries=1412,
)


def line(kind: str, role: Role | None, author: str, what: str, after: str) -> LogLine:
    return LogLine("f" * 64, NOON, author, role, kind, KEYS[0], what, "due", "avant-cela", after, "machine")


CHANGES = (
    line("action", Role.DIRECTOR, DIRECTOR, "action 3 · échéance", "VALEUR-CHANGEE"),
    line("private", Role.PEER, PEER, "OBJET-PRIVE", "CANARI-PRIVE du journal"),
    line("opinion", Role.CONTRIBUTOR, "Camille Equipe-Secrète", "1.1.1 · cotation", "AVIS-D-UNE-PERSONNE"),
)
VISA = Visa("f" * 64, TIERS, "t", Role.THIRD_PARTY, NOON, "COMMENTAIRE-DU-VISA", COVERED)

PROPOSALS = (
    Proposal("q1", "p", PEER, Role.PEER, Action(id="x", title="ACTION-PROPOSEE par le pair", criteria=(KEYS[0],)), NOON, "declined", "REFUS-MOTIVE"),
    Proposal("q2", "t", TIERS, Role.THIRD_PARTY, Action(id="y", title="AUTRE-PROPOSITION"), NOON, "accepted", "", "a"),
)  # fmt: skip
FOLLOWUPS = (note(50, TIERS, Role.THIRD_PARTY, "NOTE-DE-SUIVI du printemps"),)

SEVERAL_SECRETS = (
    DIRECTOR, PEER, TIERS, "Hostile-Secrète", "Rémi Retiré-Secret", "CONSTAT-DU-PAIR", "CONSEIL-DU-PAIR", "PREUVE-DU-TIERS",
    "MOT-DE-L-EQUIPE", "RAISON-RETENUE", "Pourquoi ?</b>", "REPONSE-7", "LONGUE-REMARQUE", "FIN-LONGUE", "VALEUR-CHANGEE",
    "COMMENTAIRE-DU-VISA", "ACTION-PROPOSEE", "REFUS-MOTIVE", "NOTE-DE-SUIVI", "Atelier voisin",
)  # fmt: skip
"""What those who take part read, and partners never."""


def several(**changes: Any) -> ReportData:
    """Return the evaluation, with some of its values replaced."""
    opinions = {
        key: Opinion(
            (views.retained.position if views.retained else at("engaged")), constat="CONSTAT-DIRECTION"
        )
        for key, views in VIEWS.items()
    }
    positions = {key: opinion.position for key, opinion in opinions.items()}
    data = sample(
        questionnaire=THIRTY,
        concerned=KEYS,
        opinions=opinions,
        totals=score(THIRTY, positions, KEYS),
        views=VIEWS,
        threads=THREADS,
        visas=(VISA,),
        people=PEOPLE,
        proposals=PROPOSALS,
        followups=FOLLOWUPS,
        zone=UTC,
    )
    return replace(data, **changes)
