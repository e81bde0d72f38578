"""What can go wrong with the database, each with its sentence."""

from __future__ import annotations

from cap_tui.core.errors import N_, CapError


class StorageError(CapError):
    """The database refused."""

    sentence = N_(
        "The database {path} could not be used ({reason}). Nothing that was saved is lost; try again."
    )


class NewerDatabaseError(CapError):
    """Written by a newer version of the program."""

    sentence = N_(
        "The database {path} was written by a newer version of cap-tui. It is open for reading only: "
        "install the newer version to write in it."
    )


class ReadOnlyDatabaseError(CapError):
    """The file may not be written."""

    sentence = N_(
        "The database {path} is read-only, so nothing was saved. Make the file and its folder writable, or choose "
        "another folder with --data-dir."
    )


class DiskFullError(CapError):
    """No room left."""

    sentence = N_(
        "The disk that holds {path} is full, so this was not saved. Free some space, then do it again."
    )


class BusyDatabaseError(CapError):
    """Another program holds the file."""

    sentence = N_(
        "Another program is writing in {path}, so this was not saved. Close it or wait a few seconds, then try again."
    )


class DamagedDatabaseError(CapError):
    """The file is not a sound database."""

    sentence = N_(
        "The database {path} is damaged. Quit and start again: the damaged file will be set aside, never erased, "
        "and the last sound backup put in its place."
    )


class ForeignDatabaseError(CapError):
    """A database, but not ours."""

    sentence = N_(
        "The file {path} belongs to another program. It was not touched; choose another folder with --data-dir."
    )


class UnusableFolderError(CapError):
    """The data folder cannot be used."""

    sentence = N_("The folder {path} cannot be used ({reason}). Choose another one with --data-dir.")
