import re

import pytest
from syrupy.assertion import SnapshotAssertion

from digest.text import WIDTH, plain_text
from tests.digest.hostile import TITLES, URLS
from tests.digest.written import HARMLESS, WRITTEN, with_title


def test_a_digest_as_plain_text(snapshot: SnapshotAssertion) -> None:
    assert plain_text(WRITTEN) == snapshot


def test_lines_fit_into_a_terminal_and_a_mail() -> None:
    long = [text for text in plain_text(WRITTEN).splitlines() if len(text) > WIDTH and "://" not in text]
    assert long == []


@pytest.mark.parametrize("title", TITLES)
def test_nothing_but_printable_characters_comes_out(title: str) -> None:
    text = plain_text(with_title(title))
    assert all(row.isprintable() for row in text.split("\n"))
    assert max(len(row) for row in text.split("\n") if "://" not in row) <= WIDTH


@pytest.mark.parametrize("url", URLS)
def test_a_bad_address_is_not_printed(url: str) -> None:
    found = set(re.findall(r"\S+://\S+", plain_text(with_title("A headline", url))))
    assert found <= HARMLESS
