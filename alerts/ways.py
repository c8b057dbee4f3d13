"""The ways by which alerts reach their reader, as the configuration sets them up."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence

from alerts.chat import send_chat
from alerts.given import given
from alerts.program import notify_desktop, run_command
from alerts.record import Alert, Json, alert_json, headline, text_of
from core.settings import Settings, Way
from core.times import now
from digest.words import zone
from feeds.post import post_json

Tell = Callable[[Sequence[Alert]], Awaitable[None]]
"""Tells alerts, all in one message. Raises WorkError where they could not be told."""


class Ways:
    """All ways but the dashboard's own. One that is not set up, or that no rule uses, is not among them."""

    def __init__(self, settings: Settings) -> None:
        self._alerts = settings.alerts
        self._zone = zone(settings.display.timezone)
        self._used = {way for rule in settings.alert for way in rule.by}

    def used(self, *, network: bool = True) -> dict[Way, Tell]:
        """Return the ways that rules use, by name; without `network` those of this machine alone."""
        ways: dict[Way, Tell] = {"desktop": self._desktop, "command": self._command}
        if network:
            ways |= {"mail": self._mail, "webhook": self._webhook, "chat": self._chat}
        return {way: tell for way, tell in ways.items() if way in self._used}

    async def _desktop(self, told: Sequence[Alert]) -> None:
        await notify_desktop(headline(told), text_of(told, self._zone))

    async def _command(self, told: Sequence[Alert]) -> None:
        if self._alerts.command is not None:
            await run_command(self._alerts.command, json.dumps(_document(told), ensure_ascii=False).encode("utf-8", "replace") + b"\n")

    async def _mail(self, told: Sequence[Alert]) -> None:
        if self._alerts.mail is not None:
            from alerts.mail import send_mail  # noqa: PLC0415  (with ssl and smtplib, which most do without)

            await asyncio.to_thread(send_mail, self._alerts.mail, headline(told), text_of(told, self._zone), now())

    async def _webhook(self, told: Sequence[Alert]) -> None:
        if (webhook := self._alerts.webhook) is not None:
            for url in webhook.urls:
                await post_json(given("[alerts.webhook] urls", url), _document(told), allow_local=webhook.allow_local)

    async def _chat(self, told: Sequence[Alert]) -> None:
        if self._alerts.chat is not None:
            await send_chat(self._alerts.chat, headline(told), text_of(told, self._zone))


def _document(told: Sequence[Alert]) -> Json:
    return {"title": headline(told), "alerts": [alert_json(one) for one in told]}
