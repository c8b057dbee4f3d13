"""The formats of a digest, by name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from digest.calendar import calendar
from digest.csv import codebook, csv_text
from digest.files import Told
from digest.html import html
from digest.json import json_text
from digest.jsonfeed import json_feed_text
from digest.jsonld import json_ld_text
from digest.markdown import markdown
from digest.parquet import parquet
from digest.pdf import pdf
from digest.record import Digest
from digest.text import plain_text

RENDERERS: Mapping[str, Callable[[Digest], str]] = MappingProxyType(
    {
        "md": markdown,
        "html": html,
        "text": plain_text,
        "json": json_text,
        "csv": csv_text,
        "jsonfeed": json_feed_text,
        "jsonld": json_ld_text,
        "ics": calendar,
    }
)
"""The name of each format that is text, as on the command line, and what writes it."""

BINARY: Mapping[str, Callable[[Digest], bytes]] = MappingProxyType({"pdf": pdf, "parquet": parquet})
"""The formats that are no text, in the same way."""


def render(digest: Digest, form: str) -> str:
    """Write a digest in a format that is text, ending with a line feed. `form` is one of `RENDERERS`."""
    return RENDERERS[form](digest)


def rendered(digest: Digest, form: str) -> bytes:
    """Write a digest in any format, as it stands in a file.

    Raises:
        WorkError: the format needs an extra that is not installed; the message says which.
    """
    return BINARY[form](digest) if form in BINARY else render(digest, form).encode(errors="replace")


def told(digest: Digest, form: str) -> Told:
    """Write a digest in any format, with what belongs beside it in a file of its own.

    Raises:
        WorkError: the format needs an extra that is not installed; the message says which.
    """
    body = BINARY[form](digest) if form in BINARY else render(digest, form)
    return Told(body, codebook(digest) if form == "csv" else None)
