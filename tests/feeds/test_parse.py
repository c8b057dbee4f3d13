import json
import os
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.news import Document, Entry
from core.text import line, paragraphs
from feeds.parse import parse
from tests.growth import LINEAR, growth

URL = "https://example.org/news/feed.xml"
NOON = datetime(2026, 2, 5, 12, 0, tzinfo=UTC)

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:yandex="http://news.yandex.ru" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">
<channel><title>News</title>{}</channel></rss>"""
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="uk"><title>News</title>{}</feed>'
SHORT = "<description>Short.</description>"
LONG = "The two delegations met in the morning and talked for about five hours. " * 12


def read(body: str | bytes, content_type: str = "application/xml") -> Document:
    raw = body.encode() if isinstance(body, str) else body
    return parse(raw, {"content-type": content_type}, URL)


def item(inner: str, head: str = "") -> Entry:
    (entry,) = read(RSS.format(f"{head}<item>{inner}</item>")).entries
    return entry


def atom(inner: str) -> Entry:
    (entry,) = read(ATOM.format(f"<entry>{inner}</entry>")).entries
    return entry


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            RSS.format(
                "<item><title>157 freed</title><link>https://example.org/a</link><description>Both sides.</description>"
                "<guid isPermaLink='false'>7</guid><pubDate>Thu, 05 Feb 2026 14:00:00 +0200</pubDate></item>"
            ),
            id="RSS 2.0",
        ),
        pytest.param(
            '<rss version="0.91"><channel><title>News</title><item><title>157 freed</title><link>https://example.org/a</link>'
            "<description>Both sides.</description><guid>7</guid><pubDate>Thu, 05 Feb 2026 12:00:00 GMT</pubDate></item></channel></rss>",
            id="RSS 0.91",
        ),
        pytest.param(
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title></channel><item rdf:about="7">'
            "<title>157 freed</title><link>https://example.org/a</link><description>Both sides.</description>"
            "<dc:date>2026-02-05T12:00:00Z</dc:date></item></rdf:RDF>",
            id="RDF",
        ),
        pytest.param(
            ATOM.format(
                '<entry><id>7</id><title>157 freed</title><link href="https://example.org/a"/><summary>Both sides.</summary>'
                "<published>2026-02-05T14:00:00+02:00</published><updated>2026-02-06T00:00:00Z</updated></entry>"
            ),
            id="Atom 1.0",
        ),
        pytest.param(
            '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>News</title><entry><id>7</id><title>157 freed</title>'
            '<link rel="alternate" type="text/html" href="https://example.org/a"/><summary>Both sides.</summary>'
            "<issued>2026-02-05T12:00:00Z</issued></entry></feed>",
            id="Atom 0.3",
        ),
        pytest.param(
            '{"version": "https://jsonfeed.org/version/1", "title": "News", "items": [{"id": 7, "url": "https://example.org/a",'
            ' "title": "157 freed", "content_text": "Both sides.", "date_published": "2026-02-05T14:00:00+02:00"}]}',
            id="JSON Feed 1.0",
        ),
    ],
)
def test_every_kind_of_feed_gives_the_same_entry(body: str) -> None:
    document = read(body)
    (entry,) = document.entries
    assert document.problem is None
    assert document.title == "News"
    assert (entry.title, entry.url, entry.text) == ("157 freed", "https://example.org/a", "Both sides.")
    assert entry.published == NOON
    assert entry.guid in ("7", "https://example.org/a")


@pytest.mark.parametrize(
    ("inner", "guid"),
    [
        pytest.param("<guid>/7</guid><title>A</title>", "/7", id="its own, as it stands"),
        pytest.param("<link>https://a.example/?utm_source=rss&amp;x=1</link>", "https://a.example/?x=1", id="its link without tracking"),
        pytest.param("<guid>  7\n</guid>", "7", id="white space folded"),
        pytest.param("<guid></guid><link>https://example.org/a</link>", "https://example.org/a", id="an empty one counts for nothing"),
        pytest.param("<guid>\u200b</guid><link>https://example.org/a</link>", "https://example.org/a", id="one that nobody sees, too"),
    ],
)
def test_an_entry_has_an_id(inner: str, guid: str) -> None:
    assert item(inner).guid == guid


def test_without_id_and_link_the_title_and_date_identify() -> None:
    one, two, later = (
        item(f"<title>{title}</title><pubDate>Thu, 0{day} Feb 2026 12:00:00 GMT</pubDate>").guid
        for title, day in [("A", 5), ("A", 5), ("A", 6)]
    )
    assert one == two
    assert one != later


def test_long_ids_stay_apart() -> None:
    one, two = (item(f"<guid>{'x' * 600}{end}</guid>").guid for end in "ab")
    assert one != two
    assert len(one) < 100


def test_one_id_for_two_articles_is_no_id() -> None:
    body = RSS.format("".join(f"<item><guid>0</guid><link>https://example.org/{n}</link></item>" for n in (1, 2, 2)))
    assert len({entry.guid for entry in read(body).entries}) == 2


@pytest.mark.parametrize(
    ("inner", "url"),
    [
        pytest.param("<link>/a</link>", "https://example.org/a", id="relative to the feed"),
        pytest.param("<link>a b</link>", "https://example.org/news/a%20b", id="with a blank"),
        pytest.param("<link>javascript:alert(1)</link>", None, id="a script"),
        pytest.param("<link>file:///etc/passwd</link>", None, id="a file"),
        pytest.param("<link>http://[::1</link>", None, id="nonsense"),
        pytest.param("", None, id="none"),
        pytest.param("<guid>7</guid>", None, id="an id that is no address"),
        pytest.param("<guid>https://example.org/7</guid>", "https://example.org/7", id="a permanent id is one"),
        pytest.param(
            "<link>https://feeds.example/~r/1</link><feedburner:origLink>https://example.org/a</feedburner:origLink>",
            "https://example.org/a",
            id="the one before FeedBurner",
        ),
    ],
)
def test_a_link_is_an_address_of_the_web_or_none(inner: str, url: str | None) -> None:
    assert item(f"<title>A</title>{inner}").url == url


@pytest.mark.parametrize(
    ("inner", "text", "full"),
    [
        pytest.param("<description>Plain &amp; simple.</description>", "Plain & simple.", False, id="plain"),
        pytest.param("<description>&lt;p&gt;One.&lt;p&gt;Two.&lt;br&gt;Three.</description>", "One.\nTwo.\nThree.", False, id="paragraphs"),
        pytest.param("<description><![CDATA[<b>Bold</b><script>x</script>!]]></description>", "Bold!", False, id="no scripts"),
        pytest.param("<description>AT&amp;amp;T &amp;lt;3</description>", "AT&T <3", False, id="entities of entities"),
        pytest.param("<description>a\u202eb\u200bcd</description>", "abcd", False, id="nothing a terminal obeys"),
        pytest.param(
            f"{SHORT}<content:encoded>Short, and the whole.</content:encoded>",
            "Short, and the whole.",
            True,
            id="content",
        ),
        pytest.param(f"<content:encoded>{LONG}</content:encoded>", LONG.strip(), True, id="content alone"),
        pytest.param("<content:encoded>Two words.</content:encoded>", "Two words.", False, id="little content alone"),
        pytest.param(
            "<description>The longer summary.</description><content:encoded>Short.</content:encoded>",
            "The longer summary.",
            False,
            id="longer summary",
        ),
        pytest.param(f"{SHORT}<content:encoded>{LONG} […]</content:encoded>", LONG + "[…]", False, id="content cut off"),
        pytest.param(f"{SHORT}<fulltext>&lt;p&gt;{LONG}</fulltext>", LONG.strip(), True, id="an outlet's own element"),
        pytest.param(
            f"{SHORT}<yandex:full-text>{LONG}</yandex:full-text>",
            LONG.strip(),
            True,
            id="an aggregator's element",
        ),
        pytest.param(
            f"<content:encoded>{LONG}&lt;p&gt;The post A appeared first on B.</content:encoded>",
            LONG.strip(),
            True,
            id="no advertisement at the end",
        ),
        pytest.param(
            f"<content:encoded>{LONG}&lt;p&gt;Read more →</content:encoded>", LONG.strip(), False, id="content that goes on elsewhere"
        ),
        pytest.param("<content:encoded>Continue reading</content:encoded>", "", False, id="content that begins elsewhere"),
    ],
)
def test_the_text_is_the_fullest_there_is(inner: str, text: str, full: bool) -> None:  # noqa: FBT001  (a column of the table)
    entry = item(f"<title>A</title>{inner}")
    assert (entry.text, entry.full) == (text, full)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        pytest.param("<title>A &amp;amp; B</title>", "A & B", id="entities"),
        pytest.param("<title>A &lt;b&gt;bold&lt;/b&gt; move</title>", "A bold move", id="markup"),
        pytest.param("<title>5 &lt; 6</title>", "5 < 6", id="a sign that is no markup"),
        pytest.param("<title>  one\n two </title>", "one two", id="one line"),
        pytest.param("<title>&lt;![CDATA[x]]&gt;</title>", "x", id="CDATA in disguise"),
        pytest.param("<description>Talks end. &lt;p&gt;More.</description>", "Talks end.", id="none: the text begins"),
        pytest.param(f"<description>{LONG}</description>", f"{LONG[:119].rpartition(' ')[0]}…", id="none: a long text begins"),
        pytest.param("<title>[/] [red]x[/red] \x1b[31m</title>".replace("\x1b", ""), "[/] [red]x[/red] [31m", id="brackets stay brackets"),
    ],
)
def test_a_title_is_one_line_of_plain_text(title: str, shown: str) -> None:
    assert item(title).title == shown


def test_an_atom_title_of_text_shows_its_markup() -> None:
    assert atom('<id>1</id><title type="text">a &lt;b&gt;</title>').title == "a <b>"
    assert atom('<id>1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">a <b>c</b></div></title>').title == "a c"


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        pytest.param("<pubDate>Thu, 05 Feb 2026 07:00:00 EST</pubDate>", NOON, id="named zone"),
        pytest.param("<pubDate>5 Feb 2026 12:00:00</pubDate>", NOON, id="no zone is UTC"),
        pytest.param("<dc:date>2026-02-05T12:00:00Z</dc:date>", NOON, id="Dublin Core"),
        pytest.param("<pubDate>2026-02-05 12:00:00</pubDate>", NOON, id="ISO in RSS"),
        pytest.param("<pubDate>soon</pubDate>", None, id="nonsense"),
        pytest.param("", None, id="none"),
        pytest.param("<pubDate>Wed, 01 Jan 3026 12:00:00 GMT</pubDate>", datetime(3026, 1, 1, 12, tzinfo=UTC), id="absurd ones stay"),
    ],
)
def test_a_date_is_in_utc(date: str, moment: datetime | None) -> None:
    assert item(f"<title>A</title>{date}").published == moment


@pytest.mark.parametrize("date", ["0000-01-01", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00"])
def test_a_date_outside_of_all_years_is_none(date: str) -> None:
    item = f"<item><title>A</title><pubDate>{date}</pubDate></item>"
    assert [one.published for one in parse(f"<rss><channel>{item}</channel></rss>".encode(), {}, URL).entries] == [None]
    given = {"items": [{"id": "1", "title": "A", "date_published": date}]}
    assert [one.published for one in parse(json.dumps(given).encode(), {}, URL).entries] == [None]


def test_an_update_stands_in_for_the_date_of_publication() -> None:
    assert atom("<id>1</id><title>A</title><updated>2026-02-05T12:00:00Z</updated>").published == NOON


def test_who_wrote_and_who_published_are_kept() -> None:
    entry = item('<title>A</title><dc:creator>O. Reporter</dc:creator><source url="https://wire.example/">Wire &amp; Co</source>')
    assert (entry.author, entry.publisher) == ("O. Reporter", "Wire & Co")


@pytest.mark.parametrize(
    ("declared", "lang"),
    [("en-US", "en"), ("uk", "uk"), ("ua", "uk"), ("RU-ru", "ru"), ("english", None), ("", None)],
)
def test_the_language_is_a_code(declared: str, lang: str | None) -> None:
    assert item("<title>A</title>", head=f"<language>{declared}</language>").lang == lang


def test_an_atom_feed_says_its_language_in_xml() -> None:
    assert atom("<id>1</id><title>A</title>").lang == "uk"


def test_how_often_to_ask_is_read() -> None:
    document = read(
        RSS.format(
            "<ttl>60</ttl><skipHours><hour>0</hour><hour> 23 </hour><hour>24</hour><hour>77</hour></skipHours>"
            "<skipDays><day>Saturday</day><day>sunday</day><day>Caturday</day></skipDays><item><title>A</title></item>"
        )
    )
    assert document.ttl == 3600.0
    assert (set(document.skip_hours), set(document.skip_days)) == ({0, 23}, {5, 6})
    assert read(RSS.format("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>")).ttl == 21_600.0
    assert read(RSS.format("<ttl>never</ttl>")).ttl is None


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        pytest.param(b"", "empty body", id="nothing"),
        pytest.param(b" \n ", "empty body", id="blank"),
        pytest.param(b"Just a stub", "11-byte body that is no feed", id="a few bytes"),
        pytest.param(b"x" * 300, "no feed: application/xml", id="many bytes"),
        pytest.param(b"<!DOCTYPE html><title>Before you continue</title>", "200 with HTML: a consent page", id="consent"),
        pytest.param(b"<html><head><title>Just a moment...</title>", "200 with HTML: a check for robots", id="robots"),
        pytest.param("<html><title>Вы не робот?</title>".encode(), "200 with HTML: a check for robots", id="robots, in Russian"),
        pytest.param("<html><title>Вхід</title>".encode(), "200 with HTML: a login page", id="a login, in Ukrainian"),
        pytest.param(b"<rss>" + b"<x>" * 50_000, "no readable feed: elements in elements, hundreds deep", id="deep XML"),
        pytest.param(b"<html><head><title>Kyiv &amp; beyond</title>", '200 with HTML: "Kyiv & beyond"', id="another page"),
        pytest.param(b"<html><body></body></html>", "200 with HTML: a page", id="a page without a title"),
        pytest.param(RSS.format("").encode(), "a feed without entries", id="an empty feed"),
        pytest.param(b'{"items": 7}', "JSON, and no JSON Feed", id="other JSON"),
        pytest.param(b"[1, 2", "broken JSON: Expecting ',' delimiter: line 1 column 6 (char 5)", id="broken JSON"),
        pytest.param(b'{"a":' * 100_000, "broken JSON", id="deep JSON"),
        pytest.param(b'{"version": "x", "items": []}', "a feed without entries", id="an empty JSON Feed"),
    ],
)
def test_what_is_no_feed_is_a_problem(body: bytes, problem: str) -> None:
    if not body.strip():
        assert read(body, "application/feed+json").problem == problem
    document = read(body)
    assert document.problem is not None
    assert document.problem.startswith(problem)
    assert document.entries == ()


@pytest.mark.parametrize(
    "reference", ["&#xD800;", "&#x110000;", "&#1114112;", "&#0;", "&#x1B;", "&#55296;", "&#99999999999;", "&#x" + "F" * 5000 + ";"]
)
def test_a_reference_to_no_character_costs_only_itself(reference: str) -> None:
    assert item(f"<title>A{reference}B</title>").title.replace("\ufffd", "") == "AB"


def test_broken_xml_is_read_as_far_as_it_goes() -> None:
    document = read(RSS.format("<item><title>A & B</title></item><item><title>C</title>").removesuffix("</channel></rss>"))
    assert [entry.title for entry in document.entries] == ["A & B", "C"]


@pytest.mark.parametrize(
    "markup", ["<p>Talks&#1;</p>x", "<p>&#x1b;Talks<br>&#0;</p>", "<div>Talks&#11;</div>&#xfffe;", "<p>Talks&#xffff;<hr>"]
)
def test_references_to_what_no_element_may_hold_cost_nothing_else(markup: str) -> None:
    (entry,) = read(RSS.format(f"<item><title>A</title><description>{escape(markup)}</description></item>")).entries
    assert entry.text.startswith("Talks")
    assert entry.text.replace("\n", "").isprintable()


def test_a_summary_of_a_hundred_thousand_levels_is_read_at_once() -> None:
    def summary(levels: int) -> str:
        (entry,) = read(RSS.format(f"<item><title>A</title><description>{escape('<div>' * levels + 'x')}</description></item>")).entries
        return entry.text

    assert len(summary(100_000)) <= 1
    assert growth(summary, 25_000) < LINEAR


@pytest.mark.parametrize("name", ["idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "zlib", "rot13", "utf-7"])
@pytest.mark.parametrize("broken", [b"\xe9" * 300, b"\xff\xfe-\\x1b\\", b"+AAAA-" * 50])
def test_a_document_that_names_what_is_no_character_set_is_read_all_the_same(name: str, broken: bytes) -> None:
    body = f'<?xml version="1.0" encoding="{name}"?><rss><channel><item><title>Talks</title></item></channel></rss>'.encode()
    assert [entry.title for entry in parse(body + broken, {"content-type": f"text/xml; charset={name}"}, URL).entries] == ["Talks"]


@pytest.mark.parametrize(
    ("declared", "encoding", "content_type"),
    [
        pytest.param("windows-1251", "cp1251", "text/xml", id="by its declaration"),
        pytest.param(None, "cp1251", "text/xml; charset=windows-1251", id="by the header"),
        pytest.param("utf-16", "utf-16", "text/xml", id="UTF-16"),
        pytest.param(None, "utf-16-be", "text/xml", id="UTF-16 without a mark"),
        pytest.param(None, "utf-8-sig", "text/xml", id="by its mark"),
        pytest.param(None, "utf-8", "text/xml", id="nothing said"),
        pytest.param(None, "utf-8", "text/xml; charset=iso-8859-1", id="a server that is wrong"),
        pytest.param("koi8-u", "koi8-u", "text/xml; charset=nonsense", id="a header that means nothing"),
    ],
)
def test_the_character_set_is_found(declared: str | None, encoding: str, content_type: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    body = f"{declaration}<rss><channel><item><title>Обмін</title></item></channel></rss>".encode(encoding)
    (entry,) = read(body, content_type).entries
    assert entry.title == "Обмін"


def test_a_name_of_a_file_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(RSS.format("<item><title>Secret</title></item>"))
    assert parse(os.fsencode(path), {}, URL).entries == ()


def test_an_entity_bomb_does_not_go_off() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "boom">{levels}]><rss><channel><item><title>&l9;</title></item></channel></rss>'
    assert [entry.title for entry in read(bomb).entries] == ["&l9;"]


def test_an_external_entity_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("Secret")
    body = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><rss><channel><item><title>A&x;</title></item></channel></rss>'
    assert [entry.title for entry in read(body).entries] == ["A&x;"]


@pytest.mark.parametrize(
    ("before", "count"),
    [
        pytest.param("", 5_000, id="well-formed"),
        pytest.param("<b></c>", 3000, id="broken, for which the slow reader is needed"),
    ],
)
def test_of_a_flood_of_entries_the_first_are_read(before: str, count: int) -> None:
    flood = RSS.format(before + "".join(f"<item><guid>{n}</guid></item>" for n in range(20_010)))
    assert [entry.guid for entry in read(flood).entries] == [str(n) for n in range(count)]


@pytest.mark.parametrize("sign", ["='x'", "=x"])
def test_an_element_with_thousands_of_attributes_is_refused(sign: str) -> None:
    attributes = " ".join(f"attribute{n}{sign}" for n in range(2000))
    assert read(f"<rss {attributes}><channel/></rss>").problem == "no readable feed: an element with thousands of attributes"


def test_a_picture_within_an_article_is_no_flood_of_attributes() -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 50_000}=="> One.'
    assert item(f"<title>A</title><description><![CDATA[{picture}]]></description>").text == "One."


def test_a_json_feed_with_wrong_types_loses_only_those() -> None:
    (entry,) = read(
        '{"title": 5, "items": [{"id": true, "url": 7,'
        ' "external_url": "https://example.org/x", "title": null, "content_html": "<p>One.<p>Two.",'
        ' "authors": [{"name": "A"}, 5, {"name": "B"}], "author": "C", "date_published": "later", "language": ["en"]}, 5]}'
    ).entries
    assert (entry.guid, entry.url, entry.title, entry.text) == ("https://example.org/x", "https://example.org/x", "One.", "One.\nTwo.")
    assert (entry.author, entry.published, entry.lang) == ("A, B", None, None)


words = st.text(alphabet="abв 1<>&;\"'/é", min_size=1, max_size=40).map(line).filter(bool)


@given(words, words, st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1)))  # noqa: DTZ001  (the zone comes next)
def test_any_entry_is_the_same_in_every_kind_of_feed(title: str, text: str, when: datetime) -> None:
    when = when.replace(microsecond=0, tzinfo=UTC)
    link, html = "https://example.org/a", [escape(escape(each)) for each in (title, text)]
    item = {"id": "7", "url": link, "title": title, "summary": text, "date_published": when.isoformat()}
    bodies = (
        RSS.format(
            f"<item><guid>7</guid><link>{link}</link><title>{html[0]}</title><description>{html[1]}</description>"
            f"<pubDate>{format_datetime(when)}</pubDate></item>"
        ),
        ATOM.format(
            f'<entry><id>7</id><link href="{link}"/><title type="html">{html[0]}</title><summary type="html">{html[1]}</summary>'
            f"<published>{when.isoformat()}</published></entry>"
        ),
        json.dumps({"items": [item]}),
    )
    for body in bodies:
        (entry,) = read(body).entries
        assert (entry.guid, entry.url, entry.title, entry.text, entry.published) == ("7", link, title, text, when)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_raising(body: bytes) -> None:
    read(body)


@given(st.text(max_size=100), st.text(max_size=100))
def test_any_text_in_a_feed_comes_out_harmless(title: str, text: str) -> None:
    body = RSS.format(f"<item><guid>1</guid><title><![CDATA[{title}]]></title><description><![CDATA[{text}]]></description></item>")
    for entry in read(body.encode("utf-8", "surrogatepass")).entries:
        assert entry.title == line(entry.title)
        assert entry.text == paragraphs(entry.text)


def test_entries_without_id_and_link_are_counted_each() -> None:
    twice = read(RSS.format("<item><title>A</title></item><item><title>A</title></item>"))
    assert [entry.title for entry in twice.entries] == ["A", "A"]
    assert len({entry.guid for entry in twice.entries}) == 2
    assert read(RSS.format("<item><title>A</title></item>")).entries[0].guid == twice.entries[0].guid


def test_what_follows_an_element_without_an_end_is_kept() -> None:
    assert item("<title>safe&lt;embed src='x'&gt; &lt;b&gt;words&lt;/b&gt;</title>").title == "safe words"


def test_a_character_that_xml_forbids_costs_nothing() -> None:
    entry = item("<title>A\x1b\x00B</title><description>&lt;p&gt;S</description>")
    assert (entry.title, entry.text) == ("AB", "S")
