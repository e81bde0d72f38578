"""What one person wrote in an evaluation, what erasing takes away and what stays. Pure: values in, paragraphs out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.content import Content

from cap_tui.core.kinds import (
    ACTION,
    ANNOTATION,
    DECISION,
    ERASURE,
    FOLLOWUP,
    MEETING,
    OPINION,
    PHASE,
    PRIVATE,
    PROPOSAL,
    RETAINED,
    VISA,
)
from cap_tui.core.permissions import Role
from cap_tui.i18n import _
from cap_tui.tui.screens.people_lines import role_names
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import joined, person_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cap_tui.core.review import Participant

INDENT = "  – "


@dataclass(frozen=True, slots=True)
class Written:
    """How much one person wrote and that is still there, by kind of entry: targets, not versions."""

    counts: Mapping[str, int]

    def of(self, *kinds: str) -> int:
        """Return how many of some kinds."""
        return sum(self.counts.get(kind, 0) for kind in kinds)

    @property
    def erasable(self) -> int:
        """How many things erasing would empty."""
        return self.of(OPINION, ANNOTATION, PRIVATE, RETAINED, PROPOSAL, DECISION, FOLLOWUP, MEETING)


def written(data: Mapping[str, Any]) -> Written:
    """Return how much is in what `Dossier.personal_data` gives."""
    targets: dict[str, set[str]] = {}
    for entry in data["entries"]:
        if not entry["erased"] and (entry["value"] is not None or entry["kept_from_you"]):
            targets.setdefault(entry["kind"], set()).add(entry["target"])
    return Written({kind: len(found) for kind, found in targets.items()})


def data_blocks(person: Participant, wrote: Written, *, directs: bool, backups: int) -> list[Block]:
    """Return the whole page.

    Args:
        person: Whose data it is.
        wrote: How much there is.
        directs: Whether the reader directs the evaluation.
        backups: How many backups are kept.
    """
    who = joined(
        Content.styled(person_name(person.name), "bold"), person.organisation, role_names(person.roles)
    )
    return [
        Block(who),
        *_part(_("Erasing takes away, for good"), _going(person, wrote, directs=directs)),
        *_part(_("What stays"), _staying(person, wrote, directs=directs)),
        *_part(_("Elsewhere"), _elsewhere(backups)),
    ]


def _part(title: str, sentences: Iterable[str]) -> list[Block]:
    heading = [Block(Content("")), Block(Content.styled(title, "bold $accent"))]
    return [*heading, *(Block(Content(sentence), margin=Content(INDENT)) for sentence in sentences)]


def _going(person: Participant, wrote: Written, *, directs: bool) -> list[str]:
    counted = (
        (_("positions and their texts: {count}"), wrote.of(OPINION)),
        (_("remarks and answers: {count}"), wrote.of(ANNOTATION, PRIVATE)),
        (_("actions proposed: {count}"), wrote.of(PROPOSAL)),
        (_("notes of the follow-up: {count}"), wrote.of(FOLLOWUP)),
        (_("follow-up meetings: {count}"), wrote.of(MEETING)),
        (_("positions retained, with their reasons: {count}"), wrote.of(RETAINED)),
        (_("decisions on actions proposed, with their reasons: {count}"), wrote.of(DECISION)),
    )
    lines = [sentence.format(count=count) for sentence, count in counted if count]
    if _name_goes(person, directs=directs):
        lines.append(_("the name and the organisation in the list of people"))
    return lines or [_("nothing: there are no words of this person here")]


def _name_goes(person: Participant, *, directs: bool) -> bool:
    return directs and Role.DIRECTOR not in person.roles and bool(person.name or person.organisation)


def may_erase(person: Participant, wrote: Written, *, directs: bool) -> bool:
    """Return whether erasing would take anything away."""
    return bool(wrote.erasable) or _name_goes(person, directs=directs)


def _staying(person: Participant, wrote: Written, *, directs: bool) -> list[str]:
    lines = [_("that this person took part, and when they wrote, without the words")]
    actions = wrote.of(ACTION)
    if actions:
        lines.append(
            _("the actions of the plan, which are everyone’s: {count} written or changed by them").format(
                count=actions
            )
        )
    if wrote.of(VISA):
        lines.append(_("the visas signed, with their comments"))
    if not _name_goes(person, directs=directs) and person.name:
        lines.append(
            _("the name of the person who directs, in the evaluation itself")
            if Role.DIRECTOR in person.roles
            else _("the name in the list of people: the person who directs can erase it")
        )
    if wrote.of(PHASE, ERASURE):
        lines.append(_("the reasons given for a change of phase or for an earlier erasure"))
    lines.append(_("what others wrote that names this person: owner of an action, agreed with a position…"))
    return lines


def _elsewhere(backups: int) -> list[str]:
    return [
        _("The other computers erase too as soon as they take in your next file."),
        _(
            "Backups made before, today’s included, still hold these words: the {count} newest are kept, each new one takes "
            "the place of the oldest. Putting one back would bring the words back."
        ).format(count=backups),
        _("The list of trusted people and the import reports of each computer keep the name."),
        _("Files already sent and PDFs already made do not change: delete them where they are."),
    ]
