"""The enterprise evaluated."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = ("AI", "ACI", "EI", "ETTI", "EITI", "ETT ESS", "OSP", "OF", "GES")
"""Kinds of member enterprises (COORACE, rapport d'activité 2017)."""

REGIONS = (
    "Auvergne-Rhône-Alpes", "Bourgogne-Franche-Comté", "Bretagne", "Centre-Val de Loire", "Océan Indien",
    "Hauts-de-France", "Île-de-France", "Nouvelle-Aquitaine", "Normandie", "Occitanie",
    "Provence-Alpes-Côte d’Azur", "Pays de la Loire",
)  # fmt: skip
"""The twelve délégations régionales (same source)."""


@dataclass(frozen=True, slots=True)
class Structure:
    """A member enterprise.

    Attributes:
        siret: Fourteen digits, checked.
        kinds: Some of `KINDS`, at least one.
        region: One of `REGIONS`, or empty.
        fictional: True for demonstration data, shown everywhere.
    """

    name: str
    siret: str
    kinds: tuple[str, ...]
    region: str = ""
    fictional: bool = False
