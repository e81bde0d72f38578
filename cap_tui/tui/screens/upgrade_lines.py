"""The words of a passage to another version of the questionnaire: its list, its preview, what earlier versions asked. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from cap_tui.core.upgrades import CHANGE_NAMES, Change
from cap_tui.i18n import _, ngettext
from cap_tui.i18n.typography import typeset
from cap_tui.tui.screens.assessment_card import BLANK, former_block_lines
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cap_tui.services.former import Former
    from cap_tui.services.upgrade_preview import PassageLine, UpgradePreview
    from cap_tui.services.upgrading import AvailableVersion

SYMBOLS: Mapping[Change, str] = {
    Change.KEPT: "=",
    Change.REWORDED: "≈",
    Change.MOVED: "→",
    Change.CHANGED: "!",
    Change.SPLIT: "⋔",
    Change.MERGED: "⊕",
    Change.NEW: "+",
    Change.BACK: "↶",
    Change.GONE: "−",
}
INDENT = Content("  ")


def version_row(version: AvailableVersion, width: int) -> Content:
    """Return a version on one line: its number, its title, and how it stands to the one followed."""
    marks = [
        _("later") if version.later else _("earlier"),
        _("already followed before") if version.passed else "",
        ngettext("{count} criterion", "{count} criteria", version.criteria).format(count=version.criteria),
    ]
    head = Content.assemble((version.version, "bold"), "  ", typeset(version.title))
    return joined(head, *marks).truncate(width, ellipsis=True)


def preview_blocks(preview: UpgradePreview) -> Iterator[Block]:
    """Yield what passing to a version would do: the counts, then each change with its before and after."""
    yield _heading(_("Version {before} → {after}").format(before=preview.before, after=preview.after))
    if preview.back:
        yield Block(
            Content(
                _("The evaluation was in that version before: it finds its answers of then as they were.")
            )
        )
    yield Block(joined(*_counts(preview)))
    yield Block(Content(preview.score_words()))
    if preview.lost_levels:
        lost = _("Levels that are no more: {levels}. Positions to take again: {count}.")
        yield _alert(lost.format(levels=typeset(", ".join(preview.lost_levels)), count=preview.lost))
    if preview.actions:
        numbers = ", ".join(map(str, preview.actions))
        yield _alert(_("Actions of the plan to read again: {numbers}.").format(numbers=numbers))
    yield Block(
        Content(_("No answer is lost: what is no longer asked stays readable, and you can come back."))
    )
    if preview.refusal:
        yield _alert(preview.refusal)
    for change in SYMBOLS:
        lines = [line for line in preview.changing if line.change is change]
        if lines:
            yield BLANK
            name = _(CHANGE_NAMES[change])
            yield _heading(f"{SYMBOLS[change]} {name} ({len(lines)})")
            for line in lines:
                yield from _passage(line)


def _counts(preview: UpgradePreview) -> Iterator[str]:
    for change, count in preview.counts.items():
        if count:
            yield _("{name}: {count}").format(name=_(CHANGE_NAMES[change]), count=count)


def _passage(line: PassageLine) -> Iterator[Block]:
    yield Block(Content(typeset(line.words())), margin=INDENT)


def orphan_blocks(formers: Sequence[Former]) -> list[Block]:
    """Return all that was said of criteria that the version followed does not have, in the words that asked it."""
    blocks: list[Block] = []
    for former in formers:
        version = _("version {version}").format(version=former.version) if former.version else ""
        blocks.append(_heading(joined(typeset(former.label), version).plain))
        blocks += [*former_block_lines(former), BLANK]
    return blocks or [Block(Content(_("Nothing: every answer given is still asked.")))]


def _heading(text: str) -> Block:
    return Block(Content.styled(text, "bold $accent"))


def _alert(text: str) -> Block:
    return Block(Content.styled(text, "bold $alert"))
