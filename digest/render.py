"""The formats of a digest, by name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from digest.html import html
from digest.json import json_text
from digest.markdown import markdown
from digest.record import Digest
from digest.text import plain_text

RENDERERS: Mapping[str, Callable[[Digest], str]] = MappingProxyType({"md": markdown, "html": html, "text": plain_text, "json": json_text})
"""The name of each format, as on the command line, and what writes it."""


def render(digest: Digest, form: str) -> str:
    """Write a digest in a format, ending with a line feed. `form` is one of `RENDERERS`."""
    return RENDERERS[form](digest)
