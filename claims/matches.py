# ruff: noqa: RUF001 -- marks of three languages
"""The values of a sentence, and the rules that read them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.parts import Part, spoken
from claims.reading.among import among, among_before
from claims.reading.ellipsis import (
    another,
    charted,
    compared,
    continued,
    gapped,
    laid,
    listed,
    of_bodies,
    portion,
    rowed,
    shared,
    sited,
    spread,
    strung,
    twinned,
)
from claims.reading.frames import Rule
from claims.reading.marks import Marks
from claims.reading.match import Match, match
from claims.reading.mention import Mention
from claims.reading.rules import Standing
from claims.reading.scene import Scene
from claims.reading.values import dated_values, ordinal_values, place_values, thing_values

_SHARES = frozenset({"percent", "area"})
_GAPPED = _SHARES | {"count"}
"""Kinds of values that a second party may have without a verb of its own."""
_TALKS, _AHEAD, _SCHEDULED = "talks", "next-round", "scheduled"
_RELATIVE = 2
"""Words from craft to what tells that they were fired: "all 14 drones that were launched"."""
_PAST = 12.0
"""What it costs a step to be told of behind "after"."""
_IN_ROW = frozenset({"ordinal", "date", "place"})
"""Kinds of values that a row of numbered items tells of each."""


def _values(scene: Scene, rules: Standing, part: Part) -> Iterator[Mention]:
    yield from scene.values
    if scene.dated and rules.groups("date"):
        yield from dated_values(scene.marks, scene.dated, scene.told, scene.today)
    # Whether there may be a value is asked before its rules are.
    if (scene.named or any(scene.marks.any_(name) for name in ("venue-in", "line-place", "lands"))) and rules.groups("place"):
        for place in place_values(scene.marks, scene.named, part.text, scene.sides):
            if scene.marks.ending("venue-in", place.i) is None or not (spoken(scene, place.i) or _seat(scene.marks, place)):
                yield place
    if (scene.marks.family("ordinal") or scene.marks.any_("date-ending")) and rules.groups("ordinal"):
        yield from ordinal_values(scene.marks)


def _seat(marks: Marks, place: Mention) -> bool:
    """Whether a place tells only where those are who say something: "officials in Moscow said"."""
    at = marks.ending("venue-in", place.i)
    return at is not None and marks.ending("body-form", at) is not None and marks.is_("say", place.j)


def matches(scene: Scene, rules: Standing, part: Part) -> Iterator[Match]:
    """Yield the rules that read the values of a sentence."""
    last: Match | None = None
    told: list[Match] = []
    in_row: list[Mention] = []
    for mention in _values(scene, rules, part):
        alone = True
        if mention.kind in _IN_ROW:
            in_row.append(mention)
        # "Kyiv freed 222 people, the separatists - 150", "India holds 55 percent, Pakistan 30": no verb of its own.
        dashed = (
            mention.kind in _SHARES
            or not mention.things.isdisjoint({"-", "~remains"})
            or (mention.i > 0 and scene.marks.low[mention.i - 1] == "–")
        )
        same = gapped(scene, last, mention) if last is not None else None
        if dashed and same is not None:
            yield same
            continue
        other = _told_on(scene, last, mention) if last is not None else _told_before(scene, part, mention)
        if other is not None:
            last = other
            yield other
            continue
        for group in rules.groups(mention.kind):
            found = match(scene, group, mention)
            if found is not None:
                alone = False
                last = found if mention.kind in _GAPPED else last
                told.append(found)
                yield from _deeds(scene, group, found)
        item = listed(scene.lead, rules.of(scene.lead), mention) if alone and scene.lead is not None else None
        item = continued(*part.item, mention) if alone and item is None and part.item is not None else item
        twin = twinned(scene, told, mention) if alone and mention.kind == "place" else None
        item = twin if item is None else item
        if item is not None:
            yield item
        elif alone and same is not None:
            yield same
        elif (
            alone
            and last is not None
            and (piece := portion(scene, last, mention) or strung(scene, last, mention) or shared(scene, last, mention)) is not None
        ):
            yield piece
    part.toll = next((found for found in reversed(told) if found.rule.question.weights is not None and not found.mention.part), None)
    yield from rowed(told, in_row)
    yield from _steps(scene, rules, told)


def _deeds(scene: Scene, group: Sequence[Rule], found: Match) -> Iterator[Match]:
    """Yield a match, and what else was done to craft: "all 14 drones fired were shot down", "eight were detected and destroyed"."""
    yield found
    marks, mention, asked = scene.marks, found.mention, found.rule.question.id
    if asked.endswith("-launched") and not found.before and marks.is_("and", found.cue[1]) and marks.is_("downed", found.cue[1] + 1):
        also = match(scene, [rule for rule in group if rule.question.id == asked.replace("-launched", "-downed")], mention)
        yield from (also,) if also is not None else ()
    every = marks.low[mention.i] == "all" or any(b in {mention.i, mention.n} for _, b in marks.spans("every-one"))
    if asked.endswith("-downed") and every:
        fired = (span for span in marks.spans("launched") if mention.j <= span[0] <= mention.j + _RELATIVE and span != found.cue)
        rules = (rule for rule in group if rule.id.endswith(f"{asked.replace('-downed', '-launched')}.launched"))
        yield from (replace(found, rule=rule, cue=cue, before=False) for rule, cue in zip(rules, fired, strict=False))


def _told_on(scene: Scene, last: Match, mention: Mention) -> Match | None:
    """Read by the value before what goes on with it: other months, sectors and places, others of those who were brought home."""
    return next(
        (found for way in (among, compared, charted, sited, spread, laid, another) if (found := way(scene, last, mention)) is not None),
        None,
    )


def _told_before(scene: Scene, part: Part, mention: Mention) -> Match | None:
    """Read by what the sentence before told: items of a list of what came home, some of the dead."""
    return _brought(scene, part, mention) or (among_before(scene, part.toll, mention) if part.toll is not None else None)


def _brought(scene: Scene, part: Part, mention: Mention) -> Match | None:
    """Read an item behind one that told of bodies in a list of what came home: its soldiers are dead as well."""
    dead = scene.lead is not None and part.item is not None and of_bodies(part.item[0])
    return continued(*part.item, mention) if dead and part.item is not None else None


def _behind(scene: Scene, found: Match) -> bool:
    """Whether a step is told of only as what came before: "talks resumed, months after they broke down"."""
    first = min(found.cue[0], found.mention.i)
    last = max((k for k in scene.barriers if k <= first), default=None)
    return last is not None and scene.marks.is_("later-than", last)


def _steps(scene: Scene, rules: Standing, read: Sequence[Match]) -> Iterator[Match]:
    """Yield the rules that read a step of a ladder, one a question: when talks go on says that they do, and leaves room for another."""
    told: dict[frozenset[str], list[Mention]] = {}
    coming = (found for found in read if found.rule.question.topic == _TALKS and found.rule.question.id == _AHEAD)
    ahead = any(found.mention.n in scene.answered for found in coming)
    for group in rules.steps():
        best: Match | None = None
        for rule in group:
            if ahead and rule.stage == _SCHEDULED and rule.question.topic == _TALKS:
                continue
            things = rule.things
            if things not in told:
                told[things] = thing_values(scene.marks, things)
            for mention in told[things]:
                found = match(scene, (rule,), mention)
                if found is not None and _behind(scene, found):
                    found = replace(found, cost=found.cost + _PAST)
                if found is not None and (best is None or found.cost < best.cost):
                    best = found
        if best is not None:
            yield best
