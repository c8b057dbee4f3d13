"""Alerts to chat services, through Apprise."""

import logging
from collections.abc import Sequence

from alerts.given import given
from core.errors import WorkError
from core.settings import Chat


async def send_chat(chat: Chat, title: str, text: str) -> None:
    """Send a message to every service.

    Raises:
        WorkError: Apprise is not installed, an address is none of its, or a service did not take it.
    """
    try:
        import apprise  # noqa: PLC0415  (an extra, and 300 ms)
    except ImportError:
        raise WorkError('[alerts.chat] needs Apprise: pip install "negotiation-watch[chat]"') from None
    # What it logs holds addresses, with the secrets in them.
    quiet = logging.getLogger("apprise")
    quiet.propagate, quiet.handlers = False, [logging.NullHandler()]
    failed: list[str] = []
    for place, url in enumerate(chat.urls, 1):
        service = apprise.Apprise()
        # The text is text: each service escapes what its own markup would take for markup.
        if not service.add(given("[alerts.chat] urls", url)):
            failed.append(f"address {place} is none of Apprise's")
        elif not await service.async_notify(title=title, body=text, body_format=apprise.NotifyFormat.TEXT):
            failed.append(f"address {place} ({_service(url)}) did not take it")
    _raise(failed)


def _service(url: str) -> str:
    """Name a service without the secrets that its address holds."""
    return url.partition("://")[0] if "://" in url else url


def _raise(failed: Sequence[str]) -> None:
    if failed:
        raise WorkError(f"[alerts.chat] {'; '.join(failed)}")
