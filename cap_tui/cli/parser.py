"""The command parser, in the language of the reader: typer's own help and errors are partly fixed in English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from typer.core import TyperCommand, TyperGroup

from cap_tui.cli.errors import (
    FlagValueError,
    InvalidError,
    MissingError,
    MisspeltCommandError,
    MisspeltOptionError,
    OptionValueError,
    TooManyError,
    UnknownCommandError,
    UnknownOptionError,
    WrongUsageError,
)
from cap_tui.core.text import one_line
from cap_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from typer._click import Command, Context, HelpFormatter, Parameter
    from typer._click.exceptions import UsageError


class Twig(NamedTuple):
    """A command of a group, before it is built.

    Attributes:
        name: As typed.
        summary: Message id of what it is for.
        grow: Imports and builds it.
    """

    name: str
    summary: str
    grow: Callable[[], Command]


class PlainWords:
    """Hands over what was typed as it was typed; typer's own way imports pydantic to do so, a seventh of a `list`."""

    def coerce(self, value: Any, param: Any, ctx: Context) -> Any:
        """Return the words of a parameter that may be given several times, or its one word."""
        del ctx
        several = param.multiple or param.nargs == -1
        return tuple(value or ()) if several else value


def with_plain_words(params: list[Parameter]) -> list[Parameter]:
    """Return the parameters, those that are words or flags being spared the way typer converts any other."""
    for param in params:
        kind = getattr(getattr(param, "type_descriptor", None), "annotation", None)
        if kind in (str, bool, list[str]):
            param._runtime_param = PlainWords()  # type: ignore[attr-defined] # noqa: SLF001 - typer has no other door
    return params


class FrenchCommand(TyperCommand):
    """A command whose help is written in the language in use."""

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Return the parameters, that of the help included."""
        return with_plain_words(super().get_params(ctx))

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the whole help page."""
        write_help(self, ctx, formatter)


class FrenchGroup(TyperGroup):
    """A group of commands whose help and refusals are written in the language in use.

    Attributes:
        twigs: Its commands by name, each built when it is asked for.
    """

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.twigs: Mapping[str, Twig] = {}

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Return the parameters, that of the help included."""
        return with_plain_words(super().get_params(ctx))

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the whole help page."""
        write_help(self, ctx, formatter)
        rows = [(twig.name, _(twig.summary)) for twig in self.twigs.values()]
        _definitions(formatter, _("Commands:"), rows)

    def list_commands(self, ctx: Context) -> list[str]:
        """Return the names of the commands, in the order of the help."""
        del ctx
        return list(self.twigs)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:
        """Return the command of that name, built now; None when there is none."""
        del ctx
        twig = self.twigs.get(cmd_name)
        return twig.grow() if twig else None

    def resolve_command(self, ctx: Context, args: list[str]) -> tuple[str | None, Command | None, list[str]]:
        """Return the command named by the first argument.

        Raises:
            UnknownCommandError: There is none of this name.
            MisspeltCommandError: There is none, but one looks like it.
        """
        name = args[0]
        found = self.get_command(ctx, name)
        if found is not None:
            return name, found, args[1:]
        from difflib import get_close_matches

        wrong, path = one_line(name, limit=60), ctx.command_path
        near = get_close_matches(name, list(self.twigs), n=1)
        if near:
            raise MisspeltCommandError(name=wrong, nearest=near[0], command=path)
        raise UnknownCommandError(name=wrong, commands=", ".join(self.twigs), command=path)


def write_help(command: FrenchCommand | FrenchGroup, ctx: Context, formatter: HelpFormatter) -> None:
    """Write the usage line, what the command does, its arguments and its options.

    The help texts and metavars of parameters are message ids, translated here.
    """
    params = command.get_params(ctx)
    arguments = [param for param in params if param.param_type_name == "argument"]
    options = [param for param in params if param.param_type_name == "option"]
    pieces = [_("[OPTIONS]"), *(_usage(param) for param in arguments)]
    if isinstance(command, FrenchGroup):
        pieces.append(_("COMMAND [ARGUMENTS]…"))
    formatter.write_usage(ctx.command_path, " ".join(pieces), prefix=_("Usage: "))
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(_translated(command.help))
        if command.epilog:
            formatter.write_paragraph()
            formatter.write_text(_(command.epilog))
    _definitions(formatter, _("Arguments:"), [(_metavar(param), _help(param)) for param in arguments])
    _definitions(formatter, _("Options:"), [(_names(param), _help(param)) for param in options])


def _translated(message: str | None) -> str:
    return _(message) if message else ""


def _definitions(formatter: HelpFormatter, heading: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        formatter.write_paragraph()
        formatter.write(f"{heading}\n")
        with formatter.indentation():
            formatter.write_dl(rows)


def _metavar(param: Parameter) -> str:
    return _(param.metavar) if param.metavar else param.name.upper()


def _usage(param: Parameter) -> str:
    name = _metavar(param) + ("…" if param.nargs != 1 else "")
    return name if param.required else f"[{name}]"


def _names(param: Parameter) -> str:
    names = ", ".join([*sorted(param.opts, key=len), *param.secondary_opts])
    return " ".join([names, _(param.metavar)]) if param.metavar else names


def _help(param: Parameter) -> str:
    text = (
        _("Show this help and leave.") if param.name == "help" else _translated(getattr(param, "help", None))
    )
    required = param.required and param.param_type_name == "option"
    return " ".join([text, _("(required)")]) if required else text


def usage_error(error: UsageError, arguments: Sequence[str]) -> WrongUsageError:
    """Return what to say of the command line `arguments`, which typer refused."""
    kind = type(error).__name__
    path = error.ctx.command_path if error.ctx else "cap-tui"
    param: Any = getattr(error, "param", None)
    if kind == "NoSuchOption":
        return _unknown_option(error, path)
    if kind == "BadOptionUsage":
        option = getattr(error, "option_name", "")
        has_value = any(item.startswith(f"{option}=") for item in arguments)
        return (FlagValueError if has_value else OptionValueError)(option=one_line(option), command=path)
    if kind == "MissingParameter" and param is not None:
        return MissingError(parameter=_spoken(param), command=path)
    if kind == "BadParameter" and param is not None:
        return InvalidError(parameter=_spoken(param), command=path)
    return TooManyError(command=path)


def _unknown_option(error: UsageError, path: str) -> WrongUsageError:
    from difflib import get_close_matches

    option: str = getattr(error, "option_name", "")
    known = (
        [name for param in error.ctx.command.get_params(error.ctx) for name in param.opts]
        if error.ctx
        else []
    )
    near = get_close_matches(option, known, n=1)
    if near:
        return MisspeltOptionError(option=one_line(option, limit=60), nearest=near[0], command=path)
    return UnknownOptionError(option=one_line(option, limit=60), command=path)


def _spoken(param: Parameter) -> str:
    return _metavar(param) if param.param_type_name == "argument" else " / ".join(param.opts)
