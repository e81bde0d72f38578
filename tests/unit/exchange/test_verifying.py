from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from cap_tui.core.entries import Entry
from cap_tui.exchange import verifying
from cap_tui.exchange.bundle import Strings, strings_of
from cap_tui.exchange.keys import SigningKey
from cap_tui.exchange.verifying import Reason, RefusedEntry, verify, verify_many
from tests.corpus.honest_bundle import sender, strings

ROOT = Path(__file__).parents[3]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


def resigned(one: Strings, **changes: Any) -> Strings:
    """Return the entry with other fields, signed by its author as it should be."""
    signed = json.dumps(json.loads(one.signed) | changes)
    return one._replace(signed=signed, signature=sender().sign(signed))


def with_value(value: str, salt: str = "5a" * 16) -> Strings:
    one = resigned(strings(1)[0], value_hash=sha256((salt + value).encode()).hexdigest())
    return one._replace(value=value, salt=salt)


ONE = strings(1)[0]
OTHER = SigningKey.from_seed(b"o" * 32)
REFUSED: dict[str, tuple[Strings, Reason]] = {
    "changed answer": (ONE._replace(value='"Autre chose"'), "value"),
    "another salt": (ONE._replace(salt="00" * 16), "value"),
    "someone else's signature": (ONE._replace(signature=OTHER.sign(ONE.signed)), "signature"),
    "someone else's name": (
        ONE._replace(signed=ONE.signed.replace(sender().public, OTHER.public)),
        "signature",
    ),
    "changed date": (ONE._replace(signed=ONE.signed.replace("2026", "2025")), "signature"),
    "later program": (resigned(ONE, v=99, kind=7), "newer"),
    "no version": (resigned(ONE, v=None), "malformed"),
    "version true": (resigned(ONE, v=True), "malformed"),
    "version 0": (resigned(ONE, v=0), "malformed"),
    "no JSON": (ONE._replace(signed="constat"), "malformed"),
    "a list": (ONE._replace(signed="[1]"), "malformed"),
    "no kind": (resigned(ONE, kind=None), "malformed"),
    "no hash of the value": (resigned(ONE, value_hash=None), "malformed"),
    "key twice": (ONE._replace(signed=ONE.signed.replace("{", '{"v":1,', 1)), "malformed"),
    "capitals in the author": (resigned(ONE, author=sender().public.upper()), "malformed"),
    "capitals in the signature": (ONE._replace(signature=ONE.signature.upper()), "malformed"),
    "spaces in the signature": (ONE._replace(signature=ONE.signature.replace("a", "a ")), "malformed"),
    "NaN": (with_value("NaN"), "malformed"),
    "deep value": (with_value("[" * 900 + "]" * 900), "malformed"),
    "value with a key twice": (with_value('{"level":"a","level":"b"}'), "malformed"),
    "half a character": (ONE._replace(signed=ONE.signed + "\ud800"), "malformed"),
    "withheld, and nothing says of what": (
        resigned(ONE, value_hash="any")._replace(value=None, salt=""),
        "malformed",
    ),
    "salt kept after erasure": (ONE._replace(value=None), "malformed"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_an_entry_that_was_tampered_with_never_enters_and_says_why(name: str) -> None:
    one, reason = REFUSED[name]
    digest = sha256(one.signed.encode("utf-8", "surrogatepass")).hexdigest()
    assert verify([one]) == [RefusedEntry(digest, reason)]


def test_a_digit_cannot_slide_from_the_salt_to_the_answer_and_keep_its_hash() -> None:
    salt = "5a" * 15 + "53"
    honest = with_value("70", salt)
    assert isinstance(verify([honest])[0], Entry)
    slid = honest._replace(salt=salt[:-1], value="370")
    assert [one.reason for one in verify([slid]) if isinstance(one, RefusedEntry)] == ["malformed"]


def test_one_bad_entry_takes_no_other_with_it_and_the_order_is_kept() -> None:
    chain = strings(3)
    first, refused, last = verify([chain[0], REFUSED["changed answer"][0], chain[2]])
    assert isinstance(first, Entry)
    assert isinstance(last, Entry)
    assert (strings_of(first), strings_of(last)) == (chain[0], chain[2])
    assert isinstance(refused, RefusedEntry)
    assert first.data == "Réunion d’équipe chaque mois 1"
    assert (first.link.seq, last.link.seq) == (1, 3)


def test_a_field_that_a_later_version_adds_is_kept() -> None:
    one = resigned(ONE, mood="serein")
    (entry,) = verify([one])
    assert isinstance(entry, Entry)
    assert '"mood": "serein"' in entry.signed


def test_nothing_received_is_nothing_verified() -> None:
    assert verify([]) == []
    assert list(verify_many([[], []])) == [[], []]


def test_several_processes_find_exactly_what_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "MIN_SHARED", 10)
    lists = [strings(6), [one for one, _reason in REFUSED.values()], [], strings(2)] * 3
    alone = list(verify_many(lists, workers=1))
    assert list(verify_many(iter(lists), workers=2)) == alone
    assert verify(lists[1], workers=2) == alone[1]


def test_a_folder_is_read_as_it_is_verified_and_cancelling_leaves_no_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(verifying, "MIN_SHARED", 2)
    asked: list[int] = []

    def folder() -> Any:
        for number in range(500):
            asked.append(number)
            yield strings(2)

    results = verify_many(folder(), workers=2)
    assert len(next(results)) == 2
    results.close()
    assert len(asked) < 20
    assert multiprocessing.active_children() == []


def test_processes_have_work_while_a_group_is_written_and_large_dossiers_do_not_pile_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(verifying, "MIN_SHARED", 2)
    asked: list[int] = []

    def folder() -> Any:
        for number in range(100):
            asked.append(number)
            yield strings(2)

    with closing(verify_many(folder(), workers=2)) as small:
        next(small)
        assert len(asked) == 17, "sixteen wait, the most that is written at once"
    asked.clear()
    monkeypatch.setattr(verifying, "MAX_AHEAD", 6)
    with closing(verify_many(folder(), workers=2)) as large:
        next(large)
        assert len(asked) == 5, "two for each process, however large"


NOWHERE = """
import multiprocessing
from cap_tui.exchange import verifying
from tests.corpus.honest_bundle import strings
if __name__ == "__main__":
    multiprocessing.set_executable("/nowhere/python")
    verifying.MIN_SHARED = 2
    parts = [strings(4), strings(4)]
    print(list(verifying.verify_many(parts, workers=2)) == list(verifying.verify_many(parts, workers=1)))
"""

DAEMON = """
import multiprocessing
from cap_tui.exchange import verifying
from tests.corpus.honest_bundle import strings
def inside():
    verifying.MIN_SHARED = 2
    print(sum(map(len, verifying.verify_many([strings(4), strings(4)], workers=2))) == 8, flush=True)
if __name__ == "__main__":
    child = multiprocessing.get_context("spawn").Process(target=inside, daemon=True)
    child.start()
    child.join()
"""


@pytest.mark.parametrize("program", [NOWHERE, DAEMON])
def test_where_no_process_can_be_started_all_is_verified_here(tmp_path: Path, program: str) -> None:
    path = tmp_path / "program.py"
    path.write_text(program, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, path], capture_output=True, text=True, check=False, env=ENVIRONMENT, timeout=60
    )
    assert done.stdout == "True\n", done.stderr


def test_a_process_that_dies_costs_no_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "MIN_SHARED", 2)
    parts = [strings(4)] * 12
    results = verify_many(parts, workers=2)
    found = [next(results)]
    for child in multiprocessing.active_children():
        child.kill()
    found += list(results)
    assert found == list(verify_many(parts, workers=1))


PROGRAM = """
import multiprocessing, time
from cap_tui.exchange import verifying
from tests.corpus.honest_bundle import strings
if __name__ == "__main__":
    verifying.MIN_SHARED = 2
    results = verifying.verify_many([strings(4)] * 50, workers=2)
    next(results)
    print(*[child.pid for child in multiprocessing.active_children()], flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_program_that_is_killed_leaves_no_process_behind(tmp_path: Path) -> None:
    path = tmp_path / "program.py"
    path.write_text(PROGRAM, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, path],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=ENVIRONMENT,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        children = [int(pid) for pid in process.stdout.readline().split()]
        process.send_signal(signal.SIGKILL)
    assert len(children) == 2
    deadline = time.monotonic() + 10
    while any(_alive(pid) for pid in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(_alive(pid) for pid in children)


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
