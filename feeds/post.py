"""Posting JSON to an address that the user named, through the same guard as every request."""

import asyncio
import json
import time
from typing import Any

import httpcore
import httpx

from core.errors import WorkError
from core.text import line
from feeds.agent import user_agent
from feeds.exchange import drain
from feeds.guard import Resolve
from feeds.resolve import Resolver
from feeds.transport import HOP, Hop, Transport
from feeds.words import EXPECTED, status_words, trouble_words

SECONDS = 30.0


async def post_json(url: str, data: Any, *, resolve: Resolve | None = None, seconds: float = SECONDS) -> None:
    """Post JSON; redirects are not followed. As a feed that the user named, the address may lie on this machine or in a private network.

    Raises:
        WorkError: it could not be posted, or the server did not take it; the message names the host alone, since the rest of such an
            address is often a secret.
    """
    host = _host(url)
    transport = Transport(resolve or Resolver(), allow_local=False)
    hop = Hop()
    HOP.set(hop)
    began = time.monotonic()
    try:
        async with (
            asyncio.timeout(seconds),
            httpx.AsyncClient(transport=transport, timeout=None, follow_redirects=False, trust_env=False) as client,  # noqa: S113  (bounded as a whole)
            client.stream(
                "POST",
                url,
                content=json.dumps(data, ensure_ascii=False).encode("utf-8", "replace"),
                headers={"Content-Type": "application/json; charset=utf-8", "User-Agent": user_agent()},
                extensions={"own": True},
            ) as response,
        ):
            await drain(response)
    except (TimeoutError, httpcore.TimeoutException):
        raise WorkError(f"{host}: timed out after {time.monotonic() - began:.0f} s while {hop.doing}") from None
    except EXPECTED as trouble:
        raise WorkError(f"{host}: {trouble_words(trouble)}") from None
    if not response.is_success:
        raise WorkError(f"{host}: {status_words(response.status_code)}")


def _host(url: str) -> str:
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, TypeError):
        raise WorkError("a webhook has no valid address") from None
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise WorkError("a webhook has no http or https address")
    return line(f"{parsed.scheme}://{parsed.host}", 200)
