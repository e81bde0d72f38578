"""The rules that a shared database keeps by itself, whatever program or command reaches it; written in `protections/`."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

PERSON = "cap_tui_person"
"""The role that every login is a member of; it opens nothing by itself."""

_SCRIPTS = ("tables", "rules", "entries", "access")


def is_protected(connection: Connection) -> bool:
    """Return whether logins are kept apart here; else whoever may connect reads all."""
    return bool(connection.exec_driver_sql("SELECT to_regclass('cap_tui.login') IS NOT NULL").scalar_one())


def protect(connection: Connection) -> None:
    """Set the rules up, or set them again as this version has them; nothing that people wrote changes.

    Args:
        connection: Of the owner, in a transaction of `writing`.
    """
    lift(connection)
    for name in _SCRIPTS:
        _run(connection, name)


def lift(connection: Connection) -> None:
    """Put the tables back as the migrations know them, until `protect` in the same transaction."""
    if connection.exec_driver_sql("SELECT to_regclass('cap_tui.entry') IS NOT NULL").scalar_one():
        _run(connection, "lifted")


def _run(connection: Connection, name: str) -> None:
    script = files("cap_tui.storage").joinpath("protections", f"{name}.sql").read_text(encoding="utf-8")
    connection.exec_driver_sql(
        script.replace("%", "%%")
    )  # the driver takes a lone one for the place of a value
