"""What the first entry of a received evaluation says, held to the rules of one begun here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.catalogue.folders import CACHE
from cap_tui.core.errors import CapError
from cap_tui.core.structures import KINDS, REGIONS, Structure
from cap_tui.core.text import one_line
from cap_tui.services.content import Shelf, followed, pinned_in
from cap_tui.services.exchange_errors import NoBeginningError, OtherQuestionnaireError
from cap_tui.services.headers import NewAssessment
from cap_tui.services.structures import checked_siret

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cap_tui.core.log import Log
    from cap_tui.core.questionnaire import Questionnaire

LONGEST_NAME = 200
YEARS = range(2000, 2101)


def founded(
    log: Log, contents: Mapping[str, bytes], data_dir: Path, known: dict[str, Questionnaire]
) -> NewAssessment:
    """Return what an evaluation starts from, as its first entry says.

    Args:
        log: Its log.
        contents: Questionnaires at hand, by SHA-256; those that the log does not name are not looked at.
        data_dir: Where questionnaires already checked are kept.
        known: Questionnaires read already, by SHA-256; completed, so that a folder of dossiers reads each once.

    Raises:
        NoBeginningError: The first entry is missing, or says what none begun here could say.
        OtherQuestionnaireError: No version it follows or followed is at hand, can be read, and is the one announced.
    """
    first = log.get(log.assessment)
    data: Any = first.data if first is not None else None
    try:
        structure = _structure(data["structure"])
        year, said, director = data["year"], data["questionnaire"], data["director"]
        announced = (said["id"], said["version"], said["digest"])
    except (TypeError, KeyError, CapError) as error:
        raise NoBeginningError from error
    if type(year) is not int or year not in YEARS or not isinstance(director, str):
        raise NoBeginningError
    if not all(isinstance(text, str) for text in announced):
        raise OtherQuestionnaireError
    shelf = Shelf(contents.get, data_dir / CACHE, known)
    found = followed(log, shelf)
    content = shelf.content(found.questionnaire.digest) if found else None
    if found is None or content is None:
        raise OtherQuestionnaireError
    pinned = tuple(pinned_in(log, shelf))
    return NewAssessment(structure, found.questionnaire, content, year, director, pinned, found.missing)


def _structure(said: Any) -> Structure:
    """Return the structure of a first entry; refused when cleaning or checking it would change it."""
    name, siret, kinds, region = said["name"], said["siret"], said["kinds"], said["region"]
    texts = all(isinstance(text, str) for text in (name, siret, region)) and isinstance(kinds, list)
    if not texts or not name or name != one_line(name, limit=LONGEST_NAME) or region not in ("", *REGIONS):
        raise NoBeginningError
    if not kinds or any(kind not in KINDS for kind in kinds) or len(set(kinds)) != len(kinds):
        raise NoBeginningError
    if checked_siret(siret) != siret or type(said["fictional"]) is not bool:
        raise NoBeginningError
    return Structure(name, siret, tuple(kinds), region, fictional=said["fictional"])
