"""Writing what is finished into a file."""

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from core.errors import WorkError
from core.files import keep_access, sync


def save(told: str | bytes, path: Path, *, overwrite: bool = False) -> None:
    """Write a text (as UTF-8) or bytes to a file, whole or not at all: a new one for its owner alone, another for whom it was before.

    It is written beside its place and then moved there, so that nobody ever sees half of it, and a reader who has the old file open
    keeps it.

    Raises:
        WorkError: there is such a file and it is not to be overwritten, or it cannot be written; the message says why.
    """
    path = path.expanduser()
    try:
        if path.is_dir():
            raise WorkError(f"{path}: is a folder; give the name of a file")
        if not overwrite and os.path.lexists(path):
            raise WorkError(f"{path}: is there already; give another name, or say that it may be overwritten")
        place, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise WorkError(explain(path, error)) from error
    part = Path(name)
    try:
        with os.fdopen(place, "wb") as file:
            file.write(told.encode(errors="replace") if isinstance(told, str) else told)
            file.flush()
            os.fsync(file.fileno())
        if overwrite and path.exists():
            keep_access(path, part)
        _move(part, path, overwrite=overwrite)
    except OSError as error:
        raise WorkError(explain(path, error)) from error
    finally:
        part.unlink(missing_ok=True)
    # Not every system lets folders be synced.
    with contextlib.suppress(OSError):
        sync(path.parent)


def _move(part: Path, path: Path, *, overwrite: bool) -> None:
    if overwrite:
        part.replace(path)
        return
    try:
        # Unlike a rename, a link fails where somebody has put a file there in the meantime.
        path.hardlink_to(part)
    except FileExistsError:
        raise WorkError(f"{path}: is there already; give another name, or say that it may be overwritten") from None
    except OSError as error:
        # File systems without hard links (FAT, some network shares).
        if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK}:
            raise
        part.replace(path)


def explain(path: Path, error: OSError) -> str:
    """Say in words why a file cannot be written, and what to do."""
    match error.errno:
        case errno.ENOENT:
            return f"{path}: there is no folder {path.parent}; make it first, or give another name"
        case errno.ENOTDIR:
            return f"{path}: {path.parent} is no folder; give another name"
        case errno.EACCES | errno.EPERM:
            return f"{path}: the folder {path.parent} may not be written to; give another name, or change its permissions"
        case errno.EROFS:
            return f"{path}: the file system is read-only; give a name elsewhere"
        case errno.ENOSPC | errno.EDQUOT:
            return f"{path}: the disk is full; nothing was written"
        case errno.ENAMETOOLONG:
            return f"{path}: the name is too long; give a shorter one"
        case _:
            return f"{path}: cannot be written: {error.strerror or error}"
