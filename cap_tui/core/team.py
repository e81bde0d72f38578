"""What the team says of a criterion, together: never less than three voices, never a name.

What this protects: nobody reads who said what, nor a single voice by watching the aggregate move. Hence three rules.

- Nothing below `FEWEST_VOICES` voices that chose a level.
- While opinions may still be written, nothing until every person of the team has said “I have finished”: were voices
  added one by one, the difference between two looks would tell the last one (`countable`).
- Comments come in the order of a hash of their text: neither who wrote nor when can be read from it.

What it does not protect: with exactly three voices, one of them may deduce the other two together, not apart; when all
agree, everyone knows what each said; a comment may tell its author by its style; when one person opens their answers
again and changes them, when their voice arrives after collecting, or when it is erased, who looked before and after may see
the difference. And whoever holds the file holds the entries in it.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from cap_tui.core.permissions import Phase
from cap_tui.core.positions import TEXT_FIELDS, Stance
from cap_tui.core.review import FEWEST_VOICES, TeamView

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cap_tui.core.positions import Opinion
    from cap_tui.core.questionnaire import Level, Scale


def countable(phase: Phase, finished: Iterable[bool]) -> bool:
    """Return whether the team's voices may be put together yet.

    Args:
        phase: Of the assessment.
        finished: For each person of the team, whether they said “I have finished”.
    """
    return phase is not Phase.COLLECTING or all(finished)


def team_view(scale: Scale, opinions: Sequence[Opinion], order_seed: str) -> TeamView | None:
    """Return what the team's opinions of one criterion say together.

    Args:
        scale: Of the questionnaire.
        opinions: One a person.
        order_seed: Public text that differs from criterion to criterion, so that the order of comments does too.

    Returns:
        None when fewer than `FEWEST_VOICES` chose a level.
    """
    levels = sorted(_levels(scale, opinions), key=lambda level: level.rank)
    if len(levels) < FEWEST_VOICES:
        return None
    counts = {level.id: sum(chosen.id == level.id for chosen in levels) for level in scale.levels}
    return TeamView(
        count=len(levels),
        median=levels[(len(levels) - 1) // 2].id,
        lowest=levels[0].id,
        highest=levels[-1].id,
        spread=levels[-1].rank - levels[0].rank,
        counts=counts,
        comments=_comments(opinions, order_seed),
    )


def _levels(scale: Scale, opinions: Iterable[Opinion]) -> list[Level]:
    chosen = (opinion.position for opinion in opinions)
    levels = (scale.level(item.level) for item in chosen if item and item.stance is Stance.LEVEL)
    return [level for level in levels if level is not None]


def _comments(opinions: Iterable[Opinion], order_seed: str) -> tuple[str, ...]:
    """Return the texts one by one, so that two of the same person are not seen to be so."""
    texts = [
        text.strip()
        for opinion in opinions
        for text in (*(opinion.text(name) for name in TEXT_FIELDS), _reason(opinion))
        if text.strip()
    ]
    return tuple(sorted(texts, key=lambda text: (sha256(f"{order_seed}\0{text}".encode()).digest(), text)))


def _reason(opinion: Opinion) -> str:
    return opinion.position.reason if opinion.position else ""
