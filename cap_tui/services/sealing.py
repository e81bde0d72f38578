"""The visa: what would be signed, the signature, and what changed since."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cap_tui.core.dates import moment
from cap_tui.core.entries import Draft
from cap_tui.core.errors import N_, CapError
from cap_tui.core.kinds import SEAL, VISA, target_of
from cap_tui.core.permissions import Phase, Role
from cap_tui.core.questionnaire import ROOT
from cap_tui.core.review import LogLine, SealedState, Visa
from cap_tui.core.text import clean
from cap_tui.core.visas import outside, state_digest
from cap_tui.i18n import _
from cap_tui.services.folding import actions_of, retained_positions
from cap_tui.services.naming import names_by_key
from cap_tui.services.seat import Seat
from cap_tui.services.teller import Teller
from cap_tui.services.texts import whole_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cap_tui.core.assessments import AssessmentSummary, Changes
    from cap_tui.core.entries import Entry
    from cap_tui.core.log import Log
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.core.scoring import Totals
    from cap_tui.services.environment import Environment
    from cap_tui.services.scores import Standing


class StateChangedError(CapError):
    """What was shown is not what would be signed any more."""

    sentence = N_(
        "The evaluation has changed since it was shown to you. Read again what the visa covers, then sign."
    )


class ThirdPartySignsError(CapError):
    """A director where there is a third party."""

    sentence = N_(
        "There is a third party in this evaluation: the visa is theirs to sign. Send them the file."
    )


def visa_body(log: Log, questionnaire: str, totals: Totals) -> dict[str, Any]:
    """Return what a visa covers, as its entry says it.

    Args:
        log: All that was written before.
        questionnaire: Digest of the version it follows.
        totals: Of the whole, from the official positions.
    """
    return {
        "assessment": log.assessment,
        "questionnaire": questionnaire,
        "frontier": {
            chain: list(end)
            for chain, end in sorted(log.frontier().items())
            if log.standing.standing(chain.partition("/")[0]).known  # what strangers wrote says nothing
        },
        "score": None if totals.score is None else str(totals.score),
        "positioned": totals.positioned,
        "applicable": totals.applicable,
        "actions": len(actions_of(log)),
        "retained": len(retained_positions(log)),
        "entries": len(log),
    }


class Sealing(Seat):
    """The part of an open assessment that concerns visas."""

    summary: AssessmentSummary
    questionnaire: Questionnaire
    _participant: str
    _official: Standing
    _environment: Environment
    _commit: Callable[[Callable[[], list[Draft]]], Changes]
    demand: Callable[[str], None]
    hidden: Callable[[], str]
    demand_answered: Callable[[], None]

    def visa_state(self) -> SealedState:
        """Return what a visa signed now would cover; without its score for who may not read the others' views yet."""
        state = self._sealed(self._visa_body())
        return replace(state, score=None) if self.hidden() else state

    def _visa_body(self) -> dict[str, Any]:
        return visa_body(self._journal.log, self.questionnaire.digest, self._official.totals[ROOT])

    @staticmethod
    def _sealed(body: Mapping[str, Any]) -> SealedState:
        score = body.get("score")
        counts = {
            name: count if type(count := body.get(name)) is int else 0
            for name in ("positioned", "applicable", "actions", "retained", "entries")
        }
        return SealedState(
            assessment=str(body.get("assessment", "")),
            questionnaire=str(body.get("questionnaire", "")),
            frontier={chain: (int(end[0]), str(end[1])) for chain, end in _ends(body)},
            state=state_digest(_covered(body)),
            score=_fraction(score),
            **counts,
        )

    def may_sign(self) -> str | None:
        """Return the message id of why this person cannot sign now; None when they can."""
        try:
            self._demand_signature()
        except CapError as error:
            return error.sentence
        return None

    def _demand_signature(self) -> None:
        self.demand("visa.sign")
        if Role.THIRD_PARTY not in self.roles and self._third_party():
            raise ThirdPartySignsError

    def _third_party(self) -> bool:
        return any(Role.THIRD_PARTY in roles for roles in self._journal.log.standing.granted().values())

    def sign_visa(self, *, comment: str = "", expected: str) -> Changes:
        """Sign the state shown.

        Args:
            comment: What the signer adds.
            expected: `visa_state().state`, as it was shown.

        Raises:
            StateChangedError: Something was written since.
            UnansweredFindingsError: The plan leaves a finding without what it needs.
            CapError: Another person signs, or refused by the phase or the database.
        """
        words = whole_text(comment).strip()

        def drafts() -> list[Draft]:
            self._demand_signature()
            self.demand_answered()
            body = self._visa_body()
            if state_digest(body) != expected:
                raise StateChangedError
            fresh = self._environment.new_id()
            target = target_of(VISA, self._participant, fresh)
            return [Draft(VISA, target, SEAL, {**body, "comment": words}, fresh)]

        return self._commit(drafts)

    def visas(self) -> tuple[Visa, ...]:
        """Return the visas that count, the newest first, each with what it does not cover any more."""
        return tuple(self._told(self._signed()))

    def standing_visa(self) -> Visa | None:
        """Return the last visa signed; it stands when its `changes` are empty."""
        return next(self._told(self._signed()[:1]), None)

    def _signed(self) -> list[Entry]:
        log = self._journal.log
        signed = [entry for target in log.targets(VISA) for entry in log.heads(target, SEAL)]
        signed.sort(key=lambda entry: (entry.link.lamport, entry.hash), reverse=True)
        return [entry for entry in signed if isinstance(entry.data, dict)]

    def _told(self, signed: list[Entry]) -> Iterator[Visa]:
        log = self._journal.log
        entries = {entry.hash: entry for entry in log} if signed else {}
        touching = [
            (entry, self._phase_when(entry) is Phase.FOLLOW_UP)
            for entry in entries.values()
            if outside(entry, frozenset(), entries, following=False) and log.effective(entry)
        ]
        teller = Teller(log, self.questionnaire, self._participant, self.roles)
        names = names_by_key(log)
        for entry in signed:
            covers = self._sealed(entry.data)
            covered = log.paths.covered(covers.frontier)
            since = teller.lines(
                item for item, following in touching if outside(item, covered, entries, following=following)
            )
            yield self._visa(entry, names, covers, since or self._figures_moved(covers))

    def _figures_moved(self, covers: SealedState) -> tuple[LogLine, ...]:
        """Return one line when the figures are not those signed though nothing written since explains it.

        That is how it shows that entries of someone gained or lost their effect.
        """
        now = self._sealed(self._visa_body())
        same = all(
            getattr(now, name) == getattr(covers, name)
            for name in ("score", "positioned", "applicable", "actions", "retained")
        )
        if same:
            return ()
        return (
            LogLine(
                hash="", at=self._journal.written_at() or self._environment.now(), author="", role=None, kind=VISA,
                criterion="", what=_("The figures are no longer those that were signed"), field="", before="",
                after="", installation="",
            ),
        )  # fmt: skip

    def _visa(
        self, entry: Entry, names: Mapping[str, str], covers: SealedState, changes: tuple[LogLine, ...]
    ) -> Visa:
        log, link = self._journal.log, entry.link
        held = log.standing.standing(link.author).roles_at(entry.hash)
        return Visa(
            hash=entry.hash,
            by=names.get(link.author, ""),
            participant=log.participant(link.author),
            role=Role.THIRD_PARTY if Role.THIRD_PARTY in held else Role.DIRECTOR,
            at=moment(link.at),
            comment=clean(str(entry.data.get("comment", ""))),
            covers=covers,
            changes=changes,
        )

    def _phase_when(self, entry: Entry) -> Phase | None:
        move = self._journal.log.phases.after(entry.link.phase or "")
        return move.phase if move else None


def _covered(body: Mapping[str, Any]) -> dict[str, Any]:
    names = (
        "assessment", "questionnaire", "frontier", "score", "positioned", "applicable", "actions", "retained",
        "entries",
    )  # fmt: skip
    return {name: body.get(name) for name in names}


def _ends(body: Mapping[str, Any]) -> list[tuple[str, list[Any]]]:
    """Return the ends of the chains that a visa names; what has another form is left out, and so not covered."""
    frontier = body.get("frontier")
    pairs = frontier.items() if isinstance(frontier, dict) else ()
    return [
        (chain, end)
        for chain, end in pairs
        if isinstance(end, list) and len(end) == 2 and type(end[0]) is int  # noqa: PLR2004 - a number and a hash
    ]


_FRACTION = re.compile(r"-?[0-9]{1,24}(/[0-9]{1,24})?")


def _fraction(text: Any) -> Fraction | None:
    try:
        return Fraction(text) if isinstance(text, str) and _FRACTION.fullmatch(text) else None
    except ZeroDivisionError:
        return None
