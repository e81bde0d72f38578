"""Checks what a person types about their structure, and says what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.errors import N_, CapError
from cap_tui.core.structures import KINDS, REGIONS, Structure
from cap_tui.core.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

SIRET_LENGTH = 14


class NameNeededError(CapError):
    """No name."""

    sentence = N_("Give the name of your structure.")


class KindNeededError(CapError):
    """No kind, or one that does not exist."""

    sentence = N_("Choose at least one kind of structure among: {kinds}.")


class UnknownRegionError(CapError):
    """Not one of the federation's regions."""

    sentence = N_("“{region}” is not a regional delegation. Choose one among: {regions}.")


class SiretError(CapError):
    """The SIRET cannot be right."""

    sentence = N_("This SIRET is not valid.")


class SiretCharactersError(SiretError):
    """Something else than digits."""

    sentence = N_("A SIRET holds only digits; this one holds “{found}”.")


class SiretLengthError(SiretError):
    """Too short or too long."""

    sentence = N_(
        "A SIRET has 14 digits; this one has {count}. (The SIREN has 9: add the 5 digits of the establishment.)"
    )


class SiretZerosError(SiretError):
    """Fourteen zeros."""

    sentence = N_(
        "Fourteen zeros are not the SIRET of a structure. You will find yours on an INSEE notice or an invoice."
    )


class SiretKeyError(SiretError):
    """The check digit disagrees."""

    sentence = N_(
        "The check digit of this SIRET does not match: a digit is wrong or two are swapped. Read it again."
    )


def checked_siret(typed: str) -> str:
    """Return the fourteen digits of a SIRET typed with or without spaces.

    The check is Luhn's over all digits; establishments of La Poste (SIREN 356 000 000) follow another rule, a digit sum
    divisible by five (source: INSEE; both are python-stdnum's).

    Raises:
        SiretError: One of its subclasses, saying what is wrong.
    """
    from stdnum.fr import siret

    digits = "".join(typed.split()).replace(".", "").replace("-", "")
    wrong = next((char for char in digits if char not in "0123456789"), None)
    if wrong is not None:
        raise SiretCharactersError(found=one_line(wrong) or "?")
    if len(digits) != SIRET_LENGTH:
        raise SiretLengthError(count=len(digits))
    if set(digits) == {"0"}:
        raise SiretZerosError
    if not siret.is_valid(digits):
        raise SiretKeyError
    return digits


def checked_structure(name: str, siret: str, kinds: Iterable[str], region: str = "") -> Structure:
    """Return a structure whose every field was checked.

    Raises:
        CapError: One of this module's errors; the first that applies.
    """
    name = one_line(name, limit=200)
    if not name:
        raise NameNeededError
    digits = checked_siret(siret)
    wanted = set(kinds)
    chosen = tuple(kind for kind in KINDS if kind in wanted)
    if not chosen or wanted - set(KINDS):
        raise KindNeededError(kinds=", ".join(KINDS))
    region = region.replace("'", "’")
    if region and region not in REGIONS:
        raise UnknownRegionError(region=one_line(region), regions=", ".join(REGIONS))
    return Structure(name, digits, chosen, region)
