"""Passphrases: asked at the keyboard without showing them, never taken from the command line."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from typing import TYPE_CHECKING

from cap_tui.cli.output import say
from cap_tui.core.errors import N_, CapError
from cap_tui.i18n import _

if TYPE_CHECKING:
    from cap_tui.services.workspace import Workspace


BUNDLE_VARIABLE = "CAP_TUI_BUNDLE_PASSPHRASE"
"""Name of the environment variable that scripts give the passphrase of a file in; never on the command line."""


class DifferentPassphrasesError(CapError):
    """The second time, something else was typed."""

    sentence = N_("The two passphrases differ: nothing was changed. Start again.")


def asked(question: str) -> str:
    """Ask for a passphrase: unseen on a terminal, else a line of standard input."""
    if sys.stdin is not None and sys.stdin.isatty():
        return getpass(question)
    say(question)
    return (sys.stdin.readline() if sys.stdin is not None else "").rstrip("\r\n")


def new_passphrase() -> str:
    """Ask twice for a passphrase that does not exist yet.

    Raises:
        DifferentPassphrasesError: The two differ.
    """
    first = asked(_("New passphrase (nothing shows while you type): "))
    if first != asked(_("The same once more: ")):
        raise DifferentPassphrasesError
    return first


def offered_bundle_passphrase() -> str:
    """Return the passphrase of files that the environment gives; empty for none."""
    return os.environ.get(BUNDLE_VARIABLE, "")


def unlock(workspace: Workspace) -> None:
    """Ask for the passphrase of the person at the keyboard, if their key needs one.

    Raises:
        WrongPassphraseError: It is not the one.
        CapError: The key cannot be read.
    """
    if workspace.profile_locked():
        workspace.unlock(asked(_("Your passphrase (nothing shows while you type): ")))
