import re
from base64 import b64decode
from dataclasses import replace
from datetime import UTC
from hashlib import sha256
from itertools import pairwise

import pytest
from lxml import etree
from lxml import html as lxml_html
from syrupy.assertion import SnapshotAssertion

from digest.html import html
from digest.html_lists import ACROSS
from digest.html_rows import PRINTED
from digest.summary import summary
from digest.telling import tell
from tests.digest.hostile import TITLES, URLS
from tests.digest.written import EXCHANGED, HARMLESS, NAMES, RELEASED, WRITTEN, group, with_title

ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "a", "div", "header", "main", "footer", "p", "h1", "h2", "h3", "ul", "li"),
    *(
        "span",
        "bdi",
        "b",
        "strong",
        "nav",
        "section",
        "small",
        "article",
        "details",
        "summary",
        "blockquote",
        "time",
        "br",
        "ins",
        "del",
        "s",
    ),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "ol", "svg", "desc", "line", "text", "path"),
}
ATTRIBUTES = {
    *("charset", "http-equiv", "content", "name", "lang", "href", "class", "id", "rel", "aria-label", "aria-labelledby"),
    *(
        "aria-hidden",
        "role",
        "tabindex",
        "scope",
        "datetime",
        "open",
        "title",
        "viewbox",
        "d",
        "transform",
        "x",
        "y",
        "x1",
        "x2",
        "y1",
        "y2",
    ),
}


def tree(source: str) -> etree._Element:
    return lxml_html.document_fromstring(source)


def outside(source: str) -> set[str]:
    """The addresses that lead out of the page."""
    return {link.get("href", "") for link in tree(source).iter("a") if not link.get("href", "").startswith("#")}


def test_a_digest_as_html(snapshot: SnapshotAssertion) -> None:
    assert html(WRITTEN) == snapshot


def test_the_page_loads_and_runs_nothing() -> None:
    source = html(WRITTEN)
    policy = tree(source).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert not re.search(r"url\(|@import|src=|<script|<link|<iframe|<object", source)


def test_the_policy_allows_exactly_the_style_sheet_in_the_page() -> None:
    page = tree(html(WRITTEN))
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    style = page.xpath("string(//style)")
    assert b64decode(policy.split("sha256-")[1].split("'")[0]) == sha256(style.encode()).digest()


def test_ids_are_unique_and_links_within_the_page_lead_somewhere() -> None:
    page = tree(html(WRITTEN))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//@href") if link.startswith("#")} <= set(ids)
    assert {name for names in page.xpath("//@aria-labelledby") for name in names.split()} <= set(ids)


def test_the_matrix_is_a_table_with_headings_for_rows_and_columns() -> None:
    table = tree(html(WRITTEN)).xpath("//section[@id='matrix']//table")[0]
    assert [cell.text_content() for cell in table.xpath("./thead/tr/th[@scope='col']")] == [
        *("Question", "Courier", "Varta", "Lantern", "Morning Herald", "State Wire")
    ]
    rows = [[cell.text_content().strip() for cell in row] for row in table.xpath("./tbody/tr")]
    assert rows == [
        ["≠ Prisoners released, Ukraine", "≠ 207 (in conflict)", "≠ 207 (in conflict)", "· silent", "no item", "≠ 195 (in conflict)"],
        ["~ Prisoners exchanged, both sides", "= 314 (agrees)", "~ 157 each (reconciles)", "· silent", "= 314 (agrees)", "no item"],
        ["· Time since the last exchange", "no item", "no item", "· 5 months (silent, or nobody else answers)", "no item", "no item"],
    ]
    assert table.xpath("count(./tbody/tr/th[@scope='row'])") == 3


def test_what_nobody_says_any_more_is_struck_out_and_small() -> None:
    known = [one.groups[0].claims[0] for one in (RELEASED, EXCHANGED)]
    mended = replace(RELEASED.groups[1].claims[0], item=known[0].item, version=2)
    beside = group("about 200", replace(known[1], question="released", side="Ukraine"))
    conflict = replace(RELEASED, groups=(RELEASED.groups[0], group("207", mended), beside))
    page = tree(html(replace(WRITTEN, rows=tell((conflict,), NAMES, UTC))))
    first, second, third = page.xpath("//article[@id='row-1']/ul[@class='values']/li")
    assert (first.get("class"), first.xpath("string(strong)")) == ("beside", "195 in an earlier version")
    assert first.xpath("string(strong/s)") == "195"
    assert (second.get("class"), second.xpath("string(strong)")) == (None, "207")
    assert (third.get("class"), third.xpath("string(strong)")) == ("beside", "about 200")
    assert not third.xpath("strong/s")


def test_evidence_is_folded_behind_each_row() -> None:
    row = tree(html(WRITTEN)).xpath("//article[@id='row-1']")[0]
    assert [quote.text_content() for quote in row.xpath("./details//blockquote")] == [
        "195 were handed over for exactly the same number, the ministry said in a statement.",
        "207 of our people are home.",
        "Kyiv put the number at 207.",
    ]


def test_a_figure_over_time_is_a_picture_with_its_words_and_its_table() -> None:
    (figure,) = tree(html(WRITTEN)).xpath("//section[@id='figures']//figure")
    (drawn,) = figure.xpath("./*[local-name()='svg']")
    assert drawn.get("role") == "img"
    said = " ".join(figure.xpath(f".//*[@id='{name}']")[0].text_content() for name in drawn.get("aria-labelledby", "").split())
    assert said == "Drones launched, Russia Varta: 90 on 5 Feb 08:00, then 105 on 5 Feb 10:00; Courier: about 100 on 5 Feb 11:00."
    rows = [[cell.text_content() for cell in row] for row in figure.xpath(".//tbody/tr")]
    assert rows[0] == ["Varta", "5 Feb 08:00", "90", "in its own voice"]
    assert len(rows) == 3


def test_a_commitment_is_told_step_by_step_with_who_denies_it() -> None:
    steps = tree(html(WRITTEN)).xpath("//section[@id='commitments']//ol/li")
    assert [" ".join(step.text_content().split()) for step in steps] == [
        "agreed 6,000Courier, 5 Feb 09:00",
        "part done 1,212 of 6,000Varta, Coordination Office, 5 Feb 15:00denied: State Wire, The Ministry, 5 Feb 17:00",
    ]


def test_headings_go_down_one_step_at_a_time() -> None:
    levels = [int(heading.tag[1]) for heading in tree(html(WRITTEN)).iter("h1", "h2", "h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("title", TITLES)
def test_no_element_attribute_or_address_but_ours_comes_out(title: str) -> None:
    source = html(with_title(title))
    page = tree(source)
    assert {element.tag for element in page.iter()} <= ELEMENTS
    assert {name for element in page.iter() for name in element.attrib} <= ATTRIBUTES
    assert outside(source) <= {"https://a.example/"} | HARMLESS
    assert not any(sign in source for sign in "\x1b\x00\x9b\u202e\u200b\ud800")


@pytest.mark.parametrize("title", TITLES)
def test_the_page_has_the_same_shape_whatever_the_titles_are(title: str) -> None:
    plain = [element.tag for element in tree(html(with_title("Plain"))).iter()]
    if title.strip():
        assert [element.tag for element in tree(html(with_title(title))).iter()] == plain


@pytest.mark.parametrize("url", URLS)
def test_a_bad_address_is_no_link(url: str) -> None:
    assert outside(html(with_title("A headline", url))) <= HARMLESS


def test_what_is_left_out_on_paper_is_what_the_page_says() -> None:
    style = tree(html(WRITTEN)).xpath("string(//style)")
    assert f".voice:nth-child(n+{PRINTED + 1})" in style
    assert f".matrix tr > :nth-child(n+{ACROSS + 2})" in style
    row, *_ = WRITTEN.rows
    cells = tuple(replace(row.cells[0], source=f"Outlet {one}", silent=False) for one in range(ACROSS + 1))
    (note,) = tree(html(replace(WRITTEN, rows=(replace(row, cells=cells),)))).xpath("//p[@class='printed']")
    assert note.text_content().startswith(f"On paper {ACROSS} outlets")


def test_the_tally_counts_what_the_sentence_counts() -> None:
    again = (*WRITTEN.rows, replace(WRITTEN.rows[0], id="row-9"))
    page = tree(html(replace(WRITTEN, rows=again, summary=summary(again, (), 7, 5))))
    (first, *_) = (" ".join(one.text_content().split()) for one in page.xpath("//ul[@class='tally']/li"))
    assert first == "≠ 1 contested"
    assert "; in all 1 contested" in page.xpath("string(//p[@class='summary'])")
    assert len(page.xpath("//section[@id='contested']//article")) == len(again) - len(WRITTEN.rows) + 1
