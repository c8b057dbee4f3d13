"""An article as a page: its claims marked in place, numbered, and explained in footnotes. Pure."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from claims.comparing.chains import Node, tree
from core.claim import Claim
from core.comparison import RELATION_CLASS
from core.news import Article, Tag
from core.sheet import Sheet
from tui.cells import Look, age, recent, short_value
from tui.glyphs import Sign
from tui.ink import Ink, Line, Run
from tui.table import group_sign

_NAMED = 12
"""Outlets of one value that a footnote names."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A version, and what it changed of the claims of the one before it."""

    number: int
    seen: datetime
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a page is made of."""

    article: Article
    claims: tuple[Claim, ...]
    """In the order in which they stand."""
    versions: int = 1
    seen: datetime | None = None
    """When the version shown was first seen."""
    tags: tuple[Tag, ...] = ()
    edits: tuple[Edit, ...] = ()
    """What became of it, the oldest first; the first is how it was first seen."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: it is wrapped to the width at hand, its later lines indented by `hang`."""

    line: Line
    hang: int = 0
    anchor: bool = False
    """Whether the sentence in question begins here, so that it should be in view."""
    beside: Line | None = None
    """What stands in a second column to its right; None: there is one column."""
    between: str = " "
    """What parts the two columns."""


def same_claim(one: Claim, other: Claim) -> bool:
    """Whether two records are the same claim, read from the store at different times."""
    # Of hundreds of claims hardly one is of the same article.
    return one.item == other.item and (one.place, one.start, one.topic, one.question, one.side, one.value) == (
        *(other.place, other.start, other.topic, other.question, other.side, other.value),
    )


def page(
    leaf: Leaf,
    chosen: Claim | None,
    rows: Sequence[Sheet],
    look: Look,
    now: datetime,
    *,
    along: tuple[int, int] = (1, 1),
    whole: bool = False,
) -> list[Block]:
    """Return the blocks of an article's page; the chosen claim's sentence is marked, and its block is the anchor.

    `along` is which of how many claims of a cell the chosen one is. With `whole` what `aside` says stands below.
    """
    article, glyphs = leaf.article, look.glyphs
    notes, numbers = _notes(leaf.claims)
    facts = [article.source, _moment(article.published, look, now)]
    if leaf.seen is not None:
        facts.append(f"seen {look.clock(leaf.seen, now)}")
    facts.append(f"version {leaf.versions}" if leaf.versions > 1 else "unchanged")
    if not article.full:
        facts.append("summary only")
    blocks = [Block(((f"claim {along[0]} of {along[1]} in this cell; ", "faint"), ("enter", "accent"), (" shows the next", "faint")))]
    blocks = blocks * (along[1] > 1) + [
        Block(
            tuple(_marked_text(article.title or "(no title)", leaf.claims, numbers, chosen, "title", "title", glyphs.note)),
            anchor=_in(chosen, "title"),
        ),
        Block(((f" {glyphs.dot} ".join(facts), "faint"),)),
        Block(((article.url or "no link", "accent"),)),
        Block(()),
    ]
    at = 0
    for text in article.text.split("\n"):
        end = at + len(text)
        line = tuple(_marked_text(text, leaf.claims, numbers, chosen, "text", "text", glyphs.note, at))
        here = chosen is not None and chosen.place == "text" and at <= chosen.start < max(end, at + 1)
        blocks += [Block(line, anchor=here), Block(())]
        at = end + 1
    if not article.text:
        blocks += [Block((("The feed gives no text for this item, only its title.", "faint"),)), Block(())]
    blocks += [Block((("Claims", "title"),))] if notes else [Block((("No claims were read in this article.", "faint"),))]
    blocks += [
        Block(_note(number, claim, rows, look, chosen=chosen is not None and same_claim(claim, chosen)), hang=3) for number, claim in notes
    ]
    return [*blocks, Block(()), *aside(leaf, look, now)] if whole else blocks


def aside(leaf: Leaf, look: Look, now: datetime) -> list[Block]:
    """Return what stands beside an article: its topics and what told them, who has it from whom, and its versions."""
    blocks = [Block((("Topics", "title"),))]
    phrases: dict[str, list[str]] = {}
    for tag in leaf.tags:
        phrases.setdefault(tag.topic, []).append(tag.phrase)
    for topic, words in phrases.items():
        opened, closed = look.glyphs.quote
        told = ", ".join(f"{opened}{phrase}{closed}" for phrase in dict.fromkeys(words))
        blocks.append(Block(((look.topic(topic), "text"), (f"  {told}", "faint")), 2))
    if not phrases:
        blocks.append(Block((("none that is followed", "faint"),)))
    nodes = tree(leaf.claims)
    if nodes:
        blocks += [Block(()), Block((("Who has it from whom", "title"),)), *(Block(line, hang) for line, hang in branches(nodes, look))]
    blocks += [Block(()), Block((("Versions", "title"),))]
    for edit in reversed(leaf.edits):
        what = "; ".join(edit.facts) or ("as first seen" if edit.number == 1 else "wording only")
        blocks.append(Block(((f"{edit.number}  ", "accent"), (look.clock(edit.seen, now), "text"), (f"  {what}", "faint")), 3))
    if len(leaf.edits) > 1:
        blocks.append(Block((("v", "accent"), (" shows what changed", "faint"))))
    return blocks


def branches(nodes: Sequence[Node], look: Look, before: str = "") -> Iterator[tuple[Line, int]]:
    """Draw who has it from whom as a tree: lines, each with how far its wrapped rest is indented."""
    for at, node in enumerate(nodes):
        last = at == len(nodes) - 1
        yield ((before + look.glyphs.branch[last], "faint"), (node.name, "strong" if node.link == "outlet" else "text")), len(before) + 2
        yield from branches(node.behind, look, before + look.glyphs.trunk[last])


def _moment(published: datetime, look: Look, now: datetime) -> str:
    """When the article came out, and how long ago where that is within the week."""
    moment = look.clock(published, now)
    return f"{moment} ({age(published, now)})" if recent(published, now) else moment


def _in(chosen: Claim | None, place: str) -> bool:
    return chosen is not None and chosen.place == place


def _notes(claims: Iterable[Claim]) -> tuple[list[tuple[int, Claim]], dict[tuple[str, int, int], int]]:
    """Number the claims: those that rest on the same printed value share a number."""
    notes: list[tuple[int, Claim]] = []
    numbers: dict[tuple[str, int, int], int] = {}
    for claim in sorted(claims, key=lambda each: (each.place == "text", *_value_span(each))):
        number = numbers.setdefault((claim.place, *_value_span(claim)), len(numbers) + 1)
        notes.append((number, claim))
    return notes, numbers


def _value_span(claim: Claim) -> tuple[int, int]:
    """Where a claim's value stands, in code points of its place; the whole quote where it is not found in it."""
    at = claim.quote.find(claim.value.text) if claim.value.text else -1
    return (claim.start, claim.end) if at < 0 else (claim.start + at, claim.start + at + len(claim.value.text))


def _marked_text(
    text: str,
    claims: Sequence[Claim],
    numbers: dict[tuple[str, int, int], int],
    chosen: Claim | None,
    place: str,
    ink: Ink,
    raised: Callable[[int], str],
    offset: int = 0,
) -> Iterable[Run]:
    """Cut a paragraph into runs where claims begin and end. `offset` is where the paragraph begins in its article."""
    quoted = (chosen.start - offset, chosen.end - offset) if chosen is not None and chosen.place == place else (0, 0)
    values: dict[tuple[int, int], int] = {}
    for claim in claims:
        start, end = _value_span(claim)
        if claim.place == place and offset <= start < offset + len(text):
            values[start - offset, end - offset] = numbers[place, start, end]
    if chosen is not None and chosen.place == place:
        start, end = _value_span(chosen)
        chosen_value = (start - offset, end - offset)
    else:
        chosen_value = (0, 0)
    edges = {0, len(text), *quoted, *(edge for span in values for edge in span), *chosen_value}
    cuts = sorted(edge for edge in edges if 0 <= edge <= len(text))
    for start, end in pairwise(cuts):
        yield text[start:end], _ink_at(start, quoted, chosen_value, values, ink)
        for span, number in values.items():
            if span[1] == end:
                yield raised(number), "quote" if quoted[0] <= start < quoted[1] else "accent"


def _ink_at(at: int, quoted: tuple[int, int], chosen_value: tuple[int, int], values: Iterable[tuple[int, int]], ink: Ink) -> Ink:
    if chosen_value[0] <= at < chosen_value[1]:
        return "quoted-value"
    if any(start <= at < end for start, end in values):
        return "value"
    return "quote" if quoted[0] <= at < quoted[1] else ink


def _note(number: int, claim: Claim, rows: Sequence[Sheet], look: Look, *, chosen: bool) -> Line:
    """A footnote: which question, the value, who says so, and how it stands to what others say."""
    dot = look.glyphs.dot
    name = look.question(claim.topic, claim.question) + (f" {dot} {claim.side}" if claim.side else "")
    who = claim.speaker or "own voice"
    head: list[Run] = [
        (f"{look.glyphs.note(number)} ", "accent"),
        (name, "strong" if chosen else "text"),
        ("  ", "text"),
        (short_value(claim, look.glyphs), "value"),
        (f"  {who}, {claim.status}{', corrected by you' if claim.corrected else ''}", "faint"),
    ]
    for row in rows:
        places = row.of_item(claim.item)
        for place, each in zip(places, row.claims(places), strict=True):
            if same_claim(claim, each):
                return (*head, *_standing(row, row.group(place), claim, look))
    return tuple(head)


def some(sources: Sequence[str]) -> str:
    """Name some of the outlets, and count the others: of hundreds nobody reads the names."""
    more = len(sources) - _NAMED
    return ", ".join(sources[:_NAMED]) + (f" +{more}" if more > 0 else "")


def _standing(row: Sheet, mine: int, claim: Claim, look: Look) -> Iterable[Run]:
    """How a claim's group stands to its own outlets and to the other groups."""
    sign: Sign = group_sign(row.row, mine)
    same = [source for source in row.sources(mine) if source != claim.source]
    if same:
        yield f"  {look.glyphs.agree} ", "agree"
        yield some(same), "text"
    if sign == "alone":
        yield "  nobody else says", "faint"
    for related in row.row.relations:
        if mine not in related.groups:
            continue
        other = related.groups[1] if related.groups[0] == mine else related.groups[0]
        its = RELATION_CLASS[related.relation]
        yield f"  {look.glyphs.sign(its)} ", its
        yield f"{row.row.groups[other].value} {some(row.sources(other))}", "text"
        yield f" ({related.relation})", "faint"
