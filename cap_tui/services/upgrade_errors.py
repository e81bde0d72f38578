"""Why an evaluation does not pass to another version of its questionnaire."""

from __future__ import annotations

from cap_tui.core.errors import N_, CapError


class SameVersionError(CapError):
    """It is the version in use. Takes `version`."""

    sentence = N_("This evaluation already follows version {version}. Choose another version.")


class SameNumberError(CapError):
    """Another content under the version number in use. Takes `version`."""

    sentence = N_(
        "This file also calls itself version {version}, with another content. Change its line “version”, "
        "so that the two can be told apart, then try again."
    )


class OtherIdError(CapError):
    """Another questionnaire. Takes `id`, `expected`."""

    sentence = N_(
        "This file is the questionnaire “{id}”, and this evaluation follows “{expected}”. Choose a version of the same one."
    )


class NotGenuineError(CapError):
    """A file that bears the id of one of the application's questionnaires. Takes `id`."""

    sentence = N_(
        "“{id}” comes with cap-tui: its new versions come with cap-tui’s. If this file is your own, change its line “id”."
    )


class PastNotHereError(CapError):
    """A version the evaluation passed through is not at hand: a new key could be one it used."""

    sentence = N_(
        "A version of the questionnaire that this evaluation passed through is not on this computer, so that it cannot pass "
        "to another one. Import the last file of whoever made it pass, then try again."
    )


class TooManyVersionsError(CapError):
    """More than a file carries. Takes `count`."""

    sentence = N_(
        "This evaluation has already passed through {count} versions of its questionnaire, the most there can be. "
        "Go back to one of them, or start another evaluation."
    )


class NoEarlierVersionError(CapError):
    """It follows the version it began with. Takes `version`."""

    sentence = N_("This evaluation began with version {version}: there is none to go back to.")


class NoOtherVersionError(CapError):
    """No other version on this machine. Takes `version`."""

    sentence = N_(
        "There is no later version than {version} of this questionnaire on this computer. "
        "Put its file in the folder “questionnaires” of the data, or give its path."
    )


class UnknownVersionError(CapError):
    """No file has this version. Takes `version`, `known`."""

    sentence = N_(
        "There is no version “{version}” of this questionnaire here. Choose one of: {known}, or give a file."
    )


class FileChangedError(CapError):
    """A file is not what it was when it was listed. Takes `path`."""

    sentence = N_("The file {path} has just changed. Look at the list of versions again.")
