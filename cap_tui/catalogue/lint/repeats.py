"""Lists in which something is written twice."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cap_tui.catalogue.lint.tree import Tree
    from cap_tui.catalogue.problems import Path


def check_repeats(tree: Tree) -> None:
    """Report each item that its list already holds."""
    for names in _lists(tree):
        _report(tree, names)
    for criterion in tree.criteria:
        references = criterion.items("references")
        _report(tree, [(node.path, f"{node.text('standard')} {node.text('clause')}") for node in references])


def _report(tree: Tree, names: Iterable[tuple[Path, str]]) -> None:
    met: set[str] = set()
    for path, name in names:
        if name in met:
            tree.report("repeated-item", path, value=name)
        met.add(name)


def _lists(tree: Tree) -> Iterator[Iterable[tuple[Path, str]]]:
    for level in tree.levels:
        requires = level.child("requires")
        yield from (requires.names(key) for key in ("position", "action", "closing"))
    for section in tree.sections:
        yield section.names("services")
    for rule in tree.root.child("verdict").items("rules"):
        yield rule.names("levels")
    for criterion in tree.criteria:
        concerned = criterion.child("applies_to")
        yield from chain(
            (criterion.names(key) for key in ("evidence", "editions", "replaces")),
            (concerned.names(key) for key in ("kinds", "options")),
        )
