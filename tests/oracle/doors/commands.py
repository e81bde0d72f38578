"""The second door: the command line, each line of the permissions as what a person types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.fingerprints import fingerprint
from tests.building import key
from tests.corpus.versions.pair import SMALL_LATER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ZOE = fingerprint(key(9).public)


def typed(reference: str, sent: Path, place: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the arguments of each line that has a command.

    Args:
        reference: Id of the evaluation.
        sent: A file someone sent.
        place: A folder to write in.
    """
    return {
        "opinion.write": ("answer", reference, "1.1.2", "engaged"),
        "opinion.finish": ("finish", reference),
        "annotation.write": ("remarks", reference, "add", "1.1.2", "Bien vu"),
        "annotation.write_private": ("remarks", reference, "add", "1.1.2", "Entre nous", "--private"),
        "annotation.resolve": ("remarks", reference, "resolve", "1"),
        "position.retain": ("retain", reference, "1.1.1", "engaged", "--why", "Accord"),
        "action.write": ("plan", reference, "add", "Planifier la visite"),
        "action.propose": ("propose", reference, "Nommer un·e référent·e"),
        "action.decide": ("proposals", reference, "decline", "1", "--why", "Plus tard"),
        "action.progress": ("plan", reference, "set", "1", "progress=50"),
        "followup.note": ("follow-up", reference, "add", "Fait avec l’équipe"),
        "phase.advance": ("phase", reference, "next"),
        "phase.reopen": ("phase", reference, "reopen", "--why", "À revoir"),
        "visa.sign": ("visa", reference, "--sign", "--yes"),
        "participant.grant": ("people", reference, "add", ZOE, "--role", "contributor", "--name", "Zoé"),
        "participant.revoke": ("people", reference, "remove", "Paul"),
        "bundle.export": ("export", "bundle", reference, "--for", "copy", "-o", str(place / "copy.capx")),
        "bundle.import": ("import", str(sent), "--yes", "--trust"),
        "report.export_internal": ("export", "pdf", reference, "-o", str(place / "internal.pdf")),
        "report.export_partners": (
            "export", "pdf", reference, "--audience", "partenaires", "-o", str(place / "partners.pdf"),
        ),
        "personal_data.export": ("personal-data", "export", reference),
        "questionnaire.upgrade": ("questionnaire", "upgrade", reference, str(SMALL_LATER), "--yes"),
        "personal_data.erase": ("personal-data", "erase", reference, "--why", "À ma demande", "--yes"),
    }  # fmt: skip


UNTYPED = frozenset({
    "assessment.read", "opinions.read_others", "evidence.attach", "network.consolidate",
})  # fmt: skip
"""Lines without a command that does only this: reading is never refused to who holds the file, evidence goes with an answer."""
