"""What the use-cases of several people refuse, each with its sentence."""

from __future__ import annotations

from cap_tui.core.errors import N_, CapError


class EmptyNoteError(CapError):
    """A remark without words."""

    sentence = N_("Write your remark before saving it.")


class UnknownThreadError(CapError):
    """No such thread, or not one this person may read."""

    sentence = N_("This thread is not in the evaluation any more. Go back to the list of remarks.")


class UnknownNoteError(CapError):
    """No such remark, or not one this person wrote."""

    sentence = N_("This remark is not one of yours: only its author changes it. Answer it instead.")


class ReasonNeededForRetainedError(CapError):
    """Views differ and no reason was given."""

    sentence = N_(
        "Views differ on criterion {code}: say why this position is retained. The reason is printed with it."
    )


class UnknownProposalError(CapError):
    """No such proposal."""

    sentence = N_("This proposal is not in the evaluation any more. Go back to the list of proposals.")


class AcceptedProposalError(CapError):
    """A proposal that is in the plan already."""

    sentence = N_("“{title}” is in the plan already. To drop it, take its line out of the plan.")
