"""Reading of one text, written short."""

from datetime import datetime
from functools import cache

from claims.gazetteer import named
from claims.guide import Guide, guide
from claims.reader import read
from core.claim import Claim, Reading
from core.news import Article
from core.times import read_stamp

BOTH = ("Ukraine", "Russia")


@cache
def guide_for(*parties: str) -> Guide:
    return guide(named(parties))


def reading(text: str, parties: tuple[str, ...] = BOTH, day: str = "2025-08-15", title: str = "") -> Reading:
    published: datetime = read_stamp(day)
    return read(Article("a", "Outlet", published, title, text), guide_for(*parties))


def told(claim: Claim) -> str:
    low = "" if claim.value.low is None else claim.value.low
    high = "" if claim.value.high is None else claim.value.high
    value = f"{claim.topic}.{claim.question} {claim.side or '-'} {low}..{high} {claim.qualifier} {claim.status_class}"
    return f"{value} | {claim.speaker or '-'}"


def said(text: str, parties: tuple[str, ...] = BOTH, day: str = "2025-08-15", title: str = "") -> list[str]:
    return [told(claim) for claim in reading(text, parties, day, title).claims]
