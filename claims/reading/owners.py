# ruff: noqa: RUF001, RUF003 -- letters of two languages
"""Whose those counted are, by the words of their phrase and those beside it."""

from claims.reading.actors import BOTH, governed
from claims.reading.custody import FOLK
from claims.reading.mention import Mention
from claims.reading.scene import Scene

_BESIDE = 2
_ORIGIN = 4


def belongs(scene: Scene, mention: Mention) -> str | None:
    """Return the party after "of" right behind the phrase ("three citizens of Russia"), or of the region that civilians are from."""
    marks = scene.marks
    if "civilian" in mention.things or "people" in mention.things:
        for named in scene.named:
            gap = range(mention.j, named.i)
            if named.entity.kind == "place" and 1 <= len(gap) <= _ORIGIN and any(marks.is_("origin", k) for k in gap):
                region = any(marks.is_("area-noun", k) for k in range(named.j, named.j + 2))
                if region and not any(k in scene.barriers or marks.is_("cue", k) for k in gap if not marks.is_("origin", k)):
                    return named.entity.party
    if marks.lang != "en":
        # Not the one who acts behind a verb: "152 безпілотники збили українські сили".
        apart = marks.is_("cue", mention.j) or marks.is_("say", mention.j) or marks.low[mention.j : mention.j + 1] in ([","], ["–"])
        far = mention.j if apart else mention.j + 1
        captor = next((named.party for named in scene.named if named.i == mention.j and named.entity.kind != "people"), None)
        # "В обмен на заложников Израиль отпустил": who acts.
        acts = any(marks.is_(verb, mention.j + 1) for verb in ("give", "bring")) and marks.ending("in-return", mention.i) is not None
        prey = marks.ending("prey", mention.j) is not None and not acts
        if captor is not None and prey and not marks.low[mention.j].endswith(("у", "ю")):
            return scene.foe(captor)  # "бранців Росії": whose captives they were
        return next(
            (
                named.party or named.entity.party
                for named in scene.named
                if mention.j <= named.i <= far
                and (named.entity.kind != "place" or (named.i == mention.j and not mention.things.isdisjoint(FOLK)))
                and named.entity.kind != "person"
                and not governed(scene, named.i)
            ),
            None,
        )
    if mention.j < len(marks) and (marks.is_("of", mention.j) or ("soldier" in mention.things and marks.is_("from", mention.j))):
        group = marks.is_("from", mention.j)  # "fighters from Islamic State"; soldiers from a country may have been freed there
        first = past_backers(scene, mention.j + 1)
        for named in scene.named:
            # "Five employees of a Canadian company": whose the company is.
            whole = named.entity.kind == "party" or named.entity.common or not "".join(marks.low[named.j : named.j + 1]).isalpha()
            whole = whole or ("remains" in mention.things and marks.is_("thing", named.j))  # "6,000 bodies of Ukrainian soldiers"
            # "Members of the Houthi militia".
            body = marks.is_("soldier", named.j) or marks.is_("body-form", named.j)
            whole = whole or (body and named.party in scene.sides.parties)
            kinds = {"party", "people"} if marks.low[named.j : named.j + 1] != ["'s"] else {"party", "capital"}  # "90 of Kyiv's troops"
            army = named.entity.kind == "body" and any(marks.is_("army", k) for k in range(named.i, named.j))
            army = army and not mention.things.isdisjoint({"soldier", "captive"})  # "90 captives of the Armed Forces of Peru"
            near = first <= named.i <= first + 1 and (army or named.entity.kind in kinds) and not marks.is_("what", named.i - 1)
            home = marks.is_("and", named.j) and named.party in scene.sides.parties  # "41 soldiers from Russia and Donetsk came home"
            if near and (whole or army) and (named.entity.common or home or not group):
                return named.party
    return None


def past_backers(scene: Scene, k: int) -> int:
    """Return where a name may stand from word k on, behind who backs or bans it: "of the Iran-backed Houthis"."""
    first = k + scene.marks.is_("determiners", k)
    return first + 1 if scene.marks.is_("outlawed", first) else scene.marks.starts("made-by").get(first + 1, k)


def on_side(scene: Scene, mention: Mention) -> str | None:
    """Return the party on whose side so many are told right behind: "з російського боку - 170 тисяч загиблих"."""
    marks = scene.marks
    end = mention.i - (marks.low[mention.i - 1] in {",", "–", "-", ":"} if mention.i else 0)
    start = marks.ending("on-own-side", end)
    here = (named.party for named in scene.named if start is not None and start <= named.i < end)
    return next((party for party in here if party in scene.sides.parties), None)


def toll_of(scene: Scene, mention: Mention) -> str | None:
    """Return the party whose people a Slavic toll counts: "число погибших граждан Киргизии выросло до 17 человек"."""
    marks = scene.marks
    if marks.lang == "en" or mention.things.isdisjoint({"-", "people"}):
        return None
    for name in ("toll", "toll-injured"):
        for a, b in marks.spans(name):
            if b > mention.i or any(k in scene.barriers for k in range(b, mention.i)):
                continue
            for named in scene.named:
                own = named.entity.kind == "people" or (named.i > 0 and marks.is_("people", named.i - 1))
                if marks.is_("attack", named.j):
                    continue  # "число жертв российского удара"
                if a < named.i < mention.i and named.j <= b + 2 * _BESIDE and own and (named.party or named.entity.party):
                    return named.party or named.entity.party
    return None


def beside(scene: Scene, mention: Mention) -> str | None:
    """Return the owner of what is counted right before it: "185 Ukrainian soldiers and 20 civilians", "ten hostages and 15 bodies"."""
    for value in scene.values:
        joins = scene.marks.is_("and", value.j) or scene.marks.low[value.j : value.j + 1] == [","]
        apart = mention.i - value.j - (scene.marks.low[mention.i - 1] == "the")
        if joins and apart == 1:
            topic, party = scene.answered.get(value.n, (None, None))
            handed = topic == "pow-swaps" and "remains" in mention.things
            if owner := value.owner or (of_one(party) if handed else None):
                return owner
    return None


def whole_of(scene: Scene, mention: Mention) -> str | None:
    """Return the owner of those whom it is a part of: "12 Ukrainian citizens, including three civilians"."""
    wholes = [value for value in scene.values if value.j <= mention.i and not value.part and value.kind == "count"]
    if not mention.part or not wholes:
        return None
    topic, party = scene.answered.get(wholes[-1].n, (None, None))
    return wholes[-1].owner or (of_one(party) if topic == "pow-swaps" else None)


def of_one(party: str | None) -> str | None:
    """Return the party, where it is one: of those whom both exchanged some, who come home besides are not of both."""
    return None if party == BOTH else party
