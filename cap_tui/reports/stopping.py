"""How a document being made is stopped, and tells how far it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Item = TypeVar("Item")

Tell: TypeAlias = Callable[[float], None]
"""What a maker calls now and then with the share done, 0 to 1; it may raise StoppedError."""


class StoppedError(Exception):
    """The caller asked to stop."""


def silent(_share: float) -> None:
    """Tell nobody, and never stop."""


def telling(progress: Callable[[float], None] | None, cancelled: Callable[[], bool] | None) -> Tell:
    """Return what tells `progress`, and raises StoppedError once `cancelled` says yes."""

    def tell(share: float) -> None:
        if cancelled is not None and cancelled():
            raise StoppedError
        if progress is not None:
            progress(min(share, 1.0))

    return tell


def told(items: Sequence[Item], tell: Tell) -> Iterator[Item]:
    """Yield the items one by one, telling before each how many are behind, and at the end that all are.

    Raises:
        StoppedError: The caller asked to stop.
    """
    for done, item in enumerate(items):
        tell(done / len(items))
        yield item
    tell(1.0)
