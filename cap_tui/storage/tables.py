"""Tables. Entries are the truth; the others are projections rewritten in the same transaction as the entry."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class EntryRow(SQLModel, table=True):
    """One signed entry, exactly as it was signed."""

    __tablename__ = "entry"

    id: int | None = Field(default=None, primary_key=True)
    assessment_id: int = Field(foreign_key="assessment.id", index=True)
    hash: str = Field(unique=True, max_length=64)
    signed: str
    signature: str = Field(max_length=128)
    salt: str = Field(max_length=32)
    value: str | None = None


class AssessmentRow(SQLModel, table=True):
    """The header of an assessment, as the list shows it: a projection of its log.

    `kinds` and `due_dates` (ISO dates of the plan's open lines, sorted) are comma separated; `updated` is ISO in UTC.
    """

    __tablename__ = "assessment"

    id: int | None = Field(default=None, primary_key=True)
    hash: str = Field(unique=True, max_length=64)
    structure: str
    siret: str = Field(max_length=14, index=True)
    kinds: str
    region: str
    fictional: bool
    questionnaire: str
    version: str
    digest: str = Field(foreign_key="pinned_questionnaire.digest", max_length=64)
    title: str
    year: int
    phase: str
    actions: int = 0
    due_dates: str = ""
    updated: str = ""


class NodeRow(SQLModel, table=True):
    """The totals of one node of one assessment: a projection, so that lists and the network read no entry.

    `weight`, `weighted` and `open_weight` are exact fractions as text (`7`, `3/2`); `node` is empty for the whole.
    """

    __tablename__ = "node_total"

    assessment_id: int = Field(foreign_key="assessment.id", primary_key=True)
    node: str = Field(primary_key=True)
    positioned: int
    unknown: int
    unanswered: int
    not_applicable: int
    weight: str
    weighted: str
    open_weight: str


class PinnedQuestionnaireRow(SQLModel, table=True):
    """The exact bytes of a questionnaire used by some assessment; a file changed on disk changes nothing here."""

    __tablename__ = "pinned_questionnaire"

    digest: str = Field(primary_key=True, max_length=64)
    questionnaire: str
    version: str
    content: bytes


class ContactRow(SQLModel, table=True):
    """Someone whose key is trusted; `since` is ISO in UTC."""

    __tablename__ = "contact"

    fingerprint: str = Field(primary_key=True, max_length=20)
    public: str = Field(max_length=64)
    name: str
    organisation: str
    since: str


class ReceiptRow(SQLModel, table=True):
    """What became of one imported file: `digest` is the SHA-256 of its content, `at` ISO in UTC, `body` JSON."""

    __tablename__ = "receipt"

    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(max_length=64, index=True)
    at: str
    body: str
