"""The topics that ship, and articles to hold against them."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from core.config import load
from core.news import Article
from rules.tagging import Rules, compile_topics, tag

CONFIG = Path(__file__).parents[2] / "config.toml"


@cache
def rules() -> Rules:
    return compile_topics(load(CONFIG).topic)


def article(text: str, title: str = "", lang: str | None = None) -> Article:
    return Article(id=1, source="The Ledger", published=datetime(2026, 2, 5, tzinfo=UTC), title=title, text=text, lang=lang)


def topics(text: str, title: str = "", lang: str | None = None) -> set[str]:
    return {found.topic for found in tag(rules(), article(text, title, lang))}
