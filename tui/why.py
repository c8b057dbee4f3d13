"""Why: the terms behind the topics of an article, its claims, a relation and a weight, on one page."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType

from core.claim import Claim
from core.comparison import RELATION_CLASS, Comparison
from core.counts import support
from tui.cells import Look, short_value
from tui.dialog import Paper
from tui.ink import Line, Run, fit, right
from tui.page import Block, Leaf

_BAR = 20
"""Cells of a bar: what the weightiest term of all may have."""
_MOST = 30
"""What a term of the importance may come to."""
_TERMS = {
    "kind": "how they differ",
    "distance": "how far apart",
    "who": "who says so",
    "support": "how many say so",
    "recency": "how recent",
    "new": "came in lately",
}
"""What the terms of the importance stand for."""
_TERM = max(map(len, _TERMS.values())) + 1


class Why(Paper):
    """Shows the page; its own key closes it as well."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("w", "leave", "Close", id="why.leave")]


def why_row(row: Comparison, look: Look) -> list[Block]:
    """Explain a row of the matrix: how its answers relate, what speaks for it, and what its weight is made of."""
    dot = look.glyphs.dot
    side = f" {dot} {row.side}" if row.side else ""
    blocks = [
        Block(((f"{look.topic(row.topic)} {dot} {look.question(row.topic, row.question)}{side}", "title"),)),
        Block(((row.why, "text"),)),
        Block(()),
        Block((("The relation", "title"),)),
    ]
    for related in row.relations:
        its = RELATION_CLASS[related.relation]
        one, other = (row.groups[at] for at in related.groups)
        blocks.append(
            Block(
                (
                    (f"{look.glyphs.sign(its)} ", its),
                    (f"{one.value} and {other.value}", "strong"),
                    (f"  {related.relation}: ", its),
                    (related.why, "text"),
                ),
                4,
            )
        )
    if not row.relations:
        blocks.append(Block((("One answer, so nothing to relate.", "faint"),)))
    blocks += [
        Block((("Tried in this order: scope, arithmetic, rounding, time; only what none of them explains is a conflict.", "faint"),)),
        Block(()),
        Block((("The grade", "title"),)),
        Block(((f"{row.grade}: {support(row.outlets, row.origins, row.speakers)}", "text"),)),
        Block((("An origin is whom outlets have it from, as an agency: ten that copy one dispatch have one.", "faint"),)),
        Block(()),
        Block(((f"The importance: {row.importance} of 100", "title"),)),
    ]
    return blocks + [Block(_term(name, points, look)) for name, points in row.terms]


def _term(name: str, points: int, look: Look) -> Line:
    bar = look.glyphs.bar_across * round(points * _BAR / _MOST)
    return ((fit(_TERMS.get(name, name), _TERM), "text"), (right(str(points), 3), "strong"), ("  ", "text"), (bar, "accent"))


def why_article(leaf: Leaf, look: Look) -> list[Block]:
    """Explain an article: which words told its topics, and what was read as claims."""
    opened, closed = look.glyphs.quote
    blocks = [Block(((leaf.article.title or "(no title)", "title"),)), Block(()), Block((("Its topics", "title"),))]
    for tag in leaf.tags:
        runs: tuple[Run, ...] = (
            (look.topic(tag.topic), "strong"),
            (f"  {opened}{tag.phrase}{closed} in the {tag.place}", "text"),
            (f"  rule {tag.rule}", "faint"),
        )
        blocks.append(Block(runs, 2))
    if not leaf.tags:
        blocks.append(Block((("No rule of any topic found its words here.", "faint"),)))
    blocks += [Block(()), Block((("Its claims", "title"),))]
    for claim in leaf.claims:
        blocks += [Block(line, 2) for line in _claim(claim, look)]
    if not leaf.claims:
        blocks.append(Block((("No sentence answers one of the questions.", "faint"),)))
    more = f"negotiation-watch why {leaf.article.id} tells its rules as well, which sentences were passed over, and which words weighed."
    return [*blocks, Block(()), Block(((more, "faint"),))]


def _claim(claim: Claim, look: Look) -> Iterator[Line]:
    side = f" {look.glyphs.dot} {claim.side}" if claim.side else ""
    yield ((look.question(claim.topic, claim.question) + side, "strong"), ("  ", "text"), (short_value(claim, look.glyphs), "value"))
    facts = [claim.status, claim.basis, claim.measure, *(part for part in (claim.scope.who, claim.scope.where) if part)]
    if claim.as_of:
        facts.append(f"as of {claim.as_of}")
    said = f"said by {claim.speaker or 'the outlet itself'}" + (f", told by “{claim.cue}”" if claim.cue else "")
    yield ((f"  {', '.join(facts)}; {said}", "faint"),)
    yield ((f"  {look.glyphs.quote[0]}{claim.quote}{look.glyphs.quote[1]}", "text"),)
