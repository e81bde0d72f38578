"""French typography: the mistakes a keyboard makes for us."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cap_tui.catalogue.lint.tree import Tree
    from cap_tui.catalogue.problems import Path

_APOSTROPHE = re.compile(r"\w*[^\W\d_]'[^\W\d_]\w*")
_ACCENTS = {
    "coeur": "cœur", "coeurs": "cœurs", "oeuvre": "œuvre", "oeuvres": "œuvres", "voeux": "vœux",
    "Etat": "État", "Ecart": "Écart", "Ecarts": "Écarts", "Ecole": "École",
    "Ecoute": "Écoute", "Ecouter": "Écouter", "Ecrire": "Écrire", "Ecrit": "Écrit", "Egalité": "Égalité",
    "Elaborer": "Élaborer", "Election": "Élection", "Energie": "Énergie", "Equipe": "Équipe", "Equipes": "Équipes",
    "Etablir": "Établir", "Etape": "Étape", "Etapes": "Étapes", "Etre": "Être", "Etude": "Étude",
    "Evaluation": "Évaluation", "Evaluer": "Évaluer", "Eviter": "Éviter", "evaluation": "évaluation",
    "qualite": "qualité", "salarie": "salarié", "salaries": "salariés", "securite": "sécurité", "sante": "santé",
    "equipe": "équipe", "deja": "déjà", "apres": "après", "tres": "très",
    "premiere": "première", "meme": "même", "etre": "être", "metier": "métier", "metiers": "métiers",
}  # fmt: skip
"""Words that French never writes so, to what it writes."""

_WORDS = re.compile(r"[\w’'·@-]+")
_ENDS = ("", ",", ".", ";", ":", ")")
_WRITTEN = frozenset(word + end for word in _ACCENTS for end in _ENDS)
_TECHNICAL = frozenset(
    {
        *("id", "code", "url", "symbol", "unit", "kind", "languages", "target", "version", "services"),
        *("applies_to", "replaces", "requires", "rules", "effort", "basis", "better"),
    }
)


def check_typography(tree: Tree) -> None:
    """Report, once per text, straight apostrophes and words without their accents; French files only."""
    if tree.language != "fr":
        return
    found: list[tuple[Path, str]] = []
    _collect((), tree.document.data, found)
    whole = " ".join([text for _, text in found])
    words = whole.split()
    if "'" not in whole and _WRITTEN.isdisjoint(words):
        return  # as most files
    vocabulary = set(words)
    suspects = [word for word in _ACCENTS if any(word + end in vocabulary for end in _ENDS)]
    for path, text in found:
        apostrophe = _APOSTROPHE.search(text) if "'" in text else None
        if apostrophe:
            tree.report("straight-apostrophe", path, word=apostrophe[0])
        present = [word for word in suspects if word in text]
        word = next((word for word in _WORDS.findall(text) if word in present), None) if present else None
        if word:
            tree.report("accent-missing", path, word=word, better=_ACCENTS[word])


def _collect(path: Path, value: Any, found: list[tuple[Path, str]]) -> None:
    """Add to `found` the texts that people read, leaving out ids and texts in other languages."""
    if isinstance(value, str):
        found.append((path, value))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            _collect((*path, index), item, found)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in _TECHNICAL and (key == "fr" or "fr" not in value):
                _collect((*path, key), item, found)
