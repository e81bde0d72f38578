"""What the exchange screen lists: to whom one sends, and what one may take in. Pure: values in, text out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.content import Content

from cap_tui.core.errors import N_
from cap_tui.core.permissions import Role
from cap_tui.i18n import _
from cap_tui.i18n.formats import decimal
from cap_tui.tui.widgets.lines import Block
from cap_tui.tui.words import cell, joined, person_name, when

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from cap_tui.core.review import Participant
    from cap_tui.tui.received_files import ReceivedFile

SEND, SHEET, FILE, PATH, REPORTS, HEADING = "send", "sheet", "file", "path", "reports", "heading"
SUFFIXES = (".capx", ".xlsx", ".pdf")
"""Of the files that may be taken in."""

KIBI = 1024
SIZE_CELLS, WHEN_CELLS, FOLDER_CELLS = 10, 19, 24
WIDE = 100
"""Columns from which a file also shows its folder."""


@dataclass(frozen=True, slots=True)
class Audience:
    """Someone a dossier is sent to.

    Attributes:
        label: Message id.
        what: Message id of what travels, and what they do with it.
        role: Theirs in the evaluation; None for oneself.
    """

    label: str
    what: str
    role: Role | None


AUDIENCES: Mapping[str, Audience] = {
    "peer": Audience(
        N_("To the peer"),
        N_("They read the evaluation, write their own position and remarks, and send you their file back. The team’s texts "
           "do not travel."),
        Role.PEER,
    ),
    "third_party": Audience(
        N_("To the third party"),
        N_("They read everything the peer reads, write, and sign the visa over the plan. They send you their file back."),
        Role.THIRD_PARTY,
    ),
    "contributor": Audience(
        N_("To the team"),
        N_("For those of the team who have cap-tui: they write their own position without seeing the others’. For those who "
           "do not, choose the Excel sheet."),
        Role.CONTRIBUTOR,
    ),
    "director": Audience(
        N_("To the director"),
        N_("All that you wrote travels to the director, private remarks between reviewers excepted."),
        Role.DIRECTOR,
    ),
    "coordinator": Audience(
        N_("To the quality coordination"),
        N_("Once the plan is sealed: the results, the positions retained and the plan. The team’s texts do not travel."),
        Role.COORDINATOR,
    ),
    "copy": Audience(
        N_("To my other computer"),
        N_("Everything that is here, to go on elsewhere. Keep it to yourself: nothing is left out of it."),
        None,
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the screen.

    Attributes:
        kind: One of the constants above.
        label: Shown verbatim.
        value: Audience or file, by kind.
    """

    kind: str
    label: str
    value: Any = None

    @property
    def chosen(self) -> bool:
        """Whether the cursor may be on it."""
        return self.kind != HEADING


def send_items(roles: Sequence[Role]) -> list[Item]:
    """Return to whom one may send, those whom this person sends to most first; never to one's own role.

    Args:
        roles: Of the person at the keyboard.
    """
    codes = [code for code, audience in AUDIENCES.items() if audience.role not in roles or not audience.role]
    codes.sort(key=lambda code: code != "director")
    items = [Item(HEADING, _("SEND")), *(Item(SEND, _(AUDIENCES[code].label), code) for code in codes)]
    if Role.DIRECTOR in roles:
        items.append(Item(SHEET, _("Excel sheet for the team")))
    return items


def receive_items(files: Sequence[ReceivedFile]) -> list[Item]:
    """Return what one may take in: the files received lately, a path to type, and the reports of before."""
    return [
        Item(HEADING, _("RECEIVE")),
        *(Item(FILE, file.path.name, file) for file in files),
        Item(PATH, _("Another file, or a folder…")),
        Item(REPORTS, _("Reports of what was taken in")),
    ]


def item_row(
    item: Item, width: int, local: Callable[[datetime], datetime], *, number: int = 0, ticked: bool = False
) -> Content:
    """Return a line; those to whom one sends have a number, the files a box when some are ticked."""
    if item.kind == HEADING:
        return Content.styled(item.label, "bold $accent")
    if item.kind != FILE:
        head = Content.styled(f"{number} ", "bold $accent") if number else Content("  ")
        return Content.assemble(head, item.label).truncate(width, ellipsis=True)
    file: ReceivedFile = item.value
    mark = Content.styled("✓ ", "bold $good") if ticked else Content("  ")
    wide = width >= WIDE
    folder = FOLDER_CELLS if wide else 0
    name = cell(item.label, width - WHEN_CELLS - SIZE_CELLS - folder - 2)
    parts = [mark, name, cell(file.path.parent.name, folder) if wide else Content("")]
    parts += [cell(when(local(file.at)), WHEN_CELLS), cell(size_words(file.size), SIZE_CELLS)]
    return Content("").join(parts).truncate(width, ellipsis=True)


def size_words(size: int) -> str:
    """Return a size in bytes as people say it."""
    if size < KIBI * KIBI:
        return _("{count} KB").format(count=decimal(max(size // KIBI, 1)))
    return _("{count} MB").format(count=decimal(size // (KIBI * KIBI)))


def send_details(code: str, people: Iterable[Participant], path: Path) -> list[Block]:
    """Return who gets it, what travels, and where the file goes."""
    audience = AUDIENCES[code]
    names = [person_name(one.name) for one in people if audience.role and audience.role in one.roles]
    blocks = [Block(Content.styled(_(audience.label), "bold")), Block(Content(_(audience.what)))]
    if names:
        blocks.append(Block(Content(_("For: {names}").format(names=", ".join(names)))))
    elif audience.role is not None:
        nobody = _(
            "Nobody has this role here yet: let them in first (F8), else what they write will have no effect."
        )
        blocks.append(Block(Content.styled(nobody, "$alert")))
    return [*blocks, _goes_to(path)]


def sheet_details(path: Path) -> list[Block]:
    """Return what the worksheet is for, and where it goes."""
    what = _(
        "A sheet to fill without cap-tui: levels by drop-down list, comments. Send it round, then take in all those that come "
        "back: each counts as one voice, shown only from three."
    )
    return [
        Block(Content.styled(_("Excel sheet for the team"), "bold")),
        Block(Content(what)),
        _goes_to(path),
    ]


def file_details(file: ReceivedFile, local: Callable[[datetime], datetime], ticked: int) -> list[Block]:
    """Return where a file is, and what opening it does."""
    what = _("Enter: see what it holds. Nothing is written before you accept.")
    told = [
        Block(Content.styled(file.path.name, "bold")),
        Block(joined(str(file.path.parent), when(local(file.at)), size_words(file.size))),
        Block(Content(what)),
    ]
    if ticked:
        said = _("Files ticked: {count}. Enter takes them together.").format(count=ticked)
        told.append(Block(Content.styled(said, "bold")))
    return told


def other_details(kind: str) -> list[Block]:
    """Return what the two last lines are for."""
    words = {
        PATH: _("Type the path of a file, or of a folder to take in all that it holds: .capx, filled sheets, PDF that carry "
                "their dossier."),
        REPORTS: _("Read again what each file brought, and when."),
    }  # fmt: skip
    return [Block(Content(words.get(kind, "")))]


def _goes_to(path: Path) -> Block:
    return Block(Content(str(path)), margin=Content.styled(_("The file:") + " ", "$muted"))
