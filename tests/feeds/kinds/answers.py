"""Answers of sources in the forms in which they come, with news of nowhere in them."""

import json
from collections.abc import Sequence
from html import escape

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>\x1b]0;owned\x07\u202e157 home"


def telegram_post(number: int, text: str, *, extra: str = "", date: str = "2026-02-05T12:00:00+00:00", service: bool = False) -> str:
    words = f'<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>' if text else ""
    return f"""<div class="tgme_widget_message_wrap js-widget_message_wrap">
<div class="tgme_widget_message text_not_supported_wrap {"service_message " if service else ""}js-widget_message"
 data-post="harbour_press/{number}" data-view="eyJjIjotMTB9">
<div class="tgme_widget_message_user"><a href="https://t.me/harbour_press"><i class="tgme_widget_message_user_photo"></i></a></div>
<div class="tgme_widget_message_bubble"><i class="tgme_widget_message_bubble_tail"></i>
<div class="tgme_widget_message_author accent_color">
<a class="tgme_widget_message_owner_name" href="https://t.me/harbour_press"><span dir="auto">Harbour press office</span></a>
</div>{extra}{words}
<div class="tgme_widget_message_footer compact js-message_footer"><div class="tgme_widget_message_info short js-message_info">
<span class="tgme_widget_message_views">12.3K</span><span class="copyonly"> views</span><span class="tgme_widget_message_meta">
<a class="tgme_widget_message_date" href="https://t.me/harbour_press/{number}"><time datetime="{date}" class="time">12:00</time></a>
</span></div></div></div></div></div>"""


def telegram(*posts: str) -> bytes:
    return f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Harbour press office – Telegram</title></head><body>
<header class="tgme_header"><div class="tgme_channel_info"><div class="tgme_channel_info_header_title">
<span dir="auto">Harbour press office</span></div>
<div class="tgme_channel_info_header_username">@harbour_press</div></div></header>
<main class="tgme_main"><section class="tgme_channel_history js-message_history">{"".join(posts)}</section></main></body></html>""".encode()


NO_CHANNEL = b"""<!DOCTYPE html><html><head><title>Telegram: Contact @nobody</title></head><body class="no_transition">
<div class="tgme_page_wrap">
<div class="tgme_page"><a class="tgme_action_button_new" href="tg://resolve?domain=nobody">Send Message</a></div>
</div></body></html>"""


def wordpress_post(number: int, title: str, words: str, **more: object) -> dict[str, object]:
    return {
        "id": number,
        "date": "2026-02-05T14:00:00",
        "date_gmt": "2026-02-05T12:00:00",
        "guid": {"rendered": f"https://outlet.example/?p={number}"},
        "link": f"https://outlet.example/{number}/",
        "title": {"rendered": title},
        "content": {"rendered": words, "protected": False},
        "excerpt": {"rendered": "<p>In short [&hellip;]</p>\n", "protected": False},
    } | more


def gdelt(*articles: Sequence[str]) -> bytes:
    names = ("url", "title", "seendate", "domain", "language")
    rows = [
        {"url_mobile": "", "socialimage": "", "sourcecountry": "Ukraine", **dict(zip(names, article, strict=True))} for article in articles
    ]
    return json.dumps({"articles": rows}).encode()


def googlenews(*items: tuple[str, str]) -> bytes:
    card = '<a href="https://news.google.com/x">{}</a>&nbsp;&nbsp;<font color="#6f6f6f">{}</font>'
    rows = "".join(
        f"<item><title>{escape(title)} - {escape(outlet)}</title><link>https://news.google.com/rss/articles/CBMi{number}?oc=5</link>"
        f'<guid isPermaLink="false">CBMi{number}</guid><pubDate>Thu, 05 Feb 2026 12:00:00 GMT</pubDate><description>'
        f"{escape(card.format(title, outlet))}</description>"
        f'<source url="https://{number}.example">{escape(outlet)}</source></item>'
        for number, (title, outlet) in enumerate(items)
    )
    head = "<generator>NFE/5.0</generator><title>swap - Google News</title><link>https://news.google.com/search?q=swap</link>"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel>{head}<language>en-US</language>{rows}</channel></rss>'.encode()
    )


def mastodon(*posts: str) -> bytes:
    rows = "".join(
        f'<item><guid isPermaLink="true">https://social.example/@press/{number}</guid><link>https://social.example/@press/{number}</link>'
        f"<pubDate>Thu, 05 Feb 2026 12:00:00 +0000</pubDate><description>{escape(post)}</description>"
        '<media:content url="https://files.example/a.png" type="image/png" fileSize="9" medium="image"><media:description type="plain">'
        "A picture</media:description></media:content><category>swap</category></item>"
        for number, post in enumerate(posts)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:webfeeds="http://webfeeds.org/rss/1.0"
 xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Press office</title>
<description>Public posts from @press@social.example</description>
<link>https://social.example/@press</link><image><url>https://files.example/b.png</url><title>Press office</title>
<link>https://social.example/@press</link></image><lastBuildDate>Thu, 05 Feb 2026 12:00:00 +0000</lastBuildDate>
<webfeeds:icon>https://files.example/b.png</webfeeds:icon><generator>Mastodon v4.5.0</generator>{rows}</channel></rss>""".encode()


def bluesky(*posts: str) -> bytes:
    rows = "".join(
        f"<item><link>https://bsky.app/profile/did:plc:abc/post/{number}</link><description>{escape(post)}</description>"
        f'<pubDate>05 Feb 2026 12:00 +0000</pubDate><guid isPermaLink="false">at://did:plc:abc/app.bsky.feed.post/{number}</guid></item>'
        for number, post in enumerate(posts)
    )
    return f"""<?xml version="1.0" encoding="UTF-8" ?><rss version="2.0"><channel><description>Official.</description>
<link>https://bsky.app/profile/press.example</link><title>@press.example - Press office</title>{rows}</channel></rss>""".encode()


def sitemap(*news: tuple[str, str]) -> bytes:
    rows = "".join(
        f"""<url><loc>https://outlet.example/{number}</loc><lastmod>2026-02-05T13:00:00Z</lastmod><news:news><news:publication>
<news:name>Outlet</news:name><news:language>{lang}</news:language></news:publication><news:publication_date>2026-02-05T14:00:00+02:00
</news:publication_date><news:title>{title}</news:title></news:news><image:image><image:loc>https://outlet.example/a.jpg</image:loc>
<image:title>A picture</image:title></image:image></url>"""
        for number, (title, lang) in enumerate(news)
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">{rows}</urlset>""".encode()


LIST = """<!doctype html><html lang="uk"><head><meta charset="utf-8"><title>Новини</title></head><body><nav><a href="/">Дім</a></nav><ul>
<li class="news"><a href="/n/1"><img src="x"></a><h3><a href="/n/1">Обмін відбувся на півночі</a></h3>
<span class="when">5 лютого 2026, 14:30</span><p>Додому повернулися 157 військових.</p></li>
<li class="news"><h3><a href="https://other.example/2">Переговори тривають</a></h3>
<time datetime="2026-02-05T10:00:00+02:00">зранку</time></li>
<li class="news"><h3>Без посилання</h3></li><li class="news"><a href="javascript:alert(1)">Зле</a></li></ul></body></html>""".encode()
