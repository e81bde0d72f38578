"""Whether the keys that a log gives to criteria are keys an evaluation could have given.

Whoever directs says, by their program, which answers each criterion of a version reads. A program at fault, or made to
deceive, could have a criterion read the answers given to another question. So a key must be the criterion's own, or
have been read under the name it still has or the only one it says it replaces; and never pass to another revision.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cap_tui.core.keys import default_key, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cap_tui.core.questionnaire import Criterion
    from cap_tui.services.content import Named, Shelf


def sound(named: Sequence[Named], shelf: Shelf) -> tuple[Named, ...]:
    """Return the versions without those whose keys no evaluation could have given; those not at hand stay.

    Args:
        named: As the log names them, in any order.
        shelf: What is at hand.
    """
    if not any(one.keys for one in named):
        return tuple(named)  # no key but each criterion’s own
    given = [list(_given(one, shelf)) for one in named]
    foreign = [(criterion, key) for pairs in given for criterion, key in pairs if not _own(criterion, key)]
    if not foreign:
        return tuple(named)
    read: dict[str, set[str]] = defaultdict(set)
    for pairs in given:
        for criterion, key in pairs:
            if _own(criterion, key):
                read[name_of(criterion)].add(key)
    waiting: list[tuple[Criterion, str]] = []
    while len(waiting) != len(foreign):  # what one takes over, the next may take over from it
        waiting, foreign = foreign, []
        for criterion, key in waiting:
            if _taken_over(criterion, key, read):
                read[name_of(criterion)].add(key)
            else:
                foreign.append((criterion, key))
    return tuple(
        one
        for one, pairs in zip(named, given, strict=True)
        if all(_own(criterion, key) or _taken_over(criterion, key, read) for criterion, key in pairs)
    )


def _given(one: Named, shelf: Shelf) -> Iterator[tuple[Criterion, str]]:
    """Yield each criterion of a version at hand that the log gives a key, with it."""
    plain = shelf.get(one.digest)
    for criterion in plain.criteria.values() if plain else ():
        name = name_of(criterion)
        yield criterion, one.keys.get(name, default_key(name, criterion.revision))


def _own(criterion: Criterion, key: str) -> bool:
    """Return whether a key is one that a criterion has by itself: its default, or one beside it."""
    return key.partition("@")[0] == name_of(criterion) and _revision(key) == criterion.revision


def _taken_over(criterion: Criterion, key: str, read: dict[str, set[str]]) -> bool:
    names = (name_of(criterion), *(criterion.replaces if len(criterion.replaces) == 1 else ()))
    return _revision(key) == criterion.revision and any(key in read[name] for name in names)


def _revision(key: str) -> int:
    """Return the revision a key was made for."""
    said = key.partition("@")[2].partition(".")[0]
    return int(said) if said else 1
