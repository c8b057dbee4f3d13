"""The user's file laid over the shipped one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from core.config.keys import Document, Keys

EXTENDS = "extends"

# What makes two elements of a list the same one, by the name of the list.
_IDENTITY = {"feed": "url", "topic": "id", "question": "id", "alert": "id", "parties": "name", "mediators": "name", "speakers": "name"}


@dataclass(frozen=True, slots=True)
class Layers:
    """Two documents in one, and what of it stands where."""

    document: Document
    own: dict[Keys, Keys]
    """For what comes from the user's file: its keys there. The longest that leads to a value is the one that counts."""

    def in_own(self, keys: Keys) -> Keys | None:
        """Return the keys of a value in the user's file; None where it comes from the shipped one."""
        for end in range(len(keys), -1, -1):
            if keys[:end] in self.own:
                return (*self.own[keys[:end]], *keys[end:])
        return None


def merge(shipped: Document, own: Document) -> Layers:
    """Lay the user's document over the shipped one.

    A table of the user's replaces the shipped one of its name, a list the shipped list. With `extends = "default"` tables
    are completed key by key and lists joined, where an element with the url, id or name of a shipped one takes its place.
    """
    top = {name: value for name, value in own.items() if name != EXTENDS}
    origins: dict[Keys, Keys] = {}
    if EXTENDS in own:
        document = _complete(shipped, top, (), origins)
        origins[(EXTENDS,)] = (EXTENDS,)
    else:
        document = shipped | top
        origins |= {(name,): (name,) for name in top}
    return Layers(document, origins)


def _complete(shipped: Document, own: Document, keys: Keys, origins: dict[Keys, Keys]) -> Document:
    merged = dict(shipped)
    for name, value in own.items():
        here = (*keys, name)
        old = shipped.get(name)
        if isinstance(old, dict) and isinstance(value, dict):
            merged[name] = _complete(old, value, here, origins)
        elif name in _IDENTITY and _is_tables(old) and _is_tables(value):
            merged[name] = _join(old, value, _IDENTITY[name], here, origins)
        else:
            merged[name] = value
            origins[here] = here
    return merged


def _join(shipped: Sequence[Document], own: Sequence[Document], identity: str, keys: Keys, origins: dict[Keys, Keys]) -> list[Document]:
    merged = list(shipped)
    at = {name: index for index, name in _names(shipped, identity)}
    for index, table in enumerate(own):
        name = table.get(identity)
        place = at.pop(name, len(merged)) if isinstance(name, str) else len(merged)
        merged[place : place + 1] = [table]
        origins[(*keys, place)] = (*keys, index)
    return merged


def _names(tables: Sequence[Document], identity: str) -> Iterator[tuple[int, str]]:
    for index, table in enumerate(tables):
        if isinstance(name := table.get(identity), str):
            yield index, name


def _is_tables(value: object) -> TypeGuard[list[Document]]:
    return isinstance(value, list) and all(isinstance(element, dict) for element in value)
