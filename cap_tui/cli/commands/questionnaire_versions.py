"""`questionnaire diff` and `questionnaire upgrade`: two versions side by side, and passing from one to the other."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typer import Argument, Option

from cap_tui.cli.arguments import AS_JSON, EVALUATION
from cap_tui.cli.errors import DONE, REFUSED
from cap_tui.cli.output import agreed, number, out, out_json, say
from cap_tui.core.errors import N_
from cap_tui.core.text import one_line
from cap_tui.i18n import _

if TYPE_CHECKING:
    from cap_tui.cli.front import Front
    from cap_tui.core.questionnaire import Questionnaire
    from cap_tui.core.upgrades import Comparison
    from cap_tui.services.dossier import Dossier
    from cap_tui.services.upgrade_preview import Label, PassageLine, UpgradePreview

LEFT = Argument(..., metavar="A", help=N_("A file, an id such as cap, or an id and a version: cap@2026.1."))
ENTERED = Argument(..., metavar="B", help=N_("The other version, in the same way."))
VERSION = Argument(
    None,
    metavar=N_("VERSION"),
    help=N_("A file, or the number of a version of this machine; without it, the latest one."),
)
PREVIEW = Option(False, "--preview", help=N_("Only say what would change."))  # noqa: FBT003 - a default value
BACK = Option(False, "--back", help=N_("Go back to the version that was left."))  # noqa: FBT003 - a default value
YES = Option(False, "--yes", "-y", help=N_("Do not ask before passing to the version."))  # noqa: FBT003 - a default value


class VersionCommands:
    """Versions of a questionnaire."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def diff(self, left: str = LEFT, entered: str = ENTERED, *, as_json: bool = AS_JSON) -> None:
        """Print what becomes of each criterion from one version to the other."""
        from cap_tui.core.upgrades import compare
        from cap_tui.services.upgrade_errors import OtherIdError

        old, new = self._named(left), self._named(entered)
        if old.id != new.id:
            raise OtherIdError(id=new.id, expected=old.id)
        comparison = compare(old, new)
        if as_json:
            out_json(_comparison_data(comparison))
            return
        for line in _comparison_lines(comparison):
            out(line)

    def upgrade(
        self,
        reference: str = EVALUATION,
        version: str | None = VERSION,
        *,
        preview: bool = PREVIEW,
        back: bool = BACK,
        yes: bool = YES,
        as_json: bool = AS_JSON,
    ) -> int:
        """Say what passing to a version would change, and pass to it once agreed; 1 when it was not wanted."""
        with self._front.opened() as workspace:
            dossier = workspace.open(reference)
            content = dossier.earlier_version() if back else _content(dossier, version)
            found = dossier.upgrade_preview(content)
            if not as_json:
                for line in found.lines():
                    (out if preview else say)(line)
            if preview:
                if as_json:
                    out_json(_preview_data(found))
                return REFUSED if found.refusal else DONE
            if (
                not found.refusal
                and not yes
                and not agreed(_("Pass to version {version}?").format(version=found.after))
            ):
                return REFUSED
            dossier.upgrade(content)
        if as_json:
            out_json(_preview_data(found))
        say(
            _("Done: version {version}. To go back: cap-tui questionnaire upgrade {id} --back").format(
                version=found.after, id=dossier.summary.id[:8]
            )
        )
        return DONE

    def _named(self, typed: str) -> Questionnaire:
        """Return the questionnaire of a file, of an id, or of an id and a version.

        Raises:
            CapError: There is none, or it is refused.
        """
        from cap_tui.catalogue.cache import cached_questionnaire
        from cap_tui.catalogue.files import read_file
        from cap_tui.catalogue.folders import CACHE, current, find_questionnaires
        from cap_tui.services.errors import UnknownQuestionnaireError

        if _is_file(typed):
            path = _path(typed)
            return cached_questionnaire(read_file(path), None, path.name)
        folder = self._front.data_dir
        found = find_questionnaires(folder, folder / CACHE if folder.is_dir() else None)
        name, _at, version = typed.strip().partition("@")
        wanted = [one for one in found if one.questionnaire and version in ("", one.questionnaire.version)]
        one = current(wanted, name)
        if one is None or one.questionnaire is None:
            raise UnknownQuestionnaireError(questionnaire=one_line(typed, limit=60))
        return one.questionnaire


def _is_file(typed: str) -> bool:
    return typed.lower().endswith((".yaml", ".yml")) or "/" in typed or "\\" in typed


def _path(typed: str) -> Path:
    path = Path(typed)
    with suppress(RuntimeError):  # an unknown ~person: a file of that name, then
        return path.expanduser()
    return path


def _content(dossier: Dossier, typed: str | None) -> bytes:
    """Return the content of the version meant.

    Raises:
        CapError: There is none.
    """
    from cap_tui.catalogue.files import read_file
    from cap_tui.services.upgrade_errors import NoOtherVersionError, UnknownVersionError

    if typed is not None and _is_file(typed):
        return read_file(_path(typed))
    versions = dossier.versions_available()
    if typed is None:
        later = next((one for one in versions if one.later), None)
        if later is None:
            raise NoOtherVersionError(version=dossier.summary.questionnaire_version)
        return dossier.content_of(later)
    wanted = typed.strip().rpartition("@")[2]
    found = next((one for one in versions if one.version == wanted), None)
    if found is None:
        known = ", ".join(one.version for one in versions)
        raise UnknownVersionError(version=one_line(typed, limit=40), known=known or "—")
    return dossier.content_of(found)


def _comparison_lines(comparison: Comparison) -> list[str]:
    from cap_tui.core.upgrades import CHANGE_NAMES, Change

    old, new = comparison.old, comparison.new
    told = [f"{one_line(str(new.title))} · {one_line(old.version)} → {one_line(new.version)}"]
    for change, count in comparison.counts.items():
        if not count:
            continue
        told.append(_("{name}: {count}").format(name=_(CHANGE_NAMES[change]), count=count))
        told += [
            f"  {line.words()}"
            for line in _plain_lines(comparison)
            if line.change is change and change is not Change.KEPT
        ]
    if comparison.lost_levels:
        told.append(_("Levels that are no more: {levels}.").format(levels=", ".join(comparison.lost_levels)))
    gone = [name for name in old.indicators if name not in new.indicators]
    if gone:
        told.append(_("Indicators that are no more: {indicators}.").format(indicators=", ".join(gone)))
    if comparison.scores_change:
        told.append(_("The same positions give another score."))
    return told


def _plain_lines(comparison: Comparison) -> tuple[PassageLine, ...]:
    from cap_tui.core.log import Log
    from cap_tui.services.upgrade_preview import passage_lines

    return passage_lines(comparison, Log(), "", ())


def _comparison_data(comparison: Comparison) -> dict[str, Any]:
    old, new = comparison.old, comparison.new
    return {
        "id": new.id,
        "from": old.version,
        "to": new.version,
        "counts": {change.value: count for change, count in comparison.counts.items()},
        "changes": [_line_data(line) for line in _plain_lines(comparison)],
        "lost_levels": list(comparison.lost_levels),
        "lost_indicators": [name for name in old.indicators if name not in new.indicators],
        "scores_change": comparison.scores_change,
    }


def _preview_data(found: UpgradePreview) -> dict[str, Any]:
    return {
        "title": found.title,
        "from": found.before,
        "to": found.after,
        "digest": found.digest,
        "back": found.back,
        "counts": {change.value: count for change, count in found.counts.items()},
        "changes": [
            {
                **_line_data(line), "answered": line.answered, "people": line.people, "lost": line.lost,
                "actions": list(line.actions),
            }
            for line in found.passages
        ],
        "lost_levels": list(found.lost_levels),
        "score_before": number(found.score_before),
        "score_after": number(found.score_after),
        "scores_change": found.scores_change,
        "refusal": found.refusal,
    }  # fmt: skip


def _line_data(line: PassageLine) -> dict[str, Any]:
    return {
        "change": line.change.value,
        "moved": line.moved,
        "before": [_label_data(label) for label in line.before],
        "after": _label_data(line.after) if line.after else None,
        "lost_indicators": list(line.indicators),
    }


def _label_data(label: Label) -> dict[str, str]:
    return {"id": label.key, "code": label.code, "title": label.title}
