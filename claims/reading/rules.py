"""The rules that a sentence has the words for, found without asking every rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from claims.reading.frames import Cue, Rule
from claims.reading.lexicon import Found
from claims.reading.scene import Scene


@dataclass(frozen=True, slots=True)
class Ready:
    """A rule, and those of its cues whose words stand in a sentence."""

    rule: Rule
    cues: list[Cue]


Standing = dict[str, dict[str, list[Ready]]]
"""Kind of value -> group of rules that compete for one -> the rules that may read it in a sentence, in their order."""


class Rules:
    """The rules of a language in the order of the questions, filed under the lexemes of their cues."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.all = rules
        self.words = frozenset(name for rule in rules for cue in rule.cues for name in (cue.left, cue.right) if name)
        """The lexemes of all cues."""
        self._filed: dict[str, list[tuple[int, int]]] = {}
        for number, rule in enumerate(rules):
            for k, cue in enumerate(rule.cues):
                self._filed.setdefault(cue.left or cue.right or "", []).append((number, k))

    def standing(self, scene: Scene, context: frozenset[str]) -> Standing:
        """Return the rules that may read something in a sentence. `context`: the lexemes that stand anywhere in the article."""
        found = scene.marks.found
        ready: Standing = {}
        for one in self._cued(found):
            rule = one.rule
            if (
                found.keys().isdisjoint(rule.none)
                and (not rule.context or not context.isdisjoint(rule.context))
                and (not rule.needs or scene.tells(rule.needs))
            ):
                for kind, group in rule.takes:
                    ready.setdefault(kind, {}).setdefault(group, []).append(one)
        return ready

    def _cued(self, found: Found) -> Iterator[Ready]:
        # Under no lexeme at all: a cue that says nothing but "a value".
        cues = set(self._filed.get("", ()))
        for name in found.keys() & self._filed.keys():
            cues.update(self._filed[name])
        for number, places in groupby(sorted(cues), lambda cue: cue[0]):
            rule = self.all[number]
            yield Ready(rule, [rule.cues[k] for _, k in places])
