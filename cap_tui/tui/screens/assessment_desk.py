"""What lies on the table during an evaluation: what is stored, and what was just done and is not stored yet.

The screen paints from here at once; a write that fails takes its own gesture away, and the stored one shows again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from cap_tui.core.permissions import Role
from cap_tui.core.questionnaire import ROOT
from cap_tui.core.scoring import EMPTY, Totals

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cap_tui.core.cycles import Cycle
    from cap_tui.core.plan import Action
    from cap_tui.core.positions import Opinion, Position
    from cap_tui.core.questionnaire import Criterion, Questionnaire, Scale
    from cap_tui.core.review import CrossedViews, Proposal
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.former import Former


class Desk:
    """One open assessment, with the gestures on their way to the disk.

    Attributes:
        dossier: What is stored.
        questionnaire: The content, as it was when the desk was laid: an upgrade lays another one.
        concerned: Ids of the criteria that apply to this structure, in reading order.
        order: Those looked at; all of them unless `look` was asked for fewer.
        last: What changed since the evaluation before; None when there is none, or while it is being opened.
    """

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.questionnaire: Questionnaire = dossier.questionnaire
        self.concerned = dossier.concerned
        self._every = frozenset(self.concerned)
        self._beneath: dict[str, list[str]] = {}
        self._counts: dict[str, tuple[int, int]] = {}
        self.look(self.concerned)
        self._positions: dict[str, list[Position | None]] = {}
        self._flags: dict[str, list[bool]] = {}
        self._views: dict[str, CrossedViews] = {}
        self._remarks: Counter[str] | None = None
        self._several: bool | None = None
        self._apart: frozenset[str] | None = None
        self._proposals: tuple[Proposal, ...] | None = None
        self._evolved: bool | None = None
        self.last: Cycle | None = None
        self._formers: dict[str, tuple[Former, ...]] = {}

    @property
    def stale(self) -> bool:
        """Whether the evaluation passed to another version of the questionnaire, or to other options."""
        now = self.dossier
        return (now.questionnaire.digest, now.concerned) != (self.questionnaire.digest, self.concerned)

    def look(self, keys: tuple[str, ...]) -> None:
        """Look at some of the criteria only, given in reading order."""
        self.order = keys
        self._place = {key: place for place, key in enumerate(keys)}
        self._beneath.clear()
        self._counts.clear()
        if keys == self.concerned:
            return
        for key in keys:
            for section in self.questionnaire.path[key]:
                self._beneath.setdefault(section.id, []).append(key)

    @property
    def narrowed(self) -> bool:
        """Whether some criteria that apply are not looked at."""
        return len(self.order) < len(self.concerned)

    @property
    def scale(self) -> Scale:
        """Its levels."""
        return self.questionnaire.scale

    def criterion(self, key: str) -> Criterion:
        """Return a criterion by id."""
        return self.questionnaire.criteria[key]

    def opinion(self, key: str) -> Opinion:
        """Return what is said of a criterion, gestures on their way included; texts are those stored."""
        opinion = self.dossier.opinion(key)
        if self._positions.get(key):
            opinion = replace(opinion, position=self._positions[key][-1])
        if self._flags.get(key):
            opinion = replace(opinion, flagged=self._flags[key][-1])
        return opinion

    def position_begun(self, key: str, position: Position | None) -> None:
        """Show a position before it is stored."""
        self._positions.setdefault(key, []).append(position)

    def position_ended(self, key: str) -> None:
        """Its write returned or failed: what is stored shows, unless a later gesture is on its way."""
        if self._positions.get(key):
            self._positions[key].pop(0)
            if not self._positions[key]:
                del self._positions[key]

    def flag_begun(self, key: str, on: bool) -> None:  # noqa: FBT001 - the value shown, not an option
        """Show a flag before it is stored."""
        self._flags.setdefault(key, []).append(on)

    def flag_ended(self, key: str) -> None:
        """Its write returned or failed."""
        if self._flags.get(key):
            self._flags[key].pop(0)

    def totals(self, node: str) -> Totals:
        """Return the totals of a section, of a criterion, or of the whole, from the reader's own positions."""
        return self.dossier.own_scores.get(node, EMPTY)

    def counts(self, section: str) -> tuple[int, int]:
        """Return how many criteria beneath a section are answered, and how many there are, of those looked at."""
        if not self.narrowed:
            totals = self.totals(section)
            return totals.answered, totals.total
        if section not in self._counts:
            keys = self._beneath.get(section, [])
            answered = sum(self.opinion(key).position is not None for key in keys)
            self._counts[section] = answered, len(keys)
        return self._counts[section]

    def standing(self, node: str) -> Totals:
        """Return the totals that count for the reader: the evaluation's, a reviewer's or a contributor's own."""
        roles = self.dossier.roles
        own = roles and Role.DIRECTOR not in roles
        return (self.dossier.own_scores if own else self.dossier.scores).get(node, EMPTY)

    @property
    def several(self) -> bool:
        """Whether the evaluation is shared with anyone."""
        if self._several is None:
            self._several = len(self.dossier.people()) > 1
        return self._several

    def views(self, key: str) -> CrossedViews:
        """Return everyone's view of a criterion, as stored."""
        # Together they cost a third of what they cost one by one: who sits at the table is then worked out once. Alone at
        # the table, only the criterion looked at is asked for.
        if not self._views and self.several:
            self._views = {views.criterion: views for views in self.dossier.pooling()}
        if key not in self._views:
            self._views[key] = self.dossier.views(key)
        return self._views[key]

    def apart(self, key: str) -> bool:
        """Return whether several versions of something about a criterion were written apart."""
        if self._apart is None:
            self._apart = frozenset(field.criterion for field in self.dossier.versions())
        return key in self._apart

    def proposals(self, key: str) -> list[Proposal]:
        """Return the actions proposed for a criterion that are not in the plan."""
        if self._proposals is None:
            self._proposals = tuple(item for item in self.dossier.proposals() if not item.action)
        return [item for item in self._proposals if key in item.line.criteria]

    def remarks(self, key: str) -> int:
        """Return how many remarks are open on a criterion."""
        if self._remarks is None:
            self._remarks = Counter(
                thread.criterion for thread in self.dossier.threads() if not thread.resolved
            )
        return self._remarks[key]

    def forget(self, *keys: str) -> None:
        """Read again what several people say: of these criteria, or of everything when none is named."""
        for key in keys:
            self._views.pop(key, None)
            for section in self.questionnaire.path.get(key, ()):
                self._counts.pop(section.id, None)
        if not keys:
            for kept in (self._views, self._counts, self._formers):
                kept.clear()
            self._remarks = self._several = self._apart = self._proposals = self._evolved = None

    @property
    def evolved(self) -> bool:
        """Whether the evaluation passed through other versions of its questionnaire."""
        if self._evolved is None:
            self._evolved = len(self.dossier.past().named) > 1
        return self._evolved

    def former(self, key: str) -> tuple[Former, ...]:
        """Return what was said before of a criterion that another version of the questionnaire made one answer again."""
        if not self.evolved:
            return ()
        if key not in self._formers:
            self._formers[key] = self.dossier.memory(key)
        return self._formers[key]

    def lacking(self, key: str, texts: Mapping[str, str]) -> tuple[str, ...]:
        """Return the names of the texts that the level chosen requires and that are not written.

        Args:
            key: Id of the criterion.
            texts: Its texts by name, as typed.
        """
        position = self.opinion(key).position
        level = self.scale.level(position.level) if position is not None else None
        return tuple(name for name in (level.requires.position if level else ()) if not texts[name].strip())

    def concerns(self, key: str) -> bool:
        """Return whether a criterion applies, looked at or not."""
        return key in self._every

    @property
    def complete(self) -> bool:
        """Whether every criterion has an answer."""
        # What is stored says no at once in the common case: a key never pays for going through all the criteria.
        left = self.totals(ROOT).unanswered
        return left <= len(self._positions) and next(self.unanswered(), None) is None

    def unanswered(self) -> Iterator[str]:
        """Yield the criteria without any position, looked at or not, in reading order."""
        return (key for key in self.concerned if self.opinion(key).position is None)

    def next_unanswered(self, key: str) -> str | None:
        """Return the first criterion without position after `key`, then from the beginning; None when all have one."""
        place = self._place.get(key, -1)
        return next(
            (
                other
                for other in self.order[place + 1 :] + self.order[: place + 1]
                if self.opinion(other).position is None
            ),
            None,
        )

    def beside(self, key: str, steps: int) -> str:
        """Return the criterion `steps` after `key` (before when negative), stopping at either end."""
        place = min(max(self._place.get(key, 0) + steps, 0), len(self.order) - 1)
        return self.order[place]

    def beside_section(self, key: str, steps: int) -> str:
        """Return the first criterion of the next section (`steps` 1) or of this one, then the previous (`steps` -1)."""
        path = self.questionnaire.path
        place = self._place.get(key, 0)
        if steps > 0:
            others = (other for other in self.order[place:] if path[other] != path[key])
            return next(others, key)
        start = place
        while start > 0 and path[self.order[start - 1]] == path[key]:
            start -= 1
        if start < place or start == 0:
            return self.order[start]
        return self.beside_section(self.order[start - 1], -1)

    def actions_on(self, key: str) -> list[Action]:
        """Return the lines of the plan that answer a criterion."""
        return [action for action in self.dossier.actions() if key in action.criteria]
