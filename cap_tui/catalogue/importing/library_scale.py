"""The scores of a CISO Assistant framework, as a scale in percent."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from cap_tui.catalogue.importing.draft import DraftLevel, DraftScale
from cap_tui.catalogue.importing.scales import MAX_LEVELS, MIN_LEVELS, conformity, symbols
from cap_tui.catalogue.importing.slugs import Names, slug
from cap_tui.i18n import _

if TYPE_CHECKING:
    from cap_tui.catalogue.importing.entry import Entry, Words

_LEVEL_KEYS = frozenset({"score", "name", "description", "translations", "color", "description_doc"})
_HUNDREDTH = Decimal("0.01")


def read_scale(framework: Entry, words: Words) -> DraftScale:
    """Return the scale of a framework; that of conformity when it defines none that can be used."""
    found = _levels(framework)
    low, high = framework.number("min_score"), framework.number("max_score")
    if not found:
        framework.tell("scale-default", _shown(conformity()), key="scores_definition")
        if low is not None or high is not None:
            framework.tell("scale-hole", f"{low or 0} → {high if high is not None else 100}", key="max_score")
        return conformity()
    if not MIN_LEVELS <= len(found) <= MAX_LEVELS:
        framework.tell("scale-unusable", f"{len(found)} → {_shown(conformity())}", key="scores_definition")
        return conformity()
    low, high = _bounds(framework, list(found), low, high)
    percents = {score: _percent(score, low, high) for score in sorted(found)}
    if len(set(percents.values())) < len(found):
        framework.tell("scale-unusable", _shown(conformity()), key="scores_definition")
        return conformity()
    names = Names(60)
    marks = symbols(len(found))
    levels = []
    for mark, score in zip(marks, percents, strict=True):
        label = words.of(found[score], "name") or _("Level {number}").format(number=f"{score.normalize():f}")
        level_id = names.give(slug(label, limit=50, otherwise="level"))
        levels.append(DraftLevel(level_id, label, mark, percents[score]))
        if description := words.of(found[score], "description"):
            found[score].tell("level-description", f"{label} : {description}", limit=2_000)
    framework.tell("target-chosen", levels[-1].label, key="scores_definition")
    return DraftScale("maturity", levels, levels[-1].id)


def _levels(framework: Entry) -> dict[Decimal, Entry]:
    """Return the levels that are well written, by score; told otherwise."""
    holder, key = framework, "scores_definition"
    definition = framework.data.get(key)
    if isinstance(definition, dict):  # a scale, and others for some requirements
        inner = framework.entry(key)
        if inner is not None:
            for name in definition.get("alternatives") or ():
                inner.tell("scale-alternative", name, key="alternatives")
            inner.tell_unknown(frozenset({"scale", "alternatives"}))
            holder, key = inner, "scale"
    found: dict[Decimal, Entry] = {}
    for level in holder.entries(key, "scale-level"):
        level.tell_unknown(_LEVEL_KEYS)
        score = level.number("score")
        if score is None or score in found:
            level.tell("scale-level", level.text("name") or level.text("score"))
        else:
            found[score] = level
    return found


def _bounds(
    framework: Entry, scores: list[Decimal], low: Decimal | None, high: Decimal | None
) -> tuple[Decimal, Decimal]:
    """Return the scores worth 0 % and 100 %: those declared when the levels fit between them."""
    least, most = min(scores), max(scores)
    declared = f"{_plain(low)} … {_plain(high)} ≠ {_plain(least)} … {_plain(most)}"
    low_bad = low is not None and low > least
    high_bad = high is not None and high < most
    if low_bad or high_bad or (low is not None and high is not None and low >= high):
        framework.tell("scale-conflict", declared, key="min_score" if low_bad else "max_score")
        return least, most
    low, high = low if low is not None else least, high if high is not None else most
    if (low, high) != (least, most):
        framework.tell("scale-hole", declared, key="min_score" if low != least else "max_score")
    return low, high


def _plain(score: Decimal | None) -> str:
    return "?" if score is None else f"{score.normalize():f}"


def _percent(score: Decimal, low: Decimal, high: Decimal) -> int | Decimal:
    """Return where a score stands between two others, in percent, to the hundredth."""
    share = ((score - low) * 100 / (high - low)).quantize(_HUNDREDTH)
    return int(share) if share == share.to_integral_value() else share.normalize()


def _shown(scale: DraftScale) -> str:
    return ", ".join(f"{level.label} {level.score}" for level in scale.levels)
