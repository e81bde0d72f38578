"""A questionnaire file, read and checked in one go."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from cap_tui.catalogue.build import build
from cap_tui.catalogue.lint import meaning_flaws
from cap_tui.catalogue.problems import Problem, QuestionnaireRefusedError, explained, has_errors
from cap_tui.catalogue.shape import shape_flaws
from cap_tui.catalogue.strict_yaml import YamlRefusedError, read_yaml

if TYPE_CHECKING:
    from cap_tui.core.questionnaire import Questionnaire


def read_questionnaire(
    raw: bytes, name: str, *, begun: bool = False
) -> tuple[Questionnaire | None, list[Problem]]:
    """Return the questionnaire and everything to say about the file.

    Args:
        raw: The file's bytes.
        name: What to call the file in problems.
        begun: Whether an evaluation was begun with these very bytes, which earlier versions may have accepted.

    Returns:
        The questionnaire, or None when a problem is an error; and the problems in reading order.
    """
    try:
        document = read_yaml(raw)
    except YamlRefusedError as refusal:
        return None, explained(name, refusal.flaws)
    problems = explained(name, [*document.flaws, *shape_flaws(document), *meaning_flaws(document)])
    if has_errors(problems, begun=begun):
        return None, problems
    return build(document.data, sha256(raw).hexdigest()), problems


def accepted_questionnaire(raw: bytes, name: str, *, begun: bool = False) -> Questionnaire:
    """Return the questionnaire, whatever its warnings.

    Raises:
        QuestionnaireRefusedError: The file has errors; the exception carries them.
    """
    questionnaire, problems = read_questionnaire(raw, name, begun=begun)
    if questionnaire is None:
        raise QuestionnaireRefusedError(name, problems)
    return questionnaire
