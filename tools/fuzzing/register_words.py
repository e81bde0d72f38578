"""What people write in a register and what it says, set down by hand: neither the program nor its tables were asked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

HEADS: Mapping[str, str] = {
    "SIRET": "siret", "N° SIRET": "siret", "Numéro de SIRET": "siret", "siret": "siret",
    "Nom": "name", "Raison sociale": "name", "NOM": "name", "Entreprise adhérente": "name",
    "Type": "kinds", "Types": "kinds", "Type de structure": "kinds",
    "Région": "region", "Délégation régionale": "region",
    "Contact": "contact", "Référent qualité": "contact",
    "Courriel": "email", "E-mail": "email", "Adresse mail": "email",
    "Téléphone": "phone", "Tél.": "phone", "Portable": "phone",
    "Adhésion": "joined", "Date d’adhésion": "joined", "Date d'adhésion": "joined",
    "Départ": "gone", "Date de départ": "gone",
    "Fictif": "fictional",
    "Démarche": "scheme", "Démarche qualité": "scheme",
    "Engagée depuis": "since", "Date d’engagement": "since",
    "Engagée jusqu’au": "until",
    "Groupes": "groups", "Groupe de certification": "groups",
    "Certificat": "certificate", "Certification": "certificate",
    "N° de certificat": "number", "Périmètre": "scope", "Organisme certificateur": "body",
    "Certificat du groupe": "group",
    "Délivré le": "issued", "Date de certification": "issued",
    "Surveillance": "surveillance", "Expire le": "expires", "Date d’échéance": "expires",
    "Année des effectifs": "year", "Femmes CA": "women", "Hommes CA": "men",
}  # fmt: skip
"""How a column is called, to what it holds."""

OTHER_HEADS = ("Observations", "ETP", "Commune", "")
"""Columns that nothing is read from."""

SIRETS: Mapping[str, str] = {
    "73282932000074": "73282932000074",
    "732 829 320 00074": "73282932000074",
    "732\u00a0829\u00a0320\u00a000074": "73282932000074",
    "73282932000074.0": "73282932000074",
    "73282932000074,00": "73282932000074",
    '="73282932000074"': "73282932000074",
    "'73282932000074": "73282932000074",
    "7,3282932000074E+13": "73282932000074",
    "7.3282932000074e13": "73282932000074",
    "10000000910008": "10000000910008",
    "00000001800010": "00000001800010",
    "00000002600013": "00000002600013",
    "00000003400017": "00000003400017",
    "00542005400016": "00542005400016",
    "542005400016": "00542005400016",
    "0542005400016": "00542005400016",
    "35600000000001": "35600000000001",
}
"""Written so, to the fourteen digits; the last is of the enterprise whose establishments follow a rule of their own."""

NO_SIRETS = (
    "73282932000075", "00000000000000", "7,32829E+13", "7328293200007", "732829320000741", "7328293200007A", "SIRET", "0",
    "35600000000002", "1,0000000910008E+12",
)  # fmt: skip
"""A wrong key, zeros, digits that a spreadsheet rounded away, one too few or too many, a letter."""

DAYS: Mapping[str, date] = {
    "31/12/2025": date(2025, 12, 31), "2025-12-31": date(2025, 12, 31), "20251231": date(2025, 12, 31),
    "31.12.2025": date(2025, 12, 31), "31-12-25": date(2025, 12, 31), "31 décembre 2025": date(2025, 12, 31),
    "31 déc. 2025": date(2025, 12, 31), "2025-12-31 00:00:00": date(2025, 12, 31),
    "1/2/2019": date(2019, 2, 1), "01/02/19": date(2019, 2, 1), "1er février 2019": date(2019, 2, 1),
    "1 fév. 2019": date(2019, 2, 1), "29/02/2024": date(2024, 2, 29), "15/08/99": date(1999, 8, 15),
    "45658": date(2025, 1, 1), "36526": date(2000, 1, 1), "2018": date(2018, 1, 1), "1 JUILLET 2021": date(2021, 7, 1),
}  # fmt: skip
"""45658 and 36526 are how Excel counts the first days of 2025 and of 2000."""

NO_DAYS = ("30/02/2025", "31/04/2025", "01/2019", "mars 2021", "hier", "00/00/0000", "2025-13-01", "1/1/1")

TEXTS: Mapping[str, str] = {
    "Structure fictive": "Structure fictive",
    "  Structure   fictive  ": "Structure fictive",
    "Atelier fictif ; Chantier": "Atelier fictif ; Chantier",
    "Atelier fictif, Chantier": "Atelier fictif, Chantier",
    'Atelier dit "fictif"': 'Atelier dit "fictif"',
    '"': '"',
    "Sur deux\nlignes": "Sur deux lignes",
    "Œuvre fictive de l’été": "Œuvre fictive de l’été",
    "Łódź fictive": "Łódź fictive",
    "'=1+1": "=1+1",
    "'0231000000": "0231000000",
    "'-fictif": "-fictif",
    "02 31 00 00 00": "02 31 00 00 00",
    "contact@example.org": "contact@example.org",
    "l'atelier": "l'atelier",
    "Tab\tfictive": "Tab fictive",
    "Nom": "Nom",
}

SCHEMES: Mapping[str, str] = {
    "CAP": "cap", "CEDRE ISO 9001": "cedre-iso", "cedre-iso": "cedre-iso", "Coorace Ambition Progrès": "cap",
}  # fmt: skip

COUNTS: Mapping[str, int] = {"0": 0, "5": 5, "12": 12, "007": 7, "3,0": 3}

_TEXTS = ("name", "contact", "email", "phone", "number", "scope", "body")
_DAYS = ("joined", "gone", "since", "until", "issued", "surveillance", "expires")
VALUES: Mapping[str, Mapping[str, Any]] = {
    "siret": SIRETS,
    **dict.fromkeys(_TEXTS, TEXTS),
    **dict.fromkeys(_DAYS, DAYS),
    "kinds": {
        "AI": ("AI",), "ai": ("AI",), "ACI, EI": ("ACI", "EI"), "EI / ACI": ("ACI", "EI"), "A.C.I.": ("ACI",),
        "Association intermédiaire": ("AI",), "ETTI;OF": ("ETTI", "OF"), "ETT ESS": ("ETT ESS",), "Autre": (),
        "Ateliers et chantiers d’insertion": ("ACI",), "Atelier chantier d'insertion": ("ACI",),
    },
    "region": {
        "Normandie": "Normandie", "NORMANDIE": "Normandie", "Haute-Normandie": "Normandie", "Bretagne": "Bretagne",
        "Île-de-France": "Île-de-France", "ile de france": "Île-de-France", "Picardie": "Hauts-de-France",
    },
    "fictional": {"oui": True, "x": True, "non": False, "Oui": True, "1": True, "0": False},
    "scheme": SCHEMES,
    "certificate": {"CEDRE ISO 9001": "cedre-iso", "cedre-iso": "cedre-iso"},
    "groups": {
        "Groupe fictif": ("Groupe fictif",), "B fictif;A fictif": ("A fictif", "B fictif"),
        "A fictif\nB fictif": ("A fictif", "B fictif"),
    },
    "group": {"Groupe fictif": "Groupe fictif", "C, fictif": "C, fictif"},
    "year": {"2024": 2024, "2025": 2025},
    "women": COUNTS,
    "men": COUNTS,
}  # fmt: skip
"""What a column holds, to how it may be written, to what that says."""

ORDERS = (("joined", "gone"), ("since", "until"), ("issued", "expires"))
"""A first day and a last."""

NEEDED = (
    (("scheme",), ("since", "until")),
    (("certificate",), ("number", "scope", "body", "group", "issued", "surveillance", "expires")),
    (("women", "men", "year"), ("women", "men")),
)
"""Columns without which others say nothing, and these."""

WRONG: Mapping[str, tuple[str, ...]] = {
    "siret": NO_SIRETS,
    **dict.fromkeys(_DAYS, NO_DAYS),
    "kinds": ("ABC", "AI et plombier"),
    "region": ("Grand Est", "Atlantide"),
    "women": ("beaucoup", "-1", "1000000"),
}
"""What is never taken for a value."""
