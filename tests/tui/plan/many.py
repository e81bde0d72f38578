"""A plan of eight actions, of every state and by several people: what the tests of the views begin with."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cap_tui.core.plan import State
from tests.tui.dossiers import rate

if TYPE_CHECKING:
    from cap_tui.services.dossier import Dossier

WELCOME, VALUES = "people.welcome.c1", "identity.values.c1"


def eight(dossier: Dossier) -> None:
    """Write eight actions. Today is 23 November 2026."""
    rate(dossier)
    add = dossier.add_action
    add(title="Écrire le livret d’accueil", criteria=(WELCOME,), owner="Nadia", priority="P1",
        start=date(2026, 9, 1), due=date(2026, 11, 13), state=State.IN_PROGRESS, progress=50)  # fmt: skip
    add(title="Afficher la charte", criteria=(VALUES,), owner="Éric", priority="P3",
        start=date(2026, 11, 2), due=date(2027, 3, 15), state=State.IN_PROGRESS, progress=40)  # fmt: skip
    add(title="Réunir l’équipe chaque mois", owner="Nadia", priority="P2", due=date(2026, 11, 24))
    add(title="Former deux tuteur·rices", criteria=(WELCOME, VALUES), owner="Karim", priority="P1",
        start=date(2027, 1, 4), due=date(2027, 6, 30))  # fmt: skip
    add(title="Nettoyer l’entrepôt", priority="P4")
    add(title="Acheter des vestiaires", owner="Éric", priority="P2", due=date(2026, 10, 1),
        state=State.DONE, progress=100)  # fmt: skip
    add(title="Revoir les horaires", owner="Karim", priority="P2", start=date(2026, 6, 1), due=date(2026, 9, 30),
        state=State.CLOSED, progress=100)  # fmt: skip
    add(title="Louer un car", owner="Éric", priority="P4", due=date(2026, 12, 23), state=State.DROPPED,
        drop_reason="Trop cher")  # fmt: skip
