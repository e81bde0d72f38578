"""Arguments and options that several commands share. Help texts are message ids, translated when shown."""

from __future__ import annotations

from typer import Argument, Option

from cap_tui.cli.errors import NumberError
from cap_tui.core.errors import N_
from cap_tui.core.text import one_line

EVALUATION = Argument(
    ..., metavar=N_("EVALUATION"), help=N_("Its id, the start of its id, or SIRET/questionnaire/year.")
)
CRITERION = Argument(..., metavar=N_("CRITERION"), help=N_("Its id, or its code such as 1.1.2."))
ANY_CRITERION = Argument(
    None, metavar=N_("CRITERION"), help=N_("Its id, or its code such as 1.1.2; without it, all of them.")
)
DETAILS = Argument(None, metavar=N_("DETAILS"), help=N_("What this verb needs."))
AS_JSON = Option(False, "--json", help=N_("Print JSON, for programs."))  # noqa: FBT003 - a default value


def whole(text: str, parameter: str) -> int:
    """Return a whole number as typed.

    Raises:
        NumberError: It is something else.
    """
    digits = text.strip()
    if not digits.removeprefix("-").removeprefix("+").isdecimal():
        raise NumberError(text=one_line(text, limit=40), parameter=parameter)
    return int(digits)
