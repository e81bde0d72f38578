"""The tree of commands, as lists of lines; a command is imported and built only when it is the one asked for."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from typer import Typer
from typer.main import get_command, get_group

from cap_tui.cli.bundles import spread
from cap_tui.cli.parser import FrenchCommand, FrenchGroup, Twig

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer._click import Command

    from cap_tui.cli.front import Front

SETTINGS = {"help_option_names": ["-h", "--help"]}
SIGNED = {**SETTINGS, "ignore_unknown_options": True}
"""For commands that take numbers below zero: “move 3 -2” would be read as an option."""

COMMANDS = "cap_tui.cli.commands"
"""The package beneath which places are."""


class Leaf(NamedTuple):
    """One command.

    Attributes:
        name: As typed.
        place: What it does: `module:Class.method`, the class being made over the `Front`, or `module:function`; the
            module is one of `COMMANDS`. The parameters of the function are those of the command (see `spread`).
        summary: Message id of what it is for.
        epilog: Message id of how its gestures are written, if it has several.
        given: What the method is called with to obtain the function, when it makes several; else empty.
        signed: Whether it takes numbers below zero.
    """

    name: str
    place: str
    summary: str
    epilog: str = ""
    given: str = ""
    signed: bool = False


class Branch(NamedTuple):
    """A group of commands.

    Attributes:
        name: As typed; empty for the trunk.
        summary: Message id of what it is for.
        lines: What it holds, in the order of its help.
        epilog: Message id of what ends its help.
        place: What it does without a command, as in `Leaf`; when empty, it shows its help.
    """

    name: str
    summary: str
    lines: tuple[Leaf | Branch, ...]
    epilog: str = ""
    place: str = ""


def grow(line: Leaf | Branch, front: Front, alone: Callable[..., Any] | None = None) -> Command:
    """Return the command of a line, over `front`; those beneath a branch wait until they are asked for.

    Args:
        line: What to build.
        front: Handed to what the command does.
        alone: What a branch does before its command, or without one, when that has no place of its own.
    """
    if isinstance(line, Branch):
        return _branch(line, front, alone)
    app = _bare()
    settings = SIGNED if line.signed else SETTINGS
    described = app.command(
        line.name,
        cls=FrenchCommand,
        help=line.summary,
        epilog=line.epilog or None,
        context_settings=settings,
    )
    described(_function(line.place, front, line.given))
    return get_command(app)


def _branch(branch: Branch, front: Front, alone: Callable[..., Any] | None) -> FrenchGroup:
    if branch.place:
        alone = _function(branch.place, front)
    app = _bare(
        name=branch.name or None,
        cls=FrenchGroup,
        help=branch.summary,
        epilog=branch.epilog or None,
        no_args_is_help=not branch.place,
        context_settings=SETTINGS,
    )
    if alone is not None:
        app.callback(invoke_without_command=True)(alone)
    group = get_group(app)
    if isinstance(group, FrenchGroup):
        twigs = [Twig(line.name, line.summary, partial(grow, line, front)) for line in branch.lines]
        group.twigs = {twig.name: twig for twig in twigs}
        return group
    raise TypeError(group)


def _bare(**settings: Any) -> Typer:
    return Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False, **settings)


def _function(place: str, front: Front, given: str = "") -> Callable[..., Any]:
    module, _, path = place.partition(":")
    owner, _, method = path.partition(".")
    found: Any = getattr(import_module(f"{COMMANDS}.{module}"), owner)
    if method:
        found = getattr(found(front), method)
    return spread(found(given) if given else found)
