"""What was meant by what stands in a config file, and how to write it."""

import json
import re
from collections.abc import Sequence
from difflib import get_close_matches

_DURATION = re.compile(r"(\d{1,9})\s*(s|m|h|d)\w*", re.IGNORECASE)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_TRUTH = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}
_FEW = 8
_MANY = 32


def nearest(word: str, known: Sequence[str]) -> str | None:
    """Return the known word that an unknown one is a slip of; None where it is like none."""
    folded = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def instead(word: str, known: Sequence[str]) -> str:
    """Say what to write instead of an unknown word: the nearest known one, else which there are.

    >>> instead("langauge", ["name", "lang"])
    'write "lang"'
    >>> instead("colour", ["name", "lang"])
    'write one of "name", "lang"'
    """
    if close := nearest(word, known):
        return f"write {quoted(close)}"
    if not known:
        return "leave it out"
    if len(known) == 1:
        return f"write {quoted(known[0])}"
    which = "one of" if len(known) <= _MANY else "one such as"
    return f"write {which} " + ", ".join(map(quoted, known if len(known) <= _MANY else known[:_FEW]))


def seconds(text: str) -> int | None:
    """Return the seconds of a duration as people write it ("15m"); None where it is none."""
    found = _DURATION.fullmatch(text.strip())
    return int(found[1]) * _SECONDS[found[2].lower()] if found else None


def truth(text: str) -> bool | None:
    """Return the truth of a word as people write it ("yes"); None where it is none."""
    return _TRUTH.get(text.strip().lower())


def quoted(text: str) -> str:
    """Write a text as TOML does, on one line."""
    return json.dumps(text, ensure_ascii=False)
