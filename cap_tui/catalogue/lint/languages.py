"""Texts in every declared language, and in no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.catalogue.lint.tree import Node, Tree
    from cap_tui.catalogue.problems import Path


def check_languages(tree: Tree) -> None:
    """Report missing translations and languages that the file does not declare."""
    languages = [tree.language]
    for path, name in list(tree.root.names("languages"))[1:]:
        if name in languages:
            tree.report("language-repeated", path, language=name)
        else:
            languages.append(name)
    texts = list(translatable(tree))
    written = {name for _path, value in texts if isinstance(value, dict) for name in value}
    for path, name in list(tree.root.names("languages"))[1:]:
        if name not in written and name in languages[1:]:
            languages.remove(name)
            tree.report("language-unused", path, language=name)
    for path, value in texts:
        _check(tree, path, value, languages)


def _check(tree: Tree, path: Path, value: Any, languages: list[str]) -> None:
    written = list(value) if isinstance(value, dict) else languages[:1]
    for name in written:
        if name not in languages:
            tree.report("language-undeclared", (*path, name), language=name)
    for name in languages:
        if name not in written:
            code = "reference-missing" if name == languages[0] else "translation-missing"
            tree.report(code, path, language=name)


def translatable(tree: Tree) -> Iterator[tuple[Path, Any]]:
    """Yield every value that may be written in several languages: a text, or a mapping of languages to texts."""
    yield from _values(tree.root, "title")
    for group, key in ((tree.levels, "label"), (tree.root.items("bands"), "label")):
        for node in group:
            yield from _values(node, key)
    for service in tree.root.items("services"):
        yield from _values(service, "title")
    yield from _values(tree.root.child("verdict"), "ready", "not_ready")
    for labelled in (*tree.root.items("options"), *tree.root.items("editions")):
        yield from _values(labelled, "label")
        for deadline in labelled.items("dates"):
            yield from _values(deadline, "label")
    for section in tree.sections:
        yield from _values(section, "title", "intro")
    for criterion in tree.criteria:
        yield from _values(criterion, "title", "question", "why")
        for texts in (criterion.child("levels"), criterion.child("changes")):
            yield from _values(texts, *texts.data)


def _values(node: Node, *keys: str) -> Iterator[tuple[Path, Any]]:
    for key in keys:
        value = node.data.get(key)
        if isinstance(value, str | dict) and value:
            yield (*node.path, key), value
