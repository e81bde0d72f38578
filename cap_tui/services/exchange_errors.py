"""Why what someone sends is not taken in, or cannot be sent."""

from __future__ import annotations

from cap_tui.core.errors import N_, CapError


class UnreadableFileError(CapError):
    """The file cannot be read at all. Takes `path` and `reason`."""

    sentence = N_("The file {path} cannot be read ({reason}). Copy it to your computer, then open it again.")


class UnknownFileError(CapError):
    """Neither a bundle, a worksheet nor a PDF. Takes `path`."""

    sentence = N_(
        "{path} is not a dossier (.capx), a filled worksheet (.xlsx) or a PDF that carries a dossier. "
        "Choose the file that was sent to you."
    )


class NothingAttachedError(CapError):
    """A PDF without a bundle. Takes `path`."""

    sentence = N_("The PDF {path} carries no dossier. Ask for the .capx file.")


class SealedFileError(CapError):
    """An encrypted file that this person's key does not open, without a passphrase."""

    sentence = N_(
        "This file is encrypted. Give its passphrase, which the sender told you by another way; "
        "if it was encrypted for your key, choose the profile it was made for."
    )


class NewSenderError(CapError):
    """Nobody said yet that this key is trusted. Takes `name`, `fingerprint`."""

    sentence = N_(
        "You have not said yet that you trust {name}. Call them, have them read their fingerprint, {fingerprint}, "
        "then accept and say that you trust them."
    )


class ContactChangedError(CapError):
    """A known name with another key. Takes `name`, `known`, `found`."""

    sentence = N_(
        "Beware: {name} is known here with the fingerprint {known}, and this file bears {found}. Nothing was imported. "
        "Call them at a number you know. If they did change keys, forget the old contact, then open the file again."
    )


class NoRoleError(CapError):
    """The person at the keyboard takes no part. Takes `name`, `fingerprint`."""

    sentence = N_(
        "You hold no role in this evaluation, so nothing was imported. Give your fingerprint, {fingerprint}, "
        "to its director, {name}, who gives you a role and sends the dossier again."
    )


class NoBeginningError(CapError):
    """The first entry is missing, refused, or says what no evaluation can be."""

    sentence = N_(
        "The first entry of this evaluation is missing or wrong, so nothing was imported. "
        "Ask the director for a complete export."
    )


class OtherQuestionnaireError(CapError):
    """The questionnaire that the evaluation answers is not in the file, or is another one."""

    sentence = N_(
        "The questionnaire of this evaluation is missing from the file or cannot be read, so nothing was imported. "
        "Ask the sender to export it again."
    )


class UnknownRecipientError(CapError):
    """No public key is known for the recipient. Takes `reference`."""

    sentence = N_(
        "The key of “{reference}” is not known here, so nothing can be encrypted for it. Ask for their invitation card (.capid)."
    )


class UnknownBundleAudienceError(CapError):
    """No such audience of a bundle. Takes `audience`, `audiences`."""

    sentence = N_("A dossier is not sent to “{audience}”. Choose one of: {audiences}.")


class UnknownContactError(CapError):
    """No contact has this fingerprint. Takes `fingerprint`."""

    sentence = N_("No contact has the fingerprint {fingerprint}. See the list of your contacts.")


class OtherWorksheetError(CapError):
    """A worksheet of an evaluation that is not on this computer."""

    sentence = N_(
        "This worksheet belongs to an evaluation that is not on this computer. "
        "Open it on the computer of the director who gave it out."
    )


class VoicesClosedError(CapError):
    """Worksheets are taken in while positions are collected, by who lets people in."""

    sentence = N_(
        "Worksheets are imported by the director, while positions are being collected. Nothing was imported."
    )


class NewerKeptError(CapError):
    """A file of a newer program was kept aside. Takes `path`."""

    sentence = N_(
        "This file was made by a newer version of cap-tui. It was kept untouched as {path}: "
        "update cap-tui, then open it again."
    )


class ImportCancelledError(CapError):
    """The person stopped before this file."""

    sentence = N_("You stopped before this file: it was not imported.")


class RecipientRoleError(CapError):
    """A file for a role, encrypted for someone who does not hold it."""

    sentence = N_(
        "This person does not hold the role “{role}” here: the file would show them what is not for them. "
        "Choose the file of their role, or give them this one first."
    )
