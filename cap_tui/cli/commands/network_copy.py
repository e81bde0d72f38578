"""`network copy`: between one's own file and a shared database, counted before it is done."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Any

from typer import Argument, Option

from cap_tui.cli.arguments import AS_JSON
from cap_tui.cli.errors import DONE, REFUSED
from cap_tui.cli.output import agreed, out, out_json, say
from cap_tui.core.errors import N_
from cap_tui.core.text import one_line
from cap_tui.i18n import _, explain, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.cli.front import Front
    from cap_tui.services.network.copying import Carried, Load

SOME = Argument(
    None, metavar=N_("EVALUATIONS"), help=N_("Their ids; without any, all of them and the register.")
)
TO = Option("", "--to", metavar=N_("ADDRESS"), help=N_("Of the shared database that receives."))
FROM = Option("", "--from", metavar=N_("ADDRESS"), help=N_("Of the shared database that gives."))
PREVIEW = Option(False, "--preview", help=N_("Only show what would be copied."))  # noqa: FBT003 - a default value
YES = Option(False, "--yes", "-y", help=N_("Do not ask."))  # noqa: FBT003 - a default value


class CopyCommand:
    """Carrying evaluations and the register."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def copy(
        self,
        evaluations: list[str] | None = SOME,
        *,
        to: str = TO,
        from_: str = FROM,
        preview: bool = PREVIEW,
        yes: bool = YES,
        as_json: bool = AS_JSON,
    ) -> int:
        """Say what would be copied, ask, copy, say what was; 1 when something was refused or given up."""
        from cap_tui.services.network.copying import both_ends, carry, load
        from cap_tui.services.network.shared_errors import CopyDirectionError

        if bool(to) == bool(from_):
            raise CopyDirectionError
        with self._front.opened() as here:
            own, shared = both_ends(here, to or from_)
            with closing(shared), closing(own):
                source, target = (own, shared) if to else (shared, own)
                cargo = load(source, target, evaluations or [])
                if not as_json:
                    _tell(cargo)
                if preview or not cargo.brings:
                    return _end(cargo, as_json=as_json)
                if not (yes or agreed(_("Copy this?"))):
                    return REFUSED
                done = carry(target, cargo)
        if not as_json:
            _tell(done, copied=True)
        return _end(done, as_json=as_json)


def _end(cargo: Load, *, as_json: bool) -> int:
    if as_json:
        out_json(_data(cargo))
    return REFUSED if cargo.blocked or any(one.blocked for one in cargo.evaluations) else DONE


def _tell(cargo: Load, *, copied: bool = False) -> None:
    for one in cargo.evaluations:
        out(f"{one_line(one.structure)}, {one.year} ({one.assessment[:8]}) : {_said(one, copied=copied)}")
    for line in _register(cargo, copied=copied):
        out(line)
    if not copied and not cargo.brings:
        say(_("Everything that may be copied is there already."))


def _said(one: Carried, *, copied: bool) -> str:
    if one.blocked is not None:
        return explain(one.blocked)
    if not (one.new or one.filled):
        return _("nothing new")
    count = one.new + one.filled
    one_form = (
        ngettext("{count} entry copied", "{count} entries copied", count)
        if copied
        else ngettext("{count} entry to copy", "{count} entries to copy", count)
    )
    return one_form.format(count=count)


def _register(cargo: Load, *, copied: bool) -> Iterator[str]:
    count = len(cargo.members)
    if count:
        sentence = (
            ngettext("Register: {count} structure copied.", "Register: {count} structures copied.", count)
            if copied
            else ngettext(
                "Register: {count} structure to copy.", "Register: {count} structures to copy.", count
            )
        )
        yield sentence.format(count=count)
    if cargo.blocked is not None:
        yield _("Register: {reason}").format(reason=explain(cargo.blocked))
    if cargo.other:
        yield _("Register: left as they are there, where they say something else: {names}.").format(
            names=", ".join(map(one_line, cargo.other))
        )


def _data(cargo: Load) -> dict[str, Any]:
    return {
        "evaluations": [
            {
                "id": one.assessment,
                "structure": one.structure,
                "year": one.year,
                "new": one.new,
                "filled": one.filled,
                "known": one.known,
                "refused": explain(one.blocked) if one.blocked else "",
            }
            for one in cargo.evaluations
        ],
        "register": {
            "new": len(cargo.members),
            "known": cargo.known,
            "different": list(cargo.other),
            "refused": explain(cargo.blocked) if cargo.blocked else "",
        },
    }
