from __future__ import annotations

from contextvars import copy_context
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from cap_tui.core.errors import N_, CapError
from cap_tui.i18n import _, activate, explain, language, ngettext
from cap_tui.i18n.formats import clock, decimal, long_date, percent, short_date, sort_key
from cap_tui.i18n.typography import typeset
from cap_tui.storage.errors import DiskFullError
from cap_tui.storage.opening import BackupFailedNotice

NBSP = "\u00a0"


@pytest.fixture(autouse=True)
def _french() -> None:
    activate("fr")


def test_the_first_of_the_month_is_1er_in_french_only() -> None:
    assert long_date(date(2026, 12, 1)) == f"1er{NBSP}décembre 2026"
    assert long_date(date(2026, 8, 2)) == f"2{NBSP}août 2026"
    assert short_date(date(2026, 12, 1)) == "01/12/2026"
    activate("en")
    assert long_date(date(2026, 12, 1)) == f"1{NBSP}December 2026"


def test_hours_and_numbers_are_written_as_the_language_does() -> None:
    moment = datetime(2026, 3, 2, 14, 5, tzinfo=UTC)
    assert clock(moment) == f"14{NBSP}h{NBSP}05"
    assert decimal(Fraction(135, 2), 1) == "67,5"
    assert percent(Fraction(135, 2)) == f"68{NBSP}%"
    assert percent(None) == "—"
    activate("en")
    assert (clock(moment), decimal(Fraction(135, 2), 1), percent(Fraction(135, 2))) == (
        "14:05",
        "67.5",
        "68%",
    )


def test_lists_are_sorted_as_a_french_dictionary() -> None:
    names = ["Zoé", "été", "œuvre", "Etat", "ami", "obtus", "état", "Ébène", "officiel"]
    assert sorted(names, key=sort_key) == [
        "ami",
        "Ébène",
        "Etat",
        "état",
        "été",
        "obtus",
        "œuvre",
        "officiel",
        "Zoé",
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Pourquoi ? Parce que : voilà !", f"Pourquoi{NBSP}? Parce que{NBSP}: voilà{NBSP}!"),
        ("« Oui » ; 68 % de 1 200 €", f"«{NBSP}Oui{NBSP}»{NBSP}; 68{NBSP}% de 1{NBSP}200{NBSP}€"),
        ("l'eau d'ici 'cité'", "l’eau d’ici 'cité'"),
        ("http://exemple.fr à 10:30", "http://exemple.fr à 10:30"),
        ("le 12 mars 2026", "le 12 mars 2026"),
        ("{count} %", f"{{count}}{NBSP}%"),
        ("deux\u202f: fines", f"deux{NBSP}: fines"),
    ],
)
def test_no_mark_of_punctuation_begins_a_line(written: str, shown: str) -> None:
    assert typeset(written) == shown
    assert typeset(shown) == shown


class _ShownError(CapError):
    sentence = N_("No evaluation answers to “{reference}”. See the list with: cap-tui list")


def test_what_a_person_typed_is_shown_verbatim_in_a_sentence() -> None:
    typed = "l'été : {reference} [b]"
    assert typed in explain(_ShownError(reference=typed))
    assert "cap-tui list" in explain(_ShownError(reference=typed))


def test_an_error_within_an_error_speaks_the_same_language() -> None:
    inner = DiskFullError(path="/data/cap-tui.db")
    told = explain(BackupFailedNotice(reason=inner))
    assert explain(inner) in told
    assert "disque" in told
    activate("en")
    assert "is full" in explain(BackupFailedNotice(reason=inner))


def test_the_plural_begins_at_two_in_french() -> None:
    shown = [ngettext("{count} action", "{count} actions", count).format(count=count) for count in (0, 1, 2)]
    assert shown == ["0 action", "1 action", "2 actions"]
    activate("en")
    assert ngettext("{count} action", "{count} actions", 0) == "{count} actions"


def test_an_unknown_language_is_french_and_an_empty_message_is_empty() -> None:
    activate("tlh")
    assert language() == "fr"
    assert _("") == ""
    assert ngettext("", "", 0) == ""


def test_two_languages_in_one_process_do_not_disturb_each_other() -> None:
    copy_context().run(activate, "en")
    assert language() == "fr"
