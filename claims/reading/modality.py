"""Whether it happened, was agreed, is planned, demanded, denied."""

from claims.reading.mention import Mention
from claims.reading.nouns import CRAFT
from claims.reading.scene import Scene
from core.claim import Status

_WINDOW = 8
_STEPS: tuple[tuple[str, Status], ...] = (
    ("terms", "agreed"),
    ("denied", "denied"),
    ("conditional", "conditional"),
    ("demanded", "demanded"),
    ("postponed", "postponed"),
    ("agreed", "agreed"),
    ("proposed", "proposed"),
    ("planned", "scheduled"),
    ("alleged", "alleged"),
)
_UNDONE = frozenset({"terms", "demanded", "agreed", "proposed", "planned"})
_NOT = 4
_FRAMED = 6
"""Words between "within the framework of" and an agreement: "of the accords reached in Geneva"."""


def status(scene: Scene, first: int, last: int, *, held: bool = False) -> Status | None:
    """Return the status of what words first to last tell; None where the words deny it or leave it open.

    `held`: whether it is told that talks are held; those that come to nothing are ("ended without a deal in Oman").
    """
    marks = scene.marks
    dated = {k for date in scene.dated for k in range(date.i, date.j)}
    endings = marks.starts("date-ending")
    start, words = first, 0
    while start > 0 and words < _WINDOW and start - 1 not in scene.barriers and marks.low[start - 1] not in {'"', ":"}:
        goes_on = marks.is_("and", start - 1) or (marks.low[start - 1] == "," and marks.low[start].endswith("ing"))
        if goes_on and marks.is_("say", start):
            break  # "dismissed the claims, saying two had died", "pledged to free 90 and said two had died"
        start -= 1
        words += start not in dated and start not in endings
    if _open(scene, start, first, last):
        return None
    if not held and marks.ending("attempt", first) is not None:
        return None  # "tried to capture two villages"
    for a, _ in marks.spans("negation"):
        spared = (
            a == first
            or marks.is_("not-only", a)
            or (held and marks.is_("fruitless", a))
            or _absent(scene, a, first)
            or _of_craft(scene, a, last)
        )
        if first - _NOT <= a < last and a >= start and not spared:
            return None
    end = min(last, len(marks))
    for name, found in _STEPS:
        for a, b in marks.found.get(name, ()):
            if a not in dated and start <= a < end and (b <= end or a < first) and _stands(scene, name, (a, b), first, end):
                return "agreed in principle" if name == "agreed" and marks.is_("in-principle", b) else found
    return "scheduled" if _headed_to(scene, first, end) else "completed"


def _headed_to(scene: Scene, first: int, end: int) -> bool:
    """Whether an English headline tells in the infinitive what somebody will do: "Witkoff, Kushner to hold talks in Moscow"."""
    marks = scene.marks
    if not scene.title or marks.lang != "en":
        return False
    for a, _ in marks.spans("headline-to"):
        led = all(
            marks.words.cap[k] or marks.is_("titles", k) or marks.is_("body-form", k) or marks.is_("and", k) or not marks.low[k].isalpha()
            for k in range(a)
        )
        if 0 < a < end and a <= max(first, end - 1) and led:
            return True
    return False


def _open(scene: Scene, start: int, first: int, last: int) -> bool:
    """Whether words first to last, in a clause that begins at word start, tell what is awaited or only thought of."""
    marks = scene.marks
    asked = (k for k, _ in marks.spans("whether") if first - _WINDOW <= k < first or (marks.lang != "en" and k == first + 1))
    if any(not scene.barriers.intersection(range(k, first)) for k in asked):
        return True  # "not confirmed whether talks go on"
    if marks.is_("unless", next((k for k, low in enumerate(marks.low) if low[0].isalnum()), 0)):
        return True  # "unless they push harder, 50 will be exchanged"
    opening = next((k for k in range(start, first) if marks.low[k].isalnum()), start)
    if any(marks.ending("want", k) is not None for k in (start, opening + 1)):
        return False  # "only if Ukraine leaves Donbas", "no truce until it leaves"
    if start and marks.is_("if", start - 1) and "," not in marks.low[start:first]:
        return True  # "if Russia fired 1,000 a night"
    if not marks.is_("until", opening) and marks.ending("until", opening) is None:
        return False
    tense = next((k for k in range(opening, last) if marks.is_("present", k) or marks.is_("past", k)), opening)
    return marks.is_("present", tense)  # "no truce until all 48 are freed"


def _of_craft(scene: Scene, a: int, last: int) -> bool:
    """Whether a negation at word a only tells how many craft there were, or what became of them, in words that end before word last.

    "Launched no more than 40 drones", "40 never arrived", "not one of the 54 launched got through", "none of the 54 was shot down".
    """
    marks = scene.marks
    end = marks.starts("none-of").get(a)
    craft = [value for value in scene.values if value.things & CRAFT]
    bound = any(value.i <= a < value.n for value in scene.values)  # "no more than 40 got out"
    told = any(value.i == end and value.whole and (value.j == last - 1 or marks.ending("downed", last) is not None) for value in craft)
    return bound or told or marks.is_("unarrived", a)


def _absent(scene: Scene, a: int, first: int) -> bool:
    """Whether a Slavic "there are none" at word a ends a clause before word first: "погибших нет, 13 ранены"."""
    marks = scene.marks
    return 0 < a < first and marks.is_("absent", a) and marks.low[a + 1] == ","


def _stands(scene: Scene, name: str, at: tuple[int, int], first: int, last: int) -> bool:
    """Whether words for a status tell that of what words first to last tell."""
    a, b = at
    if name in _UNDONE and _done(scene, at, first, last):
        return False
    low = scene.marks.low
    if name == "postponed" and first < a and "," in low[first:a] and "," in low[b:last]:
        return False  # "the exchange, twice delayed, went ahead"
    if name == "agreed" and (_framed(scene, a) or any(agreed_whole(scene, one) == at for one in scene.values)):
        return False  # "under the agreement, Hamas freed three", "40 of the 90 agreed": what was agreed is done
    if name == "demanded" and any(i == a and j > b for i, j in scene.marks.spans("planned")):
        return False  # "должен освободить": as it was agreed
    if name == "planned" and scene.marks.ending("believed", b) is not None:
        return False  # "thought to be held"
    if name == "alleged" and scene.marks.is_("takes-lives", a):
        return False  # "claimed 2,000 lives", "claimed the lives of"
    if scene.beside(a) and not scene.beside(first):
        return False  # "1,000 bodies, said to belong to soldiers, came back"
    if name == "alleged" and scene.marks.is_("no-word", a):
        return False  # "claimed responsibility for an attack that killed 14"
    if name == "conditional" and scene.marks.is_("guessed", b):
        return False  # "may have died"
    return not (name == "alleged" and a < first - _WINDOW)


def agreed_whole(scene: Scene, mention: Mention) -> tuple[int, int] | None:
    """Return the words that call a number agreed of which another is a part: "40 of the 90 men agreed", "40 of the agreed 90"."""
    marks = scene.marks
    for a, b in marks.spans("agreed"):
        first = a if b == mention.i else mention.i if mention.j <= a <= mention.j + 1 and not marks.is_("to", b) else None
        if first is not None and marks.is_("of", first - 1 - marks.is_("determiners", first - 1)):
            return a, b
    return None


def _framed(scene: Scene, a: int) -> bool:
    """Whether the agreement at word a is only the one within which it is done; what stands behind that was agreed itself."""
    marks = scene.marks
    far = _FRAMED if marks.is_("deal", a) else 0
    frames = [end for _, end in marks.spans("deal-frame") if 0 <= a - end <= far and "," not in marks.low[end:a]]
    return any(not any(end <= other < a for other, _ in marks.spans("agreed")) for end in frames)


def _done(scene: Scene, at: tuple[int, int], first: int, last: int) -> bool:
    """Whether "has", "had" stands with what is told, behind the words for a status: "would free 1,000, of which it has freed 800"."""
    a, b = at  # "has demanded the release" tells of nothing done, nor does "will have the talks"
    by_then = {end - 1 for _, end in scene.marks.spans("ahead-perfect")}  # "are expected to have been freed"
    perfect = [(k, end) for k, end in scene.marks.spans("perfect") if k not in by_then]
    if a < first and any(end == first for _, end in perfect):
        return True
    return any(b <= k < last and not (k == b and scene.marks.is_("ahead", b - 1)) for k, _ in perfect)
