"""`export`: an evaluation as a document, as a file for someone, as a worksheet to fill."""

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from typer import Option

from cap_tui.cli.arguments import EVALUATION
from cap_tui.cli.commands.exporting_all import check_standing, make_all
from cap_tui.cli.errors import DONE, InvalidError, ReplaceError
from cap_tui.cli.forms import word_of
from cap_tui.cli.output import out, say
from cap_tui.cli.passphrases import new_passphrase, offered_bundle_passphrase
from cap_tui.cli.people_lines import ROLE_WORDS, card_or_fingerprint
from cap_tui.cli.report_options import (
    CHOICE,
    OUTPUT,
    REPLACE,
    SOME_EVALUATION,
    STANDING,
    WRITTEN,
    Choice,
    Written,
)
from cap_tui.core.errors import N_
from cap_tui.i18n import _
from cap_tui.i18n.formats import percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from cap_tui.cli.front import Front
    from cap_tui.core.assessments import AssessmentSummary
    from cap_tui.reports.peers import Peers
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.workspace import Workspace

WITH_BUNDLE = Option(
    False,  # noqa: FBT003 - a default value
    "--with-bundle",
    help=N_("Carry the dossier in the PDF, so that it can be imported; interne only."),
)
FOR = Option(
    ...,
    "--for",
    metavar="peer|third_party|contributor|director|coordinator|copy",
    help=N_(
        "For whom: decides what of the others’ positions travels. In French too: pair, tiers, équipe, directrice, coordination, copie."
    ),
)
TO = Option(
    "",
    "--to",
    metavar=N_("CARD-OR-FINGERPRINT"),
    help=N_(
        "Encrypt the file for one person: their card, or their fingerprint when their key is known here."
    ),
)
PASSPHRASE = Option(
    False,  # noqa: FBT003 - a default value
    "--passphrase",
    help=N_("Encrypt the file with a passphrase that is asked for, or that CAP_TUI_BUNDLE_PASSPHRASE holds."),
)
AUDIENCE_WORDS: Mapping[str, Sequence[str]] = {
    **{role.value: words for role, words in ROLE_WORDS.items()},
    "copy": ("copy", "copie"),
}


class ExportCommands:
    """Making documents."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def pdf(
        self,
        reference: str | None = SOME_EVALUATION,
        *,
        written: Written = WRITTEN,
        with_bundle: bool = WITH_BUNDLE,
        standing: bool = STANDING,
        choice: Choice = CHOICE,
    ) -> int:
        """Write the PDF and print its path, or all of them with `--all`."""
        return write_report(
            self._front, "pdf", reference, choice, written, standing=standing, with_bundle=with_bundle
        )

    def bundle(
        self,
        reference: str = EVALUATION,
        *,
        audience: str = FOR,
        output: str | None = OUTPUT,
        replace: bool = REPLACE,
        passphrase: bool = PASSPHRASE,
        to: str = TO,
    ) -> None:
        """Write the dossier for someone and print its path."""
        from cap_tui.services.exchanging import export_bundle
        from cap_tui.services.export_places import bundle_name

        whom = word_of(audience, AUDIENCE_WORDS, "--for")
        with self._front.opened() as workspace, replaceable():
            dossier = workspace.open(reference)
            written = export_bundle(
                workspace,
                dossier,
                destination(output, dossier.summary, lambda summary: bundle_name(summary, whom)),
                audience=whom,
                overwrite=replace,
                passphrase=(offered_bundle_passphrase() or new_passphrase()) if passphrase else "",
                recipient=card_or_fingerprint(to) if to else "",
            )
        out(str(written))

    def worksheet(
        self, reference: str = EVALUATION, *, output: str | None = OUTPUT, replace: bool = REPLACE
    ) -> None:
        """Write the worksheet and print its path."""
        from cap_tui.services.exchanging import export_worksheet
        from cap_tui.services.export_places import worksheet_name

        with self._front.opened() as workspace, replaceable():
            dossier = workspace.open(reference)
            place = destination(output, dossier.summary, worksheet_name)
            written = export_worksheet(dossier, place, overwrite=replace)
        out(str(written))


def write_report(
    front: Front,
    form: str,
    typed: str | None,
    choice: Choice,
    wanted: Written,
    *,
    standing: bool = False,
    with_bundle: bool = False,
) -> int:
    """Write a report in one of `FORMS` and print its path, or those of every evaluation with `--all`.

    Raises:
        CapError: The options make no sense together, or the report cannot be made or written.
    """
    from cap_tui.reports.report_data import Audience

    name = f"cap-tui export {form.partition('-')[0]}"
    reference = choice.reference(typed, name)
    check_standing(form, standing=standing)
    if wanted.audience not in tuple(Audience):
        raise InvalidError(parameter="--audience", command=name)
    if with_bundle and (choice.everything or wanted.audience != Audience.INTERNE):
        raise InvalidError(parameter="--with-bundle", command=name)
    if choice.everything:
        return make_all(front, form, choice, wanted, standing=standing)
    from cap_tui.services.export_places import file_name
    from cap_tui.services.exports import export_report

    with front.opened() as workspace, replaceable():
        dossier = workspace.open(reference)
        made = export_report(
            dossier,
            destination(wanted.output, dossier.summary, lambda summary: file_name(summary, form)),
            form=form,
            audience=wanted.audience,
            overwrite=wanted.replace,
            progress=show_progress,
            bundle=_carried(workspace, dossier) if with_bundle else b"",
            peers=asked_peers(workspace, dossier, standing=standing),
        )
    out(str(made))
    return DONE


def _carried(workspace: Workspace, dossier: Dossier) -> bytes:
    from cap_tui.services.exchanging import bundle_bytes

    return bundle_bytes(workspace, dossier, "copy")


def asked_peers(workspace: Workspace, dossier: Dossier, *, standing: bool) -> Peers | None:
    """Return where the structure stands among its peers, when that is asked for.

    Raises:
        CapError: It cannot be said without exposing one of them.
    """
    if not standing:
        return None
    from cap_tui.services.network.giving_back import peers_of

    return peers_of(workspace, dossier.summary.id)


@contextmanager
def replaceable() -> Iterator[None]:
    """Say how a file in the way is replaced here.

    Raises:
        ReplaceError: There is one.
    """
    from cap_tui.reports.files import ExportExistsError

    try:
        yield
    except ExportExistsError as error:
        raise ReplaceError(**error.values) from error


def destination(
    output: str | None, summary: AssessmentSummary, file_name: Callable[[AssessmentSummary], str]
) -> Path:
    """Return where an export goes: the path typed, a file in the folder typed, or one in the current folder."""
    return place_of(output, file_name(summary))


def place_of(output: str | None, name: str) -> Path:
    """Return the path typed, else the file of this name in the folder typed or the current one."""
    path = Path(output) if output else Path()
    with suppress(
        OSError, RuntimeError
    ):  # a name too long or an unknown ~person: the writing refuses them in a sentence
        path = path.expanduser()
        if path.is_dir():
            path /= name
    return path.absolute()


def show_progress(done: float) -> None:
    """Tell how far the file is, on one line of a terminal and nowhere else.

    Args:
        done: From 0 to 1.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        return
    share = percent(int(done * 100))
    say(_("Making the file: {share}").format(share=share), end="\n" if done >= 1 else "\r")
