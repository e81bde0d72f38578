"""What the dashboard of the network refuses, and why."""

from __future__ import annotations

from cap_tui.core.errors import N_, CapError


class NoSuchNodeError(CapError):
    """Neither a theme, an objective nor a criterion."""

    sentence = N_("No theme, objective or criterion “{node}” in the questionnaire “{questionnaire}”.")


class NotCountedError(CapError):
    """The evaluation is not among those of the network."""

    sentence = N_(
        "This evaluation does not count in the network: its plan is not sealed yet, or nobody here is its quality "
        "coordinator. Ask its director to add you, then to send the file again."
    )


class FewPeersError(CapError):
    """Too few structures like this one."""

    sentence = N_(
        "Too few other structures of the same kinds can be shown for {year}: fewer than five could be "
        "singled out. Come back when more dossiers have arrived."
    )
