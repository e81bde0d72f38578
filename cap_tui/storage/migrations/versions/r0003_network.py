"""The register of the network, and the counts of its dashboard."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    _create_register()
    _create_certificates()
    _create_counts()


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String, nullable=False)


def _create_register() -> None:
    op.create_table(
        "member",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("siret", sa.String(14), nullable=False, unique=True),
        *map(_text, ("name", "kinds", "region", "contact", "email", "phone", "joined", "gone")),
        sa.Column("fictional", sa.Boolean, nullable=False),
    )
    op.create_table(
        "engagement",
        sa.Column("member_id", sa.Integer, sa.ForeignKey("member.id"), primary_key=True),
        sa.Column("scheme", sa.String, primary_key=True),
        sa.Column("since", sa.String, primary_key=True),
        _text("until"),
    )
    op.create_table(
        "member_group",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("name", sa.String, nullable=False, unique=True),
    )
    op.create_table(
        "group_member",
        sa.Column("group_id", sa.Integer, sa.ForeignKey("member_group.id"), primary_key=True),
        sa.Column("member_id", sa.Integer, sa.ForeignKey("member.id"), primary_key=True),
    )


def _create_certificates() -> None:
    op.create_table(
        "certificate",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("member_id", sa.Integer, sa.ForeignKey("member.id"), nullable=False, index=True),
        *map(_text, ("scheme", "number", "scope", "body")),
        sa.Column("group_id", sa.Integer, sa.ForeignKey("member_group.id"), nullable=True),
        *map(_text, ("issued", "surveillance", "expires")),
    )
    op.create_table(
        "equality",
        sa.Column("member_id", sa.Integer, sa.ForeignKey("member.id"), primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True),
        sa.Column("body", sa.String, primary_key=True),
        sa.Column("women", sa.Integer, nullable=False),
        sa.Column("men", sa.Integer, nullable=False),
    )


def _create_counts() -> None:
    op.create_table(
        "contribution",
        sa.Column("assessment_id", sa.Integer, sa.ForeignKey("assessment.id"), primary_key=True),
        _text("body"),
    )
    op.create_table(
        "network_cell",
        sa.Column("fictional", sa.Boolean, primary_key=True),
        sa.Column("questionnaire", sa.String, primary_key=True),
        sa.Column("year", sa.Integer, primary_key=True),
        *(
            sa.Column(name, sa.String, primary_key=True)
            for name in ("what", "node", "region", "kinds", "value")
        ),
        sa.Column("n", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Refuse: an earlier program opens a newer database for reading only."""
    message = "A backup was made before this migration; restore it to go back."
    raise RuntimeError(message)
