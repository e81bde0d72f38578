"""Minutes written by hand: two actions gone through, one that changed by itself, a note on the plan, hostile words."""

from __future__ import annotations

from datetime import UTC, date, datetime

from cap_tui.core.meetings import Meeting
from cap_tui.core.permissions import Phase, Role
from cap_tui.core.plan import Action, State
from cap_tui.core.review import Note
from cap_tui.core.structures import Structure
from cap_tui.reports.minutes.data import Change, Line, Minutes
from tests.unit.reports.samples import QUESTIONNAIRE

DAY = date(2026, 12, 1)
HOSTILE = "Plan <insertion> & [lien](http://x) **gras** _bas_ `code` | # titre"
DECISIONS = f"1. Demander un devis\n# Pas un titre\n- {HOSTILE}"


def note(text: str, place: int, *, erased: bool = False) -> Note:
    at = datetime(2026, 11, 20, 14, 32, tzinfo=UTC)
    return Note(f"followup:x:{place}", "x", "Tina", Role.THIRD_PARTY, text, at, erased=erased)


BOOKLET = Line(
    Action("a", number=1, title="Écrire le livret", owner="Nadia", due=date(2026, 11, 19), state=State.IN_PROGRESS, progress=30),
    "1.1.1",
    changes=(
        Change("Échéance", "01/10/2026", "19/11/2026", ("Imprimeur en retard", "Devis refusé")),
        Change("État", "À lancer", "En cours"),
    ),
    notes=(note("Maquette relue.\nReste la couverture.", 1),),
)  # fmt: skip
VISIT = Line(Action("b", number=2, title=HOSTILE, due=date(2027, 1, 5)), "")
GONE = Line(Action("c", number=3, title="Afficher la charte"), "", gone=True)
MEETING = Meeting(
    "meeting:x:1", 2, "x", "Claire", Role.DIRECTOR, DAY, datetime(2026, 12, 1, 9, tzinfo=UTC),
    present=("Nadia", "Éric"), next_day=date(2027, 1, 12), decisions=DECISIONS, reviewed=("a", "b"),
)  # fmt: skip
MINUTES = Minutes(
    structure=Structure("L’Atelier des Possibles", "53200123400017", ("AI",), "Bretagne"),
    questionnaire=QUESTIONNAIRE,
    year=2026,
    phase=Phase.FOLLOW_UP,
    meeting=MEETING,
    since=date(2026, 10, 6),
    reviewed=(BOOKLET, VISIT),
    others=(GONE,),
    notes=(note("Le plan avance.", 2), note("", 3, erased=True)),
    counts={State.TO_START: 1, State.IN_PROGRESS: 1, State.DONE: 0},
    late=1,
    zone=UTC,
)
