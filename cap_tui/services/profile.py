"""Who writes here: the people of this installation, their keys, and which of them is at the keyboard."""

from __future__ import annotations

import json
import os
import re
import tempfile
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cap_tui.core.errors import N_, CapError
from cap_tui.core.text import one_line
from cap_tui.exchange.keys import SigningKey
from cap_tui.storage.engine import explained
from cap_tui.storage.files import private_folder
from cap_tui.storage.locks import alone

if TYPE_CHECKING:
    from collections.abc import Callable

    from cap_tui.services.environment import Environment

PROFILE = "profile.json"
LOCK = "profile.lock"
VERSION = 2
LONGEST_NAME = 120
_PUBLIC, _FIRST_KEY = re.compile(r"[0-9a-f]{64}"), re.compile(r"[0-9a-f]{16}")


class UnreadableProfileError(CapError):
    """The profile file cannot be used."""

    sentence = N_(
        "The profile {path} is damaged. Put it back from a copy of your data folder, or move it away to start a new profile."
    )


class NewerProfileError(CapError):
    """The profile file was written by a newer version of the program."""

    sentence = N_(
        "The profile {path} was written by a newer version of cap-tui. Install the newer version to write."
    )


@dataclass(frozen=True, slots=True)
class Profile:
    """The person at the keyboard, able to sign.

    Attributes:
        name: As shown in the history; may be empty.
        key: Signs what they write.
        installation: Random id of this copy of the program.
        organisation: Where they work; may be empty.
    """

    name: str
    key: SigningKey
    installation: str
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """One person of this installation.

    Attributes:
        public: Their public key, 64 hexadecimal digits.
        name: May be empty.
        organisation: May be empty.
        former: Public keys that were theirs before, the last replaced first.
    """

    public: str
    name: str = ""
    organisation: str = ""
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """What the profile file holds.

    Attributes:
        installation: Random id of this copy of the program.
        current: Public key of who was last at the keyboard.
        people: In the order they were added; never empty.
    """

    installation: str
    current: str
    people: tuple[Person, ...]

    def find(self, public: str) -> Person | None:
        """Return whose key this is, or was."""
        named = (person for person in self.people if public == person.public or public in person.former)
        return next(named, None)

    def changed(self, public: str, person: Person) -> Book:
        """Return the book with `person` in the place of whose key is `public`."""
        people = tuple(person if known.public == public else known for known in self.people)
        return replace(self, people=people, current=person.public if self.current == public else self.current)


def key_path(folder: Path, public: str) -> Path:
    """Return where the private key of a public one is kept in a data folder."""
    return folder / "keys" / f"{public[:16]}.pem"


def read_book(folder: Path) -> Book | None:
    """Return what the profile file says, or None when there is none yet.

    The first version of the file held one person, and the start of the public key only.

    Raises:
        CapError: The file is damaged or newer, or the key of a first file is; all is left as it is.
    """
    path = folder / PROFILE
    if not path.exists():
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        version = data.get("version", 1)
        if isinstance(version, int) and version > VERSION:
            raise NewerProfileError(path=path)
        book = _book(data) if version == VERSION else _first_book(folder, data)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableProfileError(path=path) from error
    if book.current not in [person.public for person in book.people]:
        raise UnreadableProfileError(path=path)
    return book


def _book(data: dict[str, Any]) -> Book:
    people = tuple(
        Person(
            _checked(_PUBLIC, item["public"]),
            str(item["name"]),
            str(item["organisation"]),
            tuple(_checked(_PUBLIC, former) for former in item["former"]),
        )
        for item in data["profiles"]
    )
    return Book(str(data["installation"]), str(data["current"]), people)


def _first_book(folder: Path, data: dict[str, Any]) -> Book:
    name, start, installation = (str(data[field]) for field in ("name", "key", "installation"))
    public = SigningKey.load(key_path(folder, _checked(_FIRST_KEY, start))).public
    return Book(installation, public, (Person(public, name),))


def _checked(form: re.Pattern[str], text: object) -> str:
    """Return a key as text; it names a file, so nothing else may pass."""
    if not isinstance(text, str) or not form.fullmatch(text):
        raise ValueError(text)
    return text


def load_book(folder: Path, environment: Environment) -> Book:
    """Return the book of a data folder, making it with a first, nameless person when there is none.

    Raises:
        CapError: It cannot be read or made.
    """
    return read_book(folder) or change_book(folder, environment, lambda book: book)


def change_book(folder: Path, environment: Environment, change: Callable[[Book], Book]) -> Book:
    """Put `change` of the present book in its place, and return it; no other instance changes it meanwhile.

    Raises:
        CapError: It could not be read or written, or `change` refuses; the former one is whole.
    """
    with explained(folder / PROFILE), alone(folder / LOCK):
        present = read_book(folder)
        changed = change(present or _first_run(folder, environment))
        if changed != present:
            _write(folder, changed)
    return changed


def renew_installation(folder: Path, environment: Environment) -> None:
    """Give this copy of the program another id, under which people's chains of entries begin anew.

    Nothing to do where nobody has written yet.

    Raises:
        CapError: The profile could not be read or written; the former one is whole.
    """
    if read_book(folder) is not None:
        change_book(folder, environment, lambda book: replace(book, installation=environment.new_id()))


def _first_run(folder: Path, environment: Environment) -> Book:
    public = new_key(folder, None).public
    return Book(environment.new_id(), public, (Person(public),))


def new_key(folder: Path, passphrase: str | None) -> SigningKey:
    """Return a new key, kept in the data folder.

    Raises:
        CapError: It cannot be written.
    """
    with explained(folder):
        key = SigningKey.generate()
        private_folder(folder / "keys")
        key.save(key_path(folder, key.public), passphrase)
    return key


def load_profile(folder: Path, environment: Environment, passphrase: str | None = None) -> Profile:
    """Return the profile in use in a data folder, making it the first time.

    Raises:
        CapError: The profile or its key is damaged or locked; both files are left as they are.
    """
    book = load_book(folder, environment)
    return profile_of(folder, book, book.current, passphrase)


def profile_of(folder: Path, book: Book, public: str, passphrase: str | None) -> Profile:
    """Return one person of the book, able to sign.

    Raises:
        CapError: The key is lost, damaged or locked, or the passphrase is not the right one.
    """
    person = book.find(public) or Person(public)
    key = SigningKey.load(key_path(folder, person.public), passphrase)
    return Profile(person.name, key, book.installation, person.organisation)


def kept_name(text: str) -> str:
    """Return a name as it is kept: cleaned, on one line, not too long."""
    return one_line(text, limit=LONGEST_NAME)


def _write(folder: Path, book: Book) -> None:
    """Write the book beside and rename it into place, on the disk when this returns."""
    data = {
        "version": VERSION,
        "installation": book.installation,
        "current": book.current,
        "profiles": [asdict(person) for person in book.people],
    }
    handle, name = tempfile.mkstemp(prefix="profile-", suffix=".partial", dir=folder)  # 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(data, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(folder / PROFILE)
    finally:
        with suppress(OSError):  # once in its place, the book is whole, whatever becomes of this name
            Path(name).unlink(missing_ok=True)
