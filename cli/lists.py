"""`items`, `claims` and `compare`: what is stored, as tables or as the contract's JSON."""

import argparse
from collections.abc import Mapping

from claims.comparing.chains import Node, tree
from claims.comparing.compare import compare
from claims.comparing.intervals import shown
from cli import say
from cli.context import reader, selection, settings_of
from cli.given import read_file, read_json
from core.claim import Claim
from core.comparison import RELATION_CLASS, Comparison, Group
from core.contract import claim_from_json, claim_json
from core.counts import support
from core.errors import UsageError
from core.times import brief, now
from digest.board import board
from digest.json import item_json
from digest.names import names_of
from digest.over_time import row_json
from digest.telling import latest_of
from digest.words import SIGNS
from store.claims import claims
from store.items import Item, items


def list_items(args: argparse.Namespace) -> int:
    """Run `items`."""
    settings = settings_of(args)
    with reader(args, settings) as db:
        found = items(db, selection(args, settings, db))
    if args.json:
        say.out_json([item_json(item) for item in found])
    else:
        rows = ((item.id, _time(item), item.source, " ".join(item.topics), item.title) for item in found)
        say.table(("item", "published", "source", "topics", "title"), rows)
    return 0


def _time(item: Item) -> str:
    return brief(item.published or item.first_seen)


def list_claims(args: argparse.Namespace) -> int:
    """Run `claims`."""
    settings = settings_of(args)
    with reader(args, settings) as db:
        found = claims(db, selection(args, settings, db))
    if args.json:
        say.out_json([claim_json(claim) for claim in found])
    else:
        rows = (
            (
                claim.item,
                claim.source,
                f"{claim.topic}.{claim.question}",
                claim.side,
                _value(claim),
                claim.status,
                claim.speaker,
                claim.quote,
            )
            for claim in found
        )
        say.table(("item", "source", "question", "side", "value", "status", "speaker", "quote"), rows)
    return 0


def _value(claim: Claim) -> str:
    words = shown(claim.value, claim.qualifier)
    # Measures bear their unit already, and words stand as printed.
    return f"{words} {claim.value.unit}" if claim.value.kind == "count" and claim.value.unit and words[-1].isdigit() else words


def list_comparisons(args: argparse.Namespace) -> int:
    """Run `compare`, over the database or over claims given as a file."""
    settings = settings_of(args)
    if args.claims is not None:
        given = _given(args.claims)
        asked = names_of(settings).questions
        for topic, question in sorted({(claim.topic, claim.question) for claim in given} - asked.keys()):
            say.note(f"{topic}.{question} is no question of the configuration; its claims are compared as they are given")
        say.out_json([row_json(row) for row in compare(given, now=now())])
        return 0
    with reader(args, settings) as db:
        found = board(db, settings, selection(args, settings, db), now())
    if args.json:
        say.out_json([row_json(row) for row in found])
    else:
        latest = latest_of(claim for row in found for group in row.groups for claim in group.claims)
        say.table(("", "question", "side", "event", "values", "why", "support", "from whom"), (_row(row, latest) for row in found))
    return 0


def _row(row: Comparison, latest: Mapping[int | str, int]) -> tuple[str, ...]:
    sign = "" if row.relation is None else SIGNS[RELATION_CLASS[row.relation]]
    values = "; ".join(f"{group.value}{_note(group, latest)}: {', '.join(group.sources)}" for group in row.groups)
    chains = "; ".join(_chain(node) for node in tree(claim for group in row.groups for claim in group.claims))
    told = support(row.outlets, row.origins, row.speakers)
    return sign, f"{row.topic}.{row.question}", row.side or "", row.event or "", values, row.why, told, chains


def _chain(node: Node) -> str:
    """Who has it from whom: "alpha < Reuters < ICRC"."""
    behind = [_chain(one) for one in node.behind]
    return node.name + (f" < {behind[0]}" if len(behind) == 1 else f" < ({', '.join(behind)})" if behind else "")


def _note(group: Group, latest: Mapping[int | str, int]) -> str:
    """What a reader has to know of a value that does not stand in an article as it is now."""
    if group.derived:
        return " (implied)"
    if group.status == "denied":
        return " (denied)"
    return " (changed since)" if all(claim.version < latest[claim.item] for claim in group.claims) else ""


def _given(name: str) -> list[Claim]:
    shown = "standard input" if name == "-" else name
    data = read_json(read_file(name), shown)
    if isinstance(data, dict) and "claims" in data:
        data = data["claims"]
    if not isinstance(data, list):
        raise UsageError(f"{shown}: a JSON array of claims was expected")
    return [claim_from_json(one, f"{shown}, claim {number}") for number, one in enumerate(data, 1)]
