"""Files that take the place of others: they last through a loss of power, and whoever could open the old one can open the new one."""

import os
import stat
from contextlib import suppress
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


def keep_access(old: Path, new: Path) -> None:
    """Let a file be read and written by whom an older one may be: its mode, and where we may give it, its group.

    Raises:
        OSError: one of them is not there, or is somebody else's.
    """
    found = old.stat()
    with suppress(PermissionError):
        os.chown(new, -1, found.st_gid)
    new.chmod(stat.S_IMODE(found.st_mode))
