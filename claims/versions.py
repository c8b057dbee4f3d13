"""Versions: which claims stood in a text that has been changed since."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from claims.answers import Answer, answer
from claims.clusters import chain_of
from core.claim import Claim

_Version = tuple[int, datetime]


def answers_of(claims: Sequence[Claim], earlier: Sequence[Claim] = ()) -> list[Answer]:
    """Make claims ready for comparing, and mark those that a later version of their text has dropped or changed.

    Args:
        claims: what is said now, or several versions of one address as given.
        earlier: claims of versions that are known to be superseded; those that still stand unchanged are left out.
    """
    latest: dict[object, _Version] = {}
    several: set[object] = set()
    for claim in claims:
        chain, version = chain_of(claim), (claim.version, claim.published)
        known = latest.setdefault(chain, version)
        if known != version:
            several.add(chain)
            latest[chain] = max(known, version)
    several.update(chain_of(claim) for claim in earlier)
    if not several:
        return [answer(claim) for claim in claims]
    out: list[Answer] = []
    chains: dict[object, list[tuple[Answer, bool]]] = defaultdict(list)
    for given, gone in ((claims, False), (earlier, True)):
        for claim in given:
            chain = chain_of(claim)
            if chain in several:
                chains[chain].append((answer(claim), gone))
            else:
                out.append(answer(claim))
    for chain, mine in chains.items():
        out += _marked(mine, latest.get(chain))
    return out


def _marked(mine: list[tuple[Answer, bool]], latest: _Version | None) -> list[Answer]:
    """Mark the superseded answers of one chain of versions."""
    versions: dict[_Version, set[tuple[object, ...]]] = defaultdict(set)
    for one, _ in mine:
        versions[one.claim.version, one.claim.published].add(_said(one))
    standing: dict[_Version, set[tuple[object, ...]]] = {}
    still: set[tuple[object, ...]] | None = None
    for version in sorted(versions, reverse=True):
        if latest is not None and version > latest:
            standing[version] = set()
            continue
        still = versions[version] if still is None else still & versions[version]
        standing[version] = still if latest is not None else set()
    out = []
    for one, gone in mine:
        stands = _said(one) in standing[one.claim.version, one.claim.published]
        if not gone or not stands:
            one.old = not stands
            out.append(one)
    return out


def _said(one: Answer) -> tuple[object, ...]:
    return (one.topic, one.question, one.side, one.span, one.claim.status, one.who, one.where, one.window)
