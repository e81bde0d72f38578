"""The views of director, peer, third party and team, and what was retained after pooling."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cap_tui.core.permissions import Role
from cap_tui.core.positions import Stance
from cap_tui.core.review import DIVERGENCE_NAMES, DIVERGENCE_SIGNS, Divergence
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.labels import role_label
from cap_tui.reports.outline.blocks import Facts, Grid, Group, Passage, Tone, facts, grid, part
from cap_tui.reports.wording.people import part_taken, person_name
from cap_tui.reports.wording.reader import NOTHING, content
from cap_tui.reports.wording.views import (
    compared,
    divergence_text,
    position_of,
    roles_heard,
    several,
    team_heard,
    team_text,
    views_text,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cap_tui.core.questionnaire import Criterion
    from cap_tui.core.review import CrossedViews, Retained
    from cap_tui.reports.outline.blocks import Part
    from cap_tui.reports.wording.reader import Reader


def crossed(reader: Reader) -> list[Part]:
    """Return the chapter, or nothing when fewer than two sides spoke."""
    if not several(reader):
        return []
    told = _("The same criteria, looked at by several people who each gave their own position.")
    if not reader.private:
        told = _(
            "The same criteria, looked at by several people who each gave their own position. Names and remarks are left out."
        )
    rows = [
        (
            person_name(person),
            ", ".join(map(role_label, person.roles)) or _("No longer takes part"),
            part_taken(person),
        )
        for person in reader.data.people
    ]
    people = grid(_("Who takes part"), (_("Name"), _("Role"), _("Taking part")), rows)
    return [part(_("Crossed views"), (Passage(told, Tone.LEAD), _summary(reader), people, _table(reader)))]


def _summary(reader: Reader) -> Facts:
    counts = Counter(
        views.divergence
        for views in map(reader.data.views.get, reader.data.concerned)
        if views is not None and compared(reader, views)
    )
    rated = sum(counts.values())
    text = ngettext("criterion rated by two sides at least", "criteria rated by two sides at least", rated)
    pairs = [(_begun(text), str(rated))]
    for one in Divergence:
        name = _(DIVERGENCE_NAMES[one])
        pairs.append((f"{DIVERGENCE_SIGNS[one]} {name}", str(counts[one])))
    if _any_retained(reader):
        retained = sum(views.retained is not None for views in reader.data.views.values())
        text = ngettext("position retained after pooling", "positions retained after pooling", retained)
        pairs.append((_begun(text), str(retained)))
    return Facts(tuple(pairs))


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]


def _table(reader: Reader) -> Grid:
    roles = roles_heard(reader)
    heads = [_("Criterion"), *map(role_label, roles)]
    heads += [_("Team")] if team_heard(reader) else []
    heads += [_("Divergence")] if len(roles) > 1 else []
    heads += [_("Retained")] if _any_retained(reader) else []
    groups = tuple(
        Group(
            f"{section.code} {content(section.title)}",
            tuple(_row(reader, criterion, roles) for criterion in reader.concerned(section)),
        )
        for section in reader.objectives()
    )
    return Grid(_("Each criterion, seen from each side"), tuple(heads), groups)


def _any_retained(reader: Reader) -> bool:
    return any(views.retained for views in reader.data.views.values())


def _row(reader: Reader, criterion: Criterion, roles: Sequence[Role]) -> tuple[str, ...]:
    views = reader.data.views.get(criterion.id)
    row = [f"{criterion.code} {content(criterion.title)}"]
    for role in roles:
        position = position_of(views, role)
        if views is None and role is Role.DIRECTOR:
            position = reader.data.opinion(criterion.id).position
        row.append(reader.level(position) if position else NOTHING)
    if team_heard(reader):
        row.append(team_text(reader, views.team) if views and views.team else NOTHING)
    if len(roles) > 1:
        row.append(divergence_text(reader, views))
    if _any_retained(reader):
        row.append(reader.level(views.retained.position) if views and views.retained else NOTHING)
    return tuple(row)


def pooled(reader: Reader) -> list[Part]:
    """Return the chapter, or nothing when no position was retained or when reasons are not for this audience."""
    if not reader.private:
        return []
    criteria, views = reader.questionnaire.criteria, reader.data.views
    found = [
        _pooled(reader, criteria[key], views[key])
        for key in reader.data.concerned
        if key in views and views[key].retained is not None
    ]
    if not found:
        return []
    summary = ngettext(
        "{count} criterion was settled together. The position retained is the one that counts in the score.",
        "{count} criteria were settled together. The position retained is the one that counts in the score.",
        len(found),
    ).format(count=len(found))
    return [part(_("Pooling"), (Passage(summary, Tone.LEAD),), found)]


def _pooled(reader: Reader, criterion: Criterion, views: CrossedViews) -> Part:
    pairs = [(_("Views"), views_text(reader, views))]
    if compared(reader, views):
        pairs.append((_("Divergence"), divergence_text(reader, views)))
    if views.retained:
        pairs += retained_pairs(reader, views.retained)
    return part(f"{criterion.code} {content(criterion.title)}", (facts(pairs),))


def retained_pairs(reader: Reader, retained: Retained) -> list[tuple[str, str]]:
    """Return the position retained, why, who agreed, and who wrote it down."""
    position, moment = retained.position, reader.moment(retained.at)
    written = _("{name}, {moment}").format(name=retained.by, moment=moment)
    aside = position.stance is Stance.NOT_APPLICABLE
    return [
        (_("Position retained"), reader.level(position)),
        (_("Reason"), position.reason if aside else ""),
        (_("Why"), retained.reason),
        (_("Agreed by"), ", ".join(filter(None, retained.agreed))),
        (_("Recorded by"), written if retained.by else moment),
    ]
