"""The options that stand before any command, read without the command parser: the screens must open fast."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cap_tui.cli.errors import LanguageError, OptionValueError
from cap_tui.core.text import one_line
from cap_tui.i18n import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DATA_DIR = "--data-dir"
LANGUAGE = "--lang"
SIMPLE = "--simple"
LANGUAGE_VARIABLE = "CAP_TUI_LANG"


class Start(NamedTuple):
    """How the program was called.

    Attributes:
        data_dir: The folder asked for, or None for the person's own.
        language: One of `LANGUAGES`.
        rest: What is left: a command and its arguments, or nothing to open the screens.
        simple: Whether the linear mode is asked for instead of the screens.
    """

    data_dir: Path | None
    language: str
    rest: tuple[str, ...]
    simple: bool = False


def read_start(arguments: Sequence[str], environ: Mapping[str, str]) -> Start:
    """Take the general options out of the arguments, wherever they stand before a `--`.

    The language is the option's, else that of `CAP_TUI_LANG`, else French: most of those who use the program run
    it on machines whose locale was never set.

    Raises:
        LanguageError: Not a language of the program.
        OptionValueError: An option without its value.
    """
    found: dict[str, str] = {}
    rest: list[str] = []
    simple = False
    waiting = list(arguments)
    while waiting:
        item = waiting.pop(0)
        if item == "--":
            rest += [item, *waiting] if waiting else []
            break
        name, equals, value = item.partition("=")
        if item == SIMPLE:
            simple = True
        elif name not in (DATA_DIR, LANGUAGE):
            rest.append(item)
        elif equals and value:
            found[name] = value
        elif equals or not waiting:
            raise OptionValueError(option=name, command="cap-tui")
        else:
            found[name] = waiting.pop(0)
    folder = found.get(DATA_DIR)
    language = _language(found.get(LANGUAGE), environ)
    return Start(Path(folder) if folder else None, language, tuple(rest), simple)


def _language(asked: str | None, environ: Mapping[str, str]) -> str:
    if asked is not None and asked not in LANGUAGES:
        raise LanguageError(language=one_line(asked, limit=40), languages=", ".join(LANGUAGES))
    preferred = environ.get(LANGUAGE_VARIABLE, "")
    return asked or (preferred if preferred in LANGUAGES else LANGUAGES[0])
