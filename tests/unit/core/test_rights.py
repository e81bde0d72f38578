from __future__ import annotations

from typing import Any

import pytest

from cap_tui.core.entries import Draft
from cap_tui.core.permissions import Phase, phase_named
from cap_tui.core.rights import right_of

C, S, P, F, X = Phase


@pytest.mark.parametrize(
    ("name", "phase"),
    [
        ("collecting", C),
        ("consensus", S),
        ("planning", P),
        ("follow_up", F),
        ("closed", X),
        ("later", C),
        (3, C),
    ],
)
def test_a_phase_is_known_by_its_name_and_one_of_a_later_version_is_the_most_open(
    name: object, phase: Phase
) -> None:
    assert phase_named(name) is phase


@pytest.mark.parametrize(
    ("kind", "field", "value", "phase", "line"),
    [
        ("opinion", "position", {}, C, "opinion.write"),
        ("opinion", "constat", "", C, "opinion.write"),
        ("opinion", "evidence", "", F, "evidence.attach"),
        ("finish", "finished", True, C, "opinion.finish"),
        ("annotation", "text", "", C, "annotation.write"),
        ("private", "text", "", C, "annotation.write_private"),
        ("resolution", "resolved", True, C, "annotation.resolve"),
        ("retained", "position", {}, S, "position.retain"),
        ("action", "title", "", C, "action.write"),
        ("action", "title", "", F, "action.write"),
        ("action", "progress", 10, P, "action.write"),
        ("action", "progress", 10, F, "action.progress"),
        ("proposal", "line", {}, C, "action.propose"),
        ("decision", "decision", {}, C, "action.decide"),
        ("followup", "note", {}, F, "followup.note"),
        ("meeting", "record", {}, F, "followup.note"),
        ("visa", "seal", {}, P, "visa.sign"),
        ("setting", "blind", True, C, "participant.grant"),
        ("grant", "roles", {"roles": ["peer"]}, C, "participant.grant"),
        ("grant", "roles", {"roles": []}, C, "participant.revoke"),
        ("grant", "roles", {}, C, "participant.revoke"),
        ("grant", "roles", ["peer"], C, "participant.grant"),
        ("grant", "person", {"name": "Zoé"}, C, "participant.grant"),
        ("erasure", "erased", "", X, "personal_data.erase"),
        ("succession", "known", {}, X, "assessment.read"),
        ("phase", "phase", "consensus", C, "phase.advance"),
        ("phase", "phase", "planning", S, "phase.advance"),
        ("phase", "phase", "closed", F, "phase.advance"),
        ("phase", "phase", "closed", X, "phase.advance"),
        ("phase", "phase", "collecting", S, "phase.reopen"),
        ("phase", "phase", "planning", F, "phase.reopen"),
        ("phase", "phase", "follow_up", X, "phase.reopen"),
        ("phase", "reason", "À revoir", C, "phase.reopen"),
        ("assessment", "genesis", {}, C, ""),
        ("unheard-of", "text", "", C, ""),
    ],
)
def test_what_is_written_asks_for_the_line_that_the_law_has_for_it(
    kind: str, field: str, value: Any, phase: Phase, line: str
) -> None:
    assert right_of(Draft(kind, "target", field, value), phase) == line
