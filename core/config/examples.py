"""Lines that would be right in a config file: the user's own value mended, or one from the shipped file."""

import re
from typing import Any, Literal, get_args, get_origin

from core.config.keys import Document, Keys
from core.config.kinds import bare, hint_at, limits
from core.config.meant import nearest, quoted, seconds, truth


def example(keys: Keys, shipped: Document) -> str:
    """Write a line that would be right: as the shipped config has it, else one of its type."""
    hint = hint_at(keys)
    if get_origin(hint) is Literal:
        return line(keys, get_args(hint)[0])
    right = _found(shipped, keys)
    if right is None:
        right = _MODELS.get(bare(hint), ["..."] if get_origin(hint) is tuple else "...")
    return line(keys, right)


def line(keys: Keys, value: Any) -> str:
    """Write a value with its key; an element of a list by itself."""
    return _written(value) if isinstance(keys[-1], int) else f"{keys[-1]} = {_written(value)}"


_MODELS: dict[Any, Any] = {str: "...", int: 1, float: 1.0, bool: True}


def mended(hint: Any, value: Any) -> Any:
    """Turn a value into the type that is wanted, where it is plain what was meant; else None."""
    meant = _turned(bare(hint), value)
    bounds = limits(hint)
    return meant if meant is None or bounds is None or bounds.low <= meant <= bounds.high else None


def _turned(hint: Any, value: Any) -> Any:
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
