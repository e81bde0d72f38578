"""How a document being made says how far it is, and asks whether to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from cap_tui.reports.stopping import StoppedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Item = TypeVar("Item")


def told(
    items: Sequence[Item],
    progress: Callable[[float], None] | None,
    cancelled: Callable[[], bool] | None,
) -> Iterator[Item]:
    """Yield the items one by one, telling before each how many are behind, and at the end that all are.

    Raises:
        StoppedError: `cancelled` said yes.
    """
    for done, item in enumerate(items):
        if cancelled is not None and cancelled():
            raise StoppedError
        if progress is not None:
            progress(done / len(items))
        yield item
    if cancelled is not None and cancelled():
        raise StoppedError
    if progress is not None:
        progress(1.0)
