"""Ids and codes: unique, and built on those above; sections that hold something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.catalogue.schema import MAX_DEPTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.catalogue.lint.tree import Node, Tree


def check_identity(tree: Tree) -> None:
    """Report repeated ids and codes, doubtful prefixes and empty or too deep sections."""
    nodes = [*tree.sections, *tree.criteria]
    _report_repeats(tree, nodes, "id", "duplicate-id")
    _report_repeats(tree, nodes, "code", "duplicate-code")
    lists = [tree.root.items(key) for key in ("services", "sources", "options", "editions")]
    for siblings in (tree.levels, *lists):
        _report_repeats(tree, siblings, "id", "duplicate-id")
    for criterion in tree.criteria:
        _report_repeats(tree, criterion.items("indicators"), "id", "duplicate-id")
        above = criterion.above.text("id") if criterion.above else ""
        if above and criterion.text("id") and not criterion.text("id").startswith(f"{above}."):
            tree.report("id-prefix", (*criterion.path, "id"), prefix=above)
    for node in nodes:
        above = node.above.text("code") if node.above else ""
        if above and node.text("code") and not node.text("code").startswith(above):
            tree.report("code-prefix", (*node.path, "code"), value=node.text("code"), prefix=above)
    for section in tree.sections:
        _check_section(tree, section)


def _check_section(tree: Tree, section: Node) -> None:
    if not section.data.get("objectives") and not section.data.get("criteria"):
        tree.report("empty-section", section.path, title=tree.words(section, "title") or section.text("id"))
    if section.depth > MAX_DEPTH:
        tree.report("section-too-deep", section.path, limit=MAX_DEPTH)


def _report_repeats(tree: Tree, nodes: Sequence[Node], key: str, code: str) -> None:
    """Report each value of `key` met before, with the line where it was first."""
    values = [node.text(key) for node in nodes if node.text(key)]
    if len(set(values)) == len(values):
        return
    first: dict[str, int] = {}
    for node in sorted(nodes, key=lambda node: tree.line((*node.path, key))):
        value = node.text(key)
        if value in first:
            tree.report(code, (*node.path, key), value=value, other=first[value])
        elif value:
            first[value] = tree.line((*node.path, key))
