"""What is right: a result whose texts are clean, or an error with a sentence; within the time and the memory allowed."""

from __future__ import annotations

import traceback
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cap_tui.core.errors import CapError
from cap_tui.core.text import clean
from cap_tui.i18n import explain
from tests.corpus.hostile_texts import obeyed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.fuzzing.targets import Target
    from tools.fuzzing.worlds import World

SECONDS = 20
"""Processor time that one file may take."""

MEMORY = 1 << 30
"""Bytes of address space that one file may take, over what the program takes."""


@dataclass(frozen=True)
class Verdict:
    """What became of a file.

    Attributes:
        ways: What happened: a new one is a way into the program that no file took before. One only when there is a fault.
        fault: What is wrong; empty when all is well.
    """

    ways: frozenset[str]
    fault: str = ""


@dataclass(frozen=True)
class Seen:
    """What a door returns.

    Attributes:
        shown: What people will read; every text in it must be clean.
        ways: Names of what happened on the way in, to tell a file that went elsewhere than the others.
    """

    shown: object
    ways: frozenset[str] = frozenset()


def judged(target: Target, world: World, data: bytes) -> Verdict:
    """Open a file and return what became of it."""
    try:
        result = target.run(world, data)
        told = [text for text in texts(result.shown) if not _plain(text) and obeyed(text)]
    except CapError as error:
        return _refusal(error)
    except Exception as error:  # noqa: BLE001 - what is looked for
        place = _place(error)
        return Verdict(frozenset((place,)), f"{place}: {type(error).__name__}: {str(error)[:300]!r}")
    if told:
        return Verdict(
            frozenset(("dirty",)), f"a text that a terminal obeys: {told[0][:200]!r} {obeyed(told[0])}"
        )
    return Verdict(result.ways | {"accepted"})


def _plain(text: str) -> bool:
    """Return whether a text is of printed characters only, line ends and the spaces of French apart: most are, and told fast."""
    return text.replace("\n", "").replace("\u00a0", "").replace("\u202f", "").isprintable()


def _refusal(error: CapError) -> Verdict:
    try:
        sentence = explain(error)
    except Exception as fault:  # noqa: BLE001 - what is looked for
        return Verdict(frozenset(("sentence",)), f"{type(error).__name__} has no sentence: {fault!r}")
    if not sentence.strip() or clean(sentence) != clean(clean(sentence)):
        return Verdict(frozenset(("sentence",)), f"{type(error).__name__} says nothing")
    return Verdict(frozenset((f"{type(error).__name__} {error.values.get('reason', '')}"[:80],)))


def _place(error: Exception) -> str:
    """Return the function of ours in which an exception appeared: one fault, however many files show it."""
    ours = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if "cap_tui" in Path(frame.filename).parts
    ]
    frame = ours[-1] if ours else traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(frame.filename).name}:{frame.name} {type(error).__name__}"


def texts(value: Any, depth: int = 0) -> Iterator[str]:
    """Yield every text in a result, however deep; bytes are not read."""
    if isinstance(value, str):
        yield value
    elif depth > 12 or isinstance(value, bytes | Path):
        return
    elif isinstance(value, CapError):
        yield explain(value)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from texts(getattr(value, one.name), depth + 1)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from texts(key, depth + 1)
            yield from texts(one, depth + 1)
    elif isinstance(value, Sequence | AbstractSet):
        for one in value:
            yield from texts(one, depth + 1)
