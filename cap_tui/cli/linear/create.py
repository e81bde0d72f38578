"""A new evaluation, one question at a time; what is wrong is said at once and asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cap_tui.cli.arguments import whole
from cap_tui.cli.linear.dialogue import digits, numbered
from cap_tui.core.errors import CapError
from cap_tui.core.structures import KINDS, REGIONS
from cap_tui.i18n import _, explain
from cap_tui.i18n.labels import said
from cap_tui.services.structures import KindNeededError, NameNeededError, checked_siret, checked_structure

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from cap_tui.cli.linear.dialogue import Dialogue
    from cap_tui.core.questionnaire import Questionnaire
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
    if questionnaire is None:
        return ""
    options = included(dialogue, questionnaire)
    present = workspace.now().astimezone().year
    year = _asked(
        dialogue,
        _("Year (Enter: {year}):").format(year=present),
        lambda typed: whole(typed or str(present), _("Year")),
    )
    structure = checked_structure(name, siret, kinds, "" if region is None else REGIONS[region])
    summary = workspace.new_assessment(structure, questionnaire.id, year, options)
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


def included(
    dialogue: Dialogue, questionnaire: Questionnaire, chosen: Collection[str] | None = None
) -> list[str]:
    """Ask which options of a questionnaire an evaluation includes and return their ids; nothing is asked when it has none.

    Args:
        dialogue: Asks.
        questionnaire: What the evaluation follows.
        chosen: What it includes now, said before each question; None while it begins.

    Raises:
        BackError: The person goes back.
    """
    found = []
    for option in questionnaire.options:
        if chosen is not None:
            state = _("included") if option.id in chosen else _("not included")
            dialogue.say(_("{name}: {text}").format(name=said(option.label), text=state))
        if dialogue.agreed(_("Include “{option}”?").format(option=said(option.label))):
            found.append(option.id)
    return found


def _questionnaire(dialogue: Dialogue, workspace: Workspace) -> Questionnaire | None:
    usable = [item.questionnaire for item in workspace.questionnaires() if item.questionnaire is not None]
    if not usable:
        dialogue.say(
            _("No questionnaire can be read on this machine. Run “cap-tui questionnaire list” to see why.")
        )
        return None
    if len(usable) == 1:
        return usable[0]
    names = [f"{said(item.title)}, {item.version}" for item in usable]
    place = None
    while place is None:
        place = dialogue.choose(_("Which questionnaire?"), names)
    return usable[place]
