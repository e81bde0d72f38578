"""A PostgreSQL server of the tests' own: no network, nothing kept, one database for each data folder."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from cap_tui.storage.addresses import read_address
from cap_tui.storage.server_opening import open_server
from tests.databases import MARK

if TYPE_CHECKING:
    from datetime import datetime

    from cap_tui.storage.opened import Opened

_copytree = shutil.copytree

PLACES = ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt")
"""Where systems put the server's programs, outside of the PATH."""

PREFIX = "cap-tui-pg-"
TEMPLATE = "migrated"
ROOM = 3 * 2**30
"""Bytes of memory that a server and the databases of one test may take, for two of them."""

OWNER = "postgres"
PASSWORD = "mot-de-passe-fictif"  # noqa: S105 - of a server that lives as long as the tests

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "fsync": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "16MB",
    "max_connections": "200",
    "autovacuum": "off",
    "checkpoint_timeout": "1h",
    "max_wal_size": "2GB",
    "lc_messages": "C",
    "jit": "off",
}

ACCESS = "local all guest,+cap_tui_person scram-sha-256\nlocal all all trust\n"
"""Only the folder's owner reaches the socket; people give their password, the administrator does not."""


class NoServerError(Exception):
    """PostgreSQL is not installed here."""


@cache
def programs() -> Path:
    """Return the folder of the server's programs, of the newest version found.

    Raises:
        NoServerError: There is none.
    """
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    places = [place for root in PLACES for place in Path(root).glob("*/bin/initdb")]
    if not places:
        message = "PostgreSQL is not installed: nothing was tested on it (apt-get install postgresql)."
        raise NoServerError(message)
    return max(places, key=lambda place: [int(part) for part in place.parts if part.isdecimal()]).parent


def _quickest() -> str:
    """Return where nothing is written to a disk, when there is room."""
    memory = Path("/dev/shm")  # noqa: S108 - the folder made there is its owner's alone
    if memory.is_dir() and shutil.disk_usage(memory).free > ROOM:
        return str(memory)
    return tempfile.gettempdir()


def _as_owner() -> dict[str, Any]:
    """Return who runs the server: it refuses to be run by root."""
    if os.geteuid():
        return {}
    owner = pwd.getpwnam(OWNER)
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def _remove_abandoned(binaries: Path) -> None:
    """Stop the servers of tests that were killed before they could."""
    for root in Path(_quickest()).glob(f"{PREFIX}*"):
        owner = root.name.removeprefix(PREFIX).partition("-")[0]
        try:
            os.kill(int(owner), 0)
        except ProcessLookupError:
            stop = [
                str(binaries / "pg_ctl"),
                "stop",
                "-D",
                str(root / "data"),
                "--mode",
                "immediate",
                "--silent",
            ]
            subprocess.run(stop, cwd="/", capture_output=True, check=False, **_as_owner())
            shutil.rmtree(root, ignore_errors=True)
        except (ValueError, PermissionError):  # not ours to judge
            continue


class Server:
    """A server in a folder of its own, reached by its socket."""

    def __init__(self) -> None:
        binaries = programs()
        _remove_abandoned(binaries)
        # A socket's path: 107 characters at most.
        self.root = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=_quickest()))
        self._binaries, self._data = binaries, self.root / "data"
        self._line: psycopg.Connection[Any] | None = None
        if not os.geteuid():
            shutil.chown(self.root, OWNER, OWNER)
        self._run(
            "initdb", "--no-sync", "--auth=trust", "--encoding=UTF8", "--username", OWNER, "--locale=C.UTF-8",
            "--locale-provider=icu", "--icu-locale=fr-FR",  # sorts as France does: nothing may rely on byte order
        )  # fmt: skip
        lines = [f"{name} = '{value}'" for name, value in SETTINGS.items()]
        with (self._data / "postgresql.conf").open("a") as file:
            file.write("\n".join([*lines, f"unix_socket_directories = '{self.root}'", ""]))
        (self._data / "pg_hba.conf").write_text(ACCESS)
        self.start()
        self.make(TEMPLATE, "template0")
        open_server(read_address(self.address(TEMPLATE))).engine.dispose()
        self.run(f"CREATE ROLE guest LOGIN PASSWORD '{PASSWORD}'")

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [self._binaries / program, "-D", self._data, *arguments],
            cwd=self.root, capture_output=True, text=True, check=False, **_as_owner(),
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._run("pg_ctl", "start", "--wait", "--silent", "--log", str(self.root / "log"))

    def stop(self) -> None:
        """Stop it as an administrator in a hurry does: every line is cut."""
        self._hang_up()
        self._run("pg_ctl", "stop", "--wait", "--silent", "--mode", "fast")

    def remove(self) -> None:
        """Stop it and leave nothing."""
        self._hang_up()
        self._run("pg_ctl", "stop", "--wait", "--silent", "--mode", "immediate")
        shutil.rmtree(self.root, ignore_errors=True)

    def address(self, database: str, user: str = OWNER) -> str:
        """Return the address of a database, as a person would write it."""
        return f"postgresql+psycopg://{user}@/{database}?host={self.root}"

    def connect(self, database: str = OWNER) -> psycopg.Connection[Any]:
        """Return a plain connection, each statement for itself."""
        return psycopg.connect(host=str(self.root), dbname=database, user=OWNER, autocommit=True)

    def _hang_up(self) -> None:
        if self._line is not None:
            self._line.close()
            self._line = None

    @property
    def _administrator(self) -> psycopg.Connection[Any]:
        """A line kept from one test to the next: most of them make and drop a database."""
        if self._line is None:
            self._line = self.connect()
        return self._line

    def run(self, statement: str) -> None:
        """Run a statement of an administrator."""
        self._administrator.execute(statement.encode())

    def make(self, name: str, source: str = TEMPLATE) -> str:
        """Copy a database, whoever is in it, and return the name of the copy."""
        if source not in (TEMPLATE, "template0"):
            self._administrator.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (source,)
            )
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{source}" STRATEGY file_copy')
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever is in it."""
        self.run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


class Databases:
    """Stands where a data folder finds its own database: each gets one on the server, and a copied folder a copy of it."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.made: list[str] = []

    def open(self, folder: Path, _now: datetime) -> Opened:
        """Open the database of a folder, made from the template or from that of the folder it was copied from."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return open_server(read_address(self.server.address(self.name(folder))))

    def copytree(self, *given: Any, **options: Any) -> Path:
        """Copy a data folder as `shutil` does, with its database as it is at this moment."""
        done = Path(_copytree(*given, **options))
        if (done / MARK).exists():
            self.name(done)
        return done

    def name(self, folder: Path) -> str:
        """Return the name of the database of a folder."""
        mark = folder / MARK
        known, _, owner = mark.read_text().split("\n", 2) if mark.exists() else (TEMPLATE, "", "")
        if owner == str(folder):
            return known
        name = self.server.make(f"test-{secrets.token_hex(6)}", known)
        self.made.append(name)
        mark.write_text(f"{name}\n{self.server.root}\n{folder}")
        return name

    def forget(self, kept: int) -> None:
        """Remove those made since there were `kept`: a test's, not those of the fixtures that last longer."""
        for name in self.made[kept:]:
            self.server.drop(name)
        del self.made[kept:]
