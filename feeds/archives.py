"""Archives of news as researchers keep them: JSON lines, and Parquet with the same names as columns."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from core.errors import UsageError
from core.news import Archive, Archived, Unreadable
from core.times import read_publication

PARQUET = b"PAR1"
"""How such a file begins."""
LONGEST = 16 * 1024 * 1024
"""Bytes of one line."""
_ROWS = 500
_NEEDED = ("id", "source", "published", "text")
_NAMES = (*_NEEDED, "title", "lang", "url", "author", "feed")


def open_lines(path: Path) -> Archive:
    """Open JSON lines: an object a line, {"id", "source", "published", "title", "text", "lang", "url", "author", "feed"}.

    Raises:
        UsageError: the file cannot be read.
    """
    try:
        path.open("rb").close()
        return Archive("JSON lines", max(path.stat().st_size, 1), _lines(path))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None


def _lines(path: Path) -> Iterator[tuple[int, Archived | Unreadable]]:
    with path.open("rb") as file:
        number, done = 0, 0
        while row := file.readline(LONGEST):
            number, done = number + 1, done + len(row)
            if len(row) == LONGEST and not row.endswith(b"\n"):
                while (rest := file.readline(LONGEST)) and not rest.endswith(b"\n"):
                    done += len(rest)
                done += len(rest)
                yield done, Unreadable(f"{path}, line {number}: is longer than {LONGEST // 1024 // 1024} MB")
            elif row.strip():
                yield done, _line(row, f"{path}, line {number}")


def _line(row: bytes, place: str) -> Archived | Unreadable:
    try:
        fields = json.loads(row.decode("utf-8-sig"))
    except RecursionError:
        return Unreadable(f"{place}: is nested too deeply")
    except ValueError as error:
        return Unreadable(f"{place}: is no JSON: {error}")
    return archived(fields, place)


def open_table(path: Path) -> Archive:
    """Open a Parquet file whose columns have the names of JSON lines' fields.

    Raises:
        UsageError: the file cannot be read, lacks a column, or the library for it is not installed.
    """
    try:
        from pyarrow import ArrowException  # noqa: PLC0415  (an extra, and 200 ms)
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415  (the same)
    except ImportError:
        raise UsageError(f'{path}: reading Parquet needs pyarrow: pip install "negotiation-watch[parquet]"') from None
    try:
        table = ParquetFile(path)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from None
    except ArrowException as error:
        raise UsageError(f"{path}: is no Parquet: {error}") from None
    columns = set(table.schema_arrow.names)
    if missing := [name for name in _NEEDED if name not in columns]:
        raise UsageError(f"{path}: has no column {', '.join(missing)}")
    return Archive("Parquet", max(table.metadata.num_rows, 1), _rows(path, table, [name for name in _NAMES if name in columns]))


def _rows(path: Path, table: Any, columns: list[str]) -> Iterator[tuple[int, Archived | Unreadable]]:
    done = 0
    with table:
        for batch in table.iter_batches(_ROWS, columns=columns):
            for row in batch.to_pylist():
                done += 1
                yield done, archived({name: _plain(value) for name, value in row.items()}, f"{path}, row {done}")


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def archived(fields: object, place: str) -> Archived | Unreadable:
    """Make a piece of news of the fields of a line or row; `place` is where they stand, for the message.

    >>> archived({"id": 7, "source": "Courier", "published": "2026-02-05", "text": "Talks resume."}, "line 1").id
    '7'
    >>> archived({"id": 7}, "line 1")
    Unreadable(reason='line 1: "source" is missing')
    """
    if not isinstance(fields, Mapping):
        return Unreadable(f"{place}: a JSON object was expected")
    for name in _NAMES:
        value = fields.get(name)
        if value is None and name in _NEEDED:
            return Unreadable(f'{place}: "{name}" is missing')
        if not isinstance(value, str | None) and not (name == "id" and isinstance(value, int)):
            return Unreadable(f'{place}: "{name}" has to be a text')
    try:
        published = read_publication(fields["published"])
    except ValueError:
        return Unreadable(f'{place}: "published" has to be an ISO date or time (2026-02-05T14:30:00Z)')
    return Archived(
        id=str(fields["id"]),
        feed=fields.get("feed"),
        source=fields["source"],
        url=fields.get("url"),
        title=fields.get("title") or "",
        content=fields["text"],
        html=False,
        published=published.astimezone(UTC),
        author=fields.get("author") or "",
        lang=fields.get("lang"),
    )
