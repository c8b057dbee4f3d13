"""The only place that prints: data to standard output, narration to standard error, both harmless to a terminal."""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from core.text import clean, line

if TYPE_CHECKING:
    from rich.progress import Progress


def out(text: str) -> None:
    """Print text as data."""
    print(clean(text, len(text)))


def out_json(value: object) -> None:
    """Print JSON as data. Control characters of feeds do not get this far as such: JSON writes them as escapes."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def out_json_line(value: object) -> None:
    """Print one JSON object on one line, at once."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def note(text: str) -> None:
    """Tell the user something that is no data."""
    print("\n".join(harmless(row) for row in text.split("\n")), file=sys.stderr, flush=True)


def harmless(row: str) -> str:
    """Return a line that may be printed anywhere: nothing in it is taken for a control sequence."""
    return clean(row, len(row)).replace("\n", " ")


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows as a table: fitted to a terminal's width, and in whole, a line a row with tabs between, into a pipe."""
    if not sys.stdout.isatty():
        print("\t".join(columns))
        for row in rows:
            print("\t".join(_cell(value) for value in row))
        return
    from rich.console import Console  # 35 ms that a pipe does without
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        shown.add_column(name, overflow="fold" if name == columns[-1] else "ellipsis", no_wrap=name != columns[-1])
    for row in rows:
        # Text, not str: what comes from a feed is no markup.
        shown.add_row(*(Text(_cell(value)) for value in row))
    Console(highlight=False, markup=False, emoji=False, no_color=bool(os.environ.get("NO_COLOR"))).print(shown)


def _cell(value: object) -> str:
    return "" if value is None else line(str(value), 10_000)


def progress(words: str, total: int | None) -> "tuple[Progress, Any]":
    """Return a progress bar on standard error, shown where that is a terminal, and its task. Use it as a context manager."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    bar = Progress(
        TextColumn("{task.description}", markup=False),
        *(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()),
        console=console,
        disable=not sys.stderr.isatty(),
        transient=True,
    )
    return bar, bar.add_task(words, total=total)


def pipe_closed() -> None:
    """Stop printing: whoever read our output has gone. What Python would still flush at its end goes nowhere."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
