"""Frames of the questions, compiled for one language: cues and things as lexemes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from claims.reading.lexicon import GAP
from core.claim import Measure, Status
from core.question import Frame, Question, Share, Side
from core.settings import Language

_NO_CUES = frozenset({"country", "both-sides"})
"""Lexemes that stand in cues and tell nothing of what happened."""
LOCAL = frozenset({"cumulative", "cumulative-swap", "until-now", "to-come", "in-war", "ailment", "restore", "freed"})
"""Lexemes that say something only of the values between the same commas."""

DEEDS = frozenset({"give", "given", "bring", "trade"})
"""Lexemes of what was done, which say nothing of values in another clause: "18 came home, another 200 remain in captivity"."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that stand before a value, after it, or on both sides of it, as lexemes; both None: the value's noun says it all."""

    left: str | None
    right: str | None
    needs: str = field(init=False)
    """The lexeme that it needs to stand, or ""."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "needs", self.left or self.right or "")


@dataclass(frozen=True, slots=True)
class Rule:
    """A frame of a question, ready to be matched."""

    id: str
    question: Question
    things: frozenset[str]
    cues: tuple[Cue, ...]
    side: tuple[Side, ...]
    share: Share
    reach: int
    names: bool
    """Whether names do not count for the reach."""
    needs: frozenset[str]
    """Lexemes one of which has to stand in the sentence or the one before it; empty: nothing is asked."""
    near: frozenset[str]
    """Lexemes one of which has to stand in the sentence, LOCAL ones beside the value or the cue; empty: nothing is asked."""
    none: frozenset[str]
    """Lexemes that may not stand in the sentence."""
    apart: frozenset[str]
    """LOCAL ones that may not stand beside the value or the cue."""
    undone: frozenset[str]
    """DEEDS that may not stand between the commas of the value, which then are those of the cue as well."""
    context: frozenset[str]
    """Lexemes one of which has to stand anywhere in the article; empty: nothing is asked."""
    astray: frozenset[str]
    """Lexemes that may not stand anywhere in an article that does not name two parties."""
    status: Status | None
    measure: Measure
    takes: tuple[str, ...]
    """The kinds of values that it reads."""
    group: str
    """What competes for a value with others of the group: a number answers one question, a date or a place may answer one of each."""
    stage: str | None = None
    last: bool = False
    """Whether it reads only what no other rule reads."""
    headline: bool = False
    """Whether it reads headlines alone."""
    stops: frozenset[str] = frozenset()
    """Lexemes that no cue reaches across."""
    sums: frozenset[str] = frozenset()
    """Lexemes that make it a sum, LOCAL ones beside the value or the cue."""
    rivals: tuple[Question, ...] = ()
    """Questions that what it reads may answer instead."""
    heirs: frozenset[str] = frozenset()
    """Its things as a number has them that takes its noun from one before."""
    precision: frozenset[str] = frozenset()
    """Of a date: how precise it has to be ("=day", "=month"); of a place: "=abroad"; empty: as it is."""

    def standing(self, found: Collection[str]) -> list[Cue]:
        """Return the cues of which the words may stand in a sentence, of the lexemes that do: those on both sides of the value."""
        return [cue for cue in self.cues if (cue.left is None or cue.left in found) and (cue.right is None or cue.right in found)]


class Compiler:
    """Turns terms into lexemes, each under a name of its own."""

    def __init__(self, lexemes: Mapping[str, Iterable[str]]) -> None:
        self.lexemes: dict[str, list[str]] = {name: list(terms) for name, terms in lexemes.items()}
        self._names: dict[str, str] = {}
        self.things: set[str] = set()
        self.cues: set[str] = set()

    def name(self, term: str) -> str | None:
        """Return the lexeme of a term; None for one that names a lexeme which this language does not have."""
        term = term.strip()
        if term.startswith("@") and term[1:].replace("-", "").isalnum():
            return term[1:] if term[1:] in self.lexemes else None
        known = self._names.get(term)
        if known is None:
            known = self._names[term] = f"term.{len(self._names)}"
            self.lexemes[known] = [term]
        return known

    def names(self, terms: Sequence[str]) -> frozenset[str]:
        """Return the lexemes of several terms."""
        return frozenset(name for name in map(self.name, terms) if name)

    def counted(self, terms: Sequence[str], *, nouns: bool) -> frozenset[str]:
        """Return the lexemes of things; "-" stays. `nouns`: whether they are what a number counts."""
        found = self.names([term for term in terms if term != "-" and not term.startswith("=")])
        if nouns:
            self.things |= found
        return found | {"-"} if "-" in terms else found

    def cued(self, terms: Sequence[str]) -> tuple[Cue, ...]:
        """Return cues: "killed #", "# were killed", "after a # pause"; without # on either side."""
        found: list[Cue] = []
        for term in terms:
            left, mark, right = term.partition("#")
            left, right = left.strip().removesuffix(GAP), right.strip().removeprefix(GAP)
            first = self.name(left) if left.strip() else None
            second = self.name(right) if right.strip() else None
            if (left.strip() and first is None) or (right.strip() and second is None):
                continue
            self.cues |= {name for name in (first, second) if name and name not in _NO_CUES}
            found += [Cue(first, second)] if mark else [Cue(first, None), Cue(None, first)]
        return tuple(found)


def compile_rules(questions: Sequence[Question], lang: Language, compiler: Compiler) -> tuple[Rule, ...]:
    """Return the rules of a language, in the order of the questions."""
    rules: list[Rule] = []
    for question in questions:
        frames = list(question.frame)
        if question.cues:
            frames.append(Frame(id="cues", cues=question.cues))
        rivals = tuple(other for other in questions if other.beside == f"{question.topic}.{question.id}")
        for frame in frames:
            cues = compiler.cued(frame.cues.get(lang, ()))
            things = compiler.counted(frame.things.get(lang, ()) or question.things.get(lang, ()), nouns=question.kind == "count")
            needs = frame.needs.get(lang, ()) or question.needs.get(lang, ())
            asked = bool(frame.needs.get("en") or question.needs.get("en"))
            if cues and (things or question.kind != "count") and (compiler.names(needs) or not asked):
                rules.append(replace(_rule(question, frame, cues, things, lang, compiler), rivals=rivals))
        for stage in question.stage:
            cues = compiler.cued(stage.cues.get(lang, ()))
            if cues:
                frame = Frame(
                    id=stage.name.replace(" ", "-"),
                    cues=stage.cues,
                    none=stage.none,
                    side=stage.side,
                    status=stage.status,
                    reach=stage.reach,
                    names=True,
                    headline=stage.headline,
                )
                rules.append(
                    _rule(
                        question,
                        frame,
                        cues,
                        compiler.counted(stage.things.get(lang, ()) or question.things.get(lang, ()), nouns=False),
                        lang,
                        compiler,
                        stage.name,
                    )
                )
    return tuple(rules)


def _rule(
    question: Question,
    frame: Frame,
    cues: tuple[Cue, ...],
    things: frozenset[str],
    lang: Language,
    compiler: Compiler,
    stage: str | None = None,
) -> Rule:
    needs = compiler.names(frame.needs.get(lang, ()) or question.needs.get(lang, ()))
    none = compiler.names((*frame.none.get(lang, ()), *question.none.get(lang, ())))
    return Rule(
        id=f"{question.topic}.{question.id}.{frame.id}",
        question=question,
        things=things,
        cues=cues,
        side=frame.side if stage is not None else (frame.side or question.side) if question.sided else (),
        share=frame.share,
        reach=frame.reach,
        names=frame.names,
        needs=frozenset() if needs & LOCAL else needs,
        near=needs if needs & LOCAL else frozenset(),
        none=none - LOCAL - DEEDS,
        apart=none & LOCAL,
        undone=none & DEEDS,
        context=compiler.names(question.context.get(lang, ())),
        astray=compiler.names(question.astray.get(lang, ())),
        last=frame.last,
        headline=frame.headline,
        stops=compiler.names((*frame.stops.get(lang, ()), *question.stops.get(lang, ()))),
        sums=compiler.names(question.sums.get(lang, ())),
        status=frame.status,
        measure=frame.measure or question.measure,
        takes=_takes(question, cues, stage),
        group="" if question.kind == "count" else f"{question.topic}.{question.id}",
        stage=stage,
        heirs=frozenset(f"~{thing}" for thing in things),
        precision=frozenset(term for term in frame.things.get(lang, ()) if term.startswith("=")),
    )


def _takes(question: Question, cues: tuple[Cue, ...], stage: str | None) -> tuple[str, ...]:
    if stage is not None:
        return ("stage",)
    dated = question.kind == "duration" and question.id == "since-last" and any(cue.left is not None for cue in cues)
    return (question.kind, "date") if dated else (question.kind,)
