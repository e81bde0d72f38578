"""What several people make of one evaluation, as values: voices side by side, threads of remarks, retained positions, visas."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_
from cap_tui.core.positions import Stance

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from fractions import Fraction

    from cap_tui.core.permissions import Role
    from cap_tui.core.plan import Action
    from cap_tui.core.positions import Opinion, Position

FEWEST_VOICES = 3
"""Below this many voices nothing of the team is shown, so that nobody can be told apart."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone who takes part in an evaluation.

    Attributes:
        id: Participant id, 32 hexadecimal digits, the same after a change of key.
        name: As they or the director gave it; empty for none.
        fingerprint: Of their current key, 20 characters; see `core.fingerprints`.
        roles: What they are here; empty once revoked.
        finished: Whether they said “I have finished”.
        present: Whether anything of theirs has arrived here.
        transcribed_by: Name of who imported their worksheet; empty for someone who writes with their own key.
        me: Whether it is the person at the keyboard.
    """

    id: str
    name: str
    organisation: str
    fingerprint: str
    roles: tuple[Role, ...]
    finished: bool = False
    present: bool = False
    transcribed_by: str = ""
    me: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """One person's opinion of a criterion, beside the others'."""

    participant: str
    name: str
    role: Role
    opinion: Opinion
    finished: bool = False


@dataclass(frozen=True, slots=True)
class TeamView:
    """What the team says of a criterion, from `FEWEST_VOICES` voices.

    Attributes:
        count: Voices that chose a level.
        median: Level id; the lower of the two middle ones for an even count.
        lowest: Level id of the lowest.
        highest: Level id of the highest.
        spread: Ranks between them.
        counts: Level id to how many, every level of the scale.
        comments: What they wrote, without names, in an order that says nothing of who wrote.
    """

    count: int
    median: str
    lowest: str
    highest: str
    spread: int
    counts: Mapping[str, int]
    comments: tuple[str, ...] = ()


class Divergence(StrEnum):
    """How far the director, the peer and the third party stand from each other."""

    NONE = "none"
    MINOR = "minor"
    MAJOR = "major"


DIVERGENCE_NAMES: Mapping[Divergence, str] = {
    Divergence.NONE: N_("Agreed"),
    Divergence.MINOR: N_("Minor divergence"),
    Divergence.MAJOR: N_("Major divergence"),
}
DIVERGENCE_SIGNS: Mapping[Divergence, str] = {
    Divergence.NONE: "=",
    Divergence.MINOR: "≠",
    Divergence.MAJOR: "≠≠",
}
"""What says a divergence without colour nor words."""


@dataclass(frozen=True, slots=True)
class Retained:
    """The position agreed after pooling.

    Attributes:
        reason: Why, required where views diverge.
        agreed: Names of who agreed.
        by: Name of who recorded it.
    """

    position: Position
    reason: str
    agreed: tuple[str, ...]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CrossedViews:
    """Everyone's view of one criterion, as the person at the keyboard may see it.

    Attributes:
        voices: Director first, then peer, then third party; only those that may be seen, one's own included.
        team: None below three voices, or when it may not be seen.
        team_count: How many of the team took position, whatever may be seen.
        divergence: Between the voices that may be seen.
        gap: Largest distance in ranks between director, peer and third party.
        retained: None until agreed.
        hidden: Message id of the sentence that says why others are not shown; empty when they are.
        versions: Fields of which several versions were written apart, with how many.
    """

    criterion: str
    voices: tuple[Voice, ...]
    team: TeamView | None
    team_count: int
    divergence: Divergence
    gap: int
    retained: Retained | None
    hidden: str = ""
    versions: Mapping[str, int] | None = None

    @property
    def compared(self) -> bool:
        """Whether at least two voices said something that can be compared: without, nobody agrees with anybody."""
        said = [voice.opinion.position for voice in self.voices]
        return sum(one is not None and one.stance is not Stance.UNKNOWN for one in said) > 1


class NoteKind(StrEnum):
    """What a remark is."""

    QUESTION = "question"
    REMARK = "remark"
    GOOD_PRACTICE = "good_practice"
    DISAGREEMENT = "disagreement"
    RECOMMENDATION = "recommendation"


NOTE_NAMES: Mapping[NoteKind, str] = {
    NoteKind.QUESTION: N_("Question"),
    NoteKind.REMARK: N_("Remark"),
    NoteKind.GOOD_PRACTICE: N_("Good practice"),
    NoteKind.DISAGREEMENT: N_("Disagreement"),
    NoteKind.RECOMMENDATION: N_("Recommendation"),
}


@dataclass(frozen=True, slots=True)
class Note:
    """One remark or one answer.

    Attributes:
        id: Target of its entries.
        role: First role of its author; None when they hold none any more.
        edited: Whether the text was changed after it was first written.
        erased: Whether its text was erased; `text` is then empty.
    """

    id: str
    participant: str
    author: str
    role: Role | None
    text: str
    at: datetime
    edited: bool = False
    erased: bool = False
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Thread:
    """A remark on a criterion with its answers, oldest first.

    Attributes:
        id: That of its first note.
        criterion: Criterion id.
        private: Whether only the peer and the third party read it.
        resolved: Whether someone closed it.
        waiting: Whether it waits for the person at the keyboard: open, and the last word is someone else's to them.
    """

    id: str
    criterion: str
    kind: NoteKind
    private: bool
    notes: tuple[Note, ...]
    resolved: bool = False
    resolved_by: str = ""
    waiting: bool = False


class Waiting(StrEnum):
    """Why something is in the inbox."""

    ANSWER = "answer"
    DIVERGENCE = "divergence"
    PROPOSAL = "proposal"
    VERSIONS = "versions"
    FINISH = "finish"
    VISA = "visa"


@dataclass(frozen=True, slots=True)
class InboxLine:
    """One thing that waits for the person at the keyboard.

    Attributes:
        criterion: Criterion id, empty when it is about the whole evaluation.
        sentence: Message id with the placeholders of `values`.
        target: Thread, proposal or field it is about.
    """

    why: Waiting
    criterion: str
    sentence: str
    values: Mapping[str, object]
    target: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """An action someone who does not write the plan proposes.

    Attributes:
        decision: `accepted`, `declined`, or empty while it waits.
        reason: Why it was declined.
        action: Id of the line of the plan it became.
    """

    id: str
    participant: str
    author: str
    role: Role | None
    line: Action
    at: datetime
    decision: str = ""
    reason: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class SealedState:
    """What a visa covers, as it is shown before signing and printed afterwards.

    Attributes:
        frontier: Chain (`<public key>/<installation>`) to its last number and entry hash.
        state: SHA-256 over the frontier, the questionnaire's hash and the figures.
        score: Unrounded percent, None when nothing is positioned.
        positioned: Criteria positioned, of `applicable`.
        actions: Lines of the plan.
        retained: Positions retained.
        entries: Entries covered.
    """

    assessment: str
    questionnaire: str
    frontier: Mapping[str, tuple[int, str]]
    state: str
    score: Fraction | None
    positioned: int
    applicable: int
    actions: int
    retained: int
    entries: int


@dataclass(frozen=True, slots=True)
class Visa:
    """A signature over an exact state; not a qualified electronic signature.

    Attributes:
        hash: Of its entry.
        role: In which it was signed; a director signs only where there is no third party.
        comment: What the signer added.
        changes: What was written afterwards that it does not cover, oldest first; empty while it stands as signed.
    """

    hash: str
    by: str
    participant: str
    role: Role
    at: datetime
    comment: str
    covers: SealedState
    changes: tuple[LogLine, ...] = ()

    @property
    def short(self) -> str:
        """The seal's short form: sixteen digits of the state."""
        return self.covers.state[:16]


@dataclass(frozen=True, slots=True)
class LogLine:
    """One fact of the dossier's history.

    Attributes:
        hash: Of its entry.
        kind: Of entry.
        criterion: Id of the criterion it is about, when the version followed has it; or empty.
        about: Id of the criterion it is about, whatever version asked it; or empty.
        what: What it is about, in words.
        field: As `HistoryLine.field`.
        installation: Random id of the machine it was written on; its first eight characters are shown.
        effect: Empty when it counts; otherwise the message id that says why not.
        mark: `undo`, `redo`, or empty.
    """

    hash: str
    at: datetime
    author: str
    role: Role | None
    kind: str
    criterion: str
    what: str
    field: str
    before: str
    after: str
    installation: str
    effect: str = ""
    mark: str = ""
    about: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """One of several versions of a field written apart.

    Attributes:
        hash: Of its entry.
        text: The value, as shown to people.
        shown: Whether it is the one displayed meanwhile.
    """

    hash: str
    author: str
    at: datetime
    text: str
    shown: bool = False


@dataclass(frozen=True, slots=True)
class VersionedField:
    """A field with several versions.

    Attributes:
        target: Target of the entries.
        criterion: Criterion id it is about, or empty.
        what: In words, e.g. “1.1.2 · constat”.
    """

    target: str
    field: str
    criterion: str
    what: str
    versions: tuple[Version, ...]
