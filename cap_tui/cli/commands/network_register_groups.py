"""`network groups`: structures certified together, and what puts the certificate of all at risk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer import Argument

from cap_tui.cli.arguments import AS_JSON, DETAILS
from cap_tui.cli.commands.network_register_data import group_data
from cap_tui.cli.errors import DONE
from cap_tui.cli.forms import expect, known_verb
from cap_tui.cli.output import out, out_json, say
from cap_tui.cli.tables import table, terminal_width
from cap_tui.core.errors import N_
from cap_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cap_tui.cli.front import Front
    from cap_tui.services.network.register_groups import GroupPage, MemberFindings

VERB = Argument("list", metavar=N_("VERB"), help=N_("list, show or rename; list by default."))
FORMS = {
    "list": N_("cap-tui network groups list"),
    "show": N_('cap-tui network groups show "GROUP"'),
    "rename": N_('cap-tui network groups rename "GROUP" "NEW NAME"'),
}
_COUNTS = {"list": 0, "show": 1, "rename": 2}


class GroupCommands:
    """Reading the groups."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def groups(self, verb: str = VERB, rest: list[str] | None = DETAILS, *, as_json: bool = AS_JSON) -> int:
        """Print the groups, or one of them with the findings of all its members."""
        from cap_tui.services.network.register import name_group
        from cap_tui.services.network.register_groups import group_page, group_pages

        known_verb(verb, tuple(FORMS), "network groups")
        details = rest or []
        expect(details, _COUNTS[verb], FORMS[verb])
        with self._front.opened() as workspace:
            if verb == "rename":
                name_group(workspace, details[0], details[1])
                pages: Sequence[GroupPage] = [group_page(workspace, " ".join(details[1].split()))]
            else:
                pages = [group_page(workspace, details[0])] if verb == "show" else group_pages(workspace)
        if as_json:
            data = [group_data(page) for page in pages]
            out_json(data if verb == "list" else data[0])
        elif verb == "list":
            _print_table(pages)
        else:
            for line in _page_lines(pages[0]):
                out(line)
        return DONE


def _print_table(pages: Sequence[GroupPage]) -> None:
    from cap_tui.core.network.schemes import scheme_name
    from cap_tui.i18n.certificate_words import risk_words, standing_words

    if not pages:
        say(_("No group yet. To begin one: cap-tui network register join SIRET GROUP"))
        return
    rows = [
        [
            page.group.name,
            str(len(page.group.members)),
            scheme_name(standing.scheme),
            standing_words(standing),
            "; ".join(risk_words(risk) for risk in standing.risks),
        ]
        for page in pages
        for standing in page.standings
    ]
    headers = [_("Group"), _("Structures"), _("Approach"), _("State"), _("At risk because of")]
    for line in table(headers, rows, right=(1,), flexible=4, width=terminal_width()):
        out(line)


def _page_lines(page: GroupPage) -> Iterator[str]:
    """Yield a group on one page."""
    from cap_tui.core.network.schemes import scheme_name
    from cap_tui.i18n.certificate_words import risk_words, standing_words

    count = len(page.group.members)
    yield _("{name}: {members}").format(
        name=page.group.name,
        members=ngettext("{count} structure", "{count} structures", count).format(count=count),
    )
    for standing in page.standings:
        if standing.scheme:
            yield _("{scheme}: {state}").format(
                scheme=scheme_name(standing.scheme), state=standing_words(standing)
            )
        else:
            yield standing_words(standing)
        for risk in standing.risks:
            yield f"  ! {risk_words(risk)}"
    for member in page.members:
        yield ""
        yield from _member_lines(member)


def _member_lines(member: MemberFindings) -> Iterator[str]:
    from cap_tui.services.network.register_words import answer_words

    yield f"{member.record.member.name} ({member.record.member.siret})"
    if member.missing:
        yield "  — " + _(member.missing)
        return
    for dossier in member.dossiers:
        yield f"  {dossier.questionnaire_title} {dossier.year}"
    if not member.findings:
        yield "  " + _("No open finding.")
    for finding in member.findings:
        yield f"  {finding.code} {finding.title} — {finding.level}"
        for line in finding.lines:
            yield f"      {answer_words(line)}"
        if not finding.lines:
            yield "      " + _("nothing in the plan answers it")
