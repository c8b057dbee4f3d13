"""Who is told, one by one: each receiver is told, and tried again, apart from all others, so that no retry tells anybody twice."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlsplit

from core.settings import Alerts, Way
from core.text import line


@dataclass(frozen=True, slots=True)
class Receiver:
    """One that is told."""

    way: Way
    name: str
    """What the store and messages call it: the same for as long as its address is the same. It holds no secret."""
    address: str = ""
    """As the configuration has it; empty: of this way there is one only."""


def receivers(alerts: Alerts) -> Iterator[Receiver]:
    """Yield all that a configuration sets up. Where people share a database, screen and desktop are each one's own."""
    yield Receiver("screen", f"screen ({os.getuid()})")
    yield Receiver("desktop", f"desktop ({os.getuid()})")
    if alerts.command is not None:
        yield Receiver("command", "command")
    if alerts.mail is not None:
        for to in alerts.mail.to:
            yield Receiver("mail", f"mail {line(to)}", to)
    if alerts.webhook is not None:
        for url in alerts.webhook.urls:
            yield Receiver("webhook", f"webhook {_shown(url, host=True)}", url)
    if alerts.chat is not None:
        for url in alerts.chat.urls:
            yield Receiver("chat", f"chat {_shown(url, host=False)}", url)


def _shown(url: str, *, host: bool) -> str:
    """Name an address by its service, or its host, and by what tells it from others like it; the rest of it is often a secret.

    >>> _shown("https://hooks.example/secret", host=True)
    'hooks.example (ec0e)'
    >>> _shown("tgram://token/chat", host=False)
    'tgram (ae70)'
    >>> _shown("env:HOOK", host=True)
    'env:HOOK'
    """
    if url.startswith(("env:", "keyring:")):
        return line(url, 100)
    try:
        parts = urlsplit(url)
        shown = (parts.hostname if host else parts.scheme) or ""
    except ValueError:
        shown = ""
    return f"{line(shown, 100) or 'address'} ({sha256(url.encode()).hexdigest()[:4]})"
