"""Tables of the network: the register that the coordination keeps by hand or by import, and the counts of the dashboard.

Dates are ISO (`2026-11-23`), empty when unknown.
"""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class MemberRow(SQLModel, table=True):
    """A structure of the network; `kinds` are comma separated, in the order of `core.structures.KINDS`."""

    __tablename__ = "member"

    id: int | None = Field(default=None, primary_key=True)
    siret: str = Field(unique=True, max_length=14)
    name: str
    kinds: str
    region: str
    contact: str = ""
    email: str = ""
    phone: str = ""
    joined: str = ""
    gone: str = ""
    fictional: bool = False


class EngagementRow(SQLModel, table=True):
    """A quality approach that a structure entered: `scheme` is an id such as `cap`, `since` and `until` dates."""

    __tablename__ = "engagement"

    member_id: int = Field(foreign_key="member.id", primary_key=True)
    scheme: str = Field(primary_key=True)
    since: str = Field(primary_key=True)
    until: str = ""


class GroupRow(SQLModel, table=True):
    """A common approach: structures certified together, of which one failure fails all."""

    __tablename__ = "member_group"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)


class GroupMemberRow(SQLModel, table=True):
    """That a structure belongs to a group."""

    __tablename__ = "group_member"

    group_id: int = Field(foreign_key="member_group.id", primary_key=True)
    member_id: int = Field(foreign_key="member.id", primary_key=True)


class CertificateRow(SQLModel, table=True):
    """A certificate of a structure; `group_id` is None for one held alone."""

    __tablename__ = "certificate"

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = Field(foreign_key="member.id", index=True)
    scheme: str
    number: str = ""
    scope: str = ""
    body: str = ""
    group_id: int | None = Field(default=None, foreign_key="member_group.id")
    issued: str = ""
    surveillance: str = ""
    expires: str = ""


class EqualityRow(SQLModel, table=True):
    """Women and men in one body of a structure, one year; `body` is an id of `core.network.equality.BODIES`."""

    __tablename__ = "equality"

    member_id: int = Field(foreign_key="member.id", primary_key=True)
    year: int = Field(primary_key=True)
    body: str = Field(primary_key=True)
    women: int
    men: int


class ContributionRow(SQLModel, table=True):
    """What one assessment adds to the counts of the network, as JSON; see `core.network.contributions`."""

    __tablename__ = "contribution"

    assessment_id: int = Field(foreign_key="assessment.id", primary_key=True)
    body: str


class CellRow(SQLModel, table=True):
    """One count of the network, kept as contributions come and go: no screen ever scans entries.

    `what` is a kind of count (`core.network.contributions.What`), `node` a section or a criterion (empty for the whole),
    `value` a level, a whole percent, a priority or a service, according to `what`; `n` how many structures.
    """

    __tablename__ = "network_cell"

    fictional: bool = Field(primary_key=True)
    questionnaire: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    what: str = Field(primary_key=True)
    node: str = Field(primary_key=True)
    region: str = Field(primary_key=True)
    kinds: str = Field(primary_key=True)
    value: str = Field(primary_key=True)
    n: int
