"""Use-cases: permit, append an entry, project, commit, and say what changed."""
