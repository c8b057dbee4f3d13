"""Alerts to chat services, through Apprise."""

import logging

from core.errors import WorkError


async def send_chat(url: str, title: str, text: str) -> None:
    """Send a message to one service; redirects are not followed.

    Raises:
        WorkError: Apprise is not installed, the address is none of its, or the service did not take it. The message does not hold the
            address, with the secrets in it.
    """
    try:
        import apprise  # noqa: PLC0415  (an extra, and 300 ms)
    except ImportError:
        raise WorkError('[alerts.chat] needs Apprise: pip install "negotiation-watch[chat]"') from None
    # What it logs holds addresses, too.
    quiet = logging.getLogger("apprise")
    quiet.propagate, quiet.handlers = False, [logging.NullHandler()]
    service = apprise.Apprise(asset=apprise.AppriseAsset(http_redirects=False))
    # Of one address only: a list of them, with commas between, could not be tried again one by one.
    plugin = apprise.Apprise.instantiate(url, asset=service.asset)
    if plugin is None or not service.add(plugin):
        raise WorkError("the address is none of Apprise's")
    # The text is text: each service escapes what its own markup would take for markup.
    if not await service.async_notify(title=title, body=text, body_format=apprise.NotifyFormat.TEXT):
        raise WorkError("the service did not take it")
