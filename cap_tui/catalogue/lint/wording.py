"""Questions that can be answered, and levels that two people can tell apart by looking."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cap_tui.catalogue.lint.tree import Node, Tree
    from cap_tui.catalogue.problems import Path

MIN_LEVEL_TEXT = 40
"""Characters of a level's text: shorter ones are adjectives rather than facts."""

_INVERSION = re.compile(r"\w-(?:t-)?(?:ils?|elles?|on|nous|vous)\b|\best-ce que?\b", re.IGNORECASE)
_SECOND_WORD = re.compile(r"\bet (?:comment|combien|pourquoi|quand|où|quel(?:le)?s?)\b", re.IGNORECASE)


def check_wording(tree: Tree) -> None:
    """Report questions that are not one question, and levels missing, too short or repeated."""
    described = [level.text("id") for level in tree.levels if level.data.get("described", True) is True]
    first: dict[str, Path] = {}
    for criterion in tree.criteria:
        _check_question(tree, criterion)
        _check_levels(tree, criterion, described, first)


def _check_question(tree: Tree, criterion: Node) -> None:
    question, path = tree.words(criterion, "question").strip(), tree.where(criterion, "question")
    if question and not question.endswith("?"):
        tree.report("not-a-question", path)
    if question and asks_two_things(question):
        tree.report("double-question", path)


def asks_two_things(question: str) -> bool:
    """Return whether a French question seems to hold two: a guess, hence a warning only."""
    if question.count("?") > 1 or _SECOND_WORD.search(question):
        return True
    found = list(_INVERSION.finditer(question))
    return any(" et " in question[one.end() : two.start()] for one, two in pairwise(found))


def _check_levels(tree: Tree, criterion: Node, described: list[str], first: dict[str, Path]) -> None:
    levels = criterion.child("levels")
    if not isinstance(criterion.data.get("levels"), dict):
        return
    for name in described:
        if name and name not in levels.data:
            tree.report("level-without-text", levels.path, value=name)
    for name in levels.data:
        text, path = " ".join(tree.words(levels, name).split()), tree.where(levels, name)
        if not text:
            continue
        if len(text) < MIN_LEVEL_TEXT:
            tree.report("level-too-short", path, count=len(text), minimum=MIN_LEVEL_TEXT)
        other = first.setdefault(text.casefold(), path)
        if other is not path:
            tree.report("level-repeated", path, other=tree.line(other))
