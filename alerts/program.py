"""Alerts to a program on this machine: the reader's own, or the desktop's."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from html import escape

from core.errors import WorkError
from core.settings import Command
from core.text import line

DESKTOP_SECONDS = 10.0
_SHOWN = 800
"""Characters of a notification: desktops cut longer ones."""
_SCRIPT = ("on run argv", "display notification (item 2 of argv) with title (item 1 of argv)", "end run")


async def run_command(command: Command, data: bytes) -> None:
    """Run the reader's command, and give it data on standard input. What it prints goes nowhere.

    Raises:
        WorkError: it cannot be started, does not end in time, or says that it failed.
    """
    await _run(command.run, data, command.seconds)


async def notify_desktop(title: str, text: str, platform: str = sys.platform) -> None:
    """Show a notification on the desktop: freedesktop.org's by `notify-send`, that of macOS by its script interpreter.

    Raises:
        WorkError: there is no desktop, or no such program.
    """
    title, text = line(title, 200), text[:_SHOWN]
    if platform == "darwin":
        # The words are the script's arguments, and never part of it.
        words = ["osascript", *(part for row in _SCRIPT for part in ("-e", row)), title, text]
    else:
        # Bodies may hold markup, with links among it; titles may not. After "--" nothing is an option.
        words = ["notify-send", "--app-name=negotiation-watch", "--", title, escape(text, quote=False)]
    await _run(words, b"", DESKTOP_SECONDS)


async def _run(words: Sequence[str], data: bytes, seconds: float) -> None:
    try:
        process = await asyncio.create_subprocess_exec(
            *words,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        raise WorkError(f"{words[0]}: {line(str(error))}") from None
    try:
        async with asyncio.timeout(seconds):
            await process.communicate(data)
    except TimeoutError:
        raise WorkError(f"{words[0]}: did not end within {seconds:g} seconds") from None
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
    if process.returncode:
        raise WorkError(f"{words[0]}: ended with status {process.returncode}")
