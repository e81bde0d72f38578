"""What indicators are worth, year after year: read in order, written a field at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.dates import FIRST_YEAR, LAST_YEAR
from cap_tui.core.entries import Draft
from cap_tui.core.errors import N_, CapError
from cap_tui.core.figures import parse_number, plain
from cap_tui.core.kinds import GOAL, MEASURE, SOURCE, VALUE
from cap_tui.core.measures import Series, measure_target, orphans_of, series_of
from cap_tui.core.text import one_line
from cap_tui.services.texts import whole_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from cap_tui.core.assessments import AssessmentSummary, Changes
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.services.environment import Environment
    from cap_tui.services.journal import Journal
    from cap_tui.services.past import Past


class UnknownIndicatorError(CapError):
    """No such indicator is asked here."""

    sentence = N_(
        "No indicator “{indicator}” in this evaluation. See the list with: cap-tui indicators {assessment}"
    )


class MeasureYearError(CapError):
    """Not a year an indicator may have."""

    sentence = N_("The year of a value lies between {first} and {last}.")


class Measuring:
    """The part of an open assessment that holds the values of indicators."""

    summary: AssessmentSummary
    questionnaire: Questionnaire
    concerned: tuple[str, ...]
    _journal: Journal
    _environment: Environment
    _commit: Callable[[Callable[[], list[Draft]]], Changes]
    past: Callable[[], Past]

    def indicators(self) -> tuple[Series, ...]:
        """Return every indicator of the criteria asked here with its years, each once, in reading order."""
        return series_of(self._journal.log, self.questionnaire, self.concerned)

    def orphan_measures(self) -> tuple[Series, ...]:
        """Return the indicators that have values here and are not asked any more: readable, never lost."""
        known = {
            name: indicator
            for version in (*self.past().versions, self.questionnaire)
            for name, (_criterion, indicator) in version.indicators.items()
        }
        return orphans_of(self._journal.log, self.indicators(), known)

    def series(self, indicator_id: str) -> Series:
        """Return one indicator with its years, asked here or not any more.

        Raises:
            UnknownIndicatorError: It is not asked here, and has no value either.
        """
        asked = self.indicators()
        found = next((series for series in asked if series.indicator.id == indicator_id), None)
        if found is None:
            orphans = self.orphan_measures()
            found = next((series for series in orphans if series.indicator.id == indicator_id), None)
        if found is None:
            raise self._unknown(indicator_id)
        return found

    def measure(
        self,
        indicator_id: str,
        year: int,
        *,
        value: str | Decimal | None = None,
        goal: str | Decimal | None = None,
        source: str | None = None,
    ) -> Changes:
        """Write what is known of one year of an indicator, in one gesture.

        Args:
            indicator_id: One of those asked here.
            year: 2000 to 2100.
            value: What was counted, as typed or exact; empty clears it, None leaves it.
            goal: What is aimed at for that year; likewise.
            source: Where the value comes from; likewise.

        Raises:
            UnknownIndicatorError: It is not asked here.
            MeasureYearError: Not such a year.
            CapError: Not a number that fits the unit, a text too long, or refused by the phase or the database.
        """
        asked = next((item for item in self.indicators() if item.indicator.id == indicator_id), None)
        if asked is None:
            raise self._unknown(indicator_id)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise MeasureYearError(first=FIRST_YEAR, last=LAST_YEAR)
        unit = asked.indicator.unit
        wanted = {
            VALUE: _number(value, unit),
            GOAL: _number(goal, unit),
            SOURCE: None if source is None else whole_line(source),
        }
        target, group = measure_target(indicator_id, year), self._environment.new_id()

        def drafts() -> list[Draft]:
            log = self._journal.log
            return [
                Draft(MEASURE, target, field, text, group)
                for field, text in wanted.items()
                if text is not None and text != (log.value(target, field) or "")
            ]

        return self._commit(drafts)

    def clear_measure(self, indicator_id: str, year: int) -> Changes:
        """Take away all that was said of one year of an indicator; the history keeps it.

        Raises:
            CapError: As `measure`.
        """
        return self.measure(indicator_id, year, value="", goal="", source="")

    def _unknown(self, indicator_id: str) -> UnknownIndicatorError:
        return UnknownIndicatorError(
            indicator=one_line(indicator_id, limit=60), assessment=self.summary.id[:8]
        )


def _number(typed: str | Decimal | None, unit: str) -> str | None:
    """Return a number as entries hold it; None when nothing is to be written."""
    if typed is None:
        return None
    return plain(parse_number(typed if isinstance(typed, str) else _exact(typed), unit))


def _exact(number: Decimal) -> str:
    return plain(number) if number.is_finite() else str(number)
