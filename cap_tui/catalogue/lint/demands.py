"""What levels and criteria ask of people: fields to fill, reasons given, indicators shared between criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cap_tui.catalogue.lint.tree import Node, Tree

_SAID_OF_INDICATORS = ("label", "unit", "kind", "better")


def check_demands(tree: Tree) -> None:
    """Report requirements nobody can meet, criteria left unexplained, and indicators that mean two things."""
    for rank, level in enumerate(tree.levels):
        _check_requires(tree, level, reached=tree.reaches(rank))
    _check_said(tree, "why")
    if tree.root.child("scale").text("kind") == "conformity":
        _check_said(tree, "expected")
    _check_indicators(tree)


def _check_requires(tree: Tree, level: Node, *, reached: bool) -> None:
    requires = level.child("requires")
    if requires.data.get("closing") and not requires.data.get("action"):
        tree.report("closing-without-action", (*requires.path, "closing"))
    if reached and any(requires.data.values()):
        tree.report("requires-reached", requires.path, value=level.text("id"))


def _check_said(tree: Tree, key: str) -> None:
    """Report the criteria without a text: each of them, or once when none has it."""
    silent = [criterion for criterion in tree.criteria if key not in criterion.data]
    if len(silent) > 1 and len(silent) == len(tree.criteria):
        tree.report(f"{key}-nowhere", ("themes",))
        return
    for criterion in silent:
        tree.report(f"{key}-missing", criterion.path)


def _check_indicators(tree: Tree) -> None:
    """Report an id that several criteria share without saying the same thing of it."""
    first: dict[str, Node] = {}
    for criterion in tree.criteria:
        here = {node.text("id"): node for node in reversed(criterion.items("indicators")) if node.text("id")}
        for name, node in here.items():
            other = first.setdefault(name, node)
            if any(node.data.get(key) != other.data.get(key) for key in _SAID_OF_INDICATORS):
                path = (*node.path, "id")
                tree.report("indicator-differs", path, value=name, other=tree.line(other.path))
