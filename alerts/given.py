"""What a configuration says, or where it says that it is."""

from core.errors import UsageError, WorkError
from feeds.secrets import read_secret


def given(what: str, words: str) -> str:
    """Return a text of the configuration; "env:NAME" and "keyring:SERVICE/NAME" say where it is. `what` names it, for the message.

    Raises:
        WorkError: it is not there.
    """
    if not words.startswith(("env:", "keyring:")):
        return words
    try:
        return read_secret(what, words)[1]
    except UsageError as trouble:
        raise WorkError(str(trouble)) from None
