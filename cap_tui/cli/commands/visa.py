"""`visa`: what the last one covers and what changed since, what one signed now would cover, and signing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer import Option

from cap_tui.cli.arguments import AS_JSON, EVALUATION
from cap_tui.cli.errors import DONE, REFUSED, FormError
from cap_tui.cli.history_lines import log_data, log_table, moment_words
from cap_tui.cli.output import agreed, number, out, out_json, say
from cap_tui.cli.people_lines import next_reader
from cap_tui.core.errors import N_
from cap_tui.core.text import one_line
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import percent
from cap_tui.i18n.labels import role_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.cli.front import Front
    from cap_tui.core.review import SealedState, Visa
    from cap_tui.services.dossier import Dossier

SIGN = Option(False, "--sign", help=N_("Sign the state that is shown."))  # noqa: FBT003 - a default value
COMMENT = Option("", "--comment", metavar=N_("TEXT"), help=N_("With --sign: what you add to your visa."))
YES = Option(False, "--yes", "-y", help=N_("With --sign: do not ask."))  # noqa: FBT003 - a default value
SIGN_FORM = N_("cap-tui visa EVALUATION --sign --comment …")
SHORT = 16
"""Digits of a digest that are printed."""


class VisaCommand:
    """Signing a plan."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def visa(
        self,
        reference: str = EVALUATION,
        *,
        sign: bool = SIGN,
        comment: str = COMMENT,
        yes: bool = YES,
        as_json: bool = AS_JSON,
    ) -> int:
        """Print what stands and what would be signed, then sign it if asked; 1 when it was not wanted after all."""
        if comment and not sign:
            raise FormError(form=_(SIGN_FORM))
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
            if sign and not _signed(dossier, comment, unasked=yes, quiet=as_json):
                return REFUSED
        if as_json:
            out_json(_data(dossier))
            return DONE
        for line in _lines(dossier):
            out(line)
        return DONE


def _signed(dossier: Dossier, comment: str, *, unasked: bool, quiet: bool) -> bool:
    """Show what would be covered, ask, and sign; return whether it is signed."""
    dossier.demand("visa.sign")
    state = dossier.visa_state()
    refused = dossier.may_sign() is not None  # signing then says why, and nobody is asked in vain
    if not refused:
        dossier.demand_answered()
    if not refused and not unasked:
        for line in _covered(state):
            say(line)
        if not agreed(
            _("Sign this state as {name}?").format(name=one_line(dossier.me.name) or dossier.me.fingerprint)
        ):
            return False
    dossier.sign_visa(comment=comment, expected=state.state)
    if not quiet:
        say(
            _("Signed. Send it back with: cap-tui export bundle {assessment} --for {role}").format(
                assessment=dossier.summary.id[:8], role=next_reader(dossier)
            )
        )
    return True


def _lines(dossier: Dossier) -> Iterator[str]:
    visa = dossier.standing_visa()
    if visa is not None:
        yield from _visa_lines(visa)
        if not visa.changes:
            return
        yield ""
    else:
        yield _("No visa yet.")
    yield _("A visa signed now would cover:")
    yield from _covered(dossier.visa_state())


def _visa_lines(visa: Visa) -> Iterator[str]:
    yield _("Visa of {name} ({role}), {when}, seal {seal}").format(
        name=one_line(visa.by), role=role_label(visa.role), when=moment_words(visa.at), seal=visa.short
    )
    if visa.comment:
        yield one_line(visa.comment, limit=2_000)
    yield from _covered(visa.covers)
    if not visa.changes:
        yield _("It stands: nothing that it covers has changed since.")
        return
    yield ngettext(
        "Changed after the visa ({count} change):",
        "Changed after the visa ({count} changes):",
        len(visa.changes),
    ).format(count=len(visa.changes))
    yield from log_table(visa.changes)


def _covered(state: SealedState) -> Iterator[str]:
    yield _("Score {score}, {positioned} of {applicable} criteria rated").format(
        score=percent(state.score), positioned=state.positioned, applicable=state.applicable
    )
    yield _("Actions of the plan: {actions} · positions retained: {retained} · entries: {entries}").format(
        actions=state.actions, retained=state.retained, entries=state.entries
    )
    yield _("Questionnaire {questionnaire} · state {state}").format(
        questionnaire=state.questionnaire[:SHORT], state=state.state[:SHORT]
    )


def _data(dossier: Dossier) -> dict[str, Any]:
    visa = dossier.standing_visa()
    return {
        "visa": _visa_data(visa) if visa else None,
        "state": _state_data(dossier.visa_state()),
        "may_sign": dossier.may_sign() is None,
    }


def _visa_data(visa: Visa) -> dict[str, Any]:
    return {
        "hash": visa.hash,
        "by": visa.by,
        "role": visa.role.value,
        "at": visa.at.isoformat(),
        "comment": visa.comment,
        "seal": visa.short,
        "stands": not visa.changes,
        "covers": _state_data(visa.covers),
        "changes": [log_data(line) for line in visa.changes],
    }


def _state_data(state: SealedState) -> dict[str, Any]:
    return {
        "state": state.state,
        "questionnaire": state.questionnaire,
        "score": number(state.score),
        "positioned": state.positioned,
        "applicable": state.applicable,
        "actions": state.actions,
        "retained": state.retained,
        "entries": state.entries,
        "frontier": {chain: list(end) for chain, end in state.frontier.items()},
    }
