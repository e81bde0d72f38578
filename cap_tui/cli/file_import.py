"""One file at a time: previewed, asked about, taken in; one that fails does not stop the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cap_tui.cli.exchange_lines import incoming_data, incoming_lines, nothing_data, receipt_lines
from cap_tui.cli.folder_import import FolderTaking, show_folder
from cap_tui.cli.output import agreed, out, say
from cap_tui.cli.passphrases import asked, offered_bundle_passphrase
from cap_tui.core.errors import CapError
from cap_tui.core.fingerprints import spaced
from cap_tui.core.text import one_line
from cap_tui.i18n import _, explain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cap_tui.services.incoming import Incoming
    from cap_tui.services.workspace import Workspace


def is_folder(path: Path) -> bool:
    """Return whether a path is a folder; one that the system refuses to look at is taken for a file."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


class Taking:
    """One run of imports: a file that fails does not stop the others.

    Args:
        workspace: Where.
        preview: Whether nothing is taken in.
        unasked: Whether every question is answered by yes.
        trust: Whether new senders are trusted.
        quiet: Whether the previews are for JSON, not to be printed.
    """

    def __init__(
        self, workspace: Workspace, *, preview: bool, unasked: bool, trust: bool, quiet: bool
    ) -> None:
        self._workspace = workspace
        self._preview = preview
        self._unasked = unasked
        self._trust = trust
        self._quiet = quiet
        self._passphrase = offered_bundle_passphrase()

    def taken(self, path: Path) -> Iterator[dict[str, Any]]:
        """Take in a file, or the files of a folder; yield what `--json` gives of each."""
        from cap_tui.services.exchange_errors import UnreadableFileError

        if not is_folder(path):
            yield self.take(path)
            return
        folder = FolderTaking(self._workspace, path, unasked=self._unasked, trust=self._trust)
        try:
            told = list(folder.preview() if self._preview else folder.take())
        except OSError as error:  # the folder itself: each file answers for itself
            raise UnreadableFileError(path=one_line(str(path)), reason=error.strerror) from error
        if not self._quiet:
            show_folder(told)
        yield from told

    def take(self, path: Path) -> dict[str, Any]:
        """Show a file and take it in if it is wanted; return what `--json` gives of it."""
        data = nothing_data(path)
        try:
            incoming = self._opened(path)
            data = incoming_data(incoming)
            self._show(incoming)
            if incoming.blocked is not None:
                raise incoming.blocked
            if not self._preview:
                data |= self._accepted(incoming)
        except CapError as error:
            data["error"] = explain(self._kept(path, error))
            say(_("{what}: {message}").format(what=one_line(path.name), message=data["error"]))
        return data

    def _kept(self, path: Path, error: CapError) -> CapError:
        """Copy a file of a newer program aside, for the day this one is updated, and say so."""
        from cap_tui.exchange.bundle_errors import NewerBundleError
        from cap_tui.services.exchanging import keep_newer

        if self._preview or not isinstance(error, NewerBundleError):
            return error
        try:
            return keep_newer(self._workspace, path)
        except CapError as failure:
            return failure

    def _opened(self, path: Path) -> Incoming:
        """Preview a file; one that this person's key does not open asks for its passphrase, once for all the files.

        Raises:
            CapError: It cannot be opened.
        """
        from cap_tui.exchange.keys import LockedKeyError
        from cap_tui.services.exchange_errors import SealedFileError
        from cap_tui.services.exchanging import preview

        try:
            return preview(self._workspace, path)
        except (SealedFileError, LockedKeyError):
            question = _("Passphrase of {file} (nothing shows while you type): ")
            typed = self._passphrase or asked(question.format(file=one_line(path.name)))
            if not typed:
                raise
            found = preview(self._workspace, path, passphrase=typed)
            self._passphrase = typed
            return found

    def _show(self, incoming: Incoming) -> None:
        for line in () if self._quiet else incoming_lines(incoming):
            if self._preview:
                out(line)
            else:
                say(line)

    def _accepted(self, incoming: Incoming) -> dict[str, Any]:
        """Ask, then take the file in; return what changes in what `--json` gives of it."""
        from cap_tui.services.exchanging import accept

        if not (self._unasked or incoming.changes_nothing or agreed(_("Import it?"))):
            return {}
        new = incoming.trust.value == "new" and bool(incoming.sender_fingerprint)
        if new and not self._trusted(incoming):
            return {}
        receipt = accept(self._workspace, incoming, trust=new)
        for line in () if self._quiet else receipt_lines(receipt):
            out(line)
        if new:
            say(
                _(
                    "{name} is now trusted here, fingerprint {fingerprint}. To change your mind: cap-tui contacts --help"
                ).format(name=one_line(incoming.sender), fingerprint=spaced(incoming.sender_fingerprint))
            )
        return {"accepted": True, "report": receipt.id}

    def _trusted(self, incoming: Incoming) -> bool:
        if self._unasked or self._trust:
            return True
        keys = {incoming.sender_fingerprint: incoming.sender}
        if incoming.director:
            keys[incoming.director_fingerprint] = incoming.director
        question = _("Is {fingerprint} the fingerprint that {name} reads to you over the telephone?")
        return all(
            agreed(question.format(fingerprint=spaced(fingerprint), name=one_line(name)))
            for fingerprint, name in keys.items()
        )
