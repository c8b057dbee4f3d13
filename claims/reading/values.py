# ruff: noqa: RUF001, RUF003 -- letters of two languages
"""Values that are no counts: dates, places, ordinals, stages."""

from collections.abc import Iterator
from datetime import date

from claims.reading.dates import Dated
from claims.reading.marks import Marks
from claims.reading.mention import Mention
from claims.reading.people import Named
from claims.reading.scene import Sides
from claims.reading.steps import Spans

_MONTH_FIGURES = 7
_KNOWN = frozenset({"body-form", "titles", "agency", "org-noun", "talks", "determiners", "own", "common", "pronoun"})
_LOCATIVE = ("і", "е", "ах", "ях")
"""How Slavic names end of islands and lands on which something is."""
_BORDER = 4
"""Words from a border to the countries that it parts."""


def dated_values(marks: Marks, dated: list[Dated], told: set[int], today: date) -> list[Mention]:
    """Return the dates of a sentence as values, but for those that say when somebody spoke, up to when he counted, or when it is not.

    "=today" are days told from today on, "=coming" those that lie ahead as they are printed.
    """
    found: list[Mention] = []
    for index, one in enumerate(dated):
        if index in told or any(marks.ending(name, one.i) is not None for name in ("as-of", "instead-of")):
            continue
        low, high = one.first.isoformat(), one.last.isoformat()
        if one.precision == "month":
            low = high = low[:_MONTH_FIGURES]
        if one.precision == "year":
            low = high = low[:4]
            if not one.bare:
                continue
        found.append(
            Mention(
                one.i,
                one.i,
                one.j,
                "date",
                low,
                high,
                things={
                    "-",
                    "=today" if marks.value("day", one.i) == 0 else f"={one.precision}",
                    *(("=old",) if one.old else ()),
                    *(("=coming",) if one.first > today else ()),
                },
                qualifier="exact",
                who=one.ahead.isoformat()[: len(low)] if one.ahead else None,
            )
        )
    return found


def place_values(marks: Marks, named: list[Named], text: str, sides: Sides) -> list[Mention]:  # noqa: C901 -- one case after another
    """Return the places of a sentence as values, with the lines that may be demanded.

    "=abroad" are those outside the parties' countries, "=own" and "=capital" those within, "=unlisted" such as no list has; "=there" are
    places abroad and capitals behind a word for where something is, "=town" those abroad that are no countries; "=line" is where armies
    stand, "=counted" land of which only is told how much ("four of its regions").
    """
    found: list[Mention] = []
    parties = sides.own
    unlisted = [*_unlisted(marks, named), *_unlisted(marks, named, "to-town")]
    for name in named:
        capital = _capital(marks, name)
        if capital is not None:
            place = sides.capitals.get(name.entity.party or "")
            if place and name.entity.kind in {"party", "people"} and not _named_behind(capital[1], named):
                where = "=abroad" if name.entity.party not in parties else "=capital"
                found.append(
                    Mention(capital[0], capital[0], capital[1], "place", place, place, things={"-", where, "=there"}, who="capital")
                )
            continue
        if _credited(marks, name) or (_acting(marks, name, named) if marks.lang == "en" else _no_place(marks, name, named)):
            continue
        if (
            marks.is_("made-by", name.j)
            or marks.is_("war-noun", name.j)
            or (name.entity.kind == "party" and (not name.entity.adjective or marks.low[name.j : name.j + 1] in (["'s"], ["'"])))
        ):
            continue
        if (name.entity.kind == "party" and _tells_where(marks, name, named)) or _of_war(marks, name, named, sides):
            continue
        of_town = name.i and marks.low[name.i - 1] == "," and any(j == name.i - 1 for _, j in unlisted)
        of_land = _on(marks, name) and any(one.j == name.i - 1 and one.entity.party == name.entity.party for one in named)
        if of_town or of_land or _housed(marks, name, named) or marks.ending("far-from", name.i) is not None:
            continue  # "at Baden, Austria", "в Анкоридже на Аляске", "at the Dolmabahce Palace in Istanbul", "400 km west of Kathmandu"
        # Seas and parts of the world are nobody's and no venue: "stability in the South Caucasus".
        if (
            name.entity.kind in {"place", "capital", "party"}
            and name.entity.party is not None
            and not (name.entity.common or name.entity.alliance)
        ):
            house = marks.word("house", name.i)
            seat = house is not None or name.entity.kind == "capital"
            ours = name.entity.party in parties or (name.entity.kind == "party" and sides.shared(name.entity.party))
            where = "=abroad" if not ours else "=capital" if seat else "=own"
            # "Gaza": a land whose party is called as its people; "the White House": where a country's leaders meet others.
            named_after = name.entity.kind == "party" and name.entity.name == f"{name.entity.adjective}s"
            printed = text[marks.words.at[name.i] : marks.words.to[name.j - 1]] if named_after else name.entity.name
            place = house or printed
            there = marks.ending("venue-in", name.i) is not None or _on(marks, name)
            more = {"=there"} if where != "=own" and there else set()
            more |= {"=town"} if where == "=abroad" and name.entity.kind != "party" else set()
            found.append(Mention(name.i, name.i, name.j, "place", place, place, things={"-", where, *more}, who=name.entity.kind))
    for i, j, border in _borders(marks, named, sides):
        found.append(Mention(i, i, j, "place", border, border, things={"-", "=abroad", "=there"}, who="place"))
    for i, j in unlisted:
        printed = text[marks.words.at[i] : marks.words.to[j - 1]]
        found.append(Mention(i, i, j, "place", printed, printed, things={"-", "=unlisted"}, who="place"))
    for i, j in _unlisted(marks, named, "from"):
        printed = text[marks.words.at[i] : marks.words.to[j - 1]]
        found.append(Mention(i, i, j, "place", printed, printed, things={"-", "=left"}, who="place"))
    found += _ground(marks, text)
    return sorted(found, key=lambda mention: mention.i)


def _ground(marks: Marks, text: str) -> Iterator[Mention]:
    """Yield the lines and the counted land that may be demanded."""
    for lexeme, tag in (("line-place", "=line"), ("lands", "=counted")):
        for i, j in _widest(marks.spans(lexeme)):
            printed = text[marks.words.at[i] : marks.words.to[j - 1]]
            yield Mention(i, i, j, "place", printed, printed, things={"-", tag}, who="place")


def _widest(spans: Spans) -> Iterator[tuple[int, int]]:
    """Yield the spans that lie in no other: "the current line of contact", and not "line of contact" within."""
    end = -1
    for i, j in sorted(spans, key=lambda span: (span[0], -span[1])):
        if i >= end:
            yield i, j
            end = j


def _housed(marks: Marks, name: Named, named: list[Named]) -> bool:
    """Whether an English name is that of a house of which the town is named right behind."""
    end = name.j + marks.is_("site", name.j)
    within = marks.word("house", name.i) is None and marks.is_("site", end - 1) and marks.low[end : end + 1] == ["in"]
    return within and any(one.i == end + 1 and one.entity.party == name.entity.party for one in named)


def _borders(marks: Marks, named: list[Named], sides: Sides) -> Iterator[tuple[int, int, str]]:
    """Yield the borders of two countries, but for those between the parties, of which more is told than who meets there."""
    for k, (j, border) in marks.family("border").items():
        before = [name for name in named if k - _BORDER <= name.i and name.j <= k][-2:]
        behind = [name for name in named if j <= name.i <= j + _BORDER][:2]
        pair = behind if len(behind) > 1 else before
        parties = {name.entity.party for name in pair}
        if len(parties) > 1 and None not in parties and not parties <= set(sides.own):
            ends = min(k, pair[0].i), max(j, pair[-1].j)
            yield *ends, f"{'-'.join(name.entity.adjective or name.entity.name for name in pair)} {border}"


def _capital(marks: Marks, name: Named) -> tuple[int, int] | None:
    """Return where a capital is told by its country: "in the Omani capital", "in Oman's capital", "in the capital of Oman"."""
    j = name.j + (marks.low[name.j : name.j + 1] == ["'s"])
    if marks.is_("place-noun", j):
        return name.i, j + 1
    i = marks.ending("capital-of", name.i) if name.entity.kind == "party" else None
    return None if i is None else (i, name.j)


def _named_behind(k: int, named: list[Named]) -> bool:
    """Whether a name follows at word k ("in the Omani capital Muscat", "in the Omani capital, Muscat")."""
    return any(name.i in {k, k + 1} for name in named)


def _of_war(marks: Marks, name: Named, named: list[Named], sides: Sides) -> bool:
    """Whether a place is that of the war or the crisis ("the conflict in Karabakh"), and not of another ("the Ukraine war in Geneva")."""
    led = marks.ending("venue-in", name.i) or (name.i - 1 if _on(marks, name) else None)
    if led is not None and name.entity.party in sides.own and name.entity.kind != "capital" and marks.ending("settling", led) is not None:
        return True  # "talks on a settlement in Ukraine open in London"
    scene = marks.ending("scene-of", led) if led is not None else None
    others = (one for one in named if marks.lang == "en" and one.entity.party != name.entity.party)
    return scene is not None and not any(scene in {one.i, one.j} for one in others)


def _tells_where(marks: Marks, name: Named, named: list[Named]) -> bool:
    """Whether a country stands behind a town of its own ("in Ohrid, North Macedonia")."""
    towns = (one for one in named if one.j + 1 == name.i and one.entity.kind in {"place", "capital"})
    return marks.low[name.i - 1] == "," and any(one.entity.party == name.entity.party for one in towns)


def _credited(marks: Marks, name: Named) -> bool:
    """Whether a name only tells who says it, behind a colon at the end of a headline or as whose: "Talks go on: Kyiv", "Kyiv's envoy"."""
    ends = name.i > 0 and marks.low[name.i - 1] == ":" and not any(low[0].isalnum() for low in marks.low[name.j :])
    whose = name.entity.kind == "capital" and marks.low[name.j : name.j + 1] == ["'s"]
    return ends or (whose and marks.ending("venue-in", name.i) is None and not marks.is_("preposition", name.i - 1))


def _acting(marks: Marks, name: Named, named: list[Named]) -> bool:
    """Whether an English name of a capital or country does something ("something Kyiv has rejected", "Moscow and Kyiv confirmed")."""
    of = marks.ending("of", name.i)
    if of is not None and marks.low[of] != "out" and marks.ending("body-form", of) is not None:
        return True  # "the Ministry of Defence of Armenia"
    led = name.i > 0 and (marks.is_("preposition", name.i - 1) or marks.ending("venue-in", name.i) is not None)
    if marks.low[name.j : name.j + 1] == ["'s"] and marks.is_("wish", name.j + 1):
        return True
    if led or name.entity.kind not in {"capital", "party"}:
        return False
    joined = (one.j for one in named if one.i == name.j + 1 and one.entity.kind == name.entity.kind)
    other = next(joined, name.j) if marks.is_("and", name.j) else name.j
    return marks.is_("say", other) or (marks.is_("have", name.j) and not marks.any_("hosting"))


def _no_place(marks: Marks, name: Named, named: list[Named]) -> bool:
    """Whether a Slavic name acts or speaks ("Киев настаивает", "заявили в Киеве")."""
    led = name.i > 0 and (marks.is_("preposition", name.i - 1) or marks.ending("venue-in", name.i) is not None)
    # "в столице Омана Маскате"
    led = led or any(name.i - one.j in {0, 1} and marks.ending("capital-of", one.i) is not None for one in named)
    # "в Маскате и Риме"
    led = (
        led
        or _on(marks, name)
        or any(one.j == name.i - 1 and marks.is_("and", one.j) and _no_verb(marks, name) and _there(marks, one) for one in named)
    )
    if name.i and marks.is_("between", name.i - 1) and marks.ending("withdraw", name.i) is None:
        return True  # "переговори між Україною та РФ", but not "отказаться от Крыма"
    if name.entity.kind in {"capital", "party"} and not led:
        return marks.ending("hosting", name.i) is None  # "пятый раунд примет Эр-Рияд"
    if led and any(marks.ending(told, name.i - 1) is not None for told in ("war", "fighting")):
        return True  # "сторони конфлікту в Лівії": where the war is
    return led and (marks.ending("say", name.i - 1) is not None or marks.is_("say", name.j))


def _on(marks: Marks, name: Named) -> bool:
    """Whether something is on a Slavic island or the like, and not on its way there: "на Мальте", but not "на Мальту"."""
    return name.entity.kind in {"place", "party"} and marks.is_("venue-on", name.i - 1) and marks.low[name.j - 1].endswith(_LOCATIVE)


def _there(marks: Marks, name: Named) -> bool:
    """Whether a Slavic name stands behind a word for where something is."""
    return marks.ending("venue-in", name.i) is not None


def _no_verb(marks: Marks, name: Named) -> bool:
    """Whether no verb stands behind a name, which would tell what it does: "в Маскате, и Рим сообщил"."""
    return not any(marks.is_(verb, name.j) for verb in ("say", "have", "cue-verb"))


def _unlisted(marks: Marks, named: list[Named], behind: str = "venue-in") -> list[tuple[int, int]]:
    """Words with a capital after "in" or "from" that nothing else claims ("in Ohrid"), but for houses in a town that is named."""
    if marks.lang != "en" or not marks.any_(behind):
        return []
    taken = {k for name in named for k in range(name.i, name.j)}
    towns = {name.i for name in named}
    # Where "in Vienna" begins: "at the Hotel Astoria in Vienna", "at the Astoria hotel in Vienna".
    within = {k for k, end in marks.spans("venue-in") if end in towns}
    found: list[tuple[int, int]] = []
    for _, first in marks.spans(behind):
        led = marks.is_("determiners", first)
        i = first + led
        j = i
        while j < len(marks) and marks.words.cap[j] and marks.low[j][0].isalpha() and j not in taken and not _known(marks, j):
            j += 1
        site = marks.starts("site").get(j)
        if j > i and i not in taken and (site is not None or marks.is_("site", j - 1)):
            found += [(i, site or j)] if (site or j) not in within else []
        elif led and behind != "from":
            continue  # "in the Assembly"
        elif j > i and j not in taken and marks.low[j : j + 1] != ["'s"] and within.isdisjoint({j, j + 1}):
            found.append((i, j))
    return list(dict.fromkeys(found))


def _known(marks: Marks, k: int) -> bool:
    """Whether a word with a capital is a day, a month, an office or a body; no word is that stands before "House", "Palace"."""
    if marks.is_("site", k + 1) and marks.words.cap[k + 1]:
        return False
    return marks.one_of(_KNOWN, k) or any(marks.word(family, k) is not None for family in ("month", "weekday", "day", "ordinal", "number"))


def ordinal_values(marks: Marks) -> list[Mention]:
    """Return the ordinals of a sentence: "second", "2nd"."""
    found = [
        Mention(i, i, j, "ordinal", float(word), float(word), things={"-", *(["=later"] if word != "1" else [])})
        for i, (j, word) in sorted(marks.family("ordinal").items())
        if marks.word("duration", j) is None  # "the first day of the second round"
        and not (j < len(marks) and (marks.words.number[j] or marks.word("number", j)))  # "the first two rounds"
        and not (marks.lang != "en" and i > 0 and (marks.words.number[i - 1] or marks.word("number", i - 1)))  # "двух первых раундов"
    ]
    for k in range(1, len(marks)):
        if marks.words.number[k - 1] and marks.is_("date-ending", k) and marks.words.glued(k) and marks.low[k - 1].isdigit():
            value = float(marks.low[k - 1])
            j = marks.starts("date-ending")[k]  # "14-е"
            found.append(Mention(k - 1, k - 1, j, "ordinal", value, value, things={"-", *(["=later"] if value > 1 else [])}))
        if marks.is_("round", k - 1) and (marks.word("number", k) or (marks.words.number[k] and marks.low[k].isdigit())):
            value = float(marks.value("number", k) or marks.low[k])
            found.append(Mention(k, k, k + 1, "ordinal", value, value, things={"-"}))
    return found


def thing_values(marks: Marks, names: frozenset[str]) -> list[Mention]:
    """Return where the things of a stage question stand."""
    stand = marks.found.keys() & names
    if not stand:
        return []
    spans = sorted({span for name in stand for span in marks.spans(name)}, key=lambda span: (span[0], -span[1]))
    # "talks on a truce": it is only talked of
    spans = [span for span in spans if marks.ending("talked-of", span[0]) is None]
    # "the negotiation team": who talks
    spans = [span for span in spans if not marks.is_("talks-folk", span[1])]
    found: list[Mention] = []
    end = -1
    for i, j in spans:
        if found and i < end < j:
            found[-1].j = end = j  # "round of talks" and "talks between India and Pakistan"
        elif i >= end:
            found.append(Mention(i, i, j, "stage", "", "", things={"-"}))
            end = j
    return found
