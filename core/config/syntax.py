"""TOML text into values; text that is no TOML into mistakes, each with a hint at what was meant."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from core.config.keys import Document, Keys
from core.config.meant import seconds, truth
from core.config.mistake import ConfigErrors, Mistake
from core.config.places import places, statement

_PLACE = re.compile(r"(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", re.DOTALL)
_ENDLESS = re.compile(r"[0-9_]{4000}")
_TWICE = re.compile(r"Cannot (?:overwrite|declare|mutate)")
_PAIR = re.compile(r"""\s*([\w."'-]+)\s*=\s*(.*?)\s*(?:#.*)?""")
_COLON = re.compile(r"""\s*([\w."'-]+)\s*:\s*(.*?)\s*""")
_MANY = 20


@dataclass(frozen=True, slots=True)
class Parsed:
    """A TOML text, read."""

    document: Document
    text: str
    """What was read: the lines that are no TOML are empty."""
    mistakes: tuple[Mistake, ...]
    """What is wrong with those."""


def parse(text: str, file: Path) -> Parsed:
    """Read a TOML text, without the lines that are no TOML.

    Raises:
        ConfigErrors: a fault cannot be left out without guessing at what is meant by the lines around it.
    """
    lines = text.split("\n")
    mistakes: list[Mistake] = []
    while True:
        try:
            readable = "\n".join(lines)
            return Parsed(tomllib.loads(readable), readable, tuple(mistakes))
        except RecursionError:
            raise ConfigErrors([*mistakes, Mistake(file, None, "lists are nested too deep to be read; write them flat")]) from None
        except ValueError as error:
            row = _row(str(error), lines)
            mistakes.append(Mistake(file, row + 1, f"this is not TOML: {_reason(str(error), lines, row)}"))
            if len(mistakes) == _MANY or not _alone(lines, row):
                raise ConfigErrors(mistakes) from None
            lines[row] = ""


def _row(message: str, lines: list[str]) -> int:
    """Return the index of the line with the fault: the one named, else that of the statement that never ends."""
    if found := _PLACE.fullmatch(message):
        return int(found[2]) - 1 if found[2] else statement("\n".join(lines))[1] - 1
    return next((row for row, line in enumerate(lines) if _ENDLESS.search(line)), 0)


def _alone(lines: list[str], row: int) -> bool:
    """Whether a line is a whole statement, so that the rest can be read without it."""
    line = lines[row]
    whole = all(line.count(start) == line.count(end) for start, end in ("[]", "{}")) and '"""' not in line and "'''" not in line
    heading = line.lstrip().startswith("[")
    return whole and not heading and bool(line.strip()) and statement("\n".join(lines[: row + 1]))[1] == row + 1


def _reason(message: str, lines: list[str], row: int) -> str:
    found = _PLACE.fullmatch(message)
    if not found:
        return "a number has too many digits; write one with fewer than 20"
    keys, begin = statement("\n".join(lines[: row + 1]))
    if keys and _TWICE.match(found[1]):
        return _twice(keys, lines, row)
    column = f" (column {found[3]})" if found[3] else ""
    if begin <= row:
        missing = "a comma, a bracket or a quotation mark is missing here or just before"
        return f"{found[1]}{column}; {missing}, in what begins in line {begin}"
    return f"{found[1]}{column}; {_hint(lines[row])}"


def _twice(keys: Keys, lines: list[str], row: int) -> str:
    found = places("\n".join(lines[: row + 1]))
    first = next((found[keys[:n]] for n in range(len(keys), 0, -1) if found[keys[:n]] <= row), row + 1)
    if not lines[row].lstrip().startswith("["):
        return f'"{keys[-1]}" stands in line {first} already; keep one of the two'
    name = ".".join(key for key in keys if isinstance(key, str))
    return f"[{name}] stands in line {first} already; put all its keys under one heading, or give a list [[{name}]] headings only"


def _hint(line: str) -> str:
    if pair := _PAIR.fullmatch(line):
        key, value = pair.groups()
        if (word := truth(value)) is not None:
            return f"write {key} = {str(word).lower()}"
        if (duration := seconds(value)) is not None:
            return f"write seconds: {key} = {duration}"
        return next(hint for pattern, hint in _AT_VALUE if pattern.match(value)).format(key=key, value=value)
    if colon := _COLON.fullmatch(line):
        return f"write {colon[1]} = {colon[2]}"
    if line.lstrip().startswith("["):
        return "a heading is [table], or [[list]] for one more element of a list"
    return 'write name = value, one a line: text in "quotes", lists in [brackets], true or false, plain numbers'


# What is wrong with a value, by how it looks; the first that fits.
_AT_VALUE = [
    (re.compile(pattern), hint)
    for pattern, hint in (
        (r"$", 'write a value: {key} = "..."'),
        (r".*[\u201c\u201d\u201e\u2018\u2019\xab\xbb]", 'write straight quotation marks: "..."'),
        (r"\"{3}|'{3}", "close the text with the three marks that it begins with"),
        (r"[\[{]", 'a list is ["a", "b"], a table on one line {{ name = "a", lang = "en" }}, with commas between the elements'),
        (r'[^"]*"[^"]*("[^"]*"[^"]*)*$', "close the quotation marks on the same line"),
        (r".*\\", "a backslash has to be written twice, or the text stands in 'single' quotation marks"),
        (r".*[\"']", "write one name = value a line, and nothing behind it"),
        (r"[^\W\d]", 'text stands in quotation marks: {key} = "{value}"'),
        (r"", "write a plain number (900, 1.5), true, false, or text in quotation marks"),
    )
]
