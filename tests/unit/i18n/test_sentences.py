from __future__ import annotations

import gettext
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from cap_tui.i18n import LOCALES, SENTENCES, activate, ngettext
from cap_tui.i18n.sentences import NotACatalogueError, Sentences

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FRENCH = LOCALES / "fr" / SENTENCES


def _compiled(folder: Path, known: Mapping[Any, Any]) -> Sentences:
    catalogue = Catalog(locale="fr")
    for one, other in known.items():
        catalogue.add(one, other)
    place = folder / "some.mo"
    with place.open("wb") as file:
        write_mo(file, catalogue)
    found = Sentences.read(place)
    assert found is not None
    return found


def _told_by_python() -> dict[Any, str]:
    """Return every sentence as Python's own reader of these files finds it."""
    with FRENCH.open("rb") as file:
        known: dict[Any, str] = vars(gettext.GNUTranslations(file))["_catalog"]
    return {key: text for key, text in known.items() if key}


def test_every_sentence_of_the_program_is_found_as_python_finds_it() -> None:
    ours = Sentences.read(FRENCH)
    assert ours is not None
    known = _told_by_python()
    simple = {key: text for key, text in known.items() if isinstance(key, str)}
    assert len(simple) > 1000
    assert {key: ours.one(key) for key in simple} == simple
    counted = {key for key in known if isinstance(key, tuple)}
    assert len(counted) > 100
    with FRENCH.open("rb") as file:
        reader = gettext.GNUTranslations(file)
    singular = [key for key, form in counted if form == 0]
    assert {key: ours.one(key) for key in singular} == {key: reader.gettext(key) for key in singular}


def test_ids_that_begin_alike_or_have_accents_are_told_apart(tmp_path: Path) -> None:
    found = _compiled(
        tmp_path,
        {
            "Plan": "Le plan",
            "Plan of {name}": "Plan de {name}",
            "“Plan” ends": "« Plan » finit",
            "é": "accent",
            ("{count} plan", "{count} plans"): ("{count} projet", "{count} projets"),
        },
    )
    assert (found.one("Plan"), found.one("Plan of {name}")) == ("Le plan", "Plan de {name}")
    assert (found.one("“Plan” ends"), found.one("é")) == ("« Plan » finit", "accent")
    assert found.one("Pla") is None
    assert found.one("Plans") is None
    assert found.one("zzz") is None
    assert [found.several("{count} plan", "{count} plans", form) for form in (0, 1)] == [
        "{count} projet",
        "{count} projets",
    ]
    assert found.several("{count} plan", "{count} others", 1) is None
    assert found.several("zzz", "zzzz", 0) is None
    assert found.several("Plan", "Plans", 1) is None


def test_a_sentence_that_is_not_translated_is_said_in_english_rather_than_not_at_all() -> None:
    activate("fr")
    assert ngettext("one thing nobody translated", "many things nobody translated", 0) == (
        "one thing nobody translated"
    )
    assert ngettext("one thing nobody translated", "many things nobody translated", 2) == (
        "many things nobody translated"
    )
    activate("en")
    assert ngettext("{count} lot", "{count} lots", 0) == "{count} lots"
    activate("fr")


@pytest.mark.parametrize("raw", [b"", b"\xde\x12\x04\x95", b"PK\x03\x04" + b"\0" * 40])
def test_a_file_that_is_no_catalogue_is_not_taken_for_an_empty_one(raw: bytes) -> None:
    with pytest.raises(NotACatalogueError):
        Sentences(raw)


def test_a_language_without_a_file_has_no_sentences(tmp_path: Path) -> None:
    assert Sentences.read(tmp_path / "absent.mo") is None
