"""People of no office who tell something: "two villagers", "a doctor at the hospital", "a person familiar with the matter"."""

from claims.reading.scene import Scene

_HEADS = ("teller", "people", "soldier", "child")
"""Lexemes of those who may tell."""
_LONGEST = 6
"""Words of a noun phrase."""
_LEADS = frozenset({"determiners", "rank", "adverb", "own"})
_OF = _LEADS | {"of"}
_NO_NOUNS = _LEADS | {"stop", "pronoun", "say", "familiar"}
_BEHIND = frozenset({"preposition", "relative", "familiar", "teller-found"})
"""Lexemes that go on behind a noun phrase."""


def teller(scene: Scene, i: int, j: int) -> tuple[int, int] | None:
    """The words of the English noun phrase of people that opens words i to j; only where they are or what they do stands behind it."""
    marks = scene.marks
    if marks.lang != "en":
        return None
    first = i
    while first < j and not _noun(scene, first):
        if marks.low[first].isalpha() and marks.word("number", first) is None and not marks.one_of(_LEADS, first):
            return None
        first += 1
    last = end = first
    while last < min(j, first + _LONGEST) and (_noun(scene, last) or marks.low[last] in {"'s", "'", "-"}):
        last += 1
        if any((at := marks.ending(name, last)) is not None and at >= first for name in _HEADS):
            end = last
    if end == first:
        return None
    row = marks.is_("and", end) and (marks.is_("determiners", end + 1) or marks.word("number", end + 1) is not None)
    closed = row or end == j or marks.low[end] in {",", "("} or marks.one_of(_BEHIND, end)  # "two villagers and a nurse told"
    return (first, run(scene, end, j) if marks.is_("of", end) else end) if closed else None


def run(scene: Scene, i: int, j: int) -> int:
    """Return where nouns joined by "of", "the" end that begin at word i: "of the talks"."""
    return next((k for k in range(i, j) if not _noun(scene, k) and not scene.marks.one_of(_OF, k)), j)


def _noun(scene: Scene, k: int) -> bool:
    marks = scene.marks
    if not marks.low[k].replace("'", "").isalpha() or marks.words.number[k] or marks.word("number", k) is not None:
        return False
    return not marks.one_of(_NO_NOUNS, k)
