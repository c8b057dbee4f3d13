"""The types of the records by the keys of a document: which keys a table may have, and what belongs there."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from core.config.keys import Keys
from core.config.meant import quoted
from core.settings import Between, Settings


def members(keys: Keys) -> list[str]:
    """Return the keys that a table may have; none where it is no record."""
    hint = hint_at(keys)
    return [member.name for member in fields(hint)] if is_dataclass(hint) else []


def hint_at(keys: Keys) -> Any:
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


def bare(hint: Any) -> Any:
    """Return a type without its bounds."""
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def limits(hint: Any) -> Between | None:
    """Return the bounds of a number; None where it has none."""
    return next((note for note in get_args(hint)[1:] if isinstance(note, Between)), None) if get_origin(hint) is Annotated else None


def heading(table: str) -> str:
    """Write the heading of a table of the document, or of a list of tables."""
    return f"[[{table}]]" if get_origin(hint_at((table,))) is tuple else f"[{table}]"


def expected(hint: Any) -> str:
    """Say in words what belongs where a type stands."""
    if bounds := limits(hint):
        return f"{expected(bare(hint))} from {bounds.low:.0f} to {bounds.high:.0f}"
    if get_origin(hint) is Literal:
        *others, last = (quoted(str(choice)) for choice in get_args(hint))
        return f"{', '.join(others)} or {last}"
    if get_origin(hint) is tuple:
        return "a list of " + ("tables" if is_dataclass(get_args(hint)[0]) else "texts")
    return {str: "text in quotation marks", int: "a whole number", float: "a number", bool: "true or false"}.get(hint, "a table")
