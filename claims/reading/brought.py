"""Who brought people or bodies back, and who was given them."""

from claims.reading.actors import BOTH, subject
from claims.reading.custody import taken
from claims.reading.frames import Rule
from claims.reading.mention import Mention
from claims.reading.owners import belongs
from claims.reading.people import Named
from claims.reading.scene import Scene

_BESIDE = 2
_MANY = 10
"""So many people are hardly told of twice unless they are the same."""


def given_to(scene: Scene, rule: Rule, mention: Mention, cue: tuple[int, int]) -> str | None:
    """Return who gets "its citizens" back, named between the verb and them: "Iraq handed over to Kuwait 19 of its citizens"."""
    to = [end for at, end in scene.marks.spans("to") if cue[1] <= at < mention.i and rule.question.topic == "pow-swaps"]
    return next((scene.sides.kin(named.party) for named in scene.named if named.i in to and named.party), None)


def fetched(scene: Scene, rule: Rule, mention: Mention, cue: tuple[int, int], does: str | None, speaker: str | None) -> bool:
    """Return whether a party "returned" bodies or soldiers that it got, as it says, or did before: nobody else is named.

    `speaker` is the party whose mouth the sentence comes from. What was given in return is no such thing.
    """
    counted = not mention.things.isdisjoint({"remains", "soldier"}) and mention.owner is None
    if does is None or not counted or not scene.marks.is_("fetch", cue[0]) or scene.marks.any_("in-return"):
        return False
    mourned = any(scene.marks.is_("mourned", k) for k in range(mention.i, mention.j))
    before = scene.story.get((rule.question.topic, rule.question.unit))
    told = mourned or before == does or (speaker == does and "soldier" in mention.things)
    return told and all(scene.sides.kin(named.party) == does for named in scene.named if named.party)


def brought(scene: Scene, mention: Mention, cue: tuple[int, int]) -> bool:
    """Return whether who "returned" people got them, as where from or where to tells: "Kyiv returned 15 from Russia", "returns 15 home"."""
    marks = scene.marks
    if marks.lang != "en" or not marks.is_("fetch", cue[0]) or cue[1] > mention.i or mention.owner is not None:
        return False
    foe = scene.foe(subject(scene, cue[0]))
    end = mention.j
    if "remains" in mention.things and marks.is_("of", end):  # "1,000 bodies of fallen soldiers from Russia"
        end = next((j for k in (end + 1, end + 2) if (j := marks.starts("thing").get(k)) is not None), end)
    for value in scene.values:
        if end < value.i <= end + _BESIDE and (marks.low[end] == "," or marks.is_("and", end)):
            end = value.j  # "15 soldiers, 2 civilians from Russia"
    return marks.low[end : end + 1] == ["home"] or (
        marks.is_("from", end) and any(named.i == end + 1 and named.party == foe for named in scene.named)
    )


def receiver(scene: Scene, mention: Mention, cue: tuple[int, int]) -> str | None:
    """Return the only party named between a verb and the value, right behind the verb: "gave Ukraine 200 prisoners back"."""
    inner = (found for found in scene.named if cue[0] < found.i and found.j <= mention.i)
    between = [found for found in inner if scene.sides.kin(found.party or "") in scene.sides.parties]
    # "The release by Russia of 30 captives", "returns from Russian captivity 45 more".
    by = scene.marks.lang == "en" and (scene.marks.is_("by", cue[1]) or scene.marks.is_("from", cue[1]))
    return only(between, scene) if between and between[0].i <= cue[1] + 1 and not by else None


def countered(scene: Scene, mention: Mention) -> str | None:
    """Return whose those are whom they are exchanged for, as read before or by name: "20 captives in exchange for 30 prisoners"."""
    marks = scene.marks
    for value in scene.values:
        first, last = (value, mention) if value.n < mention.n else (mention, value)
        paired = value.swapped or marks.any_("other-way") or any(first.j <= i and j <= last.i for i, j in marks.spans("in-return"))
        paired = paired or _opens_with(scene, first, last)
        if value is not mention and value.kind == "count" and paired:
            topic, told = scene.answered.get(value.n, (None, None))
            party = told if topic == "pow-swaps" else _whose(scene, value) or belongs(scene, value)
            if party is not None and party != BOTH:
                return party
    return None


def _opens_with(scene: Scene, first: Mention, last: Mention) -> bool:
    """Whether an English sentence opens with for what the rest is given: "In exchange for 40 captives, Kyiv freed 30"."""
    marks = scene.marks
    opens = any(not any(low[0].isalpha() for low in marks.low[:i]) and j <= first.i for i, j in marks.spans("in-return"))
    return (
        marks.lang == "en" and opens and "," in marks.low[first.j : last.i] and not any(marks.is_("and", k) for k in (first.j, last.i - 1))
    )


def _whose(scene: Scene, mention: Mention) -> str | None:
    return mention.owner or taken(scene, mention)


def told_of(scene: Scene, mention: Mention) -> bool:
    """Return whether those counted are said, or likely, to be told of before: "the eight", or so many that no others would be."""
    marks = scene.marks
    definite = marks.is_("definite", mention.i) or marks.is_("definite", mention.i - 1)
    return definite or (isinstance(mention.low, float) and mention.low >= _MANY)


def only(found: list[Named], scene: Scene) -> str | None:
    """Return the party of some names, where it is one."""
    parties = list(dict.fromkeys(scene.sides.kin(named.party) for named in found if named.party))
    return parties[0] if len(parties) == 1 else None
