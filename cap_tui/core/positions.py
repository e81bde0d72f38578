"""What one person says of one criterion."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from cap_tui.core.errors import N_, CapError
from cap_tui.core.text import clean

if TYPE_CHECKING:
    from cap_tui.core.questionnaire import Criterion, Scale


class Stance(StrEnum):
    """The three ways to take position; none of them is “unanswered”."""

    LEVEL = "level"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


class UnknownLevelError(CapError):
    """The scale has no such level."""

    sentence = N_("No level “{level}” on this scale. Choose one of: {levels}.")


class NotExcludableError(CapError):
    """This criterion may not be set aside."""

    sentence = N_(
        "Criterion {code} cannot be set aside: it concerns every structure. Choose a level, or “don’t know”."
    )


class ReasonNeededError(CapError):
    """Not applicable needs a reason."""

    sentence = N_("Say why criterion {code} does not apply: without a reason it stays in the score.")


@dataclass(frozen=True, slots=True)
class Position:
    """A position on a criterion.

    Attributes:
        level: Level id when `stance` is LEVEL, else empty.
        reason: Why it does not apply, when `stance` is NOT_APPLICABLE.
    """

    stance: Stance
    level: str = ""
    reason: str = ""

    def to_json(self) -> dict[str, str]:
        """Return the value written in the log."""
        data = {"stance": self.stance.value}
        if self.level:
            data["level"] = self.level
        if self.reason:
            data["reason"] = self.reason
        return data

    @staticmethod
    def from_json(data: Any) -> Position | None:
        """Read a value of the log; None when it is absent or of a form this version does not know."""
        if not isinstance(data, dict):
            return None
        try:
            stance = Stance(str(data.get("stance")))
        except ValueError:
            return None
        return Position(stance, clean(str(data.get("level", ""))), clean(str(data.get("reason", ""))))


def check_position(scale: Scale, criterion: Criterion, position: Position | None) -> None:
    """Refuse a position the questionnaire does not allow.

    Raises:
        UnknownLevelError: The level is not of this scale.
        NotExcludableError: Not applicable, where the questionnaire does not allow it.
        ReasonNeededError: Not applicable, without a reason where the scale asks for one.
    """
    if position is None:
        return
    if position.stance is Stance.LEVEL and scale.level(position.level) is None:
        raise UnknownLevelError(level=position.level, levels=", ".join(level.id for level in scale.levels))
    if position.stance is Stance.NOT_APPLICABLE and not criterion.excludable:
        raise NotExcludableError(code=criterion.code)
    missing = not position.reason.strip()
    if position.stance is Stance.NOT_APPLICABLE and scale.justify_not_applicable and missing:
        raise ReasonNeededError(code=criterion.code)


def set_aside(scale: Scale, criterion: Criterion, position: Position | None) -> bool:
    """Return whether a position takes a criterion out of the score: not applicable, as the questionnaire allows it.

    Another program may have written one that it does not allow; the criterion then stays open.
    """
    if position is None or position.stance is not Stance.NOT_APPLICABLE or not criterion.excludable:
        return False
    return bool(position.reason.strip()) or not scale.justify_not_applicable


TEXT_FIELDS = ("requirement", "constat", "strengths", "improvements", "evidence")
"""The texts of an opinion, in the order of the screen."""


def text_fields(scale: Scale) -> tuple[str, ...]:
    """Return the texts that an opinion has on a scale: the requirement only where some level asks for it."""
    asked = {name for level in scale.levels for name in level.requires.position}
    return tuple(name for name in TEXT_FIELDS if name != "requirement" or name in asked)


@dataclass(frozen=True, slots=True)
class Opinion:
    """One participant's view of one criterion; texts are verbatim, empty when unwritten.

    Attributes:
        requirement: What should be, in the auditor's words; the `constat` then says the gap.
    """

    position: Position | None = None
    constat: str = ""
    strengths: str = ""
    improvements: str = ""
    evidence: str = ""
    flagged: bool = False
    requirement: str = ""

    def text(self, field: str) -> str:
        """Return one of the texts of `TEXT_FIELDS`."""
        value: str = getattr(self, field)
        return value


NO_OPINION = Opinion()
