"""Config files into settings, or into all that is wrong with them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from core.config.files import default_path, find, read
from core.config.keys import Document, Keys, value_at
from core.config.merge import EXTENDS, Layers, merge
from core.config.mistake import ConfigErrors, Fault, Mistake
from core.config.places import places
from core.config.sense import faults
from core.config.syntax import parse
from core.settings import Settings

Judge = Callable[[Settings], Iterable[Fault]]
"""Finds what only another folder can judge in settings of the right shape (whether a rule's terms can be read): the keys of
a fault lead to its value in the settings, ("topic", 2, "rule", 0, "any", 1)."""


def load(path: Path | None = None, judges: Sequence[Judge] = ()) -> Settings:
    """Return the settings of the config file in use: the one named, else the user's own, else the one that ships.

    Raises:
        ConfigErrors: something is wrong with the file; the message has a line for each mistake in it.
    """
    settings, mistakes = _examine(find(path), judges)
    if mistakes or settings is None:
        raise ConfigErrors(mistakes)
    return settings


def check(path: Path, judges: Sequence[Judge] = ()) -> list[Mistake]:
    """Return all that is wrong with a config file, in the order of its lines; nothing where it can be used."""
    try:
        return _examine(path, judges)[1]
    except ConfigErrors as errors:
        return list(errors.mistakes)


@dataclass(frozen=True)
class _Source:
    """A config file that has been read."""

    path: Path
    text: str
    document: Document

    @cached_property
    def places(self) -> dict[Keys, int]:
        return places(self.text)

    def line(self, keys: Keys) -> int | None:
        """Return the line of a value; of one that is not there, that of the table it is missing from."""
        return next((self.places[keys[:end]] for end in range(len(keys), 0, -1) if keys[:end] in self.places), None)


def _examine(path: Path, judges: Sequence[Judge]) -> tuple[Settings | None, list[Mistake]]:
    from pydantic_core import ValidationError  # noqa: PLC0415  (30 ms that `config path` and completions do without)

    from core.config.shape import validator  # noqa: PLC0415

    own, mistakes = _source(path)
    shipped, others = (own, []) if path == default_path() else _source(default_path())
    mistakes += others
    layers = merge(shipped.document, own.document)
    found = [*_extends(own.document), *faults(layers.document)]
    settings = None
    try:
        settings = validator().validate_python(layers.document)
        found += [fault for judge in judges for fault in judge(settings)]
    except ValidationError as error:
        from core.config.words import in_words  # noqa: PLC0415  (needed when something is wrong, and only then)

        # A line that could not be read may hold the key that is missing.
        errors = [one for one in error.errors(include_url=False, include_context=False) if one["type"] != "missing" or not mistakes]
        found += in_words(errors, shipped.document)
    # Two checks may say the same of one line.
    mistakes = list(dict.fromkeys([*mistakes, *(_placed(one, layers, own, shipped) for one in found)]))
    return settings, sorted(mistakes, key=lambda one: (one.file, one.line or 0))


def _source(path: Path) -> tuple[_Source, list[Mistake]]:
    parsed = parse(read(path), path)
    return _Source(path, parsed.text, parsed.document), list(parsed.mistakes)


def _extends(document: Document) -> Iterator[Fault]:
    if document.get(EXTENDS, "default") != "default":
        yield Fault((EXTENDS,), f'a config can extend nothing but the shipped one; write {EXTENDS} = "default"')


def _placed(fault: Fault, layers: Layers, own: _Source, shipped: _Source) -> Mistake:
    source, keys = _whose(fault.keys, layers, own, shipped)
    text = fault.text
    if fault.first is not None:
        other, first = _whose(fault.first, layers, own, shipped)
        if source is shipped:
            # Of two that are the same, the user's is the one to change.
            source, keys, other, first = other, first, source, keys
        line = f"line {other.line(first)}"
        text = text.replace("{first}", line if other is source else f"{line} of {other.path}")
    return Mistake(source.path, source.line(keys), f"{title}: {text}" if (title := _title(keys, source.document)) else text)


def _whose(keys: Keys, layers: Layers, own: _Source, shipped: _Source) -> tuple[_Source, Keys]:
    in_own = layers.in_own(keys)
    return (shipped, keys) if in_own is None else (own, in_own)


def _title(keys: Keys, document: Document) -> str:
    """Name the table that a value is in: `[[feed]] number 3 (BBC)`."""
    if keys and isinstance(keys[-1], int) and not isinstance(value_at(document, keys), dict):
        keys = keys[:-1]
    title = ""
    value: Any = document
    for depth, key in enumerate(keys):
        if isinstance(value, dict) and isinstance(key, str):
            value = value.get(key)
            heading = (f"[[{key}]]" if isinstance(value, list) else f"[{key}]") if depth == 0 else key
            if depth < len(keys) - 1:
                title = f"{title} {heading}".strip()
        elif isinstance(value, list) and isinstance(key, int) and key < len(value) and isinstance(value[key], dict):
            value = value[key]
            name = value.get("name", value.get("id"))
            title += f" number {key + 1}" + (f" ({name})" if isinstance(name, str) and name.strip() else "")
    return title
