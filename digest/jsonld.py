"""A digest's claims as linked data: schema.org's `Claim` in JSON-LD 1.1. Nothing is rated, so there is no `ClaimReview`."""

import json
from collections.abc import Iterator, Mapping

from core.claim import Claim
from core.contract import Json
from core.text import line
from core.times import brief
from digest.ids import row_ids, urn
from digest.json import written
from digest.link import safe_url
from digest.outline import value
from digest.quote import excerpt
from digest.record import Digest, Row

# Written out, so that whoever reads it asks nobody: "https://schema.org" as a context would have to be fetched.
_CONTEXT = {
    "@vocab": "https://schema.org/",
    "url": {"@type": "@id"},
    "datePublished": {"@type": "https://schema.org/DateTime"},
    "dateModified": {"@type": "https://schema.org/DateTime"},
}


def json_ld(digest: Digest) -> Json:
    """Return the claims of a digest as a data set: what is said, by whom, and where it appeared first and since."""
    titles = {item.id: line(item.title) for item in digest.items}
    return {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": urn("digest", digest.negotiation, brief(digest.since), brief(digest.until)),
        "name": f"{digest.negotiation}: who says what",
        "description": " ".join((digest.summary, *digest.method)),
        "temporalCoverage": f"{brief(digest.since)}/{brief(digest.until)}",
        "dateModified": brief(digest.until),
        "hasPart": [claim for row, name in zip(digest.rows, row_ids(digest.rows), strict=True) for claim in _claims(row, name, titles)],
    }


def json_ld_text(digest: Digest) -> str:
    """Write the claims of a digest as JSON-LD."""
    return written(json_ld(digest))


def _claims(row: Row, name: str, titles: Mapping[int, str]) -> Iterator[Json]:
    """Yield a claim an answer of a row; what is only implied was claimed by nobody."""
    for number, group in enumerate(row.comparison.groups):
        if group.derived:
            continue
        ordered = sorted(group.claims, key=lambda one: (one.published, one.source, str(one.item), one.start))
        first, articles = ordered[0], list({one.item: one for one in ordered}.values())
        answer = value(row, row.answers[number])
        yield {
            "@type": "Claim",
            "@id": urn(name, group.value, group.status),
            "name": f"{row.label}: {answer}",
            "text": excerpt(first.quote, first.value.text),
            "inLanguage": first.lang,
            "about": {"@type": "Thing", "name": row.label},
            "creativeWorkStatus": group.status,
            "author": list({json.dumps(one): one for one in map(_author, ordered)}.values()),
            "datePublished": brief(first.published),
            "firstAppearance": _article(first, titles),
            "appearance": [_article(one, titles) for one in articles],
        }


def _author(claim: Claim) -> Json:
    """Return who says so. Whether a lone name is a person's or a body's is not known, so nothing is said of it."""
    if claim.speaker is None and claim.body is None:
        return {"@type": "Organization", "name": line(claim.source)}
    if claim.speaker is None or claim.speaker == claim.body:
        return {"@type": "Organization", "name": line(claim.body or "")}
    if claim.body is None:
        return {"name": line(claim.speaker)}
    return {"@type": "Person", "name": line(claim.speaker), "affiliation": {"@type": "Organization", "name": line(claim.body)}}


def _article(claim: Claim, titles: Mapping[int, str]) -> Json:
    told = {
        "@type": "NewsArticle",
        "url": safe_url(claim.url),
        "headline": titles.get(claim.item) if isinstance(claim.item, int) else None,
        "datePublished": brief(claim.published),
        "inLanguage": claim.lang,
        "publisher": {"@type": "Organization", "name": line(claim.source)},
    }
    return {key: found for key, found in told.items() if found is not None}
