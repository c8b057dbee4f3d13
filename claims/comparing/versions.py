"""Versions: which claims stood in a text that has been changed since."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from claims.comparing.answers import Answer, answer
from claims.comparing.clusters import chain_of
from core.claim import Claim

_Version = tuple[int, datetime]


def answers_of(claims: Sequence[Claim], earlier: Sequence[Claim] = ()) -> list[Answer]:
    """Make claims ready for comparing, and mark those that a later version of their text has dropped or changed.

    Args:
        claims: what is said now, or several versions of one address as given.
        earlier: claims of versions that are known to be superseded; those that still stand unchanged are left out.
    """
    current: dict[object, list[Claim]] = defaultdict(list)
    superseded: dict[object, list[Claim]] = defaultdict(list)
    for claim in claims:
        current[chain_of(claim)].append(claim)
    for claim in earlier:
        superseded[chain_of(claim)].append(claim)
    return [one for chain in {**current, **superseded} for one in of_chain(current.get(chain, ()), superseded.get(chain, ()))]


def of_chain(claims: Sequence[Claim], earlier: Sequence[Claim] = ()) -> list[Answer]:
    """Do so for the claims of one text in its versions."""
    if not earlier and len(claims) == 1:
        return [answer(claims[0])]
    if not earlier and len({claim.version for claim in claims}) == 1 == len({claim.published for claim in claims}):
        return [answer(claim) for claim in claims]
    versions: set[_Version] = {(claim.version, claim.published) for claim in claims}
    mine = [*((answer(claim), False) for claim in claims), *((answer(claim), True) for claim in earlier)]
    return _marked(mine, max(versions, default=None))


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
