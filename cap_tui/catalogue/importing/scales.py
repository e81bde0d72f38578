"""Scales used when a source has none, and what every scale needs: symbols that tell its levels apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.catalogue.importing.draft import DraftLevel, DraftScale
from cap_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

_ROUND: Mapping[int, str] = {2: "○●", 3: "○◑●", 4: "○◔◑●", 5: "○◔◑◕●"}
MIN_LEVELS, MAX_LEVELS = 2, 9


def symbols(count: int) -> str:
    """Return as many symbols as levels: circles that fill up, or digits when there are more than five."""
    return _ROUND.get(count) or "123456789"[:count]


def conformity() -> DraftScale:
    """Return the scale of requirements that are met, partly or not."""
    levels = [("non-compliant", _("Not compliant"), 0), ("partial", _("Partly compliant"), 50)]
    return _scale("conformity", [*levels, ("compliant", _("Compliant"), 100)], "compliant")


def four_levels() -> DraftScale:
    """Return the scale of CAP."""
    levels = [("to-build", _("To build"), 0), ("engaged", _("Engaged"), 30)]
    return _scale(
        "maturity",
        [*levels, ("controlled", _("Controlled"), 70), ("exemplary", _("Exemplary"), 100)],
        "controlled",
    )


def _scale(kind: Any, levels: list[tuple[str, str, int]], target: str) -> DraftScale:
    marks = symbols(len(levels))
    drafts = [
        DraftLevel(name, label, mark, score) for (name, label, score), mark in zip(levels, marks, strict=True)
    ]
    return DraftScale(kind, drafts, target)
