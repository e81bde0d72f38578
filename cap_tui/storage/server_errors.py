"""What can go wrong with a shared database, each with its sentence; and which one a refusal of the server means.

Codes: https://www.postgresql.org/docs/15/errcodes-appendix.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.errors import N_, CapError
from cap_tui.storage.errors import BusyDatabaseError, DiskFullError, ReadOnlyDatabaseError, StorageError

if TYPE_CHECKING:
    from cap_tui.storage.addresses import Address


class ServerAwayError(CapError):
    """Nobody answers at the address, or the answer was cut."""

    passing = True
    sentence = N_(
        "The shared database {path} does not answer, so this was not saved. Check the network, then do it again."
    )


class UncertainCommitError(CapError):
    """The line was cut while the server was writing for good."""

    uncertain = True
    sentence = N_(
        "The shared database {path} stopped answering while this was being saved. It may be saved or not: "
        "look at it when the network is back, and do it again if it is missing."
    )


class RefusedLoginError(CapError):
    """The server knows the person not, or not by this password."""

    sentence = N_(
        "The shared database {path} refuses this user name or password. Check CAP_TUI_DATABASE_URL with its "
        "administrator."
    )


class AbsentDatabaseError(CapError):
    """The server has no such database."""

    sentence = N_(
        "There is no database {path} on the server. Check CAP_TUI_DATABASE_URL with its administrator."
    )


class CrowdedServerError(CapError):
    """No connection is left."""

    sentence = N_(
        "The server of the shared database {path} has too many visitors. Wait a minute, then try again."
    )


class BusyServerError(BusyDatabaseError):
    """Someone has been writing for too long."""

    sentence = N_(
        "Someone else is writing in the shared database {path}, so this was not saved. Wait a few seconds, then try "
        "again."
    )


class ServerFullError(DiskFullError):
    """No room left there."""

    sentence = N_(
        "The disk of the server of the shared database {path} is full, so this was not saved. Tell its administrator."
    )


class ReadOnlyServerError(ReadOnlyDatabaseError):
    """A replica, or a user who may only read."""

    sentence = N_(
        "The shared database {path} can only be read from here, so nothing was saved. Ask its administrator for an "
        "address where you may write."
    )


class ReadOnlyServerNotice(CapError):  # noqa: N818 - it is told, not raised
    """The same, told when it is opened."""

    sentence = N_(
        "The shared database {path} can only be read from here: nothing you change will be saved. Ask its "
        "administrator for an address where you may write."
    )


class ForbiddenError(CapError):
    """This user may not do that."""

    sentence = N_(
        "The shared database {path} does not allow you to do this, so nothing was saved. Ask its administrator."
    )


class OtherKeyError(CapError):
    """The login was given for another key than the one that signs here."""

    sentence = N_(
        "Your login of the shared database {path} was given for another key than yours, so nothing was saved. Send your "
        "invitation card to its administrator, or use the login that you were given."
    )


class NoPartError(CapError):
    """Only its director puts an evaluation in a shared database; others add to those they take part in."""

    sentence = N_(
        "The shared database {path} does not take this: you take no part in this evaluation there, or its director has "
        "not put it there yet. Nothing was saved."
    )


class UnpreparedServerError(CapError):
    """The tables are absent or older, and this user may not make them."""

    sentence = N_(
        "The shared database {path} is not ready for this version of cap-tui, and you may not prepare it. Ask its "
        "administrator to run “cap-tui doctor” on it once."
    )


class ForeignServerError(CapError):
    """Tables of another program."""

    sentence = N_(
        "The shared database {path} belongs to another program. It was not touched: ask its administrator for one "
        "of its own."
    )


class NewerServerError(CapError):
    """Written by a newer version of the program."""

    sentence = N_(
        "The shared database {path} was written by a newer version of cap-tui. It is open for reading only: "
        "install the newer version to write in it."
    )


class SavedByServerError(CapError):
    """Backups of a shared database are not ours to make."""

    sentence = N_(
        "The shared database {path} is saved and restored on its server (pg_dump, pg_restore), not from here: "
        "ask its administrator."
    )


class DriverAbsentError(CapError):
    """The library that talks to PostgreSQL is not installed."""

    sentence = N_(
        "The shared database {path} cannot be opened: the library psycopg is not installed. "
        "Run: pip install “cap-tui[postgresql]”"
    )


_MEANINGS: dict[str, type[CapError]] = {
    "08": ServerAwayError,
    "57P": ServerAwayError,
    "28": RefusedLoginError,
    "3D": AbsentDatabaseError,
    "53100": ServerFullError,
    "53300": CrowdedServerError,
    "55P03": BusyServerError,
    "57014": BusyServerError,
    "40": BusyServerError,
    "25P03": BusyServerError,
    "25006": ReadOnlyServerError,
    "42501": ForbiddenError,
}
"""By the beginning of the code; no beginning is that of another."""

_OURS: dict[str, type[CapError]] = {
    "cap-tui: this login signs with another key": OtherKeyError,
    "cap-tui: this login takes no part in this evaluation": NoPartError,
}
"""What `protections/entries.sql` says."""

_REFUSALS: tuple[tuple[tuple[str, ...], type[CapError]], ...] = (
    (
        ("password", "mot de passe", "pg_hba.conf", 'role "', "rôle «", "authentication", "authentification"),
        RefusedLoginError,
    ),
    (("too many", "trop de", "connection slots", "emplacements de connexion"), CrowdedServerError),
    (('database "', "base de données «"), AbsentDatabaseError),
)
"""At the door the driver gives no code, only the server's words, in the server's language."""


def translate_server(place: Address, error: BaseException) -> CapError:
    """Return the error that says what an error of psycopg means.

    Its text is repeated only where it is the server's own first line: the others can quote what was being written.
    """
    code = getattr(error, "sqlstate", None)
    if code:
        if (
            kind := _OURS.get(getattr(getattr(error, "diag", None), "message_primary", None) or "")
        ) is not None:
            return kind(path=place)
        for start, kind in _MEANINGS.items():
            if code.startswith(start):
                return kind(path=place)
        diagnostic = getattr(error, "diag", None)
        return StorageError(path=place, reason=getattr(diagnostic, "message_primary", None) or code)
    if type(error).__name__ not in ("OperationalError", "ConnectionTimeout"):
        return StorageError(path=place, reason=type(error).__name__)
    said = str(error).partition("FATAL:")[2]
    for words, kind in _REFUSALS:
        if any(word in said for word in words):
            return kind(path=place)
    return ServerAwayError(path=place)


def lost(error: BaseException) -> bool:
    """Return whether an error of psycopg leaves unknown what the server did."""
    code = getattr(error, "sqlstate", None)
    return code is None or code.startswith(("08", "57P"))
