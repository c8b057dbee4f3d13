"""A digest in one of its formats, and the files that it goes into."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from digest.save import save


class Told(NamedTuple):
    """A digest in one of its formats."""

    body: str | bytes
    """Bytes in a format that is no text."""
    codebook: Mapping[str, object] | None = None
    """What the columns of a table mean, where that has a file of its own."""


def save_told(told: Told, path: Path, *, overwrite: bool = False) -> tuple[Path, ...]:
    """Write a digest into a file, and its codebook, if it has one, into a file beside it; return the files.

    Raises:
        WorkError: one of them is there already and not to be overwritten, or cannot be written; the message says why.
    """
    save(told.body, path, overwrite=overwrite)
    if told.codebook is None:
        return (path,)
    beside = path.with_name(f"{path.name}-metadata.json")
    save(codebook_text(told.codebook, path.name), beside, overwrite=overwrite)
    return path, beside


def codebook_text(codebook: Mapping[str, object], name: str) -> str:
    """Write a codebook for the CSV file of this name; by its own name, that one's with "-metadata.json" at its end, it is found."""
    told = {"@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}], "url": quote(name), **codebook}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
