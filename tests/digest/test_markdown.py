import re
from dataclasses import replace
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from syrupy.assertion import SnapshotAssertion

from core.comparison import Comparison
from core.text import line
from digest.markdown import inline, markdown
from digest.outline import LADDER, PAGE, WIDE, Limits
from digest.record import Digest, NewTopic
from digest.sections import SECTIONS
from tests.digest.hostile import TITLES, URLS
from tests.digest.written import HARMLESS, WRITTEN, with_title

# All that the dialects do that people paste Markdown into: bare addresses and names become links, tables, strikethrough.
DIALECTS = [
    pytest.param(MarkdownIt("commonmark"), id="CommonMark"),
    pytest.param(MarkdownIt("gfm-like", {"linkify": True, "html": True, "typographer": False}), id="GitHub"),
]
OURS = {
    *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "bullet_list_open", "bullet_list_close"),
    *(
        "list_item_open",
        "list_item_close",
        "inline",
        "text",
        "strong_open",
        "strong_close",
        "em_open",
        "em_close",
        "link_open",
        "link_close",
    ),
}


def tokens(parser: MarkdownIt, source: str) -> list[Token]:
    return [part for token in parser.parse(source) for part in (token, *(token.children or ()))]


def links(parser: MarkdownIt, source: str) -> set[str]:
    return {str(token.attrs["href"]) for token in tokens(parser, source) if token.type == "link_open"}


def shown(parser: MarkdownIt, source: str) -> str:
    return "".join(token.content for token in tokens(parser, source) if token.type == "text")


def test_a_digest_as_markdown(snapshot: SnapshotAssertion) -> None:
    assert markdown(WRITTEN) == snapshot


def test_a_normal_day_is_under_a_page() -> None:
    lines = markdown(WRITTEN).splitlines()
    assert len(lines) < 70
    assert sum(len(text.split()) for text in lines) < 700


def test_a_busy_day_is_under_a_page_too() -> None:
    rows = tuple(replace(row, comparison=_at(row.comparison, n)) for n in range(40) for row in WRITTEN.rows)
    text = markdown(replace(WRITTEN, rows=rows, changes=WRITTEN.changes * 20, commitments=WRITTEN.commitments * 20))
    seen = [re.sub(r"\[|\]\([^)]*\)|\*\*|\\\\", "", one) for one in text.splitlines() if one]
    assert sum(2 if one.startswith("#") else -(-len(one) // WIDE) for one in seen) <= PAGE
    assert re.search(r"## Contested \(\d+ of 40\)", text)


def test_where_there_is_no_room_for_quotations_a_conflict_still_says_who_says_which() -> None:
    text = markdown(WRITTEN, LADDER[-1])
    assert "“195 were handed over" not in text
    (line,) = (one for one in text.splitlines() if one.startswith("- ≠"))
    assert re.findall(r"\*\*([\d]+):\*\* \[([\w ]+)\]\(https://[^)]+\), ([\w ]+), 5 Feb \d\d:00", line) == [
        ("195", "State Wire", "Ministry of Defence"),
        ("207", "Varta", "Coordination Office"),
    ]


def _at(row: Comparison, day: int) -> Comparison:
    """The same on another day, in other articles."""
    groups = tuple(replace(one, claims=tuple(replace(said, item=f"{said.item}-{day}") for said in one.claims)) for one in row.groups)
    return replace(row, event=f"e{day}", groups=groups)


def test_the_same_digest_is_the_same_text() -> None:
    assert markdown(WRITTEN) == markdown(replace(WRITTEN))


def test_a_list_that_is_cut_says_how_much_is_left_out() -> None:
    released, *_ = WRITTEN.rows
    rows = tuple(replace(released, comparison=_at(released.comparison, day)) for day in range(4))
    text = markdown(replace(WRITTEN, rows=rows), Limits(headlines=1, contested=2))
    assert "## Contested (2 of 4)" in text
    assert "**Prisoner exchanges** (5 new): Varta" in text


def test_nothing_new_needs_no_section() -> None:
    empty: Digest = replace(
        WRITTEN,
        rows=(),
        changes=(),
        commitments=(),
        courses=(),
        wording=0,
        silences=(),
        new=(),
        off_topic=0,
        items=(),
        sources=(),
        summary="No new item.",
    )
    headings = [text for text in markdown(empty).splitlines() if text.startswith("#")]
    assert headings == ["# Ukraine-Russia talks: digest of 5 Feb 2026", "## Method and limits"]


@pytest.mark.parametrize("parser", DIALECTS)
@pytest.mark.parametrize("title", TITLES)
def test_a_text_is_shown_as_it_is(parser: MarkdownIt, title: str) -> None:
    assert shown(parser, f"- {inline(title)}") == line(title, 2000)


@pytest.mark.parametrize("parser", DIALECTS)
@pytest.mark.parametrize("title", TITLES)
def test_no_link_and_no_markup_but_ours_comes_out(parser: MarkdownIt, title: str) -> None:
    source = markdown(with_title(title))
    assert links(parser, source) <= {"https://a.example/"} | HARMLESS
    assert {token.type for token in tokens(parser, source)} <= OURS
    told = tokens(parser, source)
    _, *headings = [after.content for token, after in pairwise(told) if token.type == "heading_open"]
    assert {heading.partition(" (")[0] for heading in headings} <= set(SECTIONS.values())
    assert not any(sign in source for sign in "\x1b\x00\x9b\u202e\u200b")


@pytest.mark.parametrize("parser", DIALECTS)
@pytest.mark.parametrize("url", URLS)
def test_a_bad_address_is_no_link(parser: MarkdownIt, url: str) -> None:
    found = links(parser, markdown(with_title("A headline", url)))
    assert found <= HARMLESS


@pytest.mark.parametrize("parser", DIALECTS)
@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/x_(y)_z*w*",
        "https://a.example/?a=1&copy=2&amp;b=3&copy;",
        "https://a.example/)[x](javascript:1)",
        "https://a.example/<b>`c`|d",
    ],
)
def test_a_link_leads_where_it_says(parser: MarkdownIt, url: str) -> None:
    digest = replace(WRITTEN, rows=(), changes=(), commitments=(), silences=(), sources=())
    topic = NewTopic(topic="T", headlines=(replace(WRITTEN.new[0].headlines[0], url=url),))
    (found,) = links(parser, markdown(replace(digest, new=(topic,))))
    assert found.replace("%28", "(").replace("%29", ")").startswith("https://a.example/")
    assert "&copy;" in found or "copy;" not in url
