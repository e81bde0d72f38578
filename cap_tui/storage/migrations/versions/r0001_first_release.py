"""Tables of the first release."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the four tables."""
    _create_assessments()
    _create_entries()


def _create_assessments() -> None:
    op.create_table(
        "pinned_questionnaire",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("questionnaire", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("structure", sa.String, nullable=False),
        sa.Column("siret", sa.String(14), nullable=False, index=True),
        sa.Column("kinds", sa.String, nullable=False),
        sa.Column("region", sa.String, nullable=False),
        sa.Column("fictional", sa.Boolean, nullable=False),
        sa.Column("questionnaire", sa.String, nullable=False),
        sa.Column("version", sa.String, nullable=False),
        sa.Column("digest", sa.String(64), sa.ForeignKey("pinned_questionnaire.digest"), nullable=False),
        sa.Column("title", sa.String, nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("phase", sa.String, nullable=False),
        sa.Column("actions", sa.Integer, nullable=False),
        sa.Column("due_dates", sa.String, nullable=False),
        sa.Column("updated", sa.String, nullable=False),
    )


def _create_entries() -> None:
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("assessment_id", sa.Integer, sa.ForeignKey("assessment.id"), nullable=False, index=True),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Column("signed", sa.String, nullable=False),
        sa.Column("signature", sa.String(128), nullable=False),
        sa.Column("salt", sa.String(32), nullable=False),
        sa.Column("value", sa.String, nullable=True),
    )
    op.create_table(
        "node_total",
        sa.Column("assessment_id", sa.Integer, sa.ForeignKey("assessment.id"), primary_key=True),
        sa.Column("node", sa.String, primary_key=True),
        sa.Column("positioned", sa.Integer, nullable=False),
        sa.Column("unknown", sa.Integer, nullable=False),
        sa.Column("unanswered", sa.Integer, nullable=False),
        sa.Column("not_applicable", sa.Integer, nullable=False),
        sa.Column("weight", sa.String, nullable=False),
        sa.Column("weighted", sa.String, nullable=False),
        sa.Column("open_weight", sa.String, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Refuse: the first release has nothing before it."""
    message = "There is no earlier form of the database."
    raise RuntimeError(message)
