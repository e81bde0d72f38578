"""Alembic migrations, one file a revision, never edited once released."""
