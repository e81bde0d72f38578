"""Runs the revisions on the connection that the opening sequence hands over, inside its transaction."""

from __future__ import annotations

from alembic import context

from cap_tui.storage import network_tables, tables  # noqa: F401 - tables join the metadata as they are imported

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=network_tables.MemberRow.metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()
