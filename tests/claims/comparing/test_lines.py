"""The one line that says why two values relate as they do: it has to make sense to a reader."""

import pytest

from tests.claims.comparing.making import claim, row, rows


def test_dozens_are_no_bound_that_twice_a_number_is_too_far_from() -> None:
    each = claim("A", "released", 80, "both", quote="They swapped 80 for 80.")
    some = claim("B", "exchanged", 12, "both", text="dozens of men", qualifier="at-least", quote="They swapped dozens of men.")
    (told,) = row(rows(each, some), "exchanged", "both").relations
    assert (told.relation, told.why) == ("compatible", "2 x 80 = 160 fits 'dozens of men'")


@pytest.mark.parametrize(("who", "why"), [("children", "the count grows (children): 3, later 4"), (None, "the count grows: 3, later 4")])
def test_a_count_that_grows_is_told_with_whom_it_counts(who: str | None, why: str) -> None:
    hurt = [
        claim(s, "strikes.injured", n, "Ukraine", who=who, published=on, begin="2026-02-04")
        for s, n, on in (("A", 3, "2026-02-05"), ("B", 4, "2026-02-06"))
    ]
    assert row(rows(*hurt), "injured", "Ukraine").why == why
