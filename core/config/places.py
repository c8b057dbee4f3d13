"""Where each key of a TOML document stands.

The parsers that are kept up (tomllib, tomli, tomlkit, rtoml) give values without lines. This one gives lines without values:
it walks a text that a parser has accepted already, and so may take much for granted. Grammar: https://toml.io/en/v1.0.0
"""

import re
import tomllib
from contextlib import suppress

from core.config.keys import Keys

_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANK = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
# Before its closing marks, a multi-line string may end in one or two quotation marks of its own.
_STRING = re.compile(r'"""(?:\\.|[^\\])*?""""{0,2}' r"|'''.*?''''{0,2}" r'|"(?:\\.|[^"\\\n])*"' r"|'[^'\n]*'", re.DOTALL)
_SCALAR = re.compile(r"""[^\s,\]}#"'][^,\]}#\n]*""")


def places(text: str) -> dict[Keys, int]:
    """Return the line (from 1) on which each table, key and list element begins.

    A table that is only implied ([a.b] without [a]) has the line of the first that implies it. Of a text that is no
    TOML, what comes before the first fault is given.
    """
    return _walk(text).found


def statement(text: str) -> tuple[Keys, int]:
    """Return the keys that the last statement of a text sets, and the line on which it begins, finished or not."""
    walk = _walk(text)
    return walk.keys, walk.begin


def _walk(text: str) -> "_Walk":
    walk = _Walk(text)
    with suppress(_NotTomlError, tomllib.TOMLDecodeError, RecursionError):
        walk.document()
    return walk


class _NotTomlError(Exception):
    """The text is not what a TOML document has here."""


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 1
        self.begin = 1
        self.keys: Keys = ()
        self.found: dict[Keys, int] = {}
        self.lengths: dict[Keys, int] = {}
        """How many tables each [[list]] has so far."""

    def document(self) -> None:
        table: Keys = ()
        while self.skip(_GAP) < len(self.text):
            self.begin, self.keys = self.line, ()
            if self.ahead("["):
                self.keys = table = self.header()
            else:
                self.pair(table)

    def header(self) -> Keys:
        line = self.line
        double = self.ahead("[[")
        self.take("[[" if double else "[")
        names = self.names()
        self.take("]]" if double else "]")
        keys: Keys = ()
        for name in names[:-1]:
            keys = self.last(self.note((*keys, name), line))
        keys = self.note((*keys, names[-1]), line)
        if double:
            self.lengths[keys] = self.lengths.get(keys, 0) + 1
        return self.note(self.last(keys), line)

    def pair(self, table: Keys) -> None:
        line = self.line
        keys = table
        for name in self.names():
            keys = self.note((*keys, name), line)
        self.keys = self.keys or keys
        self.take("=")
        self.skip(_BLANK)
        self.value(keys)

    def value(self, keys: Keys) -> None:
        if self.ahead("["):
            self.take("[")
            index = 0
            self.skip(_GAP)
            while not self.ahead("]"):
                self.value(self.note((*keys, index), self.line))
                index += 1
                self.separator()
            self.take("]")
        elif self.ahead("{"):
            self.take("{")
            self.skip(_GAP)
            while not self.ahead("}"):
                self.pair(keys)
                self.separator()
            self.take("}")
        else:
            self.match(_STRING) or self.match(_SCALAR) or self.fail()

    def separator(self) -> None:
        self.skip(_GAP)
        if self.ahead(","):
            self.take(",")
            self.skip(_GAP)

    def names(self) -> list[str]:
        names = []
        while True:
            self.skip(_BLANK)
            quoted = self.match(_STRING)
            names.append(tomllib.loads(f"name = {quoted}")["name"] if quoted else self.match(_BARE) or self.fail())
            self.skip(_BLANK)
            if not self.ahead("."):
                return names
            self.take(".")

    def note(self, keys: Keys, line: int) -> Keys:
        self.found.setdefault(keys, line)
        return keys

    def last(self, keys: Keys) -> Keys:
        """Follow a [[list]] to the table of it that is being filled."""
        return (*keys, self.lengths[keys] - 1) if keys in self.lengths else keys

    def ahead(self, mark: str) -> bool:
        return self.text.startswith(mark, self.at)

    def take(self, mark: str) -> None:
        if not self.ahead(mark):
            self.fail()
        self.at += len(mark)

    def match(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.text, self.at)
        words = found[0] if found else ""
        self.at += len(words)
        self.line += words.count("\n")
        return words

    def skip(self, pattern: re.Pattern[str]) -> int:
        self.match(pattern)
        return self.at

    def fail(self) -> str:
        raise _NotTomlError
