"""Groupes et égalité: structures certified together, and women and men by body, as tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.network.certificates import GroupState
from cap_tui.core.network.equality import balances, years
from cap_tui.core.network.schemes import scheme_name
from cap_tui.core.plotting import stacked
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.certificate_words import risk_words, standing_words
from cap_tui.i18n.formats import percent
from cap_tui.i18n.network_words import NOTHING
from cap_tui.services.network.register_groups import group_pages
from cap_tui.services.network.register_words import answer_words, body_label, counted_label, kinds_label
from cap_tui.tui.screens.network_table import Column, Row, Table
from cap_tui.tui.widgets.bars import row_content
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.core.network.certificates import GroupStanding
    from cap_tui.core.network.equality import Balance
    from cap_tui.services.network.register_groups import GroupPage, MemberFindings
    from cap_tui.tui.screens.network_source import Looked, Source

BLANK = Block(Content(""))
BAR = 12


@dataclass(frozen=True, slots=True)
class Held:
    """A group under one approach."""

    page: GroupPage
    standing: GroupStanding


def groups_table(source: Source, _looked: Looked) -> Table:
    """Return the groups and what puts their certificate at risk."""
    pages = group_pages(source.workspace)
    rows = [
        Row(f"{page.group.name} {standing.scheme}", Held(page, standing), opens=page.group.name)
        for page in pages
        for standing in page.standings
    ]
    count = ngettext("{count} group", "{count} groups", len(pages)).format(count=len(pages))
    risky = sum(row.value.standing.state is GroupState.AT_RISK for row in rows)
    risk = ngettext("{count} certificate at risk", "{count} certificates at risk", risky).format(count=risky)
    return Table(
        head=(joined(count, Content.styled(f"! {risk}", "bold $alert") if risky else risk),),
        columns=(
            Column(_("Group"), 0, lambda held: held.page.group.name),
            Column(_("Structures"), 11, _members, right=True, wide=True),  # the state says how many too
            Column(_("Approach"), 15, lambda held: scheme_name(held.standing.scheme)),
            Column(_("State"), 34, lambda held: state_words(held.standing)),
        ),
        rows=rows,
        about=lambda held, _width: _about(held),
        nothing=_("No group in the register."),
        explained=(
            _(
                "In a group, one structure without its certificate fails all the others: it is at risk as soon as a member "
                "holds no valid certificate with the group, or has a major finding open. Only the dossiers that are here, "
                "sealed and coordinated by you, are read."
            ),
        ),
    )


def _members(held: Held) -> str:
    return str(len(held.page.group.members))


def state_words(standing: GroupStanding) -> Content:
    """Return where a group stands, with a sign and how many hold the certificate."""
    sign, style = {
        GroupState.CERTIFIED: ("✓", "$good"),
        GroupState.AT_RISK: ("!", "bold $alert"),
        GroupState.NOT_CERTIFIED: ("✗", "bold"),
    }[standing.state]
    return Content.styled(f"{sign} {standing_words(standing)}", style)


def _about(held: Held) -> list[Block]:
    blocks = [
        Block(joined(Content.styled(held.page.group.name, "bold"), state_words(held.standing))),
        *(Block(Content(risk_words(risk)), margin=Content("! ")) for risk in held.standing.risks),
    ]
    return [*blocks, Block(Content.styled(_("Enter shows the findings of all its members."), "$muted"))]


def group_blocks(page: GroupPage) -> list[Block]:
    """Return a group on one page: where it stands, then each member with its open findings."""
    blocks = []
    for standing in page.standings:
        name = scheme_name(standing.scheme)
        blocks.append(Block(joined(Content.styled(name, "bold") if name else "", state_words(standing))))
        blocks += [Block(Content(risk_words(risk)), margin=Content("  ! ")) for risk in standing.risks]
    for member in page.members:
        blocks += [BLANK, *_member(member)]
    return blocks


def _member(member: MemberFindings) -> Iterator[Block]:
    own = member.record.member
    yield Block(
        joined(Content.styled(own.name, "bold $accent"), f"SIRET {own.siret}", kinds_label(own.kinds))
    )
    if member.missing:
        yield Block(Content(_(member.missing)), margin=Content(f"  {NOTHING} "))
        return
    read = ", ".join(f"{one.questionnaire_title} {one.year}" for one in member.dossiers)
    yield Block(Content.styled(read, "$muted"), margin=Content("  "))
    if not member.findings:
        yield Block(Content(_("No open finding.")), margin=Content("  ✓ "))
    for finding in member.findings:
        sign = "✗ " if finding.major else "! "
        title = joined(f"{finding.code} {finding.title}", finding.level)
        yield Block(title.stylize("bold") if finding.major else title, margin=Content(f"  {sign}"))
        for line in finding.lines:
            yield Block(Content(answer_words(line)), margin=Content("      "))
        if not finding.lines:
            yield Block(Content(_("nothing in the plan answers it")), margin=Content("      "))


def equality_table(source: Source, looked: Looked) -> Table:
    """Return women and men by body, the whole then its blocks of five structures or more."""
    records = source.records()
    known = years(records)
    year = looked.counted or (known[0] if known else source.today.year)
    found = balances(records, year)
    rows: list[Row] = []
    for one in found:
        if not one.kinds:
            rows.append(Row(one.body, heading=body_label(one.body)))
        rows.append(Row(f"{one.body} {one.kinds}", one))
    return Table(
        head=(joined(Content.styled(str(year), "bold"), _("a figure needs five structures or more")),),
        columns=(
            Column(_("Structures counted"), 0, lambda one: counted_label(one.kinds)),
            Column(_("Structures"), 11, lambda one: str(one.structures), right=True),
            Column(_("Women"), 8, lambda one: _count(one.women), right=True),
            Column(_("Men"), 8, lambda one: _count(one.men), right=True),
            Column(_("Share of women"), 16, lambda one: percent(one.share), right=True),
            Column("", BAR + 1, _bar),
        ),
        rows=rows,
        about=lambda one, _width: _about_balance(one),
        nothing=_("No count of women and men for {year} in the register.").format(year=year),
        explained=(
            _(
                "Each structure counts the women and the men of each of its bodies. Nothing is shown for fewer than five "
                "structures; kinds that are too rare are put together, so that no subtraction singles anyone out."
            ),
        ),
    )


def _count(count: int | None) -> str:
    return NOTHING if count is None else str(count)


def _bar(one: Balance) -> Content:
    """Return women and men side by side, each by its letter."""
    if not one.women and not one.men:
        return Content("")
    letters = (_("Women")[0], _("Men")[0])
    return row_content(
        stacked([(letters[0], one.women or 0, "$secondary"), (letters[1], one.men or 0, "$muted")], BAR)
    )


def _about_balance(one: Balance) -> list[Block]:
    structures = ngettext("{count} structure", "{count} structures", one.structures).format(
        count=one.structures
    )
    blocks = [
        Block(joined(Content.styled(body_label(one.body), "bold"), counted_label(one.kinds), structures))
    ]
    if one.women is None or one.men is None:
        return [
            *blocks,
            Block(
                Content(
                    _(
                        "— : fewer than five structures counted; nothing is shown that would expose one of them."
                    )
                )
            ),
        ]
    told = _("women {women}, men {men}: {share} of women").format(
        women=one.women, men=one.men, share=percent(one.share, 1)
    )
    return [*blocks, Block(Content(told))]
