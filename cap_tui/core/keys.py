"""What answers are attached to, so that none ever passes to another question.

An answer is attached to the key of a criterion, and a key names one question for ever. The key is the criterion's id in
the file; when the author of the file raises `revision`, because the meaning changed, it is `id@revision`: earlier
answers stay where they were given. `@` cannot be in an id, so the two never meet. When an evaluation passes to another
version, the entry that says so names the keys that differ from these; see `core.upgrades`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cap_tui.core.questionnaire import Criterion, Questionnaire, Section


def default_key(name: str, revision: int = 1) -> str:
    """Return the key of a criterion that took the place of no other."""
    return name if revision == 1 else f"{name}@{revision}"


def name_of(criterion: Criterion) -> str:
    """Return a criterion's id in the file."""
    return criterion.name or criterion.id


def keyed(questionnaire: Questionnaire, keys: Mapping[str, str]) -> Questionnaire:
    """Return the questionnaire with the keys an evaluation gives to some of its criteria.

    Args:
        questionnaire: As read from its file.
        keys: Name of a criterion to its key; the others have their default key.
    """
    if not keys:
        return questionnaire

    def criterion_with(criterion: Criterion) -> Criterion:
        key = keys.get(name_of(criterion))
        return criterion if key is None else replace(criterion, id=key, name=name_of(criterion))

    def section_with(section: Section) -> Section:
        return replace(
            section,
            sections=tuple(map(section_with, section.sections)),
            criteria=tuple(map(criterion_with, section.criteria)),
        )

    return replace(questionnaire, sections=tuple(map(section_with, questionnaire.sections)))
