"""The doors by which files and logs come in: honest and hostile ones to begin with, how to change them, and what opens them."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from cap_tui.catalogue.loader import read_questionnaire
from cap_tui.core.entries import Entry
from cap_tui.core.log import Log
from cap_tui.core.text import MAX_TEXT, clean, one_line
from cap_tui.exchange.bundle import peek, unpack
from cap_tui.exchange.pdf_attachment import attach, attached_bundle
from cap_tui.exchange.verifying import RefusedEntry, verify
from cap_tui.exchange.worksheet_read import read_worksheet
from cap_tui.i18n import _
from tests.corpus.honest_bundle import honest
from tests.corpus.hostile_bundles import LINES, hostile_bundles, manifest, parts
from tests.corpus.hostile_texts import ALL
from tests.corpus.hostile_worksheets import blank, hostile_worksheets, small
from tests.corpus.raw_zip import build
from tools.copied import ROOT
from tools.fuzzing import mutating, spreadsheets, weaving
from tools.fuzzing.doors import brought_back, received, translated
from tools.fuzzing.judging import Seen
from tools.fuzzing.register_promises import registered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from random import Random

    from tools.fuzzing.mutating import Mutator
    from tools.fuzzing.worlds import World

CORPUS = ROOT / "tests" / "corpus"
LARGEST = 60_000
"""Bytes of the files changes begin from: larger ones only make each try slower."""


class WrongResultError(Exception):
    """What came out breaks a promise, without any exception."""


@dataclass(frozen=True)
class Target:
    """One door.

    Attributes:
        name: On the command line, and of the folder of its crashes.
        seeds: Files to begin from.
        change: What changes them.
        run: Opens one, or raises `CapError`.
        share: Of the time, beside the others: more where a try takes longer or more may be wrong.
    """

    name: str
    seeds: Callable[[World], Iterable[bytes]]
    change: Mutator
    run: Callable[[World, bytes], Seen]
    share: float = 1.0


def _files(*patterns: str) -> list[bytes]:
    return [path.read_bytes() for pattern in patterns for path in sorted(CORPUS.glob(pattern))]


def _questionnaire(_world: World, data: bytes) -> Seen:
    found, problems = read_questionnaire(data, "fichier.yaml")
    if found is None and not problems:
        raise WrongResultError("refused without a word")
    told = [clean(_(one.sentence).format(**one.values)) for one in problems]
    return Seen((found, told), frozenset(one.code for one in problems))


def _bundle(_world: World, data: bytes) -> Seen:
    head = peek(data)
    bundle = unpack(data)
    if bundle.manifest != head:
        raise WrongResultError("two readings of one manifest")
    found = verify(bundle.entries)
    return Seen(
        (), frozenset(one.reason if isinstance(one, RefusedEntry) else one.draft.kind for one in found)
    )


def _signed(chance: Random, data: bytes, others: Sequence[bytes]) -> bytes:
    """Return a bundle otherwise, half of the time with a manifest that its sender signed for what it holds."""
    if chance.random() < 0.4:
        return mutating.of_zip(chance, data, others)
    lines = mutating.of_text(chance, LINES, [LINES])[:LARGEST]
    text = json.dumps(manifest(lines, entries=lines.count(b"\n")), ensure_ascii=False)
    if chance.random() < 0.5:
        text = mutating.of_text(chance, text.encode(), [text.encode()]).decode("utf-8", "replace")
    return build(parts(text, lines))


def _worksheet(_world: World, data: bytes) -> Seen:
    found = read_worksheet(data, small())
    return Seen(found, frozenset(one.sentence[:40] for one in found.problems))


def _pdf(_world: World, data: bytes) -> Seen:
    found = attached_bundle(data)
    if found is not None:
        peek(found)
    return Seen(())


def _pdfs(_world: World) -> Iterable[bytes]:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    page = Canvas(out, invariant=True)
    page.drawString(72, 720, "Essai")
    page.save()
    yield out.getvalue()
    yield attach(out.getvalue(), "dossier.capx", honest())
    yield attach(attach(out.getvalue(), "a.capx", b"x" * 50), "b.txt", b"y" * 50)


def _clean(_world: World, data: bytes) -> Seen:
    text = data.decode("utf-8", "surrogatepass") if _is_text(data) else data.decode("latin-1")
    for made in (clean(text), clean(text, multiline=False), one_line(text), clean(text, limit=7)):
        if clean(made) != made or len(made) > MAX_TEXT:
            raise WrongResultError("cleaning again changes the text")
    if "\n" in clean(text, multiline=False) + one_line(text):
        raise WrongResultError("a line end in one line")
    return Seen((clean(text), one_line(text)))


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def _log(_world: World, data: bytes) -> Seen:
    """Fold a log in the order given, backwards, and in two parts: the state is a function of the set."""
    entries = [one for one in verify(weaving.strings(data)) if isinstance(one, Entry)]
    first = next((one.hash for one in entries if one.draft.kind == "assessment"), "")
    logs = [Log(first), Log(first), Log(first)]
    logs[0].extend(entries)
    logs[1].extend(reversed(entries))
    logs[2].extend(entries[::2])
    logs[2].extend(entries)
    for one in entries[::7]:
        logs[0].add(one)
    if len({_state(one) for one in logs}) > 1:
        raise WrongResultError("the order of arrival changes the state")
    return Seen((), frozenset(f"{one.draft.kind} {logs[0].effect(one).name}" for one in logs[0]))


def _state(log: Log) -> str:
    told: list[Any] = [sorted((one.hash, log.effect(one).name, one.value is None) for one in log)]
    told.append(
        sorted(
            (one.draft.target, one.draft.field) for one in log if log.heads(one.draft.target, one.draft.field)
        )
    )
    keys = {(one.draft.target, one.draft.field) for one in log}
    told += [(key, [one.hash for one in log.heads(*key)]) for key in sorted(keys)]
    told += [log.director, log.move, log.lamport, sorted(log.people()), sorted(log.erased)]
    return sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


TARGETS = {
    one.name: one
    for one in (
        Target("questionnaire", lambda _w: _files("questionnaires/*.yaml", "versions/small*.yaml"), mutating.of_text, _questionnaire),
        Target("bundle", lambda _w: [honest(), *hostile_bundles().values()], _signed, _bundle),
        Target("worksheet", lambda _w: [blank(), *hostile_worksheets().values(), *_files("worksheets/*")], mutating.of_zip, _worksheet),
        Target("register", lambda world: world.registers(), spreadsheets.of_register, registered, 3),
        Target("plan", lambda world: world.plans(), mutating.of_zip, brought_back, 2),
        Target("pdf", _pdfs, mutating.of_either, _pdf),
        Target("library", lambda world: [*_files("libraries/*"), *world.registers()[-1:]], mutating.of_either, translated),
        Target("text", lambda _w: [text.encode("utf-8", "surrogatepass") for text in ALL.values()], mutating.of_text, _clean),
        Target("log", lambda world: world.logs(), weaving.Weaver(weaving.keyring()), _log),
        Target("dossier", lambda world: world.logs(), weaving.Weaver(weaving.keyring()), received, 6),
    )
}  # fmt: skip
"""Every door, by name."""
