"""What holds for all rows, and by what two groups are related in view of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from claims.comparing.attribution import Heard, heard
from claims.comparing.clusters import Cluster
from claims.comparing.relations import relate
from claims.comparing.row import Row, Verdict, worded
from claims.comparing.rulings import anchor
from claims.comparing.sides import party_of
from core.claim import Claim
from core.comparison import RELATION_CLASS
from core.correction import Anchor


@dataclass(frozen=True, slots=True)
class Context:
    """What holds for all rows."""

    parties: tuple[str, ...]
    speakers: Mapping[str, str]
    """The party of people and bodies that the gazetteer does not know, by voice."""
    owners: Mapping[str, str]
    origins: Mapping[int | str, str]
    reconciled: Mapping[Anchor, frozenset[Anchor]]
    """With which claims each does not conflict, as a reader ruled."""
    seen: dict[tuple[str | None, str | None], str | None] = field(default_factory=dict)

    def party(self, claim: Claim) -> str | None:
        """The party whose view a claim is."""
        name = (claim.speaker, claim.body)
        if name not in self.seen:
            self.seen[name] = party_of(claim, self.parties, self.speakers)
        return self.seen[name]

    def heard(self, claims: Collection[tuple[Claim, str]]) -> frozenset[Heard]:
        """The origins that claims have at most, each with its outlets."""
        return heard(claims, self.origins, self.owners)

    def relate(self, one: Cluster, other: Cluster, row: Row) -> Verdict:
        """How two groups relate; those of which a reader ruled so do not conflict."""
        found, why = relate(one, other, row)
        if self.reconciled and RELATION_CLASS[found] == "conflict" and self._ruled_out(one, other):
            return "compatible", f"you ruled that they do not conflict: {worded(why)}"
        return found, why

    def _ruled_out(self, one: Cluster, other: Cluster) -> bool:
        """Whether a reader ruled that claims of two groups do not conflict."""
        others = {anchor(claim) for claim in other.claims}
        return any(not self.reconciled.get(anchor(claim), frozenset()).isdisjoint(others) for claim in one.claims)
