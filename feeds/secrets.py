"""What some feeds ask for before they answer: a name and a password, or a header of their own.

The configuration says where such a secret is, never what it is; it is read when polling begins, sent to the feed's own host and to no
other, and kept nowhere.
"""

import base64
import os
import re
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import unquote, urlsplit, urlunsplit

from core.errors import UsageError
from core.settings import Feed

Headers = Mapping[str, str]
Secrets = Mapping[str, Headers | UsageError]
"""By the address that is asked, the headers to send with its requests, or why there are none."""
Keyring = Callable[[str, str], str | None]
"""Returns the password of a service and a name."""


def secrets_of(feeds: Iterable[Feed], environ: Mapping[str, str] = os.environ, keyring: Keyring | None = None) -> Secrets:
    """Read what the feeds' `login` and `headers` name; feeds that name nothing are left out."""
    from feeds.kinds.known import request_address  # noqa: PLC0415  (with all that reads documents, which who has an address does without)

    found: dict[str, Headers | UsageError] = {}
    for feed in feeds:
        if feed.login is None and not feed.headers:
            continue
        asked = request_address(feed.kind, feed.url)
        try:
            headers = {name: read_secret(name, place, environ, keyring)[1] for name, place in feed.headers.items()}
            if feed.login is not None:
                name, secret = read_secret("login", feed.login, environ, keyring)
                headers["Authorization"] = basic(secret if name is None else f"{name}:{secret}")
            found[asked] = headers
        except UsageError as trouble:
            found[asked] = trouble
    return found


def basic(login: str) -> str:
    """Return a name and password, with a colon between, as the value of an Authorization header (RFC 7617)."""
    return "Basic " + base64.b64encode(login.encode()).decode()


def bare(url: str) -> tuple[str, str | None]:
    """Part an address from the name and password in it, where there are any.

    >>> bare("https://me:hidden%21@example.org/feed")
    ('https://example.org/feed', 'me:hidden!')
    >>> bare("https://example.org/feed")
    ('https://example.org/feed', None)
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return re.sub(r"//[^/?#]*@", "//", url), None
    login, at, host = parts.netloc.rpartition("@")
    return (urlunsplit(parts._replace(netloc=host)), unquote(login)) if at else (url, None)


def read_secret(what: str, place: str, environ: Mapping[str, str] = os.environ, keyring: Keyring | None = None) -> tuple[str | None, str]:
    """Return a secret, and the name that it belongs to where the place has one.

    Raises:
        UsageError: it is not there, or no header can hold it.
    """
    kind, _, where = place.partition(":")
    name: str | None = None
    if kind == "keyring":
        service, _, name = where.partition("/")
        secret = (keyring or _system_keyring)(service, name)
        missing = f"{what}: the keyring has no password of {service} for {name}"
    else:
        secret = environ.get(where)
        missing = f"{what}: the environment has no {where}"
    if not secret:
        raise UsageError(missing)
    if not secret.isprintable():
        raise UsageError(f"{what}: what {place} holds is no single line of text")
    return name, secret


def _system_keyring(service: str, name: str) -> str | None:
    try:
        import keyring  # noqa: PLC0415  (an extra, for those who name it)
        from keyring.errors import KeyringError  # noqa: PLC0415
    except ImportError:
        raise UsageError("keyring is not installed: pip install 'negotiation-watch[keyring]'") from None
    try:
        return keyring.get_password(service, name)
    except KeyringError as trouble:
        raise UsageError(f"the keyring does not answer: {trouble}") from None
