"""The quality approaches of the network, by the id under which the register holds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Scheme:
    """An approach that a structure may enter.

    Attributes:
        id: Stable, as the register holds it.
        name: As the network says it; the same in every language.
        awarded: Whether a certificate or a label ends it.
        source: Where it is known from.
    """

    id: str
    name: str
    awarded: bool
    source: str


SCHEMES: Mapping[str, Scheme] = {
    scheme.id: scheme
    for scheme in (
        Scheme("cap", "CAP", awarded=False, source="COORACE, rapport d’activité 2017 : lancé en 2015"),
        Scheme("cap-rse", "CAP RSE", awarded=True, source="COORACE, « CAP, retours d’expériences », avril 2023 : label"),
        Scheme("cap-iso", "CAP ISO 9001", awarded=True, source="Même page : certification, seul ou en groupe"),
        Scheme("cedre", "CEDRE", awarded=True, source="COORACE, rapport d’activité 2017 : 76 entreprises certifiées"),
        Scheme("cedre-iso", "CEDRE ISO 9001", awarded=True, source="Même rapport : 42 entreprises certifiées"),
        Scheme("eust", "EUST", awarded=False, source="COORACE régionaux, 2013 : utilité sociale territoriale"),
    )
}  # fmt: skip
"""Every approach, in the order in which they are listed."""

ORDER: Mapping[str, int] = {scheme: place for place, scheme in enumerate(SCHEMES)}


def scheme_name(scheme: str) -> str:
    """Return the name of an approach; the id itself for one written by a later version."""
    return SCHEMES[scheme].name if scheme in SCHEMES else scheme


def scheme_place(scheme: str) -> tuple[int, str]:
    """Return what sorts approaches: their order, those of a later version last."""
    return ORDER.get(scheme, len(ORDER)), scheme
