"""The rules of the verdict, against the scale and the criteria."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.catalogue.lint.tree import Node, Tree

_ON_THE_WHOLE = ("coverage", "score")
_ABOUT_FINDINGS = ("no-open", "treated")


def check_verdict(tree: Tree) -> None:
    """Report rules that name no level, that nothing could break or satisfy, or that say the same thing."""
    verdict = tree.root.child("verdict")
    rules = verdict.items("rules")
    said = [tree.words(verdict, key).strip().casefold() for key in ("ready", "not_ready")]
    if said[0] and said[0] == said[1]:
        tree.report("verdict-words", tree.where(verdict, "not_ready"), value=tree.words(verdict, "not_ready"))
    for rule in rules:
        _check_levels(tree, rule)
        if rule.text("rule") == "score":
            _check_score(tree, rule)
        if rule.text("rule") in _ON_THE_WHOLE and tree.number(rule, "at_least") == 0:
            tree.report("rule-idle", (*rule.path, "at_least"))
        if rule.text("rule") == "at-most":
            _check_count(tree, rule)
            _check_every_level(tree, rule)
    _check_alike(tree, rules)
    _check_both(tree, rules)


def _check_levels(tree: Tree, rule: Node) -> None:
    levels = {level.text("id"): (rank, level) for rank, level in enumerate(tree.levels) if level.text("id")}
    for path, name in rule.names("levels"):
        if name not in levels:
            if levels:
                tree.report("unknown-level", path, value=name, known=", ".join(levels))
            continue
        rank, level = levels[name]
        if rule.text("rule") in _ABOUT_FINDINGS and tree.reaches(rank):
            tree.report("verdict-level-reached", path, value=name)
        elif rule.text("rule") == "treated" and not _asks(level):
            tree.report("treated-asks-nothing", path, value=name)


def _asks(level: Node) -> bool:
    requires = level.child("requires")
    return bool(requires.data.get("position") or requires.data.get("action"))


def _check_score(tree: Tree, rule: Node) -> None:
    asked = tree.number(rule, "at_least")
    scores = [score for level in tree.levels if (score := tree.number(level, "score")) is not None]
    if asked is not None and scores and asked > max(scores):
        tree.report("score-unreachable", (*rule.path, "at_least"), value=asked, highest=max(scores))


def _check_count(tree: Tree, rule: Node) -> None:
    count, total = tree.number(rule, "count"), len(tree.criteria)
    if count is not None and not isinstance(count, Decimal) and total and count >= total:
        tree.report("at-most-idle", (*rule.path, "count"), count=count, total=total)


def _check_every_level(tree: Tree, rule: Node) -> None:
    """Report a rule that leaves no level at which the criteria in excess could stand."""
    count, total = tree.number(rule, "count"), len(tree.criteria)
    named = {name for _path, name in rule.names("levels")}
    known = {level.text("id") for level in tree.levels}
    if known and known <= named and count is not None and count < total:
        tree.report("at-most-everywhere", (*rule.path, "levels"), count=count)


def _check_alike(tree: Tree, rules: Sequence[Node]) -> None:
    """Report a second rule on the whole, or on the very same levels."""
    first: dict[tuple[str, frozenset[str]], Node] = {}
    for rule in rules:
        name, levels = rule.text("rule"), frozenset(level for _path, level in rule.names("levels"))
        if not levels and name not in _ON_THE_WHOLE:
            continue
        other = first.setdefault((name, frozenset() if name in _ON_THE_WHOLE else levels), rule)
        if other is not rule:
            tree.report("rule-repeated", rule.path, other=tree.line(other.path))


def _check_both(tree: Tree, rules: Sequence[Node]) -> None:
    """Report levels to be treated, or counted, at which no criterion may stand anyway."""
    barred = {
        name: tree.line(path)
        for rule in rules
        if rule.text("rule") == "no-open"
        for path, name in rule.names("levels")
    }
    for rule in rules:
        for path, name in rule.names("levels") if rule.text("rule") == "treated" else ():
            if name in barred:
                tree.report("verdict-level-twice", path, value=name, other=barred[name])
        counted = [name for _path, name in rule.names("levels")] if rule.text("rule") == "at-most" else []
        if counted and all(name in barred for name in counted):
            tree.report("at-most-barred", (*rule.path, "levels"), other=barred[counted[0]])
