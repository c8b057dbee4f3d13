"""The attribution chain of a group of claims as a tree: outlet, credited agency, speaker, body (after PARC and PolNeAR)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from core.claim import Claim
from core.sheet import Voice

Link = Literal["outlet", "agency", "speaker", "body"]
_ORDER: tuple[Link, ...] = ("outlet", "agency", "speaker", "body")


@dataclass(frozen=True, slots=True)
class Node:
    """One link of the chain, and what stands behind it."""

    name: str
    link: Link
    behind: tuple["Node", ...] = ()


def tree(claims: Iterable[Claim | Voice]) -> tuple[Node, ...]:
    """Draw who has it from whom, by name: of the claims of a group, or of a row. A link that is not known is left out."""
    paths = []
    for claim in claims:
        origin = claim.agency or claim.origin
        links = (
            claim.source,
            origin if origin != claim.source else None,
            claim.speaker,
            claim.body if claim.body != claim.speaker else None,
        )
        paths.append(tuple((name, link) for name, link in zip(links, _ORDER, strict=True) if name))
    return _nodes(paths)


def _nodes(paths: Iterable[tuple[tuple[str, Link], ...]]) -> tuple[Node, ...]:
    below: dict[tuple[str, Link], list[tuple[tuple[str, Link], ...]]] = defaultdict(list)
    for first, *rest in (path for path in paths if path):
        below[first].append(tuple(rest))
    return tuple(Node(name, link, _nodes(below[name, link])) for name, link in sorted(below))
