"""`indicators` and `measure`: what indicators are worth year after year, read and written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer import Argument, Option

from cap_tui.cli.arguments import AS_JSON, EVALUATION, whole
from cap_tui.cli.errors import FormError, UnknownOptionError
from cap_tui.cli.measure_lines import measure_line, series_data, series_lines
from cap_tui.cli.output import out, out_json, say
from cap_tui.core.errors import N_
from cap_tui.core.text import one_line
from cap_tui.i18n import _

if TYPE_CHECKING:
    from cap_tui.cli.front import Front

INDICATOR = Argument(..., metavar=N_("INDICATOR"), help=N_("Its id, as “cap-tui indicators” prints it."))
YEAR = Argument(..., metavar=N_("YEAR"), help=N_("The year counted, 2000 to 2100."))
VALUE = Argument(
    None, metavar=N_("VALUE"), help=N_("A number such as 12,5 or 1234, in the unit of the indicator.")
)
GOAL = Option(
    None, "--goal", metavar=N_("VALUE"), help=N_("What is aimed at for that year; “” takes it away.")
)
SOURCE = Option(
    None, "--source", metavar=N_("TEXT"), help=N_("Where the value comes from; “” takes it away.")
)
CLEAR = Option(False, "--clear", help=N_("Take away all that was said of that year."))  # noqa: FBT003 - a default value
ERASE_SOURCE = Option(
    False,  # noqa: FBT003 - a default value
    "--erase-source",
    help=N_("Erase the source for good, in all its versions, when it names someone."),
)
MEASURE_FORM = N_("cap-tui measure EVALUATION INDICATOR YEAR VALUE [--goal VALUE] [--source TEXT]")


class MeasureCommands:
    """Reading and writing the figures of indicators."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def indicators(self, reference: str = EVALUATION, *, as_json: bool = AS_JSON) -> None:
        """Print every indicator with its years, its course and its trend."""
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
        if as_json:
            found = [series_data(dossier, series, asked=True) for series in dossier.indicators()]
            out_json([*found, *(series_data(dossier, one, asked=False) for one in dossier.orphan_measures())])
            return
        for line in series_lines(dossier):
            out(line)

    def measure(
        self,
        reference: str = EVALUATION,
        indicator: str = INDICATOR,
        year: str = YEAR,
        value: str | None = VALUE,
        *,
        goal: str | None = GOAL,
        source: str | None = SOURCE,
        clear: bool = CLEAR,
        erase_source: bool = ERASE_SOURCE,
        as_json: bool = AS_JSON,
    ) -> None:
        """Write one year of an indicator, or take it away."""
        for word in filter(None, (value, indicator, year)):
            if word.startswith("--"):  # let through by the parser so that a value such as -3 can be written
                raise UnknownOptionError(option=one_line(word, limit=60), command="cap-tui measure")
        writes = any(given is not None for given in (value, goal, source))
        if writes + clear + erase_source != 1:
            raise FormError(form=_(MEASURE_FORM))
        key, when = indicator.strip(), whole(year, _("YEAR"))
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
            if clear:
                dossier.clear_measure(key, when)
            elif erase_source:
                dossier.erase_source(key, when)
            else:
                dossier.measure(key, when, value=value, goal=goal, source=source)
        series = dossier.series(key)
        if as_json:
            out_json(series_data(dossier, series, asked=bool(series.criteria)))
        elif clear:
            say(_("Taken away: {indicator}, {year}.").format(indicator=series.indicator.label, year=when))
        elif erase_source:
            say(_("Erased for good: the source of {indicator}, {year}.").format(
                indicator=series.indicator.label, year=when
            ))  # fmt: skip
        else:
            say(_("Saved: {measure}").format(measure=measure_line(series, when)))
