"""How a document being made is stopped, and tells how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Item = TypeVar("Item")


class StoppedError(Exception):
    """The caller asked to stop."""


def telling(
    progress: Callable[[float], None] | None, cancelled: Callable[[], bool] | None
) -> Callable[[float], None]:
    """Return what a maker calls with the share done, 0 to 1; it raises StoppedError once the caller asks to stop."""

    def tell(share: float) -> None:
        if cancelled is not None and cancelled():
            raise StoppedError
        if progress is not None:
            progress(min(share, 1.0))

    return tell


def told(
    items: Sequence[Item],
    progress: Callable[[float], None] | None,
    cancelled: Callable[[], bool] | None,
) -> Iterator[Item]:
    """Yield the items one by one, telling before each how many are behind, and at the end that all are.

    Raises:
        StoppedError: `cancelled` said yes.
    """
    tell = telling(progress, cancelled)
    for done, item in enumerate(items):
        tell(done / len(items))
        yield item
    tell(1.0)
