"""What an evaluation may include or not, and what a version says of the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cap_tui.catalogue.lint.tree import Tree


def check_options(tree: Tree) -> None:
    """Report options that lead nowhere."""
    declared = {option.text("id"): option for option in tree.root.items("options") if option.text("id")}
    used: set[str] = set()
    for criterion in tree.criteria:
        for path, name in criterion.child("applies_to").names("options"):
            used.add(name)
            if name not in declared:
                tree.report("unknown-option", path, value=name)
    for name, option in declared.items():
        if name not in used:
            tree.report("unused-option", option.path, value=name)


def check_replaced(tree: Tree) -> None:
    """Report criteria that replace themselves or each other."""
    places = {
        (criterion.text("id"), name): path
        for criterion in tree.criteria
        if criterion.text("id")
        for path, name in criterion.names("replaces")
    }
    for (criterion, name), path in places.items():
        if name == criterion:
            tree.report("replaces-itself", path)
        elif (name, criterion) in places and criterion > name:
            tree.report("replaces-crossed", path, value=name, other=tree.line(places[name, criterion]))
