"""What is refused about the people of this machine, each with its sentence."""

from __future__ import annotations

from cap_tui.core.errors import N_, CapError


class NamelessProfileError(CapError):
    """A name is needed here."""

    sentence = N_("Give a name: it tells the others who writes. For example “First name Name”.")


class UnknownProfileError(CapError):
    """No profile of this machine has a fingerprint that begins so."""

    sentence = N_(
        "No profile of this machine has a fingerprint beginning with {start}. See them with: cap-tui profile list"
    )


class AmbiguousProfileError(CapError):
    """Several profiles have fingerprints that begin so."""

    sentence = N_("Several profiles have a fingerprint beginning with {start}. Type more of it.")


class ShortPassphraseError(CapError):
    """A passphrase anyone could guess."""

    sentence = N_(
        "A passphrase needs {least} characters at least: three or four words that you alone put together."
    )


class ProfileChangedError(CapError):
    """Another instance has replaced the key meanwhile."""

    sentence = N_(
        "This profile was changed in another window. Close this one, open cap-tui again, and start over."
    )
