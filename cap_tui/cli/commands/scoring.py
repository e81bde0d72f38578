"""`score`: the scores of all sections, and the explanation of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer import Option

from cap_tui.cli.arguments import AS_JSON, EVALUATION
from cap_tui.cli.commands.showing import paragraph
from cap_tui.cli.errors import UnknownNodeError
from cap_tui.cli.output import number, out, out_json, say
from cap_tui.cli.tables import table, terminal_width
from cap_tui.core.errors import N_
from cap_tui.core.explanation import Contribution, explain
from cap_tui.core.questionnaire import ROOT
from cap_tui.core.scoring import FULL, Totals, band
from cap_tui.core.text import one_line
from cap_tui.i18n import _, language
from cap_tui.i18n.formats import decimal, percent
from cap_tui.i18n.labels import position_label, position_symbol
from cap_tui.i18n.typography import typeset
from cap_tui.i18n.verdict_words import verdict_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cap_tui.cli.front import Front
    from cap_tui.services.dossier import Dossier

EXPLAIN = Option(
    None,
    "--explain",
    metavar=N_("NODE"),
    help=N_(
        "What one score is made of: the id or code of a theme, objective or criterion, or the questionnaire’s id."
    ),
)
DASH = "—"
SHOWN_DIGITS = 1


class ScoreCommand:
    """Reading scores."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def score(
        self, reference: str = EVALUATION, *, node: str | None = EXPLAIN, as_json: bool = AS_JSON
    ) -> None:
        """Print the scores by section, or the contributions to one of them."""
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
        if node is None:
            _print_scores(dossier, as_json=as_json)
            return
        tree = explain(dossier.questionnaire, dossier.scores, dossier.official(), _node(dossier, node))
        if as_json:
            out_json(_tree_data(tree))
            return
        for line in _tree_lines(dossier, tree):
            out(line)
        say(_("Figures are rounded for reading; the exact points of the lines beneath a score add up to it."))


def _print_scores(dossier: Dossier, *, as_json: bool) -> None:
    nodes = list(_nodes(dossier))
    if as_json:
        out_json([_node_data(dossier, key, code, title) for key, code, title in nodes])
        return
    outcome = dossier.verdict()
    if outcome is not None:
        for line in paragraph(verdict_line(dossier.findings(), outcome)):
            out(line)
        out()
    rows = [_row(dossier, key, code, title) for key, code, title in nodes]
    headers = [_("Code"), _("Title"), _("Score"), _("Between"), _("Rated"), _("Band")]
    for line in table(headers, rows, right=(2, 3, 4), flexible=1, width=terminal_width()):
        out(line)


def _nodes(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    questionnaire = dossier.questionnaire
    yield ROOT, "", questionnaire.title.get(language())
    for key, section in questionnaire.section_by_id.items():
        if key in dossier.scores:
            yield key, section.code, section.title.get(language())


def _row(dossier: Dossier, key: str, code: str, title: str) -> list[str]:
    totals = dossier.scores[key]
    return [
        code,
        typeset(title),
        percent(totals.score, SHOWN_DIGITS),
        _interval(totals),
        f"{totals.positioned}/{totals.applicable}",
        _band(dossier, totals),
    ]


def _interval(totals: Totals) -> str:
    if totals.low is None or totals.high is None:
        return DASH
    return f"{decimal(totals.low, SHOWN_DIGITS)}–{percent(totals.high, SHOWN_DIGITS)}"


def _band(dossier: Dossier, totals: Totals) -> str:
    found = band(dossier.questionnaire, totals.score)
    return typeset(found.label.get(language())) if found else DASH


def _node(dossier: Dossier, key: str) -> str:
    questionnaire, key = dossier.questionnaire, key.strip()
    if key == questionnaire.id:
        return ROOT
    by_code = {section.code: section.id for section in questionnaire.section_by_id.values()}
    criterion = questionnaire.find(key)
    node = criterion.id if criterion else by_code.get(key, key)
    if not node or node not in dossier.scores:
        raise UnknownNodeError(node=one_line(key, limit=80), assessment=dossier.summary.id[:8])
    return node


def _tree_lines(dossier: Dossier, tree: Contribution) -> list[str]:
    rows: list[list[str]] = []

    def visit(one: Contribution, depth: int) -> None:
        share = None if one.share is None or not depth else one.share * FULL
        points = "" if not depth else DASH if one.points is None else decimal(one.points, SHOWN_DIGITS)
        rows.append(
            [
                "  " * depth + f"{one.code} {typeset(one.title)}".strip(),
                _state(dossier, one),
                percent(share, SHOWN_DIGITS) if depth else "",
                percent(one.totals.score, SHOWN_DIGITS),
                points,
            ]
        )
        for child in one.children:
            visit(child, depth + 1)

    visit(tree, 0)
    headers = [_("Title"), _("Position"), _("Weight"), _("Score"), _("Points")]
    return table(headers, rows, right=(2, 3, 4), flexible=0, width=terminal_width())


def _state(dossier: Dossier, one: Contribution) -> str:
    if one.node not in dossier.questionnaire.criteria:
        return ""
    scale = dossier.questionnaire.scale
    return f"{position_symbol(scale, one.position)} {position_label(scale, one.position, language())}"


def _figures(totals: Totals) -> dict[str, Any]:
    return {
        "score": number(totals.score),
        "low": number(totals.low),
        "high": number(totals.high),
        "coverage": number(totals.coverage),
        "positioned": totals.positioned,
        "applicable": totals.applicable,
        "unknown": totals.unknown,
        "unanswered": totals.unanswered,
        "not_applicable": totals.not_applicable,
    }


def _node_data(dossier: Dossier, key: str, code: str, title: str) -> dict[str, Any]:
    totals = dossier.scores[key]
    found = band(dossier.questionnaire, totals.score)
    label = found.label.get(language()) if found else None
    return {"id": key, "code": code, "title": title, **_figures(totals), "band": label}


def _tree_data(one: Contribution) -> dict[str, Any]:
    return {
        "id": one.node,
        "code": one.code,
        "title": one.title,
        "points": number(one.points),
        "share": number(one.share),
        "position": one.position.to_json() if one.position else None,
        **_figures(one.totals),
        "children": [_tree_data(child) for child in one.children],
    }
