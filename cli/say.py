"""The only place that prints: data to standard output, narration to standard error, both harmless to a terminal."""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

from core.errors import WorkError
from core.text import clean, line

if TYPE_CHECKING:
    from rich.progress import Progress


def out(text: str) -> None:
    """Print text as data."""
    _print(clean(text, len(text)))


def out_bytes(told: bytes) -> None:
    """Print bytes as data, as they are.

    Raises:
        WorkError: they cannot be written.
    """
    sys.stdout.flush()
    sys.stdout.buffer.write(told)
    flush()


def to_terminal() -> bool:
    """Say whether what is printed stands on a terminal."""
    return sys.stdout.isatty()


def out_json(value: object) -> None:
    """Print JSON as data."""
    _print(_json(value, indent=2))


def out_json_line(value: object) -> None:
    """Print one JSON object on one line, at once."""
    _print(_json(value))
    flush()


def begin() -> None:
    """Make ready to print: a character that the terminal's encoding lacks is written as an escape.

    Raises:
        WorkError: standard output is closed.
    """
    if sys.stdout is None:
        raise WorkError("standard output is closed")
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def flush() -> None:
    """Write what is still to be written.

    Raises:
        WorkError: it cannot be written (the disk is full).
    """
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        pipe_closed()
        raise WorkError(f"standard output: {error.strerror}") from None


def _print(text: str) -> None:
    try:
        print(text)
    except BrokenPipeError:
        raise
    except OSError as error:
        pipe_closed()
        raise WorkError(f"standard output: {error.strerror}") from None


def _json(value: object, indent: int | None = None) -> str:
    """Write JSON in which every character that a terminal might obey is an escape."""
    text = json.dumps(value, ensure_ascii=_narrow(), indent=indent)
    # What is not printable stands in strings alone; JSON's own line feeds are the exception.
    return "".join(char if char.isprintable() or char == "\n" else escape(char) for char in text) if not text.isprintable() else text


def escape(char: str) -> str:
    """Write a character as JSON's escapes of its UTF-16 halves."""
    halves = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{halves[at]:02x}{halves[at + 1]:02x}" for at in range(0, len(halves), 2))


def _narrow() -> bool:
    """Whether standard output cannot take every character, so that JSON has to be written in ASCII."""
    return (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"


def note(text: str) -> None:
    """Tell the user something that is no data."""
    # Where even standard error cannot be written (its disk is full), there is nobody left to tell.
    with suppress(OSError):
        print("\n".join(harmless(row) for row in text.split("\n")), file=sys.stderr, flush=True)


def harmless(row: str) -> str:
    """Return a line that may be printed anywhere: nothing in it is taken for a control sequence."""
    return clean(row, len(row)).replace("\n", " ")


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows as a table: fitted to a terminal's width, and in whole, a line a row with tabs between, into a pipe."""
    if not sys.stdout.isatty():
        _print("\t".join(columns))
        for row in rows:
            _print("\t".join(_cell(value) for value in row))
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
