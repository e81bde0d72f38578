"""Logs changed at random and signed again, as someone would whose program was rewritten to do harm.

A log here is a text: an array `[signed, signature, salt, value]` a line, as in a bundle.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cap_tui.core import kinds
from cap_tui.core.entries import digest, dumps
from cap_tui.exchange.bundle import Strings, strings_of
from cap_tui.exchange.keys import SigningKey
from cap_tui.services.demo import demo_author
from tools.fuzzing.mutating import NUMBERS, TOKENS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from random import Random

    from cap_tui.core.entries import Entry

_HASH = re.compile(r"[0-9a-f]{64}")
MARKS = ("peer", "third-party", *(f"voice-{number}" for number in range(1, 5)))
"""How the demonstration names those whose keys it makes."""

KINDS = tuple(sorted(kinds.PREFIXED | {kinds.GENESIS, kinds.PHASE, kinds.OPINION, kinds.ACTION, "unheard"}))
FIELDS = (
    "genesis", "position", "constat", "strengths", "improvements", "evidence", "flagged", "line", "title", "owner", "due",
    "state", "progress", "removed", "note", "record", "text", "resolved", "seal", "erased", "version", "options", "value", "goal",
    "source", "reason", "phase", "roles", "person", "known", "blind", "finished", "decision", "criteria", "effectiveness", "x",
)  # fmt: skip
PHASES = ("collecting", "consensus", "planning", "follow_up", "closed", "never")
HOSTILE: tuple[Any, ...] = (
    None, True, False, -1, 0.5, 1e308, *NUMBERS[:-1], [], {}, [[]], [None], [{}], {"": ""}, {"position": {}}, {"roles": 3},
    {"level": 7}, {"stance": "level"}, {"text": []}, {"criterion": None}, [["a", "b"]], "2026-02-30", "9999-12-31", "0001-01-01",
    "1e9999999", "NaN", "-0", "١٢", *TOKENS,
)  # fmt: skip
"""Values where another is expected."""


def keyring(marks: Iterable[str] = MARKS) -> dict[str, SigningKey]:
    """Return the keys of the demonstration's people, by public key: known to everyone, so whatever is signed here is fiction."""
    seeds = [sha256(f"cap-tui demonstration {mark}".encode()).digest() for mark in marks]
    keys = [demo_author("").key, *map(SigningKey.from_seed, seeds), SigningKey.from_seed(b"f" * 32)]
    return {key.public: key for key in keys}


def written(entries: Iterable[Entry]) -> bytes:
    """Return entries as the text of a log."""
    return "".join(dumps(list(strings_of(entry))) + "\n" for entry in entries).encode()


def strings(data: bytes) -> list[Strings]:
    """Return what the lines of a text hold; a line that is not four strings is left out."""
    found = []
    for line in data.split(b"\n"):
        with suppress(ValueError, RecursionError):
            item = json.loads(line)
            if isinstance(item, list) and len(item) == len(Strings._fields):
                signed, signature, salt, value = item
                if isinstance(signed, str) and isinstance(signature, str) and isinstance(salt, str):
                    found.append(Strings(signed, signature, salt, value if isinstance(value, str) else None))
    return found


class Weaver:
    """Changes logs, and signs them again with the keys it holds."""

    def __init__(self, keys: Mapping[str, SigningKey]) -> None:
        self._keys = keys

    def __call__(self, chance: Random, data: bytes, others: Sequence[bytes]) -> bytes:
        """Return a log some entries of which are otherwise; most often every chain is whole again."""
        rows = _rows(data)
        given = strings(chance.choice(others))
        for _time in range(chance.choice((1, 1, 2, 4, 10))):
            if not rows:
                break
            place = chance.randrange(len(rows))
            match chance.randrange(12):
                case 0:
                    del rows[place]
                case 1:
                    rows.insert(chance.randrange(len(rows) + 1), rows[place])
                case 2:
                    rows.insert(place, rows.pop(chance.randrange(len(rows))))
                case 3 if given:
                    one = chance.choice(given)
                    rows.insert(
                        place, (_loaded(one.signed), one.salt, _loaded(one.value or "null"), one.signed)
                    )
                case _:
                    body, salt, value, name = rows[place]
                    if chance.random() < 0.6:
                        value = _otherwise(chance, value)
                    else:
                        body = self._changed(chance, dict(body), rows)
                    rows.insert(place, (body, salt, value, name)) if chance.random() < 0.3 else None
                    rows[place] = (body, salt, value, name)
        return self.woven(rows, whole=chance.random() < 0.8)

    def again(self, data: bytes) -> bytes:
        """Return a log of which some entries were taken away, its chains whole again."""
        return self.woven(_rows(data))

    def woven(self, rows: Iterable[tuple[Any, str, Any, str]], *, whole: bool = True) -> bytes:
        """Return the text of a log, signed again.

        Args:
            rows: What is signed, the salt, the value, and the text that was signed before.
            whole: Whether places in chains are counted again.
        """
        moved: dict[str, str] = {}
        last: dict[tuple[Any, Any], tuple[int, str]] = {}
        lines = []
        for body, salt, value, before in rows:
            if not isinstance(body, dict):
                continue
            text = dumps(value)
            text = text if _encodes(text) else json.dumps(value)
            renamed = json.loads(_HASH.sub(lambda found: moved.get(found[0], found[0]), dumps(body)))
            renamed["value_hash"] = digest(salt + text)
            chain = (str(renamed.get("author")), str(renamed.get("installation")))
            if whole:
                seq, previous = last.get(chain, (0, ""))
                renamed |= {"seq": seq + 1, "previous": previous}
            signed = dumps(renamed)
            key = self._keys.get(str(renamed.get("author")))
            if not _encodes(signed):
                continue
            named = digest(signed)
            moved[digest(before) if _encodes(before) else ""] = named
            last[chain] = (last.get(chain, (0, ""))[0] + 1, named)
            lines.append(dumps([signed, key.sign(signed) if key else "0" * 128, salt, text]))
        return ("\n".join(lines) + "\n").encode("utf-8", "surrogatepass")

    def _changed(
        self, chance: Random, body: dict[str, Any], rows: Sequence[tuple[Any, str, Any, str]]
    ) -> dict[str, Any]:
        another = chance.choice(rows)
        hashes = [digest(row[3]) for row in rows if _encodes(row[3])] + ["0" * 64, ""]
        draws: dict[str, Callable[[], Any]] = {
            "kind": lambda: chance.choice(KINDS),
            "target": lambda: _target(chance, body, another[0], hashes),
            "field": lambda: chance.choice(FIELDS),
            "author": lambda: chance.choice([*self._keys, "0" * 64]),
            "installation": lambda: chance.choice(("demonstration", "x", another[0].get("installation", ""))),
            "lamport": lambda: chance.choice([*NUMBERS, 2**40, another[0].get("lamport")]),
            "seq": lambda: chance.choice([*NUMBERS, 2**40]),
            "previous": lambda: chance.choice(hashes),
            "replaces": lambda: chance.sample(hashes, min(len(hashes), chance.choice((0, 1, 3)))),
            "phase": lambda: chance.choice([*hashes, None]),
            "at": lambda: chance.choice((another[0].get("at"), "", "9999-12-31T23:59:59+00:00", "2026-03-02", "0001-01-01T00:00:00+14:00", "hier")),
            "group": lambda: another[0].get("group", ""),
            "undoes": lambda: another[0].get("group", ""),
            "redoes": lambda: another[0].get("group", ""),
            "assessment": lambda: chance.choice(hashes),
            "v": lambda: chance.choice((0, 1, 2, 3)),
        }  # fmt: skip
        field = chance.choice(list(draws))
        return body | {field: draws[field]()}


def _rows(data: bytes) -> list[tuple[Any, str, Any, str]]:
    found = [
        (_loaded(one.signed), one.salt, _loaded(one.value or "null"), one.signed) for one in strings(data)
    ]
    return [row for row in found if isinstance(row[0], dict)]


def _target(
    chance: Random, body: Mapping[str, Any], another: Mapping[str, Any], hashes: Sequence[str]
) -> str:
    kind = chance.choice(KINDS)
    return str(
        chance.choice(
            (
                another.get("target"),
                f"{kind}:{chance.choice(hashes)}",
                f"{kind}:a:1",
                f"{body.get('kind')}:assessment",
                "x",
                "é",
                "/",
            )
        )
    )


def _otherwise(chance: Random, value: Any, depth: int = 0) -> Any:
    """Return a JSON value one place of which is otherwise."""
    if isinstance(value, dict) and value and chance.random() < 0.85 - depth / 10:
        name = chance.choice(list(value))
        if chance.random() < 0.15:
            return {key: one for key, one in value.items() if key != name}
        return value | {name: _otherwise(chance, value[name], depth + 1)}
    if isinstance(value, list) and value and chance.random() < 0.7:
        place = chance.randrange(len(value))
        return [
            *value[:place],
            _otherwise(chance, value[place], depth + 1),
            *value[place + chance.randrange(2) :],
        ]
    if isinstance(value, str) and chance.random() < 0.3:
        return value + chance.choice(TOKENS)
    return chance.choice(PHASES) if chance.random() < 0.05 else chance.choice(HOSTILE)


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
