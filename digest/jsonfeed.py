"""A digest as a JSON Feed (version 1.1): an item a row of the matrix, with the row as data in an extension."""

from typing import Any

from core.contract import Json
from core.times import brief
from digest.ids import row_ids, urn
from digest.json import source_json, told_json, written
from digest.outline import headline, lead, value, weightiest_first
from digest.record import Digest, Row, Voice
from digest.words import clock

EXTENSION = "_negotiation_watch"


def json_feed(digest: Digest) -> Json:
    """Return a digest as a JSON Feed; its items keep their ids from one digest to the next."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{digest.negotiation}: who says what",
        "description": digest.summary,
        "language": "en",
        EXTENSION: {
            "since": brief(digest.since),
            "until": brief(digest.until),
            "sources": [source_json(one) for one in digest.sources],
            "method": list(digest.method),
        },
        "items": [_item(digest, row, urn(name)) for row, name in zip(digest.rows, row_ids(digest.rows), strict=True)],
    }


def json_feed_text(digest: Digest) -> str:
    """Write a digest as JSON Feed."""
    return written(json_feed(digest))


def _item(digest: Digest, row: Row, name: str) -> dict[str, Any]:
    claims = [claim for group in row.comparison.groups for claim in group.claims]
    leads = [lead(answer)[0] for answer in weightiest_first(row)]
    address = next((voice.url for voice in leads if voice.url), None)
    lines = [
        f"{value(row, answer)}: {_who(digest, voice)}: “{voice.quote}”" + (f" {voice.url}" if voice.url else "")
        for answer, voice in zip(weightiest_first(row), leads, strict=True)
    ]
    told = {
        "id": name,
        "external_url": address,
        "title": f"{row.sign} {row.label}: {headline(row)}",
        "summary": row.why,
        "content_text": "\n".join((row.why, *lines)),
        "date_published": brief(min(claim.published for claim in claims)),
        "date_modified": brief(max(claim.seen or claim.published for claim in claims)),
        "authors": [{"name": source} for source in dict.fromkeys(voice.source for answer in row.answers for voice in answer.voices)],
        "tags": [row.topic, *([row.relation] if row.relation else [])],
        "language": "en",
        EXTENSION: told_json(row),
    }
    return {key: found for key, found in told.items() if found is not None}


def _who(digest: Digest, voice: Voice) -> str:
    speaker = f", {voice.speaker}" if voice.speaker else ""
    return f"{voice.source}{speaker}, {clock(voice.time, digest.zone, digest.until.year)}"
