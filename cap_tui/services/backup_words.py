"""Backups in words, the same on the screen and on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.core.permissions import Phase
from cap_tui.core.text import one_line
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.labels import phase_label
from cap_tui.i18n.typography import typeset

if TYPE_CHECKING:
    from cap_tui.storage.backup_contents import HeldAssessment


def reason_words(reason: str) -> str:
    """Return why a backup was made; empty when that is not known."""
    return {
        "daily": _("first opening of the day"),
        "migration": _("before a new version of cap-tui"),
        "import": _("before an import"),
        "upgrade": _("before a change of questionnaire"),
        "asked": _("asked for"),
        "before-restore": _("before going back"),
    }.get(reason, "")


def difference_lines(
    now: HeldAssessment | None, then: HeldAssessment | None, *, back: int, gone: int
) -> list[str]:
    """Return what would become of one evaluation.

    Args:
        now: As it is today; None when it is only in the backup.
        then: As it is in the backup; None when it is not in it.
        back: Entries that would come back.
        gone: Entries that would no longer be there.
    """
    held = now or then
    if held is None:
        return []
    title = f"{one_line(held.structure)} · {typeset(one_line(held.title))} {held.year}"
    if now is None:
        only = _("Only in the backup: this evaluation would come back, with {answers}.")
        return [title, only.format(answers=answers_words(held))]
    if then is None:
        only = _("Not in the backup: this evaluation would no longer be there, with {answers}.")
        return [title, only.format(answers=answers_words(held))]
    if not back and not gone:
        return [title, _("Nothing would change.")]
    return [title, *_entry_lines(back, gone), *_sides(now, then)]


def answers_words(held: HeldAssessment) -> str:
    """Return how many answers an evaluation holds."""
    return ngettext("{count} answer", "{count} answers", held.answered).format(count=held.answered)


def _entry_lines(back: int, gone: int) -> list[str]:
    found = []
    if gone:
        words = ngettext(
            "{count} entry written since would no longer be there.",
            "{count} entries written since would no longer be there.",
            gone,
        )
        found.append(words.format(count=gone))
    if back:
        words = ngettext("{count} entry would come back.", "{count} entries would come back.", back)
        found.append(words.format(count=back))
    return found


def _sides(now: HeldAssessment, then: HeldAssessment) -> list[str]:
    """Return what a person knows an evaluation by, today and in the backup, where it differs."""
    found = []
    if now.answered != then.answered:
        words = _("Answers: {now} today, {then} in the backup.")
        found.append(words.format(now=now.answered, then=then.answered))
    if now.actions != then.actions:
        words = _("Lines of the plan: {now} today, {then} in the backup.")
        found.append(words.format(now=now.actions, then=then.actions))
    if now.phase != then.phase:
        words = _("Phase: {now} today, {then} in the backup.")
        found.append(words.format(now=_phase(now.phase), then=_phase(then.phase)))
    return found


def _phase(value: str) -> str:
    """Return the name of a phase as stored; one that no version knows stays as it is."""
    return phase_label(Phase(value)) if value in list(Phase) else one_line(value)


def elsewhere_words() -> str:
    """Return what else goes back with the evaluations, and what does not."""
    return _(
        "The people you trust and the register of the network go back too. Your profile, your signing key and the files you "
        "exported do not change."
    )
