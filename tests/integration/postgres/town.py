"""A protected shared database, and the computers of the people who each have a login of their own there."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import psycopg

from cap_tui.core.fingerprints import fingerprint
from cap_tui.services.network.shared_logins import add_login, prepare
from cap_tui.services.workspace import Workspace
from tests.building import environment

if TYPE_CHECKING:
    from pathlib import Path

    from cap_tui.core.permissions import Role
    from cap_tui.services.dossier import Dossier
    from tests.postgres import Server


class Town:
    """Everyone on one database; names of people are those of their logins."""

    def __init__(self, server: Server, name: str, prepared: Path, root: Path) -> None:
        self.server, self.name = server, server.make(name)
        self._prepared, self._root = prepared, root
        self._passwords: dict[str, str] = {}
        self._opened: list[Workspace] = []
        self.owner = self._open("owner", server.address(self.name))
        prepare(self.owner)

    def folder(self, who: str) -> Path:
        """Return the data folder of someone's computer."""
        folder = self._root / who
        if not folder.exists():
            shutil.copytree(self._prepared, folder)
        return folder

    def _open(self, who: str, address: str | None) -> Workspace:
        workspace = Workspace(self.folder(who), environment(f"{who} {len(self._opened)}"), address)
        self._opened.append(workspace)
        return workspace

    def address(self, who: str) -> str:
        """Return the address that a person was given, with their password."""
        return f"postgresql+psycopg://{who}:{self._passwords[who]}@/{self.name}?host={self.server.root}"

    def alone(self, who: str) -> Workspace:
        """Open the person's own file; they have their name and their key."""
        workspace = self._open(who, None)
        workspace.rename_profile(who)
        return workspace

    def person(self, who: str, *, coordinator: bool = False) -> Workspace:
        """Give someone a login, and open the shared database from their computer."""
        if who not in self._passwords:
            alone = self.alone(who)
            _person, self._passwords[who] = add_login(
                self.owner, who, alone.profile.key.public, coordinator=coordinator
            )
        return self._open(who, self.address(who))

    def remember(self, who: str, password: str) -> None:
        """Note the password of a login that was made by hand."""
        self._passwords[who] = password

    def other_key(self, who: str) -> Workspace:
        """Open the shared database with someone's login, from a computer that has another key."""
        folder = self.folder(f"{who} ailleurs")
        workspace = Workspace(folder, environment(f"{who} elsewhere"), self.address(who))
        self._opened.append(workspace)
        return workspace

    def invite(self, dossier: Dossier, guest: Workspace, role: Role) -> None:
        """Give someone a role over the fingerprint they read on the phone."""
        dossier.grant(fingerprint(guest.profile.key.public), role, name=guest.profile_name())

    def psql(self, who: str) -> psycopg.Connection[Any]:
        """Return what the person reaches with nothing but their password."""
        return psycopg.connect(
            host=str(self.server.root), dbname=self.name, user=who, password=self._passwords[who]
        )

    def close(self) -> None:
        """Leave nothing on the server."""
        for workspace in self._opened:
            workspace.close()
        self.server.drop(self.name)
        for who in self._passwords:
            self.server.run(f'DROP ROLE IF EXISTS "{who}"')
