"""`views`, `retain`, `propose` and `proposals`: comparing views, agreeing, and bringing actions to the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer import Argument, Option

from cap_tui.cli.action_values import Reader
from cap_tui.cli.arguments import ANY_CRITERION, AS_JSON, CRITERION, DETAILS, EVALUATION
from cap_tui.cli.commands.answering import NOT_APPLICABLE, position_of
from cap_tui.cli.errors import FormError, UnknownPersonHereError
from cap_tui.cli.forms import expect, known_verb, picked
from cap_tui.cli.output import out, out_json, say
from cap_tui.cli.people_lines import person_named
from cap_tui.cli.review_lines import views_data, views_lines, views_table
from cap_tui.cli.tables import table, terminal_width
from cap_tui.core.errors import N_
from cap_tui.core.text import one_line
from cap_tui.i18n import _

if TYPE_CHECKING:
    from cap_tui.cli.front import Front
    from cap_tui.core.positions import Position
    from cap_tui.core.review import Proposal
    from cap_tui.services.dossier import Dossier

LEVEL = Argument(
    ..., metavar=N_("LEVEL"), help=N_("A level’s id or number (1 is the first), na, or none to withdraw it.")
)
WHY = Option("", "--why", metavar=N_("TEXT"), help=N_("Why; needed where views differ, and with na."))
AGREED = Option(
    None,
    "--agreed",
    metavar=N_("NAME"),
    help=N_("Who agreed: a participant or anyone in the room; may be repeated."),
)
TITLE = Argument(
    ..., metavar=N_("TITLE"), help=N_("What would be done, beginning with a verb, between quotes.")
)
FIELDS = Argument(None, metavar=N_("FIELD=VALUE"), help=N_("Fields of the plan, such as due=2027-03-15."))
ANSWERS = Option(
    None, "--criterion", metavar=N_("CRITERION"), help=N_("The criterion it answers; may be repeated.")
)
DECLINE_WHY = Option("", "--why", metavar=N_("TEXT"), help=N_("With decline: why, for who proposed it."))
VERB = Argument("list", metavar=N_("VERB"), help=N_("list, accept or decline; list by default."))
VERBS = ("list", "accept", "decline")
LIST_FORM = N_("cap-tui proposals EVALUATION list")
DECIDE_FORM = N_("cap-tui proposals EVALUATION accept NUMBER, or decline NUMBER --why …")
WITHDRAWN = "none"


class PoolingCommands:
    """From several views to one plan."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def views(
        self, reference: str = EVALUATION, criterion: str | None = ANY_CRITERION, *, as_json: bool = AS_JSON
    ) -> None:
        """Print everyone's views, of one criterion with their words, or of all in a table, largest divergence first."""
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
        shown = (dossier.views(criterion.strip()),) if criterion else dossier.pooling()
        if as_json:
            out_json([views_data(dossier, one) for one in shown])
        elif criterion:
            for line in views_lines(dossier, shown[0]):
                out(line)
        else:
            if hidden := dossier.hidden():
                say(_(hidden))
            for line in views_table(dossier, shown):
                out(line)

    def retain(
        self,
        reference: str = EVALUATION,
        criterion: str = CRITERION,
        level: str = LEVEL,
        *,
        why: str = WHY,
        agreed: list[str] | None = AGREED,
        as_json: bool = AS_JSON,
    ) -> None:
        """Record the position agreed on a criterion, or withdraw it, and print the views."""
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
            names = [_who(dossier, typed) for typed in agreed or []]
            dossier.retain(criterion.strip(), _position(dossier, level, why), reason=why, agreed=names)
        shown = dossier.views(criterion.strip())
        if as_json:
            out_json(views_data(dossier, shown))
            return
        for line in views_lines(dossier, shown):
            out(line)

    def propose(
        self,
        reference: str = EVALUATION,
        title: str = TITLE,
        fields: list[str] | None = FIELDS,
        *,
        criterion: list[str] | None = ANSWERS,
        as_json: bool = AS_JSON,
    ) -> None:
        """Propose an action to the director and print the proposals."""
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
            reader = Reader(dossier.questionnaire, dossier.summary.id, self._front.now().date())
            values = reader.fields(fields or [])
            named = (*values.pop("criteria", ()), *reader.criteria(criterion or []))
            dossier.propose_action(values.pop("title", title), named, **values)
        _show(dossier, as_json=as_json)

    def proposals(
        self,
        reference: str = EVALUATION,
        verb: str = VERB,
        rest: list[str] | None = DETAILS,
        *,
        why: str = DECLINE_WHY,
        as_json: bool = AS_JSON,
    ) -> None:
        """Print the proposals, after deciding one if asked."""
        details = rest or []
        known_verb(verb, VERBS, "proposals")
        if why and verb != "decline":
            raise FormError(form=_(DECIDE_FORM))
        expect(details, 0 if verb == "list" else 1, LIST_FORM if verb == "list" else DECIDE_FORM)
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
            if verb != "list":
                command = f"cap-tui proposals {dossier.summary.id[:8]}"
                chosen = picked(dossier.proposals(), details[0], lambda one: one.id, command)
                dossier.decide(chosen.id, verb == "accept", why)
        _show(dossier, as_json=as_json)


def _position(dossier: Dossier, typed: str, why: str) -> Position | None:
    word = typed.strip().lower()
    if word == WITHDRAWN:
        return None
    return position_of(dossier.questionnaire.scale, typed, why if word == NOT_APPLICABLE else "")


def _who(dossier: Dossier, typed: str) -> str:
    """Return the id of a participant, or the name of someone in the room who takes no part with a key."""
    try:
        return person_named(dossier, typed).id
    except UnknownPersonHereError:
        return one_line(typed)


def _show(dossier: Dossier, *, as_json: bool) -> None:
    proposals = dossier.proposals()
    if as_json:
        out_json([_data(one) for one in proposals])
        return
    if not proposals:
        say(_("Nothing is proposed."))
        return
    words = {"accepted": _("accepted"), "declined": _("declined"), "": _("to decide")}
    criteria = dossier.questionnaire.criteria
    rows = [
        [
            str(number),
            one.line.title,
            ", ".join(criteria[key].code if key in criteria else key for key in one.line.criteria),
            one.author,
            " — ".join(filter(None, (words[one.decision], one.reason))),
        ]
        for number, one in enumerate(proposals, start=1)
    ]
    headers = [_("No."), _("Action"), _("Criterion"), _("Proposed by"), _("Decision")]
    for line in table(headers, rows, right=(0,), flexible=1, width=terminal_width()):
        out(line)


def _data(proposal: Proposal) -> dict[str, Any]:
    return {
        "id": proposal.id,
        "author": proposal.author,
        "role": proposal.role.value if proposal.role else None,
        "title": proposal.line.title,
        "criteria": list(proposal.line.criteria),
        "at": proposal.at.isoformat(),
        "decision": proposal.decision,
        "reason": proposal.reason,
        "action": proposal.action,
    }
