"""What stands round the rows of the page: figures drawn, the matrix, who is silent, what is new, how outlets could be followed."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from core.counts import count
from digest.chart import chart
from digest.html_parts import lang_of, link, time_of
from digest.markup import Markup, tag
from digest.matrix import Matrix, matrices
from digest.outline import cut, once
from digest.plot import LEGEND, plots
from digest.record import Cell, Digest, Headline, Row, Silence, SourceHealth
from digest.words import MEANING, SIGNS, SILENCE, SILENT, Sign

HEADLINES = 200
"""Most headlines of one topic; the JSON form has them all."""
SEEN, ASKED = 4, 6
"""Headlines of a topic, and questions on which somebody is silent, that stand open to view."""
MOST_SILENT, QUIET = 60, 12
"""Most questions on which somebody is silent, the weightiest, and most outlets that are named for each; the JSON form has them all."""
ACROSS = 7
"""How many outlets of the matrix are printed, as the style sheet has it."""
_CLASS = {sign: kind or "alone" for kind, sign in SIGNS.items()}
_NO_ITEM = tag("td", tag("span", "no item", class_="unseen"), class_="quiet")


def charts_of(digest: Digest) -> Iterator[Markup]:
    """Draw the figures that moved."""
    if pictures := plots(digest):
        drawn = (chart(one, f"figure-{number}", digest.zone, digest.until.year) for number, one in enumerate(pictures, 1))
        yield tag("p", LEGEND, class_="legend")
        yield tag("div", *drawn, class_="charts")


def matrices_of(digest: Digest) -> Iterator[Markup]:
    """Yield a table of each topic: a row a question, a column an outlet."""
    if digest.rows:
        tables = list(matrices(digest.rows))
        yield from (_matrix(number, one) for number, one in enumerate(tables, 1))
        if any(len(one.columns) > ACROSS for one in tables):
            yield tag(
                "p",
                f"On paper {ACROSS} outlets of each topic, those that answer most; the page on a screen has them all.",
                class_="printed",
            )
        yield tag("p", "; ".join(f"{sign} {words}" for sign, words in MEANING.items()), class_="legend")


def _matrix(number: int, matrix: Matrix) -> Markup:
    name = f"matrix-{number}"
    heads = (tag("th", column, scope="col") for column in matrix.columns)
    table = tag(
        "table",
        tag("caption", matrix.topic, id=name),
        tag("thead", tag("tr", tag("th", "Question", scope="col"), *heads)),
        tag("tbody", *(_table_row(row, matrix.columns) for row in matrix.rows)),
        class_="matrix",
    )
    # A region that scrolls has to be reachable by keyboard (WCAG 2.1.1).
    return tag("div", table, class_="scroll", role="region", aria_labelledby=name, tabindex="0")


def _table_row(row: Row, columns: Sequence[str]) -> Markup:
    sign = tag("span", row.sign, class_=f"sign {row.relation or 'alone'}", aria_hidden="true")
    held = {cell.source: cell for cell in row.cells}
    head = tag("th", sign, " ", tag("a", row.label, href=f"#{row.id}"), scope="row")
    return tag("tr", head, *(_cell(held.get(column)) for column in columns))


def _cell(cell: Cell | None) -> Markup:
    return _NO_ITEM if cell is None else _held(cell.sign, cell.text, silent=cell.silent)


@lru_cache(1000)
def _held(mark: Sign, words: str, *, silent: bool) -> Markup:
    """A cell of the matrix; many are alike."""
    sign = tag("span", mark, class_="sign", aria_hidden="true")
    if silent:
        title = next((told for state, told in SILENCE.items() if state == words), None)
        return tag("td", sign, " ", words, class_="quiet", title=title)
    return tag("td", sign, " ", words, tag("span", f" ({MEANING[mark]})", class_="unseen"), class_=_CLASS[mark])


def silences_of(digest: Digest) -> Iterator[Markup]:
    """Tell who gives no figure, the questions on which that is silence first."""
    proper = [one for one in digest.silences if one.state == "silent"]
    if proper:
        yield tag("p", f"{SILENT}.", class_="legend")
        yield tag("ul", *(_silence(digest, one) for one in proper[:ASKED]), class_="plain")
        if others := proper[ASKED:MOST_SILENT]:
            listed = tag("ul", *(_silence(digest, one) for one in others), class_="plain")
            yield tag("details", tag("summary", count(len(others), "more question")), listed, class_="rest")
    untold = [one for one in digest.silences if one.state != "silent"]
    if untold:
        yield tag("p", "Of these it cannot be told.", class_="legend")
        yield tag("ul", *(_silence(digest, one) for one in untold), class_="plain")


def _silence(digest: Digest, one: Silence) -> Markup:
    shown = cut(one.outlets, QUIET)
    outlets: list[str] = []
    for quiet in shown.shown:
        outlets += ["; "] if outlets else []
        outlets.append(link(quiet.source, quiet.url))
        outlets += [", ", time_of(digest, quiet.time)] if quiet.time is not None else []
        outlets += [f" ({count(quiet.rows, 'question')})"] if not one.label else []
    outlets += [f"; {shown.more:,} more"] if shown.more else []
    words = SILENCE[one.state]
    label = one.label or words[:1].upper() + words[1:]
    return tag("li", tag("strong", label), tag("br"), tag("span", *outlets, class_="meta"))


def topics_of(digest: Digest) -> Iterator[Markup]:
    """List the new headlines, by topic."""
    if not digest.new:
        return
    # A headline of two topics stands open in the first of them alone.
    topics = (_new(digest, one.topic, one.headlines, first.shown) for one, first in once(digest.new, SEEN))
    yield tag("div", *topics, class_="rows")
    if digest.off_topic:
        yield tag("p", f"{count(digest.off_topic, 'new item')} without a topic.", class_="legend")


def _new(digest: Digest, topic: str, headlines: Sequence[Headline], first: Sequence[Headline]) -> Markup:
    shown = cut([one for one in headlines if one not in first], HEADLINES)
    others = shown.shown
    more = [tag("p", f"… and {count(shown.more, 'more item')}.", class_="legend")] if shown.more else []
    folded = [
        tag(
            "details",
            tag("summary", f"{len(others) + shown.more:,} more", tag("span", f" of {topic}", class_="unseen")),
            tag("ul", *(_headline(digest, one) for one in others), class_="plain"),
            *more,
            class_="rest",
        )
    ]
    return tag(
        "div",
        tag("h3", topic, tag("small", f"{len(headlines):,} new")),
        tag("ul", *(_headline(digest, one) for one in first), class_="plain"),
        *(folded if others else []),
        class_="topic",
    )


def _headline(digest: Digest, one: Headline) -> Markup:
    head = tag("span", tag("bdi", one.source), ", ", time_of(digest, one.time), class_="meta")
    return tag("li", head, tag("br"), link(one.title, one.url, lang_of(one.language)))


def sources_of(digest: Digest) -> Iterator[Markup]:
    """Tell how each outlet could be followed."""
    if not digest.sources:
        return
    names = ("Outlet", "State", "Polls", "Failed", "New", "Last read")
    rows = (
        tag(
            "tr",
            tag("th", one.source, scope="row"),
            tag("td", _health(one)),
            *(tag("td", f"{number:,}", class_="number") for number in (one.polls, one.failed, one.new)),
            tag("td", time_of(digest, one.last_good) if one.last_good is not None else "never"),
        )
        for one in digest.sources
    )
    table = tag(
        "table",
        tag("caption", "How each outlet could be followed", id="sources-table"),
        tag("thead", tag("tr", *(tag("th", name, scope="col") for name in names))),
        tag("tbody", *rows),
    )
    yield tag("div", table, class_="scroll", role="region", aria_labelledby="sources-table", tabindex="0")


def _health(one: SourceHealth) -> Markup:
    kind = {"ok": "agree", "gap": "reconcile", "unreachable": "conflict", "not asked": "alone"}[one.state]
    sign = {"ok": "=", "gap": "~", "unreachable": "≠", "not asked": "·"}[one.state]
    return tag("span", tag("span", sign, class_="sign", aria_hidden="true"), f" {one.words}", class_=kind)
