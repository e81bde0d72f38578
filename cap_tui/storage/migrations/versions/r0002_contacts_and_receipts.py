"""Contacts whose keys are trusted, and reports of what was imported."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the two tables."""
    op.create_table(
        "contact",
        sa.Column("fingerprint", sa.String(20), primary_key=True),
        sa.Column("public", sa.String(64), nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("organisation", sa.String, nullable=False),
        sa.Column("since", sa.String, nullable=False),
    )
    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False, index=True),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("body", sa.String, nullable=False),
    )


def downgrade() -> None:
    """Refuse: an earlier program opens a newer database for reading only."""
    message = "A backup was made before this migration; restore it to go back."
    raise RuntimeError(message)
