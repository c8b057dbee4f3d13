"""The last door before the terminal: whatever is drawn, copied or opened is harmless here, wherever it came from.

Textual strips only BEL, BS, VT, FF and CR (8.2): escape and C1 codes would reach the terminal from any text widget.
"""

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from core.text import MAX_TITLE, clean, line
from digest.link import safe_url

# Skin tones and the enclosing keycap: terminals disagree with Rich on the width of what they join.
_JOINED = re.compile("[\U0001f3fb-\U0001f3ff\u20e3]")


def shown(text: str, limit: int = MAX_TITLE) -> str:
    """Return text for one line of the screen: no controls, no line feeds, and nothing of a width that terminals disagree on."""
    return _JOINED.sub("", line(text, limit))


def flat(text: str) -> str:
    """Return a part of a line, its inner and outer spaces kept."""
    if text.isascii() and text.isprintable():
        return text
    return _JOINED.sub("", clean(text).replace("\n", " "))


class ControlFilter(LineFilter):
    """Takes control characters, and links that are no web links, out of everything drawn: borders, toasts and tooltips too."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with nothing in them but text; `background` is not used."""
        del background
        out = []
        for segment in segments:
            text, style, control = segment
            safe = segment
            if not text.isprintable() and control is None:
                safe = Segment(clean(text).replace("\n", " "), style, control)
            if style is not None and style.link and safe_url(style.link) is None:
                safe = Segment(safe.text, style.update_link(None), control)
            out.append(safe)
        return out
