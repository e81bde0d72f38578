"""A small honest bundle, whole and in parts, for files that lie in one place only."""

from __future__ import annotations

from hashlib import sha256

from cap_tui.core.entries import Draft, Link, compose
from cap_tui.exchange.bundle import Strings, pack
from cap_tui.exchange.keys import SigningKey

QUESTIONNAIRE = b"schema: 1\nid: cap\n"
NAME = sha256(QUESTIONNAIRE).hexdigest()
CREATED = "2026-11-23T08:00:00+00:00"


def sender() -> SigningKey:
    return SigningKey.from_seed(b"e" * 32)


def strings(
    count: int, key: SigningKey | None = None, text: str = "Réunion d’équipe chaque mois"
) -> list[Strings]:
    """Return a chain of one author's entries."""
    key = key or sender()
    out: list[Strings] = []
    previous, salt = "", "5a" * 16
    for seq in range(1, count + 1):
        draft = Draft("opinion", f"{key.public[:32]}/identity.values.governance", "findings", f"{text} {seq}")
        link = Link(
            "a" * 64, key.public, "here", seq, previous, seq, (previous,) if previous else (), CREATED
        )
        signed, value = compose(draft, link, salt)
        previous = sha256(signed.encode()).hexdigest()
        out.append(Strings(signed, key.sign(signed), salt, value))
    return out


def honest(entries: list[Strings] | None = None) -> bytes:
    """Return the bundle that Zoé sends her pair."""
    return pack(
        strings(3) if entries is None else entries,
        {NAME: QUESTIONNAIRE},
        sender(),
        assessment="a" * 64,
        name="Zoé Pëtit",
        organisation="Les Jardins d’Émeraude",
        audience="peer",
        created=CREATED,
        program="cap-tui 0.2.0",
    )
