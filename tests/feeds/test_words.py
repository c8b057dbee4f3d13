import errno
import ssl

import httpcore
import pytest

from feeds.guard import NoSuchHostError, RefusedError
from feeds.words import status_words, trouble_words


def certificate(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code, error.verify_message = code, "path too long\x1b[2J"
    return error


def caused(by: BaseException, outer: BaseException | None = None) -> BaseException:
    error = outer or httpcore.ConnectError("all attempts failed")
    error.__cause__ = by
    return error


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        pytest.param(caused(certificate(10)), "certificate expired", id="expired"),
        pytest.param(caused(certificate(62)), "certificate is for another host name", id="another host"),
        pytest.param(caused(certificate(25)), "certificate not trusted: path too long[2J", id="another fault, harmlessly"),
        pytest.param(caused(OSError(errno.ECONNREFUSED, "x")), "connection refused", id="refused"),
        pytest.param(caused(OSError(errno.ENETUNREACH, "x")), "no network", id="no network"),
        pytest.param(caused(ExceptionGroup("", [OSError(errno.ECONNREFUSED, "x")])), "connection refused", id="one of several"),
        pytest.param(NoSuchHostError("a.example"), "no such host: a.example", id="no host"),
        pytest.param(RefusedError("10.0.0.1 is a local address (private)"), "refused: 10.0.0.1 is a local address (private)", id="guard"),
        pytest.param(httpcore.ReadError(), "connection lost while reading", id="while reading"),
        pytest.param(httpcore.WriteError(), "connection lost while asking", id="while asking"),
        pytest.param(httpcore.ConnectError(), "cannot connect", id="no reason given"),
        pytest.param(httpcore.RemoteProtocolError("odd\x1b[31m"), "broken HTTP: odd[31m", id="no escapes"),
        pytest.param(ValueError(), "cannot be fetched: ValueError", id="anything else"),
    ],
)
def test_trouble_has_words(trouble: BaseException, words: str) -> None:
    assert trouble_words(trouble) == words


def test_errors_that_go_round_in_a_circle_have_words() -> None:
    one, two = httpcore.ReadError(), httpcore.ConnectError()
    one.__cause__, two.__cause__ = two, one
    assert trouble_words(one) == "connection lost while reading"


@pytest.mark.parametrize("status", [401, 403, 404, 410, 418, 429, 500, 799])
def test_every_status_has_words(status: int) -> None:
    assert str(status) in status_words(status)
