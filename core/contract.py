"""The JSON that other programs rely on: names and fields as documented, records in, plain data out, and back for what is read in."""

import re
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, get_args

from core.claim import Basis, Claim, Kind, Measure, Qualifier, Scope, Status, Value
from core.comparison import RELATION_CLASS, Comparison, Group
from core.correction import Anchor, Label, Ruling
from core.errors import UsageError
from core.news import Article, Tag
from core.times import brief, read_publication

Json = dict[str, Any]


def tag_json(item: int | str, tag: Tag) -> Json:
    """Write a tag of an item."""
    return {"item": item, "topic": tag.topic, "rule": tag.rule, "phrase": tag.phrase, "start": tag.start, "end": tag.end}


def value_json(value: Value) -> Json:
    """Write a value; whole numbers without a fraction."""
    return {"kind": value.kind, "low": _plain(value.low), "high": _plain(value.high), "unit": value.unit, "text": value.text}


def claim_json(claim: Claim) -> Json:
    """Write a claim, every field."""
    return {
        "item": claim.item,
        "url": claim.url,
        "source": claim.source,
        "published": brief(claim.published),
        "topic": claim.topic,
        "question": claim.question,
        "side": claim.side,
        "value": value_json(claim.value),
        "qualifier": claim.qualifier,
        "status": claim.status,
        "status_class": claim.status_class,
        "speaker": claim.speaker,
        "body": claim.body,
        "agency": claim.agency,
        "basis": claim.basis,
        "cue": claim.cue,
        "rule": f"{claim.rule}, corrected" if claim.corrected else claim.rule,
        "measure": claim.measure,
        "scope": {"who": claim.scope.who, "where": claim.scope.where, "from": claim.scope.start, "to": claim.scope.end},
        "as_of": claim.as_of,
        "event": claim.event,
        "lang": claim.lang,
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "in": claim.place,
    }


def label_json(label: Label) -> Json:
    """Write a correction: the claim as it was read, with what a reader found wrong and right."""
    correction = label.correction
    return {
        "item": label.item,
        "url": label.url,
        "source": label.source,
        "published": brief(label.published),
        "lang": label.lang,
        "topic": label.topic,
        "question": label.question,
        "side": label.side,
        "value": {"low": _plain(label.low), "high": _plain(label.high), "text": label.value},
        "quote": label.quote,
        "in": label.place,
        "rule": label.rule,
        "made": brief(label.made),
        "verdict": correction.verdict,
        "right": {
            "topic": correction.topic or label.topic,
            "question": correction.question or label.question,
            "side": correction.side if correction.verdict == "wrong side" else label.side,
        }
        if correction.verdict != "wrong"
        else None,
        "note": correction.note,
    }


def ruling_json(ruling: Ruling) -> Json:
    """Write a ruling: what a reader says of how a claim is compared, and with which other one."""
    return {
        **_anchor_json(ruling.claim),
        "verdict": ruling.ruled,
        "other": None if ruling.other is None else _anchor_json(ruling.other),
        "note": ruling.note,
    }


def _anchor_json(claim: Anchor) -> Json:
    return {
        "item": claim.item,
        "value": {"low": _plain(claim.low), "high": _plain(claim.high)},
        "quote": claim.quote,
        "in": claim.place,
    }


def comparison_json(row: Comparison) -> Json:
    """Write a row of the matrix."""
    return {
        "topic": row.topic,
        "question": row.question,
        "side": row.side,
        "event": row.event,
        "relation": row.relation,
        "relation_class": None if row.relation is None else RELATION_CLASS[row.relation],
        "grade": row.grade,
        "importance": row.importance,
        "outlets": row.outlets,
        "origins": row.origins,
        "why": row.why,
        "groups": [_group_json(group) for group in row.groups],
        "relations": [
            {"groups": list(pair.groups), "relation": pair.relation, "relation_class": RELATION_CLASS[pair.relation], "why": pair.why}
            for pair in row.relations
        ],
        "silent": [{"source": one.source, "item": one.item, "state": one.state} for one in row.silent],
    }


def _group_json(group: Group) -> Json:
    return {
        "value": group.value,
        "status": group.status,
        "outlets": group.outlets,
        "origins": group.origins,
        "derived": group.derived,
        "claims": [said_json(claim) for claim in group.claims],
    }


def said_json(claim: Claim) -> Json:
    """Write a claim as it stands in a row of the matrix."""
    return {
        "item": claim.item,
        "source": claim.source,
        "published": brief(claim.published),
        "speaker": claim.speaker,
        "qualifier": claim.qualifier,
        "quote": claim.quote,
    }


def article_from_json(data: object, place: str) -> Article:
    """Read an article as `read --jsonl` takes it.

    Args:
        data: the decoded line.
        place: where it stands ("line 3"), for the message.

    Raises:
        UsageError: a field is missing or not what it has to be.
    """
    fields = _Fields(data, place)
    return Article(
        id=fields.id("id"),
        source=fields.text("source"),
        published=fields.time("published"),
        title=fields.text("title", ""),
        text=fields.text("text"),
        lang=fields.maybe("lang"),
        url=fields.maybe("url"),
    )


# Where only the coarse status is given, the plainest fine one of that class stands for it; the others are words of both.
_FINE: dict[str, Status] = {"happened": "completed", "planned": "scheduled"}


def claim_from_json(data: object, place: str) -> Claim:
    """Read a claim as `compare --claims` takes it: only source, published, topic, question, value and quote are required.

    Args:
        data: the decoded claim.
        place: where it stands ("claim 3"), for the message.

    Raises:
        UsageError: a required field is missing, or one is not what it has to be.
    """
    fields = _Fields(data, place)
    value = _Fields(fields.given("value"), f"{place}, value")
    kind: Kind = value.choice("kind", get_args(Kind), "count")
    scope = _Fields(fields.given("scope", {}) or {}, f"{place}, scope")
    status = fields.choice("status", (*get_args(Status), *_FINE), fields.maybe("status_class") or "happened")
    quote = fields.text("quote")
    source = fields.text("source")
    url = fields.maybe("url")
    published = fields.time("published")
    # Claims of one source without an item are told apart by their address, else by when they came out.
    article = f"{source}\n{url or published.isoformat()}"
    return Claim(
        item=fields.id("item", "given-" + sha256(article.encode()).hexdigest()[:12]),
        url=url,
        source=source,
        published=published,
        topic=fields.text("topic"),
        question=fields.text("question"),
        side=fields.maybe("side"),
        value=Value(
            kind=kind,
            low=value.bound("low", kind),
            high=value.bound("high", kind),
            unit=value.maybe("unit"),
            text=value.text("text", ""),
        ),
        qualifier=fields.choice("qualifier", get_args(Qualifier), "exact"),
        quote=quote,
        start=fields.whole("start", 0),
        end=fields.whole("end", len(quote)),
        place=fields.choice("in", ("text", "title"), "text"),
        status=_FINE.get(status, status),
        speaker=fields.maybe("speaker"),
        body=fields.maybe("body"),
        agency=fields.maybe("agency"),
        basis=fields.choice("basis", get_args(Basis), "reported"),
        cue=fields.maybe("cue"),
        rule=fields.text("rule", ""),
        measure=fields.choice("measure", get_args(Measure), "event"),
        scope=Scope(scope.maybe("who"), scope.maybe("where"), scope.maybe("from"), scope.maybe("to")),
        as_of=fields.maybe("as_of"),
        event=fields.maybe("event"),
        lang=fields.text("lang", "en"),
        origin=fields.maybe("origin"),
    )


_WORDED: frozenset[Kind] = frozenset(("date", "place", "stage"))
"""Kinds whose values are words, or dates written as such."""
_SURROGATE = re.compile("[\ud800-\udfff]")


class _Fields:
    """A JSON object's fields, read with messages that say where one is wrong."""

    def __init__(self, data: object, place: str) -> None:
        if not isinstance(data, Mapping):
            raise UsageError(f"{place}: a JSON object was expected, not {_name(data)}")
        self._data = data
        self._place = place

    def given(self, key: str, default: Any = ...) -> Any:
        if key in self._data:
            return self._data[key]
        if default is ...:
            raise UsageError(f'{self._place}: "{key}" is missing')
        return default

    def text(self, key: str, default: str | None = None) -> str:
        value = self.given(key, ... if default is None else default)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise UsageError(f'{self._place}: "{key}" has to be a text, not {_name(value)}')
        # Half a character (JSON can write one) is no character; one for one, so that spans hold.
        return _SURROGATE.sub("\ufffd", value)

    def maybe(self, key: str) -> str | None:
        value = self.given(key, None)
        if value is not None and not isinstance(value, str):
            raise UsageError(f'{self._place}: "{key}" has to be a text or null, not {_name(value)}')
        return None if value is None else _SURROGATE.sub("\ufffd", value)

    def whole(self, key: str, default: int) -> int:
        value = self.given(key, None)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
            raise UsageError(f'{self._place}: "{key}" has to be a whole number of 0 or more')
        return default if value is None else value

    def id(self, key: str, default: str | None = None) -> int | str:
        value = self.given(key, ... if default is None else default)
        if value is None and default is not None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise UsageError(f'{self._place}: "{key}" has to be a text or a whole number, not {_name(value)}')
        return value

    def time(self, key: str) -> datetime:
        try:
            return read_publication(self.text(key))
        except ValueError:
            raise UsageError(f'{self._place}: "{key}" has to be an ISO date or time (2026-02-05T14:30:00Z)') from None

    def bound(self, key: str, kind: Kind) -> float | str | None:
        value = self.given(key, None)
        worded = kind in _WORDED
        if isinstance(value, bool) or not isinstance(value, str | None if worded else int | float | None):
            raise UsageError(f'{self._place}: "{key}" of a {kind} has to be a {"text" if worded else "number"} or null, not {_name(value)}')
        return value

    def choice(self, key: str, choices: tuple[str, ...], default: str | None) -> Any:
        value = self.given(key, default)
        value = default if value is None else value
        if value not in choices:
            raise UsageError(f'{self._place}: "{key}" has to be one of {", ".join(choices)}')
        return value


_NAMES = {dict: "an object", list: "a list", str: "a text", int: "a number", float: "a number", bool: "true or false", type(None): "null"}


def _name(value: object) -> str:
    return _NAMES.get(type(value), "something else")


def _plain(bound: float | str | None) -> float | str | None:
    return int(bound) if isinstance(bound, float) and bound.is_integer() else bound
