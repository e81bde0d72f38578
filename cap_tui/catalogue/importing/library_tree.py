"""Requirements listed one after the other with the urn of their parent, put back as a tree that has an end."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cap_tui.catalogue.importing.entry import number_in
from cap_tui.catalogue.schema import MAX_DEPTH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.catalogue.importing.entry import Entry


@dataclass(slots=True, eq=False)
class Branch:
    """A requirement among the others.

    Attributes:
        depth: Number of requirements above.
    """

    entry: Entry
    urn: str
    parent: Branch | None = None
    children: list[Branch] = field(default_factory=list)
    depth: int = 0


def read_tree(nodes: Sequence[Entry]) -> list[Branch]:
    """Return the branches at the first level, everything beneath them; in the order of the file."""
    branches = [Branch(entry, entry.text("urn").casefold()) for entry in nodes]
    first: dict[str, Branch] = {}
    for branch in branches:
        if not branch.urn:
            branch.entry.tell("no-urn")
        elif branch.urn in first:
            branch.entry.tell("duplicate-urn", branch.urn, key="urn")
        else:
            first[branch.urn] = branch
    for branch in branches:
        _find_parent(branch, first)
    _open_loops(branches)
    roots = _hang(branches)
    _check_depths(roots)
    return roots


def _find_parent(branch: Branch, by_urn: dict[str, Branch]) -> None:
    named = branch.entry.text("parent_urn")
    if not named:
        return
    branch.parent = by_urn.get(named.casefold())
    if branch.parent is None:
        branch.entry.tell("parent-unknown", named, key="parent_urn")


def _open_loops(branches: Sequence[Branch]) -> None:
    """Take its parent away from one branch of each circle, the first in the file."""
    safe: set[int] = set()
    for start in branches:
        path: dict[int, Branch] = {}
        here: Branch | None = start
        while here is not None and id(here) not in safe and id(here) not in path:
            path[id(here)] = here
            here = here.parent
        if here is not None and id(here) in path:
            here.entry.tell("parent-loop", here.entry.text("parent_urn"), key="parent_urn")
            here.parent = None
        safe.update(path)


def _hang(branches: Sequence[Branch]) -> list[Branch]:
    """Put each branch under its parent; those too deep go up, beside what should hold them."""
    roots: list[Branch] = []
    for branch in branches:
        if branch.parent is None:
            roots.append(branch)
        else:
            branch.parent.children.append(branch)
    waiting = list(reversed(roots))
    while waiting:
        branch = waiting.pop()
        children, branch.children = branch.children, []
        for child in children:
            _place(branch, child)
        waiting.extend(reversed(children))
    return roots


def _place(parent: Branch, child: Branch) -> None:
    """Hang a child; one that would be evaluated deeper than nine sections goes under the last that may hold it."""
    holder = parent
    while holder.depth >= MAX_DEPTH and holder.parent is not None:
        holder = holder.parent
    if holder is not parent:
        child.entry.tell("too-deep", parent.urn)
    child.parent, child.depth = holder, holder.depth + 1
    holder.children.append(child)


def _check_depths(roots: Sequence[Branch]) -> None:
    """Tell depths that contradict the parents; libraries count from 1, or from 0 under a section of their own."""
    for root in roots:
        base = number_in(root.entry.text("depth"))
        waiting = [root]
        while waiting:
            branch = waiting.pop()
            written = number_in(branch.entry.text("depth"))
            expected = (base or 0) + branch.depth
            if written is not None and (
                written != expected
                or (branch is root and written > 1 and root.entry.text("parent_urn") == "")
            ):
                branch.entry.tell("depth-conflict", f"{written} ≠ {branch.depth + 1}", key="depth")
            waiting.extend(reversed(branch.children))
