"""What the validator finds, in words: what is wrong, and what to write instead."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic_core import ErrorDetails

from core.config.keys import Document, Keys, label
from core.config.meant import instead, nearest, quoted, seconds, truth
from core.config.mistake import Fault
from core.settings import Between, Settings

_LONGEST = 60


def in_words(errors: Sequence[ErrorDetails], shipped: Document) -> Iterator[Fault]:
    """Say what the errors of the validator mean; examples are taken from the shipped config.

    A key that is missing is passed over where one beside it is a slip of its name: that is one mistake and not two.
    """
    unknown = [error["loc"] for error in errors if error["type"] == "unexpected_keyword_argument"]
    slips = {(*keys[:-1], nearest(str(keys[-1]), _members(keys[:-1]))) for keys in unknown}
    for error in errors:
        keys: Keys = error["loc"]
        match error["type"]:
            case "missing":
                if keys not in slips:
                    yield Fault(keys, f'"{keys[-1]}" is missing; add it, for example {_example(keys, shipped)}')
            case "unexpected_keyword_argument":
                yield Fault(keys, _unknown(keys, error["input"]))
            case _ if keys[-1] == "[key]":
                # So the validator says that a table has a key that its type does not allow.
                known = get_args(get_args(_hint(keys[:-2]))[0])
                yield Fault(keys[:-1], f'unknown key "{keys[-2]}"; {instead(str(keys[-2]), known)}')
            case _:
                yield Fault(keys, _wrong(keys, error["input"], shipped))


def _unknown(keys: Keys, value: Any) -> str:
    name = str(keys[-1])
    known = _members(keys[:-1])
    close = nearest(name, known)
    if len(keys) == 1 and isinstance(value, dict | list):
        heading = f"[[{name}]]" if isinstance(value, list) else f"[{name}]"
        return f"unknown table {heading}; write {_heading(close) if close else 'one of ' + ', '.join(map(_heading, known))}"
    if name == "extends":
        return '"extends" stands under a heading; write it at the top of the file, before the first [table]'
    homes = [table for table in _members(()) if name in _members((table, 0) if get_origin(_hint((table,))) is tuple else (table,))]
    # A word that is right elsewhere is no slip, unless it is right in many places.
    if len(homes) == 1 or (homes and not close):
        return f'unknown key "{name}"; write it under {" or ".join(map(_heading, homes))}'
    return f'unknown key "{name}"; {instead(name, known)}'


def _heading(table: str) -> str:
    return f"[[{table}]]" if get_origin(_hint((table,))) is tuple else f"[{table}]"


def _wrong(keys: Keys, value: Any, shipped: Document) -> str:
    name, hint = keys[-1], _hint(keys)
    if get_origin(hint) is tuple and isinstance(value, dict) and len(keys) == 1:
        return f"[{name}] is a list; write its heading with two brackets: [[{name}]]"
    if is_dataclass(hint) and isinstance(value, list) and len(keys) == 1:
        return f"[[{name}]] is one table; write its heading with one bracket: [{name}]"
    if keys[0] == "keys" and isinstance(value, dict):
        dotted = quoted(".".join([str(name), *map(str, value)][:2]))
        return f'a name with a dot stands in quotation marks; write {dotted} = "..."'
    what = name if isinstance(name, str) else f"{label(keys)} number {name + 1}"
    mended = _mended(_bare(hint), value)
    right = _example(keys, shipped) if mended is None else _line(keys, mended)
    return f"{what} is {_shown(value)}, and has to be {_expected(hint)}; write {'for example ' if mended is None else ''}{right}"


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


def _expected(hint: Any) -> str:
    limits = next((note for note in get_args(hint)[1:] if isinstance(note, Between)), None) if get_origin(hint) is Annotated else None
    if limits:
        return f"{_expected(get_args(hint)[0])} from {limits.low:.0f} to {limits.high:.0f}"
    if get_origin(hint) is Literal:
        *others, last = (quoted(str(choice)) for choice in get_args(hint))
        return f"{', '.join(others)} or {last}"
    if get_origin(hint) is tuple:
        return "a list of " + ("tables" if is_dataclass(get_args(hint)[0]) else "texts")
    return {str: "text in quotation marks", int: "a whole number", float: "a number", bool: "true or false"}.get(hint, "a table")


def _example(keys: Keys, shipped: Document) -> str:
    """Write a line that would be right: as the shipped config has it, else one of its type."""
    hint = _hint(keys)
    if get_origin(hint) is Literal:
        return _line(keys, get_args(hint)[0])
    right = _found(shipped, keys)
    if right is None:
        right = _MODELS.get(_bare(hint), ["..."] if get_origin(hint) is tuple else "...")
    return _line(keys, right)


def _line(keys: Keys, value: Any) -> str:
    return _written(value) if isinstance(keys[-1], int) else f"{keys[-1]} = {_written(value)}"


_MODELS: dict[Any, Any] = {str: "...", int: 1, float: 1.0, bool: True}


def _mended(hint: Any, value: Any) -> Any:
    """Turn a value into the type that is wanted, where it is plain what was meant; else None."""
    match value:
        case str() if hint in (int, float):
            return int(value) if re.fullmatch(r"\d{1,9}", value.strip()) else seconds(value)
        case str() if hint is bool:
            return truth(value)
        case str() if get_origin(hint) is tuple and get_args(hint)[0] is str:
            return [value]
        case str() if get_origin(hint) is Literal:
            return nearest(value, get_args(hint))
        case bool():
            return str(value).lower() if hint is str else None
        case int() | float() if hint is str:
            return str(value)
        case float() if hint is int and value == value // 1:
            return int(value)
        case _:
            return None


def _found(document: Any, keys: Keys) -> Any:
    """Look a value up; where a list is on the way, in the first of its tables that has one."""
    if not keys:
        return document
    if isinstance(document, dict) and keys[0] in document:
        return _found(document[keys[0]], keys[1:])
    if isinstance(document, list) and isinstance(keys[0], int):
        return next((value for element in document if (value := _found(element, keys[1:])) is not None), None)
    return None


def _written(value: Any) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return quoted(value)
        case list():
            return "[" + ", ".join(map(_written, value[:2])) + "]"
        case dict():
            return "{ " + ", ".join(f"{name} = {_written(member)}" for name, member in value.items()) + " }"
        case _:
            return str(value)


def _members(keys: Keys) -> list[str]:
    """Return the keys that a table may have; none where it is no record."""
    hint = _hint(keys)
    return [member.name for member in fields(hint)] if is_dataclass(hint) else []


def _hint(keys: Keys) -> Any:
    """Return the type of the value at these keys; None where there is none."""
    hint: Any = Settings
    for key in keys:
        if is_dataclass(hint) and isinstance(hint, type):
            hint = get_type_hints(hint, include_extras=True).get(str(key))
        elif get_origin(hint) is tuple:
            hint = get_args(hint)[0]
        elif get_origin(hint) is Mapping:
            hint = get_args(hint)[1]
        if get_origin(hint) in (Union, UnionType):
            hint = next(argument for argument in get_args(hint) if argument is not type(None))
    return hint


def _bare(hint: Any) -> Any:
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint
