"""What is on this machine: the list of evaluations, the questionnaires, the person."""

from __future__ import annotations

from contextlib import suppress
from functools import cache, partial
from typing import TYPE_CHECKING

from cap_tui.catalogue.cache import cached_questionnaire
from cap_tui.catalogue.files import read_file
from cap_tui.catalogue.folders import CACHE, current, find_questionnaires
from cap_tui.core.entries import digest
from cap_tui.core.errors import CapError
from cap_tui.core.log import Log
from cap_tui.core.permissions import phase_named
from cap_tui.core.questionnaire import ROOT
from cap_tui.core.text import one_line
from cap_tui.exchange.keys import SigningKey
from cap_tui.services.content import followed
from cap_tui.services.demo import (
    DEMO_DIRECTOR,
    DEMO_FILE,
    DEMO_INSTALLATION,
    PEOPLE,
    demo_author,
    demo_environment,
    demo_files,
    demo_start,
)
from cap_tui.services.demo_people import demo_turns
from cap_tui.services.dossier import Dossier
from cap_tui.services.errors import (
    AlreadyExistsError,
    DemoElsewhereError,
    MissingQuestionnaireError,
    UnknownQuestionnaireError,
    YearError,
)
from cap_tui.services.headers import NewAssessment, chosen, genesis_draft, header_of, summary_of
from cap_tui.services.journal import Author, Journal, chain
from cap_tui.services.judging import options_turn
from cap_tui.services.library import Library
from cap_tui.services.profile import renew_installation
from cap_tui.services.profiling import Profiling
from cap_tui.services.projecting import rebuild
from cap_tui.services.seals import Seals
from cap_tui.storage import ledger
from cap_tui.storage.backups import back_up, demand_restorable, list_backups, restore
from cap_tui.storage.engine import reading, writing
from cap_tui.storage.opening import RestoredNotice, open_database

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from cap_tui.catalogue.folders import FoundQuestionnaire
    from cap_tui.core.assessments import AssessmentSummary
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.core.structures import Structure
    from cap_tui.services.environment import Environment
    from cap_tui.services.profile import Profile
    from cap_tui.services.turns import Turn
    from cap_tui.storage.addresses import Place
    from cap_tui.storage.opened import Opened

YEARS = range(2000, 2101)


def open_shared(data_dir: Path, address: str) -> Opened:
    """Open the database of a server for the person of a data folder; only here is its library imported.

    Raises:
        CapError: The address is none, the server refuses, or the folder cannot be used.
    """
    from cap_tui.storage.addresses import read_address
    from cap_tui.storage.files import private_folder
    from cap_tui.storage.server_opening import open_server

    private_folder(data_dir)
    return open_server(read_address(address))


class Workspace(Profiling):
    """The data folder, open; its evaluations are in its own database, or in a shared one.

    Args:
        data_dir: Holds the keys, the settings, the questionnaires, and the database unless there is a shared one.
        environment: Time, ids and randomness.
        address: Of the shared database, as `postgresql+psycopg://…`; None for the folder's own.

    Attributes:
        read_only: Reading works, writing raises `ReadOnlyDatabaseError`.
        opened: The database; for services only.
        notices: What happened at opening, to show once.
        titles: Questionnaire id to that which gives its titles, and the files among which it was found; for services only.
    """

    def __init__(self, data_dir: Path, environment: Environment, address: str | None = None) -> None:
        self.data_dir = data_dir
        self._environment = environment
        self.opened = (
            open_shared(data_dir, address) if address else open_database(data_dir, environment.now())
        )
        self._shared_in = f".{digest(str(self.opened.path))[:8]}" if address else ""
        self.read_only = self.opened.read_only
        self.notices: tuple[CapError, ...] = self.opened.notices
        self._profile: Profile | None = None
        self._read: dict[str, Questionnaire] = {}
        self.titles: dict[str, tuple[tuple[tuple[str, str], ...], Questionnaire]] = {}
        if any(isinstance(notice, RestoredNotice) for notice in self.notices):
            self._begin_new_chains()

    @property
    def database(self) -> Place:
        """The database file, or the address of the shared database; printed, it is how sentences name it."""
        return self.opened.path

    @property
    def shared(self) -> bool:
        """Whether others write in the same database, on a server."""
        return self.opened.shared

    def assessments(self) -> list[AssessmentSummary]:
        """Return every evaluation, the last written first."""
        with reading(self.opened.engine, self.opened.path) as connection:
            rows = ledger.headers(connection)
        today = self._environment.now().date()
        return [summary_of(header, totals, today) for _row, header, totals in rows]

    def questionnaires(self) -> list[FoundQuestionnaire]:
        """Return the questionnaires on this machine, each with its problems if any."""
        return find_questionnaires(self.data_dir, self.data_dir / CACHE)

    def new_assessment(
        self, structure: Structure, questionnaire_id: str, year: int, options: Iterable[str] = ()
    ) -> AssessmentSummary:
        """Start an evaluation.

        Args:
            structure: Whose it is.
            questionnaire_id: What it follows.
            year: The year evaluated.
            options: Ids of the options of the questionnaire that it includes.

        Raises:
            CapError: It exists, the questionnaire or an option does not, the year is not plausible, or the database
                refuses.
        """
        if year not in YEARS:
            raise YearError(first=YEARS[0], last=YEARS[-1])
        content, questionnaire = self._current(questionnaire_id)
        new = NewAssessment(structure, questionnaire, content, year, self.profile.name)
        author = Author(self.profile.key, self.profile.installation)
        including = options_turn(questionnaire, options, author, self._environment)
        return self._create(new, author, self._environment, including)

    def _current(
        self, questionnaire_id: str, known: Iterable[FoundQuestionnaire] | None = None
    ) -> tuple[bytes, Questionnaire]:
        found = current(self.questionnaires() if known is None else known, questionnaire_id)
        if found is None:
            raise UnknownQuestionnaireError(questionnaire=one_line(questionnaire_id, limit=60))
        content = read_file(found.path)
        return content, cached_questionnaire(content, self.data_dir / CACHE, found.path.name)

    def _create(
        self, new: NewAssessment, author: Author, environment: Environment, turns: Iterable[Turn] = ()
    ) -> AssessmentSummary:
        from cap_tui.core.network.contributions import SEALED

        if self.read_only:
            raise self.opened.refusal()
        log = Log()
        log.extend(chain(log, author, [genesis_draft(new)], environment))
        for turn in turns:
            turn.write(log)
        rebuilt = rebuild(log, new.questionnaire, new.structure.kinds, author.key.public)
        entries = list(log)
        header = header_of(log.assessment, new, rebuilt, entries[-1].link.at)
        with writing(self.opened.engine, self.opened.path) as connection:
            for _row, known, _totals in ledger.headers(connection):
                if (known.siret, known.questionnaire, known.year) == (
                    header.siret,
                    header.questionnaire,
                    header.year,
                ):
                    raise AlreadyExistsError(year=new.year)
            ledger.pin(connection, header.digest, header.questionnaire, header.version, new.content)
            row_id = ledger.insert_header(connection, header)
            ledger.append(connection, row_id, entries)
            ledger.save_totals(connection, row_id, rebuilt.totals)
            if phase_named(header.phase) in SEALED:
                from cap_tui.services.network.counting import counted, keep_count, keys_here, place_of

                place = place_of(header)
                keep_count(
                    connection,
                    row_id,
                    place,
                    counted(log, new.questionnaire, place, partial(keys_here, self)),
                )
        return summary_of(header, rebuilt.totals[ROOT], self._environment.now().date())

    def open(self, reference: str) -> Dossier:
        """Open the evaluation named by its id, an unambiguous start of it, or SIRET/questionnaire/year.

        Raises:
            CapError: None or several answer to it, or it cannot be read.
        """
        from cap_tui.services.network.counting import Keeper, keys_here, place_of

        with reading(self.opened.engine, self.opened.path) as connection:
            row_id, header, totals = chosen(ledger.headers(connection), reference)
        summary = summary_of(header, totals, self._environment.now().date())
        person = self._signer()
        journal = Journal(self.opened, row_id, header.hash, person, self._environment)
        journal.load(Seals.of(self.data_dir / CACHE, person.key))
        library = Library(self.opened, self.data_dir, self._read)
        journal.keeper = Keeper(place_of(header), library, partial(keys_here, self))
        found = followed(journal.log, library)
        if found is None:
            raise MissingQuestionnaireError
        self._notice(found.notice())
        author = journal.writes_as(self._author_in(journal.log, person, fictional=header.fictional))
        dossier = Dossier(summary, found.questionnaire, journal, author, self._environment, library)
        dossier.around = self
        return dossier

    def _author_in(self, log: Log, person: Author, *, fictional: bool) -> Author:
        """Return who writes in a dossier: the person, or in the demonstration whoever has no role is its director."""
        demo = demo_author(person.installation)
        playing = fictional and not log.roles(person.key.public) and log.director == demo.key.public
        return demo if playing else person

    def author_of(self, log: Log, *, fictional: bool) -> str:
        """Return the public key that this person writes with in a dossier; no passphrase is needed to know it."""
        me = self.current_profile().public
        demo = demo_author("").key.public
        return demo if fictional and not log.roles(me) and log.director == demo else me

    def now(self) -> datetime:
        """Return the current time, UTC."""
        return self._environment.now()

    @property
    def cache_dir(self) -> Path:
        """Where questionnaires already checked and seals are kept."""
        return self.data_dir / CACHE

    @property
    def environment(self) -> Environment:
        """Time, ids and randomness; for services only."""
        return self._environment

    def _signer(self) -> Author:
        """Return the person; without a usable key, someone who holds no role, so that reading still works."""
        try:
            return Author(self.profile.key, self.profile.installation)
        except CapError as error:
            self._notice(error)
            return Author(SigningKey.generate(), self._environment.new_id())

    def _notice(self, error: CapError | None) -> None:
        if error is not None and str(error) not in map(str, self.notices):
            self.notices = (*self.notices, error)

    def load_demos(self) -> list[AssessmentSummary]:
        """Put every demonstration in, as `load_demo` does one; the first of them is the one to open.

        Raises:
            CapError: The database refuses.
        """
        found = cache(self.questionnaires)  # read once for all, and not at all when every one is here
        return [self.load_demo(path, found) for path in demo_files()]

    def load_demo(
        self, path: Path = DEMO_FILE, find: Callable[[], Iterable[FoundQuestionnaire]] | None = None
    ) -> AssessmentSummary:
        """Put a demonstration in, once; the next times it is only returned, with what was tried in it since.

        Args:
            path: Which.
            find: Returns the questionnaires of this machine, when they are read already.

        Raises:
            CapError: The database refuses.
        """
        start = demo_start(path)
        key = (start.structure.siret, start.questionnaire, start.year)
        for known in self.assessments():
            if (known.structure.siret, known.questionnaire_id, known.year) == key:
                return known
        environment, author = demo_environment(start), demo_author(DEMO_INSTALLATION)
        content, questionnaire = self._current(start.questionnaire, find() if find else None)
        new = NewAssessment(start.structure, questionnaire, content, start.year, DEMO_DIRECTOR)
        people = path.with_stem(path.stem + PEOPLE)
        turns = demo_turns(start, questionnaire, author, environment, people)
        try:
            return self._create(new, author, environment, turns)
        except CapError as error:
            if self.opened.kept_apart and not isinstance(error, AlreadyExistsError) and not error.passing:
                raise DemoElsewhereError(path=self.database) from error
            raise

    def backups(self) -> list[Path]:
        """Return the backups, the newest first."""
        return list_backups(self.opened.file)

    def back_up(self) -> Path:
        """Copy the database among the backups and return the copy.

        Raises:
            CapError: No room or no right.
        """
        return back_up(self.opened.file, self._environment.now(), "asked")

    def restore(self, copy: Path) -> Path:
        """Put a backup in the place of the data and return the backup of what was there before.

        Raises:
            CapError: It is damaged, not one of ours, or the database refuses; nothing was changed.
        """
        database = self.opened.file
        demand_restorable(copy)
        self._begin_new_chains()
        kept = restore(database, copy, self._environment.now())
        self.opened.engine.dispose()
        # An older one is brought up to date.
        self.opened = open_database(self.data_dir, self._environment.now())
        self.read_only = self.opened.read_only
        for notice in self.opened.notices:
            self._notice(notice)
        return kept

    def _begin_new_chains(self) -> None:
        """Go on under another installation id: what was written since may be on others' machines, and would be written twice."""
        with suppress(CapError):  # a profile that cannot be written is told when one writes
            renew_installation(self.data_dir, self._environment)
            self._profile = None

    def close(self) -> None:
        """Let go of the database."""
        self.opened.engine.dispose()
