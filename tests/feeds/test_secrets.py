import base64
import sys
from collections.abc import Mapping

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from core.errors import UsageError
from core.news import Failed, Fetched, Request
from core.settings import Feed, Poll
from feeds.fetch import Fetcher
from feeds.secrets import Secrets, bare, secrets_of
from tests.feeds.server import Server, reply, serving

URL = "http://courier.example/feed"
ME = "Basic " + base64.b64encode("me:pässword".encode()).decode()
ENVIRON = {"LOGIN": "me:pässword", "KEY": "k-123", "TWO": "a\nb"}


def ring(service: str, name: str) -> str | None:
    return {("courier", "me"): "pässword"}.get((service, name))


@pytest.mark.parametrize(
    ("login", "headers", "sent"),
    [
        pytest.param("env:LOGIN", {}, {"Authorization": ME}, id="a variable"),
        pytest.param("keyring:courier/me", {}, {"Authorization": ME}, id="a keyring"),
        pytest.param(None, {"X-Key": "env:KEY"}, {"X-Key": "k-123"}, id="a header"),
        pytest.param(None, {"X-Key": "keyring:courier/me"}, {"X-Key": "pässword"}, id="a header of the keyring's"),
        pytest.param("env:NONE", {}, "login: the environment has no NONE", id="no such variable"),
        pytest.param("env:TWO", {}, "login: what env:TWO holds is no single line", id="two lines"),
        pytest.param("keyring:courier/you", {}, "the keyring has no password of courier for you", id="nobody's password"),
    ],
)
def test_secrets_are_read_where_they_are(login: str | None, headers: Mapping[str, str], sent: Mapping[str, str] | str) -> None:
    found = secrets_of([Feed(name="Courier", url=URL, login=login, headers=headers)], ENVIRON, ring)[URL]
    if isinstance(sent, str):
        assert isinstance(found, UsageError)
        assert sent in str(found)
    else:
        assert found == sent


class Ring(KeyringBackend):
    """A keyring that holds one password, or does not answer."""

    priority = 1.0

    def __init__(self, *, closed: bool) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._closed = closed

    def get_password(self, service: str, username: str) -> str | None:
        if self._closed:
            raise KeyringLocked("the collection is locked")
        return ring(service, username)

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError


@pytest.mark.parametrize(
    ("closed", "sent"),
    [
        (False, {"Authorization": ME}),
        (True, "the keyring does not answer: the collection is locked"),
        (None, "keyring is not installed: pip"),
    ],
)
def test_the_keyring_of_the_system_is_asked(sent: Mapping[str, str] | str, monkeypatch: pytest.MonkeyPatch, *, closed: bool | None) -> None:
    if closed is None:
        monkeypatch.setitem(sys.modules, "keyring", None)
    else:
        monkeypatch.setattr(keyring.core, "_keyring_backend", Ring(closed=closed))
    found = secrets_of([Feed(name="Courier", url=URL, login="keyring:courier/me")])[URL]
    assert str(found).startswith(sent) if isinstance(sent, str) else found == sent


@pytest.mark.parametrize(
    ("url", "parted"),
    [
        ("https://me:hidden%21@example.org/feed", ("https://example.org/feed", "me:hidden!")),
        ("https://me:hidden@[::1/feed", ("https://[::1/feed", None)),
    ],
)
def test_a_password_is_parted_from_its_address_even_from_a_broken_one(url: str, parted: tuple[str, str | None]) -> None:
    assert bare(url) == parted


def test_a_feed_that_names_nothing_has_none() -> None:
    assert secrets_of([Feed(name="Courier", url=URL)]) == {}


async def fetch(server: Server, secrets: Secrets, path: str, *, trusted: bool = True) -> object:
    async with Fetcher(Poll(gap=0, timeout=5, allow_local=True), secrets=secrets) as fetcher:
        return await fetcher.fetch(Request(server.url(path)), trusted=trusted)


async def test_a_secret_goes_to_its_own_host_alone() -> None:
    async with serving() as server, serving() as other:
        secrets = {server.url(path): {"Authorization": ME, "X-Key": "k"} for path in ("/feed", "/away", "/near")}
        server.answers["/feed"] = other.answers["/feed"] = reply(b"news", "Content-Type: text/plain")
        server.answers["/near"] = reply(b"", f"Location: {server.url('/feed')}", status="302 Found")
        server.answers["/away"] = reply(b"", f"Location: {other.url('/feed')}", status="302 Found")
        for path in ("/feed", "/near", "/away"):
            assert isinstance(await fetch(server, secrets, path), Fetched)
        # An article of the same host is asked for without it, as is a feed that has none.
        assert isinstance(await fetch(server, secrets, "/feed", trusted=False), Fetched)
        assert isinstance(await fetch(server, {}, "/feed"), Fetched)
        sent = [(asked.path, asked.headers.get("authorization"), asked.headers.get("x-key")) for asked in server.asked]
        assert sent == [
            *(("/feed", ME, "k"), ("/near", ME, "k"), ("/feed", ME, "k"), ("/away", ME, "k")),
            *(("/feed", None, None), ("/feed", None, None)),
        ]
        assert [(asked.headers.get("authorization"), asked.headers.get("x-key")) for asked in other.asked] == [(None, None)]


async def test_a_secret_that_is_missing_is_said_and_nothing_is_asked() -> None:
    async with serving() as server:
        told = await fetch(server, {server.url("/feed"): UsageError("login: the environment has no LOGIN")}, "/feed")
        assert told == Failed("login: the environment has no LOGIN", 0.0)
        assert server.asked == []
