# ruff: noqa: RUF001, RUF002 -- letters and dashes of Slavic texts
"""Where it happens: whose town, region or land it is."""

from collections.abc import Iterator
from itertools import pairwise

from claims.reading.actors import BOTH, NEAR, as_attacker, attacker, of_land
from claims.reading.mention import Mention
from claims.reading.people import Named
from claims.reading.scene import Scene

_OPENING = 10
_LATELY = 4
_LEAD = 1
"""Words before the date that opens a sentence."""
_SOME_DAYS = 4
_BEHIND = 3
"""Words from a dash to the place behind it."""
_FOLK = frozenset({"people", "civilian", "death", "injury", "-"})
_GROUNDS = frozenset({"place", "capital", "party"})
"""Kinds of names of land."""


def _apart(scene: Scene, named: Named, mention: Mention) -> bool:
    """Whether another clause stands between a name and a value."""
    gap = range(mention.j, named.i) if named.i >= mention.j else range(named.j, mention.i)
    opening = named.i < mention.i and named.j <= _OPENING
    commas = [k for k in gap if scene.marks.low[k] == "," and not _and_hurt(scene, k, mention)]
    # "26 people, most of them tourists, in Pahalgam".
    aside = len(commas) == 2 and not any(value.kind == "count" and commas[0] < value.n < commas[1] for value in scene.values)  # noqa: PLR2004 -- a pair
    # "Hit a market in Tel Aviv, killing one".
    so = len(commas) == 1 and named.i < mention.i and scene.marks.lang == "en" and scene.marks.low[commas[0] + 1].endswith("ing")
    walls = [k for k in gap if k in scene.barriers and not (scene.title and scene.marks.low[k] == ":")]
    return bool(walls) or bool(commas and not (opening or aside or so))


def _and_hurt(scene: Scene, k: int, mention: Mention) -> bool:
    """Whether a Slavic comma only adds who else was hurt: "40 человек погибли, более 50 ранены в результате теракта в Кабуле"."""
    marks = scene.marks
    if marks.lang == "en" or k < mention.j:
        return False
    other = next((value for value in scene.values if value.kind == "count" and k < value.n <= k + 3), None)
    return other is not None and any(other.i <= a <= other.j + 1 for name in ("injured", "injure", "killed") for a, _ in marks.spans(name))


def _right_there(scene: Scene, mention: Mention) -> str | None:
    """The land of the town right before the clause that tells of it: "jets bombed Hodeidah, where four people were killed"."""
    marks = scene.marks
    k = next((k for k in range(mention.i, 1, -1) if marks.low[k] == "where" and marks.low[k - 1] == ","), None)
    if marks.lang != "en" or k is None or any(k <= named.i < mention.i for named in scene.named) or mention.i - k > NEAR:
        return None
    return next((named.entity.party for named in scene.named if named.j == k - 1 and named.entity.kind in {"place", "capital"}), None)


def dashed(scene: Scene, mention: Mention) -> str | None:
    """Return the land right behind the dash of a Slavic number: "погибли 36 человек в Пакистане и 21 – в Индии"."""
    dash = mention.j
    if scene.marks.lang == "en" or scene.marks.low[dash : dash + 1] != ["–"]:
        return None
    behind = next((named for named in scene.named if dash < named.i <= dash + _BEHIND), None)
    there = behind is not None and behind.entity.kind in {"place", "capital", "party"} and located(scene, behind)
    return behind.entity.party if behind is not None and there else None


def where(scene: Scene, mention: Mention) -> str | None:
    """Return the country of the town or region named with "in", "on", "near"."""
    marks = scene.marks
    names = [named for named in scene.named if not fought(scene, named)]
    if (there := _right_there(scene, mention) or dashed(scene, mention)) is not None:
        return there
    found = [
        (min(abs(named.i - mention.j), abs(mention.i - named.j)), named.entity.party)
        for named in names
        if named.entity.kind in {"place", "capital", "party"}
        and named.entity.party
        and named.entity.party not in scene.sides.alliances
        and not _acts(scene, named)
        and not _apart(scene, named, mention)
        and (scene.title or located(scene, named))
        and marks.ending("strike-noun", named.i) is None
        and not (marks.lang == "en" and named.entity.kind == "party" and marks.is_("by", named.i - 1))  # "230 hurt by Israel"
    ]
    if not found:
        # "in the eastern Ukrainian town of": the people's name tells whose a town is that no list has.
        found = [
            (abs(named.i - mention.j), named.party)
            for named in names
            if named.entity.kind in {"people", "party"}
            and named.party
            and not _apart(scene, named, mention)
            and any(marks.is_("area-noun", k) for k in range(named.j, named.j + 3))
            and any(marks.is_("located", k) for k in range(max(named.i - 3, 0), named.i))
        ]
    if not found:
        # "Killed when a missile hit a market in Odesa": the clause behind tells where.
        found = [
            (named.i - mention.j, named.entity.party)
            for named in names
            if named.entity.kind in {"place", "capital", "party"}
            and named.entity.party
            and scene.sides.kin(named.entity.party) in scene.sides.parties
            and named.i >= mention.j
            and any(marks.is_("located", k) and scene.barriers.isdisjoint(range(k, named.i)) for k in range(max(named.i - 3, 0), named.i))
            and not _acts(scene, named)
            and all(marks.is_("breaks", k) and not marks.is_("since", k) for k in range(mention.j, named.i) if k in scene.barriers)
            and not any(marks.is_("say", k) for k in range(mention.j, named.i))
            and not any(
                marks.low[k] == "," and not _and_hurt(scene, k, mention)
                for k in range(max((k for k in scene.barriers if k < named.i), default=0), named.i)
            )
        ]
    if not found:
        # "The mayor of Kharkiv said": the only place that is named.
        only = {named.entity.party for named in names if named.entity.kind == "place" and not _acts(scene, named)}
        if len(only) == 1 and scene.sides.kin(next(iter(only)) or "") in scene.sides.parties:
            return next(iter(only))
    return min(found)[1] if found else None


def fought(scene: Scene, named: Named) -> bool:
    """Return whether a name tells on whom war is made, and neither where nor who: "втратили на війні проти України", "war with Iran"."""
    marks = scene.marks
    if marks.lang == "en":
        on_whom = marks.is_("on-whom", named.i - 1) and marks.ending("war-noun", named.i - 1) is not None
        return on_whom or marks.ending("war-over", named.i) is not None  # "the war over Nagorno-Karabakh"
    return marks.ending("war-on", named.i) is not None


def located(scene: Scene, named: Named) -> bool:
    """Whether a name says where: behind "in", "near", but for some words; not "in" of "in attacks of Israel" in Slavic."""
    marks = scene.marks
    if fought(scene, named):
        return False
    k = next((k for k in range(named.i - 1, max(named.i - 5, -1), -1) if marks.is_("located", k)), None)
    if k is None or "," in marks.low[k : named.i] or (marks.lang == "en" and not scene.barriers.isdisjoint(range(k, named.i))):
        return False  # "ударів по Запоріжжю, яких Росія завдала", "on Tuesday as M23 advanced"
    if marks.ending("blamed-on", k + 1) is not None:
        return False  # "an attack blamed on the RSF"
    controlled = marks.is_("of", k) and marks.is_("control", k - 1)  # "towns under the control of the rebels"
    return not controlled and (marks.lang == "en" or not any(marks.is_("attack", at) for at in range(k, named.i)))


def toll_in(scene: Scene, mention: Mention) -> str | None:
    """Return the party in whose land an English toll counts the dead: "the toll in Lebanon in the war of two others reached 4,000"."""
    marks = scene.marks
    if marks.lang != "en" or scene.sides.civil or mention.owner is not None or mention.things.isdisjoint(_FOLK):
        return None
    counts = [value.n for value in scene.values if value.kind == "count" and value.n < mention.n]
    # "The number of Russian soldiers killed in Ukraine" tells whose they are by itself.
    tolls = {b for a, b in marks.spans("toll") if b <= mention.i and not any(marks.is_("soldier", k) for k in range(a, b))}
    tolls = {b for b in tolls if not any(b <= n for n in counts) and marks.low[b : b + 1] == ["in"]}
    lands = (named for named in scene.named if named.i - 1 in tolls and named.entity.kind == "party")
    return next((named.entity.party for named in lands if named.entity.party in scene.sides.parties), None)


def of_two_lands(scene: Scene, mention: Mention) -> str | None:
    """Return whose people are told of where both lands have some: of both "in Ukraine and Russia", and of each in a clause of its own.

    "Three people were killed in Sumy, while two died in Belgorod after a Ukrainian attack".
    """
    if scene.sides.civil or mention.owner is not None or mention.part or mention.things.isdisjoint(_FOLK):
        return None
    (start, end), here = _clause(scene, mention), _lands(scene, mention)
    # "Five dead after attacks in Ukraine and Russia": the clause behind tells where, if its own does not.
    if any(start < one.i and (other.j <= end or not here) for one, other in _joined(scene)):
        return BOTH
    others = (value for value in scene.values if value.kind == "count" and value.n != mention.n and not value.things.isdisjoint(_FOLK))
    apart = (_lands(scene, value) for value in others if _clause(scene, value) != (start, end))
    return next(iter(here)) if len(here) == 1 and any(len(there) == 1 and there != here for there in apart) else None


def _clause(scene: Scene, mention: Mention) -> tuple[int, int]:
    """The words between which the clause of a value stands."""
    start = max((k for k in scene.barriers if k <= mention.i), default=-1)
    return start, min((k for k in scene.barriers if k >= mention.j), default=len(scene.marks))


def _lands(scene: Scene, mention: Mention) -> frozenset[str]:
    """The parties in whose lands the clause of a value tells that it happened."""
    start, end = _clause(scene, mention)
    grounds = (named for named in scene.named if start < named.i < end and named.entity.kind in _GROUNDS and located(scene, named))
    return frozenset(scene.sides.kin(named.entity.party) for named in grounds if named.entity.party) & frozenset(scene.sides.parties)


def _joined(scene: Scene) -> Iterator[tuple[Named, Named]]:
    """Yield the countries of both parties that one "in" tells: "in Ukraine and Russia"."""
    for one, other in pairwise(scene.named):
        beside = one.j + 1 == other.i and scene.marks.is_("and", one.j) and one.entity.kind == other.entity.kind == "party"
        if beside and {one.entity.party, other.entity.party} == {*scene.sides.parties} and scene.marks.is_("located", one.i - 1):
            yield one, other


def _between(scene: Scene, k: int) -> bool:
    """Whether the name at word k is one of two between whom there is something: "war between Israel and Hamas"."""
    marks = scene.marks
    first = next((named.i for named in scene.named if named.j == k - 1), k) if marks.is_("and", k - 1) else k
    return marks.ending("between", first) is not None


def lately(scene: Scene) -> str | None:
    """Return the country of the party in which the sentence before that names a place set its story; None where it names several."""
    before = scene.before
    for _ in range(_LATELY):
        if before is None:
            return None
        places = {
            named.entity.party
            for named in before.named
            if named.entity.kind in {"place", "capital", "party"}
            and named.entity.party
            and scene.sides.kin(named.entity.party) in scene.sides.parties
            and located(before, named)
            and before.marks.word("border", named.j) is None
            and not _acts(before, named)
        }
        if places:
            return places.pop() if len(places) == 1 else None
        before = before.before
    return _throughout(before)


def of_another_day(scene: Scene) -> bool:
    """Return whether an English sentence opens with a day some time back, and tells of something else than those before: "Last week, "."""
    opening = next((dated for dated in scene.dated if dated.i <= _LEAD), None)
    if scene.marks.lang != "en" or opening is None or opening.j >= len(scene.marks) or scene.marks.low[opening.j] != ",":
        return False
    if opening.i > 0 and scene.marks.is_("since", opening.i - 1):
        return False  # "Since February 2022, ": it goes on
    return opening.last < scene.today and (scene.today - opening.first).days >= _SOME_DAYS


def lands_in(scene: Scene) -> Iterator[str]:
    """Yield the country of each town or region that a sentence is set in: not of those from which something is launched."""
    lands = [(named.i, named.entity.party) for named in scene.named if named.entity.kind == "place" and named.entity.party]
    launched = scene.marks.spans("launch") if lands else ()
    start = next((k for k in scene.marks.starts("from") if k > launched[0][0]), len(scene.marks)) if launched else len(scene.marks)
    yield from (party for i, party in lands if i < start)


def _throughout(scene: Scene | None) -> str | None:
    """The people that a sentence and all those before it tell to be attacked, where they are one."""
    found: set[str] = set()
    while scene is not None:
        foe = scene.sides.people(scene.foe(attacker(scene)))
        found |= {foe} if foe is not None else set()
        scene = scene.before
    return found.pop() if len(found) == 1 else None


def landed(scene: Scene) -> str | None:
    """Return whose land it is, in Slavic: "української землі", "території України"."""
    return next((named.party for named in scene.named if of_land(scene, named)), None)


def _acts(scene: Scene, named: Named) -> bool:
    """Whether a name in front of an attack tells who does it ("in a Hamas-led attack"), or who fights, and no place."""
    marks = scene.marks
    if _between(scene, named.i) or (named.party and marks.ending("strike-noun", named.i) is not None):
        return True
    own = marks.low[named.j : named.j + 1] == ["'s"]
    group = (own or named.entity.of is not None) and any(
        marks.is_("attack", k) or (own and marks.is_("fighting", k)) for k in range(named.j, named.j + (NEAR if own else 3))
    )
    return group or marks.low[named.j : named.j + 1] == ["-"] or as_attacker(scene, named)
