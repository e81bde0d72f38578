"""All that a person finds when they start the program again, to compare two moments."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cap_tui.services.contacts import contacts
from cap_tui.services.doctor import examine
from cap_tui.services.network.register import register
from cap_tui.services.receipts import receipts
from cap_tui.services.workspace import Workspace
from cap_tui.storage.backups import list_backups, sound
from tests.building import environment
from tests.integration.services.comparing import seen

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.services.dossier import Dossier

IN_THE_MAKING = (".part", ".partial")
"""How files end that are not whole yet; what a crash leaves of them bears no name that a person looks for."""


DRAWN = re.compile(r"world-\d+|[0-9a-f]{64}")
"""What is drawn at each try: ids, hashes and keys."""


def found_again(root: Path) -> dict[str, Any]:
    """Return what a new start finds in a world, once sure that all of it is sound."""
    workspace = Workspace(root / "data", environment("later"))
    try:
        bad = [finding.sentence.format(**finding.values) for finding in examine(workspace) if not finding.ok]
        assert bad == []
        assert all(map(sound, list_backups(workspace.opened.file)))
        people = [(one.name, one.organisation, one.locked, one.current) for one in workspace.profiles()]
        return {
            "people": people,
            "former": len(workspace.public_keys()),
            "contacts": [one.name for one in contacts(workspace)],
            "receipts": [(one.name, one.new) for one in receipts(workspace)],
            "asked": any((root / "data" / "backups").glob("*-asked*.db")),
            "register": register(workspace),
            "files": whole_files(root / "out"),
            "received": whole_files(root / "data" / "received"),
            "dossiers": [told(workspace.open(one.id)) for one in workspace.assessments()],
        }
    finally:
        workspace.close()


def told(dossier: Dossier) -> dict[str, Any]:
    """Return what a dossier says, without what is drawn at random."""
    found = seen(dossier)
    del found["entries"], found["histories"], found["summary"]
    found["actions"] = [replace(action, id="") for action in found["actions"]]
    said = [(one.draft.kind, one.draft.field, DRAWN.sub("", one.value or "")) for one in dossier.entries()]
    return {
        **found,
        "said": said,
        "phase": dossier.summary.phase,
        "version": dossier.questionnaire.version,
        "room": dossier.room.decisions,
        "people": [(one.name, one.roles, one.finished) for one in dossier.people()],
        "notes": [note.text for thread in dossier.threads() for note in thread.notes],
    }


def whole_files(folder: Path) -> list[str]:
    """Return the names of the files of a folder, once sure that none is empty; not those being made."""
    if not folder.is_dir():
        return []
    found = [path for path in sorted(folder.iterdir()) if not path.name.endswith(IN_THE_MAKING)]
    assert all(path.stat().st_size for path in found), found
    return [path.name for path in found]
