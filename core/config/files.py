"""Where config files lie, and what is in them."""

import errno
from pathlib import Path

from core.config.mistake import ConfigErrors, Mistake

NAME = "config.toml"
_LARGEST = 4 * 1024 * 1024

# In a checkout the shipped file lies beside `core`; the wheel puts both into one folder, so it lies beside it there too.
_HOME = Path(__file__).parents[2]


def default_path() -> Path:
    """Return the config file that ships with the program."""
    return _HOME / NAME


def user_path() -> Path:
    """Return where the user's own config file belongs, in the platform's config folder, whether or not it is there."""
    from platformdirs import user_config_path  # noqa: PLC0415  (20 ms that a call with --config saves)

    return user_config_path("negotiation-watch", appauthor=False) / NAME


def find(path: Path | None = None) -> Path:
    """Return the config file in use: the one named, else the user's own, else the one that ships."""
    if path is not None:
        return path
    own = user_path()
    try:
        there = own.exists() or own.is_symlink()
    except OSError:
        # A folder on the way is closed to us: reading the file will say so.
        return own
    return own if there else default_path()


def default_text() -> str:
    """Return the shipped config file with its comments, to be copied and changed."""
    return read(default_path())


def write_new(path: Path, text: str) -> None:
    """Write a config file for the user to change; folders on the way are made.

    Raises:
        ConfigErrors: there is a file already (it is never overwritten), or none can be written there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise ConfigErrors([Mistake(path, None, "there is a file already; move it away, or edit it")]) from None
    except OSError as error:
        raise ConfigErrors([Mistake(path, None, f"cannot be written: {error.strerror}; name another place")]) from None


def read(path: Path) -> str:
    """Return the text of a config file; a byte order mark is no part of it.

    Raises:
        ConfigErrors: there is none, or it cannot be read as text; the message says what to do.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST + 1)
    except OSError as error:
        raise ConfigErrors([Mistake(path, None, _unreadable(error))]) from None
    if len(raw) > _LARGEST:
        raise ConfigErrors([Mistake(path, None, "is larger than 4 MiB, and so no config file; name another one")])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise ConfigErrors([Mistake(path, 1, "is UTF-16 and has to be UTF-8; save it with the encoding UTF-8")]) from None
        line = raw.count(b"\n", 0, error.start) + 1
        what = f"byte 0x{raw[error.start]:02x} is not UTF-8; save the file with the encoding UTF-8"
        raise ConfigErrors([Mistake(path, line, what)]) from None


def _unreadable(error: OSError) -> str:
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            return "there is no such file; `negotiation-watch config init` writes one to begin with"
        case errno.EISDIR:
            return "is a folder; name the file in it"
        case errno.EACCES | errno.EPERM:
            return "may not be read by you; change its permissions (chmod u+r) or name another file"
        case _:
            return f"cannot be read: {error.strerror or error}; name another file"
