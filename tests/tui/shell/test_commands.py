"""Keys: no two commands on one key, the person's own keys win, and nothing needs AltGr."""

from __future__ import annotations

import pytest

from cap_tui.tui.commands import APP_COMMANDS, Command, KeyClashError, Keymap, UnknownCommandError, key_label
from cap_tui.tui.screens.assessment_commands import ASSESSMENT_COMMANDS
from cap_tui.tui.screens.create import CreateScreen
from cap_tui.tui.screens.home import HomeScreen

ALTGR = set("~#{[|`\\^@]}€¤")
SCREENS = {
    "assessment": ASSESSMENT_COMMANDS, "home": HomeScreen.OFFERED, "create": CreateScreen.OFFERED,
}  # fmt: skip
ONE = Command("one", ("u",), "One", "The first", "one")
TWO = Command("two", ("v",), "Two", "The second", "two")


@pytest.mark.parametrize("name", SCREENS)
def test_no_key_asks_for_two_things_and_none_needs_altgr(name: str) -> None:
    commands = [*SCREENS[name], *APP_COMMANDS]
    Keymap().check(commands)
    assert len({command.id for command in commands}) == len(commands)
    assert not ALTGR & {key for command in commands for key in command.keys}


def test_a_remapped_key_replaces_the_first_one() -> None:
    keymap = Keymap({"one": ("k",)})
    assert keymap.find([ONE, TWO], "k", in_text=False) is ONE
    assert keymap.find([ONE, TWO], "u", in_text=False) is None


def test_a_remapped_key_already_taken_is_refused_with_both_names() -> None:
    with pytest.raises(KeyClashError) as caught:
        Keymap({"one": ("v",)}).check([ONE, TWO])
    assert (caught.value.values["key"], caught.value.values["second"]) == ("v", "Two")


def test_keys_for_a_command_that_does_not_exist_are_refused() -> None:
    with pytest.raises(UnknownCommandError):
        Keymap({"three": ("v",)}).check_names([ONE, TWO])


def test_a_character_is_never_a_command_while_typing() -> None:
    both = Command("both", ("u", "f4"), "Both", "Both", "both", in_text=True)
    assert Keymap().find([both], "u", in_text=True) is None
    assert Keymap().find([both], "f4", in_text=True) is both
    assert Keymap().find([both], "u", in_text=False) is both


@pytest.mark.parametrize(
    ("key", "label"),
    [("enter", "Entrée"), ("ctrl+p", "Ctrl+P"), ("shift+down", "Maj+↓"), ("é", "é"), ("f2", "F2")],
)
def test_keys_are_named_as_on_the_keyboard(key: str, label: str) -> None:
    assert key_label(key) == label
