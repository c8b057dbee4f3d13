"""When a certificate expired: a handshake that fails of it does not tell."""

import re
import ssl
from datetime import datetime

import httpcore

from feeds.guard import Guard

EXPIRED = 10
"""X509_V_ERR_CERT_HAS_EXPIRED of OpenSSL."""
_VALIDITY = re.compile(rb"\x17\x0d\d{12}Z\x17\x0d(\d{6})\d{6}Z|[\x17\x18][\x0d\x0f]\d{12,14}Z\x18\x0f(\d{8})\d{6}Z")
"""From when to when, in the bytes of a certificate: two times, of two or four digits for the year (RFC 5280, section 4.1.2.5)."""


async def certificate(guard: Guard, host: str, port: int) -> bytes:
    """Return the certificate that a server shows, trusted or not, from a connection on which nothing is asked.

    Raises:
        as `Guard.connect_tcp`, and httpcore.ConnectError: there is no secure connection at all.
    """
    stream = await guard.connect_tcp(host, port)
    try:
        anybody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        anybody.check_hostname = False
        anybody.verify_mode = ssl.CERT_NONE
        secure: httpcore.AsyncNetworkStream = await stream.start_tls(anybody, host)
        shown: bytes | None = secure.get_extra_info("ssl_object").getpeercert(binary_form=True)
        return shown or b""
    finally:
        await stream.aclose()


def expired_on(shown: bytes, now: datetime) -> str | None:
    """Return the day on which a certificate expired, as "2026-02-05"; None: it has not, or the day cannot be read."""
    if not (found := _VALIDITY.search(shown)):
        return None
    day = (found[1] and (b"20" + found[1])) or found[2]
    words = f"{day[:4].decode()}-{day[4:6].decode()}-{day[6:].decode()}"
    return words if words < f"{now:%Y-%m-%d}" else None
