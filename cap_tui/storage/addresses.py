"""Where the data are: a file, or a database of a server; the password of the latter is never shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_, CapError

if TYPE_CHECKING:
    from sqlalchemy import URL

SCHEMES = ("postgresql+psycopg", "postgresql", "postgres")
"""How the address of a PostgreSQL database begins; administrators paste any of them."""


class DatabaseAddressError(CapError):
    """The address of the shared database is not one."""

    sentence = N_(
        "CAP_TUI_DATABASE_URL is not the address of a PostgreSQL database. "
        "Write it so: postgresql+psycopg://user@server/database, or remove it to use the file of this computer."
    )


@dataclass(frozen=True, slots=True)
class Address:
    """A PostgreSQL database.

    Attributes:
        url: With the password if one was given: for the driver only.
    """

    url: URL = field(repr=False)

    def __str__(self) -> str:
        """Return the server and the database, as sentences name them."""
        host = self.url.host or self.url.query.get("host") or "localhost"
        return f"{host if isinstance(host, str) else host[0]}/{self.url.database or self.url.username or ''}"


Place = Path | Address
"""A file, or a database of a server."""


def read_address(text: str) -> Address:
    """Return the address that a person wrote.

    Raises:
        DatabaseAddressError: It is none; what was written is not repeated, since it may hold a password.
    """
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        url = make_url(text.strip())
    except (ArgumentError, ValueError):
        raise DatabaseAddressError from None
    if url.drivername not in SCHEMES:
        raise DatabaseAddressError
    return Address(url.set(drivername=SCHEMES[0]))
