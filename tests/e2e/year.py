"""A year of a small structure, as data: what is answered, done and said, and what is expected; all written by hand.

Five criteria the first year, six the second: the questionnaire has a new version meanwhile. The computations, once:

- 2026: booklet (weight 2) 30 %, visit 0 %, tutor (weight 1.5) 70 %, partners 30 %; transport is not known. (60 + 0 + 105 + 30) / 5.5
  = 35.45 %.
- 2027: booklet 100 %, visit 70 %, tutor 70 %, partners 0 %, transport 30 %, exits 30 %. (200 + 70 + 105 + 0 + 30 + 30) / 7.5 = 58 %.
- On the four placed both times, with the weights of 2027: 195 / 5.5 = 35.45 %, then 375 / 5.5 = 68.18 %: +32.7 points.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import count
from pathlib import Path

from cap_tui.services.environment import Environment

SMALL = Path(__file__).parent.parent / "integration" / "small.yaml"
NAME, SIRET, KIND = "Les Jardins du Test (fictif)", "73282932000074", "AI"
DIRECTOR, THIRD_PARTY = "Claire (direction, fictive)", "Hélène (tiers, fictive)"

CAP_DAY, VISA_DAY, CLOSING_DAY, NEXT_CAP_DAY = (
    date(2026, 3, 12), date(2026, 4, 2), date(2027, 3, 4), date(2027, 3, 11),
)  # fmt: skip

NEW_CRITERION = """\
          - id: exits
            code: "2.1.3"
            title: {fr: Sorties}
            question: {fr: Savons-nous ce que deviennent les personnes parties depuis six mois ?}
            why: {fr: Un parcours se juge à ce qui le suit.}
            levels:
              exemplary: {fr: Chaque personne partie est rappelée à six mois.}
"""


def second_version() -> str:
    """Return the questionnaire of the second year: the first one and one criterion more."""
    text = SMALL.read_text(encoding="utf-8").replace('version: "2026.1"', 'version: "2027.1"')
    return text + NEW_CRITERION


FIRST = {
    "1.1.1": "engaged", "1.1.2": "to-build", "1.2.1": "controlled", "2.1.1": "engaged", "2.1.2": "unknown",
}  # fmt: skip
SECOND = {
    "1.1.1": "exemplary", "1.1.2": "controlled", "1.2.1": "controlled", "2.1.1": "to-build", "2.1.2": "engaged",
    "2.1.3": "engaged",
}  # fmt: skip
CONSTAT = "Livret de 2019, remis à une personne sur deux"


@dataclass(frozen=True)
class Planned:
    """A line of the first plan."""

    title: str
    code: str
    owner: str
    due: date
    kind: str = "improvement"
    cause: str = ""


BOOKLET, VISIT, PARTNERS, TUTOR = (
    Planned(
        "Écrire le livret", "1.1.1", "Nadia (fictive)", date(2026, 6, 30), "corrective", "Personne n’en est chargé"
    ),
    Planned("Planifier la visite", "1.1.2", "Éric (fictif)", date(2026, 9, 30)),
    Planned("Rencontrer trois partenaires", "2.1.1", "Zoé (fictive)", date(2026, 10, 15)),
    Planned("Former une seconde tutrice", "1.2.1", "Nadia (fictive)", date(2027, 2, 26)),
)  # fmt: skip
PLAN = (BOOKLET, VISIT, PARTNERS, TUTOR)


@dataclass(frozen=True)
class Done:
    """What is decided of one action at a meeting.

    Attributes:
        number: Of the action.
        state: Empty when it does not change.
        due: The new date, with `why`; None when it does not move.
        why: Reason of a date moved or an action dropped.
        note: Of the follow-up; empty for none.
        proof: Of the effectiveness found; empty when it is not checked.
    """

    number: int
    state: str = ""
    due: date | None = None
    why: str = ""
    note: str = ""
    proof: str = ""


@dataclass(frozen=True)
class Held:
    """A follow-up meeting.

    Attributes:
        due: What `due` says that morning: matter, days, number of the action.
        next_day: None when it is not settled.
        told: Words that the minutes must hold.
        late: How many actions are late when it ends.
    """

    day: date
    due: tuple[tuple[str, int, int | None], ...]
    done: tuple[Done, ...]
    present: tuple[str, ...]
    next_day: date | None
    decisions: str
    told: tuple[str, ...]
    late: int


PRINTER, CLOSED, PROOF = (
    "Imprimeur en retard",
    "La communauté de communes a fermé son service",
    "28 livrets remis sur 28 arrivées",
)
MEETINGS = (
    Held(
        date(2026, 6, 11),
        (("coming", 19, 1), ("quiet", 70, None)),
        (Done(1, "in_progress", note="Maquette relue par deux salariés"),),
        ("Nadia (fictive)", "Éric (fictif)"),
        date(2026, 9, 24),
        "Demander un devis à deux imprimeurs",
        ("1. Écrire le livret", "À lancer → En cours", "Maquette relue par deux salariés", "24 septembre 2026"),
        0,
    ),
    Held(
        date(2026, 9, 24),
        (("late", 86, 1), ("coming", 6, 2), ("coming", 21, 3), ("quiet", 105, None)),
        (Done(1, due=date(2026, 11, 30), why=PRINTER), Done(2, "done")),
        ("Nadia (fictive)", "Zoé (fictive)"),
        date(2026, 12, 10),
        "",
        ("30/06/2026 → 30/11/2026", PRINTER, "2. Planifier la visite", "À lancer → Réalisée"),
        0,
    ),
    Held(
        date(2026, 12, 10),
        (("late", 56, 3), ("late", 10, 1), ("quiet", 77, None)),
        (Done(1, "done"), Done(3, "dropped", why=CLOSED)),
        ("Nadia (fictive)", "Éric (fictif)", "Zoé (fictive)"),
        date(2027, 2, 25),
        "Chercher un autre partenaire au printemps",
        ("En cours → Réalisée", "À lancer → Abandonnée", CLOSED, "Chercher un autre partenaire"),
        0,
    ),
    Held(
        date(2027, 2, 25),
        (("coming", 1, 4), ("check", 0, 1), ("quiet", 77, None)),
        (Done(4, "done"), Done(1, "closed", proof=PROOF)),
        ("Nadia (fictive)",),
        None,
        "",
        ("Réalisée → Soldée", PROOF, "4. Former une seconde tutrice"),
        0,
    ),
)  # fmt: skip

SHIFTS = {
    "1.1.1 Livret d’accueil": ("rose", "70", [1]),
    "1.1.2 Visite des lieux": ("rose", "70", [2]),
    "1.2.1 Tutorat": ("stayed", "0", []),
    "2.1.1 Partenaires": ("fell", "-30", [3]),
    "2.1.2 Mobilité": ("placed", None, []),
    "2.1.3 Sorties": ("new", None, []),
}
"""What `compare` says of each criterion: what became of it, points gained, numbers of the actions that explain it."""

COMPARED = (
    "2026 → 2027 : score 35 % → 58 %",
    "Sur les 4 critères positionnés les deux fois : 35,5 % → 68,2 %, +32,7 points.",
    "▲ en hausse : 2 · ▼ en baisse : 1 · = sans changement : 1 · ✚ positionné cette fois : 1",
)
EXPLAINED = (
    "Une action du plan de 2026 explique la hausse : 1. Écrire le livret (Soldée)",
    "Une action du plan de 2026 explique la hausse : 2. Planifier la visite (Réalisée)",
    "Une action du plan de 2026 a été abandonnée ou est en retard : 3. Rencontrer trois partenaires (Abandonnée)",
)
SCORES = {2026: 35.5, 2027: 58.0}
"""In percent, to one decimal."""


@dataclass
class Clock:
    """The calendar, turned by the test; each look takes a second, so that what is written has an order."""

    day: date = CAP_DAY
    _ticks: count[int] = field(default_factory=count)

    def now(self) -> datetime:
        """Return the moment: from eight o’clock on, UTC."""
        start = datetime(self.day.year, self.day.month, self.day.day, 8, tzinfo=UTC)
        return start + timedelta(seconds=next(self._ticks) % 28_000)

    def environment(self, name: str) -> Environment:
        """Return the world of one machine: this clock, ids and salts of its own."""
        ids, salts = count(), count()
        return Environment(
            now=self.now,
            new_id=lambda: f"{name}-{next(ids)}",
            new_salt=lambda: sha256(f"{name} {next(salts)}".encode()).hexdigest()[:32],
        )
