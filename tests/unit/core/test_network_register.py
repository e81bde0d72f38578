from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import Any

import pytest

from cap_tui.core.network.certificates import Event, GroupState, Threat, deadlines, standings
from cap_tui.core.network.figures import day_of, figures
from cap_tui.core.network.register import Certificate, Engagement, Headcount, Record, groups_of
from tests.registers import FOUR, ONE, THREE, TWO, certificate, member, record

TODAY = date(2026, 11, 23)


def test_an_engagement_written_twice_is_one_and_a_date_found_later_completes_it() -> None:
    known = record().with_engagement(Engagement("cap")).with_engagement(Engagement("cap", date(2017, 3, 1)))
    assert known.engagements == (Engagement("cap", date(2017, 3, 1)),)
    assert known.with_engagement(Engagement("cap")) == known
    ended = known.with_engagement(Engagement("cap", date(2017, 3, 1), date(2019, 1, 1)))
    assert ended.engagements == (Engagement("cap", date(2017, 3, 1), date(2019, 1, 1)),)


def test_a_second_period_and_another_approach_stay_beside_the_first_in_the_order_of_the_network() -> None:
    lines = [
        Engagement("cedre", date(2012, 1, 1)),
        Engagement("cap", date(2021, 1, 1)),
        Engagement("cap", date(2017, 1, 1)),
    ]
    for order in permutations(lines):
        known = record()
        for line in order:
            known = known.with_engagement(line)
        assert known.engagements == (lines[2], lines[1], lines[0])


def test_a_renewed_certificate_does_not_erase_the_former_so_that_past_years_still_count_it() -> None:
    former = certificate(number="A1", issued=date(2015, 5, 1), expires=date(2018, 4, 30))
    renewed = certificate(number="A1", issued=date(2018, 5, 1), expires=date(2021, 4, 30))
    known = record().with_certificate(former).with_certificate(renewed)
    assert known.certificates == (former, renewed)
    assert figures([known], date(2017, 12, 31)).certified == {"cedre-iso": 1}


def test_what_a_certificate_lacks_is_completed_and_its_group_becomes_one_of_the_structure() -> None:
    known = record().with_certificate(Certificate("cedre", number="A1"))
    known = known.with_certificate(Certificate("cedre", group="Groupe fictif", issued=date(2025, 1, 1)))
    assert known.certificates == (Certificate("cedre", "A1", group="Groupe fictif", issued=date(2025, 1, 1)),)
    assert known.groups == ("Groupe fictif",)


def test_two_lines_that_a_third_makes_alike_become_one() -> None:
    """Else reading back what was written would join them, and say that something changed."""
    numbered = Certificate("cedre", "A1", issued=date(2015, 1, 1))
    bare = Certificate("cedre", issued=date(2018, 1, 1))
    known = record().with_certificate(numbered).with_certificate(bare)
    assert len(known.certificates) == 2
    known = known.with_certificate(Certificate("cedre", "A1", issued=date(2018, 1, 1)))
    assert len(known.certificates) == 2
    assert {one.number for one in known.certificates} == {"A1"}


def _certified(siret: str, name: str, **dates: Any) -> Record:
    return record(siret, name).with_certificate(certificate(**dates))


def test_what_expired_comes_first_then_what_comes_within_the_days_asked() -> None:
    records = [
        _certified(ONE, "Passée", expires=date(2026, 11, 22)),
        _certified(TWO, "Ce jour", expires=TODAY),
        _certified(THREE, "Bientôt", surveillance=date(2026, 12, 23)),
        _certified(FOUR, "Loin", surveillance=date(2026, 12, 24)),
    ]
    found = [(one.member.name, one.event, one.days) for one in deadlines(records, TODAY, 30)]
    assert found == [
        ("Passée", Event.EXPIRED, -1),
        ("Ce jour", Event.EXPIRES, 0),
        ("Bientôt", Event.SURVEILLANCE, 30),
    ]


def test_a_certificate_that_was_renewed_or_whose_structure_left_is_not_said_to_expire() -> None:
    old = certificate(issued=date(2022, 6, 1), expires=date(2025, 5, 31))
    renewed = record(ONE).with_certificate(old).with_certificate(certificate())
    left = Record(member(TWO, gone=date(2026, 1, 1))).with_certificate(old)
    assert deadlines([renewed, left], TODAY, 90) == ()
    assert [one.event for one in deadlines([record(THREE).with_certificate(old)], TODAY, 90)] == [
        Event.EXPIRED
    ]


def test_a_surveillance_whose_day_is_past_stays_until_another_is_written() -> None:
    (one,) = deadlines([_certified(ONE, "Oubliée", surveillance=date(2026, 11, 1))], TODAY, 0)
    assert (one.event, one.days) == (Event.SURVEILLANCE, -22)


def _group(*records: Record) -> list[tuple[str, GroupState, int, list[tuple[Threat, str]]]]:
    (group,) = groups_of(records)
    return [
        (one.scheme, one.state, one.certified, [(risk.threat, risk.member.name) for risk in one.risks])
        for one in standings(group, TODAY, {TWO: 2})
    ]


def test_one_member_without_a_valid_certificate_or_with_a_major_finding_puts_the_certificate_of_all_at_risk() -> (
    None
):
    grouped = certificate(group="G")
    sound = record(ONE, "Saine").with_certificate(grouped)
    majors = record(TWO, "Écart").with_certificate(grouped)
    bare = record(THREE, "Sans").with_groups(["G"])
    alone = record(FOUR, "Seule").with_certificate(certificate()).with_groups(["G"])
    late = record(FOUR, "Échue").with_certificate(certificate(group="G", expires=date(2026, 11, 22)))
    assert _group(sound) == [("cedre-iso", GroupState.CERTIFIED, 1, [])]
    assert _group(sound, majors) == [("cedre-iso", GroupState.AT_RISK, 2, [(Threat.MAJORS, "Écart")])]
    assert _group(sound, bare) == [("cedre-iso", GroupState.AT_RISK, 1, [(Threat.MISSING, "Sans")])]
    assert _group(sound, alone) == [("cedre-iso", GroupState.AT_RISK, 1, [(Threat.MISSING, "Seule")])]
    assert _group(sound, late) == [("cedre-iso", GroupState.AT_RISK, 1, [(Threat.EXPIRED, "Échue")])]
    assert _group(late) == [("cedre-iso", GroupState.NOT_CERTIFIED, 0, [(Threat.EXPIRED, "Échue")])]
    assert _group(bare) == [("", GroupState.NOT_CERTIFIED, 0, [])]


def test_a_member_that_left_the_network_threatens_its_group_no_more() -> None:
    sound = record(ONE, "Saine").with_certificate(certificate(group="G"))
    left = Record(member(TWO, "Partie", gone=date(2026, 1, 1))).with_groups(["G"])
    assert _group(sound, left) == [("cedre-iso", GroupState.CERTIFIED, 1, [])]


def test_a_year_counts_who_was_there_on_its_last_day_and_entered_within_it() -> None:
    records = [
        Record(member(ONE, kinds=("AI", "ACI"), joined=date(2018, 1, 1))),
        Record(member(TWO, kinds=("AI",), gone=date(2017, 12, 30))),
        Record(member(THREE, kinds=(), joined=date(2017, 12, 31)))
        .with_engagement(Engagement("cap", date(2017, 12, 31)))
        .with_engagement(Engagement("cedre", date(2010, 1, 1), date(2016, 12, 31))),
        Record(member(FOUR, kinds=("AI", "EI"))).with_engagement(Engagement("cap", date(2016, 12, 31))),
    ]
    found = figures(records, date(2017, 12, 31))
    assert found.structures == 2
    assert found.kinds == {"AI": 1, "EI": 1, "": 1}
    assert (found.entered, found.engaged, found.engaged_any) == ({"cap": 1}, {"cap": 2}, 2)
    assert (found.certified, found.certified_any) == ({}, 0)


def test_the_year_that_runs_is_counted_today() -> None:
    assert day_of(2026, TODAY) == TODAY
    assert day_of(2017, TODAY) == date(2017, 12, 31)


def test_fictional_structures_are_counted_only_where_there_is_no_other() -> None:
    real, made_up = record(ONE), Record(member(TWO, fictional=True))
    assert figures([real, made_up], TODAY).structures == 1
    alone = figures([made_up], TODAY)
    assert (alone.structures, alone.fictional) == (1, True)


@pytest.mark.parametrize(("women", "men"), [(3, 4), (0, 0)])
def test_counting_a_body_again_replaces_the_count_of_that_year_only(women: int, men: int) -> None:
    known = (
        record().with_headcount(Headcount(2025, "board", 1, 1)).with_headcount(Headcount(2026, "board", 2, 2))
    )
    known = known.with_headcount(Headcount(2026, "board", women, men))
    assert known.headcounts == (Headcount(2025, "board", 1, 1), Headcount(2026, "board", women, men))
