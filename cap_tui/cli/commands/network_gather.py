"""`network gather`: the dossiers of a folder, once or as they come."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer import Argument, Option

from cap_tui.cli.arguments import AS_JSON, whole
from cap_tui.cli.errors import DONE, INTERRUPTED, REFUSED, WrongUsageError
from cap_tui.cli.folder_import import show_progress
from cap_tui.cli.interrupting import Stop
from cap_tui.cli.output import agreed, flush, out, out_json, say
from cap_tui.core.errors import N_
from cap_tui.core.text import one_line
from cap_tui.i18n import _, explain, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from cap_tui.cli.front import Front
    from cap_tui.services.network.gather import Gathered
    from cap_tui.services.network.watching import Round
    from cap_tui.services.workspace import Workspace

FOLDER = Argument(..., metavar=N_("FOLDER"), help=N_("Where the dossiers are: .capx, worksheets, PDFs."))
WATCH = Option(False, "--watch", help=N_("Go on looking at the folder until Ctrl+C."))  # noqa: FBT003 - a default value
EVERY = Option("30", "--every", metavar=N_("SECONDS"), help=N_("How long to wait between two looks."))
TRUST = Option(
    False,  # noqa: FBT003 - a default value
    "--trust",
    "--yes",
    "-y",
    help=N_("Trust new senders: you compared their fingerprints by telephone."),
)
EVERY_LIMITS = range(1, 86_401)


class EveryError(WrongUsageError):
    """`--every` with less than a second, or more than a day."""

    sentence = N_("--every takes from 1 second to a day (86400 seconds).")


class GatherCommand:
    """Gathering a folder."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def gather(
        self,
        folder: str = FOLDER,
        *,
        watch: bool = WATCH,
        every: str = EVERY,
        trust: bool = TRUST,
        as_json: bool = AS_JSON,
    ) -> int:
        """Take in what a folder holds, then what comes; 1 when something was refused or waits."""
        seconds = whole(every, "--every")
        if seconds not in EVERY_LIMITS:
            raise EveryError
        path = _path(folder)
        with self._front.opened() as workspace, Stop() as stop:
            if watch:
                return self._watch(workspace, path, stop, seconds, trust=trust, as_json=as_json)
            return self._once(workspace, path, stop, trust=trust, as_json=as_json)

    def _once(self, workspace: Workspace, path: Path, stop: Stop, *, trust: bool, as_json: bool) -> int:
        from cap_tui.services.network.gather import gather, gather_folder

        found = gather_folder(workspace, path, trust=trust, progress=show_progress, cancelled=stop.asked)
        if as_json:
            out_json(gathered_data(found))
        else:
            _show(found)
            if found.strangers and _trusted():
                again = [one[0] for one in found.strangers]
                found = gather(workspace, again, trust=True, progress=show_progress, cancelled=stop.asked)
                _show(found)
        if stop.asked():
            return INTERRUPTED
        return DONE if found.whole else REFUSED

    def _watch(
        self, workspace: Workspace, path: Path, stop: Stop, seconds: int, *, trust: bool, as_json: bool
    ) -> int:
        from cap_tui.services.network.gather import demand_there
        from cap_tui.services.network.watching import Round, Watch, watched

        demand_there(path)
        watch, taken, entries = Watch(path), 0, 0
        told = nothing = _what(Round())
        say(_("Watching {folder}. Ctrl+C to stop.").format(folder=one_line(str(path))))
        while not stop.asked():
            done = watched(workspace, watch, trust=trust, progress=show_progress, cancelled=stop.asked)
            if done.news or _what(done) not in (told, nothing):
                _tell(done, self._front.now(), as_json=as_json)
            told = _what(done)
            if done.gathered:
                taken, entries = taken + len(done.gathered.receipt.done), entries + done.gathered.entries
            stop.wait(seconds)
        files = ngettext("{count} file imported", "{count} files imported", taken).format(count=taken)
        say(_("Watch ended: {files}; new entries: {entries}.").format(files=files, entries=entries))
        return DONE


def gathered_data(found: Gathered) -> dict[str, Any]:
    """Return what was gathered as `--json` gives it."""
    receipt = found.receipt
    return {
        "files": found.files,
        "imported": [
            {"file": str(one.path), "structure": one.structure, "year": one.year, "new": one.new}
            for one in receipt.done
        ],
        "known": [str(one.path) for one in receipt.skipped],
        "refused": [
            {"file": str(path), "error": explain(error)}
            for path, error in (*receipt.refused, *found.unreadable)
        ],
        "strangers": [
            {"file": str(path), "sender": name, "fingerprint": mark} for path, name, mark in found.strangers
        ],
        "doubled": [one.data() for one in found.doubled],
        "remaining": [str(path) for path in found.remaining],
        "backup": str(receipt.backup) if receipt.backup else "",
    }


def _tell(done: Round, now: datetime, *, as_json: bool) -> None:
    """Say what one look brought: a line of JSON, or sentences with the hour."""
    if as_json:
        data = gathered_data(done.gathered) if done.gathered else {"files": 0}
        waiting = [str(path) for path in done.waiting]
        error = explain(done.error) if done.error else ""
        out(json.dumps({"at": now.isoformat(timespec="seconds"), **data, "waiting": waiting, "error": error}))
        flush()
        return
    _print(f"{now:%H:%M:%S}  {line}" for line in _round_lines(done))


def _round_lines(done: Round) -> Iterable[str]:
    from cap_tui.services.network.watching import waiting_words

    if done.error is not None:
        yield explain(done.error)
    if done.gathered is not None:
        yield from done.gathered.lines()
    if done.waiting:
        yield waiting_words(len(done.waiting))


def _what(done: Round) -> object:
    """Return what tells two looks apart, so that the same thing is not said every thirty seconds."""
    unreadable = done.gathered.unreadable if done.gathered else ()
    return done.waiting, str(done.error or ""), [(path, str(error)) for path, error in unreadable]


def _show(found: Gathered) -> None:
    _print(found.lines())


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        out(line)
    flush()


def _trusted() -> bool:
    """Ask once for all the new senders; where nobody can answer, say how to go on."""
    if sys.stdin is not None and sys.stdin.isatty():
        return agreed(_("Did you compare all these fingerprints by telephone, and trust these people?"))
    say(_("Compare their fingerprints by telephone, then add --trust."))
    return False


def _path(typed: str) -> Path:
    path = Path(typed)
    try:
        return path.expanduser().absolute()
    except (RuntimeError, OSError):  # an unknown ~person, or a current folder that is gone
        return path
