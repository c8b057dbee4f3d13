"""A digest as JSON: comparisons and items in the forms that other tools rely on."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from core.comparison import Comparison
from core.contract import Json, comparison_json
from core.times import brief
from digest.link import safe_url
from digest.over_time import figure_json, track_json
from digest.quote import excerpt
from digest.record import Change, Digest, Row, Silence, SourceHealth
from store.items import Item


def digest_json(digest: Digest) -> Json:
    """Return a digest as plain data. Quotations are shortened as in every digest: `claims` has the whole sentences."""
    return {
        "negotiation": digest.negotiation,
        "since": brief(digest.since),
        "until": brief(digest.until),
        "summary": digest.summary,
        "comparisons": [told_json(row) for row in digest.rows],
        "tracks": [track_json(one.raw) for one in digest.commitments],
        "figures": [figure_json(one.raw) for one in digest.courses],
        "changes": [_change(change) for change in digest.changes],
        "wording_changes": digest.wording,
        "silent": [_silence(one) for one in digest.silences],
        "items": [item_json(one) for one in digest.items],
        "sources": [source_json(one) for one in digest.sources],
        "method": list(digest.method),
    }


def json_text(digest: Digest) -> str:
    """Write a digest as JSON text: a line an entry of each list, the same for the same digest."""
    return written(digest_json(digest))


def written(told: Json) -> str:
    """Write an object as JSON text with a line for each entry of the lists in it, so that it can be looked through and compared.

    >>> print(written({"since": 1, "items": [{"id": 1}, {"id": 2}]}), end="")
    {
      "since": 1,
      "items": [
        {"id": 1},
        {"id": 2}
      ]
    }
    """
    # json's own indentation is written in Python, and takes five times as long.
    lines = [f"  {json.dumps(key)}: {_value(value)}" for key, value in told.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _value(value: object) -> str:
    if not isinstance(value, list) or not value:
        return json.dumps(value, ensure_ascii=False)
    return "[\n" + ",\n".join(f"    {json.dumps(one, ensure_ascii=False)}" for one in value) + "\n  ]"


def item_json(item: Item) -> Json:
    """Write an item: the form that `items --json` prints."""
    return {
        "id": item.id,
        "guid": item.guid,
        "source": item.source,
        "url": item.url,
        "title": item.title,
        "published": _time(item.published),
        "first_seen": brief(item.first_seen),
        "lang": item.lang,
        "topics": list(item.topics),
        "versions": item.versions,
    }


def told_json(row: Row) -> Json:
    """Write a row of the matrix with its label and short quotations."""
    return {**comparison_json(_shortened(row.comparison)), "label": row.label}


def _shortened(row: Comparison) -> Comparison:
    return replace(
        row,
        groups=tuple(
            replace(group, claims=tuple(replace(claim, quote=excerpt(claim.quote, claim.value.text)) for claim in group.claims))
            for group in row.groups
        ),
    )


def _change(change: Change) -> Mapping[str, Any]:
    return {
        "source": change.source,
        "title": change.title,
        "url": safe_url(change.url),
        "seen": brief(change.time),
        "version": change.version,
        "facts": [
            {"kind": one.kind, "label": one.label, "old": one.old, "new": one.new, "speaker": one.speaker, "quote": one.quote}
            for one in change.facts
        ],
    }


def _silence(one: Silence) -> Mapping[str, Any]:
    return {
        "state": one.state,
        "label": one.label,
        "outlets": [
            {"source": quiet.source, "rows": quiet.rows, "title": quiet.title, "url": safe_url(quiet.url), "published": _time(quiet.time)}
            for quiet in one.outlets
        ],
    }


def source_json(one: SourceHealth) -> Json:
    """Write how a source did."""
    return {
        "source": one.source,
        "state": one.state,
        "reason": one.words,
        "polls": one.polls,
        "failed": one.failed,
        "items_new": one.new,
        "last_good": _time(one.last_good),
    }


def _time(moment: datetime | None) -> str | None:
    return None if moment is None else brief(moment)
