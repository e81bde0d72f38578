"""References between parts of the file: services, indicators, levels, kinds of structures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.structures import KINDS

if TYPE_CHECKING:
    from cap_tui.catalogue.lint.tree import Node, Tree


def check_links(tree: Tree) -> None:
    """Report names that lead nowhere."""
    services = {service.text("id") for service in tree.root.items("services")}
    for section in tree.sections:
        for path, name in section.names("services"):
            if name not in services:
                tree.report("unknown-service", path, value=name)
    levels = [level.text("id") for level in tree.levels if level.text("id")]
    target = tree.root.child("scale").text("target")
    if levels and target and target not in levels:
        tree.report("unknown-target", ("scale", "target"), value=target, known=", ".join(levels))
    for criterion in tree.criteria:
        _check_criterion(tree, criterion, levels)


def _check_criterion(tree: Tree, criterion: Node, levels: list[str]) -> None:
    texts = criterion.child("levels")
    for name in texts.data:
        if levels and name not in levels:
            tree.report("unknown-level", (*texts.path, name), value=name, known=", ".join(levels))
    for path, kind in criterion.child("applies_to").names("kinds"):
        if kind not in KINDS:
            tree.report("unknown-kind", path, value=kind, known=", ".join(KINDS))
    indicators = {indicator.text("id") for indicator in criterion.items("indicators")}
    for action in criterion.items("actions"):
        name = action.text("indicator")
        if not action.data.get("indicator"):
            tree.report("action-without-indicator", action.path)
        elif name and name not in indicators:
            tree.report("unknown-indicator", (*action.path, "indicator"), value=name)
    if criterion.text("basis") in ("sourced", "adjacent") and not criterion.data.get("source"):
        tree.report("source-missing", (*criterion.path, "basis"), value=criterion.text("basis"))
