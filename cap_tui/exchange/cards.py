"""The invitation card: a small signed file by which a person tells the director who they are and which key is theirs.

It proves that whoever made it holds the key, not that they are who they say: the two compare the fingerprint by phone.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from cap_tui.core.errors import N_, CapError
from cap_tui.core.text import one_line
from cap_tui.exchange.keys import verified
from cap_tui.exchange.strict_json import StrictJsonError, loads

if TYPE_CHECKING:
    from cap_tui.exchange.keys import SigningKey

SUFFIX = ".capid"
FORMAT = 1
MAX_SIZE = 4096
"""Bytes; a card with the longest names, every letter escaped, is below."""

LONGEST_NAME = 120
DOMAIN = "cap-tui identity card\n"
"""Before the signed text; entries begin with a brace, so that a card never passes for one nor one for a card."""

_PUBLIC = re.compile(r"[0-9a-f]{64}")


class CardError(CapError):
    """The file is not an invitation card, or was changed on its way."""

    sentence = N_("This file is not an invitation card, or it was damaged on its way. Ask for it again.")


class NewerCardError(CardError):
    """The card comes from a newer version of the program."""

    sentence = N_(
        "This invitation card comes from a newer version of cap-tui. Install the newer version to read it."
    )


@dataclass(frozen=True, slots=True)
class Card:
    """Who a person says they are.

    Attributes:
        public: Their public key, 64 hexadecimal digits.
        name: Never empty; cleaned.
        organisation: May be empty; cleaned.
        created: When the card was made, by their clock; UTC.
    """

    public: str
    name: str
    organisation: str
    created: datetime


def identity_card(key: SigningKey, name: str, organisation: str, created: datetime) -> bytes:
    """Return the content of a card; the same values always give the same bytes.

    Args:
        key: The person's; signs the card.
        name: Theirs.
        organisation: Where they work, or empty.
        created: Now, aware.
    """
    told = {
        "public": key.public,
        "name": one_line(name, limit=LONGEST_NAME),
        "organisation": one_line(organisation, limit=LONGEST_NAME),
        "created": created.astimezone(UTC).isoformat(timespec="seconds"),
    }
    signed = json.dumps(told, ensure_ascii=False)
    card = {"format": FORMAT, "card": signed, "signature": key.sign(DOMAIN + signed)}
    return json.dumps(card, ensure_ascii=False).encode() + b"\n"


def read_card(data: bytes) -> Card:
    """Return what a card says, once its signature holds.

    Raises:
        NewerCardError: It is of a later format.
        CardError: It is anything but a sound card.
    """
    outer = _object(data)
    version = outer.get("format")
    if not isinstance(version, int) or isinstance(version, bool):
        raise CardError
    if version > FORMAT:
        raise NewerCardError
    signed, signature = outer.get("card"), outer.get("signature")
    if set(outer) != {"format", "card", "signature"} or version != FORMAT:
        raise CardError
    if not isinstance(signed, str) or not isinstance(signature, str):
        raise CardError
    told = _object(signed.encode("utf-8", "replace"))
    if set(told) != {"public", "name", "organisation", "created"} or not _texts(told):
        raise CardError
    if not _PUBLIC.fullmatch(told["public"]) or not verified(told["public"], DOMAIN + signed, signature):
        raise CardError
    return Card(told["public"], told["name"], told["organisation"], _moment(told["created"]))


def _object(data: bytes) -> dict[str, Any]:
    if len(data) > MAX_SIZE:
        raise CardError
    try:
        value = loads(data.decode(), max_size=MAX_SIZE)
    except (UnicodeDecodeError, StrictJsonError) as error:
        raise CardError from error
    if not isinstance(value, dict):
        raise CardError
    return value


def _texts(told: dict[str, Any]) -> bool:
    """Return whether all are texts, the names as the program would have written them."""
    if not all(isinstance(text, str) for text in told.values()) or not told["name"]:
        return False
    return all(told[name] == one_line(told[name], limit=LONGEST_NAME) for name in ("name", "organisation"))


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise CardError from error
    if moment.tzinfo is None:
        raise CardError
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise CardError from error
