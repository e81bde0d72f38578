"""What a closed screen had drawn, or held to type in, is let go with it.

Textual 8.2.8 keeps the answers of `StylesCache.get_inner_outer` for the last 1,024 calls, and with each the cache it was asked
of, which holds every line a widget had drawn: a visit to the results or to the plan left half a megabyte to one behind, a
hundred megabytes by the end of a day. The answer depends on two colours only; here only these are remembered.

It also keeps who watches the application's theme, as every text area does, until the theme changes: each opening of an evaluation
left its field behind, each form of the plan seven.

A line that is cut at its very end keeps itself as what is left of it, so that only the garbage collector lets go of it: each key
left a hundred lines, fifteen hundred objects, until a collection that some key paid for. Here such a line is given back as it is.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from textual._styles_cache import StylesCache
from textual.strip import Strip
from textual.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import App
    from textual.color import Color
    from textual.widget import Widget


@lru_cache(1024)
def _inner_outer(base_background: Color, background: Color) -> tuple[Style, Style]:
    return Style(background=base_background + background), Style(background=base_background)


_divide = Strip.divide


def _divided(line: Strip, cuts: Iterable[int]) -> Sequence[Strip]:
    inside = [cut for cut in cuts if cut <= line.cell_length]
    return [line] if inside == [line.cell_length] else _divide(line, inside)


def let_go_of_closed_screens() -> None:
    """Have Textual remember colours, and nothing of the widgets that asked for them; asked once or often, all the same."""

    def inner_outer(_drawn: StylesCache, base_background: Color, background: Color) -> tuple[Style, Style]:
        return _inner_outer(base_background, background)

    replaced: Any = inner_outer
    StylesCache.get_inner_outer = replaced  # type: ignore[method-assign]
    whole: Any = _divided
    Strip.divide = whole  # type: ignore[method-assign]


def stop_watching(app: App[Any], gone: Widget) -> None:
    """Have the application forget a widget that was told of its changes; one that never was is all the same.

    Args:
        app: What was watched.
        gone: The widget that closes.
    """
    kept: dict[str, list[tuple[Any, Any]]] = getattr(app, "__watchers", {})
    for watchers in kept.values():
        watchers[:] = [one for one in watchers if one[0] is not gone]
