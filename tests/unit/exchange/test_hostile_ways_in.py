"""Every way by which a text of someone else comes in: what gets in is text that no terminal obeys, or nothing does."""

from __future__ import annotations

import json

import pytest

from cap_tui.catalogue.strict_yaml import YamlRefusedError, read_yaml
from cap_tui.exchange.bundle import pack, peek
from cap_tui.exchange.cards import CardError, identity_card, read_card
from cap_tui.services.contacts import contact_for
from cap_tui.services.profile import kept_name
from tests.building import START
from tests.corpus.honest_bundle import CREATED, NAME, QUESTIONNAIRE, sender, strings
from tests.corpus.hostile_texts import ALL, PROGRAMS, READER, TERMINAL, obeyed

HOSTILE = pytest.mark.parametrize("text", ALL.values(), ids=ALL)


@HOSTILE
def test_the_names_of_a_bundle(text: str) -> None:
    made = pack(
        strings(1), {NAME: QUESTIONNAIRE}, sender(), assessment="a" * 64, name=text, organisation=text, audience="peer",
        created=CREATED, program=text,
    )  # fmt: skip
    told = peek(made)
    assert obeyed(told.name + told.organisation + told.program) == []


@HOSTILE
def test_the_names_of_a_card(text: str) -> None:
    try:
        card = read_card(identity_card(sender(), text, text, START))
    except CardError:
        assert not kept_name(text)  # nothing was left of it
    else:
        assert obeyed(card.name + card.organisation) == []


@HOSTILE
def test_the_names_of_those_who_write_and_are_known(text: str) -> None:
    contact = contact_for(sender().public, text, text, START)
    assert obeyed(kept_name(text) + contact.name + contact.organisation) == []
    assert "\n" not in kept_name(text) + contact.name


@pytest.mark.parametrize("quoted", [True, False], ids=["escaped", "as it is"])
@HOSTILE
def test_the_texts_of_a_questionnaire(text: str, *, quoted: bool) -> None:
    raw = json.dumps(text) if quoted else "|\n  " + text.replace("\n", "\n  ")
    try:
        document = read_yaml(f"title: {raw}\n".encode(errors="surrogatepass"))
    except YamlRefusedError:
        return
    assert document.flaws or obeyed(str(document.data["title"])) == []


def test_a_questionnaire_is_refused_rather_than_changed() -> None:
    for name, text in TERMINAL.items():
        with pytest.raises(YamlRefusedError):
            read_yaml(f"title: |\n  {text}\n".encode())
        assert name
    kept = {name: text for name, text in PROGRAMS.items() if "\n" not in text and "\t" not in text}
    for text in (*kept.values(), READER["right to left name"], READER["Hebrew name"]):
        assert read_yaml(f"title: {json.dumps(text, ensure_ascii=False)}\n".encode()).data == {"title": text}
