from __future__ import annotations

import sys
import time
import tracemalloc
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cap_tui.core.errors import CapError
from cap_tui.exchange import archive, bundle
from cap_tui.exchange.bundle import Strings, pack, peek, strings_of, unpack
from cap_tui.exchange.bundle_errors import BundleError, DamagedBundleError, TooLargeBundleError
from cap_tui.exchange.verifying import RefusedEntry, verify
from tests.corpus.honest_bundle import CREATED, NAME, QUESTIONNAIRE, honest, sender, strings
from tests.corpus.hostile_bundles import EXPECTED, hostile_bundles, usual, with_member
from tests.corpus.raw_zip import build

HOSTILE = hostile_bundles()


def packed(**changes: Any) -> bytes:
    arguments: dict[str, Any] = {
        "entries": strings(1), "questionnaires": {NAME: QUESTIONNAIRE}, "key": sender(), "assessment": "a" * 64,
        "name": "Zoé", "organisation": "Les Jardins", "audience": "peer", "created": CREATED, "program": "cap-tui",
    } | changes  # fmt: skip
    return pack(arguments.pop("entries"), arguments.pop("questionnaires"), arguments.pop("key"), **arguments)


def test_the_pair_receives_to_the_letter_what_the_director_sent() -> None:
    received = unpack(honest())
    assert received.entries == tuple(strings(3))
    assert received.questionnaires == {NAME: QUESTIONNAIRE}
    manifest = received.manifest
    assert (manifest.name, manifest.organisation) == ("Zoé Pëtit", "Les Jardins d’Émeraude")
    assert (manifest.format, manifest.audience, manifest.entries) == (1, "peer", 3)
    assert manifest.sender == sender().public
    assert manifest.assessment == "a" * 64
    assert manifest.created == CREATED


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(Strings, TEXT, TEXT, TEXT, st.none() | TEXT), max_size=8), st.binary(max_size=99))
def test_nothing_is_lost_or_changed_on_the_way_whatever_was_written(
    entries: list[Strings], content: bytes
) -> None:
    name = sha256(content).hexdigest()
    received = unpack(packed(entries=entries, questionnaires={name: content}))
    assert received.entries == tuple(entries)
    assert received.questionnaires == {name: content}


def test_the_same_dossier_gives_the_same_file_so_that_a_second_import_is_recognised() -> None:
    two = {NAME: QUESTIONNAIRE, sha256(b"x").hexdigest(): b"x"}
    assert honest() == honest()
    assert packed(questionnaires=two) == packed(questionnaires=dict(reversed(two.items())))
    assert packed() != packed(created="2026-11-23T08:00:01+00:00")


def test_a_withheld_answer_travels_without_its_value_and_without_its_salt() -> None:
    signed, signature, _salt, _value = strings(1)[0]
    withheld = Strings(signed, signature, "", None)
    assert unpack(packed(entries=[withheld])).entries == (withheld,)
    (entry,) = verify([withheld])
    assert not isinstance(entry, RefusedEntry)
    assert entry.value is None
    assert strings_of(entry) == withheld


def test_a_person_is_told_from_whom_a_file_is_before_its_entries_are_opened() -> None:
    assert peek(with_member(2, packed=b"\xff" * 50)).name == "Zoé"
    with pytest.raises(CapError):
        peek(HOSTILE["someone else's name"])


def test_a_name_that_would_mislead_the_eye_or_the_terminal_is_cleaned() -> None:
    for name in ("Zoé\u202e\x1b]52;c;x\x07\n Pëtit", "Zoé]52;c;x Pëtit"):
        assert peek(build(usual(name=name))).name == "Zoé]52;c;x Pëtit"
    assert len(peek(build(usual(organisation="x" * 5_000))).organisation) == 200


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_own_words_in_less_than_a_second(name: str) -> None:
    start = time.process_time()
    with pytest.raises(BundleError) as caught:
        unpack(HOSTILE[name])
    assert time.process_time() - start < 3
    assert type(caught.value).__name__ == EXPECTED[name]
    assert str(caught.value)


@pytest.mark.parametrize("name", [name for name in HOSTILE if "bomb" in name])
def test_a_bomb_never_fills_the_memory(name: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(BundleError):
            unpack(HOSTILE[name])
        assert tracemalloc.get_traced_memory()[1] < 2 * 2**20
    finally:
        tracemalloc.stop()


def test_a_file_larger_than_any_dossier_is_not_even_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_FILE", len(honest()))
    assert len(unpack(honest()).entries) == 3
    with pytest.raises(TooLargeBundleError):
        unpack(honest() + b"\0")


def test_at_least_thirty_five_hostile_files_are_tried() -> None:
    assert len(HOSTILE) > 100
    assert set(HOSTILE) == set(EXPECTED)
    assert len(set(HOSTILE.values())) == len(HOSTILE)


def test_the_files_that_lie_in_one_place_would_open_without_the_lie() -> None:
    assert unpack(build(usual())).entries == tuple(strings(3))


def test_opening_a_hostile_file_writes_nothing_on_the_disk() -> None:
    written: list[object] = []
    watching = True

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        mode = arguments[1] if event == "open" else None
        if watching and (
            event.startswith(("os.", "shutil.")) or (isinstance(mode, str) and set(mode) & set("wax+"))
        ):
            written.append((event, arguments))

    sys.addaudithook(hook)
    for data in HOSTILE.values():
        with pytest.raises(BundleError):
            unpack(data)
    watching = False
    assert written == []


@pytest.mark.parametrize("place", range(0, len(honest()), 7))
def test_no_single_changed_byte_goes_unnoticed(place: int) -> None:
    data = bytearray(honest())
    data[place] ^= 0x20
    try:
        assert unpack(bytes(data)) == unpack(honest())  # a version or date that says nothing
    except BundleError:
        return
    assert place < 30 or data[place - 1 : place + 1] != honest()[place - 1 : place + 1]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_random_damage_never_crashes(data: st.DataObject) -> None:
    whole = bytearray(honest())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(whole)) | st.just(len(whole)))
    try:
        received = unpack(bytes(whole[:end]))
    except BundleError:
        return
    assert received == unpack(honest())


def test_a_dossier_of_a_year_opens_at_once() -> None:
    data = honest(strings(400, text="Nous faisons le point chaque mois avec l’équipe. " * 20))
    start = time.process_time()
    assert len(unpack(data).entries) == 400
    assert time.process_time() - start < 2


def test_the_largest_answers_travel_and_what_nobody_could_open_is_not_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for text in ("é" * 20_000, '"' * 20_000, "\n" * 20_000, "🌱" * 20_000):
        assert unpack(honest(strings(2, text=text))).entries == tuple(strings(2, text=text))
    with pytest.raises(TooLargeBundleError):
        packed(entries=[Strings("x" * 300_000, "", "", None)])
    with pytest.raises(TooLargeBundleError):
        packed(questionnaires={NAME: bytes(17 * 2**20)})
    with pytest.raises(TooLargeBundleError):
        packed(questionnaires={sha256(bytes([one])).hexdigest(): bytes(13_000_000) for one in range(4)})
    with pytest.raises(TooLargeBundleError):
        packed(questionnaires={sha256(bytes([one])).hexdigest(): bytes([one]) for one in range(21)})
    monkeypatch.setattr(bundle, "MAX_ENTRIES_SIZE", 1_000)
    with pytest.raises(TooLargeBundleError):
        honest(strings(20))
    with pytest.raises(TooLargeBundleError):
        unpack(build(usual(b'["","","",null]\n' * 70, entries=70)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"audience": "everyone"},
        {"created": "hier"},
        {"assessment": "A" * 64},
        {"questionnaires": {"../evil": b""}},
    ],
)
def test_a_bundle_that_every_machine_would_refuse_is_refused_here(wrong: dict[str, Any]) -> None:
    with pytest.raises(DamagedBundleError):
        packed(**wrong)
