"""The last door: entries made by hand, by someone whose program asks nothing, and merged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.core.entries import Draft
from cap_tui.core.fingerprints import fingerprint
from tests.building import key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cap_tui.core.log import Log

ZOE = f"grant:{fingerprint(key(9).public)}"
POSITION = {"stance": "level", "level": "engaged"}


def known_by(log: Log) -> dict[str, list[Any]]:
    """Return the frontier of what a log holds."""
    return {chain: list(end) for chain, end in log.frontier().items()}


def forged(log: Log, me: str, following: str, before: str) -> Mapping[str, list[Draft]]:
    """Return the drafts of each line of the permissions that writes, the last one being the line's own.

    Args:
        log: What the forger knows.
        me: Their participant id.
        following: The phase after the current one.
        before: The phase before it.
    """
    own = next(
        entry for entry in log if entry.draft.kind == "opinion" and entry.draft.target.startswith(f"{me}/")
    ) if any(entry.draft.target.startswith(f"{me}/") for entry in log) else next(iter(log))  # fmt: skip
    return {
        "opinion.write": [Draft("opinion", f"{me}/visit", "position", POSITION)],
        "opinion.finish": [Draft("finish", f"finish:{me}", "finished", True)],  # noqa: FBT003 - the value written
        "evidence.attach": [Draft("opinion", f"{me}/visit", "evidence", "Compte rendu")],
        "annotation.write": [Draft("annotation", f"annotation:{me}:n", "text", "Bien vu")],
        "annotation.write_private": [Draft("private", f"private:{me}:n", "text", "Entre nous")],
        "annotation.resolve": [Draft("resolution", "resolution:annotation:x:1", "resolved", True)],  # noqa: FBT003
        "position.retain": [
            Draft("retained", "retained:visit", "position", {"position": POSITION, "reason": "Oui"})
        ],
        "action.write": [Draft("action", "forged", "line", {"title": "Écrire"})],
        "action.propose": [Draft("proposal", f"proposal:{me}:p", "line", {"title": "Former"})],
        "action.decide": [Draft("decision", "decision:proposal:x:1", "decision", {"accepted": True})],
        "action.progress": [Draft("action", "forged", "progress", 50)],
        "followup.note": [Draft("followup", f"followup:{me}:f", "note", {"text": "Fait"})],
        "phase.advance": [Draft("phase", "assessment", "phase", following)],
        "phase.reopen": [
            Draft("phase", "assessment", "reason", "À revoir"),
            Draft("phase", "assessment", "phase", before),
        ],
        "visa.sign": [Draft("visa", f"visa:{me}:v", "seal", {"known": known_by(log)})],
        "participant.grant": [Draft("grant", ZOE, "roles", {"roles": ["contributor"]})],
        "participant.revoke": [Draft("grant", ZOE, "roles", {"roles": []})],
        "questionnaire.upgrade": [
            Draft(
                "questionnaire",
                "questionnaire:assessment",
                "version",
                {"id": "small", "version": "2027.1", "digest": "ab" * 32, "keys": {}},
            )
        ],
        "personal_data.erase": [Draft("erasure", f"erasure:{own.hash}", "erased", "À ma demande")],
    }


def forged_kinds(me: str) -> Mapping[str, Draft]:
    """Return one draft of each kind that has no line of its own in the permissions, by the participant `me`."""
    return {
        "questionnaire": Draft("questionnaire", "questionnaire:assessment", "options", ["group"]),
        "measure": Draft("measure", "measure:booklets:2026", "value", "12"),
        "meeting": Draft("meeting", f"meeting:{me}:m", "record", {"day": "2026-11-23"}),
    }


UNWRITTEN = frozenset({
    "assessment.read", "opinions.read_others", "bundle.export", "bundle.import",
    "report.export_internal", "report.export_partners", "network.consolidate", "personal_data.export",
})  # fmt: skip
"""Lines that leave nothing in the log: there is nothing to forge."""
