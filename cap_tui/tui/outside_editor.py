"""Editing a text in the person's own editor."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_, CapError
from cap_tui.core.text import MAX_TEXT, clean
from cap_tui.tui.child_environment import without_secrets

if TYPE_CHECKING:
    from collections.abc import Mapping


class EditorFailedError(CapError):
    """The editor did not start, or ended with an error."""

    sentence = N_(
        "The editor “{editor}” could not be used; the text is unchanged. Check the variable EDITOR."
    )


class EditedTextTooLongError(CapError):
    """What came back from the editor does not fit."""

    sentence = N_(
        "The text has {count} characters; the most is {most}. What you wrote is kept in {path}: shorten it."
    )


def editor_command(environment: Mapping[str, str]) -> list[str] | None:
    """Return the command of the person's editor, or None when they chose none."""
    chosen = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        words = shlex.split(chosen, posix=os.name == "posix")
    except ValueError:
        return None
    return words or None


def edit_outside(command: list[str], text: str) -> str:
    """Return the text as the editor left it, cleaned.

    Raises:
        EditorFailedError: It did not start or ended with an error.
        EditedTextTooLongError: More than `MAX_TEXT` characters; the file is kept.
    """
    handle, name = tempfile.mkstemp(prefix="cap-tui-", suffix=".txt", text=True)
    path = Path(name)
    os.close(handle)
    path.write_text(text, encoding="utf-8")
    try:
        subprocess.run(  # noqa: S603 - the person's own editor, on their own file
            [*command, name], check=True, env=without_secrets(os.environ)
        )
        edited = path.read_text(encoding="utf-8", errors="replace")
    except (OSError, subprocess.SubprocessError) as error:
        path.unlink(missing_ok=True)
        raise EditorFailedError(editor=command[0]) from error
    whole = clean(edited, limit=len(edited))
    if len(whole) > MAX_TEXT:
        raise EditedTextTooLongError(count=len(whole), most=MAX_TEXT, path=path)
    path.unlink(missing_ok=True)
    # Editors end a file with a line end that nobody typed.
    return whole.removesuffix("\n") if not text.endswith("\n") else whole
