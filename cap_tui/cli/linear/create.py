"""A new evaluation, one question at a time; what is wrong is said at once and asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cap_tui.cli.arguments import whole
from cap_tui.cli.commands.showing import said
from cap_tui.cli.linear.dialogue import digits, numbered
from cap_tui.core.errors import CapError
from cap_tui.core.structures import KINDS, REGIONS
from cap_tui.i18n import _, explain
from cap_tui.services.structures import KindNeededError, NameNeededError, checked_siret, checked_structure

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.cli.linear.dialogue import Dialogue
    from cap_tui.services.workspace import Workspace

T = TypeVar("T")


def create(dialogue: Dialogue, workspace: Workspace) -> str:
    """Ask for all that an evaluation needs, begin it and return its id; empty when no questionnaire can be used.

    Raises:
        CapError: Refused, e.g. it exists already.
        BackError: The person goes back.
    """
    name = _asked(dialogue, _("Name of the structure:"), _name)
    siret = _asked(dialogue, _("SIRET, 14 digits:"), checked_siret)
    dialogue.say(*numbered(KINDS))
    kinds = _asked(dialogue, _("Kinds of structure (numbers or names, commas between them):"), _kinds)
    region = dialogue.choose(_("Regional delegation (Enter for none):"), REGIONS)
    questionnaire = _questionnaire(dialogue, workspace)
    if not questionnaire:
        return ""
    present = workspace.now().astimezone().year
    year = _asked(
        dialogue,
        _("Year (Enter: {year}):").format(year=present),
        lambda typed: whole(typed or str(present), _("Year")),
    )
    structure = checked_structure(name, siret, kinds, "" if region is None else REGIONS[region])
    summary = workspace.new_assessment(structure, questionnaire, year)
    dialogue.say(_("Saved. The evaluation of {name} is ready.").format(name=summary.structure.name))
    return summary.id


def _asked(dialogue: Dialogue, question: str, read: Callable[[str], T]) -> T:
    """Ask until what was typed can be read; each refusal is told."""
    while True:
        try:
            return read(dialogue.ask(question))
        except CapError as error:
            dialogue.say(explain(error))


def _name(typed: str) -> str:
    if not typed:
        raise NameNeededError
    return typed


def _kinds(typed: str) -> list[str]:
    """Return kinds named by their number or their letters.

    Raises:
        KindNeededError: None, or one that does not exist.
    """
    found = []
    for word in (part.strip() for part in typed.split(",")):
        place = digits(word)
        if place is not None and 1 <= place <= len(KINDS):
            found.append(KINDS[place - 1])
        elif word.upper() in KINDS:
            found.append(word.upper())
        else:
            raise KindNeededError(kinds=", ".join(KINDS))
    return found


def _questionnaire(dialogue: Dialogue, workspace: Workspace) -> str:
    usable = [item.questionnaire for item in workspace.questionnaires() if item.questionnaire is not None]
    if not usable:
        dialogue.say(
            _("No questionnaire can be read on this machine. Run “cap-tui questionnaire list” to see why.")
        )
        return ""
    if len(usable) == 1:
        return usable[0].id
    names = [f"{said(item.title)}, {item.version}" for item in usable]
    place = None
    while place is None:
        place = dialogue.choose(_("Which questionnaire?"), names)
    return usable[place].id
