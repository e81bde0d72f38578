"""What people said and signed, in a report in JSON."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003 - pydantic reads them when the classes are made
from typing import Literal

from cap_tui.reports.json.values import Figure, Model, Opinion, Position, Text


class Voice(Model):
    """One person's opinion beside the others'."""

    role: Text
    name: Text
    finished: bool
    opinion: Opinion


class Team(Model):
    """What the team says, from three voices on."""

    count: int
    median: Text
    lowest: Text
    highest: Text
    spread: int
    counts: dict[str, int]
    comments: list[Text]


class Retained(Model):
    """The position agreed after pooling."""

    position: Position
    reason: Text
    agreed: list[Text]
    by: Text
    at: datetime


class Views(Model):
    """Everyone's view of one criterion."""

    voices: list[Voice]
    team: Team | None
    divergence: Literal["none", "minor", "major"]
    gap: int
    """Largest distance in levels."""
    retained: Retained | None


class Person(Model):
    """Someone who takes part."""

    id: Text
    name: Text
    organisation: Text
    roles: list[Text]
    finished: bool
    by_worksheet: bool


class Note(Model):
    """A remark, an answer or a note of the follow-up."""

    author: Text
    role: Text | None
    text: Text
    at: datetime
    erased: bool


class Thread(Model):
    """A remark with its answers."""

    criterion: Text
    kind: Text
    resolved: bool
    notes: list[Note]


class Proposal(Model):
    """An action proposed by someone who does not write the plan."""

    author: Text
    role: Text | None
    title: Text
    criteria: list[Text]
    at: datetime
    decision: Text
    """`accepted`, `declined`, or empty while it waits."""
    reason: Text
    action: Text
    """Id of the line it became."""


class Change(Model):
    """Something written after a visa."""

    at: datetime
    author: Text
    kind: Text
    criterion: Text
    what: Text
    field: Text
    before: Text
    after: Text


class Visa(Model):
    """A signature over an exact state."""

    by: Text
    role: Text
    at: datetime
    comment: Text
    state: Text
    """SHA-256 of the state, hexadecimal."""
    score: Figure | None
    positioned: int
    applicable: int
    actions: int
    changes: list[Change]
    """What it does not cover; empty while it stands as signed."""
