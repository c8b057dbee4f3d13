# ruff: noqa: E501, RUF001  (a case a line, in any script)
"""Documents that mean harm, or were made without care: what each is, and what has to come of it."""

import json
from dataclasses import dataclass

ITEM = (
    "<item><guid>a</guid><link>http://example.org/a</link><title>Talks resume</title>"
    "<pubDate>Thu, 05 Feb 2026 12:00:00 GMT</pubDate><description>Both sides meet again.</description></item>"
)
OK = "fetched"
NO = "no readable feed|no feed|body that is no feed|took longer|memory|without entries"
EITHER = f"{OK}|{NO}"


@dataclass(frozen=True)
class Document:
    """A document: `words` match the reason, or the outcome where nothing fails; `items` are to be stored (None: any number)."""

    name: str
    body: bytes
    words: str
    items: int | None = None
    kind: str = "application/rss+xml"


def rss(*items: str, head: str = "", before: str = '<?xml version="1.0"?>') -> bytes:
    return f'{before}<rss version="2.0"><channel><title>News</title><link>http://example.org/</link>{head}{"".join(items)}</channel></rss>'.encode(
        "utf-8", "surrogatepass"
    )


def item(**fields: str) -> str:
    told = {"guid": "a", "title": "Talks resume", "description": "Both sides meet again.", **fields}
    return "<item>" + "".join(f"<{name}>{words}</{name}>" for name, words in told.items()) + "</item>"


def atom(*entries: str, head: str = "") -> bytes:
    return (
        f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><id>urn:a</id>{head}{"".join(entries)}</feed>'
    ).encode()


ENTRY = '<entry><id>urn:1</id><title>Talks resume</title><link href="http://example.org/1"/><updated>2026-02-05T12:00:00Z</updated></entry>'


def declared(words: str) -> str:
    return f'<?xml version="1.0"?><!DOCTYPE rss [{words}]>'


LAUGHS = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
QUADRATIC = f'<!ENTITY a "{"x" * 50_000}">'
MANY = 100_000


def _json(**fields: object) -> bytes:
    return json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "News", "items": [{"id": "1", "content_text": "x"}], **fields}
    ).encode()


def _documents() -> list[Document]:
    json_kind = "application/feed+json"
    deep = "<div>" * MANY + "x" + "</div>" * MANY
    return [
        Document("billion laughs", rss(item(title="&a9;"), before=declared(LAUGHS)), EITHER),
        Document("billion laughs in an attribute", rss(item(), head='<x y="&a9;"/>', before=declared(LAUGHS)), EITHER),
        Document("quadratic blow-up", rss(item(description="&a;" * 50_000), before=declared(QUADRATIC)), EITHER),
        Document("an entity of itself", rss(item(title="&a;"), before=declared('<!ENTITY a "&b;"><!ENTITY b "&a;">')), EITHER),
        Document(
            "parameter entities", rss(item(), before=declared("<!ENTITY % a \"<!ENTITY b SYSTEM 'file:///etc/passwd'>\">%a;")), EITHER
        ),
        Document("an external entity", rss(item(title="&a;"), before=declared('<!ENTITY a SYSTEM "file:///etc/passwd">')), EITHER),
        Document(
            "an external entity over http", rss(item(title="&a;"), before=declared('<!ENTITY a SYSTEM "http://127.0.0.1:1/">')), EITHER
        ),
        Document(
            "an external document type", rss(item(), before='<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://127.0.0.1:1/x.dtd">'), EITHER
        ),
        Document(
            "XInclude",
            rss(item(description='<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>')),
            EITHER,
        ),
        Document(
            "a style sheet",
            rss(item(), before='<?xml version="1.0"?><?xml-stylesheet href="http://127.0.0.1:1/x.xsl" type="text/xsl"?>'),
            OK,
            1,
        ),
        Document("100,000 levels", rss(item(description=deep)), EITHER),
        Document("100,000 levels, escaped", rss(item(description=deep.replace("<", "&lt;"))), OK, 1),
        Document("100,000 levels in the channel", rss(item(), head=deep), EITHER),
        Document("100,000 levels without an end", rss(item(), head="<a>" * MANY), EITHER),
        Document("100,000 levels of outline", b"<rss version='2.0'>" + b"<channel><item>" * MANY, EITHER),
        Document("a million attributes", rss(item(), head="<x " + " ".join(f'a{n}="1"' for n in range(1_000_000)) + "/>"), NO),
        Document(
            "a million attributes in HTML", rss(item(description="&lt;p " + " ".join(f"a{n}=1" for n in range(1_000_000)) + "&gt;x")), OK, 1
        ),
        Document("50,000 attributes alike", rss(item(), head="<x " + 'a="1" ' * 50_000 + "/>"), EITHER),
        Document("100,000 namespaces", rss(item(), head="<x " + " ".join(f'xmlns:n{n}="u:{n}"' for n in range(MANY)) + "/>"), EITHER),
        Document("100,000 items", rss(*(item(guid=str(n), title=f"Item {n}") for n in range(MANY))), EITHER),
        Document("100,000 items, badly made", rss(*(item(guid=str(n), title=f"Item {n} &nbsp; & more") for n in range(MANY))), EITHER),
        Document("100,000 items in Atom", atom(*(ENTRY.replace("urn:1", f"urn:{n}") for n in range(MANY))), EITHER),
        Document("100,000 items of one id", rss(*(item(title=f"Item {n}") for n in range(MANY))), EITHER),
        Document(
            "100,000 authors", rss(item(author="a"), "<item><guid>b</guid>" + "<author>a@b.example (A)</author>" * MANY + "</item>"), EITHER
        ),
        Document("100,000 authors in Atom", atom(ENTRY.replace("</entry>", "<author><name>A</name></author>" * MANY + "</entry>")), EITHER),
        Document("an author of 300 KB", rss(item(author="a" * 300_000)), EITHER),
        Document("an author of 300 KB of brackets", rss(item(author="(" * 300_000)), EITHER),
        Document("an author of 300 KB of at signs", rss(item(author="a@" * 150_000)), EITHER),
        Document("100,000 categories", rss("<item><guid>a</guid><title>x</title>" + "<category>c</category>" * MANY + "</item>"), EITHER),
        Document(
            "100,000 links", rss("<item><guid>a</guid><title>x</title>" + "<link>http://example.org/</link>" * MANY + "</item>"), EITHER
        ),
        Document(
            "100,000 enclosures",
            rss("<item><guid>a</guid><title>x</title>" + '<enclosure url="http://example.org/" length="1" type="a/b"/>' * MANY + "</item>"),
            EITHER,
        ),
        Document("100,000 comments", rss(item(), head="<!-- x -->" * MANY), OK, 1),
        Document("100,000 processing instructions", rss(item(), head="<?x y?>" * MANY), OK, 1),
        Document("a comment of 10 MB", rss(item(), head="<!--" + " x" * 5_000_000 + "-->"), EITHER),
        Document("a comment without an end", rss(item(), head="<!--" + " x" * 1_000_000), EITHER),
        Document("CDATA without an end", rss(item(description="<![CDATA[" + "x" * 1_000_000)), EITHER),
        Document("a summary of 5 MB", rss(item(description="Both sides meet. " * 300_000)), OK, 1),
        Document("a summary of 5 MB of tags", rss(item(description="&lt;b&gt;" * 500_000)), OK, 1),
        Document("a summary of 5 MB of ampersands", rss(item(description="&amp;" * 1_000_000)), OK, 1),
        Document("a summary of 5 MB of less-than signs", rss(item(description="&lt;" * 1_000_000)), OK, 1),
        Document("a summary of 5 MB of bad entities", rss(item(description="&amp;x" * 800_000)), OK, 1),
        Document("a summary of 15 MB", rss(item(description="x" * 15_000_000)), EITHER),
        Document("a title of 5 MB", rss(item(title="Talks " * 800_000)), OK, 1),
        Document("a title of 5 MB of tags", rss(item(title="&lt;b&gt;" * 500_000)), OK, 1),
        Document("an id of 5 MB", rss(item(guid="x" * 5_000_000)), OK, 1),
        Document("a link of 5 MB", rss(item(link="http://example.org/" + "x" * 5_000_000)), EITHER),
        Document("an element's name of 5 MB", rss(item(), head=f"<{'x' * 5_000_000}/>"), EITHER),
        Document("an attribute of 10 MB", rss(item(), head=f'<x y="{"z" * 10_000_000}"/>'), EITHER),
        Document("a text of numbers", rss(item(description="157 " * 50_000)), OK, 1),
        Document("a text of one sentence", rss(item(description="Russia and Ukraine exchanged 157 prisoners and " * 4000)), OK, 1),
        Document("a text of quotation marks", rss(item(description='" said "' * 25_000)), OK, 1),
        Document("a text of brackets", rss(item(description="(" * 100_000 + ")" * 100_000)), OK, 1),
        Document("a text of full stops", rss(item(description="Ukraine. Russia. " * 10_000)), OK, 1),
        Document("a text of dashes", rss(item(description="prisoners-" * 20_000)), OK, 1),
        Document("a text without spaces", rss(item(description="prisoners" * 20_000)), OK, 1),
        Document("a text of digits", rss(item(description="prisoners exchanged Ukraine Russia " + "1" * 190_000)), OK, 1),
        Document("a text of commas and digits", rss(item(description="prisoners exchanged Ukraine Russia " + "1," * 95_000)), OK, 1),
        Document(
            "a text of number words", rss(item(description="Ukraine Russia prisoners exchanged " + "two hundred and " * 11_000)), OK, 1
        ),
        Document("a text of names", rss(item(description="Ukraine Russia exchanged prisoners " + "Zelensky Putin Umerov " * 9000)), OK, 1),
        Document(
            "a text of speech",
            rss(item(description="Zelensky said that Ukraine and Russia exchanged 157 prisoners, and Putin said that " * 2500)),
            OK,
            1,
        ),
        Document(
            "a text of dates",
            rss(item(description="Ukraine and Russia exchanged prisoners on 5 February 2026, 6 February 2026, " * 3000)),
            OK,
            1,
        ),
        Document("a text of lines", rss(item(description="&lt;br&gt;Ukraine, Russia: 157 prisoners exchanged" * 4000)), OK, 1),
        Document("marks in heaps", rss(item(title="a" + "\u0301" * 100_000, description="a" + "\u0301" * 1_000_000)), OK, 1),
        Document("nothing but zero-width", rss(item(title="\u200b" * 100_000, description="\u200d" * 1_000_000)), OK),
        Document("NULs", rss(item(title="a\0b", description="c\0d")), EITHER),
        Document("nothing but NULs", bytes(5_000_000), NO),
        Document("controls", rss(item(title="\x01\x02\x1b[2J\x07", description="\x9b31m\x85")), EITHER),
        Document("references to controls", rss(item(title="&#0;&#1;&#27;[2J&#x9b;31m&#xfffe;", description="&#x1b;]52;c;eA==&#7;")), OK, 1),
        Document("references beyond Unicode", rss(item(title="&#x110000; &#xD800; &#9999999999;")), OK, 1),
        Document("a reference of 100,000 digits", rss(item(title=f"&#{'9' * MANY};")), EITHER),
        Document("surrogates", rss(item(title="\ud800 \udfff \ud83d")), EITHER),
        Document("escapes in UTF-8", rss(item(title="\u009b2J \u202egnirts\u2066 \u200f", author="\x1b]0;x\x07")), EITHER),
        Document("a character set that is none", rss(item(), before='<?xml version="1.0" encoding="klingon"?>'), OK, 1),
        Document("a character set of escapes", rss(item(), before='<?xml version="1.0" encoding="\x1b[31m"?>'), EITHER),
        Document("a codec that is no character set", rss(item(), before='<?xml version="1.0" encoding="rot13"?>'), OK, 1),
        Document("a codec that decompresses", rss(item(), before='<?xml version="1.0" encoding="zlib"?>'), OK, 1),
        Document("a codec that runs", rss(item(), before='<?xml version="1.0" encoding="unicode_escape"?>'), OK, 1),
        Document(
            "punycode of 100 KB",
            rss(item(description="é" * MANY), before='<?xml version="1.0" encoding="punycode"?>').decode().encode("latin-1"),
            EITHER,
        ),
        Document(
            "idna of 100 KB",
            rss(item(description="é" * MANY), before='<?xml version="1.0" encoding="idna"?>').decode().encode("latin-1"),
            EITHER,
        ),
        Document("UTF-7", rss(item(title="+ADw-script+AD4-"), before='<?xml version="1.0" encoding="utf-7"?>'), OK, 1),
        Document("UTF-8 that says Latin-1", rss(item(title="Зеленський"), before='<?xml version="1.0" encoding="iso-8859-1"?>'), OK, 1),
        Document(
            "Windows-1251 that says UTF-8",
            rss(item(title="Зеленский " * 20), before='<?xml version="1.0" encoding="utf-8"?>').decode().encode("cp1251"),
            OK,
            1,
        ),
        Document(
            "Windows-1251 of 5 MB, unsaid", rss(item(description="Обмен пленными " * 300_000), before="").decode().encode("cp1251"), OK, 1
        ),
        Document("bytes of every kind", rss(item(title="x")).replace(b"Talks", b"") + bytes(range(256)) * 4000, EITHER),
        Document(
            "UTF-16 without a mark", rss(item(), before='<?xml version="1.0" encoding="utf-16"?>').decode().encode("utf-16-le"), OK, 1
        ),
        Document("UTF-16 with a mark", rss(item(), before='<?xml version="1.0" encoding="utf-16"?>').decode().encode("utf-16"), OK, 1),
        Document("UTF-16, big end first", b"\xfe\xff" + rss(item()).decode().encode("utf-16-be"), OK, 1),
        Document("UTF-16 of an odd length", b"\xff\xfe" + rss(item()).decode().encode("utf-16-le") + b"x", OK),
        Document("UTF-32", rss(item()).decode().encode("utf-32"), OK, 1),
        Document("two marks", b"\xef\xbb\xbf\xef\xbb\xbf" + rss(item()), OK, 1),
        Document("a mark in the middle", rss(item(title="\ufeffa\ufeffb")), OK, 1),
        Document("blanks first", b"\n \t" * 1000 + rss(item()), OK, 1),
        Document("blanks after", rss(item()) + b"\n" * 1_000_000, OK, 1),
        Document("words after the end", rss(item()) + b"<script>x</script>" * 1000, OK, 1),
        Document("two documents in one", rss(item()) * 2, OK),
        Document(
            "dates of every kind",
            rss(*(item(guid=str(n), title=f"Item {n}", pubDate=words) for n, words in enumerate(_DATES))),
            OK,
            len(_DATES),
        ),
        Document("a date of 1 MB", rss(item(pubDate="1" * 1_000_000)), EITHER),
        Document("a date of 300 KB of colons", rss(item(pubDate="Thu, 05 Feb 2026 12" + ":00" * MANY)), EITHER),
        Document("a date of 300 KB of blanks", rss(item(pubDate="Thu," + " " * 300_000 + "05 Feb 2026")), EITHER),
        Document("a ttl of 1,000,000 digits", rss(item(), head=f"<ttl>{'9' * 1_000_000}</ttl>"), OK, 1),
        Document("a ttl below nothing", rss(item(), head="<ttl>-5</ttl>"), OK, 1),
        Document("a ttl that is no number", rss(item(), head="<ttl>NaN</ttl>"), OK, 1),
        Document(
            "hours to skip, all of them",
            rss(item(), head="<skipHours>" + "".join(f"<hour>{n}</hour>" for n in range(-5, 99)) + "</skipHours>"),
            OK,
            1,
        ),
        Document("100,000 hours to skip", rss(item(), head="<skipHours>" + "<hour>1</hour>" * MANY + "</skipHours>"), OK, 1),
        Document("no channel", b'<rss version="2.0"/>', NO),
        Document("no items", rss(), "a feed without entries"),
        Document("items of nothing", rss("<item/>" * 1000), EITHER),
        Document("no titles", rss("<item><guid>a</guid></item>"), OK),
        Document("RSS without its end", rss(item())[:-20], OK, 1),
        Document("RSS cut off in an item", rss(item(), item(guid="b"))[:-80], EITHER),
        Document("tags that cross", rss("<item><guid>a</guid><title><b><i>x</b></i></title></item>"), OK, 1),
        Document("HTML in the place of XML", rss("<item><guid>a<title>x<p>y<br>z<description>unclosed"), EITHER),
        Document(
            "addresses that mean harm",
            rss(*(item(guid=str(n), title=f"Item {n}", link=words) for n, words in enumerate(_LINKS))),
            OK,
            len(_LINKS),
        ),
        Document(
            "markup that acts", rss(item(title="[@click=app.quit]x[/] [/] [red]", description="[link=file:///etc/passwd]x[/link]")), OK, 1
        ),
        Document("JSON Feed", _json(), OK, 1, json_kind),
        Document(
            "JSON of 100,000 levels", b'{"version":"x","items":' + b"[" * MANY + b"]" * MANY + b"}", "broken JSON|JSON", kind=json_kind
        ),
        Document("JSON of 100,000 levels of objects", b'{"a":' * MANY + b"1" + b"}" * MANY, "broken JSON|JSON", kind=json_kind),
        Document(
            "JSON of a number of 1,000,000 digits",
            b'{"version":"x","items":[{"id":' + b"9" * 1_000_000 + b"}]}",
            "broken JSON|JSON|fetched",
            kind=json_kind,
        ),
        Document("JSON of 100,000 items", _json(items=[{"id": str(n), "content_text": "x"} for n in range(MANY)]), OK, kind=json_kind),
        Document(
            "JSON of wrong types",
            _json(title=5, language=[], authors={}, items=[{"id": {}, "url": 7, "tags": 3, "content_html": []}, 5, None, [], "x"]),
            EITHER,
            kind=json_kind,
        ),
        Document("JSON of NaN", b'{"version":"x","title":NaN,"items":[{"id":Infinity,"content_text":"x"}]}', EITHER, kind=json_kind),
        Document(
            "JSON of lone surrogates",
            b'{"version":"x","title":"\\ud800","items":[{"id":"\\udfff","title":"\\ud800 x","content_text":"\\u0000"}]}',
            OK,
            kind=json_kind,
        ),
        Document(
            "JSON with escapes",
            _json(title="\x1b[2J", items=[{"id": "1", "title": "\x9b2J\u202e", "content_text": "\x1b]52;c;eA==\x07"}]),
            OK,
            1,
            json_kind,
        ),
        Document("JSON of 10 MB of a string", _json(items=[{"id": "1", "content_text": "x" * 10_000_000}]), OK, 1, json_kind),
        Document(
            "JSON of 10 MB of escapes",
            b'{"version":"x","items":[{"id":"1","content_text":"' + b"\\u0041" * 1_700_000 + b'"}]}',
            OK,
            1,
            json_kind,
        ),
        Document("JSON in UTF-16", _json().decode().encode("utf-16"), EITHER, kind=json_kind),
        Document(
            "JSON of one key, 1,000,000 times",
            b'{"version":"x","items":[],' + b'"a":1,' * 1_000_000 + b'"b":1}',
            "a feed without entries|JSON",
            kind=json_kind,
        ),
        Document("a JSON array", b"[1, 2, 3]", "JSON", kind=json_kind),
        Document("NULs in JSON", b'{"version":"x",\0"items":[]}', "JSON", kind=json_kind),
    ]


_LINKS = (
    "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://[::1", "http://exa mple/", "//x", "http:///", "http://\u202etxt.example/",
    "http://a.example/\x7f", "vbscript:x", "http://user:word@a.example/", "HTTP://A.EXAMPLE", "http://a.example:99999/", "\\\\a\\b", "?", "#", "..", "http://" + "a" * 3000,
)  # fmt: skip
_DATES = (
    "Thu, 05 Feb 2026 12:00:00 GMT", "2026-02-05T12:00:00Z", "5 Feb 26 12:00 EST", "Thu Feb  5 12:00:00 2026", "2026-02-05", "20260205", "2026-036",
    "05.02.2026 12:00", "2/5/2026", "0000-00-00T00:00:00Z", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "99999-01-01",
    "-0001-01-01T00:00:00Z", "Thu, 32 Feb 2026 25:61:61 GMT", "Thu, 05 Feb 2026 12:00:00 +9999", "Thu, 05 Feb 2026 12:00:00 XYZ", "1770292800", "1e400", "NaN",
    "now", "yesterday", "&#x1b;[31m", "12:00", "2026", "Feb", "Чт, 05 лют 2026 12:00:00 +0200", "5 февраля 2026", "٢٠٢٦-٠٢-٠٥", "2026-02-30T00:00:00Z",
    "2026-02-05T24:00:00Z", "2026-02-05T12:00:60Z", "2026-02-05T12:00:00.123456789123456789Z", "1999-W01-1", "Mon, 00 Jan 0000 00:00:00 GMT", "",
)  # fmt: skip

DOCUMENTS = _documents()
