"""What happens to a plan of the demonstration once it is made: phases, the visa, progress, notes, follow-up meetings."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from cap_tui.core.entries import Draft
from cap_tui.core.kinds import (
    ACTION,
    FOLLOWUP,
    MEETING,
    NOTE,
    PHASE,
    PHASE_TARGET,
    RECORD,
    SEAL,
    VISA,
    participant_of,
    target_of,
)
from cap_tui.core.meetings import record
from cap_tui.core.permissions import Phase
from cap_tui.core.plan import encode_field
from cap_tui.core.questionnaire import ROOT
from cap_tui.services.folding import official_positions, opinions_of, options_of
from cap_tui.services.planning import checked_field
from cap_tui.services.projecting import concerned_by
from cap_tui.services.scores import Standing
from cap_tui.services.sealing import visa_body

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cap_tui.core.log import Log
    from cap_tui.core.meetings import Frontier
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.services.environment import Environment
    from cap_tui.services.journal import Author


def demo_action(number: int) -> str:
    """Return the id of a line of the plan of a demonstration."""
    return f"demo/{number}"


def plan_drafts(item: dict[str, Any], author: Author, environment: Environment) -> Iterator[Draft]:
    """Return how a turn carries the plan on.

    Args:
        item: `changes`, each the number of an action (`on`) and the fields of `Action` that change; `followups`, each a
            `text` and the number of an action (`on`), or none for the whole plan.
        author: Who writes.
        environment: Where ids come from.
    """
    for changed in item.get("changes", ()):
        group = environment.new_id()
        for name in (name for name in changed if name != "on"):
            value = changed[name].strip() if isinstance(changed[name], str) else changed[name]
            field = encode_field(checked_field(name, value))
            yield Draft(ACTION, demo_action(changed["on"]), name, field, group)
    for said in item.get("followups", ()):
        target = target_of(FOLLOWUP, participant_of(author.key.public), environment.new_id())
        about = demo_action(said["on"]) if "on" in said else ""
        value = {"text": said["text"].strip(), "action": about}
        yield Draft(FOLLOWUP, target, NOTE, value, environment.new_id())


def move_drafts(item: dict[str, Any], environment: Environment) -> Iterator[Draft]:
    """Return the moves from phase to phase that end a turn: `phases`, in order."""
    for name in item.get("phases", ()):
        yield Draft(PHASE, PHASE_TARGET, PHASE, Phase(name).value, environment.new_id())


def record_drafts(
    item: dict[str, Any],
    kinds: Iterable[str],
    questionnaire: Questionnaire,
    author: Author,
    environment: Environment,
    log: Log,
) -> Iterator[Draft]:
    """Return what a turn records of all that was written before: a `meeting`, a `visa`.

    Args:
        item: `meeting`: `present`, `next`, `decisions`, `reviewed` (numbers of actions); `visa`: what the signer adds.
        kinds: Of the structure.
        questionnaire: The pinned content.
        author: Who records.
        environment: Where ids come from.
        log: All that was written before.
    """
    me = participant_of(author.key.public)
    if "meeting" in item:
        held = item["meeting"]
        value = record(
            datetime.fromisoformat(item["started"]).date(),
            tuple(held["present"]),
            date.fromisoformat(held["next"]) if "next" in held else None,
            held.get("decisions", "").strip(),
            tuple(map(demo_action, held["reviewed"])),
            _frontier(log),
        )
        yield Draft(
            MEETING, target_of(MEETING, me, environment.new_id()), RECORD, value, environment.new_id()
        )
    if "visa" in item:
        fresh = environment.new_id()
        body = _covered(log, kinds, questionnaire)
        yield Draft(VISA, target_of(VISA, me, fresh), SEAL, {**body, "comment": item["visa"].strip()}, fresh)


def _frontier(log: Log) -> Frontier:
    """Return where each chain ends; everyone in a demonstration was let in."""
    return dict(sorted(log.frontier().items()))


def _covered(log: Log, kinds: Iterable[str], questionnaire: Questionnaire) -> dict[str, Any]:
    """Return what a visa covers."""
    concerned = concerned_by(questionnaire, kinds, options_of(log))
    positions = official_positions(log, opinions_of(log, participant_of(log.director)))
    return visa_body(log, questionnaire.digest, Standing.of(questionnaire, positions, concerned).totals[ROOT])
