"""`export FORM --all`: every report in one run, and what became of each."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from cap_tui.cli.arguments import whole
from cap_tui.cli.errors import DONE, REFUSED, InvalidError
from cap_tui.cli.forms import word_of
from cap_tui.cli.output import out, out_json, say
from cap_tui.core.permissions import Phase
from cap_tui.core.text import one_line
from cap_tui.i18n import _, explain, ngettext
from cap_tui.i18n.labels import phase_label

if TYPE_CHECKING:
    from cap_tui.cli.front import Front
    from cap_tui.cli.report_options import Choice, Written
    from cap_tui.services.exporting_all import Given, Outcome


def check_standing(form: str, *, standing: bool) -> None:
    """Refuse to say where a structure stands in a form that has no room for it.

    Raises:
        InvalidError: It is asked for there.
    """
    from cap_tui.reports.peers import HOLDING

    if standing and form not in HOLDING:
        raise InvalidError(parameter="--standing", command=f"cap-tui export {form.partition('-')[0]}")


def make_all(front: Front, form: str, choice: Choice, written: Written, *, standing: bool) -> int:
    """Make every report, tell each as it is done, print the paths; 1 when one could not be made.

    Raises:
        CapError: The options make no sense, or the folder cannot be written.
    """
    from cap_tui.reports.report_data import Audience
    from cap_tui.services.exporting_all import Outcome, Wanted, export_all

    wanted = Wanted(
        form,
        Audience(written.audience),
        choice.questionnaire,
        tuple(whole(text, "--year") for text in choice.years or ()),
        tuple(word_of(text, _phases(), "--phase") for text in choice.phases or ()),
        standing,
        written.replace,
    )
    folder = Path(written.output or "").expanduser().absolute()
    with front.opened() as workspace:
        try:
            found = export_all(workspace, wanted, folder, _tell)
        except KeyboardInterrupt:
            say(_("Stopped. The files that are there are whole; the same command makes the others."))
            raise
    if choice.as_json:
        out_json([_data(one) for one in found])
    else:
        for one in found:
            if one.outcome is not Outcome.FAILED:
                out(str(one.path))
    _sum_up(found)
    return REFUSED if any(one.outcome is Outcome.FAILED for one in found) else DONE


def _phases() -> dict[Phase, tuple[str, str]]:
    return {phase: (phase.value, phase_label(phase)) for phase in Phase}


def _named(one: Given) -> str:
    summary = one.summary
    return f"{one_line(summary.structure.name)}, {summary.questionnaire_id} {summary.year}"


def _tell(one: Given, done: int, total: int) -> None:
    """Say on standard error what became of one report."""
    told = explain(one.error) if one.error else _outcomes()[one.outcome]
    say(_("{done}/{total}  {name}: {told}").format(done=done, total=total, name=_named(one), told=told))


def _outcomes() -> dict[Outcome, str]:
    from cap_tui.services.exporting_all import Outcome

    return {
        Outcome.MADE: _("made"),
        Outcome.SAME: _("already made for the same answers"),
        Outcome.FAILED: _("not made"),
    }


def _sum_up(found: tuple[Given, ...]) -> None:
    """Say how many were made, and again which could not be: the lines above may have scrolled away."""
    from cap_tui.services.exporting_all import Outcome

    if not found:
        say(_("No evaluation answers to this."))
        return
    counts = Counter(one.outcome for one in found)
    made, same, failed = (counts[one] for one in Outcome)
    told = [ngettext("{count} report made", "{count} reports made", made).format(count=made)]
    if same:
        told.append(ngettext("{count} already made", "{count} already made", same).format(count=same))
    if failed:
        told.append(ngettext("{count} not made", "{count} not made", failed).format(count=failed))
    say(_("{told}.").format(told=", ".join(told)))
    for one in found:
        if one.error is not None:
            say(f"  {_named(one)}: {explain(one.error)}" if failed > 1 else f"  {explain(one.error)}")


def _data(one: Given) -> dict[str, object]:
    return {
        "id": one.summary.id,
        "structure": one.summary.structure.name,
        "questionnaire": one.summary.questionnaire_id,
        "year": one.summary.year,
        "outcome": one.outcome.value,
        "path": str(one.path) if one.error is None else None,
        "why": explain(one.error) if one.error is not None else "",
    }
