"""Many bundles opened and verified at once, on as many processors as there are.

A signature takes about 94 µs to verify, so a folder of 542 dossiers of 400 entries takes half a minute on one processor.
Each bundle is given whole to a process, which opens it, checks all that `unpack` and `verify` check, by the same functions,
and gives back the strings of its entries, their hashes and one letter for each. What was checked is what comes back: this
program read the bytes, no file is read twice, and processes are copies of this program that nobody else can write to. A bundle
that a process refuses, or that it cannot open, is opened again here, so that one place says what is wrong with it.
"""

from __future__ import annotations

import marshal
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from cap_tui.core.errors import CapError
from cap_tui.exchange import manifest
from cap_tui.exchange.bundle import announced, questionnaires_in, unpack
from cap_tui.exchange.inspecting import inspect
from cap_tui.exchange.processes import answers
from cap_tui.exchange.verifying import built, named, verify

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Mapping

    from cap_tui.core.entries import Entry
    from cap_tui.exchange.manifest import Manifest
    from cap_tui.exchange.verifying import RefusedEntry

MIN_SHARED = 4_500_000
"""Bytes of entries, about 5,000 of them, below which starting processes takes longer than verifying here."""

MAX_AHEAD = 7_200_000
"""Bytes of entries, about 8,000 of them, given to processes before the first of them are asked for: enough for them to be at
work while those found good are being written, ten dossiers at once."""


class Opened(NamedTuple):
    """A bundle whose sender and digests are verified, and each entry too.

    Attributes:
        manifest: What the sender says and signed.
        entries: Each entry, or why it is refused.
        questionnaires: Content by SHA-256.
    """

    manifest: Manifest
    entries: list[Entry | RefusedEntry]
    questionnaires: Mapping[str, bytes]


def open_many(
    contents: Iterable[bytes], workers: int | None = None
) -> Generator[Opened | CapError, None, None]:
    """Yield each bundle opened and verified, or why it is refused, in order; by several processes when there is enough to do.

    Contents are asked for as they are needed, so that a whole folder never stands in memory. Closing the iterator stops
    the processes. Where none can be started, all is done here.

    Args:
        contents: The bytes of each bundle.
        workers: Processes; by default one for each processor, as many as `processes.MAX_PROCESSES`.
    """
    found = answers(strings_in, contents, announced, shared=MIN_SHARED, ahead=MAX_AHEAD, workers=workers)
    with closing(found):
        for data, answer in found:
            yield _opened(data, answer)


def open_one(data: bytes) -> Opened:
    """Return a bundle opened and verified, in this process.

    Raises:
        BundleError: As `unpack`.
    """
    bundle = unpack(data)
    return Opened(bundle.manifest, verify(bundle.entries), bundle.questionnaires)


def strings_in(data: bytes) -> bytes:
    """Return what a process finds in a bundle, for `open_many`; nothing for one that is refused."""
    try:
        bundle = unpack(data)
    except CapError:
        return b""
    text = manifest.to_json(bundle.manifest)
    return marshal.dumps((text, inspect(bundle.entries), named(bundle.entries)))


def _opened(data: bytes, answer: bytes | None) -> Opened | CapError:
    if not answer:
        try:
            return open_one(data)
        except CapError as error:
            return error
    text, letters, strings = marshal.loads(answer)  # noqa: S302 - from a process of ours, through a pipe of ours
    head = manifest.from_json(text.encode())
    return Opened(head, built(strings, letters), questionnaires_in(data, head))
