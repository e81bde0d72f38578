"""How commands are hung in the tree: named, explained in the language of the reader, grouped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer import Typer

from cap_tui.cli.parser import FrenchCommand, FrenchGroup

if TYPE_CHECKING:
    from collections.abc import Callable

SETTINGS = {"help_option_names": ["-h", "--help"]}


def branch(help_text: str) -> Typer:
    """Return an empty group; alone, it shows its help.

    Args:
        help_text: Message id of what it is for.
    """
    return Typer(
        cls=FrenchGroup,
        help=help_text,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=SETTINGS,
    )


def add(
    app: Typer, name: str, function: Callable[..., Any], help_text: str, *, epilog: str | None = None
) -> None:
    """Hang a command.

    Args:
        app: The group it belongs to.
        name: As typed.
        function: What it does; its parameters are those of the command.
        help_text: Message id of what it does.
        epilog: Message id of how its gestures are written, if it has several.
    """
    app.command(name, cls=FrenchCommand, help=help_text, epilog=epilog, context_settings=SETTINGS)(function)
