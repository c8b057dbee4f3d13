"""The ways by which alerts reach those who are told, as the configuration sets them up."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from alerts.chat import send_chat
from alerts.given import given
from alerts.program import notify_desktop, run_command
from alerts.receivers import receivers
from alerts.record import Alert, Json, alert_json, headline, text_of
from core.settings import Settings, Way
from core.times import now
from digest.words import zone

Tell = Callable[[Sequence[Alert]], Awaitable[None]]
"""Tells alerts, all in one message. Raises WorkError where they could not be told."""
TellAt = Callable[[str, Sequence[Alert]], Awaitable[None]]
"""The same, at an address."""


class Ways:
    """All ways but the dashboard's own. One that is not set up, or that no rule uses, is not among them."""

    def __init__(self, settings: Settings) -> None:
        self._alerts = settings.alerts
        self._zone = zone(settings.display.timezone)
        self._used = {way for rule in settings.alert for way in rule.by}

    def used(self, *, network: bool = True, screen: TellAt | None = None) -> dict[str, Tell]:
        """Return how to tell each receiver that rules use, by its name.

        Without `network` those of this machine alone; `screen` tells the dashboard's reader, None: there is no dashboard.
        """
        ways: dict[Way, TellAt] = {"desktop": self._desktop, "command": self._command}
        if screen is not None:
            ways["screen"] = screen
        if network:
            ways |= {"mail": self._mail, "webhook": self._webhook, "chat": self._chat}
        return {
            one.name: partial(ways[one.way], one.address) for one in receivers(self._alerts) if one.way in ways and one.way in self._used
        }

    async def _desktop(self, _: str, told: Sequence[Alert]) -> None:
        await notify_desktop(headline(told), text_of(told, self._zone))

    async def _command(self, _: str, told: Sequence[Alert]) -> None:
        if self._alerts.command is not None:
            await run_command(self._alerts.command, json.dumps(_document(told), ensure_ascii=False).encode("utf-8", "replace") + b"\n")

    async def _mail(self, to: str, told: Sequence[Alert]) -> None:
        if self._alerts.mail is not None:
            from alerts.mail import send_mail  # noqa: PLC0415  (with ssl and smtplib, which most do without)

            await asyncio.to_thread(send_mail, self._alerts.mail, to, headline(told), text_of(told, self._zone), now())

    async def _webhook(self, url: str, told: Sequence[Alert]) -> None:
        from feeds.post import post_json  # noqa: PLC0415  (with what speaks HTTP: 18 MB that the dashboard does without)

        await post_json(given("[alerts.webhook] urls", url), _document(told))

    async def _chat(self, url: str, told: Sequence[Alert]) -> None:
        await send_chat(given("[alerts.chat] urls", url), headline(told), text_of(told, self._zone))


def _document(told: Sequence[Alert]) -> Json:
    return {"title": headline(told), "alerts": [alert_json(one) for one in told]}
