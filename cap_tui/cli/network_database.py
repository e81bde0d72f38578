"""The commands of a shared database, in the branch `network`."""

from __future__ import annotations

from cap_tui.cli.tree import Branch, Leaf
from cap_tui.core.errors import N_

DATABASE = (
    Branch(
        "database",
        N_("Prepare the shared database, and say who may enter."),
        (
            Leaf(
                "prepare",
                "network_database:DatabaseCommands.prepare",
                N_(
                    "Set the rules of the shared database up; its owner runs it once, and after each new version."
                ),
            ),
            Leaf(
                "login",
                "network_database:DatabaseCommands.login",
                N_("Print who may enter the shared database, let someone in or out."),
                N_("add NAME --card FILE [--role coordinator]; remove NAME. The password is shown once."),
            ),
        ),
    ),
    Leaf(
        "copy",
        "network_copy:CopyCommand.copy",
        N_("Copy evaluations and the register between your own file and a shared database."),
        N_(
            "--to ADDRESS or --from ADDRESS; without an evaluation, all of them. Again, only what is new is copied."
        ),
    ),
)
