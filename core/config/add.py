"""Feeds added to the user's file, at its end: what stands there already stays as it was written."""

import json
from collections.abc import Sequence
from pathlib import Path

from core.config.examine import check
from core.config.files import read
from core.config.mistake import ConfigErrors, Mistake
from core.config.syntax import parse
from core.settings import Feed

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
    # A JSON string is a TOML basic string as well.
    name, url = (json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f") for value in (feed.name, feed.url))
    return f'\n[[feed]]\nname = {name}\nurl = {url}\nlang = "{feed.lang}"\n'
