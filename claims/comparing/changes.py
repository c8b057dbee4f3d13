"""The claim diff of two versions of a text: which facts changed, came or went. All else that changed is wording."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from claims.comparing.intervals import shown
from core.claim import Claim

Field = Literal["value", "qualifier", "speaker", "status"]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one claim from one version to the next."""

    old: Claim | None
    """None: it came."""
    new: Claim | None
    """None: it went."""
    fields: tuple[Field, ...] = ()
    """What is different, where both are there."""

    @property
    def claim(self) -> Claim:
        """The claim as it is now; as it was, where it went."""
        there = self.new or self.old
        assert there is not None  # noqa: S101  (one of the two is always there)
        return there

    @property
    def why(self) -> str:
        """The change in one line ("4 -> 6, 'at least' dropped, police -> mayor")."""
        if self.old is None or self.new is None:
            return f"{shown(self.claim.value, self.claim.qualifier)} {'came' if self.old is None else 'went'}"
        parts = {
            "value": f"{shown(self.old.value, 'exact')} -> {shown(self.new.value, 'exact')}",
            "qualifier": _qualifier(self.old, self.new),
            "speaker": f"{_who(self.old)} -> {_who(self.new)}",
            "status": f"{self.old.status} -> {self.new.status}",
        }
        return ", ".join(parts[field] for field in self.fields)


def changes(old: Sequence[Claim], new: Sequence[Claim]) -> list[Change]:
    """Say how the claims of a text changed between two versions; claims that did not are left out.

    Claims of one topic, question, side, measure and scope are matched: first those that are alike in all, then the most alike,
    by their place in the text. (Fact changes against wording: NewsEdits, Spangher et al. 2022.)
    """
    before, after = _by_question(old), _by_question(new)
    out: list[Change] = []
    for key in sorted({*before, *after}, key=str):
        out += _matched(before.get(key, []), after.get(key, []))
    return out


def _by_question(claims: Iterable[Claim]) -> dict[tuple[object, ...], list[Claim]]:
    found: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in claims:
        found[claim.topic, claim.question, claim.side, claim.measure, claim.scope].append(claim)
    # A claim that stands in the title and in the text, or twice in the text, is one fact.
    return {key: list({_facts(claim): claim for claim in reversed(mine)}.values())[::-1] for key, mine in found.items()}


def _facts(claim: Claim) -> tuple[object, ...]:
    return (claim.value.low, claim.value.high, claim.value.unit, claim.qualifier, claim.speaker or claim.body, claim.status)


def _matched(old: list[Claim], new: list[Claim]) -> list[Change]:
    same = {_facts(claim) for claim in old} & {_facts(claim) for claim in new}
    gone = [claim for claim in old if _facts(claim) not in same]
    come = [claim for claim in new if _facts(claim) not in same]
    pairs = sorted(
        (-len(set(_facts(one)) & set(_facts(two))), abs(one.start - two.start), i, j)
        for i, one in enumerate(gone)
        for j, two in enumerate(come)
    )
    out: list[Change] = []
    left, right = set(range(len(gone))), set(range(len(come)))
    for _, _, i, j in pairs:
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            out.append(Change(gone[i], come[j], _different(gone[i], come[j])))
    out += [Change(gone[i], None) for i in sorted(left)]
    out += [Change(None, come[j]) for j in sorted(right)]
    return out


def _different(old: Claim, new: Claim) -> tuple[Field, ...]:
    found: list[Field] = []
    if (old.value.low, old.value.high, old.value.unit) != (new.value.low, new.value.high, new.value.unit):
        found.append("value")
    if old.qualifier != new.qualifier:
        found.append("qualifier")
    if (old.speaker or old.body) != (new.speaker or new.body):
        found.append("speaker")
    if old.status != new.status:
        found.append("status")
    return tuple(found)


_WORDS = {"at-least": "at least", "at-most": "up to", "about": "about", "nearly": "nearly", "exact": ""}


def _qualifier(old: Claim, new: Claim) -> str:
    before, after = _WORDS[old.qualifier], _WORDS[new.qualifier]
    if not after:
        return f"'{before}' dropped"
    return f"'{after}' added" if not before else f"'{before}' -> '{after}'"


def _who(claim: Claim) -> str:
    return claim.speaker or claim.body or "the outlet itself"
