"""Editions of a standard: their dates, and what criteria say of each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cap_tui.catalogue.lint.tree import Node, Tree


def check_editions(tree: Tree) -> None:
    """Report editions that cannot be told apart, odd dates, and criteria that cite no clause of theirs."""
    standards: dict[str, str] = {}
    first: dict[str, int] = {}
    for edition in tree.root.items("editions"):
        path = (*edition.path, "standard")
        name, standard = edition.text("id"), edition.text("standard")
        if standard in first:
            tree.report("duplicate-standard", path, value=standard, other=first[standard])
            standard = ""  # said once: what criteria cite of it is not looked at
        elif standard:
            first[standard] = tree.line(path)
        if name:
            standards.setdefault(name, standard)
        _check_dates(tree, edition)
    for criterion in tree.criteria:
        _check_names(tree, criterion, standards)
        _check_clauses(tree, criterion, standards)


def _check_dates(tree: Tree, edition: Node) -> None:
    before: date | None = None
    for deadline in edition.items("dates"):
        written, path = deadline.text("date"), (*deadline.path, "date")
        day = _day(written)
        if day is None:
            if written.count("-") == 2 and written.replace("-", "").isdigit():  # noqa: PLR2004 - year-month-day
                tree.report("impossible-date", path, value=written)
            continue
        if before is not None and day < before:
            tree.report("dates-not-rising", path)
        before = day


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _check_names(tree: Tree, criterion: Node, standards: dict[str, str]) -> None:
    """Report editions that the file does not have, and additions that no one would ever see."""
    changes, reasons = criterion.child("changes"), criterion.child("no_reference")
    named = [
        *criterion.names("editions"),
        *(((*node.path, name), name) for node in (changes, reasons) for name in node.data),
    ]
    for path, name in named:
        if name not in standards:
            tree.report("unknown-edition", path, value=name)
    oldest, own = next(iter(standards), None), {name for _path, name in criterion.names("editions")}
    for name in changes.data:
        if name == oldest:
            tree.report("changes-oldest", (*changes.path, name), value=name)
        elif name in standards and own and name not in own:
            tree.report("changes-elsewhere", (*changes.path, name), value=name)


def _check_clauses(tree: Tree, criterion: Node, standards: dict[str, str]) -> None:
    """Report, for each edition, neither clause nor reason, or both."""
    cited: dict[str, int] = {}
    for reference in criterion.items("references"):
        cited.setdefault(reference.text("standard"), tree.line(reference.path))
    own = {name for _path, name in criterion.names("editions")} or standards.keys()
    reasons = criterion.child("no_reference")
    for name, standard in standards.items():
        if not standard:
            continue
        if standard in cited and name in reasons.data:
            path = (*reasons.path, name)
            tree.report("no-reference-cited", path, standard=standard, other=cited[standard])
        elif name in own and standard not in cited and name not in reasons.data:
            tree.report("edition-uncited", (*criterion.path, "references"), standard=standard, value=name)
