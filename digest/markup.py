"""HTML put together so that nothing gets in unescaped: text is escaped unless it is `Markup` already."""

import re
from html import escape

from core.text import clean

_SPECIAL = re.compile("[&<>\"']")
VOID = frozenset({"meta", "link", "br", "col", "hr"})


class Markup(str):
    """HTML that this program wrote."""

    __slots__ = ()


def text(*parts: str) -> Markup:
    """Join texts and markup: texts are cleaned of control characters and escaped."""
    return Markup("".join([part if isinstance(part, Markup) else _escaped(part) for part in parts]))


def _escaped(part: str) -> str:
    part = clean(part)
    # Most texts have nothing to escape, and looking costs a third of replacing.
    return part if _SPECIAL.search(part) is None else escape(part)


def tag(name: str, /, *children: str, **attributes: str | bool | None) -> Markup:
    """Write an element. Attributes of None or False are left out, True stands alone; a trailing underscore is dropped (`class_`).

    >>> tag("a", "<i>", href="https://a.example/?b&c", class_=None)
    '<a href="https://a.example/?b&amp;c">&lt;i&gt;</a>'
    """
    pairs = []
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        label = key.rstrip("_").replace("_", "-")
        pairs.append(f" {label}" if value is True else f' {label}="{_escaped(str(value))}"')
    head = f"<{name}{''.join(pairs)}>"
    return Markup(head) if name in VOID else Markup(f"{head}{text(*children)}</{name}>")
