"""A lenient view of a questionnaire's plain data: what has not the expected shape is passed over."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from cap_tui.catalogue.problems import Flaw, Path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.catalogue.document import Document


@dataclass(frozen=True, slots=True)
class Node:
    """A mapping of the file.

    Attributes:
        path: Where it is.
        data: Its keys and values, unchecked.
        above: The section it is in, if any.
        depth: Number of sections above.
    """

    path: Path
    data: dict[str, Any]
    above: Node | None = None
    depth: int = 0

    def text(self, key: str) -> str:
        """Return the text under `key`, or an empty one when it is not a text."""
        value = self.data.get(key)
        return value if isinstance(value, str) else ""

    def names(self, key: str) -> Iterator[tuple[Path, str]]:
        """Yield the texts of the list under `key`, with their paths."""
        values = self.data.get(key)
        for index, value in enumerate(values if isinstance(values, list) else ()):
            if isinstance(value, str):
                yield (*self.path, key, index), value

    def items(self, key: str) -> list[Node]:
        """Return the mappings of the list under `key`."""
        values = self.data.get(key)
        return [
            Node((*self.path, key, index), value, self, self.depth + 1)
            for index, value in enumerate(values if isinstance(values, list) else ())
            if isinstance(value, dict)
        ]

    def child(self, key: str) -> Node:
        """Return the mapping under `key`, empty when it is something else."""
        value = self.data.get(key)
        return Node((*self.path, key), value if isinstance(value, dict) else {}, self)


class Tree:
    """The questionnaire under examination, and what was found about it.

    Attributes:
        root: The whole file.
        language: The language of texts written without one.
        sections: Themes and objectives at every depth, in reading order.
        criteria: In reading order.
        levels: The levels of the scale.
        flaws: What the rules have reported.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.root = Node((), document.data)
        self.language = next((name for _, name in self.root.names("languages")), "fr")
        self.sections: list[Node] = []
        self.criteria: list[Node] = []
        self.levels = self.root.child("scale").items("levels")
        self.flaws: list[Flaw] = []
        for theme in self.root.items("themes"):
            self._visit(theme)

    def _visit(self, section: Node) -> None:
        """Collect a section and what it holds; the reader's depth cap bounds the recursion."""
        self.sections.append(section)
        for child in section.items("objectives"):
            self._visit(child)
        self.criteria += section.items("criteria")

    def report(self, code: str, path: Path, **values: object) -> None:
        """Add a flaw found at `path`."""
        line, column = self.document.locate(path)
        self.flaws.append(Flaw(code, line, column, path, values))

    def line(self, path: Path) -> int:
        """Return the line of what is at `path`."""
        return self.document.locate(path)[0]

    def reaches(self, rank: int) -> bool:
        """Return whether the level of this rank is the target or above; False when the target is unknown."""
        target = self.root.child("scale").text("target")
        return any(level.text("id") == target for level in self.levels[: rank + 1] if target)

    def number(self, node: Node, key: str) -> int | Decimal | None:
        """Return the number under `key`, or None when it is something else."""
        value = node.data.get(key)
        return value if isinstance(value, int | Decimal) and not isinstance(value, bool) else None

    def words(self, node: Node, key: str) -> str:
        """Return the text under `key` in the file's first language, or an empty one."""
        value = node.data.get(key)
        return node.child(key).text(self.language) if isinstance(value, dict) else node.text(key)

    def where(self, node: Node, key: str) -> Path:
        """Return the path of the text that `words` returns."""
        path = (*node.path, key)
        return (*path, self.language) if isinstance(node.data.get(key), dict) else path
