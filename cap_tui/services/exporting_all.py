"""All the reports in one run: in parallel, resumable, each file whole or absent."""

from __future__ import annotations

import os
import signal
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from multiprocessing import resource_tracker
from threading import Event, Lock
from typing import TYPE_CHECKING

from cap_tui import __version__
from cap_tui.core.errors import CapError
from cap_tui.i18n import language
from cap_tui.reports.files import ExportCancelledError, ExportFolderMissingError
from cap_tui.reports.report_data import Audience
from cap_tui.reports.runner import run_report
from cap_tui.services.export_index import Index
from cap_tui.services.export_places import batch_names
from cap_tui.services.exports import report_data
from cap_tui.services.network.giving_back import peers_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path

    from cap_tui.core.assessments import AssessmentSummary
    from cap_tui.core.permissions import Phase
    from cap_tui.reports.report_data import ReportData
    from cap_tui.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reports, and in which form.

    Attributes:
        form: One of `FORMS`.
        questionnaire: Its id; empty: every one.
        years: Empty: every year.
        phases: Empty: every phase.
        standing: Whether each says where the structure stands among its peers.
        overwrite: Whether everything is made again, over files that are in the way too.
    """

    form: str
    audience: Audience = Audience.INTERNE
    questionnaire: str = ""
    years: tuple[int, ...] = ()
    phases: tuple[Phase, ...] = ()
    standing: bool = False
    overwrite: bool = False

    def match(self, summary: AssessmentSummary) -> bool:
        """Return whether the report of an evaluation is wanted."""
        return (
            self.questionnaire in ("", summary.questionnaire_id)
            and (not self.years or summary.year in self.years)
            and (not self.phases or summary.phase in self.phases)
        )


class Outcome(StrEnum):
    """What became of one report."""

    MADE = "made"
    SAME = "same"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Given:
    """One report.

    Attributes:
        path: Of its file, made or already there; of the one that could not be made.
        error: Why there is none; None otherwise.
    """

    summary: AssessmentSummary
    path: Path
    outcome: Outcome
    error: CapError | None = None


def wanted_of(workspace: Workspace, wanted: Wanted) -> list[AssessmentSummary]:
    """Return the evaluations wanted, by name; the demonstrations only when there is nothing else."""
    found = [summary for summary in workspace.assessments() if wanted.match(summary)]
    real = [summary for summary in found if not summary.structure.fictional]
    return sorted(real or found, key=lambda one: (one.structure.name, one.questionnaire_id, one.year, one.id))


def export_all(
    workspace: Workspace, wanted: Wanted, folder: Path, tell: Callable[[Given, int, int], None] | None = None
) -> tuple[Given, ...]:
    """Make every report wanted in a folder and return what became of each, by name; blocks.

    What was already made for the same entries, and nobody changed since, is left as it is. When this is interrupted, the
    files that are there are whole, and the same call goes on.

    Args:
        workspace: The data.
        wanted: Which, and how.
        folder: Exists.
        tell: Called after each, in any order, with how many are behind and how many there are.

    Raises:
        ExportError: There is no such folder, or it cannot be written.
    """
    if not folder.is_dir():
        raise ExportFolderMissingError(path=folder)
    return _Run(workspace, wanted, folder, tell).all()


@dataclass(slots=True)
class _Run:
    """One run; everything but the making of the documents happens in the thread that calls."""

    workspace: Workspace
    wanted: Wanted
    folder: Path
    tell: Callable[[Given, int, int], None] | None
    index: Index = field(init=False)
    done: dict[str, Given] = field(default_factory=dict)
    making: dict[Future[None], AssessmentSummary] = field(default_factory=dict)
    stop: Event = field(default_factory=Event)
    starting: Lock = field(default_factory=Lock)
    total: int = 0
    names: dict[str, str] = field(default_factory=dict)
    stamps: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.index = Index.of(self.folder)

    def all(self) -> tuple[Given, ...]:
        summaries = wanted_of(self.workspace, self.wanted)
        self.total = len(summaries)
        self.names = batch_names(summaries, self.wanted.form)
        self.stamps = _stamps(self.workspace.assessments())
        workers = cores()
        _begin_tracker()
        pool = ThreadPoolExecutor(workers, initializer=_leave_signals_to_the_caller)
        try:
            for summary in summaries:
                self._begin(pool, summary)
                while len(self.making) >= workers:
                    self._collect(wait(self.making, return_when=FIRST_COMPLETED).done)
            while self.making:
                self._collect(wait(self.making, return_when=FIRST_COMPLETED).done)
        finally:
            self.stop.set()  # kills the children of an interrupted run
            pool.shutdown()
            self._collect(set(self.making))
            if self.index.states:
                self.index.save()
        return tuple(self.done[summary.id] for summary in summaries if summary.id in self.done)

    def _begin(self, pool: ThreadPoolExecutor, summary: AssessmentSummary) -> None:
        """Take one evaluation as it is now and hand it over; tell at once what needs no making."""
        name = self.names[summary.id]
        try:
            data = self._data(summary)
            state = self._state(summary, data)
            if not self.wanted.overwrite and self.index.current(name, state):
                self._settle(summary, Outcome.SAME)
                return
        except CapError as error:
            self._settle(summary, Outcome.FAILED, error)
            return
        over = self.wanted.overwrite or self.index.replaceable(name)
        self.index.begin(name, state)
        context = copy_context()
        self.making[pool.submit(context.run, self._make, data, name, over)] = summary

    def _make(self, data: ReportData, name: str, over: bool) -> None:  # noqa: FBT001 - called through a context
        """Make one file, over one that is there or not."""
        run_report(
            data,
            self.folder / name,
            form=self.wanted.form,
            overwrite=over,
            cancelled=self.stop.is_set,
            turn=self.starting,
        )

    def _data(self, summary: AssessmentSummary) -> ReportData:
        data = report_data(self.workspace.open(summary.id), self.wanted.audience)
        return replace(data, peers=peers_of(self.workspace, summary.id)) if self.wanted.standing else data

    def _state(self, summary: AssessmentSummary, data: ReportData) -> str:
        """Return a digest of all that a report is made from, but for the day."""
        parts = (
            __version__, language(), self.wanted.form, data.audience.value, data.questionnaire.digest, data.seal,
            self.stamps[summary.id], repr(data.peers),
        )  # fmt: skip
        return sha256("\n".join(parts).encode()).hexdigest()

    def _collect(self, finished: set[Future[None]]) -> None:
        for future in finished:
            summary = self.making.pop(future)
            try:
                future.result()
            except ExportCancelledError:
                continue  # the run is interrupted: nothing is told of what it had only begun
            except CapError as error:
                self.index.forget(self.names[summary.id])  # what is there, if anything, is somebody's
                self._settle(summary, Outcome.FAILED, error)
            else:
                self.index.end(self.names[summary.id])
                self._settle(summary, Outcome.MADE)

    def _settle(self, summary: AssessmentSummary, outcome: Outcome, error: CapError | None = None) -> None:
        found = Given(summary, self.folder / self.names[summary.id], outcome, error)
        self.done[summary.id] = found
        if self.tell is not None:
            self.tell(found, len(self.done), self.total)


def cores() -> int:
    """Return how many documents may be made at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _stamps(summaries: list[AssessmentSummary]) -> dict[str, str]:
    """Return, by id, when the other evaluations of the same structure were last written: reports compare with them."""
    alike: dict[str, list[AssessmentSummary]] = {}
    for one in summaries:
        alike.setdefault(one.structure.siret, []).append(one)
    return {
        one.id: " ".join(
            sorted(
                f"{other.id} {other.updated}" for other in alike[one.structure.siret] if other.id != one.id
            )
        )
        for one in summaries
    }


def _begin_tracker() -> None:
    """Start what Python starts with the first child of all; a thread that did would have Ctrl+C let through to its children."""
    if hasattr(signal, "pthread_sigmask"):
        resource_tracker.ensure_running()


def _leave_signals_to_the_caller() -> None:
    """Keep Ctrl+C from the threads and, which inherit it, from the children that begin: the caller stops them."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
