"""The word diff."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.comparing.wording import Run, wording

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
