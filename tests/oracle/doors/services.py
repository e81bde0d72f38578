"""The first door: the use-cases, each line of the permissions as the gesture a screen would make."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.fingerprints import fingerprint
from cap_tui.core.permissions import Role
from cap_tui.core.review import NoteKind
from cap_tui.reports.report_data import Audience
from cap_tui.services.exchanging import bundle_bytes, preview
from cap_tui.services.exports import report_data
from tests.building import key, level
from tests.corpus.versions.pair import SMALL_LATER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace


@dataclass(frozen=True)
class Seat:
    """Someone at their machine, with a file that was sent to them."""

    workspace: Workspace
    dossier: Dossier
    sent: Path


def _reads_others(seat: Seat) -> None:
    """Read what the director says; a contributor says first that they have finished."""
    dossier = seat.dossier
    if Role.CONTRIBUTOR in dossier.roles and dossier.may("opinion.finish"):
        dossier.finish()
    voices = {voice.role for voice in dossier.views("1.1.1").voices}
    dossier.demand("opinions.read_others")
    assert Role.DIRECTOR in voices


def _takes_in(seat: Seat) -> None:
    blocked = preview(seat.workspace, seat.sent).blocked
    if blocked is not None:
        raise blocked


def _first_action(dossier: Dossier) -> str:
    return dossier.actions()[0].id


def _resolves(seat: Seat) -> None:
    seat.dossier.resolve(seat.dossier.threads("1.1.1")[0].id)


def _decides(seat: Seat) -> None:
    seat.dossier.decide(seat.dossier.proposals()[0].id, accepted=False, reason="Plus tard")


GESTURES: dict[str, Callable[[Seat], object]] = {
    "assessment.read": lambda seat: seat.dossier.demand("assessment.read"),
    "opinions.read_others": _reads_others,
    "opinion.write": lambda seat: seat.dossier.answer("1.1.2", level("engaged")),
    "opinion.finish": lambda seat: seat.dossier.finish(),
    "evidence.attach": lambda seat: seat.dossier.write("1.1.2", "evidence", "Compte rendu"),
    "annotation.write": lambda seat: seat.dossier.annotate("1.1.2", NoteKind.REMARK, "Bien vu"),
    "annotation.write_private": lambda seat: seat.dossier.annotate(
        "1.1.2", NoteKind.REMARK, "Entre nous", private=True
    ),
    "annotation.resolve": _resolves,
    "position.retain": lambda seat: seat.dossier.retain("1.1.1", level("engaged"), reason="Accord"),
    "action.write": lambda seat: seat.dossier.add_action(title="Planifier la visite"),
    "action.propose": lambda seat: seat.dossier.propose_action("Nommer un·e référent·e"),
    "action.decide": _decides,
    "action.progress": lambda seat: seat.dossier.set_action(_first_action(seat.dossier), progress=50),
    "followup.note": lambda seat: seat.dossier.note_followup("Fait avec l’équipe"),
    "phase.advance": lambda seat: seat.dossier.advance(),
    "phase.reopen": lambda seat: seat.dossier.reopen("À revoir"),
    "visa.sign": lambda seat: seat.dossier.sign_visa(expected=seat.dossier.visa_state().state),
    "participant.grant": lambda seat: seat.dossier.grant(
        fingerprint(key(9).public), Role.CONTRIBUTOR, name="Zoé"
    ),
    "participant.revoke": lambda seat: seat.dossier.revoke(
        next(person.fingerprint for person in seat.dossier.people() if Role.PEER in person.roles)
    ),
    "questionnaire.upgrade": lambda seat: seat.dossier.upgrade(SMALL_LATER.read_bytes()),
    "bundle.export": lambda seat: bundle_bytes(seat.workspace, seat.dossier, "copy"),
    "bundle.import": _takes_in,
    "report.export_internal": lambda seat: report_data(seat.dossier, Audience.INTERNE),
    "report.export_partners": lambda seat: report_data(seat.dossier, Audience.PARTENAIRES),
    "personal_data.export": lambda seat: seat.dossier.personal_data(),
    "personal_data.erase": lambda seat: seat.dossier.erase_person(seat.dossier.me.id, "À ma demande"),
}
"""What each line is for a person. Consolidating has no use-case yet."""

WRITES = frozenset(GESTURES) - {
    "assessment.read", "opinions.read_others", "bundle.export", "bundle.import", "report.export_internal",
    "report.export_partners", "personal_data.export",
}  # fmt: skip
"""Gestures that write in the log."""
