"""What may be wrong with a `.capx` file, one class per thing that a person can do about it."""

from __future__ import annotations

from cap_tui.core.errors import N_, CapError


class BundleError(CapError):
    """Base of what prevents a bundle from being opened. Nothing was read from the file."""

    sentence = N_("This file cannot be opened. Ask the sender to export it again.")


class NotABundleError(BundleError):
    """The file is something else, or is cut off."""

    sentence = N_(
        "This is not a .capx file, or it was not received whole. Ask the sender to export it and send it again."
    )


class DamagedBundleError(BundleError):
    """The file's form breaks a rule. Takes `reason`, a short technical word for the person who helps."""

    sentence = N_(
        "This .capx file is damaged or was made to mislead ({reason}). Nothing was read from it. "
        "Ask the sender to export it again."
    )


class ForgedBundleError(BundleError):
    """The signature over the manifest is not the sender's."""

    sentence = N_(
        "The signature of this .capx file does not match its sender: it was changed on its way. "
        "Nothing was read from it. Ask the sender to export it again."
    )


class TooLargeBundleError(BundleError):
    """A cap is exceeded."""

    sentence = N_(
        "This file is too large to be a dossier. Nothing was read from it. Check it with the sender."
    )


class NewerBundleError(BundleError):
    """Made by a later version of the program; the caller keeps the file as it is. Takes `format`."""

    sentence = N_(
        "This file was made by a newer version of cap-tui (format {format}). "
        "Update cap-tui, then open it again; the file is left as it is."
    )


class MissingExtraError(CapError):
    """An optional library is not installed."""

    sentence = N_(
        'Encrypted files need an optional part of cap-tui. Install it with: pip install "cap-tui[age]", then try again.'
    )


class SealError(CapError):
    """Base of what prevents a file from being encrypted or decrypted."""

    sentence = N_("This encrypted file cannot be opened. Ask the sender to send it again.")


class NotSealedError(SealError):
    """The file is not encrypted, or not in the way that was asked to open it."""

    sentence = N_(
        "This file is not encrypted in this way. Open it without a passphrase, or with the one it needs."
    )


class DamagedSealError(SealError):
    """The encrypted file was changed, cut off, or asks for unreasonable work."""

    sentence = N_("This encrypted file is damaged. Ask the sender to send it again.")


class WrongPassphraseError(SealError):
    """The passphrase is not the one of the file."""

    sentence = N_(
        "This is not the passphrase of this file. Check capital letters and accents, then try again."
    )


class EmptyPassphraseError(SealError):
    """A passphrase is needed to encrypt."""

    sentence = N_("The passphrase is empty. Choose one, and tell it to the recipient by another way.")


class NotForMeError(SealError):
    """The file is encrypted for other keys, or with a passphrase."""

    sentence = N_(
        "This file is encrypted for someone else or with a passphrase. "
        "Ask the sender to encrypt it for your profile, or for the passphrase."
    )


class BadRecipientError(SealError):
    """A recipient's public key, or the key to open with, is not a usable Ed25519 key."""

    sentence = N_("A key given for this encrypted file cannot be used. Check the recipients.")


class PdfAttachmentError(CapError):
    """A PDF cannot be read to look for its attachment, or to add one."""

    sentence = N_("This PDF cannot be read. Ask for the .capx file itself.")
