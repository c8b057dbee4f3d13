import json
from dataclasses import replace

import pytest
from syrupy.assertion import SnapshotAssertion

from core.contract import comparison_json
from digest.json import digest_json, json_text
from digest.quote import LONGEST
from digest.record import Digest
from digest.telling import tell
from tests.digest.hostile import TITLES
from tests.digest.written import EXCHANGED, NAMES, WRITTEN, claim, group, with_title


def test_a_digest_as_json(snapshot: SnapshotAssertion) -> None:
    assert json_text(WRITTEN) == snapshot


def test_comparisons_have_the_documented_form_and_a_label() -> None:
    found = {row["question"]: row for row in digest_json(WRITTEN)["comparisons"]}["exchanged"]
    assert found == {**comparison_json(EXCHANGED), "label": "Prisoners exchanged, both sides"}


def test_items_have_the_documented_form() -> None:
    assert digest_json(WRITTEN)["items"][1] == {
        "id": 44,
        "guid": "g44",
        "source": "Varta",
        "url": "https://varta.example/news/44",
        "title": "Обмін: додому повернулися 157 військових",
        "published": "2026-02-05T15:00:00Z",
        "first_seen": "2026-02-05T15:00:00Z",
        "lang": "uk",
        "topics": ["pow-swaps"],
        "versions": 1,
    }


def test_no_quotation_is_long() -> None:
    said = claim("Courier", "So it was said, and said again, " * 20 + "157", "157", 157)
    row = replace(EXCHANGED, groups=(group("157", said),), relations=())
    digest: Digest = replace(WRITTEN, rows=tell((row,), NAMES, None))
    quote = digest_json(digest)["comparisons"][0]["groups"][0]["claims"][0]["quote"]
    assert len(quote) <= LONGEST
    assert quote.endswith("157")


@pytest.mark.parametrize("title", TITLES)
def test_whatever_the_titles_are_it_is_json(title: str) -> None:
    assert json.loads(json_text(with_title(title)))["wording_changes"] == 2
