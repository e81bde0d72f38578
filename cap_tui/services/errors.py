"""What the use-cases refuse, each with its sentence."""

from __future__ import annotations

from cap_tui.core.errors import N_, CapError


class TextTooLongError(CapError):
    """More than fits."""

    sentence = N_(
        "This text has {count} characters; the most is {most}. Shorten it, or keep it in a document that you name as evidence."
    )


class UnknownAssessmentError(CapError):
    """Nothing answers to this reference."""

    sentence = N_("No evaluation answers to “{reference}”. See the list with: cap-tui list")


class AmbiguousAssessmentError(CapError):
    """Several do."""

    sentence = N_("Several evaluations begin with “{reference}”. Type more of its id: {matches}.")


class AlreadyExistsError(CapError):
    """Same structure, questionnaire and year."""

    sentence = N_(
        "An evaluation of this SIRET with this questionnaire exists for {year}. Open it, or choose another year."
    )


class YearError(CapError):
    """Not a plausible year."""

    sentence = N_("The year must lie between {first} and {last}.")


class UnknownQuestionnaireError(CapError):
    """No such questionnaire."""

    sentence = N_("No questionnaire “{questionnaire}”. See the list with: cap-tui questionnaire list")


class MissingQuestionnaireError(CapError):
    """An assessment's pinned questionnaire is gone or damaged."""

    sentence = N_(
        "The questionnaire kept with this evaluation cannot be read. Run “cap-tui doctor”, then restore a backup (cap-tui restore)."
    )


class VisaNeededError(CapError):
    """Follow-up needs a signed plan."""

    sentence = N_(
        "Follow-up begins with a visa over the plan as it is now. Ask the third party to sign it, "
        "or sign it yourself where there is no third party."
    )


class UnansweredFindingsError(CapError):
    """A plan that leaves a finding without what it needs."""

    sentence = N_(
        "The plan does not answer everything it must before it is signed and followed up. {lines}. "
        "Complete it, then sign."
    )


class FinishedError(CapError):
    """This person said they had finished."""

    sentence = N_("You said you had finished: your answers are closed. To change one, open them again first.")


class ReopenReasonError(CapError):
    """Going back needs a reason."""

    sentence = N_("Say why you go back to the phase before: the reason stays in the history.")


class UnknownAudienceError(CapError):
    """No such audience."""

    sentence = N_("No audience “{audience}”. Choose one of: {audiences}.")


class CarryingError(CapError):
    """A PDF for partners that would carry the dossier."""

    sentence = N_(
        "The PDF for partners never carries the dossier, which holds names and remarks. Choose the internal one."
    )


class NotConcernedError(CapError):
    """A criterion for other kinds of structures."""

    sentence = N_("Criterion {code} does not concern structures of kind {kinds}: it takes no answer here.")


class UnknownSectionError(CapError):
    """No section has this id or code."""

    sentence = N_("No section “{section}” in this questionnaire. Give its code, as the evaluation shows it.")


class SectionNotExcludableError(CapError):
    """A section that holds criteria which may not be set aside. Takes `code`, `codes`."""

    sentence = N_(
        "Section {code} cannot be set aside as a whole: these criteria concern every structure: {codes}. "
        "Set the others aside one by one."
    )


class OptionNeededError(CapError):
    """A criterion of an option that this evaluation does not include."""

    sentence = N_(
        "Criterion {code} is asked only with the option “{option}”, which this evaluation does not include."
    )


class UnknownEntryError(CapError):
    """Nothing of this name in the history."""

    sentence = N_(
        "This is not in the evaluation any more, or not for you to change. Go back and read it again."
    )


class EraseReasonError(CapError):
    """Erasing needs a reason."""

    sentence = N_("Say why this is erased: the reason stays in the history, without any name.")


class UnknownActionError(CapError):
    """No such line in the plan."""

    sentence = N_("No action {number} in the plan. See the list with: cap-tui plan {assessment} list")


class UnknownEditionError(CapError):
    """The questionnaire has no such edition."""

    sentence = N_("No edition “{edition}” in this questionnaire. Choose one of: {known}.")


class UnknownOptionError(CapError):
    """The questionnaire has no such option."""

    sentence = N_("No option “{option}” in this questionnaire. Choose one of: {known}.")


class FutureCheckError(CapError):
    """A check of effectiveness that has not taken place."""

    sentence = N_(
        "Action {number}: the check of its effectiveness is dated {date}, which has not come yet. "
        "Settle it once the check is done."
    )


class UnsettledError(CapError):
    """A line settled before what it answers asks for, or found effective without a proof."""

    sentence = N_("Action {number}: before it is settled, fill in {fields}. Until then, choose “Done”.")


class UnexplainedError(CapError):
    """A date moved in follow-up, or an action abandoned, without saying why."""

    sentence = N_("Action {number}: nothing is changed without a reason here. Say why ({fields}).")


class ActionFieldError(CapError):
    """A value a field of the plan cannot take."""

    sentence = N_("“{value}” does not fit the field {field}. Expected: {expected}.")


class ActionTitleError(CapError):
    """A line without a title."""

    sentence = N_("Say what will be done, beginning with a verb.")


class DemoElsewhereError(CapError):
    """A shared database takes only what its people sign, and nobody has the key of a demonstration's director."""

    sentence = N_(
        "The demonstrations are not for the shared database {path}. Remove CAP_TUI_DATABASE_URL for a moment, and try "
        "them in the file of this computer."
    )
