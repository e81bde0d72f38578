"""Whether an evaluation may be declared ready, what is owed to an edition, and the options it includes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.editions import edition_named, owed, seen_through
from cap_tui.core.entries import Draft
from cap_tui.core.gates import gaps
from cap_tui.core.kinds import OPTIONS, QUESTIONNAIRE, QUESTIONNAIRE_TARGET
from cap_tui.core.text import one_line
from cap_tui.core.verdicts import Findings, judge
from cap_tui.i18n.verdict_words import gap_words
from cap_tui.services.errors import UnansweredFindingsError, UnknownEditionError, UnknownOptionError
from cap_tui.services.folding import opinions_of, options_of
from cap_tui.services.turns import Turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from cap_tui.core.assessments import Changes
    from cap_tui.core.gates import Gap
    from cap_tui.core.plan import Action
    from cap_tui.core.positions import Opinion
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.core.verdicts import Outcome
    from cap_tui.services.environment import Environment
    from cap_tui.services.journal import Author, Journal
    from cap_tui.services.scores import Standing


class Judging:
    """The part of an open assessment that looks at its results against the rules of the questionnaire."""

    questionnaire: Questionnaire
    concerned: tuple[str, ...]
    _own: Standing
    _official: Standing
    _opinions: dict[str, Opinion]
    _journal: Journal
    _environment: Environment
    _commit: Callable[[Callable[[], list[Draft]]], Changes]
    actions: Callable[[], tuple[Action, ...]]

    @property
    def _seen(self) -> Standing:
        """The positions this person is shown, and their totals."""
        raise NotImplementedError

    @property
    def _director(self) -> str:
        """Participant id of who began it."""
        raise NotImplementedError

    def findings(self, edition: str = "") -> Findings:
        """Return what a verdict looks at: the positions shown, their texts, the plan.

        Args:
            edition: Only the criteria of this edition; empty: all.

        Raises:
            UnknownEditionError: The questionnaire has no such edition.
        """
        self._known(edition)
        concerned = seen_through(self.questionnaire, self.concerned, edition)
        return Findings(
            self.questionnaire, self._seen.positions, self._official_opinions(), self.actions(), concerned
        )

    def _official_opinions(self) -> Mapping[str, Opinion]:
        """Return the opinions whose texts go with the positions shown: the director's, or one's own while hidden."""
        if self._seen is self._own:
            return self._opinions
        return opinions_of(self._journal.log, self._director)

    def verdict(self, edition: str = "") -> Outcome | None:
        """Return whether the whole may be declared ready; None when the questionnaire has no such thing.

        Raises:
            UnknownEditionError: The questionnaire has no such edition.
        """
        return judge(self.findings(edition))

    def plan_gaps(self) -> tuple[Gap, ...]:
        """Return the findings that the plan does not answer well enough to be signed and followed up."""
        texts = opinions_of(self._journal.log, self._director)
        positions = self._official.positions
        return gaps(Findings(self.questionnaire, positions, texts, self.actions(), self.concerned))

    def demand_answered(self) -> None:
        """Refuse to sign or follow up a plan that leaves a finding without what it needs.

        Raises:
            UnansweredFindingsError: It says which lines, and what they lack.
        """
        found = self.plan_gaps()
        if found:
            raise UnansweredFindingsError(lines=gap_words(found))

    def owed(self, edition: str) -> tuple[str, ...]:
        """Return the ids of the criteria to which an edition brings something that is not reached yet.

        Raises:
            UnknownEditionError: The questionnaire has no such edition.
        """
        self._known(edition)
        return owed(self.questionnaire, self._seen.positions, self.concerned, edition)

    def _known(self, edition: str) -> None:
        if edition and edition_named(self.questionnaire, edition) is None:
            known = ", ".join(item.id for item in self.questionnaire.editions)
            raise UnknownEditionError(edition=one_line(edition, limit=40), known=known or "—")

    @property
    def options(self) -> tuple[str, ...]:
        """Ids of the options this evaluation includes, in the order of the questionnaire."""
        chosen = options_of(self._journal.log)
        return tuple(option.id for option in self.questionnaire.options if option.id in chosen)

    def choose_options(self, chosen: Iterable[str]) -> Changes:
        """Say which options the evaluation includes; criteria of the others are not asked, their answers are kept.

        Raises:
            UnknownOptionError: The questionnaire has no such option.
            CapError: Not permitted, or refused by the database.
        """
        ordered, group = ordered_options(self.questionnaire, chosen), self._environment.new_id()

        def drafts() -> list[Draft]:
            if tuple(ordered) == self.options:
                return []
            return [Draft(QUESTIONNAIRE, QUESTIONNAIRE_TARGET, OPTIONS, ordered, group)]

        return self._commit(drafts)


def ordered_options(questionnaire: Questionnaire, chosen: Iterable[str]) -> list[str]:
    """Return options in the order of the questionnaire, each once.

    Raises:
        UnknownOptionError: The questionnaire has no such option.
    """
    known, wanted = [option.id for option in questionnaire.options], set(chosen)
    for name in sorted(wanted - set(known)):
        raise UnknownOptionError(option=one_line(name, limit=40), known=", ".join(known) or "—")
    return [name for name in known if name in wanted]


def options_turn(
    questionnaire: Questionnaire, chosen: Iterable[str], author: Author, environment: Environment
) -> list[Turn]:
    """Return what a director writes to begin an evaluation with some options: nothing when there is none.

    Raises:
        UnknownOptionError: The questionnaire has no such option.
    """
    ordered = ordered_options(questionnaire, chosen)
    if not ordered:
        return []
    draft = Draft(QUESTIONNAIRE, QUESTIONNAIRE_TARGET, OPTIONS, ordered, environment.new_id())
    return [Turn(author, environment, (draft,))]
