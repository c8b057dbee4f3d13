"""Files that are given to a command."""

import sys
from pathlib import Path

from core.errors import UsageError


def read_file(name: str) -> str:
    """Return the text of a file, or of standard input where the name is "-".

    Raises:
        UsageError: it cannot be read, or is no UTF-8 text.
    """
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{name}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}: is no UTF-8 text (byte {error.start})") from None
