"""What a visa covers and what changed since, as paragraphs. Pure: values in, text out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.i18n import _, ngettext
from cap_tui.i18n.formats import percent
from cap_tui.i18n.labels import role_label
from cap_tui.tui.screens.history_lines import fact_name, value_left
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import joined, person_name, when

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from cap_tui.core.review import LogLine, SealedState, Visa

SHORT = 16
"""Digits of a hash that are shown."""
BLANK = Block(Content(""))
LABEL_CELLS = 22


def state_blocks(state: SealedState) -> list[Block]:
    """Return what a signature would cover, line by line."""
    positioned = _("{count} of {total}").format(count=state.positioned, total=state.applicable)
    facts = (
        (_("Score"), percent(state.score)),
        (_("Criteria positioned"), positioned),
        (_("Positions retained"), str(state.retained)),
        (_("Actions in the plan"), str(state.actions)),
        (_("Facts of the history"), str(state.entries)),
        (_("Questionnaire"), _grouped(state.questionnaire)),
        (_("Seal"), _grouped(state.state)),
    )
    return [
        _heading(_("What would be signed now")),
        *(_fact(label, value) for label, value in facts),
    ]


def sign_blocks(refusal: str | None, signers: str, *, stands: bool) -> list[Block]:
    """Return whether the person at the keyboard can sign, and otherwise why not and who does.

    Args:
        refusal: Why they cannot, in words; None when they can.
        signers: Who signs, in words; empty for nobody else.
        stands: Whether a visa covers exactly what is shown: nothing is left to sign.
    """
    if stands:
        return [BLANK, Block(Content.styled("✓ " + _("This plan is signed as it is."), "bold $good"))]
    if refusal is None:
        ready = _("You can sign: s. Read what is above first; nothing is sent anywhere.")
        return [BLANK, Block(Content.styled(ready, "bold $good"))]
    blocks = [BLANK, Block(Content.assemble((_("You cannot sign now.") + " ", "bold"), refusal))]
    return [*blocks, Block(Content(signers))] if signers else blocks


def visa_blocks(visas: Sequence[Visa], local: Callable[[datetime], datetime]) -> list[Block]:
    """Return the visas, the newest first, and what was changed after the last one."""
    if not visas:
        return [BLANK, _heading(_("Visas")), Block(Content(_("No visa yet.")))]
    blocks = [BLANK, _heading(_("Visas"))]
    for place, visa in enumerate(visas):
        blocks += _visa(visa, local, latest=place == 0)
    note = _(
        "A visa is a signature made with cap-tui over an exact state; it is not a qualified electronic signature."
    )
    return [*blocks, BLANK, Block(Content.styled(note, "$muted"))]


def standing_words(visa: Visa) -> Content:
    """Return in a few words whether a visa still covers the plan as it is."""
    count = len(visa.changes)
    if not count:
        return Content.styled("✓ " + _("stands: nothing has changed since"), "bold $good")
    said = ngettext(
        "modified after the visa ({count} change)", "modified after the visa ({count} changes)", count
    )
    return Content.styled("△ " + said.format(count=count), "bold $alert")


def _visa(visa: Visa, local: Callable[[datetime], datetime], *, latest: bool) -> list[Block]:
    head = joined(
        Content.styled(person_name(visa.by), "bold"),
        role_label(visa.role),
        when(local(visa.at)),
        _("seal {seal}").format(seal=_grouped(visa.short)),
        by="  ",
    )
    blocks = [Block(head, margin=Content("• "))]
    if visa.comment:
        blocks.append(Block(Content(visa.comment), margin=Content("  ")))
    if latest:
        blocks.append(Block(standing_words(visa), margin=Content("  ")))
        blocks += [_change(line, local) for line in visa.changes]
    return blocks


def _change(line: LogLine, local: Callable[[datetime], datetime]) -> Block:
    what = joined(
        when(local(line.at)),
        person_name(line.author),
        Content.styled(line.what, "bold"),
        fact_name(line),
        value_left(line),
    )
    return Block(what, margin=Content("    - "))


def _fact(label: str, value: str) -> Block:
    return Block(Content.styled(value, "bold"), margin=Content.styled(label.ljust(LABEL_CELLS), "$muted"))


def _grouped(digits: str) -> str:
    """Return the first digits of a hash in groups of four, as they are read aloud."""
    short = digits[:SHORT]
    return " ".join(short[start : start + 4] for start in range(0, len(short), 4))


def _heading(text: str) -> Block:
    return Block(Content.styled(text, "bold $accent"))
