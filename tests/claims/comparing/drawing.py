"""Claims as hypothesis draws them: few values, outlets and days, so that they meet."""

from datetime import timedelta
from typing import get_args

from hypothesis import strategies as st

from core.claim import Claim, Qualifier, Status
from tests.claims.comparing.making import SIDES, claim, day

QUESTIONS = (
    "released",
    "exchanged",
    "civilians",
    "last-exchange",
    "since-last",
    "held",
    "strikes.killed",
    "strikes.drones-downed",
    "talks.venue",
    "casualties.killed",
    "casualties.total",
    "territory.share-held",
    "territory.gained",
    "strikes.injured",
    "bodies",
)
SPEAKERS = (None, "Russian Ministry of Defence", "Volodymyr Zelenskyy", "UN")
QUOTES = (
    *((None, "en"),) * 6,
    ("The toll has risen to {}.", "en"),
    ("Another {} came home.", "en"),
    ("Earlier {} were brought back.", "en"),
    ("In 2024 there were {}.", "en"),
    ("{} in Smila and nearby.", "en"),
    ("{}, including six children.", "en"),
    ("They spoke of {} out of 314.", "en"),
    ("At first {} were named, then others.", "en"),
    ("Кількість зросла до {}.", "uk"),
    ("Ще {} повернулися.", "uk"),
    ("В ходе спецоперации {} человек.", "ru"),
)
"""What the words around a value may tell of it, with their language; None: nothing."""


@st.composite
def said(draw: st.DrawFn) -> Claim:
    question = draw(st.sampled_from(QUESTIONS))
    what: float | str = draw(st.sampled_from((0, 3, 6, 50, 100, 150, 157, 189, 314, 2500)))
    kind, unit = None, None
    if question == "last-exchange":
        what = draw(st.sampled_from(("2025-10-02", "2025-10", "2025-09", "2025")))
    elif question == "since-last":
        what, kind, unit = draw(st.sampled_from((4, 5, 9))), "duration", "months"
    elif question == "talks.venue":
        what, kind = draw(st.sampled_from(("Abu Dhabi", "Istanbul", "the UAE"))), "place"
    elif question == "territory.share-held":
        what, kind = draw(st.sampled_from((5, 10, 80, 90, 95))), "percent"
    elif question == "territory.gained":
        what, kind, unit = draw(st.sampled_from((7, 31, 150, 157, 179.5, 210))), draw(st.sampled_from(("area", "count"))), "km2"
    source = draw(st.sampled_from("ABCDEF"))
    words, lang = draw(st.sampled_from(QUOTES))
    quoted = {"quote": words.format(what), "lang": lang} if words else {}
    return claim(
        source,
        question,
        what,
        draw(st.sampled_from((None, "both", *SIDES))),
        kind=kind,
        unit=unit,
        item=draw(st.sampled_from((f"{source}1", f"{source}2"))),
        qualifier=draw(st.sampled_from(get_args(Qualifier))),
        status=draw(st.sampled_from(get_args(Status))),
        speaker=draw(st.sampled_from(SPEAKERS)),
        published=day("2026-02-05") + timedelta(hours=draw(st.integers(0, 80))),
        measure=draw(st.sampled_from(("event", "event", "event", "cumulative", "period"))),
        begin=draw(st.sampled_from((None, None, "2025-10-02", "2026-02-05"))),
        who=draw(st.sampled_from((None, None, "civilians", "officers"))),
        version=draw(st.sampled_from((1, 1, 2))),
        start=draw(st.integers(0, 3)),
        **quoted,
    )


several = st.lists(said(), max_size=9)
