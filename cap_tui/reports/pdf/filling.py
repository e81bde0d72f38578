"""How full the last page of a chapter gets: a few lines alone on a page waste it, and look like a mistake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.platypus import CondPageBreak

from cap_tui.reports.pdf import styles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

LEAST = 120.0
"""Points of text, at least, on the last page of a chapter of several pages."""

HEIGHT = styles.PORTRAIT[1] - styles.TOP - styles.BOTTOM
"""Points of text on a portrait page."""


class Filled(NamedTuple):
    """What a story takes.

    Attributes:
        pages: How many, from the top of the first.
        last: Points used on the last one.
    """

    pages: int
    last: float

    @property
    def wasteful(self) -> bool:
        """Whether a page is begun for a few lines."""
        return self.pages > 1 and self.last < LEAST


def filled(story: Iterable[Any]) -> Filled:
    """Return what texts, white space and conditional breaks take when they begin a portrait page; tables are not measured."""
    pages, used, after = 1, 0.0, 0.0
    for one in story:
        if isinstance(one, CondPageBreak):
            if HEIGHT - used < one.height:
                pages, used, after = pages + 1, 0.0, 0.0
            continue
        before = max(one.getSpaceBefore() - after, 0.0) if used else 0.0
        tall = before + one.wrap(styles.WIDTH, HEIGHT)[1]
        if used + tall > HEIGHT:
            pages, used = pages + 1, max(used + tall - HEIGHT, 0.0)
        else:
            used += tall
        after = one.getSpaceAfter()
        used += after
    return Filled(pages, used)


def fitted(ways: Sequence[Callable[[], list[Any]]]) -> list[Any]:
    """Return the first of several stories that begins no page for a few lines; the first of all when each does."""
    first = story = ways[0]()
    for way in ways[1:]:
        if not filled(story).wasteful:
            return story
        story = way()
    return first if filled(story).wasteful else story
