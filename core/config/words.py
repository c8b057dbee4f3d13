"""What the validator finds, in words: what is wrong, and what to write instead."""

from collections.abc import Iterator, Sequence
from dataclasses import is_dataclass
from typing import Any, get_args, get_origin

from pydantic_core import ErrorDetails

from core.config.examples import example, line, mended
from core.config.keys import Document, Keys, label
from core.config.kinds import expected, heading, hint_at, members
from core.config.meant import instead, nearest, quoted
from core.config.mistake import Fault

_LONGEST = 60


def in_words(errors: Sequence[ErrorDetails], shipped: Document) -> Iterator[Fault]:
    """Say what the errors of the validator mean; examples are taken from the shipped config.

    A key that is missing is passed over where one beside it is a slip of its name: that is one mistake and not two.
    """
    unknown = [error["loc"] for error in errors if error["type"] == "unexpected_keyword_argument"]
    missing = [error["loc"] for error in errors if error["type"] == "missing"]
    slips = {(*keys[:-1], nearest(str(keys[-1]), members(keys[:-1]))) for keys in unknown}
    for error in errors:
        keys: Keys = error["loc"]
        match error["type"]:
            case "missing":
                if keys not in slips:
                    yield Fault(keys, f'"{keys[-1]}" is missing; add it, for example {example(keys, shipped)}')
            case "unexpected_keyword_argument":
                yield Fault(keys, _unknown(keys, error["input"], [str(other[-1]) for other in missing if other[:-1] == keys[:-1]]))
            case _ if keys[-1] == "[key]":
                # So the validator says that a table has a key that its type does not allow.
                known = get_args(get_args(hint_at(keys[:-2]))[0])
                yield Fault(keys[:-1], f'unknown key "{keys[-2]}"; {instead(str(keys[-2]), known)}')
            case _:
                yield Fault(keys, _wrong(keys, error["input"], shipped))


def _unknown(keys: Keys, value: Any, missing: Sequence[str]) -> str:
    name = str(keys[-1])
    known = members(keys[:-1])
    close = nearest(name, known)
    if len(keys) == 1 and isinstance(value, dict | list):
        written = f"[[{name}]]" if isinstance(value, list) else f"[{name}]"
        return f"unknown table {written}; write {heading(close) if close else 'one of ' + ', '.join(map(heading, known))}"
    if name == "extends":
        return '"extends" stands under a heading; write it at the top of the file, before the first [table]'
    homes = [table for table in members(()) if name in members((table, 0) if get_origin(hint_at((table,))) is tuple else (table,))]
    if homes and not close and len(missing) == 1:
        return f'unknown key "{name}"; write "{missing[0]}", which is missing here'
    # A word that is right elsewhere is no slip, unless it is right in many places.
    if len(homes) == 1 or (homes and not close):
        return f'unknown key "{name}"; write it under {" or ".join(map(heading, homes))}'
    return f'unknown key "{name}"; {instead(name, known)}'


def _wrong(keys: Keys, value: Any, shipped: Document) -> str:
    name, hint = keys[-1], hint_at(keys)
    if get_origin(hint) is tuple and isinstance(value, dict) and len(keys) == 1:
        return f"[{name}] is a list; write its heading with two brackets: [[{name}]]"
    if is_dataclass(hint) and isinstance(value, list) and len(keys) == 1:
        return f"[[{name}]] is one table; write its heading with one bracket: [{name}]"
    if keys[0] == "keys" and isinstance(value, dict):
        dotted = quoted(".".join([str(name), *map(str, value)][:2]))
        return f'a name with a dot stands in quotation marks; write {dotted} = "..."'
    what = name if isinstance(name, str) else f"{label(keys)} number {name + 1}"
    meant = mended(hint, value)
    right = f"for example {example(keys, shipped)}" if meant is None else line(keys, meant)
    return f"{what} is {_shown(value)}, and has to be {expected(hint)}; write {right}"


def _shown(value: Any) -> str:
    match value:
        case dict():
            return "a table"
        case list():
            return "a list"
        case bool():
            return str(value).lower()
        case str():
            return quoted(value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…")
        case int() | float():
            return str(value)
        case _:
            return "a date or time"
