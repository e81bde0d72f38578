"""What the programs that are started from the screens, an editor or a reader of PDF, are told of the surroundings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SECRETS = ("CAP_TUI_PASSPHRASE", "CAP_TUI_DATABASE_URL")
"""Variables that open a key or a shared database: another program, and whatever it loads, has no use for them."""


def without_secrets(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that another program may have."""
    return {name: value for name, value in environ.items() if name not in SECRETS}
