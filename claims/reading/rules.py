"""The rules that a sentence has the words for, found without asking every rule."""

from collections.abc import Iterator

from claims.reading.frames import Rule
from claims.reading.scene import Around, Scene
from claims.reading.steps import Found
from claims.reading.weighing import Scale

_TWO = 2
_WAR = frozenset({"attack", "fighting", "armed", "war-side", "war", "rebel", "civilian", "captive", "casualties-of", "ceasefire"})
"""Lexemes without any of which an article of one party tells of no war, whoever died."""
_STRAY, _PEACEFUL = "trades", "goods"
"""Lexemes of what talks may be about that are no war's: always, and where nothing else of an article is of war."""
_WAGED = frozenset({"war-fire", "fighting", "war", "rebel", "civilian", "casualties-of", "ceasefire"})
"""Those without any of which all that it tells of is weighed: armies rescue, gas explodes, robbers shoot."""
_STORY = 3
"""Sentences back to what a question needs that the article is about anyway."""


class Rules:
    """The rules of a language in the order of the questions. Sets of rules are numbers: bit k is set for that of number k."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.all = rules
        self.words = frozenset(name for rule in rules for cue in rule.cues for name in (cue.left, cue.right) if name)
        """The lexemes of all cues."""
        self._takes: dict[str, int] = {}
        """Kind of value -> the rules that read it."""
        self._told: dict[str, int] = {}
        """Lexeme -> the rules that have a cue which needs it to stand; behind these, those that may not stand beside it."""
        self._bare = sum(1 << number for number, rule in enumerate(rules) if any(not cue.needs for cue in rule.cues))
        """The rules with a cue that needs none."""
        self.losses = sum(1 << number for number, rule in enumerate(rules) if rule.question.weights is not None)
        """The rules that read losses."""
        self._talks = sum(1 << number for number, rule in enumerate(rules) if _STRAY in rule.astray)
        """The rules that read talks."""
        self._asking: dict[tuple[frozenset[str], frozenset[str]], int] = {}
        """What has to stand in the article, and what leads astray -> the rules that ask for it."""
        self.steps = frozenset(thing for rule in rules if rule.stage is not None for thing in rule.things)
        """The things of which the rules read steps."""
        self.headlines = sum(1 << number for number, rule in enumerate(rules) if rule.headline)
        """The rules that read headlines alone."""
        for number, rule in enumerate(rules):
            cued = {cue.needs for cue in rule.cues}
            for filed, at, names in (
                (self._takes, number, rule.takes),
                (self._told, number, cued),
                (self._told, number + len(rules), rule.none),
            ):
                for name in names:
                    filed[name] = filed.get(name, 0) | 1 << at
            asked = rule.context, rule.astray
            self._asking[asked] = self._asking.get(asked, 0) | 1 << number

    def about(self, around: Around, war: Scale, *, others: bool = False) -> int:
        """Return the rules that may read an article; of one about `others`, those that nothing leads astray.

        `war` weighs the lexemes that an article holds: whether its dead are those of a war, or of an accident or a crime.
        """
        held, one_sided = around.lexemes, len(around.parties) < _TWO
        told = sum(
            rules
            for (asked, astray), rules in self._asking.items()
            if (not asked or not held.isdisjoint(asked)) and (held.isdisjoint(astray) or not one_sided) and not (others and astray)
        )
        idle = held.isdisjoint(_WAGED)
        peace = (not war.speaks_for(held) and idle) or (around.lone and held.isdisjoint(_WAR))
        trade = idle and one_sided and _PEACEFUL in held
        return told & ~(self.losses if peace else 0) & ~(self._talks if trade else 0)

    def standing(self, found: Found) -> int:
        """Return the rules of which a cue may stand in a sentence, and that may stand beside all that does."""
        told, asked = self._bare, self._told.get
        for name in found:
            if (rules := asked(name)) is not None:
                told |= rules
        return told & ~(told >> len(self.all))

    def among(self, kind: str, standing: int) -> Iterator[Rule]:
        """Yield the rules for a kind of value among some."""
        taken = standing & self._takes.get(kind, 0)
        while taken:
            number = (taken & -taken).bit_length() - 1
            taken &= taken - 1
            yield self.all[number]


class Standing:
    """The rules that may read something in one sentence, made when their kind of value is asked for."""

    def __init__(self, rules: Rules, scene: Scene, about: int) -> None:
        """`about`: the rules that may read the article."""
        self._rules = rules
        self._scene = scene
        self._about = about
        self._known: dict[str, list[list[Rule]]] = {}
        self._standing = about & rules.standing(scene.marks.found) & ~(0 if scene.title else rules.headlines)

    @property
    def of_peace(self) -> bool:
        """Whether it tells of losses in an article of no war."""
        losses = self._rules.losses
        return not self._about & losses and bool(self._rules.standing(self._scene.marks.found) & losses)

    def groups(self, kind: str) -> list[list[Rule]]:
        """Return the rules for a kind of value, in groups that do not compete with one another."""
        known = self._known.get(kind)
        if known is None:
            groups: dict[str, list[Rule]] = {}
            for rule in self._rules.among(kind, self._standing):
                if not rule.needs or self._scene.tells(rule.needs, _STORY if rule.context else 1):
                    groups.setdefault(rule.group, []).append(rule)
            known = self._known[kind] = list(groups.values())
        return known

    def steps(self) -> list[list[Rule]]:
        """Return the rules for steps of a ladder, in groups; none where nothing stands of which they tell."""
        return self.groups("stage") if not self._scene.marks.found.keys().isdisjoint(self._rules.steps) else []

    def of(self, scene: Scene) -> "Standing":
        """Return the rules that may read something in another sentence of the article."""
        return Standing(self._rules, scene, self._about)
