"""Implementation groups of a CISO Assistant framework, as options of the assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cap_tui.catalogue.importing.slugs import Names, slug

if TYPE_CHECKING:
    from cap_tui.catalogue.importing.entry import Entry, Words

_KEYS = frozenset({"ref_id", "name", "description", "translations", "default_selected"})


class Groups:
    """The groups that are defined, and what belonging to some of them becomes.

    A criterion that names options concerns who has them all; one of several groups is enough over there. So only a
    criterion of a single group is restricted here.

    """

    def __init__(self, framework: Entry, words: Words) -> None:
        self._options: dict[str, tuple[str, Entry]] = {}
        self._used: set[str] = set()
        self._by_reference: dict[str, str] = {}
        names = Names(100)
        for group in framework.entries("implementation_groups_definition", "group-bad"):
            group.tell_unknown(_KEYS)
            reference = group.text("ref_id")
            if not reference or reference in self._by_reference:
                group.tell("group-bad", reference or group.text("name"))
                continue
            label = words.of(group, "name") or reference
            option = names.give(slug(reference, otherwise="group"))
            self._by_reference[reference] = option
            self._options[option] = (label, group)
            self._tell_rest(group, label, words)

    @staticmethod
    def _tell_rest(group: Entry, label: str, words: Words) -> None:
        if description := words.of(group, "description"):
            group.tell("group-detail", f"{label} : {description}", key="description", limit=1_000)
        if group.flag("default_selected"):
            group.tell("group-detail", f"{label} : default_selected", key="default_selected")

    def options_of(self, node: Entry) -> list[str]:
        """Return the option that a requirement needs: one at most; what cannot be said is told."""
        named = list(dict.fromkeys(node.texts("implementation_groups")))
        key = "implementation_groups"
        for name in named:
            if name not in self._by_reference:
                node.tell("group-unknown", self._with_likeness(name), key=key)
        if len(named) > 1:
            node.tell("groups-several", ", ".join(named), key=key)
        if len(named) != 1 or named[0] not in self._by_reference:
            return []
        option = self._by_reference[named[0]]
        self._used.add(option)
        return [option]

    def options(self) -> list[tuple[str, str]]:
        """Return the options that requirements need, as pairs of identifier and label; the others are told."""
        for option, (label, group) in self._options.items():
            if option not in self._used:
                group.tell("group-unused", label)
        return [(option, label) for option, (label, _group) in self._options.items() if option in self._used]

    def _with_likeness(self, name: str) -> str:
        alike = next((other for other in self._by_reference if other.casefold() == name.casefold()), "")
        return f"{name} (≈ {alike})" if alike else name
