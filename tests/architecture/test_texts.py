from __future__ import annotations

import ast
import re
import socket
import string
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NetworkUsedError
from tools import messages

ROOT = Path(__file__).parents[2]


def test_every_sentence_is_translated_used_and_compiled() -> None:
    assert messages.problems() == []


def test_no_sentence_hides_in_an_f_string_where_extraction_may_miss_it() -> None:
    hidden = []
    for path in (ROOT / "cap_tui").rglob("*.py"):
        for string_node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(string_node, ast.JoinedStr):
                calls = [node.func for node in ast.walk(string_node) if isinstance(node, ast.Call)]
                names = {call.id for call in calls if isinstance(call, ast.Name)}
                hidden += [f"{path.name}:{string_node.lineno}"] if names & {"_", "ngettext"} else []
    assert hidden == []


def _fields(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name}


def _pairs() -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    known: dict[Any, Any] = messages.translations(messages.read())
    for key, text in known.items():
        several = zip(key, text, strict=True) if isinstance(key, tuple) else [(key, text)]
        found += [(str(one), str(other)) for one, other in several]
    return [(one, french) for one, french in found if french]


def test_a_translation_fills_in_the_same_values_as_the_original() -> None:
    wrong = [one for one, french in _pairs() if _fields(one) != _fields(french)]
    assert wrong == []


def test_french_sentences_have_french_typography() -> None:
    straight = [text for _one, text in _pairs() if re.search(r"\w'\w", text)]
    tight = [text for _one, text in _pairs() if re.search(r"[\w»][!?;](?:\s|$)", text)]
    assert (straight, tight) == ([], [])


def test_the_changelog_begins_with_what_is_not_yet_released() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE)[0] == "Unreleased"


@pytest.mark.parametrize("address", [("127.0.0.1", 9), ("192.0.2.1", 80)])
def test_no_test_and_nothing_it_runs_may_use_the_network(address: tuple[str, int]) -> None:
    with socket.socket() as wire, pytest.raises(NetworkUsedError):
        wire.connect(address)
    with socket.socket(type=socket.SOCK_DGRAM) as wire, pytest.raises(NetworkUsedError):
        wire.sendto(b"x", address)
    with pytest.raises(NetworkUsedError):
        socket.getaddrinfo("example.org", 443)
