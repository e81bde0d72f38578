"""What each measure is called in the page, which is French."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.network.measures import DASHBOARD, DETAIL, DRILL, FILTERED, STANDING
from benchmarks.network.running import ENTRIES, GATHER, MAKING, SCAN, SENT

if TYPE_CHECKING:
    from collections.abc import Mapping

QUESTIONS: Mapping[str, str] = {
    DASHBOARD: "Tableau de bord, tous les volets",
    FILTERED: "Tableau de bord, un type et deux régions",
    DETAIL: "Un critère, par type et par région",
    DRILL: "Les structures derrière un niveau",
    STANDING: "Où se situe une structure",
}
"""What a coordination asks."""

TITLES: Mapping[str, str] = {
    **QUESTIONS,
    "network-pdf": "Rapport du réseau en PDF",
    "network-xlsx": "Rapport du réseau en Excel",
    "network-csv": "Résultats du réseau en CSV",
    "network-json": "Chiffres du réseau en JSON",
    GATHER: f"{SENT} dossiers de {ENTRIES} inscriptions reçus de plus",
    SCAN: "Référence : lire toutes les réponses",
    MAKING: "Fabriquer ce réseau fictif",
}


def number(value: int) -> str:
    """Return a whole number as French writes it."""
    return f"{value:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def duration(seconds: float) -> str:
    """Return a duration of two or three digits, in milliseconds below a second."""
    value, unit = (seconds, "s") if seconds >= 1 else (1000 * seconds, "ms")
    text = f"{value:.0f}" if value >= 100 else f"{value:.1f}"
    return f"{text.replace('.', ',')}\N{NO-BREAK SPACE}{unit}"
