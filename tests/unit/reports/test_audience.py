from __future__ import annotations

from dataclasses import fields, replace

import pytest

from cap_tui.core.plan import Action
from cap_tui.core.positions import Opinion
from cap_tui.reports.report_data import Audience
from tests.unit.reports.samples import ACTIONS, SECRETS, printed, sample, words


@pytest.fixture(scope="module")
def for_partners() -> str:
    return words(printed(sample(audience=Audience.PARTENAIRES)))


@pytest.fixture(scope="module")
def for_us() -> str:
    return words(printed(sample()))


@pytest.mark.parametrize("secret", SECRETS)
def test_partners_never_read_what_people_wrote_or_who_they_are(
    for_partners: str, for_us: str, secret: str
) -> None:
    assert secret not in for_partners
    assert secret in for_us


@pytest.mark.parametrize(
    "heading", ["Pilote", "Constat", "Preuves", "Participant·es", "Signalé", "À compléter"]
)
def test_partners_see_no_empty_place_where_something_was_taken_out(for_partners: str, heading: str) -> None:
    assert heading not in for_partners


@pytest.mark.parametrize(
    "shown",
    [
        "Réunir le CA chaque trimestre",
        "30/11/2026",
        "● Exemplaire",
        "75 %",
        "Nombre de réunions du CA",
        "Partenaires :",
    ],
)
def test_partners_read_levels_scores_and_the_plan(for_partners: str, shown: str) -> None:
    assert shown in for_partners


def test_nothing_about_people_stays_in_the_file_itself() -> None:
    reader = printed(sample(audience=Audience.PARTENAIRES))
    about = str(reader.metadata) + str(reader.outline)
    assert not [secret for secret in SECRETS if secret in about]


PUBLIC_FIELDS = {
    "id", "number", "title", "criteria", "origin", "axis", "kind", "priority", "effort", "service", "start", "due", "indicator",
    "baseline", "target", "state", "progress", "effectiveness", "effectiveness_date", "order",
}  # fmt: skip


def test_a_field_added_to_actions_stays_private_until_someone_decides() -> None:
    public = sample(audience=Audience.PARTENAIRES).for_its_audience().actions[0]
    kept = {
        field.name
        for field in fields(Action)
        if getattr(public, field.name) == getattr(ACTIONS[0], field.name)
    }
    assert kept <= PUBLIC_FIELDS


def test_texts_and_marks_of_opinions_are_all_taken_out() -> None:
    data = sample(audience=Audience.PARTENAIRES).for_its_audience()
    for opinion in data.opinions.values():
        assert replace(opinion, position=None) == Opinion()
        assert opinion.position is None or opinion.position.reason == ""
