"""The evaluations every written form of the report is tried on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from cap_tui.core.plan import Action
from cap_tui.core.positions import Opinion
from cap_tui.core.review import Voice
from cap_tui.core.structures import Structure
from cap_tui.reports.report_data import Audience, Participant
from cap_tui.services.demo import DEMO_FILE, FOLDER
from cap_tui.services.exports import report_data
from tests.unit.reports.audited import AUDIT_SECRETS, FORMER, GONE, audited
from tests.unit.reports.samples import ACTIONS, OPINIONS, SECRETS, sample
from tests.unit.reports.several import (
    CHANGES,
    FOLLOWUPS,
    PEOPLE,
    PROPOSALS,
    SEVERAL_SECRETS,
    THREADS,
    VIEWS,
    VISA,
    several,
)
from tools.demonstration import MOMENT, demonstration

if TYPE_CHECKING:
    from cap_tui.reports.report_data import ReportData


@cache
def evaluations() -> dict[str, ReportData]:
    """Return a small evaluation, one by several people, one audited, and both demonstrations."""
    found = {"small": sample(), "several": several(), "audited": audited()}
    for name, file, moment in (
        ("cap", DEMO_FILE, MOMENT),
        ("cedre", FOLDER / "cedre-iso9001-2026.yaml", datetime(2026, 12, 1, 9, 0, tzinfo=UTC)),
    ):
        with demonstration(file, moment) as (workspace, reference):
            found[name] = report_data(workspace.open(reference), Audience.INTERNE)
    return found


_TEXTS = (
    "title", "origin", "constat", "evidence", "cause", "correction", "axis", "owner", "contributors", "means", "service",
    "indicator", "baseline", "target", "notes", "effectiveness_proof", "due_reason", "drop_reason",
)  # fmt: skip
HIDDEN = "CANARI-EQUIPE"
"""Of one person of a team too small: on no paper at all."""
TOLD = tuple(one for one in dict.fromkeys((*SECRETS, *SEVERAL_SECRETS, *AUDIT_SECRETS)) if one != HIDDEN)
"""What those who take part read, and partners never."""


def with_secrets(audience: Audience) -> tuple[ReportData, ...]:
    """Return the evaluations that hold them."""
    signed = several(audience=audience, visas=(replace(VISA, changes=CHANGES),))
    return sample(audience=audience), signed, audited(audience=audience)


NAMES = ("small", "several", "audited", "cap", "cedre")


WORD = "ornithorynque"
"""Found nowhere but where it is put."""


def written_by_people(text: str) -> ReportData:
    """Return an evaluation in which everything that people may write is `text`."""
    fields: dict[str, Any] = dict.fromkeys(_TEXTS, text)
    action = replace(ACTIONS[0], **fields)
    opinion = Opinion(OPINIONS["c1.1.1"].position, text, text, text, text)
    views = {
        key: replace(
            one,
            voices=tuple(
                Voice(v.participant, text, v.role, replace(opinion, requirement=text)) for v in one.voices
            ),
            retained=replace(one.retained, reason=text, agreed=(text,), by=text) if one.retained else None,
            team=replace(one.team, comments=(text,)) if one.team else None,
        )
        for key, one in VIEWS.items()
    }
    first = replace(THREADS[0], resolved=True, resolved_by=text)
    return several(
        structure=Structure(text, "53200123400017", (text,), text),
        opinions=dict.fromkeys(VIEWS, opinion),
        actions=(action,),
        participants=(Participant(text, text),),
        seal=text,
        views=views,
        threads=tuple(
            replace(one, notes=tuple(replace(note, author=text, text=text) for note in one.notes))
            for one in (first, *THREADS[1:])
        ),
        visas=(replace(VISA, by=text, comment=text),),
        people=tuple(replace(one, name=text, organisation=text, transcribed_by=text) for one in PEOPLE),
        proposals=tuple(
            replace(
                one, author=text, reason=text, line=Action(id="x", title=text, cause=text, criteria=(text,))
            )
            for one in PROPOSALS
        ),
        followups=tuple(replace(one, author=text, text=text) for one in FOLLOWUPS),
        former=(replace(FORMER, opinion=opinion),),
        former_series=(replace(GONE, measures=tuple(replace(one, source=text) for one in GONE.measures)),),
    )
