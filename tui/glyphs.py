"""The signs of the screen, in two sets: some terminals draw the first set two cells wide, or have no glyph for it."""

from dataclasses import dataclass
from typing import Literal

from core.comparison import RelationClass

Sign = Literal["agree", "reconcile", "conflict", "update", "alone", "silent"]
"""What a cell of the matrix says beside its value: a class of relation, "alone" (nothing to compare with), or "silent" (no claim)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyphs:
    """One character each, one cell wide."""

    agree: str = "="
    reconcile: str = "~"
    conflict: str
    update: str = "^"
    alone: str = " "
    silent: str
    unread: str
    starred: str
    cursor: str
    dot: str
    """Between two words of a line."""
    more: str
    """At the end of what was cut."""
    up: str
    """New items lie above; or a range that is open above."""
    left: str
    """More columns to the left."""
    right: str
    rule: str
    """A line across is made of these."""
    wall: str
    """An upright axis is made of these."""
    tick: str
    """A value on it."""
    corner: str
    """Where it meets the one across."""
    tee: str
    """A time on that."""
    bar: str
    """A range of values."""
    bar_across: str
    """A stretch of time."""
    down: str
    """A range that is open below; or a total that falls."""
    branch: tuple[str, str]
    """Before a node of a tree, and before the last of its kin."""
    trunk: tuple[str, str]
    """Before what is behind them."""
    quote: tuple[str, str]
    gone: tuple[str, str]
    """Round words that an edit took out: beside their ink, where that alone may not be seen."""
    come: tuple[str, str]
    about: str
    at_least: str
    at_most: str
    border: Literal["round", "ascii"]
    key: dict[str, str]
    """How keys are written."""
    digits: str
    """Of a footnote's number."""

    def note(self, number: int) -> str:
        """Return the number of a footnote."""
        text = "".join(self.digits[int(digit)] for digit in str(number))
        return text if self.digits[0] != "0" else f"[{text}]"

    def sign(self, sign: Sign | RelationClass) -> str:
        """Return the character of a sign."""
        char: str = getattr(self, sign)
        return char


UNICODE = Glyphs(
    conflict="≠",
    silent="·",
    unread="●",
    starred="★",
    cursor="▌",
    dot="·",
    more="…",
    up="▲",
    left="◂",
    right="▸",
    rule="─",
    wall="│",
    tick="┤",
    corner="└",
    tee="┬",
    bar="┃",
    bar_across="━",
    down="▼",
    branch=("├ ", "└ "),
    trunk=("│ ", "  "),
    quote=("«", "»"),
    gone=("", ""),
    come=("", ""),
    about="≈",
    at_least="≥",
    at_most="≤",
    border="round",
    key={"enter": "⏎", "tab": "⇥", "escape": "esc", "up": "↑", "down": "↓", "left": "←", "right": "→"},
    digits="⁰¹²³⁴⁵⁶⁷⁸⁹",
)
ASCII = Glyphs(
    conflict="!",
    silent=".",
    unread="*",
    starred="+",
    cursor="|",
    dot="-",
    more="~",
    up="^",
    left="<",
    right=">",
    rule="-",
    wall="|",
    tick="+",
    corner="+",
    tee="+",
    bar="#",
    bar_across="=",
    down="v",
    branch=("|- ", "`- "),
    trunk=("|  ", "   "),
    quote=('"', '"'),
    gone=("[-", "-]"),
    come=("{+", "+}"),
    about="~",
    at_least=">=",
    at_most="<=",
    border="ascii",
    key={name: name for name in ("enter", "tab", "escape", "up", "down", "left", "right")},
    digits="0123456789",
)


def glyphs(name: Literal["unicode", "ascii"]) -> Glyphs:
    """Return the set of that name."""
    return ASCII if name == "ascii" else UNICODE
