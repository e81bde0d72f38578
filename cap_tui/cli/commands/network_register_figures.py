"""`network certificates`, `network equality`, `network figures`: what the register adds up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer import Option

from cap_tui.cli.arguments import AS_JSON, whole
from cap_tui.cli.commands.network_register_data import balance_data, deadline_data, figures_data
from cap_tui.cli.errors import InvalidError
from cap_tui.cli.output import out, out_json, say
from cap_tui.cli.tables import table, terminal_width
from cap_tui.core.errors import N_
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import long_date, percent, short_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cap_tui.cli.front import Front
    from cap_tui.core.network.certificates import Deadline
    from cap_tui.core.network.equality import Balance
    from cap_tui.core.network.figures import Figures

DAYS = Option("90", "--within", metavar=N_("DAYS"), help=N_("How many days ahead to look, 90 unless said."))
YEAR = Option("", "--year", metavar=N_("YEAR"), help=N_("The year; the last one by default."))
MOST = 3_660
"""Days ahead: ten years."""
YEARS = range(1900, 2101)


class FigureCommands:
    """Reading what the register adds up to."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def certificates(self, *, within: str = DAYS, as_json: bool = AS_JSON) -> None:
        """Print what expired and what comes, the earliest first.

        Raises:
            InvalidError: The number of days is below 0 or beyond ten years.
        """
        from cap_tui.services.network.register_figures import coming

        days = whole(within, "--within")
        if not 0 <= days <= MOST:
            raise InvalidError(parameter="--within", command="cap-tui network certificates")
        with self._front.opened() as workspace:
            found = coming(workspace, days)
        if as_json:
            out_json([deadline_data(one) for one in found])
        elif found:
            _print_deadlines(found)
        else:
            say(_("No certificate expired, and nothing comes within these days."))

    def equality(self, *, year: str = YEAR, as_json: bool = AS_JSON) -> None:
        """Print the shares of women and men by body and by kind of structure."""
        from cap_tui.services.network.register_figures import equality_figures

        with self._front.opened() as workspace:
            wanted, found = equality_figures(workspace, _year(year, "equality"))
        if as_json:
            out_json({"year": wanted, "balances": [balance_data(one) for one in found]})
        elif found:
            _print_balances(wanted, found)
        else:
            say(_("No count of women and men for {year} in the register.").format(year=wanted))

    def figures(self, *, year: str = YEAR, as_json: bool = AS_JSON) -> None:
        """Print the figures of the network."""
        from cap_tui.services.network.register_figures import year_figures

        with self._front.opened() as workspace:
            found = year_figures(workspace, _year(year, "figures"))
        if as_json:
            out_json(figures_data(found))
        else:
            _print_figures(found)


def _year(typed: str, command: str) -> int | None:
    if not typed:
        return None
    year = whole(typed, "--year")
    if year not in YEARS:
        raise InvalidError(parameter="--year", command=f"cap-tui network {command}")
    return year


def _print_deadlines(found: tuple[Deadline, ...]) -> None:
    from cap_tui.core.network.schemes import scheme_name
    from cap_tui.i18n.certificate_words import deadline_words

    rows = [
        [
            deadline_words(one),
            short_date(one.date),
            one.member.name,
            scheme_name(one.certificate.scheme),
            one.certificate.number,
            one.certificate.group,
        ]
        for one in found
    ]
    headers = [_("What"), _("Day"), _("Structure"), _("Approach"), _("Certificate number"), _("Group")]
    for line in table(headers, rows, flexible=2, width=terminal_width()):
        out(line)


def _print_balances(year: int, found: tuple[Balance, ...]) -> None:
    from cap_tui.services.network.register_words import body_label, counted_label

    def shown(count: int | None) -> str:
        return "—" if count is None else str(count)

    rows = [
        [
            "" if one.kinds else body_label(one.body),
            counted_label(one.kinds),
            str(one.structures),
            shown(one.women),
            shown(one.men),
            percent(one.share),
        ]
        for one in found
    ]
    headers = [str(year), _("Structures counted"), _("How many"), _("Women"), _("Men"), _("Share of women")]
    for line in table(headers, rows, right=(2, 3, 4, 5), flexible=1, width=terminal_width()):
        out(line)
    if any(one.women is None for one in found):
        say(_("— : fewer than five structures counted; nothing is shown that would expose one of them."))


def _print_figures(found: Figures) -> None:
    from cap_tui.core.network.schemes import scheme_name
    from cap_tui.services.network.register_words import kinds_label

    if found.fictional:
        out(_("FICTIONAL DATA"))
    out(
        ngettext("{count} structure on {day}", "{count} structures on {day}", found.structures).format(
            count=found.structures, day=long_date(found.day)
        )
    )
    _print_counts(_("By kind"), found.kinds, lambda kind: kinds_label((kind,) if kind else ()))
    _print_counts(_("By regional delegation"), found.regions, lambda region: region or _("not stated"))
    _print_counts(_("Entered in {year}").format(year=found.day.year), found.entered, scheme_name)
    _print_counts(_("Engaged: {count}").format(count=found.engaged_any), found.engaged, scheme_name)
    _print_counts(_("Certified: {count}").format(count=found.certified_any), found.certified, scheme_name)
    groups = ngettext("{count} group", "{count} groups", found.groups).format(count=found.groups)
    grouped = ngettext("{count} structure", "{count} structures", found.grouped).format(count=found.grouped)
    out(_("{groups}, which gather {structures}").format(groups=groups, structures=grouped))


def _print_counts(title: str, counts: Mapping[str, int], label: Callable[[str], str]) -> None:
    out(title)
    for value, count in counts.items():
        out(f"{count:>7}  {label(value)}")
    if not counts:
        out("      —")
