"""Fit the weights of `claims/weights/NAME.toml`: `python bench/weigh.py losses|war FOLDER... [--on] [--out FILE] [--apart]`.

Each folder holds annotated events, one a folder: `event.json` (its parties and articles), `gold.json` (the claims of each article) and
the texts. The cases of `tests/claims/reading` are learnt from, too. The weights that ship were fitted on annotated passages of real
coverage, which belong to their outlets and are not kept here, and on these cases.

What is fitted is a conditional maximum entropy model (Berger, Della Pietra and Della Pietra, 1996): of the answers that a match may give,
those that the annotation allows become as likely as a bound on the weights lets them. With `--on` the weights that ship are fitted on to
the folders, and what is bound is how far they go from where they are (Chelba and Acero, "Adaptation of Maximum Entropy Capitalizer", EMNLP
2004): for new passages where the old ones are gone. With `--apart` each folder is scored by weights fitted on all others.

`losses` weighs what a match answers, `war` what an article holds: those with claims of losses stand against the events of which none may be
claimed ("negative" in `event.json`) and the cases of other news. What ships was fitted with `--penalty 2 --fewest 8 --least 0.3`.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cache, partial
from math import exp, inf
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOME))

from claims.gazetteer import called, named
from claims.guide import Guide, Tongue, Tongues, guide, scales
from claims.reader import read
from claims.reading.evidence import SILENCE, Answer, Evidence, evidence
from claims.reading.match import Match
from claims.reading.scene import Scene
from claims.reading.weighing import Scale
from core.contract import article_from_json
from core.news import Article
from core.times import read_stamp
from tests.claims.reading.table import cases

ROUNDS = 100
PENALTY = 1.0
CASE = 8.0
"""What a case weighs against a passage of real coverage."""
FEWEST = 3
"""In so many matches a name has to stand to get a weight."""
ABOVE = re.compile(
    r"(?!.*:)(?!third|folk|other-).*|strikes:((attack|from-afar).*|civilian)|both:(cumulative|in-war|war-kills|both-sides|on-both-sides|civil)[^:]*|silent:no-.*"
)
"""Names that can only speak for an answer."""
BELOW = re.compile(
    r"silent:(attack|from-afar|fighting|armed|in-war|cumulative|war-kills|toll).*|(both|nobody):despite-(owner|where|subject)|"
    r"strikes:(soldier|rebel|cumulative|in-war|war-kills|fighting|armed|war-side|history|both-sides|on-both-sides|casualties-of|we).*"
)
"""Names that can only speak against one."""
SMALL = 0.03
WHOLE = "="
WAR, OTHER_NEWS = "war", "other-news"
TERSE = 3.0
"""What a case that tells of a war in one sentence weighs against an article that has many."""
LOSSES = frozenset({"strikes", "casualties"})
NAMED = re.compile(r"[a-z-]+")
"""Lexemes by name: those of terms are numbered, and of families there are too many."""
LEAST = (0.35, 0.4, 0.45, 0.5, 0.6)


@dataclass(frozen=True, slots=True)
class Seen:
    """A match that was weighed: where, what value, and the evidence."""

    start: int
    end: int
    place: str
    low: float | None
    high: float | None
    evidence: Evidence


@dataclass(frozen=True)
class Watched(Scale):
    """A scale that keeps what it weighs."""

    seen: list[Seen] = field(default_factory=list)
    held: list[tuple[str, ...]] = field(default_factory=list)

    def speaks_for(self, names: AbstractSet[str]) -> bool:
        """Return whether what is named makes it likely enough."""
        self.held.append(("", *sorted(name for name in names if NAMED.fullmatch(name))))
        return super().speaks_for(names)

    def answer(self, scene: Scene, found: Match, speaker: str | None, *, voiced: bool) -> tuple[Answer, tuple[str, ...]]:
        """Return what a match answers, and what spoke for it most."""
        weighed = evidence(scene, found, speaker, voiced=voiced)
        mention, said = found.mention, scene.marks.words
        low = None if mention.qualifier == "at-most" else float(mention.low)
        high = None if mention.qualifier == "at-least" else float(mention.high)
        self.seen.append(Seen(said.start, said.end, "title" if scene.title else "text", low, high, weighed))
        return self.likeliest(weighed)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of an annotation: where its sentence stands, its value, and which questions and sides it allows."""

    spans: tuple[tuple[int, int], ...]
    bounds: tuple[tuple[float | None, float | None], ...]
    questions: frozenset[str | None]
    sides: frozenset[str | None]
    optional: bool


@dataclass(frozen=True, slots=True)
class Sample:
    """What speaks for each answer, and which of them are right; how much it counts."""

    names: tuple[tuple[str, ...], ...]
    right: tuple[bool, ...]
    weight: float
    part: str
    """The folder that it comes from."""


@cache
def reading_by(parties: tuple[str, ...], name: str) -> tuple[Guide, Watched]:
    """Return a guide whose scale keeps what it weighs."""
    made = guide(named(parties))
    shipped = scales()[name]
    watched = Watched(shipped.weights, shipped.least)

    class Watching(Tongues):
        def __missing__(self, lang: Any) -> Tongue:
            tongue = self[lang] = replace(super().__missing__(lang), scales={**scales(), name: watched})
            return tongue

    return replace(made, tongues=Watching(made.questions, made.entities)), watched


def weighed(article: Article, parties: tuple[str, ...], name: str) -> list[Seen]:
    """Return what is weighed in reading an article."""
    by, watched = reading_by(parties, name)
    watched.seen.clear()
    read(article, by)
    return list(watched.seen)


def article_of(article: Article, parties: tuple[str, ...], part: str, weight: float, *, of_war: bool) -> Sample:
    """Return an article by all that it holds."""
    by, watched = reading_by(parties, WAR)
    read(article, by)
    return Sample(((), watched.held[-1]), (not of_war, of_war), weight, part)


def annotated(folder: Path, name: str) -> Iterator[Sample]:
    """Yield the matches of the articles of a folder, as its annotation wants them answered, or the articles as they are of a war or not."""
    for path in sorted(folder.glob("*/gold.json")):
        event = json.loads((path.parent / "event.json").read_text(encoding="utf-8"))
        gold = json.loads(path.read_text(encoding="utf-8"))["claims"]
        parties = tuple(event.get("parties") or ())
        for row in event["articles"]:
            file = path.parent / row["file"]
            if file.exists():
                text = file.read_text(encoding="utf-8")
                told = [wanted(claim, text) for claim in gold if claim["article"] == row["file"] and claim["value"]["kind"] == "count"]
                article = article_from_json({**row, "id": row["file"], "text": text}, str(file))
                if name == WAR:
                    lost = any(claim["article"] == row["file"] and claim["topic"] in LOSSES for claim in gold)
                    if lost or event.get("negative"):
                        yield article_of(article, parties, folder.name, 1.0, of_war=lost)
                    continue
                yield from samples(weighed(article, parties, name), told, called(parties), folder.name, 1.0)


def wanted(claim: Mapping[str, Any], text: str) -> Told:
    """Return a claim of an annotation, as `SCHEMA.md` of the annotated passages has it."""
    value, alt = claim["value"], claim.get("alt", {})
    full = f"{claim['topic']}.{claim['question']}"
    spans = [span for quote in (claim["quote"], *claim.get("also", ())) for span in places(text, quote)]
    bounds = [bound(value["low"], value["high"], claim["qualifier"]), *((low, high) for low, high in alt.get("values", ()))]
    sides = frozenset({claim["side"], *alt.get("side", ())})
    return Told(tuple(spans), tuple(bounds), frozenset({full, *alt.get("question", ())}), sides, bool(claim.get("optional")))


def bound(low: float | None, high: float | None, qualifier: str) -> tuple[float | None, float | None]:
    """Return the ends of a value, open where its qualifier opens them."""
    return (None if qualifier == "at-most" else low), (None if qualifier == "at-least" else high)


def places(text: str, quote: str) -> Iterator[tuple[int, int]]:
    """Yield where a quotation stands."""
    at = text.find(quote) if quote else -1
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1)


def told_of(claim: str, length: int) -> Told | None:
    """Return a claim of a case, written as in its table; None where its value is no number."""
    question, _, rest = claim.partition(" | ")[0].partition(" ")
    side, value, *_ = rest.rsplit(" ", 3)
    try:
        low, high = (float(end) if end else None for end in value.split(".."))
    except ValueError:
        return None
    return Told(((0, length),), ((low, high),), frozenset({question}), frozenset({None if side == "-" else side}), optional=False)


def own(name: str) -> Iterator[Sample]:
    """Yield the matches of the project's own cases, or the cases with losses and those of other news."""
    for case in cases():
        text = case.text
        if name == WAR:
            lost = any(claim.partition(".")[0] in LOSSES for claim in case.claims)
            if lost or case.about == OTHER_NEWS:
                yield article_of(
                    Article("a", "Outlet", read_stamp(case.day), case.title, text), case.parties, WHOLE, TERSE if lost else 1.0, of_war=lost
                )
            continue
        told = [one for claim in case.claims if (one := told_of(claim, len(text)))]
        article = Article("a", "Outlet", read_stamp(case.day), case.title, text)
        yield from samples(weighed(article, case.parties, name), told, {}, WHOLE, CASE)


def samples(seen: Sequence[Seen], told: Sequence[Told], names: Mapping[str, str], part: str, weight: float) -> Iterator[Sample]:
    """Yield the matches of an article, as its annotation wants them answered."""
    for one in seen:
        answers = list(one.evidence)
        here = [claim for claim in told if one.place == "title" or any(a < one.end and b > one.start for a, b in claim.spans)]
        fit = [claim for claim in here if any(meets(one, low, high) for low, high in claim.bounds)]
        again = [claim for claim in told if claim not in here and any(meets(one, low, high) for low, high in claim.bounds)]
        right = [any(allows(claim, answer, names) for claim in fit) for answer in answers]
        if not any(right):
            right = [any(allows(claim, answer, names, loosely=True) for claim in fit) for answer in answers]
        asked = {answer.question for answer in answers}
        if not any(claim.questions & asked and not claim.optional for claim in fit):
            right[answers.index(SILENCE)] = True
            right = [was or any(allows(claim, answer, names) for claim in again) for was, answer in zip(right, answers, strict=True)]
        if any(right) and not (one.place == "title" and not fit):
            yield Sample(tuple(tuple(one.evidence[answer]) for answer in answers), tuple(right), weight, part)


def meets(seen: Seen, low: float | None, high: float | None) -> bool:
    """Whether a value is the one that was seen; one open end is enough of the other."""
    if low is None and high is None:
        return seen.high is None  # "dozens": any number will do
    ends = [(a, b) for a, b in ((seen.low, low), (seen.high, high)) if a is not None and b is not None]
    return bool(ends) and all(a == b for a, b in ends)


def allows(claim: Told, answer: Answer, names: Mapping[str, str], *, loosely: bool = False) -> bool:
    """Whether an annotation allows an answer; loosely, no side and both are the same in it."""
    if answer.question not in claim.questions:
        return False
    side = names.get(answer.side or "", answer.side)
    return side in claim.sides or (loosely and side in {None, "both"} and not claim.sides.isdisjoint({None, "both"}))


def balanced(given: Sequence[Sample]) -> list[Sample]:
    """Return articles so weighed that those of other news count as much as those of a war."""
    much = {war: len(given) / 2 / max(1, sum(sample.right[1] == war for sample in given)) for war in (True, False)}
    return [replace(sample, weight=sample.weight * much[sample.right[1]]) for sample in given]


def fit(
    given: Sequence[Sample],
    penalty: float = PENALTY,
    first: Mapping[str, float] | None = None,
    *,
    fewest: int = FEWEST,
    sparse: bool = False,
) -> dict[str, float]:
    """Return the weights under which the right answers are likeliest, none further from its `first` (else 0) than it has to be.

    Names that stand in less than `fewest` samples are left out. `sparse` bounds the sum of the weights and not that of their squares
    (Tibshirani, 1996), so that most are none, and lets every name speak either way.

    Steps follow the signs of the slopes, each weight with a step of its own (Rprop); the same for the same samples.
    """
    stands = Counter(name for sample in given for name in {name for names in sample.names for name in names})
    first = first or {}
    known = sorted({name for name, times in stands.items() if times >= fewest} | first.keys())
    number = {name: k for k, name in enumerate(known)}
    rows = [
        ([[number[name] for name in names if name in number] for names in sample.names], sample.right, sample.weight) for sample in given
    ]
    begun = [first.get(name, 0.0) for name in known]
    weights = list(begun)
    lows = [0.0 if not sparse and ABOVE.fullmatch(name) else -inf for name in known]
    highs = [0.0 if not sparse and BELOW.fullmatch(name) else inf for name in known]
    steps, last = [0.1] * len(known), [0.0] * len(known)
    for _ in range(ROUNDS):
        far = [weight - was for weight, was in zip(weights, begun, strict=True)]
        slopes = [-penalty * ((one > 0) - (one < 0) if sparse else one) for one in far]
        for answers, right, much in rows:
            sums = [sum(weights[k] for k in names) for names in answers]
            top = max(sums)
            odds = [exp(one - top) for one in sums]
            total, good = sum(odds), sum(one for one, ok in zip(odds, right, strict=True) if ok)
            for names, one, ok in zip(answers, odds, right, strict=True):
                slope = much * ((one / good if ok else 0.0) - one / total)
                if abs(slope) > 1e-6:
                    for k in names:
                        slopes[k] += slope
        for k, slope in enumerate(slopes):
            turned = slope * last[k]
            if turned < 0:
                steps[k], last[k] = max(steps[k] * 0.5, 1e-4), 0.0
                continue
            if turned > 0:
                steps[k] = min(steps[k] * 1.2, 1.0)
            step = steps[k] if slope > 0 else -steps[k] if slope < 0 else 0.0
            weights[k] = min(max(weights[k] + step, lows[k]), highs[k])
            last[k] = slope
    return {name: round(weights[k], 2) for name, k in number.items() if abs(weights[k]) >= SMALL}


def score(given: Sequence[Sample], weights: Mapping[str, float], least: float) -> Counter[str]:
    """Return how many of some matches are answered rightly, wrongly, or passed over though they should be answered."""
    found: Counter[str] = Counter()
    for sample in given:
        sums = [sum(weights.get(name, 0.0) for name in names) for names in sample.names]
        best = max(range(1, len(sums)), key=lambda k: sums[k])
        silent = 1 / sum(exp(one - sums[best]) for one in sums) < least
        should = not sample.right[0]
        if silent:
            found["missed" if should else "rightly silent"] += 1
        else:
            found["right" if sample.right[best] else "wrong"] += 1
            if should and not sample.right[best]:
                found["missed"] += 1
    return found


def line(found: Counter[str]) -> str:
    """Write figures."""
    precision = found["right"] / max(found["right"] + found["wrong"], 1)
    recall = found["right"] / max(found["right"] + found["missed"], 1)
    return f"P {precision:.3f} R {recall:.3f} {dict(sorted(found.items()))}"


def apart(given: Sequence[Sample], fitted: Callable[[Sequence[Sample]], dict[str, float]]) -> None:
    """Print how each folder is answered by weights fitted on all others, and all of them together, by how likely an answer has to be."""
    together: dict[float, Counter[str]] = {least: Counter() for least in LEAST}
    for part in dict.fromkeys(sample.part for sample in given if sample.part != WHOLE):
        weights = fitted([sample for sample in given if sample.part != part])
        for least in LEAST:
            found = score([sample for sample in given if sample.part == part], weights, least)
            together[least] += found
            print(part, least, line(found), flush=True)
    for least, found in together.items():
        print("all folders", least, line(found))


def main() -> None:
    """Fit, and print or write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name")
    parser.add_argument("folder", nargs="*", type=Path)
    parser.add_argument("--on", action="store_true", help="begin with the weights that ship")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--apart", action="store_true", help="score each folder by weights of all others")
    parser.add_argument("--penalty", type=float, default=PENALTY)
    parser.add_argument("--least", type=float, default=0.5)
    parser.add_argument("--fewest", type=int, default=FEWEST)
    args = parser.parse_args()
    given = [sample for folder in args.folder for sample in annotated(folder, args.name)] + list(own(args.name))
    first = scales()[args.name].weights if args.on else None
    if args.name == WAR:
        given = balanced(given)
    fitted = partial(fit, penalty=args.penalty, first=first, fewest=args.fewest, sparse=args.name == WAR)
    if args.apart:
        apart(given, fitted)
        return
    weights = fitted(given)
    print(len(given), "samples,", len(weights), "weights;", line(score(given, weights, args.least)))
    if args.out:
        head = f"# Fitted by `bench/weigh.py`: what speaks for an answer, and how much.\n\nleast = {args.least}\n\n[weights]\n"
        args.out.write_text(head + "".join(f'"{name}" = {weight}\n' for name, weight in sorted(weights.items())), encoding="utf-8")


if __name__ == "__main__":
    main()
