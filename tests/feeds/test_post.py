"""Posting to an address of the user's, where it goes wrong. (What receivers get is in tests/alerts/test_ways.py.)"""

import asyncio
import socket
from collections.abc import Sequence

import pytest

from core.errors import WorkError
from feeds.post import post_json
from tests.feeds.server import Answer, Asked, reply, serving


async def nobody(host: str, port: int) -> Sequence[str]:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


async def silent(asked: Asked, writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def endless(asked: Asked, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(bytes(65_536))
        await writer.drain()


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(reply(b"", status="404 Not Found"), "HTTP 404 Not Found", id="refused"),
        pytest.param(reply(b"", "Location: /elsewhere", status="302 Found"), "HTTP 302 Found", id="sent elsewhere"),
        pytest.param(b"garbage\r\n\r\n", "broken HTTP", id="no HTTP"),
        pytest.param(silent, "timed out after ", id="silence"),
    ],
)
async def test_what_a_server_does_not_take_is_said_without_the_rest_of_its_address(answer: Answer, reason: str) -> None:
    async with serving({"/secret": answer}) as server:
        with pytest.raises(WorkError) as told:
            await post_json(server.url("/secret"), {}, seconds=0.3 if answer is silent else 20)
    assert str(told.value).startswith(f"http://127.0.0.1: {reason}")
    assert "secret" not in str(told.value)


async def test_an_answer_without_end_is_not_read_to_its_end() -> None:
    async with serving({"/secret": endless}) as server:
        await post_json(server.url("/secret"), {})


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://hook.example/secret", "http://hook.example: no such host: hook.example"),
        ("http://[::1", "a webhook has no valid address"),
        ("ftp://hook.example/secret", "a webhook has no http or https address"),
        ("", "a webhook has no http or https address"),
    ],
)
async def test_an_address_to_which_nothing_can_be_posted_is_said(url: str, reason: str) -> None:
    with pytest.raises(WorkError) as told:
        await post_json(url, {}, resolve=nobody)
    assert str(told.value) == reason
