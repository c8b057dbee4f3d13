"""What is drawn in a digest's PDF: figures over time, and the matrix. For the extra `pdf` alone: reportlab is imported with it."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph, Table

from digest.letters import shown
from digest.matrix import Matrix
from digest.plot import HEIGHT, RADIUS, SHAPES, WIDTH, Label, Plot, Spot, Stroke
from digest.record import Cell, Row
from digest.words import Sign

INK, MUTED, RULE = "#1d1c1a", "#5d594f", "#c9c3b4"
TONES: dict[Sign, str] = {"≠": "#a11d19", "~": "#7a5000", "=": "#1c6637", "^": "#1c4d8a", "·": MUTED}
_SOFT: dict[Sign, str] = {"≠": "#fbeae8", "~": "#f9f0dc", "=": "#e8f3ea", "^": "#e7eef8", "·": "#ffffff"}
_MARKS = ("#1c4d8a", "#b35400", "#1c6637", "#7b3294", INK, MUTED)
# Made once: reportlab reads the name of a colour anew wherever it meets one.
_COLOR = {name: HexColor(name) for name in (INK, MUTED, RULE, *TONES.values(), *_SOFT.values(), *_MARKS)}
_LETTERS = 14.5
"""Size of a picture's letters, in its own units: it is drawn at about half of its size."""
_GUTTER = 14.0
_ASKED, _CELL = 115.0, 61.0
"""Widths of the matrix's columns, in points."""
BAND = 6
"""Outlets side by side on a page."""
ROWS, OUTLETS = 24, 3 * BAND
"""Most rows and outlets of one topic."""
_LINES = 3
_SIZE = 7.0


class Picture(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A figure over time."""

    def __init__(self, plot: Plot, width: float) -> None:
        """Lay it out so wide."""
        super().__init__()
        self._plot = plot
        self.width, self.height = width, width / WIDTH * HEIGHT

    def draw(self) -> None:
        """Draw it (reportlab's name)."""
        self.canv.scale(self.width / WIDTH, self.width / WIDTH)
        for part in self._plot.parts:
            match part:
                case Stroke():
                    _stroke(self.canv, part)
                case Spot():
                    _spot(self.canv, part)
                case Label():
                    _label(self.canv, part)


def _stroke(canvas: Any, stroke: Stroke) -> None:
    canvas.setStrokeColor(_COLOR[RULE if stroke.kind == "grid" else _MARKS[stroke.tone]])
    canvas.setLineWidth({"grid": 1, "way": 1.6, "range": 2.4}[stroke.kind])
    path = canvas.beginPath()
    (x, y), *others = stroke.places
    path.moveTo(x, HEIGHT - y)
    for x, y in others:
        path.lineTo(x, HEIGHT - y)
    canvas.drawPath(path)


def _spot(canvas: Any, spot: Spot) -> None:
    canvas.setFillColor(_COLOR[_MARKS[spot.tone]])
    x, y = spot.place
    if not SHAPES[spot.tone]:
        canvas.circle(x, HEIGHT - y, RADIUS, stroke=0, fill=1)
        return
    path = canvas.beginPath()
    for number, (right, down) in enumerate(SHAPES[spot.tone]):
        (path.lineTo if number else path.moveTo)(x + right, HEIGHT - y - down)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def _label(canvas: Any, label: Label) -> None:
    canvas.setFillColor(_COLOR[{"tick": MUTED, "name": INK, "falls": MUTED, "conflict": TONES["≠"]}[label.kind]])
    canvas.setFont("Sans" if label.kind in {"tick", "name"} else "SansBold", _LETTERS)
    write = {"start": canvas.drawString, "middle": canvas.drawCentredString, "end": canvas.drawRightString}[label.anchor]
    write(label.place[0], HEIGHT - label.place[1], shown(label.text))


def pictures(plots: Sequence[Plot], caption: Any, width: float) -> Iterator[Flowable]:
    """Yield pictures, two side by side, each under its name.

    Args:
        plots: the pictures.
        caption: the style of a name.
        width: of the page's text, in points.
    """
    each = (width - _GUTTER) / 2
    drawn = [[Paragraph(escape(shown(one.course.label)), caption), Picture(one, each)] for one in plots]
    drawn += [[]] * (len(drawn) % 2)
    pairs = list(zip(drawn[::2], drawn[1::2], strict=True))
    style = [("VALIGN", (0, 0), (-1, -1), "BOTTOM"), ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]
    yield Table([[left, "", right] for left, right in pairs], colWidths=(each, _GUTTER, each), style=style)


def tables(matrix: Matrix) -> Iterator[Flowable]:
    """Yield a topic's matrix as tables: as many outlets side by side as a page has room for, with the rows that any of them answers."""
    outlets = matrix.columns[:OUTLETS]
    bands = -(-len(outlets) // BAND)
    for band in range(bands):
        beside = outlets[len(outlets) * band // bands : len(outlets) * (band + 1) // bands]
        held = [(row, {cell.source: cell for cell in row.cells if cell.source in beside}) for row in matrix.rows[:ROWS]]
        yield _table([(row, cells) for row, cells in held if not all(cell.silent for cell in cells.values())], beside)


def _table(rows: Sequence[tuple[Row, Mapping[str, Cell]]], outlets: Sequence[str]) -> Flowable:
    style: list[tuple[Any, ...]] = [
        ("FONT", (0, 0), (-1, -1), "Sans", _SIZE, _SIZE + 1.6),
        ("FONT", (0, 0), (-1, 0), "SansBold", _SIZE, _SIZE + 1.6),
        ("TEXTCOLOR", (0, 0), (-1, 0), _COLOR[MUTED]),
        ("TEXTCOLOR", (0, 1), (0, -1), _COLOR[INK]),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, _COLOR[RULE]),
    ]
    cells: list[list[str]] = [[fitted("Question", _ASKED, "SansBold"), *(fitted(one, _CELL, "SansBold") for one in outlets)]]
    for down, (row, held) in enumerate(rows, 1):
        cells.append([fitted(f"{row.sign} {row.label}", _ASKED)])
        for right, outlet in enumerate(outlets, 1):
            words, sign = _told(held.get(outlet))
            cells[-1].append(words)
            style += [("TEXTCOLOR", (right, down), (right, down), _COLOR[TONES[sign]])]
            style += [("BACKGROUND", (right, down), (right, down), _COLOR[_SOFT[sign]])] if sign != "·" else []
    widths = (_ASKED, *([_CELL] * len(outlets)))
    return Table(cells, colWidths=widths, style=style, repeatRows=1, hAlign="LEFT", spaceBefore=4, spaceAfter=6)


def _told(cell: Cell | None) -> tuple[str, Sign]:
    """Return what a cell says; empty where the outlet has nothing to do with the row."""
    return ("", "·") if cell is None else (fitted(f"{cell.sign} {cell.text}", _CELL), cell.sign)


@lru_cache(5000)
def fitted(text: str, width: float, font: str = "Sans") -> str:
    """Break a text into at most three lines of a column, less its margins, with an ellipsis where something is left out."""
    lines, room = [""], width - 6
    for word in shown(text).split():
        longer = f"{lines[-1]} {word}".strip()
        if _wide(longer, font) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    kept = lines[:_LINES]
    if len(lines) > _LINES:
        kept[-1] += " …"
    return "\n".join(_cut(one, room, font) for one in kept)


def _cut(line: str, room: float, font: str) -> str:
    if _wide(line, font) <= room:
        return line
    kept = line[:60]
    while _wide(f"{kept}…", font) > room:
        kept = kept[:-1]
    return f"{kept}…"


def _wide(text: str, font: str) -> float:
    return float(stringWidth(text, font, _SIZE))
