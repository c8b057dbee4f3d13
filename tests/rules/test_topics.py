"""The default topics, in three languages."""

import pytest

from tests.rules import articles_en, articles_ru, articles_uk
from tests.rules.default import topics

LANGUAGES = articles_en, articles_uk, articles_ru
SAID = [row for language in LANGUAGES for row in language.SAID]
DECOYS = [row for language in LANGUAGES for row in language.DECOYS]


@pytest.mark.parametrize(("text", "expected"), SAID, ids=[text[:48] for text, _ in SAID])
def test_an_article_gets_its_topics(text: str, expected: str) -> None:
    assert topics(text) >= set(expected.split())


@pytest.mark.parametrize("text", [text for text, _ in DECOYS], ids=[name for _, name in DECOYS])
def test_a_decoy_gets_none(text: str) -> None:
    assert topics(text) == set()
