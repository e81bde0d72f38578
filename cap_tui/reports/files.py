"""Files written beside their place and renamed into it: whole or not at all, never over another unasked."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_, CapError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class ExportError(CapError):
    """Base of what prevents a file from being exported. Each takes `path`."""

    sentence = N_("The file could not be written to {path}. Choose another place.")


class ExportExistsError(ExportError):
    """A file is already there and replacing it was not asked."""

    sentence = N_("{path} already exists. Choose another name, or ask to replace it.")


class ExportNotWritableError(ExportError):
    """The folder or the file refuses writing, or the name is not one the system accepts."""

    sentence = N_("Writing to {path} is not allowed. Choose another folder, such as Documents.")


class ExportFolderMissingError(ExportError):
    """The folder does not exist."""

    sentence = N_("The folder {path} does not exist. Create it, or choose another.")


class ExportIsFolderError(ExportError):
    """The path is a folder."""

    sentence = N_("{path} is a folder. Add a file name at the end.")


class ExportIsLinkError(ExportError):
    """The path is a symbolic link, which may lead anywhere."""

    sentence = N_("{path} is a link to another file, which will not be overwritten. Choose another name.")


class ExportNotAFileError(ExportError):
    """The path is a device, a pipe or a socket."""

    sentence = N_("{path} is not an ordinary file. Choose another name.")


class ExportNoSpaceError(ExportError):
    """The disk is full."""

    sentence = N_("The disk is full: {path} was not written. Free some space or choose another disk.")


class ExportCancelledError(ExportError):
    """The person cancelled; nothing was written."""

    sentence = N_("Export cancelled: {path} was not written.")


READABLE = 0o644
"""Mode of an export, less what the person’s umask takes away."""

_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ)


def export_error(error: OSError, path: Path) -> ExportError:
    """Return the explained failure for what the system said."""
    if error.errno in _NO_SPACE:
        return ExportNoSpaceError(path=path)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return ExportFolderMissingError(path=path.parent)
    return ExportNotWritableError(path=path) if error.errno in _REFUSED else ExportError(path=path)


def check_destination(path: Path, *, overwrite: bool) -> None:
    """Refuse a path that cannot or must not be written, before any work is done.

    Raises:
        ExportFolderMissingError: Its folder does not exist.
        ExportIsLinkError: It is a symbolic link, even a dangling one.
        ExportIsFolderError: It is a folder.
        ExportNotAFileError: It is a device, a pipe or a socket.
        ExportExistsError: It exists and `overwrite` is false.
        ExportNotWritableError: The system refuses to look at it, or it is read-only.
    """
    try:
        if not path.parent.is_dir():
            raise ExportFolderMissingError(path=path.parent)
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise ExportNotWritableError(path=path) from error
    if stat.S_ISLNK(mode):
        raise ExportIsLinkError(path=path)
    if stat.S_ISDIR(mode):
        raise ExportIsFolderError(path=path)
    if not stat.S_ISREG(mode):
        raise ExportNotAFileError(path=path)
    if not overwrite:
        raise ExportExistsError(path=path)
    if not mode & stat.S_IWUSR:
        raise ExportNotWritableError(path=path)


@contextmanager
def write_beside(path: Path, *, overwrite: bool) -> Iterator[Path]:
    """Yield a temporary file in the folder of `path`; rename it into place when the block ends well.

    The temporary file goes whatever happens. Nothing is left at `path` unless it is whole and on the disk.

    Raises:
        ExportError: One of its kinds, for every way this can fail; `OSError` of the block included.
    """
    check_destination(path, overwrite=overwrite)
    temporary = path.with_name(f".cap-tui-{secrets.token_hex(8)}.part")
    try:
        # Born with the mode it keeps, so that the system takes away what the person’s umask refuses to others.
        os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, READABLE))
    except OSError as error:
        raise export_error(error, path) from error
    try:
        yield temporary
        _sync(temporary)
        _put(temporary, path, overwrite=overwrite)
    except OSError as error:
        raise export_error(error, path) from error
    finally:
        # Nobody looks for it under that name, and what was asked for is done, or told.
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _put(temporary: Path, path: Path, *, overwrite: bool) -> None:
    """Rename into place; when not overwriting, a file that appeared meanwhile wins."""
    if overwrite:
        check_destination(path, overwrite=True)
        temporary.replace(path)
    else:
        _rename_if_free(temporary, path)
    _sync_folder(path.parent)


def _rename_if_free(temporary: Path, path: Path) -> None:
    try:
        path.hardlink_to(temporary)
    except FileExistsError as error:
        raise ExportExistsError(path=path) from error
    except OSError:  # USB sticks in FAT have no hard links: look again, then rename
        check_destination(path, overwrite=False)
        temporary.replace(path)


def _sync(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system can."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:  # some network folders refuse; the file itself is already safe
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)
