"""What the home screen says of evaluations: the rows, the next thing to do. Pure: summaries in, text out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.due import WITHIN, Matter
from cap_tui.core.permissions import Phase, Role
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.due_words import due_what, due_when
from cap_tui.i18n.formats import percent
from cap_tui.i18n.labels import phase_label, role_label
from cap_tui.i18n.typography import typeset
from cap_tui.tui.screens.home_doors import welcome
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import fictional_mark, joined, progress_bar

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cap_tui.core.assessments import AssessmentSummary
    from cap_tui.core.due import Due

BAR_WIDTH = 10
DUE_SHOWN = 2
"""Things due that are named under the list."""

TITLE_CELLS = 44
"""Cells of a title there: with when it is due it stays on one line of 80 columns."""

WIDE = 100
"""Columns from which a row also says its phase and has a longer bar."""


def assessment_row(summary: AssessmentSummary, width: int) -> Content:
    """Return one evaluation on one line: structure, questionnaire, year, phase, progress, score."""
    totals = summary.totals
    title = typeset(summary.questionnaire_title).partition(" — ")[0]
    wide = width >= WIDE
    bar = progress_bar(totals.answered, totals.total, BAR_WIDTH * 2 if wide else BAR_WIDTH)
    when = f"{title} {summary.year}" + (f" · {phase_label(summary.phase)}" if wide else "")
    right = Content(f"{when}  {bar} {totals.answered:>3}/{totals.total:<3} {percent(totals.score):>6}")
    mark = fictional_mark(summary.structure)
    room = max(width - right.cell_length - mark.cell_length - 2, 8)
    name = Content(summary.structure.name).truncate(room, ellipsis=True)
    left = Content.assemble(name, " ", mark) if mark else name
    return Content.assemble(left, " " * max(width - left.cell_length - right.cell_length, 1), right)


@dataclass(frozen=True, slots=True)
class HomeStanding:
    """What the person at the keyboard is in an evaluation.

    Attributes:
        roles: Theirs; none for someone who only reads.
        waiting: How many things wait for them.
        newer: Number of a later version of its questionnaire, which they may pass to; empty for none.
        due: What is late or due soon there, the latest first.
    """

    roles: tuple[Role, ...]
    waiting: int
    newer: str = ""
    due: tuple[Due, ...] = ()

    @property
    def coordinates(self) -> bool:
        """Whether they gather it for the network."""
        return Role.COORDINATOR in self.roles


def assessment_details(summary: AssessmentSummary, standing: HomeStanding | None = None) -> list[Block]:
    """Return what is known of the evaluation under the cursor, and of what one is in it once that is known."""
    structure = summary.structure
    totals = summary.totals
    left = totals.total - totals.answered
    who = joined(structure.name, fictional_mark(structure), by="  ")
    what = joined(f"SIRET {structure.siret}", ", ".join(structure.kinds), structure.region)
    title = f"{typeset(summary.questionnaire_title)} ({summary.questionnaire_version})"
    progress = (
        _("every criterion is answered")
        if not left
        else ngettext("{count} criterion left", "{count} criteria left", left).format(count=left)
        if summary.phase is Phase.COLLECTING
        else ngettext(
            "{count} criterion without an answer", "{count} criteria without an answer", left
        ).format(count=left)
    )
    score = _("score {score}, coverage {coverage}").format(
        score=percent(totals.score),
        coverage=percent(totals.coverage * 100 if totals.coverage is not None else None),
    )
    return [
        Block(who, style="bold"),
        Block(what),
        Block(Content(title)),
        Block(joined(phase_label(summary.phase), progress, score)),
        Block(_plan(summary, standing)),
        *([] if standing is None else [*_standing(standing), *_due(standing)]),
    ]


def _due(standing: HomeStanding) -> list[Block]:
    """Return the first things due, one a line; the rest is in the plan."""
    blocks = []
    for item in standing.due[:DUE_SHOWN]:
        late = item.matter is Matter.LATE
        what = Content(f"{item.number}. " if item.number else "") + Content(due_what(item)).truncate(
            TITLE_CELLS, ellipsis=True
        )
        when = Content.styled(
            f"! {due_when(item)}" if late else due_when(item), "bold $alert" if late else ""
        )
        blocks.append(Block(Content.assemble(when, " · ", what)))
    return blocks


def _standing(standing: HomeStanding) -> list[Block]:
    """Return what one is when it is not the director, and what waits; nothing for a director for whom nothing waits."""
    said: list[Content | str] = []
    if not standing.roles:
        said.append(_("You only read it: it is another person’s."))
    elif Role.DIRECTOR not in standing.roles:
        roles = ", ".join(role_label(role) for role in standing.roles)
        said.append(Content.styled(_("Your role here: {role}").format(role=roles), "bold"))
    if standing.waiting:
        waits = ngettext("{count} thing waits for you", "{count} things wait for you", standing.waiting)
        said.append(Content.styled(waits.format(count=standing.waiting), "bold $accent"))
    blocks = [Block(joined(*said))] if said else []
    if standing.newer:
        sentence = _(
            "A later version of the questionnaire is here: {version}. To see what it changes: Enter, then F3."
        )
        blocks.append(Block(Content.styled(sentence.format(version=standing.newer), "$accent")))
    return blocks


def _plan(summary: AssessmentSummary, standing: HomeStanding | None) -> Content:
    if not summary.actions:
        return Content(_("No action in the plan yet: p to begin it"))
    lines = ngettext("{count} action in the plan", "{count} actions in the plan", summary.actions)
    late = (
        ngettext("{count} late", "{count} late", summary.late).format(count=summary.late)
        if summary.late
        else ""
    )
    soon = sum(item.matter is Matter.COMING for item in standing.due) if standing else 0
    coming = (
        ngettext("{count} due within {days} days", "{count} due within {days} days", soon).format(
            count=soon, days=WITHIN
        )
        if soon
        else ""
    )
    return joined(
        lines.format(count=summary.actions), Content.styled(late, "bold $alert") if late else "", coming
    )


def next_step(
    summaries: Sequence[AssessmentSummary],
    standings: Mapping[str, HomeStanding] | None = None,
    *,
    begun: Collection[str] | None = None,
    network: bool = False,
) -> Content:
    """Return the one thing to do next, over all evaluations; the doors' introduction when there is none.

    To those who coordinate nothing is said of what others have to do: an evaluation is theirs once it is known to be.

    Args:
        summaries: Of this machine.
        standings: What the person is in those that are known, by id.
        begun: Ids of those that they began; None when that is not known.
        network: Whether there is a network to see.
    """
    if not summaries:
        return welcome()
    own = [summary for summary in summaries if not summary.structure.fictional] or list(summaries)
    guest = {key: one for key, one in (standings or {}).items() if Role.DIRECTOR not in one.roles}
    asked = next((item for item in own if item.id in guest and guest[item.id].waiting), None)
    if asked is not None:
        count = guest[asked.id].waiting
        waits = ngettext("{count} thing waits for you", "{count} things wait for you", count)
        said = waits.format(count=count)
        return _todo(
            _("see what is asked of you on {name}: {what} (Enter, then b)"),
            what=said,
            name=asked.structure.name,
        )
    coordinated = {key for key, one in guest.items() if one.coordinates}
    theirs = set(standings or {}).union(begun or ())
    mine = [summary for summary in own if summary.id not in guest]
    if coordinated or (network and begun is not None):
        mine = [summary for summary in mine if summary.id in theirs]
        if not mine and (coordinated or not guest):
            return _of_the_network([summary for summary in own if summary.id in coordinated])
    return _of_ones_own(mine or own)


def _of_ones_own(own: Sequence[AssessmentSummary]) -> Content:
    """Return what a director does: what is late, then what is begun, then the plan."""
    late = next((summary for summary in own if summary.late), None)
    if late is not None:
        said = ngettext("{count} action is late", "{count} actions are late", late.late).format(
            count=late.late
        )
        return _todo(_("{what} in the plan of {name} (p)"), what=said, name=late.structure.name)
    for summary in own:
        left = summary.totals.total - summary.totals.answered
        if left and summary.phase is Phase.COLLECTING:
            said = ngettext("{count} criterion left", "{count} criteria left", left).format(count=left)
            return _todo(
                _("continue the evaluation of {name}: {what} (Enter)"), what=said, name=summary.structure.name
            )
    bare = next((summary for summary in own if not summary.actions), None)
    if bare is not None:
        whole = bare.phase is Phase.COLLECTING
        said = (
            _("every criterion of {name} is answered: begin the plan (p)")
            if whole
            else _("begin the plan of {name} (p)")
        )
        return _todo(said, name=bare.structure.name)
    return _todo(_("go through the plan of {name} (p), or export it as PDF (x)"), name=own[0].structure.name)


def _of_the_network(coordinated: Sequence[AssessmentSummary]) -> Content:
    """Return what a coordinator does: to see whose plan is late, else where all stand."""
    count = sum(bool(summary.late) for summary in coordinated)
    if not count:
        return _todo(_("see where the structures of the network stand (R)"))
    said = ngettext("{count} late plan", "{count} late plans", count).format(count=count)
    return _todo(_("{what} in the network: see which (R, then 3)"), what=said)


def _todo(sentence: str, **values: str) -> Content:
    return Content.assemble((_("To do now:") + " ", "$accent"), sentence.format(**values))
