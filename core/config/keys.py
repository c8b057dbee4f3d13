"""The way to a value in a TOML document."""

from typing import Any

Document = dict[str, Any]
"""The values of a TOML document."""

Keys = tuple[str | int, ...]
"""Names of tables and keys, and places in lists from 0: ("feed", 2, "url")."""


def value_at(document: Document, keys: Keys) -> Any:
    """Return the value at these keys; None where there is none, and where something on the way is of another type."""
    value: Any = document
    for key in keys:
        if isinstance(key, int):
            value = value[key] if isinstance(value, list) and key < len(value) else None
        else:
            value = value.get(key) if isinstance(value, dict) else None
    return value


def label(keys: Keys) -> str:
    """Name a value by its key, an element of a list by the key of the list."""
    return next((key for key in reversed(keys) if isinstance(key, str)), "")
