"""Handing a link to the reader's browser."""

import subprocess
import sys

from digest.link import safe_url

_OPENERS = (("xdg-open",), ("wslview",), ("gio", "open"))


def opener() -> tuple[str, ...] | None:
    """Return the command that opens a link in a window of its own; None: there is none here.

    A browser for the terminal is never started: it would take the screen that the dashboard is drawn on.
    """
    import shutil  # noqa: PLC0415  (with all that it can unpack, and only when a link is opened)

    if sys.platform == "darwin":
        return ("open",)
    return next((command for command in _OPENERS if shutil.which(command[0])), None)


def open_link(url: str | None) -> str | None:
    """Open a link in the browser; return what went wrong in words, or None.

    Only http and https are opened, as one argument of a command that is given the link and nothing else.
    """
    link = safe_url(url)
    if link is None:
        return "this item has no link that can be opened" if url is None else "this link is no plain web address, so it is not opened"
    command = opener()
    if command is None:
        return f"no program to open links with was found here (xdg-open); the link: {link}"
    try:
        subprocess.Popen(  # noqa: S603  (a list, no shell; the link is checked above)
            [*command, link], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
    except OSError as error:
        return f"{command[0]} could not be started: {error}"
    return None
