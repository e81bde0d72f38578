"""Passing to another version of the questionnaire, and back: previewed first, answers stay where they were given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.catalogue.cache import cached_questionnaire
from cap_tui.catalogue.files import read_file
from cap_tui.catalogue.folders import version_order
from cap_tui.core.entries import Draft
from cap_tui.core.kinds import QUESTIONNAIRE, QUESTIONNAIRE_TARGET, VERSION
from cap_tui.core.questionnaire import ROOT
from cap_tui.core.scoring import score
from cap_tui.core.text import one_line
from cap_tui.core.upgrades import compare
from cap_tui.exchange.manifest import MAX_QUESTIONNAIRES
from cap_tui.i18n import language
from cap_tui.services.content import Pinned, followed
from cap_tui.services.folding import options_of
from cap_tui.services.former import Remembering
from cap_tui.services.projecting import concerned_by
from cap_tui.services.upgrade_errors import (
    FileChangedError,
    NoEarlierVersionError,
    NotGenuineError,
    OtherIdError,
    PastNotHereError,
    SameNumberError,
    SameVersionError,
    TooManyVersionsError,
)
from cap_tui.services.upgrade_preview import UpgradePreview, passage_lines
from cap_tui.storage.errors import ReadOnlyDatabaseError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cap_tui.core.assessments import Changes
    from cap_tui.core.log import Log
    from cap_tui.core.plan import Action
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.core.upgrades import Comparison
    from cap_tui.services.content import VersionNotHereError
    from cap_tui.services.library import Library
    from cap_tui.services.scores import Standing


@dataclass(frozen=True, slots=True)
class AvailableVersion:
    """Another version of the questionnaire that an evaluation follows.

    Attributes:
        version: As its author numbers it.
        title: In the language in use.
        criteria: How many it has.
        path: Its file; None for one that is only kept with the evaluation.
        later: Whether its number comes after that of the version followed.
        passed: Whether the evaluation was in it before.
    """

    version: str
    title: str
    digest: str
    criteria: int
    path: Path | None
    later: bool
    passed: bool


class Upgrading(Remembering):
    """The part of an open assessment that passes from one version of its questionnaire to another."""

    _library: Library | None
    _official: Standing
    demand: Callable[[str], None]
    refusal: Callable[[str], str | None]
    actions: Callable[[], tuple[Action, ...]]

    def _followed_in(self, log: Log) -> Questionnaire:
        """Return the version that a state of the log follows."""
        found = followed(log, self._library) if self._library else None
        return found.questionnaire if found else self.questionnaire

    def _pinned(self, questionnaire: Questionnaire) -> Pinned | None:
        content = self._library.content(questionnaire.digest) if self._library else None
        return Pinned(questionnaire, content) if content is not None else None

    def version_notice(self) -> VersionNotHereError | None:
        """Return what to tell when the version this evaluation should follow is not at hand; None otherwise."""
        found = followed(self._journal.log, self._library) if self._library else None
        return found.notice() if found else None

    def versions_available(self) -> tuple[AvailableVersion, ...]:
        """Return the other versions of the same questionnaire: files of this machine, and those passed through.

        The latest first.
        """
        if self._library is None:
            return ()
        used, past = self.questionnaire, self.past()
        found: dict[str, tuple[Questionnaire, Path | None]] = {
            one.digest: (one, None) for one in past.versions
        }
        for file in self._library.found():
            content = file.questionnaire
            if content is not None and content.id == used.id:
                found[content.digest] = (content, file.path)
        found.pop(used.digest, None)
        passed = set(past.digests())
        return tuple(
            AvailableVersion(
                version=one_line(one.version),
                title=one_line(one.title.get(language())),
                digest=digest,
                criteria=len(one.criteria),
                path=path,
                later=version_order(one.version) > version_order(used.version),
                passed=digest in passed,
            )
            for digest, (one, path) in sorted(
                found.items(), key=lambda item: version_order(item[1][0].version), reverse=True
            )
        )

    def content_of(self, version: AvailableVersion) -> bytes:
        """Return the content of a version that was listed.

        Raises:
            FileChangedError: The file is not the one that was listed any more.
            CapError: It cannot be read.
        """
        content = self._library.content(version.digest) if self._library else None
        if content is None and self._library and version.path is not None:
            self._library.offer(version.digest, read_file(version.path))
            content = self._library.content(version.digest)
        if content is None:
            raise FileChangedError(path=version.path or version.version)
        return content

    def upgrade_preview(self, content: bytes) -> UpgradePreview:
        """Return what passing to a version would do; nothing is written.

        Args:
            content: The bytes of its file, or `content_of` a version of the list.

        Raises:
            CapError: The file is refused, or the evaluation cannot pass to it.
        """
        new = self._version(content)
        comparison, log = self._comparison(new), self._journal.log
        old, entered = comparison.old, comparison.new
        concerned = concerned_by(entered, self.summary.structure.kinds, options_of(log))
        lost = set(comparison.lost_levels)
        asides = set(self.concerned) - set(concerned)
        return UpgradePreview(
            title=one_line(entered.title.get(language())),
            before=one_line(old.version),
            after=one_line(entered.version),
            digest=entered.digest,
            back=entered.digest in self.past().digests(),
            counts=comparison.counts,
            passages=passage_lines(comparison, log, self._my_id, self.actions(), asides),
            lost_levels=tuple(
                one_line(item.label.get(language())) for item in old.scale.levels if item.id in lost
            ),
            score_before=self._official.totals[ROOT].score,
            score_after=score(entered, self._official.positions, concerned)[ROOT].score,
            scores_change=comparison.scores_change,
            refusal=self.refusal("questionnaire.upgrade"),
        )

    def upgrade(self, content: bytes) -> Changes:
        """Pass to another version, later or earlier: backup, then one entry and the content, all or nothing.

        Args:
            content: As for `upgrade_preview`.

        Raises:
            CapError: As `upgrade_preview`; or this person may not, in this phase; or the database refuses.
        """
        self.demand("questionnaire.upgrade")
        new, library = self._version(content), self._library
        self._comparison(new)
        if library is None or library.read_only:
            raise library.refusal if library else ReadOnlyDatabaseError(path="")
        library.offer(new.digest, content)
        library.back_up(self._environment.now())
        group = self._environment.new_id()

        def drafts() -> list[Draft]:
            comparison = self._comparison(new)  # another window may have written meanwhile
            value = {
                "id": new.id, "version": new.version, "digest": new.digest, "keys": comparison.keys,
            }  # fmt: skip
            return [Draft(QUESTIONNAIRE, QUESTIONNAIRE_TARGET, VERSION, value, group)]

        return self._commit(drafts)

    def earlier_version(self) -> bytes:
        """Return the content of the version that was left for the one followed, to go back to it.

        Raises:
            NoEarlierVersionError: The evaluation follows the version it began with.
            PastNotHereError: Its content is not here.
        """
        before = self.past().before(self.questionnaire.digest)
        if before is None:
            raise NoEarlierVersionError(version=one_line(self.questionnaire.version))
        content = self._library.content(before.digest) if self._library else None
        if content is None:
            raise PastNotHereError
        return content

    def downgrade(self) -> Changes:
        """Go back to the version that was left for the one followed.

        Raises:
            CapError: As `earlier_version` and `upgrade`.
        """
        return self.upgrade(self.earlier_version())

    def _version(self, content: bytes) -> Questionnaire:
        """Return a version to pass to.

        Raises:
            CapError: Its file is refused, or it is not one this evaluation can pass to.
        """
        library, used = self._library, self.questionnaire
        new = cached_questionnaire(content, library.cache if library else None)
        if new.id != used.id:
            raise OtherIdError(id=new.id, expected=used.id)
        if new.digest == used.digest:
            raise SameVersionError(version=one_line(used.version))
        if new.version == used.version:
            raise SameNumberError(version=one_line(used.version))
        if new.digest in self.past().digests() or library is None:
            return new
        packaged = [
            one.questionnaire.digest
            for one in library.found()
            if one.origin == "packaged" and one.questionnaire and one.questionnaire.id == new.id
        ]
        if packaged and new.digest not in packaged:
            raise NotGenuineError(id=new.id)
        return new

    def _comparison(self, new: Questionnaire) -> Comparison:
        """Return what passing to a version does.

        Raises:
            SameVersionError: It is the one followed.
            PastNotHereError: A version passed through is not at hand: a key given now could be one of its own.
            TooManyVersionsError: A file could not carry them all.
        """
        past, used = self.past(), self.questionnaire
        if new.digest == used.digest:
            raise SameVersionError(version=one_line(used.version))
        digests = past.digests()
        if not past.complete or self.version_notice():
            raise PastNotHereError
        if new.digest not in digests and len(digests) >= MAX_QUESTIONNAIRES:
            raise TooManyVersionsError(count=MAX_QUESTIONNAIRES)
        return compare(used, new, past.keys_given(new.digest), past.versions)
