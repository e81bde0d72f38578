"""The columns of a register as a spreadsheet: their names in French, how else they may be called, what they hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.text import one_line
from cap_tui.services.network.register_spellings import BODY_LABELS, BODY_WORDS, word_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SIRET = "siret"
YEAR = "year"
HEADS: Mapping[str, str] = {
    SIRET: "SIRET",
    "name": "Nom",
    "kinds": "Types",
    "region": "Délégation régionale",
    "contact": "Contact",
    "email": "Courriel",
    "phone": "Téléphone",
    "joined": "Adhésion",
    "gone": "Départ",
    "fictional": "Fictif",
    "scheme": "Démarche",
    "since": "Engagée depuis",
    "until": "Engagée jusqu’au",
    "groups": "Groupes",
    "certificate": "Certificat",
    "number": "N° de certificat",
    "scope": "Périmètre",
    "body": "Organisme certificateur",
    "group": "Certificat du groupe",
    "issued": "Délivré le",
    "surveillance": "Surveillance",
    "expires": "Expire le",
    YEAR: "Année des effectifs",
}
"""Meaning to the name that is written, in the order of the file; then come two columns for each body."""

_OTHERS: Mapping[str, Sequence[str]] = {
    SIRET: ("n-siret", "no-siret", "numero-siret", "numero-de-siret", "siret-siege", "siret-etablissement"),
    "name": (
        "structure", "raison-sociale", "denomination", "entreprise", "nom-de-la-structure", "adherent",
        "entreprise-adherente", "nom-structure",
    ),
    "kinds": ("type", "type-de-structure", "types-de-structure", "categorie", "kinds", "dispositif"),
    "region": ("region", "delegation", "coorace-regional", "region-coorace"),
    "contact": ("personne-contact", "interlocuteur", "interlocutrice", "referent", "referente", "referent-qualite",
                "nom-du-contact"),
    "email": ("email", "e-mail", "mail", "adresse-mail", "adresse-electronique", "mel"),
    "phone": ("tel", "portable", "mobile", "numero-de-telephone", "phone"),
    "joined": ("date-d-adhesion", "adherente-depuis", "adherent-depuis", "date-adhesion", "annee-d-adhesion"),
    "gone": ("date-de-depart", "sortie-du-reseau", "fin-d-adhesion", "date-de-sortie"),
    "fictional": ("fictive",),
    "scheme": ("demarche-qualite", "demarches", "engagement", "engagements", "demarche-engagee"),
    "since": ("engage-depuis", "engagement-depuis", "date-d-engagement", "entree-dans-la-demarche", "depuis",
              "date-d-entree", "date-engagement"),
    "until": ("engage-jusqu-au", "fin-d-engagement", "fin-de-l-engagement", "jusqu-au", "date-de-fin"),
    "groups": ("groupe", "groupe-de-certification", "demarche-de-groupe"),
    "certificate": ("certification", "label", "certificats"),
    "number": ("n-certificat", "numero-de-certificat", "numero-certificat", "n-du-certificat", "numero-du-certificat"),
    "scope": ("perimetre-certifie", "perimetre-du-certificat", "domaine-d-application"),
    "body": ("organisme", "certificateur"),
    "group": ("groupe-certifie", "certifie-avec-le-groupe"),
    "issued": ("date-de-certification", "date-de-delivrance", "certifie-le", "certifiee-le", "delivree-le",
               "date-du-certificat", "date-certification"),
    "surveillance": ("prochaine-surveillance", "audit-de-surveillance", "audit-de-suivi", "date-de-surveillance"),
    "expires": ("echeance", "echeance-du-certificat", "date-d-echeance", "fin-de-validite", "valable-jusqu-au",
                "expiration", "date-d-expiration"),
    YEAR: ("annee-des-effectifs", "annee-egalite", "annee", "effectifs-de-l-annee"),
}  # fmt: skip
"""How else a column may be called; accents, capitals and signs left out."""

WOMEN, MEN = "Femmes", "Hommes"
_PEOPLE = re.compile(r"(femmes?|hommes?|f|h)-(.+?)(?:-((?:19|20)\d\d))?")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file.

    Attributes:
        meaning: A key of `HEADS`; `women` or `men` for a count.
        head: As the file names it, cleaned.
        place: From 0.
        counted: Body that is counted, for women and men.
        year: Year of the count when the name of the column bears it, else 0.
    """

    meaning: str
    head: str
    place: int
    counted: str = ""
    year: int = 0


def _words() -> dict[str, str]:
    own = {word_of(head): meaning for meaning, head in HEADS.items()}
    return {word: meaning for meaning, words in _OTHERS.items() for word in words} | own


def columns_of(heads: Sequence[str]) -> tuple[list[Column], list[str]]:
    """Return the columns that a row of heads names, and the heads that are not known; a second of a kind is unknown."""
    words = _words()
    found: dict[tuple[str, str, int], Column] = {}
    unknown = []
    for place, text in enumerate(heads):
        head = one_line(text).strip()  # told to a person, wherever it comes from
        if not head:
            continue
        column = _column(head, place, words)
        key = (column.meaning, column.counted, column.year) if column else None
        if column is None or key is None or key in found:
            unknown.append(head)
        else:
            found[key] = column
    return list(found.values()), unknown


def _column(head: str, place: int, words: Mapping[str, str]) -> Column | None:
    word = word_of(head)
    if word in words:
        return Column(words[word], head, place)
    match = _PEOPLE.fullmatch(word)
    if match is None:
        return None
    body = next((BODY_WORDS[name] for name in _bare(match[2]) if name in BODY_WORDS), None)
    if body is None:
        return None
    return Column("women" if match[1][0] == "f" else "men", head, place, body, int(match[3] or 0))


def _bare(name: str) -> list[str]:
    """Return the words for a body, with and without the article that may come before it."""
    return [
        name,
        *(name.removeprefix(start) for start in ("au-", "a-la-", "a-l-", "du-", "de-la-", "en-", "dans-le-")),
    ]


def people_heads() -> list[tuple[str, str, str]]:
    """Return the columns of counts: body, `women` or `men`, name."""
    return [
        (body, meaning, f"{who} {label}")
        for body, label in BODY_LABELS.items()
        for meaning, who in (("women", WOMEN), ("men", MEN))
    ]
