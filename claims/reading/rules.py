"""The rules that a sentence has the words for, found without asking every rule."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from claims.reading.frames import Cue, Rule
from claims.reading.scene import Scene

_STORY = 3
"""Sentences back to what a question needs that the article is about anyway."""


@dataclass(slots=True)
class Ready:
    """A rule, and those of its cues whose words stand in a sentence."""

    rule: Rule
    cues: list[Cue]


_Filed = dict[str, list[tuple[int, int]]]
"""Lexeme -> cues that need it to stand: the number of a rule, and of a cue of it; under "" those that need none."""


class Rules:
    """The rules of a language in the order of the questions, filed by kind of value and lexeme."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.all = rules
        self.words = frozenset(name for rule in rules for cue in rule.cues for name in (cue.left, cue.right) if name)
        """The lexemes of all cues."""
        self.barring = frozenset(name for rule in rules for name in rule.none)
        """Those that some rule may not stand beside."""
        self._filed: dict[str, _Filed] = {}
        for number, rule in enumerate(rules):
            for kind in rule.takes:
                filed = self._filed.setdefault(kind, {})
                for k, cue in enumerate(rule.cues):
                    filed.setdefault(cue.left or cue.right or "", []).append((number, k))

    def cued(self, kind: str, here: frozenset[str]) -> Iterator[Ready]:
        """Yield the rules for a kind of value that have a cue whose lexemes are among those of cues that stand in a sentence."""
        filed = self._filed.get(kind)
        if filed is None:
            return
        cues = set(filed.get("", ()))
        for name in filed.keys() & here:
            cues.update(filed[name])
        for number, places in groupby(sorted(cues), itemgetter(0)):
            rule = self.all[number]
            yield Ready(rule, [rule.cues[k] for _, k in places])


class Standing:
    """The rules that may read something in one sentence, made when their kind of value is asked for."""

    def __init__(self, rules: Rules, scene: Scene, context: frozenset[str]) -> None:
        self._rules = rules
        self._scene = scene
        self._context = context
        self._known: dict[str, list[list[Ready]]] = {}
        self._here = rules.words.intersection(scene.marks.found)
        self._barred = rules.barring.intersection(scene.marks.found)

    def groups(self, kind: str) -> list[list[Ready]]:
        """Return the rules for a kind of value, in groups that do not compete with one another."""
        known = self._known.get(kind)
        if known is None:
            groups: dict[str, list[Ready]] = {}
            for ready in self._rules.cued(kind, self._here):
                if self._may(ready.rule):
                    groups.setdefault(ready.rule.group, []).append(ready)
            known = self._known[kind] = list(groups.values())
        return known

    def of(self, scene: Scene) -> "Standing":
        """Return the rules that may read something in another sentence of the article."""
        return Standing(self._rules, scene, self._context)

    def _may(self, rule: Rule) -> bool:
        """Whether a sentence has what a rule asks of it and of the article."""
        return (
            self._barred.isdisjoint(rule.none)
            and (not rule.context or not self._context.isdisjoint(rule.context))
            and (not rule.needs or self._scene.tells(rule.needs, _STORY if rule.context else 1))
        )
