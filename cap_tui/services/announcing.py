"""What a preview says of entries in words: which criteria, which people, whose entries are missing."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from cap_tui.core.fingerprints import fingerprint, spaced
from cap_tui.core.kinds import ANNOTATION, OPINION, PRIVATE, RETAINED, rest_of
from cap_tui.core.text import one_line
from cap_tui.i18n import _, language, ngettext
from cap_tui.services.naming import person_of
from cap_tui.services.taking_part import participant_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cap_tui.core.entries import Entry
    from cap_tui.core.log import Log
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.core.review import Participant


def criterion_of(entry: Entry) -> str:
    """Return the criterion id that an entry says it is about, empty for none."""
    draft = entry.draft
    if draft.kind == OPINION:
        return draft.target.partition("/")[2]
    if draft.kind == RETAINED:
        return rest_of(draft.target)
    if draft.kind in (ANNOTATION, PRIVATE) and isinstance(draft.value, dict):
        said = draft.value.get("criterion")
        return said if isinstance(said, str) else ""
    return ""


def criteria_of(entries: Iterable[Entry], questionnaire: Questionnaire) -> tuple[tuple[str, str, int], ...]:
    """Return code, title and number of entries of each criterion they are about, in reading order.

    Last, together and under a dash, those about criteria that this version of the questionnaire does not have.
    """
    counts = Counter(map(criterion_of, entries))
    elsewhere = sum(count for key, count in counts.items() if key and key not in questionnaire.criteria)
    rest = [("—", _("Questions of other versions"), elsewhere)] if elsewhere else []
    return (
        *(
            (item.code, one_line(item.title.get(language())), counts[key])
            for key, item in questionnaire.criteria.items()
            if counts[key]
        ),
        *rest,
    )


def people_of(log: Log, known: Collection[str]) -> tuple[Participant, ...]:
    """Return who takes part and was not known."""
    return tuple(participant_in(log, person) for person in log.people() if person not in known)


def missing_by_author(log: Log) -> dict[str, int]:
    """Return public key to how many entries of their chains have not arrived."""
    seqs: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for entry in log:
        link = entry.link
        seqs[link.author, link.installation].add(link.seq)
    found: Counter[str] = Counter()
    for (author, _chain), numbers in seqs.items():
        found[author] += max(numbers) - len(numbers)
    return {author: count for author, count in found.items() if count}


def forked_by_author(log: Log) -> dict[str, int]:
    """Return public key to how many places of their chains hold several entries."""
    found_at = [(link.author, link.installation, link.seq) for entry in log if (link := entry.link)]
    if len(set(found_at)) == len(found_at):
        return {}
    places = Counter(found_at)
    found: Counter[str] = Counter()
    for (author, _chain, _seq), count in places.items():
        found[author] += count > 1
    return {author: count for author, count in found.items() if count}


def gaps_in(log: Log) -> tuple[str, ...]:
    """Return, for each person of whom entries are missing, a sentence."""
    return tuple(
        ngettext(
            "{count} entry of {name} has not arrived yet",
            "{count} entries of {name} have not arrived yet",
            count,
        ).format(count=count, name=name_of(log, author))
        for author, count in missing_by_author(log).items()
    )


def forks_in(log: Log) -> tuple[str, ...]:
    """Return, for each person who wrote twice in the same place, a sentence."""
    return tuple(
        ngettext(
            "{name} wrote {count} entry twice, from two copies of the same data: both versions are kept",
            "{name} wrote {count} entries twice, from two copies of the same data: both versions are kept",
            count,
        ).format(count=count, name=name_of(log, author))
        for author, count in forked_by_author(log).items()
    )


def name_of(log: Log, author: str) -> str:
    """Return what to call whoever holds a key: their name here, else their fingerprint."""
    name = person_of(log, log.participant(author))["name"]
    return name or spaced(fingerprint(author))
