"""What a person can ask for, each as one object: key, label, help and palette entry come from it.

A command names a Textual action of the screen (or of the application) that offers it. Keys are written as the character
typed (`u`, `é`) or, when there is none, as Textual's key name (`enter`, `ctrl+z`).
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_, CapError
from cap_tui.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from textual.events import Key

DIGITS = ("&", "é", '"', "'", "(", "-", "è", "_", "ç", "à")
"""What the digit row sends without Shift on a French AZERTY keyboard, from 1 to 0."""

NO_OVERRIDES: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class KeyClashError(CapError):
    """Two commands of one screen would answer the same key."""

    sentence = N_(
        "The key “{key}” is given to both “{first}” and “{second}”. Choose another for one of them."
    )


class UnknownCommandError(CapError):
    """The keys of a command that does not exist were asked for."""

    sentence = N_("No command is named “{command}”. See the names in the help of the application.")


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can ask for.

    Attributes:
        id: Stable, kebab-case, unique in the application; what settings remap.
        keys: Keys that ask for it, the one shown first.
        label: Message id of a word or two, shown in the key bar.
        description: Message id of a sentence, shown in the help and the palette.
        action: Textual action of the screen, e.g. `rate(1)`; prefixed with `app.` for one of the application.
        in_text: Whether its non-printable keys also act while a text field has the focus.
        bar: Whether it is shown in the key bar.
        text_only: Whether it acts only while a text field has the focus.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    description: str
    action: str
    in_text: bool = False
    bar: bool = True
    text_only: bool = False

    def acts(self, *, in_text: bool) -> bool:
        """Return whether it can be asked for where one is."""
        return self.in_text or self.text_only if in_text else not self.text_only


def key_of(event: Key) -> str:
    """Return the name of the key pressed, as commands write it."""
    if event.is_printable and event.character and not event.character.isspace():
        return event.character
    return event.key


class Keymap:
    """Which keys ask for which command, the person's own choices included.

    Args:
        overrides: Command id to the keys chosen for it.
    """

    def __init__(self, overrides: Mapping[str, tuple[str, ...]] = NO_OVERRIDES) -> None:
        self._overrides = dict(overrides)

    def keys(self, command: Command) -> tuple[str, ...]:
        """Return the keys of `command`, the one to show first."""
        return self._overrides.get(command.id, command.keys)

    def find(self, commands: Iterable[Command], key: str, *, in_text: bool) -> Command | None:
        """Return the command that `key` asks for, or None.

        Args:
            commands: Those of the screen and of the application, the screen's first.
            key: As returned by `key_of`.
            in_text: Whether a text field has the focus: characters are then text.
        """
        if in_text and len(key) == 1:
            return None
        return next(
            (item for item in commands if key in self.keys(item) and item.acts(in_text=in_text)), None
        )

    def check(self, commands: Sequence[Command]) -> None:
        """Refuse a keymap in which a key would ask for two things on one screen.

        Raises:
            KeyClashError: Two of `commands` share a key.
        """
        for in_text in (False, True):
            owner: dict[str, Command] = {}
            for command in (item for item in commands if item.acts(in_text=in_text)):
                for key in self.keys(command):
                    first = owner.setdefault(key, command)
                    if first is not command:
                        raise KeyClashError(key=key, first=_(first.label), second=_(command.label))

    def check_names(self, known: Iterable[Command]) -> None:
        """Refuse keys chosen for a command that does not exist.

        Raises:
            UnknownCommandError: No command of `known` has this id.
        """
        ids = {command.id for command in known}
        for name in self._overrides:
            if name not in ids:
                raise UnknownCommandError(command=name)


_NAMES = {
    "enter": N_("Enter"),
    "escape": N_("Esc"),
    "space": N_("Space"),
    "tab": N_("Tab"),
    "backspace": N_("Backspace"),
    "delete": N_("Delete"),
    "home": N_("Home"),
    "end": N_("End"),
    "pageup": N_("PgUp"),
    "pagedown": N_("PgDn"),
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}
_MODIFIERS = {"ctrl": N_("Ctrl"), "shift": N_("Shift"), "alt": N_("Alt")}


def key_label(key: str) -> str:
    """Return how a key is written on the keyboard of the reader: `Ctrl+P`, `Entrée`, `é`."""
    if len(key) == 1:
        return key
    *modifiers, last = key.split("+")
    name = _(_NAMES[last]) if last in _NAMES else last.upper()
    return "+".join([*(_(_MODIFIERS.get(modifier, modifier)) for modifier in modifiers), name])


HELP = Command("help", ("?", "f1"), N_("Help"), N_("Show every key of this screen"), "app.help", in_text=True)
PALETTE = Command(
    "palette", ("ctrl+p",), N_("Commands"), N_("Find a command, a criterion or an evaluation"), "app.palette",
    in_text=True, bar=False,
)  # fmt: skip
THEME = Command(
    "light-dark", ("f2",), N_("Light or dark"), N_("Switch between light and dark, for a projector"), "app.light_dark",
    in_text=True, bar=False,
)  # fmt: skip
RETRY = Command(
    "retry", ("f5", "ctrl+r"), N_("Save again"), N_("Try again to save what could not be saved"), "app.retry",
    in_text=True, bar=False,
)  # fmt: skip
PROFILE = Command(
    "profile", ("f6",), N_("Profile"), N_("See who is at the keyboard and your fingerprint, or pass the keyboard on"),
    "app.profile", in_text=True, bar=False,
)  # fmt: skip
QUIT = Command(
    "quit", ("q", "ctrl+q"), N_("Quit"), N_("Save everything and leave the application"), "app.leave", in_text=True
)  # fmt: skip
BACK = Command("back", ("escape",), N_("Back"), N_("Go back to the previous screen"), "back")

APP_COMMANDS = (HELP, PALETTE, THEME, RETRY, PROFILE, QUIT)
"""Available on every screen."""
