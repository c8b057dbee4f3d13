"""Files that are given to a command."""

import json
import sys
from pathlib import Path

from cli import say
from core.errors import UsageError
from core.settings import Feed
from feeds.secrets import bare


def read_file(name: str) -> str:
    """Return the text of a file, or of standard input where the name is "-".

    Raises:
        UsageError: it cannot be read, or is no UTF-8 text.
    """
    if name == "-" and sys.stdin is None:
        raise UsageError("standard input is closed")
    shown = "standard input" if name == "-" else name
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{shown}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{shown}: is no UTF-8 text (byte {error.start})") from None


def read_json(text: str, place: str) -> object:
    """Return what a JSON text holds.

    Args:
        text: the JSON.
        place: where it stands ("claims.json", "line 3"), for the message.

    Raises:
        UsageError: it is no JSON, or nested too deeply.
    """
    try:
        return json.loads(text)
    except ValueError as error:
        raise UsageError(f"{place}: is no JSON: {error}") from None
    except RecursionError:
        raise UsageError(f"{place}: is nested too deeply") from None


def read_list(path: Path, shown: str) -> list[Feed]:
    """Return the feeds of an OPML file, which messages name as `shown`; say which of its addresses cannot be polled.

    Raises:
        UsageError: it cannot be read, is no OPML, or names no feed.
    """
    from feeds.opml import read_opml  # with lxml, which most commands do without

    def passed_over(address: str) -> None:
        say.note(f"{shown}: {bare(address)[0]}: no http or https address, passed over")

    try:
        return read_opml(path.read_bytes(), passed_over)
    except OSError as error:
        raise UsageError(f"{shown}: cannot be read: {error.strerror}") from None
    except UsageError as error:
        raise UsageError(f"{shown}: {error}") from None
