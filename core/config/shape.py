"""The records of `core.settings` as a validator: which keys there are, and of what type.

The validator is pydantic's engine, given its schema here. Letting `pydantic.TypeAdapter` write that schema costs 120 ms
at each start (import and building), this costs 40; a test holds the two to the same verdicts.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from pydantic_core import SchemaValidator, core_schema
from pydantic_core.core_schema import CoreSchema

from core.settings import Between, Settings


def validator() -> SchemaValidator:
    """Return a validator that makes `Settings` out of a TOML document."""
    return SchemaValidator(_record(Settings))


@cache
def _record(record: type) -> CoreSchema:
    hints = get_type_hints(record, include_extras=True)
    members = [
        core_schema.dataclass_field(member.name, _with_default(member, _value(hints[member.name])), kw_only=True)
        for member in fields(record)
    ]
    arguments = core_schema.dataclass_args_schema(record.__name__, members, extra_behavior="forbid")
    return core_schema.dataclass_schema(record, arguments, [member.name for member in fields(record)], slots=True)


def _with_default(member: "Field[Any]", schema: CoreSchema) -> CoreSchema:
    if member.default is not MISSING:
        return core_schema.with_default_schema(schema, default=member.default)
    if member.default_factory is not MISSING:
        return core_schema.with_default_schema(schema, default_factory=member.default_factory)
    return schema


def _value(hint: Any) -> CoreSchema:
    if is_dataclass(hint) and isinstance(hint, type):
        return _record(hint)
    if hint in _PLAIN:
        return _PLAIN[hint]
    arguments = get_args(hint)
    origin = get_origin(hint)
    if origin is Annotated:
        return _bounded(_value(arguments[0]), arguments[1:])
    if origin is Literal:
        return core_schema.literal_schema(list(arguments))
    if origin is tuple:
        return core_schema.tuple_schema([_value(arguments[0])], variadic_item_index=0)
    if origin is Mapping:
        return core_schema.dict_schema(*map(_value, arguments))
    if origin in (Union, UnionType):
        # The one union that a config file needs: a value that may be left out.
        return core_schema.nullable_schema(*(_value(argument) for argument in arguments if argument is not type(None)))
    raise TypeError(f"a record of the config has a type that is not provided for: {hint}")


_PLAIN: dict[Any, CoreSchema] = {
    str: core_schema.str_schema(strict=True),
    bool: core_schema.bool_schema(strict=True),
    int: core_schema.int_schema(strict=True),
    float: core_schema.float_schema(strict=True, allow_inf_nan=False),
}


def _bounded(schema: CoreSchema, notes: tuple[Any, ...]) -> CoreSchema:
    for note in notes:
        if isinstance(note, Between):
            # The schemas of int and float have the same two keys for it.
            schema = cast("CoreSchema", {**schema, "ge": note.low, "le": note.high})
    return schema
