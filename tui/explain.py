"""Why a cell of the matrix says what it says, in lines. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from claims.comparing.chains import tree
from core.claim import Claim
from core.comparison import RELATION_CLASS, Comparison, Related, SilentState, event_day
from core.correction import Label, told
from core.counts import count, support
from core.sheet import Sheet
from tui.cells import Look
from tui.glyphs import Sign
from tui.ink import Ink, Line, Run
from tui.page import branches, some
from tui.table import Row, group_signs

_LATEST = 32
"""So many claims of a cell are told, and..."""
_OUTLETS = 64
"""...from whom so many outlets have it: of thousands nobody reads them all."""
SILENCE: dict[SilentState, str] = {
    "silent": "covers this and gives no such figure",
    "summary only": "only a summary is known, so nothing can be told from its silence",
    "no coverage": "has no item on this",
    "gap": "some of its items may have been missed between two polls",
    "unreachable": "could not be reached",
}
WORDS: dict[Sign, str] = {
    "agree": "say the same",
    "reconcile": "differ, and can both be true",
    "conflict": "cannot both be true",
    "update": "one is newer",
    "alone": "nothing to compare with",
    "silent": "gives no figure",
}


def sign_ink(sign: Sign) -> Ink:
    """Return the ink of a sign; each sign has one of its own name."""
    return sign


def explain_cell(
    row: Row, column: int, columns: tuple[str, ...], look: Look, now: datetime, corrected: Iterable[Label] = ()
) -> list[tuple[Line, int]]:
    """Return the lines that explain a cell, each with how far its wrapped rest is indented; `corrected` is what the reader corrected."""
    cell, source, comparison = row.cells[column], columns[column], row.sheet.row
    dot = look.glyphs.dot
    name = (
        f"{look.topic(comparison.topic)} {dot} "
        + look.question(comparison.topic, comparison.question)
        + (f" {dot} {row.label.side}" if row.label.side else "")
    )
    kinds = dict.fromkeys((comparison.relation or "one outlet", comparison.grade))  # A row that is contested is graded so as well.
    facts = f" {dot} ".join(kinds) + f" {dot} " + support(comparison.outlets, comparison.origins, comparison.speakers)
    out: list[tuple[Line, int]] = [
        (((name, "title"), (f"  {facts}", "faint")), 2),
        (((comparison.why, "text"),), 2),
    ]
    if not cell.claims:
        state = SILENCE[cell.silent] if cell.silent else "gives no figure"
        taken = [one for one in corrected if one.source == source and _was_in(one, comparison)]
        judged = [f"you corrected its {one.value}: {_judged(one, look)}" for one in taken]
        out.append((((look.glyphs.silent, "silent"), (f" {source}", "strong"), (f": {'; '.join(judged) or state}", "text")), 2))
    out.extend((_said(claim, look, now, cell.sign), 2) for claim in cell.claims[:_LATEST])
    if len(cell.claims) > _LATEST:
        out.append((((f"and {count(len(cell.claims) - _LATEST, 'earlier one')}", "faint"),), 2))
    out.extend((line, 2) for line in _others(row.sheet, cell.groups, look))
    out.extend(_chains(row.sheet, look))
    if comparison.terms:
        out.append(((("w", "accent"), (f" tells what its importance, {comparison.importance} of 100, is made of", "faint")), 2))
    return out


def _was_in(label: Label, row: Comparison) -> bool:
    """Whether a claim that was corrected had been read as an answer of a row, as far as topic, side and day tell."""
    day = event_day(row.event)
    same = (label.topic, label.question) == (row.topic, row.question) and (label.side in (row.side, None, "both") or row.side is None)
    return same and (day is None or abs((label.published.date() - day).days) <= 1 or label.item in [one.item for one in row.silent])


def _judged(label: Label, look: Look) -> str:
    """Say what the reader made of a claim."""
    made = label.correction
    return told(made, look.question(made.topic or "", made.question or ""))


def _said(claim: Claim, look: Look, now: datetime, sign: Sign) -> Line:
    opened, closed = look.glyphs.quote
    who = claim.speaker or "own voice"
    if claim.body and claim.body != claim.speaker:
        who += f", {claim.body}"
    if claim.agency:
        who += f", by {claim.agency}"
    head: list[Run] = [
        (look.glyphs.sign(sign) + " ", sign_ink(sign)),
        (claim.source, "strong"),
        (f" {look.clock(claim.published, now)}{f' v{claim.version}' if claim.version > 1 else ''} ", "faint"),
        (opened, "faint"),
    ]
    return (*head, *marked(claim, "text", "value"), (closed, "faint"), (f" ({who}; {claim.status})", "faint"))


def marked(claim: Claim, ink: Ink, value_ink: Ink) -> Line:
    """Return a claim's quote with its value marked, where it stands in it."""
    at = claim.quote.find(claim.value.text) if claim.value.text else -1
    if at < 0:
        return ((claim.quote, ink),)
    end = at + len(claim.value.text)
    return tuple(run for run in ((claim.quote[:at], ink), (claim.quote[at:end], value_ink), (claim.quote[end:], ink)) if run[0])


def _others(sheet: Sheet, mine: Sequence[int], look: Look) -> Iterator[Line]:
    """The other answers to the same question, and how each relates to a cell's."""
    row, signs = sheet.row, group_signs(sheet.row)
    known: dict[int, Related] = {}
    for related in row.relations:
        one, other = related.groups
        if (one in mine) != (other in mine):
            known.setdefault(other if one in mine else one, related)
    for number, group in enumerate(row.groups):
        if number in mine:
            continue
        sources = some(sheet.sources(number))
        if (its := known.get(number)) is None:
            yield (look.glyphs.sign(signs[number]) + " ", sign_ink(signs[number])), (group.value, "value"), (f" {sources}", "strong")
            continue
        sign = RELATION_CLASS[its.relation]
        yield (
            (look.glyphs.sign(sign) + " ", sign_ink(sign)),
            (group.value, "value"),
            (f" {sources}: ", "strong"),
            (f"{its.relation}, {its.why}", "text"),
        )


def _chains(sheet: Sheet, look: Look) -> Iterator[tuple[Line, int]]:
    """Who has it from whom, where more is known than the outlets."""
    nodes = tree(sheet.voices)
    if any(node.behind for node in nodes):
        yield (("Who has it from whom", "faint"),), 2
        yield from branches(nodes[:_OUTLETS], look)
        if len(nodes) > _OUTLETS:
            yield ((f"and {count(len(nodes) - _OUTLETS, 'more outlet')}", "faint"),), 2
