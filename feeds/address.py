"""Addresses of the web: which may be asked, where a redirect leads, and their names for hosts and for people."""

import httpx

_LAST_PORT = 65_535


class AddressError(Exception):
    """No address that may be asked; the message says why, in words for the screen."""


def web_url(words: str) -> httpx.URL:
    """Read an address as it was given, without its fragment.

    Raises:
        AddressError: it is none of http or https that a host could have.
    """
    try:
        url = httpx.URL(words.strip())
        _ = url.host  # which raises on a name that IDNA does not allow
    except (httpx.InvalidURL, ValueError, TypeError) as trouble:
        raise AddressError("no valid address") from trouble
    if url.scheme not in ("http", "https"):
        raise AddressError(f'"{url.scheme[:20]}:" is no address of the web' if url.scheme else "no valid address")
    if not url.host:
        raise AddressError("no valid address: it names no host")
    if not _has_port(url):
        raise AddressError("no valid address: there is no such port")
    return _without_fragment(url)


def redirected(url: httpx.URL, location: str) -> httpx.URL:
    """Resolve the Location of a redirect; only the web's schemes, and never from https down to http.

    Raises:
        AddressError: it leads nowhere, or where nobody is led.
    """
    try:
        # Headers are read as Latin-1; an address that is not ASCII is UTF-8 in truth.
        words = location.encode("latin-1", "replace").decode("utf-8", "replace").strip()
        joined = url.join(words)
        _ = joined.host  # as above
    except (httpx.InvalidURL, ValueError, TypeError) as trouble:
        raise AddressError("redirects to no valid address") from trouble
    if joined.scheme not in ("http", "https") or not joined.host:
        raise AddressError(f'redirect to "{joined.scheme[:20]}:" refused')
    if not _has_port(joined):
        raise AddressError("redirects to no valid address")
    if url.scheme == "https" and joined.scheme == "http":
        raise AddressError("redirect from https to plain http refused")
    return _without_fragment(joined)


def host_of(url: httpx.URL) -> str:
    """Name a host: scheme, name and port.

    >>> host_of(httpx.URL("https://Example.org./feed"))
    'https://example.org:443'
    """
    return f"{url.scheme}://{url.host.lower().rstrip('.')}:{url.port or (443 if url.scheme == 'https' else 80)}"


def shown(url: httpx.URL) -> str:
    """Return an address without the name and password it may hold."""
    return str(url.copy_with(userinfo=b"") if url.userinfo else url)


def _has_port(url: httpx.URL) -> bool:
    return url.port is None or 0 < url.port <= _LAST_PORT


def _without_fragment(url: httpx.URL) -> httpx.URL:
    return url.copy_with(fragment=None) if url.fragment else url
