# ruff: noqa: RUF002, RUF003 -- letters of three languages
"""Names of people and bodies that the gazetteer does not list."""

from claims.reading.latin import latin
from claims.reading.people import Named
from claims.reading.scene import Scene

LONGEST_NAME = 7
"""Words of the name of a speaker."""
_REGION = ("ською", "цькою", "ській", "цькій", "ской", "цкой")
"""How Slavic names of regions end where the word "region" is left out."""
_LOCATED = 3
"""Words from "over" to the last of two regions."""
SPREAD = 12
"""Words over which the office and the name of a speaker may spread."""


def _led(scene: Scene, named: Named, j: int) -> int:
    """The word after the name of a body that a party's name begins ("Sudan Doctors Network"); else where the party's begins."""
    marks = scene.marks
    end = k = named.j
    if named.entity.kind not in {"person", "body"}:
        while k < j and k - named.j < LONGEST_NAME and marks.words.cap[k] and marks.low[k][0].isalpha():
            k += 1
            if k > named.j + 1 and marks.is_("org-noun", k - 1):
                end = k
    return end if end > named.j else named.i


def _region(scene: Scene, a: int, b: int) -> bool:
    """Whether a single Slavic word names a region, and nobody: "над Калузькою і Московською"."""
    place = any(scene.marks.is_("located", k) for k in range(max(a - _LOCATED, 0), a))
    return b == a + 1 and place and scene.marks.low[a].endswith(_REGION)


def _alone(scene: Scene, run: tuple[int, int], j: int) -> bool:
    """Whether the single word that opens a sentence is a name: it stands right before the cue, and means nothing else."""
    marks = scene.marks
    if marks.lang != "en" or not all(marks.is_("adverb", k) for k in range(run[1], j)):
        return False
    return not any(name[:4] != "ent:" and (run[0], run[1]) in spans for name, spans in marks.found.items())


def proper(scene: Scene, i: int, j: int, text: str, *, first: bool) -> tuple[str, bool, int, int] | None:
    """Return a capitalised name that the gazetteer does not know, whether a body has it ("of", "for", an abbreviation), and its words."""
    marks = scene.marks
    words = marks.words
    taken = {k for named in scene.named for k in range(named.i, named.j)} | {k for a, b in marks.spans("titles") for k in range(a, b)}
    taken |= {k for dated in scene.dated for k in range(dated.i, dated.j)}
    inner = {k for a, b in marks.spans("body-form") for k in range(a, b)} - taken
    taken |= inner
    taken -= {k for named in scene.named for k in range(named.i, _led(scene, named, j))}
    runs: list[tuple[int, int]] = []
    k = i
    while k < j:
        if (
            words.cap[k]
            and k not in taken
            and marks.low[k].replace("'", "").isalpha()
            and not marks.is_("stop", k)
            and not marks.is_("pronoun", k)
            and not marks.is_("common", k)
            and not marks.is_("determiners", k)
            and marks.low[k - 1 : k] != ["("]
            and not (marks.is_("area-noun", k) and k - 1 in taken)  # "Kharkiv Oblast"
            and marks.word("month", k) is None
            and marks.word("weekday", k) is None
        ):
            e = k + 1
            while e < j and e - k < LONGEST_NAME:
                if (
                    words.cap[e]
                    and (e not in taken or (e in inner and (marks.is_("org-noun", k) or e - 1 in inner or marks.is_("name-joins", e - 1))))
                ) or (marks.is_("name-joins", e) and e + 1 < j and (words.cap[e + 1] or marks.is_("name-joins", e + 1))):
                    e += 1
                else:
                    break
            while e > k + 1 and not words.cap[e - 1]:
                e -= 1
            runs.append((k, e))
            k = e
        else:
            k += 1
    runs = [run for run in runs if run[1] - run[0] > 1 or any(low[0].isalnum() for low in marks.low[: run[0]]) or _alone(scene, run, j)]
    if marks.lang != "en":
        runs = [run for run in runs if not _region(scene, *run)]
        # A name and a surname rather than the town or the body that somebody is of.
        runs = [run for run in runs if run[1] - run[0] > 1] or runs
    if not runs:
        return None
    a, b = runs[0] if first else runs[-1]
    titled = {end for _, end in marks.spans("titles")} if marks.lang == "en" else set()
    # "Presidential Communications Assistant Secretary Marie Banaag": the name stands behind the title.
    a, b = next((run for run in runs if run[0] in titled and b < run[0] <= b + 2), (a, b))
    if marks.lang != "en" and b - a > 2 and text[words.at[a] : words.to[a]].isupper():  # noqa: PLR2004 -- a name and a surname
        a += 1  # "спикер Минобороны НКР Иван Петров"
    printed = text[words.at[a] : words.to[b - 1]]
    if marks.lang != "en":
        behind = any(marks.is_("according", k) or marks.is_("citing", k) for k in range(max(a - SPREAD, 0), a))
        printed = latin(printed, marks.lang, genitive=behind)
    return (
        printed,
        any(marks.is_("body-joins", k) for k in range(a, b)) or printed.isupper() or marks.is_("org-noun", b - 1),
        a,
        b,
    )
