"""What is on this machine: the list of evaluations, the questionnaires, the person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cap_tui.catalogue.cache import cached_questionnaire
from cap_tui.catalogue.files import read_file
from cap_tui.catalogue.folders import CACHE, current, find_questionnaires
from cap_tui.core.errors import CapError
from cap_tui.core.log import Log
from cap_tui.core.questionnaire import ROOT
from cap_tui.core.text import one_line
from cap_tui.exchange.keys import SigningKey
from cap_tui.services.demo import DEMO_DIRECTOR, demo_author, demo_drafts, demo_environment, demo_start
from cap_tui.services.dossier import Dossier
from cap_tui.services.errors import (
    AlreadyExistsError,
    MissingQuestionnaireError,
    UnknownQuestionnaireError,
    YearError,
)
from cap_tui.services.headers import NewAssessment, chosen, genesis_draft, header_of, summary_of
from cap_tui.services.journal import Author, Journal, chain
from cap_tui.services.profile import Profile, load_profile, save_profile
from cap_tui.services.projecting import rebuild
from cap_tui.services.seals import Seals
from cap_tui.storage import ledger
from cap_tui.storage.backups import back_up, list_backups, restore
from cap_tui.storage.engine import reading, writing
from cap_tui.storage.errors import ReadOnlyDatabaseError
from cap_tui.storage.opening import open_database

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from cap_tui.catalogue.folders import FoundQuestionnaire
    from cap_tui.core.assessments import AssessmentSummary
    from cap_tui.core.entries import Draft
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.core.structures import Structure
    from cap_tui.services.environment import Environment

YEARS = range(2000, 2101)


class Workspace:
    """The data folder, open.

    Attributes:
        read_only: Reading works, writing raises `ReadOnlyDatabaseError`.
        opened: The database; for services only.
        notices: What happened at opening, to show once.
    """

    def __init__(self, data_dir: Path, environment: Environment) -> None:
        self.data_dir = data_dir
        self._environment = environment
        self.opened = open_database(data_dir, environment.now())
        self.read_only = self.opened.read_only
        self.notices: tuple[CapError, ...] = self.opened.notices
        self._profile: Profile | None = None

    @property
    def database(self) -> Path:
        """The database file."""
        return self.opened.path

    @property
    def profile(self) -> Profile:
        """The person at the keyboard; made at the first need."""
        if self._profile is None:
            self._profile = load_profile(self.data_dir, self._environment)
        return self._profile

    def profile_name(self) -> str:
        """Return the person's name, empty until given."""
        return self.profile.name

    def rename_profile(self, name: str) -> None:
        """Keep the person's name, for the evaluations created from now on."""
        renamed = replace(self.profile, name=one_line(name, limit=120))
        save_profile(self.data_dir, renamed)
        self._profile = renamed

    def assessments(self) -> list[AssessmentSummary]:
        """Return every evaluation, the last written first."""
        with reading(self.opened.engine, self.opened.path) as connection:
            rows = ledger.headers(connection)
        today = self._environment.now().date()
        return [summary_of(header, totals, today) for _row, header, totals in rows]

    def questionnaires(self) -> list[FoundQuestionnaire]:
        """Return the questionnaires on this machine, each with its problems if any."""
        return find_questionnaires(self.data_dir, self.data_dir / CACHE)

    def new_assessment(self, structure: Structure, questionnaire_id: str, year: int) -> AssessmentSummary:
        """Start an evaluation.

        Raises:
            CapError: It exists, the questionnaire does not, the year is not plausible, or the database refuses.
        """
        if year not in YEARS:
            raise YearError(first=YEARS[0], last=YEARS[-1])
        content, questionnaire = self._current(questionnaire_id)
        new = NewAssessment(structure, questionnaire, content, year, self.profile.name)
        author = Author(self.profile.key, self.profile.installation)
        return self._create(new, author, self._environment)

    def _current(self, questionnaire_id: str) -> tuple[bytes, Questionnaire]:
        found = current(self.questionnaires(), questionnaire_id)
        if found is None:
            raise UnknownQuestionnaireError(questionnaire=one_line(questionnaire_id, limit=60))
        content = read_file(found.path)
        return content, cached_questionnaire(content, self.data_dir / CACHE, found.path.name)

    def _create(
        self, new: NewAssessment, author: Author, environment: Environment, drafts: Iterable[Draft] = ()
    ) -> AssessmentSummary:
        if self.read_only:
            raise ReadOnlyDatabaseError(path=self.opened.path)
        log = Log()
        log.extend(chain(log, author, [genesis_draft(new)], environment))
        log.extend(chain(log, author, drafts, environment))
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
        return summary_of(header, rebuilt.totals[ROOT], self._environment.now().date())

    def open(self, reference: str) -> Dossier:
        """Open the evaluation named by its id, an unambiguous start of it, or SIRET/questionnaire/year.

        Raises:
            CapError: None or several answer to it, or it cannot be read.
        """
        with reading(self.opened.engine, self.opened.path) as connection:
            row_id, header, totals = chosen(ledger.headers(connection), reference)
            content = ledger.pinned(connection, header.digest)
        if content is None:
            raise MissingQuestionnaireError
        try:
            questionnaire = cached_questionnaire(content, self.data_dir / CACHE)
        except CapError as error:
            raise MissingQuestionnaireError from error
        if questionnaire.digest != header.digest:
            raise MissingQuestionnaireError
        summary = summary_of(header, totals, self._environment.now().date())
        person = self._signer()
        author = demo_author(person.installation) if header.fictional else person
        journal = Journal(self.opened, row_id, header.hash, author, self._environment)
        journal.load(Seals.of(self.data_dir / CACHE, person.key))
        return Dossier(summary, questionnaire, journal, author, self._environment)

    def _signer(self) -> Author:
        """Return the person; without a usable key, someone who holds no role, so that reading still works."""
        try:
            return Author(self.profile.key, self.profile.installation)
        except CapError as error:
            if str(error) not in map(str, self.notices):
                self.notices = (*self.notices, error)
            return Author(SigningKey.generate(), self._environment.new_id())

    def load_demo(self) -> AssessmentSummary:
        """Put the demonstration in, once; the next times it is only returned, with what was tried in it since.

        Raises:
            CapError: The database refuses.
        """
        start = demo_start()
        key = (start.structure.siret, start.questionnaire, start.year)
        for known in self.assessments():
            if (known.structure.siret, known.questionnaire_id, known.year) == key:
                return known
        environment, author = demo_environment(start), demo_author("demonstration")
        content, questionnaire = self._current(start.questionnaire)
        new = NewAssessment(start.structure, questionnaire, content, start.year, DEMO_DIRECTOR)
        return self._create(new, author, environment, demo_drafts(start, questionnaire, author, environment))

    def backups(self) -> list[Path]:
        """Return the backups, the newest first."""
        return list_backups(self.database)

    def back_up(self) -> Path:
        """Copy the database among the backups and return the copy.

        Raises:
            CapError: No room or no right.
        """
        return back_up(self.database, self._environment.now(), "asked")

    def restore(self, copy: Path) -> Path:
        """Put a backup in the place of the data and return the backup of what was there before.

        Raises:
            CapError: It is damaged, not one of ours, or the database refuses; nothing was changed.
        """
        return restore(self.database, copy, self._environment.now())

    def close(self) -> None:
        """Let go of the database."""
        self.opened.engine.dispose()
