"""Two outlets that differ, compared as the program compares, and rules that want to be told."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from alerts.match import Found, found
from claims.comparing.compare import compare
from core.claim import Claim
from core.comparison import Comparison
from core.settings import Alert, Alerts, Negotiation, Party, Settings, Speaker, Topic
from digest.telling import Names
from tests.store.scene import NOON, claim

NEGOTIATION = Negotiation(
    name="Talks",
    parties=(Party(name="Ukraine"), Party(name="Russia")),
    speakers=(Speaker(name="Dmytro Lubinets", party="Ukraine"), Speaker(name="Tatyana Moskalkova", party="Russia")),
)
SOON = NOON + timedelta(minutes=30)
NAMES = Names(topics={"pow-swaps": "POW swaps"}, questions={("pow-swaps", "released"): "Prisoners released"})
HOSTILE = 'x\r\nBcc: all@victim.example\r\n\r\n<script>alert(1)</script> \x1b]52;c;eA==\x07 [/] `rm -rf` $(id) "; =1+1 \u202e-v'


def said(value: float, source: str, **fields: Any) -> Claim:
    made = claim(value, question="released")
    quote = fields.pop("quote", f"In all {value:g} prisoners came home.")
    given: dict[str, Any] = {
        "item": int(value),
        "seen": NOON,
        "url": f"https://{source.split(maxsplit=1)[0].lower()}.example/{value:g}",
        "side": "Ukraine",
    } | fields
    return replace(made, source=source, quote=quote, **given)


def row(*claims: Claim) -> Comparison:
    (made,) = compare(claims, parties=("Ukraine", "Russia"), now=SOON)
    return made


def differ(**fields: Any) -> Comparison:
    """Courier says 157, Herald 207."""
    return row(said(157, "Courier"), said(207, "Herald", **fields))


def matched(rule: Alert, *rows: Comparison, now: datetime = SOON) -> list[Found]:
    return list(found([rule], rows, NAMES, NEGOTIATION, UTC, now))


def settings(*rules: Alert, **alerts: Any) -> Settings:
    return Settings(
        negotiation=NEGOTIATION,
        topic=(Topic(id="pow-swaps", name="POW swaps", mark="pow"),),
        alert=rules,
        alerts=Alerts(**{"bundle": 0.0} | alerts),
    )
