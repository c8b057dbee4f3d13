import socket
from collections.abc import Sequence
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.guard import Allowed, Guard, NoSuchHostError, RefusedError, local


async def nobody(host: str, port: int) -> Sequence[str]:
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def guard(allowed: Allowed) -> Guard:
    return Guard(nobody, allowed)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("8.8.8.8", None),
        ("2606:4700::1111", None),
        ("::ffff:8.8.8.8", None),
        ("64:ff9b::808:808", None),
        ("127.8.8.8", "loopback"),
        ("0.0.0.0", "this host"),
        ("10.1.2.3", "private"),
        ("172.31.255.255", "private"),
        ("172.32.0.1", None),
        ("192.168.0.1", "private"),
        ("100.64.0.1", "shared by a provider"),
        ("169.254.169.254", "link-local"),
        ("224.0.0.1", "multicast"),
        ("255.255.255.255", "reserved"),
        ("198.18.0.1", "reserved"),
        ("192.88.99.1", "reserved"),
        ("::", "this host"),
        ("::1", "loopback"),
        ("::ffff:127.0.0.1", "loopback"),
        ("::127.0.0.1", "reserved"),
        ("64:ff9b::10.0.0.1", "private"),
        ("64:ff9b:1::1", "reserved"),
        ("fe80::1%eth0", "link-local"),
        ("fc00::1", "private"),
        ("fd12::1", "private"),
        ("ff02::1", "multicast"),
        ("2001::1", "reserved"),
        ("2001:db8::1", "reserved"),
        ("2002:7f00:1::", "reserved"),
        ("nonsense", "no address"),
    ],
)
def test_an_address_is_local_for_a_reason(address: str, why: str | None) -> None:
    assert local(address) == why


@given(st.ip_addresses())
def test_what_the_standard_library_calls_local_is_local_to_us(address: object) -> None:
    parsed = ip_address(str(address))
    if not parsed.is_global or parsed.is_multicast or parsed.is_loopback or parsed.is_link_local:
        carried = str(parsed).startswith("64:ff9b::")
        assert carried or local(str(parsed)) is not None


def test_a_name_that_was_public_may_not_turn_local() -> None:
    own = guard("own")
    assert own.allowed("rebind.example", ["8.8.8.8"]) == ["8.8.8.8"]
    with pytest.raises(RefusedError, match=r"127\.0\.0\.1 is a local address"):
        own.allowed("rebind.example", ["127.0.0.1"])
    assert own.allowed("localhost", ["127.0.0.1"]) == ["127.0.0.1"]


@pytest.mark.parametrize("allowed", ["none", "own"])
def test_of_a_name_with_public_and_local_addresses_the_public_ones_are_used(allowed: Allowed) -> None:
    assert guard(allowed).allowed("mixed.example", ["127.0.0.1", "8.8.8.8", "::1"]) == ["8.8.8.8"]


def test_where_the_user_allows_local_addresses_all_are_used() -> None:
    assert guard("all").allowed("mixed.example", ["127.0.0.1", "8.8.8.8"]) == ["127.0.0.1", "8.8.8.8"]


def test_a_name_without_addresses_is_no_host() -> None:
    with pytest.raises(NoSuchHostError):
        guard("own").allowed("empty.example", [])


async def test_socket_files_are_refused() -> None:
    with pytest.raises(RefusedError):
        await guard("own").connect_unix_socket("/run/docker.sock")
