"""The word diff."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.comparing.wording import Run, noted, wording

LEAD = "The exchange was held at the border. "


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("", "", []),
        ("Four were hurt.", "Four were hurt.", []),
        ("Four were hurt.", "Six were hurt.", [("Four", "Six")]),
        ("At least 1,200 were hurt.", "1,250 were hurt.", [("At least 1,200", "1,250")]),
        ("Police said four were hurt.", "The mayor said four were hurt.", [("Police", "The mayor")]),
        (LEAD, LEAD + "Two were ill.", [("", "Two were ill.")]),
        (LEAD + "Two were ill.", LEAD.rstrip(), [(" Two were ill.", "")]),
        (LEAD + "Nobody spoke.", LEAD + "Buses came, 40 in all; none left.", [("Nobody spoke.", "Buses came, 40 in all; none left.")]),
        ("It was quiet then, said he.", "It was loud there, said he.", [("quiet then", "loud there")]),
    ],
)
def test_what_went_and_what_came(old: str, new: str, changed: list[tuple[str, str]]) -> None:
    assert [(run.old, run.new) for run in wording(old, new) if not run.same] == changed


@pytest.mark.parametrize(
    "note",
    [
        "Correction: the mayor spoke of six.",
        "An earlier version of this article said four.",
        "This article was amended on Friday.",
        "Виправлено: йдеться про шістьох.",
        "У попередній версії статті йшлося про чотирьох.",
        "В предыдущей версии материала говорилось о четырёх.",
    ],
)
def test_a_note_tells_that_something_was_corrected(note: str) -> None:
    assert noted(wording("Four were hurt. ", f"Six were hurt. {note}"))
    assert not noted(wording(f"Four were hurt. {note}", f"Six were hurt. {note}")), "it stood there before"


@pytest.mark.parametrize("other", ["The law was amended, and a correctional colony stood empty.", "Умови угоди уточнено сторонами."])
def test_what_the_news_tell_is_no_note(other: str) -> None:
    assert not noted(wording("Four were hurt. ", f"Six were hurt. {other}"))


TEXTS = st.lists(st.sampled_from(["Four", "six", "1,200", "were hurt", ".", " ", "\n", "“", "é", "Kyiv"]), max_size=30).map("".join)


@given(TEXTS, TEXTS)
def test_the_runs_make_up_both_texts(old: str, new: str) -> None:
    runs = wording(old, new)
    assert "".join(run.old for run in runs) == old
    assert "".join(run.new for run in runs) == new
    assert all(first.same is not second.same for first, second in pairwise(runs))


@given(TEXTS)
def test_a_text_is_itself(text: str) -> None:
    assert wording(text, text) == ((Run(text, text),) if text else ())
