"""What the administration of a shared database refuses, and why."""

from __future__ import annotations

from cap_tui.core.errors import N_, CapError


class NotSharedError(CapError):
    """The data are in a file of this computer."""

    sentence = N_(
        "This is about a shared database, and your evaluations are in a file of this computer. Set "
        "CAP_TUI_DATABASE_URL to the address of the database first."
    )


class NotProtectedError(CapError):
    """Nobody prepared the shared database for several people."""

    sentence = N_(
        "The shared database {path} is not prepared for several people yet. Its owner runs: "
        "cap-tui network database prepare"
    )


class LoginNameError(CapError):
    """A name that the server would take for something else."""

    sentence = N_(
        "“{name}” cannot be a login. Use 2 to 40 small letters without accents, digits or _, a letter first, for example: "
        "director_1"
    )


class LoginTakenError(CapError):
    """The server has a role of that name that is not a login of ours."""

    sentence = N_("The server already has a user “{name}” for something else. Choose another name.")


class KeyTakenError(CapError):
    """Another login signs with that key."""

    sentence = N_(
        "The login “{name}” already has this key: one person, one login. Remove it first, or check the fingerprint."
    )


class NoKeyError(CapError):
    """Neither a key nor a card, or both."""

    sentence = N_("Say whose key it is, by --card FILE (the card that the person sent) or by --public KEY.")


class PublicKeyError(CapError):
    """Not a public key."""

    sentence = N_("“{typed}” is not a public key: it has 64 digits and letters from a to f.")


class UnknownLoginError(CapError):
    """No login has that name."""

    sentence = N_("No login is named “{name}”. See: cap-tui network database login list")


class BothSharedError(CapError):
    """Neither end is the person's own file."""

    sentence = N_(
        "Copying goes between your own file and a shared database, not from one shared database to another."
    )


class CopyDirectionError(CapError):
    """Neither or both of the two options."""

    sentence = N_("Say in which direction to copy: --to ADDRESS or --from ADDRESS of the shared database.")
