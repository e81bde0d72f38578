"""What was said under other versions of the questionnaire: readable for ever, in the words of the version that asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cap_tui.core.kinds import RETAINED, rest_of
from cap_tui.core.positions import NO_OPINION, Position, Stance
from cap_tui.core.text import one_line
from cap_tui.i18n import _, language
from cap_tui.i18n.labels import position_label
from cap_tui.services.content import Shelf, versions_of
from cap_tui.services.folding import opinion_of, options_of
from cap_tui.services.past import Past
from cap_tui.services.projecting import concerned_by
from cap_tui.services.reviewing import Reviewing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cap_tui.core.plan import Action
    from cap_tui.core.positions import Opinion
    from cap_tui.core.questionnaire import Questionnaire, Scale
    from cap_tui.core.review import CrossedViews, Voice
    from cap_tui.services.library import Library
    from cap_tui.services.reviewing import Table


@dataclass(frozen=True, slots=True)
class Former:
    """What was said of a criterion of another version.

    Attributes:
        key: What the answers are attached to.
        code: In the version that asked; empty when that one is not at hand.
        title: The same; then the key.
        version: Which one; empty when it is not at hand.
        scale: On which positions were taken.
        opinion: Of the person at the keyboard.
        views: Everyone's, as far as this person may read them, and the position retained.
        actions: Lines of the plan that answer it.
        me: Participant id of the person at the keyboard.
    """

    key: str
    code: str
    title: str
    version: str
    scale: Scale
    opinion: Opinion
    views: CrossedViews
    actions: tuple[Action, ...] = ()
    me: str = ""

    @property
    def others(self) -> tuple[Voice, ...]:
        """What everyone else said, as far as this person may read it."""
        return tuple(
            voice
            for voice in self.views.voices
            if voice.participant != self.me and voice.opinion != NO_OPINION
        )

    @property
    def team(self) -> str:
        """What the team said, in words; empty when it may not be shown."""
        team = self.views.team
        if team is None:
            return ""
        names = {level.id: level.label.get(language()) for level in self.scale.levels}
        return _("Team: {count} voices, median {median}, from {lowest} to {highest}").format(
            count=team.count,
            median=names[team.median],
            lowest=names[team.lowest],
            highest=names[team.highest],
        )

    def said(self, position: Position | None) -> str:
        """Return a position in the words of the version that asked, in the language in use."""
        return position_label(self.scale, position, language())

    @property
    def label(self) -> str:
        """The code and the title."""
        return " ".join(filter(None, (self.code, self.title)))


class Remembering(Reviewing):
    """The part of an open assessment that holds what other versions asked."""

    _participant: str
    _library: Library | None
    _past: Past | None
    actions: Callable[[], tuple[Action, ...]]

    def past(self) -> Past:
        """Return the versions that this evaluation passed through."""
        named = versions_of(self._journal.log)
        known = self._past
        if known is None or known.told != named:
            known = self._past = Past(named, self._library or Shelf(lambda _digest: None, None))
        return known

    def label_of(self, key: str) -> tuple[str, str]:
        """Return the code and the title of a criterion, live or not; an empty code for one that no version here asks."""
        found = self.questionnaire.criteria.get(key) or self.past().criterion(key)
        if found is None:
            return "", one_line(key, limit=80)
        return found.code, one_line(found.title.get(language()))

    def code_of(self, key: str) -> str:
        """Return the code of a criterion; with its version for one that is not asked any more, whose code may be another’s."""
        live = self.questionnaire.criteria.get(key)
        return live.code if live else self.past().code(key) or one_line(key, limit=80)

    def memory(self, criterion_id: str) -> tuple[Former, ...]:
        """Return what was said before of a criterion to answer again, the nearest first; empty when there is nothing.

        Args:
            criterion_id: Id or code of a criterion of the version followed.

        Raises:
            CapError: No such criterion here.
        """
        key = self.criterion(criterion_id).id
        own = [key] if self._off_scale(key) else []
        return self._formers([*own, *self.past().memories.get(key, ())])

    def orphans(self) -> tuple[Former, ...]:
        """Return all that was said or planned of criteria that the version followed does not ask here.

        It has them no more, or has them for other structures. In the reading order of the latest version that asked
        them, those of unknown versions last.
        """
        live, past = self.questionnaire.criteria, self.past()
        aside = self._aside()
        keys = dict.fromkeys(key for key in past.books if key not in live or key in aside)
        written = sorted(self._written_keys())
        return self._formers([*keys, *(key for key in written if key not in live and key not in keys)], aside)

    def _aside(self) -> Mapping[str, Questionnaire]:
        """Return each criterion that the version followed has for others, to the last version that asked it here."""
        live, asked = self.questionnaire.criteria, set(self.concerned)
        kinds, options = self.summary.structure.kinds, options_of(self._journal.log)
        return {
            key: version
            for version in self.past().versions
            for key in concerned_by(version, kinds, options)
            if key in live and key not in asked
        }

    def _written_keys(self) -> set[str]:
        log = self._journal.log
        people = set(log.people())
        opinions = {
            key
            for owner, _slash, key in (target.partition("/") for target, _field in log.written())
            if key and owner in people
        }
        retained = {rest_of(target) for target in log.targets(RETAINED)}
        return opinions | retained | {key for action in self.actions() for key in action.criteria}

    def _off_scale(self, key: str) -> bool:
        position = opinion_of(self._journal.log, self._participant, key).position
        levelled = position is not None and position.stance is Stance.LEVEL
        return levelled and position is not None and self.questionnaire.scale.level(position.level) is None

    def _formers(
        self, keys: Iterable[str], asked_by: Mapping[str, Questionnaire] | None = None
    ) -> tuple[Former, ...]:
        table, books = self._table(), asked_by or {}
        found = (self._former(key, table, books.get(key)) for key in keys)
        return tuple(one for one in found if one is not None)

    def _former(self, key: str, table: Table, book: Questionnaire | None) -> Former | None:
        opinion = opinion_of(self._journal.log, self._participant, key)
        level = opinion.position.level if opinion.position else ""
        book = book or self.past().book(key, level)
        scale = book.scale if book else self.questionnaire.scale
        views = self._views(key, table, scale)
        actions = tuple(action for action in self.actions() if key in action.criteria)
        said = views.voices or views.team_count or views.retained or actions
        if opinion == NO_OPINION and not said:
            return None
        criterion = book.criteria.get(key) if book else None
        return Former(
            key=key,
            code=criterion.code if criterion else "",
            title=one_line(criterion.title.get(language())) if criterion else one_line(key, limit=80),
            version=one_line(book.version) if book else "",
            scale=scale,
            opinion=opinion,
            views=views,
            actions=actions,
            me=self._participant,
        )
