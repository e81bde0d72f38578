from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cap_tui.core.structures import Structure
from cap_tui.services.structures import (
    KindNeededError,
    NameNeededError,
    SiretCharactersError,
    SiretKeyError,
    SiretLengthError,
    SiretZerosError,
    UnknownRegionError,
    checked_siret,
    checked_structure,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

GOOD = "73282932000074"


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        (GOOD, GOOD),
        ("732 829 320 00074", GOOD),
        ("732\u00a0829\u202f320\t00074\n", GOOD),
        ("732.829.320-00074", GOOD),
        ("35600000000048", "35600000000048"),
        ("356 000 000 49837", "35600000049837"),
    ],
    ids=["plain", "spaces", "hard spaces", "dots", "La Poste, head office", "La Poste, another rule"],
)
def test_a_siret_is_accepted_as_people_write_it(typed: str, digits: str) -> None:
    assert checked_siret(typed) == digits


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("00000000000000", SiretZerosError),
        ("000 000 000 00000", SiretZerosError),
        ("73282932000075", SiretKeyError),
        ("73282923000074", SiretKeyError),
        ("35600000049838", SiretKeyError),
        ("7328293200007", SiretLengthError),
        ("732829320000740", SiretLengthError),
        ("732829320", SiretLengthError),
        ("", SiretLengthError),
        ("7328293200007A", SiretCharactersError),
        ("O3282932000074", SiretCharactersError),
        ("７３２８２９３２０００００４", SiretCharactersError),
        ("\x1b[31m", SiretCharactersError),
    ],
)
def test_a_wrong_siret_is_refused_with_the_sentence_that_says_why(typed: str, error: type[Exception]) -> None:
    with pytest.raises(error) as refused:
        checked_siret(typed)
    assert type(refused.value) is error


def test_thirteen_digits_are_counted_for_the_person() -> None:
    with pytest.raises(SiretLengthError) as refused:
        checked_siret("7328293200007")
    assert refused.value.values == {"count": 13}


def test_a_structure_is_kept_as_typed_but_clean() -> None:
    checked = checked_structure(
        " Les \x1bJardins ", "732 829 320 00074", ["EI", "AI"], "Provence-Alpes-Côte d'Azur"
    )
    assert checked == Structure("Les Jardins", GOOD, ("AI", "EI"), "Provence-Alpes-Côte d’Azur")


def test_kinds_may_come_from_anywhere() -> None:
    assert checked_structure("Nom", GOOD, (kind for kind in ("EI", "AI"))).kinds == ("AI", "EI")


@pytest.mark.parametrize(
    ("name", "kinds", "region", "error"),
    [
        ("", ["AI"], "", NameNeededError),
        (" \u200b\n", ["AI"], "", NameNeededError),
        ("Nom", [], "", KindNeededError),
        ("Nom", ["XX"], "", KindNeededError),
        ("Nom", ["AI", "XX"], "", KindNeededError),
        ("Nom", ["AI"], "Atlantide", UnknownRegionError),
    ],
)
def test_what_is_missing_is_asked_for(
    name: str, kinds: Iterable[str], region: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        checked_structure(name, GOOD, kinds, region)
