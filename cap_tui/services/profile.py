"""Who is writing: a name, a signing key, and the id of this installation; made at the first run."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cap_tui.core.errors import N_, CapError
from cap_tui.core.text import one_line
from cap_tui.exchange.keys import SigningKey
from cap_tui.storage.engine import explained
from cap_tui.storage.files import private_folder

if TYPE_CHECKING:
    from cap_tui.services.environment import Environment

PROFILE = "profile.json"


class UnreadableProfileError(CapError):
    """The profile file cannot be used."""

    sentence = N_(
        "The profile {path} is damaged. Put it back from a copy of your data folder, or move it away to start a new profile."
    )


@dataclass(frozen=True, slots=True)
class Profile:
    """The person at the keyboard.

    Attributes:
        name: As shown in the history; may be empty.
        key: Signs what they write.
        installation: Random id of this copy of the program.
    """

    name: str
    key: SigningKey
    installation: str


def load_profile(folder: Path, environment: Environment) -> Profile:
    """Return the profile of a data folder, making it the first time.

    Raises:
        CapError: The profile or its key is damaged; both files are left as they are.
    """
    path = folder / PROFILE
    if not path.exists():
        return _first_run(folder, environment)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        name, key, installation = (str(data[field]) for field in ("name", "key", "installation"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableProfileError(path=path) from error
    return Profile(name, SigningKey.load(folder / "keys" / f"{key}.pem"), installation)


def _first_run(folder: Path, environment: Environment) -> Profile:
    with explained(folder):
        key = SigningKey.generate()
        kept = private_folder(folder / "keys") / f"{key.public[:16]}.pem"
        key.save(kept)
        profile = Profile("", key, environment.new_id())
        partial = _partial(folder, profile)
        try:
            _put_first(partial, folder / PROFILE)
        except FileExistsError:  # another instance was first: one person, one key
            kept.unlink()
            return load_profile(folder, environment)
        finally:
            partial.unlink(missing_ok=True)
    return profile


def _put_first(partial: Path, path: Path) -> None:
    """Give a whole file its name, unless another instance has done so.

    Raises:
        FileExistsError: There is already a file of this name; it is left as it is.
    """
    try:
        os.link(partial, path)
    except FileExistsError:
        raise
    except OSError:  # USB sticks in FAT have no links: created only if absent, and written in one piece
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(partial.read_bytes())
            file.flush()
            os.fsync(file.fileno())


def save_profile(folder: Path, profile: Profile) -> None:
    """Write the profile beside and rename it into place.

    Raises:
        CapError: It could not be written; the former one is whole.
    """
    path = folder / PROFILE
    with explained(path):
        _partial(folder, profile).replace(path)


def _partial(folder: Path, profile: Profile) -> Path:
    """Write the profile under a name of its own, on the disk when this returns."""
    data = {
        "name": one_line(profile.name, limit=120),
        "key": profile.key.public[:16],
        "installation": profile.installation,
    }
    handle, name = tempfile.mkstemp(prefix="profile-", suffix=".partial", dir=folder)  # 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(data, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)
