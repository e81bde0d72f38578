"""What only the command line refuses."""

from __future__ import annotations

from cap_tui.core.errors import N_, CapError

DONE, REFUSED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: done; refused, or problems were found; the command was not written right; Ctrl+C (128 + SIGINT)."""


class WrongUsageError(CapError):
    """The command is not written right: exit code 2."""

    sentence = N_("This command is not written right. See: cap-tui --help")


class LanguageError(WrongUsageError):
    """`--lang` with another language."""

    sentence = N_("No language “{language}”. Choose one of: {languages}.")


class OptionValueError(WrongUsageError):
    """An option that needs a value stands alone."""

    sentence = N_("Option {option} needs a value. See: {command} --help")


class FlagValueError(WrongUsageError):
    """A value was given to an option that takes none."""

    sentence = N_("Option {option} takes no value. See: {command} --help")


class UnknownOptionError(WrongUsageError):
    """No such option, and none looks like it."""

    sentence = N_("No option {option}. See: {command} --help")


class MisspeltOptionError(WrongUsageError):
    """No such option, but one looks like it."""

    sentence = N_("No option {option}. Did you mean {nearest}? See: {command} --help")


class MissingError(WrongUsageError):
    """A required argument or option."""

    sentence = N_("{parameter} is missing. See: {command} --help")


class InvalidError(WrongUsageError):
    """A value of the wrong form."""

    sentence = N_("The value given for {parameter} cannot be used. See: {command} --help")


class TooManyError(WrongUsageError):
    """More arguments than the command takes."""

    sentence = N_(
        "More arguments than “{command}” takes. Put a text with spaces between quotes. See: {command} --help"
    )


class UnknownCommandError(WrongUsageError):
    """No such command, and none looks like it."""

    sentence = N_("No command “{name}”. The commands are: {commands}. See: {command} --help")


class MisspeltCommandError(WrongUsageError):
    """No such command, but one looks like it."""

    sentence = N_("No command “{name}”. Did you mean “{nearest}”? See: {command} --help")


class NotATerminalError(WrongUsageError):
    """The application cannot be drawn here."""

    sentence = N_(
        "The application needs a terminal, and this is not one it can draw on. Open a terminal and run cap-tui, "
        "answer plain questions with cap-tui --simple, or use the commands: cap-tui list, cap-tui show, "
        "cap-tui score, cap-tui export pdf. See: cap-tui --help"
    )


class NumberError(WrongUsageError):
    """Not a whole number."""

    sentence = N_("“{text}” is not a whole number; {parameter} needs one.")


class ReasonWithoutUseError(WrongUsageError):
    """`--why` beside a level."""

    sentence = N_(
        "--why says why a criterion does not apply: it goes with “na” only. For a level, use --constat."
    )


class VerbError(WrongUsageError):
    """What to do was not understood."""

    sentence = N_(
        "cap-tui {command} does not know “{verb}”. Choose one of: {verbs}. See: cap-tui {command} --help"
    )


class FormError(WrongUsageError):
    """A gesture lacks something, or has too much."""

    sentence = N_("Write it so: {form}")


class ChoiceError(WrongUsageError):
    """A word that is not one of those expected."""

    sentence = N_("“{typed}” cannot be used for {parameter}. Choose one of: {choices}.")


class NumberInListError(CapError):
    """Neither a number of the list nor the start of an id in it."""

    sentence = N_("Nothing in the list answers to “{typed}”. See it with: {command}")


class UnknownPersonHereError(CapError):
    """Nobody of this name or fingerprint takes part."""

    sentence = N_(
        "Nobody in this evaluation answers to “{person}”. See the people with: cap-tui people {assessment}"
    )


class UnknownContactHereError(CapError):
    """Nobody of this name or fingerprint is trusted here."""

    sentence = N_("None of your contacts answers to “{person}”. See them with: cap-tui contacts")


class SeveralPeopleError(CapError):
    """A name or a start of fingerprint that several people share."""

    sentence = N_("Several people answer to “{person}”. Give a whole fingerprint: {matches}.")


class NoVerdictError(CapError):
    """A verdict was asked for, and the questionnaire has no rule for one."""

    sentence = N_(
        "The questionnaire of this evaluation has no rule that says when it is ready. See: cap-tui score {assessment}"
    )


class VisaFirstError(CapError):
    """Follow-up was asked for before the visa."""

    sentence = N_(
        "Follow-up begins with a visa over the plan as it is now. The third party signs it with: "
        "cap-tui visa {assessment} --sign. The director signs where there is no third party."
    )


class ReplaceError(CapError):
    """A file is in the way."""

    sentence = N_("{path} already exists. Choose another name with -o, or add --replace to replace it.")


class BackupNotFoundError(CapError):
    """Neither a backup of the list nor a file."""

    sentence = N_(
        "There is no backup “{backup}”, and no file of this name. See the list with: cap-tui restore"
    )


class ReasonError(WrongUsageError):
    """A date moved in follow-up, or an action dropped, without saying why."""

    sentence = N_('Action {number}: say why, by adding reason="…" to the command. Nothing was changed.')


class NothingToExplainError(WrongUsageError):
    """A reason for nothing."""

    sentence = N_(
        "Action {number}: a reason goes with a due date moved in follow-up, or with an action dropped. Nothing was changed."
    )


class NotLinesError(WrongUsageError):
    """Neither a number, nor several, nor all."""

    sentence = N_("“{typed}” names no action of the plan. Write a number, several such as 2,4-6, or all.")


class TitlesTogetherError(WrongUsageError):
    """One title for several lines."""

    sentence = N_(
        "Several actions cannot take the same title: they could not be told apart. Nothing was changed."
    )


class NothingToExplainTogetherError(WrongUsageError):
    """A reason for nothing, over several lines."""

    sentence = N_(
        "A reason goes with due dates moved in follow-up, or with actions dropped: none of these needs one. "
        "Nothing was changed."
    )


class DueBeforeStartError(CapError):
    """A line of the plan that would end before it begins."""

    sentence = N_(
        "An action cannot be due on {due}, before it starts on {start}. Change one of the two dates."
    )


class FieldNameError(WrongUsageError):
    """No such field in a line of the plan."""

    sentence = N_("An action has no field “{field}”. The fields are: {fields}.")


class UnknownNodeError(CapError):
    """Neither a section nor a criterion."""

    sentence = N_(
        "No theme, objective or criterion “{node}”. See their codes with: cap-tui score {assessment}"
    )


class OutputError(CapError):
    """Standard output refuses what is written to it."""

    sentence = N_("The result could not be written out ({reason}). Nothing that was saved is lost.")


class CrashError(CapError):
    """A fault of the program; everything about it is in a file."""

    sentence = N_(
        "cap-tui stopped on a fault of its own. What was saved is safe: start it again. "
        "A report without any of your texts is in {path}; send it to the people who maintain cap-tui."
    )


class UnreportedCrashError(CapError):
    """A fault of the program, and no report could be written."""

    sentence = N_(
        "cap-tui stopped on a fault of its own ({kind}). What was saved is safe: start it again. "
        "The report could not be written in {path}."
    )
