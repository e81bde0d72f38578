"""The scale and the bands: rising, and legible without colour."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from cap_tui.catalogue.lint.tree import Tree


def check_scale(tree: Tree) -> None:
    """Report levels and bands that do not rise, and symbols that cannot tell levels apart."""
    _check_levels(tree)
    _check_labels(tree)
    _check_symbols(tree)
    _check_bands(tree)


def _check_levels(tree: Tree) -> None:
    """Report a level that is not above the one before; two levels of an audit scale may be worth the same."""
    equal_is_fine = tree.root.child("scale").text("kind") == "conformity"
    before: int | Decimal | None = None
    for level in tree.levels:
        score = tree.number(level, "score")
        if (
            score is not None
            and before is not None
            and (score < before or (score == before and not equal_is_fine))
        ):
            tree.report("scale-not-rising", (*level.path, "score"))
        before = score if score is not None else before


def _check_labels(tree: Tree) -> None:
    """Report two levels of the same name, and a scale on which everything is worth the same."""
    first: dict[str, int] = {}
    for level in tree.levels:
        label = tree.words(level, "label").strip()
        path = tree.where(level, "label")
        if label.casefold() in first:
            tree.report("label-twice", path, value=label, other=first[label.casefold()])
        elif label:
            first[label.casefold()] = tree.line(path)
    scores = [tree.number(level, "score") for level in tree.levels]
    if len(scores) > 1 and None not in scores and len(set(scores)) == 1:
        tree.report("scale-flat", (*tree.levels[-1].path, "score"))


def _check_symbols(tree: Tree) -> None:
    first: dict[str, int] = {}
    for level in tree.levels:
        symbol, path = level.text("symbol"), (*level.path, "symbol")
        if symbol and not _takes_one_cell(symbol):
            tree.report("symbol-width", path, value=symbol)
        if symbol in first:
            tree.report("symbol-twice", path, value=symbol, other=first[symbol])
        elif symbol:
            first[symbol] = tree.line(path)


def _takes_one_cell(symbol: str) -> bool:
    return (
        len(symbol) == 1
        and not symbol.isspace()
        and unicodedata.east_asian_width(symbol) not in "WF"
        and not unicodedata.category(symbol).startswith(("M", "C"))
    )


def _check_bands(tree: Tree) -> None:
    bands = tree.root.items("bands")
    before: int | Decimal = 0
    for band in bands[:-1]:
        bound = tree.number(band, "below")
        if band.data.get("below") is None:
            tree.report("band-without-bound", band.path)
        elif bound is not None and bound <= before:
            tree.report("band-not-rising", (*band.path, "below"))
        before = bound if bound is not None else before
    if bands and bands[-1].data.get("below") is not None:
        tree.report("last-band-bound", (*bands[-1].path, "below"))
