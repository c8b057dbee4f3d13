"""Making what was written last through a loss of power."""

import os
from pathlib import Path


def sync(place: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk.

    Raises:
        OSError: the system does not let it be synced, or could not.
    """
    number = os.open(place, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
