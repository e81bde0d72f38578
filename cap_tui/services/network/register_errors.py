"""What the register of the network refuses or remarks, each with its sentence."""

from __future__ import annotations

from cap_tui.core.errors import N_, CapError


class UnknownMemberError(CapError):
    """No structure has this SIRET."""

    sentence = N_(
        "No structure of the register has the SIRET “{siret}”. See the list with: cap-tui network register list"
    )


class KnownMemberError(CapError):
    """A structure to add is there already."""

    sentence = N_("The SIRET {siret} is already in the register: {name}. Change it rather than add it.")


class ChangedMeanwhileError(CapError):
    """The register is not what was shown any more."""

    sentence = N_("The register changed since this was shown. Nothing was written: look again, then confirm.")


class MemberNameError(CapError):
    """No name."""

    sentence = N_("Give the name of the structure.")


class MemberTextError(CapError):
    """A text longer than it may be."""

    sentence = N_("“{field}” has {count} characters; the most is {most}. Shorten it.")


class MemberKindError(CapError):
    """A kind that is not known."""

    sentence = N_("“{text}” is not a kind of structure. Choose among: {kinds}, or “autre”.")


class MemberRegionError(CapError):
    """Not one of the federation's regions."""

    sentence = N_("“{text}” is not a regional delegation. Choose one among: {regions}.")


class MemberElsewhereError(MemberRegionError):
    """A region, but no delegation is named for it."""

    sentence = N_(
        "The network has no regional delegation for “{text}”. Write the one that follows this structure, among: "
        "{regions}; or leave the cell empty."
    )


class MemberDateError(CapError):
    """Not a date."""

    sentence = N_("“{text}” is not a date that can be read. Write it 31/12/2026.")


class MemberMonthError(MemberDateError):
    """A month without its day."""

    sentence = N_(
        "“{text}” names a month without its day. Write the day too: {first} or {last}, for instance."
    )


class MemberDayError(CapError):
    """No such day."""

    sentence = N_("There is no {text} in the calendar, or its year is not between {first} and {last}.")


class MemberOrderError(CapError):
    """An end before its beginning."""

    sentence = N_("“{last}” ({end}) comes before “{first}” ({start}). Correct one of the two dates.")


class MemberFlagError(CapError):
    """Neither yes nor no."""

    sentence = N_("“{text}” is neither yes nor no. Write “oui” or “non”.")


class MemberSchemeError(CapError):
    """An approach that is not known."""

    sentence = N_("“{text}” is not an approach of the network. Choose among: {schemes}.")


class NotAwardedError(CapError):
    """A certificate of an approach that gives none."""

    sentence = N_("{scheme} gives no certificate. Choose among: {schemes}.")


class UnknownLineError(CapError):
    """No such engagement or certificate."""

    sentence = N_(
        "Nothing like this is written for {name}. See what is with: cap-tui network register show {siret}"
    )


class SeveralLinesError(CapError):
    """Several certificates or engagements answer."""

    sentence = N_(
        "Several lines of {name} answer to this. Say which: give its number, its day of issue or of beginning."
    )


class GroupNameError(CapError):
    """Not a name for a group."""

    sentence = N_("Give the group a name of at most {most} characters, without a semicolon.")


class UnknownGroupError(CapError):
    """No such group."""

    sentence = N_("No group “{name}”. See the list with: cap-tui network groups")


class KnownGroupError(CapError):
    """A group to name as another is."""

    sentence = N_("Another group is called “{name}”. Choose another name.")


class GroupHeldError(CapError):
    """A structure leaves a group whose certificate it holds."""

    sentence = N_(
        "{name} holds a certificate with the group “{group}”. Remove this certificate first, then leave the group."
    )


class MemberBodyError(CapError):
    """A body that is not known."""

    sentence = N_("“{text}” is not a body in which women and men are counted. Choose among: {bodies}.")


class MemberCountError(CapError):
    """Not a number of people."""

    sentence = N_("“{text}” is not a number of people. Write a whole number from 0 to {most}.")


class MemberYearError(CapError):
    """Not a year."""

    sentence = N_("“{text}” is not a year between {first} and {last}.")


class HalfCountError(CapError):
    """Women without men, or the reverse."""

    sentence = N_("“{body}”: women and men go together. Write both numbers, 0 where there is nobody.")


class NoCountYearError(CapError):
    """Counts of no year."""

    sentence = N_("Women and men are counted for a year. Fill in the column “{column}”.")


class NoSiretError(CapError):
    """A line without a SIRET."""

    sentence = N_("This line has no SIRET, by which structures are recognised.")


class NoSchemeError(CapError):
    """Dates or a number, but of which approach?"""

    sentence = N_("“{column}” is filled in, but nothing says of which approach: fill in “{scheme}” too.")


class LostDigitsError(CapError):
    """A SIRET that Excel rounded."""

    sentence = N_(
        "Excel wrote this SIRET as “{text}”: its last digits are lost. Give the column the format “Text”, type the "
        "SIRET again and import the file again."
    )
    several = N_(
        "Excel rounded these SIRET: their last digits are lost. Give the column the format “Text”, type the SIRET again "
        "and import the file again."
    )


class CellFormulaError(CapError):
    """A formula."""

    sentence = N_("The column “{column}” holds a formula, which is never computed. Paste it as a value.")


class RepeatedMemberError(CapError):
    """The same SIRET with something else."""

    sentence = N_(
        "This SIRET is already on line {first}, where “{fields}” is not the same. Keep one of the two lines."
    )


class TooManyLinesError(CapError):
    """More lines about one structure than are read."""

    sentence = N_("The file has more than {most} lines with this SIRET. Only the first ones are read.")


class NewNameNeededError(CapError):
    """A structure to add, without a name."""

    sentence = N_("This SIRET is not in the register yet: give the name of the structure to add it.")


class ZerosRemark(CapError):  # noqa: N818 - it is told, not raised
    """Zeros at the beginning were put back."""

    sentence = N_(
        "Excel took away the zero at the beginning of this SIRET: it was read as {siret}. Check it."
    )
    several = N_(
        "Excel took away the zero at the beginning of these SIRET: it was put back. Check some of them."
    )


class YearOnlyRemark(CapError):  # noqa: N818 - it is told, not raised
    """A year stands for a day."""

    sentence = N_("“{column}” holds only the year {year}: it was read as 1 January.")
    several = N_("“{column}” holds only a year: it was read as 1 January.")


class SerialRemark(CapError):  # noqa: N818 - it is told, not raised
    """A date written as the number of a day."""

    sentence = N_(
        "“{column}” holds the number {text}, which is how Excel counts days: it was read as {date}."
    )
    several = N_(
        "“{column}” holds a number, which is how Excel counts days: it was read as a date. Check some of them."
    )


class RepeatRemark(CapError):  # noqa: N818 - it is told, not raised
    """A line that says nothing more than another."""

    sentence = N_("This line repeats line {first}: it adds nothing.")
    several = N_("These lines repeat another line: they add nothing.")


class SameNameRemark(CapError):  # noqa: N818 - it is told, not raised
    """A new structure that looks like one already known."""

    sentence = N_(
        "The register already has a structure of this name in this region, with the SIRET {siret}. If it is the same "
        "one, remove one of the two."
    )
    several = N_(
        "The register already has a structure of this name in this region, with another SIRET. If it is the same one, "
        "remove one of the two."
    )


class SameNameInFileRemark(CapError):  # noqa: N818 - it is told, not raised
    """Two structures of one file that look alike."""

    sentence = N_(
        "Line {first} has the same name in the same region, with the SIRET {siret}: is it another one?"
    )
    several = N_("Another line has the same name in the same region, with another SIRET: is it another one?")


class RegisterFileError(CapError):
    """Base of the ways a file is refused whole."""

    sentence = N_("This file cannot be read as a register.")


class NotRegisterError(RegisterFileError):
    """Neither CSV nor Excel."""

    sentence = N_(
        "The register is read from a spreadsheet: an Excel workbook (.xlsx) or a .csv file. Choose such a file."
    )


class NoSiretColumnError(RegisterFileError):
    """No row of headers."""

    sentence = N_(
        "No line of this file names a column “SIRET”, by which structures are recognised. Write the names of the columns "
        "on one line, or begin with the template: cap-tui network register template FILE"
    )


class RegisterTooBigError(RegisterFileError):
    """More than a register holds."""

    sentence = N_(
        "This file is larger than a register may be (at most {limit}). Check that it is the right one, or split it."
    )


class BrokenRowError(RegisterFileError):
    """The csv module gives up."""

    sentence = N_(
        "Line {line} of this file cannot be read: a quotation mark is never closed, or a cell is far too long. Correct "
        "it, then import the file again."
    )
