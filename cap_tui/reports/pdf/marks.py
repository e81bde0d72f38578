"""How a position looks: always a symbol and a shade that black and white keeps, never colour alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from cap_tui.core.positions import Position, Stance
from cap_tui.reports.pdf import styles

if TYPE_CHECKING:
    from cap_tui.core.questionnaire import Scale
    from cap_tui.reports.pdf.text import Words

_LIGHTEST, _DARK = 0.10, 0.55


@dataclass(frozen=True, slots=True)
class Look:
    """Fill and ink of a position, as `#rrggbb`; `hatched` for what is out of the score."""

    fill: str
    ink: str
    hatched: bool = False


class Box(NamedTuple):
    """A rectangle from its lower left corner, in points."""

    x: float
    y: float
    width: float
    height: float


def look(scale: Scale, position: Position | None) -> Look:
    """Return how to draw a position: the higher the level, the darker."""
    if position is None or position.stance is Stance.UNKNOWN:
        return Look(styles.WHITE, styles.MUTED)
    level = scale.level(position.level)
    if level is None:
        return Look(styles.WHITE, styles.MUTED, hatched=True)
    share = _LIGHTEST + (1 - _LIGHTEST) * level.rank / max(len(scale.levels) - 1, 1)
    return Look(styles.mix(styles.ACCENT, share), styles.WHITE if share > _DARK else styles.INK)


def hatch(canvas: Any, x: float, y: float, width: float, height: float, step: float = 3) -> None:
    """Fill a rectangle with thin diagonals."""
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(x, y, width, height)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.setLineWidth(0.4)
    canvas.setStrokeColor(styles.colour(styles.MUTED))
    start = -height
    lines = []
    while start < width:
        lines.append((x + start, y, x + start + height, y + height))
        start += step
    if lines:
        canvas.lines(lines)
    canvas.restoreState()


def box(canvas: Any, shown: Look, place: Box) -> None:
    """Draw the background of a position."""
    canvas.setFillColor(styles.colour(shown.fill))
    canvas.setStrokeColor(styles.colour(styles.mix(styles.ACCENT, 0.45)))
    canvas.setLineWidth(0.5)
    canvas.rect(place.x, place.y, place.width, place.height, stroke=1, fill=1)
    if shown.hatched:
        hatch(canvas, place.x, place.y, place.width, place.height)


def cell(canvas: Any, words: Words, shown: Look, texts: tuple[str, ...], place: Box) -> None:
    """Draw a position with a text in its middle: the first of `texts` that fits, or none."""
    box(canvas, shown, place)
    size = min(9.0, place.height * 0.62)
    style = styles.centred(size, shown.ink, strong=True)
    for text in texts:
        paragraph = words.paragraph(text, style)
        width = paragraph.length
        if width + 2 <= place.width:
            middle = place.y + place.height / 2
            if shown.hatched:
                canvas.setFillColor(styles.colour(styles.WHITE))
                left = place.x + (place.width - width) / 2 - 1.5
                canvas.rect(left, middle - size * 0.6, width + 3, size * 1.2, stroke=0, fill=1)
            words.place(canvas, paragraph, place.x - 2, middle + style.leading * 0.55, place.width + 4)
            return
