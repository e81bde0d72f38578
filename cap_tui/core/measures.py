"""Values of indicators over the years: what was counted, what is aimed at, and which way it goes.

A year of an indicator is one target of the log; its value, its goal and its source are fields of their own, so that two
people who fill in one each never undo the other. An indicator keeps its values by its id, whatever the version of the
questionnaire; those of an indicator that is no longer asked stay readable.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cap_tui.core.dates import FIRST_YEAR, LAST_YEAR
from cap_tui.core.figures import read_number
from cap_tui.core.kinds import GOAL, MEASURE, SOURCE, VALUE, rest_of, target_of
from cap_tui.core.questionnaire import Indicator
from cap_tui.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from cap_tui.core.log import Log
    from cap_tui.core.questionnaire import Questionnaire

MOST_COURSE = 10
"""Years that one line of a course shows."""

MOST_SOURCE = 1_000
"""Characters of a source that are read."""


class Trend(StrEnum):
    """Which way an indicator goes, judged by what is better for it."""

    PROGRESS = "progress"
    DECLINE = "decline"
    STABLE = "stable"
    NONE = "none"
    """Nothing to compare with, or nothing says which way is better."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One year of one indicator.

    Attributes:
        indicator: Id of the indicator.
        year: 2000 to 2100.
        value: What was counted, in the unit of the indicator; None when not known yet.
        goal: What was aimed at for that year; None when nothing was.
        source: Where the value comes from, in one line; may be empty.
    """

    indicator: str
    year: int
    value: Decimal | None = None
    goal: Decimal | None = None
    source: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is known of that year."""
        return self.value is None and self.goal is None and not self.source


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator and its years.

    Attributes:
        indicator: What is counted; for one that is no longer asked, what is known of it: at least its id.
        criteria: Ids of the criteria asked here that carry it, in reading order; empty when none does any more.
        theme: Id of the outermost section of the first of them; empty when there is none.
        measures: Its years that say something, oldest first.
    """

    indicator: Indicator
    criteria: tuple[str, ...] = ()
    theme: str = ""
    measures: tuple[Measure, ...] = ()

    @property
    def criterion(self) -> str:
        """Id of the first criterion that carries it; empty when none does."""
        return self.criteria[0] if self.criteria else ""

    @property
    def valued(self) -> tuple[Measure, ...]:
        """Its years that have a value, oldest first."""
        return tuple(measure for measure in self.measures if measure.value is not None)

    @property
    def last(self) -> Measure | None:
        """The last year that has a value."""
        return next(reversed(self.valued), None)

    @property
    def course(self) -> tuple[Decimal | None, ...]:
        """The values of the last years, a place a year up to the last valued one; None where there is no value."""
        last, valued = self.last, self.valued
        if last is None:
            return ()
        first = max(valued[0].year, last.year - MOST_COURSE + 1)
        return tuple(self.of(year).value for year in range(first, last.year + 1))

    @property
    def goal(self) -> Measure | None:
        """The last year that has a goal: what is aimed at now."""
        return next((measure for measure in reversed(self.measures) if measure.goal is not None), None)

    def of(self, year: int) -> Measure:
        """Return one year, empty when nothing is known of it."""
        found = next((measure for measure in self.measures if measure.year == year), None)
        return found or Measure(self.indicator.id, year)

    def before(self, year: int) -> Measure | None:
        """Return the last year before `year` that has a value: a year without a count does not break a series."""
        return next((measure for measure in reversed(self.valued) if measure.year < year), None)

    def trend(self, year: int | None = None) -> Trend:
        """Return which way a year goes from the valued year before it; the last valued year unless said."""
        last = self.last if year is None else self.of(year)
        earlier = self.before(last.year) if last else None
        if last is None or earlier is None:
            return Trend.NONE
        return trend_between(earlier.value, last.value, self.indicator.better)

    def reached(self, year: int | None = None) -> bool | None:
        """Return whether a year's value reaches its goal; None when nothing can be said. The last valued year unless said."""
        last = self.last if year is None else self.of(year)
        return reached(last.value, last.goal, self.indicator.better) if last else None


def trend_between(before: Decimal | None, after: Decimal | None, better: str) -> Trend:
    """Return which way two values go.

    Args:
        before: The earlier one.
        after: The later one.
        better: `higher` or `lower`; empty when neither way is better.
    """
    if before is None or after is None or better not in ("higher", "lower"):
        return Trend.NONE
    if before == after:
        return Trend.STABLE
    return Trend.PROGRESS if (after > before) == (better == "higher") else Trend.DECLINE


def reached(value: Decimal | None, goal: Decimal | None, better: str) -> bool | None:
    """Return whether a value reaches a goal; None when one is not known, or when nothing says which way is better."""
    if value is None or goal is None or better not in ("higher", "lower"):
        return None
    return value >= goal if better == "higher" else value <= goal


def measure_target(indicator: str, year: int) -> str:
    """Return the target of one year of an indicator."""
    return target_of(MEASURE, indicator, str(year))


_YEAR = re.compile("[0-9]{4}")


def placed(target: str) -> tuple[str, int] | None:
    """Return the indicator and the year a target names; None when it names none this program could have written."""
    indicator, _colon, year = rest_of(target).rpartition(":")
    if not indicator or _YEAR.fullmatch(year) is None or not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return None
    return indicator, int(year)


def measures_of(log: Log) -> dict[str, tuple[Measure, ...]]:
    """Return every year that says something, oldest first, by indicator id in order.

    What is not a number, or not a year, reads as nothing: another program may have written anything.
    """
    found: dict[str, list[Measure]] = {}
    for target in log.targets(MEASURE):
        place = placed(target)
        if place is None:
            continue
        source = log.value(target, SOURCE)
        measure = Measure(
            *place,
            value=read_number(log.value(target, VALUE)),
            goal=read_number(log.value(target, GOAL)),
            source=one_line(source, limit=MOST_SOURCE) if isinstance(source, str) else "",
        )
        if not measure.empty:
            found.setdefault(place[0], []).append(measure)
    return {
        name: tuple(sorted(measures, key=lambda measure: measure.year))
        for name, measures in sorted(found.items())
    }


def series_of(log: Log, questionnaire: Questionnaire, concerned: Iterable[str]) -> tuple[Series, ...]:
    """Return every indicator asked here with its years, each once, in reading order; many have no year yet.

    Args:
        log: The assessment's log.
        questionnaire: As it is followed now.
        concerned: Ids of the criteria asked.
    """
    measures, asked = measures_of(log), set(concerned)
    carriers: dict[str, list[str]] = {}
    indicators: dict[str, Indicator] = {}
    for criterion in questionnaire.criteria.values():
        for indicator in criterion.indicators if criterion.id in asked else ():
            indicators.setdefault(indicator.id, indicator)
            carriers.setdefault(indicator.id, []).append(criterion.id)
    return tuple(
        Series(
            indicator=indicator,
            criteria=tuple(carriers[name]),
            theme=questionnaire.path[carriers[name][0]][0].id,
            measures=measures.get(name, ()),
        )
        for name, indicator in indicators.items()
    )


def orphans_of(log: Log, asked: Iterable[Series], known: Mapping[str, Indicator]) -> tuple[Series, ...]:
    """Return the indicators that have years and are not asked here any more, by id.

    Args:
        log: The assessment's log.
        asked: What `series_of` gives.
        known: Indicators of any version at hand, by id; the others are named by their id alone.
    """
    names = {series.indicator.id for series in asked}
    return tuple(
        Series(known.get(name) or Indicator(name, name, "", "realisation"), measures=measures)
        for name, measures in measures_of(log).items()
        if name not in names
    )
