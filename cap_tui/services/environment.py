"""Time, ids and randomness, passed in so that tests and the demonstration decide them."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def _now() -> datetime:
    return datetime.now(UTC)


def _id() -> str:
    return uuid.uuid4().hex


def _salt() -> str:
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class Environment:
    """Where the outside comes in.

    Attributes:
        now: Current time, aware, UTC.
        new_id: A fresh opaque id.
        new_salt: 16 random bytes, hexadecimal.
    """

    now: Callable[[], datetime] = _now
    new_id: Callable[[], str] = _id
    new_salt: Callable[[], str] = _salt
