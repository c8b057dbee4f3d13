"""The table of a digest's claims: one claim of one article a row. CSV, Parquet and the codebook are written from it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from core.claim import Claim
from core.comparison import Group
from core.text import line
from core.times import brief
from digest.ids import row_ids
from digest.link import safe_url
from digest.quote import excerpt
from digest.record import Digest, Row

Datatype = Literal["string", "integer", "number", "dateTime", "anyURI", "boolean"]
"""Of XML Schema, as CSVW names them."""
Scalar = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim, and where it stands in the matrix."""

    id: str
    row: Row
    group: Group
    claim: Claim


@dataclass(frozen=True, slots=True)
class Column:
    """One column, and what its codebook says of it."""

    name: str
    hxl: str
    """HXL hashtag and attributes (HXL 1.1)."""
    datatype: Datatype
    meaning: str
    take: Callable[[Entry], Scalar]
    """Texts as they come from here are cleaned and on one line, not escaped."""


def entries(digest: Digest) -> Iterator[Entry]:
    """Yield the claims of a digest, by the importance of their rows; values that are only implied stand in rows of their own."""
    for row, name in zip(digest.rows, row_ids(digest.rows), strict=True):
        for group in row.comparison.groups:
            if not group.derived:
                yield from (Entry(name, row, group, claim) for claim in group.claims)


def _text(take: Callable[[Claim], str | None]) -> Callable[[Entry], Scalar]:
    def taken(entry: Entry) -> Scalar:
        found = take(entry.claim)
        return None if found is None else line(found, 1000)

    return taken


def _number(end: float | str | None) -> float | None:
    return None if end is None or isinstance(end, str) else float(end)


def _word(entry: Entry, kinds: Sequence[str], end: float | str | None) -> str | None:
    return line(end) if isinstance(end, str) and entry.claim.value.kind in kinds else None


COLUMNS: tuple[Column, ...] = (
    Column(
        "row", "#meta+row+id", "string", "The row of the matrix: claims of one row answer one question about one event.", lambda e: e.id
    ),
    Column("topic", "#subject+topic+code", "string", "The id of the topic.", _text(lambda c: c.topic)),
    Column("question", "#indicator+question+code", "string", "The id of the question.", _text(lambda c: c.question)),
    Column("label", "#indicator+name", "string", "The question and its side in words.", lambda e: line(e.row.label)),
    Column(
        "side",
        "#group+side",
        "string",
        'The party that the value is about, or "both"; empty where there are no sides.',
        _text(lambda c: c.side),
    ),
    Column("event", "#event+id", "string", "The event that it is about; empty where it is a running total.", _text(lambda c: c.event)),
    Column("measure", "#meta+measure", "string", "event, period or cumulative.", _text(lambda c: c.measure)),
    Column(
        "kind",
        "#meta+kind",
        "string",
        "count, percent, length, area, duration, date, ordinal, place or stage.",
        _text(lambda c: c.value.kind),
    ),
    Column(
        "low",
        "#indicator+num+min",
        "number",
        "The lower end of a number, as printed; empty where it is open.",
        lambda e: _number(e.claim.value.low),
    ),
    Column(
        "high",
        "#indicator+num+max",
        "number",
        "The upper end of a number; the same as low where one number is printed.",
        lambda e: _number(e.claim.value.high),
    ),
    Column(
        *("date_low", "#date+answer+start", "string", "The first day of a date that is the answer: YYYY-MM-DD or YYYY-MM."),
        lambda e: _word(e, ("date",), e.claim.value.low),
    ),
    Column(
        *("date_high", "#date+answer+end", "string", "The last day of a date that is the answer: YYYY-MM-DD or YYYY-MM."),
        lambda e: _word(e, ("date",), e.claim.value.high),
    ),
    Column(
        *("word", "#indicator+word", "string", "The answer where it is a place or a stage."),
        lambda e: _word(e, ("place", "stage"), e.claim.value.low),
    ),
    Column("unit", "#indicator+unit", "string", "What is counted, or in which unit it is measured.", _text(lambda c: c.value.unit)),
    Column("qualifier", "#indicator+qualifier", "string", "exact, about, nearly, at-least or at-most.", _text(lambda c: c.qualifier)),
    Column("printed", "#indicator+text", "string", "The value in the words of the article.", _text(lambda c: c.value.text)),
    Column("status", "#status", "string", "How far it has come, or that it is denied.", _text(lambda c: c.status)),
    Column(
        *("status_class", "#status+class", "string", "happened, agreed, planned, demanded, denied or alleged."),
        _text(lambda c: c.status_class),
    ),
    Column("speaker", "#contact+speaker+name", "string", "Who says so; empty: the outlet in its own voice.", _text(lambda c: c.speaker)),
    Column("body", "#org+speaker+name", "string", "The body that the speaker speaks for.", _text(lambda c: c.body)),
    Column("agency", "#org+agency+name", "string", "The news agency that is credited.", _text(lambda c: c.agency)),
    Column("basis", "#meta+basis", "string", "claimed, assessed, documented, visually confirmed or reported.", _text(lambda c: c.basis)),
    Column("scope_who", "#group+scope", "string", "Who is counted, where that is said.", _text(lambda c: c.scope.who)),
    Column("scope_where", "#loc+scope+name", "string", "Where it is counted, where that is said.", _text(lambda c: c.scope.where)),
    Column("scope_from", "#date+scope+start", "string", "The first day counted.", _text(lambda c: c.scope.start)),
    Column("scope_to", "#date+scope+end", "string", "The last day counted.", _text(lambda c: c.scope.end)),
    Column("as_of", "#date+asof", "string", "Up to when the figure holds, where that is said.", _text(lambda c: c.as_of)),
    Column("source", "#org+outlet+name", "string", "The outlet.", _text(lambda c: c.source)),
    Column("published", "#date+published", "dateTime", "When the article was published, UTC.", lambda e: brief(e.claim.published)),
    Column(
        *("seen", "#date+seen", "dateTime", "When its version was first seen, UTC."),
        lambda e: None if e.claim.seen is None else brief(e.claim.seen),
    ),
    Column("language", "#meta+lang", "string", "The language of the article (ISO 639-1).", _text(lambda c: c.lang)),
    Column("url", "#meta+url", "anyURI", "The article.", lambda e: safe_url(e.claim.url)),
    Column("item", "#meta+item+id", "string", "The number of the article in the database.", lambda e: line(str(e.claim.item))),
    Column("version", "#meta+version+num", "integer", "Which version of its text, from 1.", lambda e: e.claim.version),
    Column(
        *("quote", "#description+quote", "string", "At most 200 characters of the sentence, the value among them."),
        lambda e: excerpt(e.claim.quote, e.claim.value.text),
    ),
    Column("answer", "#indicator+answer", "string", "The value as the matrix shows it.", lambda e: line(e.group.value)),
    Column("outlets", "#meta+outlets+num", "integer", "How many outlets give this answer.", lambda e: e.group.outlets),
    Column("origins", "#meta+origins+num", "integer", "How many independent origins they have, at most.", lambda e: e.group.origins),
    Column(
        "relation",
        "#meta+relation",
        "string",
        "The weightiest relation of the row; empty where one outlet is alone.",
        lambda e: e.row.comparison.relation,
    ),
    Column("relation_class", "#meta+relation+class", "string", "agree, reconcile, conflict or update.", lambda e: e.row.relation),
    Column("grade", "#meta+grade", "string", "How the row's answers are supported.", lambda e: e.row.comparison.grade),
    Column("importance", "#severity+num", "integer", "How much the row matters, 0 to 100.", lambda e: e.row.comparison.importance),
    Column("why", "#description+why", "string", "Why the row's answers relate as they do.", lambda e: line(e.row.why, 1000)),
)
