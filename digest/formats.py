"""The formats of a digest, as every front end offers them. What writes each stands in `digest.render`."""

from typing import NamedTuple


class Format(NamedTuple):
    """One of them."""

    id: str
    """As on the command line."""
    name: str
    """For people."""
    endings: tuple[str, ...]
    """Of files; the first is the one that is offered."""


FORMATS = (
    Format("md", "Markdown", (".md", ".markdown")),
    Format("html", "HTML", (".html", ".htm")),
    Format("text", "Text", (".txt",)),
    Format("pdf", "PDF", (".pdf",)),
    Format("json", "JSON", (".json",)),
    Format("csv", "CSV", (".csv",)),
    Format("jsonfeed", "JSON Feed", (".jsonfeed",)),
    Format("jsonld", "JSON-LD", (".jsonld",)),
    Format("ics", "iCalendar", (".ics",)),
    Format("parquet", "Parquet", (".parquet",)),
)
