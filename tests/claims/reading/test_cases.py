"""Texts of our own are read as their tables say, each by itself and all together."""

from collections import Counter

import pytest

from tests.claims.reading.said import said
from tests.claims.reading.table import Case, cases

MARKED = [pytest.param(case, id=str(case), marks=[pytest.mark.xfail(strict=True)] if case.known else []) for case in cases()]

FLOORS = {"en": (0.975, 0.98), "uk": (0.95, 0.95), "ru": (0.925, 0.9)}
"""Precision and recall over all cases of a language, those known to be read wrong among them."""
FEWEST = {"en": 400, "uk": 150, "ru": 150}


@pytest.mark.parametrize("case", MARKED)
def test_a_text_holds_these_claims_and_no_others(case: Case) -> None:
    assert sorted(said(case.text, case.parties, case.day, case.title)) == sorted(case.claims)


@pytest.mark.parametrize("lang", FLOORS)
def test_precision_and_recall_stay_above_their_floor(lang: str) -> None:
    right = told = held = 0
    for case in cases():
        if case.lang == lang:
            read = Counter(said(case.text, case.parties, case.day, case.title))
            right += (read & Counter(case.claims)).total()
            told += read.total()
            held += len(case.claims)
    precision, recall = right / told, right / held
    assert precision >= FLOORS[lang][0], f"precision {precision:.3f}, recall {recall:.3f}"
    assert recall >= FLOORS[lang][1], f"precision {precision:.3f}, recall {recall:.3f}"


@pytest.mark.parametrize("lang", FEWEST)
def test_there_are_many_cases_and_many_decoys_among_them(lang: str) -> None:
    counted = Counter(bool(case.claims) for case in cases() if case.lang == lang)
    assert counted.total() >= FEWEST[lang]
    assert counted[False] >= FEWEST[lang] // 2


def test_no_case_is_told_twice() -> None:
    texts = Counter((case.parties, case.day, case.title, case.text) for case in cases())
    assert [text for text, times in texts.items() if times > 1] == []
