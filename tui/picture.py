"""The screen as a picture: an SVG file in the current folder, that needs nothing from elsewhere."""

import re
from datetime import datetime
from itertools import count
from os.path import lexists
from pathlib import Path

from digest.save import save

_FONT = re.compile(r"@font-face\s*\{[^}]*\}\s*")


def without_fonts(svg: str) -> str:
    """Return the picture without the fonts that Textual has it fetch from the network: the reader's own fixed-width font serves.

    >>> without_fonts('<style> @font-face { src: url("https://cdn.example/f.woff") } .a { fill: red } </style>')
    '<style> .a { fill: red } </style>'
    """
    return _FONT.sub("", svg)


def save_picture(svg: str, folder: Path, now: datetime) -> Path:
    """Save a picture as `dashboard-2026-02-05-143200.svg`, with a number where that name is taken, and return the file.

    Raises:
        WorkError: it cannot be written.
    """
    stem = f"dashboard-{now:%Y-%m-%d-%H%M%S}"
    names = (folder / (f"{stem}.svg" if number == 1 else f"{stem}-{number}.svg") for number in count(1))
    path = next(name for name in names if not lexists(name))
    save(without_fonts(svg), path)
    return path
