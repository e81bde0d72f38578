"""How people spell the kinds, the regions, the approaches and the bodies; without accents, capitals nor signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.catalogue.importing.slugs import plain_word
from cap_tui.core.network.schemes import SCHEMES
from cap_tui.core.structures import KINDS, REGIONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


_SIGNS = {ord(sign): "-" for sign in "’ʼ·•°º"}


def word_of(text: str) -> str:
    """Return a text as it is compared: apostrophes and middle dots separate words as hyphens do."""
    return plain_word(text.translate(_SIGNS))


def _by_word(spellings: Mapping[str, Sequence[str]], own: Mapping[str, str]) -> dict[str, str]:
    """Return word to value; `own` names each value by itself."""
    words = {word_of(name): value for value, name in own.items()}
    return words | {word: value for value, known in spellings.items() for word in known}


KIND_WORDS: Mapping[str, str] = _by_word(
    {
        "AI": ("association-intermediaire", "associations-intermediaires", "asso-intermediaire"),
        "ACI": (
            "atelier-et-chantier-d-insertion", "ateliers-et-chantiers-d-insertion", "atelier-chantier-d-insertion",
            "ateliers-chantiers-d-insertion", "atelier-et-chantier-insertion", "chantier-d-insertion",
            "chantiers-d-insertion", "chantier-insertion", "atelier-d-insertion",
        ),
        "EI": ("entreprise-d-insertion", "entreprises-d-insertion", "entreprise-insertion"),
        "ETTI": (
            "entreprise-de-travail-temporaire-d-insertion", "entreprises-de-travail-temporaire-d-insertion",
            "entreprise-temporaire-de-travail-d-insertion", "entreprise-d-interim-d-insertion", "interim-d-insertion",
        ),
        "EITI": ("entreprise-d-insertion-par-le-travail-independant",),
        "ETT ESS": (
            "ett", "ett-de-l-ess", "entreprise-de-travail-temporaire-de-l-ess",
            "entreprise-de-travail-temporaire-ess", "entreprise-de-travail-temporaire",
        ),
        "OSP": (
            "organisme-de-services-a-la-personne", "organisme-de-service-a-la-personne", "services-a-la-personne",
            "service-a-la-personne", "sap", "proxim-services", "proximservices",
        ),
        "OF": ("organisme-de-formation", "organismes-de-formation", "centre-de-formation"),
        "GES": ("groupe-economique-solidaire", "groupes-economiques-solidaires", "ensemblier"),
    },
    {kind: kind for kind in KINDS},
)  # fmt: skip
OTHER_WORDS = frozenset({"autre", "autres", "autre-ess", "autres-ess", "other", "divers", "non-precise"})
"""What says that a structure is of no kind of the list."""

REGION_WORDS: Mapping[str, str] = _by_word(
    {
        REGIONS[0]: ("ara", "aura", "auvergne", "rhone-alpes"),
        REGIONS[1]: ("bfc", "bourgogne", "franche-comte"),
        REGIONS[3]: ("centre", "cvl", "centre-val-loire"),
        REGIONS[4]: ("la-reunion", "reunion", "mayotte", "ile-de-la-reunion"),
        REGIONS[5]: ("hdf", "nord-pas-de-calais", "picardie", "nord-pas-de-calais-picardie"),
        REGIONS[6]: ("idf", "region-parisienne"),
        REGIONS[7]: ("na", "aquitaine", "limousin", "poitou-charentes"),
        REGIONS[8]: ("haute-normandie", "basse-normandie"),
        REGIONS[9]: ("midi-pyrenees", "languedoc-roussillon"),
        REGIONS[10]: ("paca", "provence-alpes-cote-dazur", "sud", "provence-alpes-cote-d-azur-paca", "sud-paca"),
        REGIONS[11]: ("pdl", "pays-de-loire"),
    },
    {region: region for region in REGIONS},
)  # fmt: skip
"""Those of before 2016 are named too (loi n° 2015-29 du 16 janvier 2015)."""
UNSERVED_REGIONS = frozenset(
    {
        "grand-est", "alsace", "lorraine", "alsace-lorraine", "champagne-ardenne", "champagne-ardennes",
        "alsace-champagne-ardenne-lorraine", "corse", "guadeloupe", "martinique", "guyane", "antilles", "antilles-guyane",
    }
)  # fmt: skip
"""Regions, of today or of before 2016, that none of the twelve delegations is named for."""

SCHEME_WORDS: Mapping[str, str] = {scheme: scheme for scheme in SCHEMES} | _by_word(
    {
        "cap": ("coorace-ambition-progres", "cap-coorace-ambition-progres"),
        "cap-rse": ("label-cap-rse",),
        "cap-iso": ("cap-iso9001",),
        "cedre-iso": ("cedre-iso9001", "cedre-iso-9001-2015", "cedre-iso-9001-2026", "cedre-v2-iso-9001"),
        "eust": ("utilite-sociale-territoriale", "evaluation-de-l-utilite-sociale-territoriale"),
    },
    {scheme.id: scheme.name for scheme in SCHEMES.values()},
)

BODY_LABELS: Mapping[str, str] = {
    "bureau": "bureau",
    "board": "CA",
    "assembly": "AG",
    "management": "direction",
    "permanent": "salarié·es permanent·es",
    "inclusion": "salarié·es en parcours",
    "volunteers": "bénévoles",
}
"""Body to the end of the names of its two columns: in French whatever the language, as the other columns."""
BODY_WORDS: Mapping[str, str] = {body: body for body in BODY_LABELS} | _by_word(
    {
        "board": ("conseil-d-administration", "conseil", "administrateurs", "administrateurs-trices"),
        "assembly": ("assemblee-generale", "assemblee", "adherents", "adherents-es"),
        "management": ("la-direction", "equipe-de-direction", "comite-de-direction", "codir"),
        "permanent": (
            "permanents", "permanent-es", "permanents-es", "salaries-permanents", "salaries-es-permanents-es",
            "equipe-permanente", "salarie-e-s-permanent-e-s",
        ),
        "inclusion": (
            "salaries-en-parcours", "parcours", "en-parcours", "salaries-es-en-parcours", "salarie-e-s-en-parcours",
            "salaries-en-insertion", "insertion",
        ),
        "volunteers": ("benevole",),
    },
    BODY_LABELS,
)  # fmt: skip

YES_WORDS = frozenset({"oui", "x", "vrai", "true", "yes", "1", "o"})
NO_WORDS = frozenset({"", "non", "faux", "false", "no", "0", "n"})
