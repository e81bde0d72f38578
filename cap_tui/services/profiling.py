"""The people of this machine: adding one, passing the keyboard, a passphrase, a new key, the invitation card."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cap_tui.core.errors import CapError
from cap_tui.core.fingerprints import fingerprint, parse_start
from cap_tui.exchange.cards import SUFFIX, identity_card
from cap_tui.exchange.keys import LockedKeyError, SigningKey, UnreadableKeyError, WrongPassphraseError
from cap_tui.services.export_places import export_folder, safe_name
from cap_tui.services.profile import (
    Book,
    Person,
    Profile,
    change_book,
    kept_name,
    key_path,
    load_book,
    new_key,
    profile_of,
    read_book,
)
from cap_tui.services.profile_errors import (
    AmbiguousProfileError,
    NamelessProfileError,
    ProfileChangedError,
    ShortPassphraseError,
    UnknownProfileError,
)
from cap_tui.storage.engine import explained

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from cap_tui.services.environment import Environment

SHORTEST_PASSPHRASE = 8


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """One person of this machine, as listed.

    Attributes:
        name: May be empty.
        organisation: May be empty.
        fingerprint: Twenty characters.
        public: Public key, 64 hexadecimal digits.
        current: Whether they are at the keyboard of this instance.
        locked: Whether their key has a passphrase.
    """

    name: str
    organisation: str
    fingerprint: str
    public: str
    current: bool
    locked: bool


class Profiling:
    """The part of a workspace that concerns who writes. There is no removal: what a key signed needs it.

    Who is at the keyboard belongs to this instance: another window may be used by someone else at the same time.
    """

    data_dir: Path
    _environment: Environment
    _profile: Profile | None
    _me: str = ""
    _passphrase: str | None = None
    _offered: str | None = None
    _shared_in: str = ""

    @property
    def profile(self) -> Profile:
        """The person at the keyboard, able to sign; made at the first need.

        Raises:
            LockedKeyError: Their key has a passphrase, not given yet.
            CapError: The profile or its key cannot be read.
        """
        if self._profile is None:
            book, person = self._present()
            self._profile = self._able(book, person.public, self._given())
        return self._profile

    def profile_name(self) -> str:
        """Return the person's name, empty until given."""
        return self._present()[1].name

    def current_profile(self) -> ProfileLine:
        """Return the person at the keyboard, whether or not their key is locked."""
        return self._line(self._present()[1])

    def profiles(self) -> tuple[ProfileLine, ...]:
        """Return everyone of this machine, in the order they were added."""
        return tuple(self._line(person) for person in self._present()[0].people)

    def installation(self) -> str:
        """Return the random id of this copy of the program, another one for each shared database.

        What is written there and in one's own file does not know of the other until it is copied: two chains.
        """
        return self._present()[0].installation + self._shared_in

    def public_keys(self) -> frozenset[str]:
        """Return the public keys of everyone of this machine, those they had before too."""
        return frozenset(
            key for person in self._present()[0].people for key in (person.public, *person.former)
        )

    def own_keys(self) -> tuple[str, ...]:
        """Return the public keys of the person at the keyboard, those they had before too."""
        person = self._present()[1]
        return (person.public, *person.former)

    def profile_locked(self) -> bool:
        """Return whether the passphrase must be given before anything can be written."""
        try:
            self.profile  # noqa: B018 - read for what it raises
        except (LockedKeyError, WrongPassphraseError):
            return True
        except CapError:  # lost or damaged: no passphrase would help
            return False
        return False

    def offer_passphrase(self, passphrase: str | None) -> None:
        """Keep a passphrase that comes from outside, tried when a key is locked and none was typed."""
        self._offered = passphrase or None

    def share_passphrase(self, other: Profiling) -> None:
        """Be the person at the keyboard of another instance on the same data folder, with the passphrase they gave there."""
        self._me, self._passphrase, self._offered = other._me, other._passphrase, other._offered

    def unlock(self, passphrase: str) -> None:
        """Give the passphrase of the person at the keyboard, for as long as this instance lives.

        Raises:
            WrongPassphraseError: It is not the one.
            CapError: The key cannot be read.
        """
        book, person = self._present()
        self._profile = self._able(book, person.public, passphrase)
        self._passphrase = passphrase

    def add_profile(self, name: str, organisation: str = "", passphrase: str | None = None) -> ProfileLine:
        """Make a person with a key of their own; who is at the keyboard does not change.

        Raises:
            NamelessProfileError: The name is empty.
            ShortPassphraseError: The passphrase is too easy to guess.
            CapError: Nothing could be written.
        """
        if not kept_name(name):
            raise NamelessProfileError
        self._present()  # the first person is made before the second
        key = new_key(self.data_dir, _strong(passphrase))
        person = Person(key.public, kept_name(name), kept_name(organisation))
        try:
            self._change(lambda book: replace(book, people=(*book.people, person)))
        except CapError:
            self._drop_unnamed(key.public)
            raise
        return self._line(person)

    def use_profile(self, start: str, passphrase: str | None = None) -> ProfileLine:
        """Pass the keyboard to another person of this machine.

        Args:
            start: Their fingerprint, or enough of its beginning.
            passphrase: Of their key; without it, a locked key stays so and nothing can be written.

        Raises:
            FingerprintError: `start` cannot be the beginning of one.
            UnknownProfileError: Nobody's begins so.
            AmbiguousProfileError: Several do.
            WrongPassphraseError: Nobody was changed.
            CapError: The profile cannot be read or written.
        """
        typed = parse_start(start)
        book, _person = self._present()
        found = [person for person in book.people if fingerprint(person.public).startswith(typed)]
        if len(found) != 1:
            raise (AmbiguousProfileError if found else UnknownProfileError)(start=typed)
        (person,) = found
        chosen = None
        if passphrase:
            chosen = self._able(book, person.public, passphrase)
        self._change(lambda book: replace(book, current=person.public))
        self._me, self._profile, self._passphrase = person.public, chosen, passphrase
        return self._line(person)

    def rename_profile(self, name: str) -> None:
        """Keep the person's name, for what they begin from now on."""
        self._describe(name=kept_name(name))

    def set_organisation(self, organisation: str) -> None:
        """Keep where the person works; empty for nowhere in particular."""
        self._describe(organisation=kept_name(organisation))

    def set_passphrase(self, passphrase: str | None) -> None:
        """Lock the person's keys, the former ones too, with a passphrase; None takes it away.

        Raises:
            ShortPassphraseError: It is too easy to guess.
            LockedKeyError: The present one must be given first.
            CapError: A key could not be written; each is whole, under the old passphrase or the new.
        """
        wanted = _strong(passphrase)
        for key in (*self.former_keys(), self.profile.key):
            path = key_path(self.data_dir, key.public)
            with explained(path):
                key.save(path, wanted, overwrite=True)
        self._passphrase = wanted

    def former_keys(self) -> tuple[SigningKey, ...]:
        """Return the keys that were this person's before, the last replaced first; a lost file is passed over.

        Raises:
            LockedKeyError: They have a passphrase, not given yet.
        """
        found = []
        for public in self._present()[1].former:
            try:
                found.append(SigningKey.load(key_path(self.data_dir, public), self._given()))
            except UnreadableKeyError as error:
                if isinstance(error.__cause__, OSError) and not isinstance(
                    error.__cause__, FileNotFoundError
                ):
                    raise  # it is there: passed over, it would be taken for one that has nothing left to say
                continue
        return tuple(found)

    def replace_key(self) -> tuple[SigningKey, SigningKey]:
        """Give the person a new key, under the same passphrase; return the old one and the new one.

        The old one stays in its file: it has to say, in each dossier, which one follows it.

        Raises:
            LockedKeyError: The passphrase must be given first.
            ProfileChangedError: Another instance has replaced it meanwhile.
            CapError: Nothing could be written.
        """
        mine = self.profile
        old = mine.key
        locked = SigningKey.locked(key_path(self.data_dir, old.public))
        new = new_key(self.data_dir, self._given() if locked else None)

        def succeed(book: Book) -> Book:
            person = book.find(old.public)
            if person is None or person.public != old.public:
                raise ProfileChangedError
            former = (old.public, *person.former)
            return book.changed(old.public, replace(person, public=new.public, former=former))

        try:
            self._change(succeed)
        except CapError:
            self._drop_unnamed(new.public)
            raise
        self._me, self._profile = new.public, replace(mine, key=new)
        return old, new

    def _drop_unnamed(self, public: str) -> None:
        """Take away a key that nobody was given; one that the book does name, in spite of a failure, stays."""
        with suppress(CapError, OSError):
            book = read_book(self.data_dir)
            if book is not None and book.find(public) is None:
                key_path(self.data_dir, public).unlink(missing_ok=True)

    def card_path(self) -> Path:
        """Return where the invitation card is proposed to go: among the person's documents, under their name."""
        mine = self.current_profile()
        return export_folder() / f"carte-{safe_name(mine.name)}-{mine.fingerprint[:5].lower()}{SUFFIX}"

    def write_card(self, path: Path | None = None) -> Path:
        """Write the invitation card of the person at the keyboard and return where it is.

        Args:
            path: Of a file that does not exist yet; by default `card_path`, where an earlier card is replaced.

        Raises:
            NamelessProfileError: A card without a name would help nobody.
            LockedKeyError: The passphrase must be given first.
            ExportError: It cannot be written there.
        """
        from cap_tui.reports.files import write_beside

        mine = self.profile
        if not mine.name:
            raise NamelessProfileError
        card = identity_card(mine.key, mine.name, mine.organisation, self._environment.now())
        place = (path or self.card_path()).absolute()
        with write_beside(place, overwrite=path is None) as temporary:
            temporary.write_bytes(card)
        return place

    def _present(self) -> tuple[Book, Person]:
        """Return the book as it is on the disk, and who is at the keyboard of this instance."""
        book = load_book(self.data_dir, self._environment)
        person = book.find(self._me or book.current) or book.find(book.current)
        if person is None:
            raise ProfileChangedError
        self._me = person.public
        return book, person

    def _able(self, book: Book, public: str, passphrase: str | None) -> Profile:
        found = profile_of(self.data_dir, book, public, passphrase)
        return replace(found, installation=found.installation + self._shared_in)

    def _given(self) -> str | None:
        return self._passphrase or self._offered

    def _line(self, person: Person) -> ProfileLine:
        return ProfileLine(
            name=person.name,
            organisation=person.organisation,
            fingerprint=fingerprint(person.public),
            public=person.public,
            current=person.public == self._me,
            locked=SigningKey.locked(key_path(self.data_dir, person.public)),
        )

    def _change(self, change: Callable[[Book], Book]) -> Book:
        return change_book(self.data_dir, self._environment, change)

    def _describe(self, **words: str) -> None:
        _book, me = self._present()

        def described(book: Book) -> Book:
            person = book.find(me.public) or me
            return book.changed(person.public, replace(person, **words))  # type: ignore[arg-type]  # name, organisation

        self._change(described)
        if self._profile is not None:
            self._profile = replace(self._profile, **words)  # type: ignore[arg-type]  # the same two


def _strong(passphrase: str | None) -> str | None:
    """Return a passphrase worth having, or None for none.

    Raises:
        ShortPassphraseError: It is too short.
    """
    if passphrase is None:
        return None
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise ShortPassphraseError(least=SHORTEST_PASSPHRASE)
    return passphrase
