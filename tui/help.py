"""The help screen: the keys as they are bound now, what the signs mean, and how a relation is decided."""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType

from tui.cells import Look
from tui.dialog import Paper
from tui.explain import SILENCE
from tui.glyphs import Sign
from tui.ink import Run, fit
from tui.page import Block

_SIGNS: tuple[tuple[Sign, str], ...] = (
    ("agree", "agree: other sources say the same"),
    ("reconcile", "reconcile: they differ, and can both be true; the line below the claims says how"),
    ("conflict", "conflict: they cannot both be true. Both bear the sign: who is right is not ours to say"),
    ("update", "update: one is newer, or a source corrected itself"),
    ("alone", "no sign: one outlet says so, and there is nothing to compare it with"),
    ("silent", "silent: no such figure"),
)
_RELATIONS: tuple[tuple[Sign, str, str], ...] = (
    ("agree", "same", "same value, status and scope"),
    ("reconcile", "compatible", 'the ranges overlap, one is vaguer: "over 150" and 157'),
    ("reconcile", "adds up", "a sum holds, and is printed: 157 + 157 = 314"),
    ("reconcile", "other scope", "who or where is counted differs; which is said"),
    ("reconcile", "other time", "the time that is counted differs"),
    ("update", "updated", "the same origin, or a running count, says a newer value"),
    ("update", "corrected", "the same article changed its value"),
    ("conflict", "differs", "same question, side and window, and the values exclude one another"),
    ("conflict", "contested", "differs, and the two are the parties themselves"),
    ("conflict", "mismatch", "the same speaker is given with two values, and nothing tells of an update"),
    ("conflict", "denied", "one says so, another denies it"),
)
_WHAT = (
    "News comes in from the feeds (Stream). What is said in it is compared (Claims; alone on the screen it is the Matrix): a row is a "
    "question and the side that it is about, a column a source (v: an origin, a speaker), a cell what that source says. Below stands "
    "why a cell has its sign. Enter opens the sentence in its article (Evidence; alone the Reader, with its topics, who has it from "
    "whom, and its versions). The Timeline draws a figure over time, Search finds any item, the Digest tells a span on paper."
)
_KEY_WIDTH = 22


class Help(Paper):
    """Shows the page; its own key closes it as well."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark,f1", "leave", "Close", id="help.leave")]


def written(keys: str, look: Look) -> str:
    """Return keys as a reader knows them: `question_mark,f1` as `? f1`."""
    names = {
        "question_mark": "?",
        "slash": "/",
        "full_stop": ".",
        "left_square_bracket": "[",
        "right_square_bracket": "]",
        "pagedown": "pgdn",
        "pageup": "pgup",
        **look.glyphs.key,
    }
    return " ".join(names.get(key.strip(), key.strip()).replace("ctrl+", "^") for key in keys.split(","))


def help_page(look: Look, keys: Mapping[str, str], groups: Mapping[str, Iterable[BindingType]]) -> list[Block]:
    """Return the blocks of the help page."""
    blocks: list[Block] = []

    def head(words: str) -> None:
        if blocks:
            blocks.append(Block(()))
        blocks.append(Block(((words, "title"),)))

    head("What you see")
    blocks.append(Block(((_WHAT, "text"),)))
    head("Signs")
    for sign, means in _SIGNS:
        runs: tuple[Run, ...] = ((f"  {look.glyphs.sign(sign)}  ", sign), (means, "text"))
        blocks.append(Block(runs, 5))
    blocks += [
        Block(((f"  {look.glyphs.unread}  ", "accent"), ("not read yet", "text"))),
        Block(((f"  {look.glyphs.starred}  ", "reconcile"), ("starred", "text"))),
        Block((("  v2 ", "update"), ("the second version that was seen: v shows what was changed", "text"))),
        Block((("  +1 ", "text"), ("in a cell: one more value of the same source; enter steps through them", "text"))),
        Block((("  A  ", "strong"), ("in the timeline: a source, named below; a digit is so many of them at once", "text"))),
        Block(((f"  {look.glyphs.bar}  ", "strong"), (f"there: a range; {look.glyphs.up} it is open above", "text"))),
        Block(((f"  {look.glyphs.down}  ", "bad"), ("there: a running total that falls", "text"))),
    ]
    for group, bindings in groups.items():
        head(f"Keys: {group}")
        for binding in bindings:
            if isinstance(binding, Binding) and binding.description:
                bound = keys.get(binding.id or "", binding.key)
                does = binding.description + (f" ({binding.tooltip[:1].lower()}{binding.tooltip[1:]})" if binding.tooltip else "")
                blocks.append(Block((("  " + fit(written(bound, look), _KEY_WIDTH), "accent"), (does, "text")), _KEY_WIDTH + 2))
    head("How a relation is decided, in this order")
    for sign, relation, means in _RELATIONS:
        blocks.append(Block(((f"  {look.glyphs.sign(sign)} ", sign), (fit(relation, 12), "strong"), (means, "text")), 16))
    head("Silence")
    blocks += [Block(((f"  {fit(state, 14)}", "strong"), (f"the source {means}", "text")), 16) for state, means in SILENCE.items()]
    return blocks
