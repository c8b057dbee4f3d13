"""Feeds added to the user's file, at its end: what stands there already stays as it was written."""

import json
from collections.abc import Sequence
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

from core.config.examine import check
from core.config.files import read
from core.config.mistake import ConfigErrors, Mistake
from core.config.syntax import parse
from core.settings import ArticlePage, Feed, ListPage

_NEW = 'extends = "default"  # what stands here is added to what ships\n'


def add_feeds(path: Path, feeds: Sequence[Feed]) -> int:
    """Add the feeds that the file does not name yet, and return how many; a file that is not there is made, on top of the shipped one.

    Raises:
        ConfigErrors: the file has mistakes, or cannot be written; it is left as it was.
    """
    text = read(path) if path.exists() else _NEW
    listed = parse(text, path).document.get("feed")
    known = {one.get("url") for one in listed if isinstance(one, dict)} if isinstance(listed, list) else set()
    new = [feed for feed in feeds if feed.url not in known]
    whole = text.rstrip("\n") + "\n" + "".join(_table(feed) for feed in new)
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(whole, encoding="utf-8")
        if mistakes := check(part):
            part.unlink()
            raise ConfigErrors([Mistake(path, mistake.line, mistake.text) for mistake in mistakes])
        part.replace(path)
    except OSError as error:
        raise ConfigErrors([Mistake(path, None, f"cannot be written: {error.strerror}; name another file with --config")]) from None
    return len(new)


def _table(feed: Feed) -> str:
    """Write a feed as a table; what is as it is by default is left out, but for the language."""
    plain = {one.name: one.default if one.default_factory is MISSING else one.default_factory() for one in fields(Feed)}
    given = {name: getattr(feed, name) for name in plain}
    rows = [f"{name} = {_value(value)}" for name, value in given.items() if name == "lang" or value != plain[name]]
    return "\n[[feed]]\n" + "\n".join(rows) + "\n"


def _value(value: Any) -> str:
    match value:
        case str():
            # A JSON string is a TOML basic string as well.
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case bool():
            return str(value).lower()
        case tuple():
            return f"[{', '.join(map(_value, value))}]"
        case dict():
            return "{ " + ", ".join(f"{_value(name)} = {_value(member)}" for name, member in value.items()) + " }"
        case ListPage() | ArticlePage():
            members = ((one.name, getattr(value, one.name), one.default) for one in fields(value))
            return "{ " + ", ".join(f"{name} = {_value(member)}" for name, member, default in members if member != default) + " }"
        case _:
            return str(value)
