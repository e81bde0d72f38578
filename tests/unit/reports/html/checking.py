"""A strict reader of the page: it refuses what browsers would forgive and what a screen reader would stumble on."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

VOID = {"meta"}
DRAWN = {"rect", "line", "circle", "polygon"}
ALLOWED = VOID | DRAWN | {
    "html", "head", "title", "style", "body", "a", "header", "nav", "main", "footer", "section", "h1", "h2", "h3", "h4", "h5",
    "h6", "p", "ul", "li", "dl", "div", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td", "figure",
    "figcaption", "svg", "desc", "text",
}  # fmt: skip


@dataclass
class Element:
    """One element with what it holds."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """Yield this element and those within, in order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, *tags: str) -> list[Element]:
        """Return the elements of these tags, in order."""
        return [one for one in self.walk() if one.tag in tags]

    @property
    def inner(self) -> list[Element]:
        """The elements directly within."""
        return [child for child in self.children if isinstance(child, Element)]

    @property
    def text(self) -> str:
        """All of its text, without that of the style."""
        if self.tag == "style":
            return ""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {})
        self.open = [self.root]

    def _add(self, tag: str, attributes: list[tuple[str, str | None]]) -> Element:
        assert tag in ALLOWED, f"<{tag}> is not of the page"
        names = [name for name, _value in attributes]
        assert len(set(names)) == len(names), names
        assert not any(name.startswith("on") for name in names), names
        element = Element(tag, {name: value or "" for name, value in attributes})
        self.open[-1].children.append(element)
        return element

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = self._add(tag, attrs)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in DRAWN, f"<{tag}/> is not closed"
        self._add(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def page(content: bytes) -> Element:
    """Return the page, checked to be well formed."""
    builder = _Builder()
    text = content.decode()
    assert text.startswith("<!DOCTYPE html>\n")
    builder.feed(text)
    builder.close()
    assert builder.open == [builder.root], [one.tag for one in builder.open]
    [root] = builder.root.inner
    assert root.tag == "html"
    return root


def check(root: Element) -> None:
    """Refuse a page that a person without sight, without a mouse or on a small screen could not use."""
    ids = [one.attributes["id"] for one in root.walk() if "id" in one.attributes]
    assert len(set(ids)) == len(ids)
    for element in root.walk():
        for name in element.attributes.get("aria-labelledby", "").split():
            assert name in ids
        href = element.attributes.get("href", "#content")
        assert href[0] == "#"
        assert href[1:] in ids
        assert "src" not in element.attributes
    _headings(root)
    for table in root.all("table"):
        _table(table)
    for figure in root.all("svg"):
        assert figure.attributes["role"] == "img"
        assert [one.tag for one in figure.inner[:2]] == ["title", "desc"]
        assert all(one.text.strip() for one in figure.inner[:2])
    for terms in root.all("dl"):
        assert all([one.tag for one in pair.inner] == ["dt", "dd"] for pair in terms.inner)
    for tag in ("header", "nav", "main", "footer", "h1"):
        assert len(root.all(tag)) == 1, tag


def _headings(root: Element) -> None:
    level = 0
    for heading in root.all("h1", "h2", "h3", "h4", "h5", "h6"):
        assert heading.text.strip()
        now = int(heading.tag[1])
        assert now <= level + 1, heading.text
        level = now


def _table(table: Element) -> None:
    caption, head, *bodies = table.inner
    assert (caption.tag, head.tag) == ("caption", "thead")
    assert caption.text.strip()
    assert bodies
    [names] = head.inner
    assert all(
        one.tag == "th" and one.attributes["scope"] == "col" and one.text.strip() for one in names.inner
    )
    for body in bodies:
        for row in body.inner:
            first, *others = row.inner
            assert first.tag == "th"
            assert first.text.strip()
            if first.attributes["scope"] == "rowgroup":
                assert (others, int(first.attributes["colspan"])) == ([], len(names.inner))
            else:
                assert first.attributes["scope"] == "row"
                assert len(row.inner) == len(names.inner)
                assert all(one.tag == "td" and one.text.strip() for one in others)


def shape(root: Element) -> list[tuple[str, tuple[str, ...]]]:
    """Return tags and names of attributes in order: the same whatever the texts say."""
    return [(one.tag, tuple(one.attributes)) for one in root.walk()]
