"""Lines of the screen before they are painted: runs of text, each in a named ink. Plain functions, no Textual.

A `Run` is a text and the name of its ink; the inks' colours stand in `app.tcss` (`.ink--conflict`). Widths are terminal cells.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from rich.cells import cell_len, set_cell_size

from tui.safe import flat, shown

Ink = Literal[
    "text",
    "faint",
    "strong",
    "title",
    "chosen",
    "accent",
    "mark",
    "agree",
    "reconcile",
    "conflict",
    "update",
    "alone",
    "silent",
    "good",
    "bad",
    "quote",
    "value",
    "quoted-value",
    "gone",
    "come",
    "rule",
    "here",
]
Run = tuple[str, Ink]
Line = tuple[Run, ...]

_LONG = 4
_WORD = re.compile(r"\s*\S+|\s+$")


def fit(text: str, width: int, more: str = "…") -> str:
    """Return harmless text of exactly `width` cells: padded with spaces, or cut with `more` at its end.

    >>> fit("Kyiv", 6), fit("Abu Dhabi", 5)
    ('Kyiv  ', 'Abu …')
    """
    if width <= 0:
        return ""
    text = shown(text)
    wide = cell_len(text)
    if wide > width:
        room = max(0, width - cell_len(more))
        return set_cell_size(set_cell_size(text, room) + more, width)
    return text + " " * (width - wide)


def right(text: str, width: int) -> str:
    """Return harmless text flush right in exactly `width` cells.

    >>> right("5m", 4)
    '  5m'
    """
    text = shown(text)
    missing = width - cell_len(text)
    return " " * missing + text if missing >= 0 else fit(text, width)


def shortened(text: str, width: int, more: str = "…") -> str:
    """Return harmless text of at most `width` cells."""
    return fit(text, width, more).rstrip()


def length(line: Iterable[Run]) -> int:
    """Return the width of a line."""
    return sum(cell_len(text) for text, _ in line)


def crop(line: Iterable[Run], width: int, more: str = "…") -> Line:
    """Return the line in exactly `width` cells, cut at its end or padded."""
    out: list[Run] = []
    left = width
    for raw, ink in line:
        text = flat(raw)
        wide = cell_len(text)
        if wide > left:
            if left > 0:
                cut = set_cell_size(text, max(0, left - cell_len(more))) + more
                out.append((set_cell_size(cut, left), ink))
            return tuple(out)
        out.append((text, ink))
        left -= wide
    if left > 0:
        out.append((" " * left, "text"))
    return tuple(out)


def plain(line: Iterable[Run]) -> str:
    """Return the bare text of a line."""
    return "".join(text for text, _ in line)


def wrap(line: Sequence[Run], width: int, hang: int = 0) -> list[Line]:
    """Break a line at spaces into lines of at most `width` cells; all but the first are indented by `hang` cells.

    Words are taken whole, whatever inks they are in; one wider than a line is broken anywhere. An empty line gives one empty line.
    """
    width = max(4, width)
    hang = min(hang, width // 2)
    runs = [(flat(text), ink) for text, ink in line]
    cuts = _breaks("".join(text for text, _ in runs), width, width - hang)
    lines: list[Line] = []
    for number, (start, end) in enumerate(cuts):
        part = _between(runs, start, end)
        lines.append(((" " * hang, "text"), *part) if number and hang else part)
    return lines


def _breaks(text: str, first: int, others: int) -> list[tuple[int, int]]:
    """Where the lines of a text begin and end: the first of `first` cells, the others of `others`."""
    cuts: list[tuple[int, int]] = []
    start, end, used, room = 0, 0, 0, first
    for found in _WORD.finditer(text):
        word = found[0]
        wide = cell_len(word)
        if used + wide <= room:
            end, used = found.end(), used + wide
            continue
        at = found.start() + len(word) - len(word.lstrip(" "))
        if end > start:
            cuts.append((start, end))
            room = others
        else:
            at = found.start()
        # A word of very many characters is long enough without measuring all of it again for each of its lines.
        while found.end() - at > _LONG * room or cell_len(text[at : found.end()]) > room:
            some = max(1, len(set_cell_size(text[at : at + room], room).rstrip(" ")))
            cuts.append((at, at + some))
            at, room = at + some, others
        start, end, used = at, found.end(), cell_len(text[at : found.end()])
    cuts.append((start, end))
    return cuts


def _between(runs: Iterable[Run], start: int, end: int) -> Line:
    """The part of a line from one code point to another."""
    out: list[Run] = []
    at = 0
    for text, ink in runs:
        piece = text[max(0, start - at) : max(0, end - at)]
        if piece:
            out.append((piece, ink))
        at += len(text)
    return tuple(out)
