"""Which question a value answers and whose it is, where no one sign decides: all that speaks for an answer is weighed and summed.

The sums are logarithms of odds, as in a conditional maximum entropy model (Berger, Della Pietra and Della Pietra, 1996).
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import repeat
from math import exp, fsum

from claims.reading.evidence import SILENCE, Answer, Evidence, evidence
from claims.reading.match import Match
from claims.reading.scene import Scene

_TOLD = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """Weights of evidence by name, and how likely an answer has to be; a name without a weight weighs nothing."""

    weights: Mapping[str, float] = field(default_factory=dict)
    least: float = 0.5

    def answer(self, scene: Scene, found: Match, speaker: str | None, *, voiced: bool) -> tuple[Answer, tuple[str, ...]]:
        """Return what a match answers, and what spoke for it most."""
        return self.likeliest(evidence(scene, found, speaker, voiced=voiced))

    def speaks_for(self, names: AbstractSet[str]) -> bool:
        """Return whether what is named makes it likely enough; the weight without a name counts always."""
        told = [self.weights[name] for name in self.weights.keys() & names]
        return 1 / (1 + exp(-fsum([self.weights.get("", 0.0), *told]))) >= self.least

    def likeliest(self, weighed: Evidence) -> tuple[Answer, tuple[str, ...]]:
        """Return the likeliest answer with what speaks for it most; silence where none is likely enough, or two are alike."""
        weights = self.weights
        sums = {answer: sum(map(weights.get, names, repeat(0.0)), 0.0) for answer, names in weighed.items()}
        best = max((answer for answer in sums if answer != SILENCE), key=lambda answer: sums[answer])
        tied = any(sums[answer] == sums[best] for answer in sums if answer != best)
        if tied or 1 / sum((exp(one - sums[best]) for one in sums.values()), 0.0) < self.least:
            return SILENCE, ()
        told = sorted(weighed[best], key=lambda name: -weights.get(name, 0.0))
        return best, tuple(name for name in told[:_TOLD] if weights.get(name, 0.0) > 0)
