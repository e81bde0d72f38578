"""`personal-data`: all that one person wrote, handed over or erased for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer import Option

from cap_tui.cli.arguments import EVALUATION
from cap_tui.cli.errors import DONE, REFUSED
from cap_tui.cli.output import agreed, out_json, say
from cap_tui.cli.people_lines import person_named
from cap_tui.core.errors import N_
from cap_tui.core.text import one_line
from cap_tui.i18n import _

if TYPE_CHECKING:
    from cap_tui.cli.front import Front

PERSON = Option(
    None,
    "--person",
    metavar=N_("NAME"),
    help=N_("Someone else, by name or fingerprint: open to the director."),
)
WHY = Option(..., "--why", metavar=N_("TEXT"), help=N_("Why; it stays in the history, so name nobody."))
YES = Option(False, "--yes", "-y", help=N_("Do not ask before erasing."))  # noqa: FBT003 - a default value


class PersonalDataCommands:
    """What the law gives people over what they wrote."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def export(self, reference: str = EVALUATION, *, person: str | None = PERSON) -> None:
        """Print as JSON all that someone wrote."""
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
            data = dossier.personal_data(person_named(dossier, person).id if person else "")
        out_json(data)

    def erase(
        self, reference: str = EVALUATION, *, person: str | None = PERSON, why: str = WHY, yes: bool = YES
    ) -> int:
        """Erase the words of all that someone wrote; 1 when it was not wanted after all."""
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
            whom = person_named(dossier, person) if person else dossier.me
            question = _(
                "Erase for good all that {name} wrote in this evaluation? It cannot be undone, here or on the "
                "computers that receive it."
            ).format(name=one_line(whom.name) or whom.fingerprint)
            if not yes and not agreed(question):
                return REFUSED
            dossier.erase_person(whom.id, why)
        say(_("Erased. Backups made before still hold it: they go as they are replaced."))
        return DONE
