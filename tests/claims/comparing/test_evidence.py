"""What the words around two numbers say of how they relate."""

from datetime import date
from itertools import count
from typing import Any

import pytest

from claims.comparing.portion import part_of_land
from claims.comparing.told import days_told, other_date
from core.claim import Claim
from core.comparison import RELATION_CLASS
from tests.claims.comparing.making import between, claim, conflicts, row, rows
from tests.growth import LINEAR, growth

THURSDAY = "2026-02-05"


def killed(source: str, number: float, quote: str, published: str = THURSDAY, **more: Any) -> Claim:
    return claim(source, "strikes.killed", number, "Ukraine", quote=quote, published=published, **more)


def lost(source: str, number: float, quote: str, published: str = THURSDAY, **more: Any) -> Claim:
    return claim(source, "casualties.killed", number, "Ukraine", quote=quote, published=published, **more)


def freed(source: str, number: float, quote: str, published: str = THURSDAY, **more: Any) -> Claim:
    return claim(source, "released", number, "Ukraine", quote=quote, published=published, **more)


def held(source: str, number: float, quote: str, **more: Any) -> Claim:
    return claim(source, "held", number, "Ukraine", quote=quote, **more)


def share(source: str, number: float, quote: str, published: str = THURSDAY) -> Claim:
    told: dict[str, Any] = {"kind": "percent", "unit": "%", "text": f"{number:g} percent", "quote": quote, "published": published}
    return claim(source, "territory.share-held", number, "Russia", **told)


def ground(source: str, area: float, quote: str, published: str) -> Claim:
    return claim(source, "territory.gained", area, "Ukraine", kind="area", unit="km2", quote=quote, published=published)


def lasted(source: str, number: float, unit: str, quote: str, published: str = THURSDAY) -> Claim:
    return claim(source, "war.duration", number, kind="duration", unit=unit, quote=quote, published=published)


PAIRS = [
    pytest.param(
        freed("A", 110, "On 3 February they freed 110 prisoners."),
        freed("B", 183, "They freed 183 prisoners on Thursday."),
        "other time",
        id="two swaps of which both days are named",
    ),
    pytest.param(
        lost("A", 900, "Kyiv lost 900 men.", "2025-12-01", speaker="Volodymyr Zelenskyy"),
        lost("B", 4660, "They lost 4,660.", speaker="Russian Ministry of Defence"),
        "other time",
        id="a young war's total weeks later",
    ),
    pytest.param(
        lost("A", 210, "They lost 210 men.", "2026-02-01", speaker="Volodymyr Zelenskyy"),
        lost("B", 50, "They lost 50 men.", "2026-02-04", speaker="Russian Ministry of Defence"),
        "other time",
        id="fewer dead days later are of another clash",
    ),
    pytest.param(
        lost("A", 9, "They lost 9 men.", "2026-02-01"),
        lost("B", 24, "Dozens were killed.", text="Dozens", qualifier="at-least"),
        "other time",
        id="dozens of a week",
    ),
    pytest.param(
        lost("A", 319, "The dead include 387 civilians, 268 soldiers and 319 of whom nothing is known."),
        lost("B", 606, "They lost 606."),
        "other scope",
        id="the last of those whom the dead include",
    ),
    pytest.param(
        claim("A", "returned-to-date", 18, "Ukraine", published="2026-01-20"),
        claim("B", "returned-to-date", 31, "Ukraine"),
        "updated",
        id="more have come home since",
    ),
    pytest.param(
        share("A", 7, "Before the invasion some 7 percent of Ukraine had been under their control."),
        share("B", 20, "They hold 20 percent of Ukraine."),
        "other time",
        id="what was held before the war",
    ),
    pytest.param(
        share("A", 81, "They took three villages in this region, of which they hold 81 percent."),
        share("B", 20, "They hold 20 percent of Ukraine."),
        "other scope",
        id="a region told of before",
    ),
    pytest.param(
        lost("A", 70_000, "They put it at just under 70,000.", "2026-01-25", qualifier="nearly"),
        lost("B", 72_900, "Their staff counts 72,900."),
        "updated",
        id="a running total of days later, told by another",
    ),
    pytest.param(
        claim(
            "A",
            "territory.gained",
            10.6,
            "Russia",
            kind="percent",
            unit="%",
            text="10,6%",
            quote="Окупували 10,6% площі Донецької області.",
        ),
        claim("B", "territory.gained", 0.94, "Russia", kind="percent", unit="%", text="0.94%", quote="They took 0.94% of Ukraine."),
        "other scope",
        id="what was taken of a region",
    ),
    pytest.param(
        share("A", 19, "They hold 19 percent of Ukraine."),
        share("B", 70, "The general said that they hold 70 percent of the town."),
        "other scope",
        id="a share of a town that is not named",
    ),
    pytest.param(
        claim("A", "strikes.drones-downed", 6, "Russia", quote="The governor of Volyn said that six were shot down there."),
        claim("B", "strikes.drones-downed", 18, "Russia", quote="The air force shot down 18 drones."),
        "other scope",
        id="what a governor tells is of his region",
    ),
    pytest.param(
        claim("A", "territory.gained", 28, "Ukraine", text="28 villages", speaker="Russian Ministry of Defence", published="2026-02-01"),
        claim("B", "territory.gained", 82, "Ukraine", text="82 villages", speaker="Volodymyr Zelenskyy", published="2026-02-04"),
        "updated",
        id="days later more is taken",
    ),
    pytest.param(
        freed("A", 61, "The minister had earlier spoken of 61 pupils."),
        freed("B", 84, "He now says that 84 pupils are free."),
        "updated",
        id="an earlier figure",
    ),
    pytest.param(
        freed("A", 61, "61 of 84 pupils have come home.", speaker="ICRC"),
        freed("B", 84, "84 pupils are free.", speaker="Bola Tinubu"),
        "other scope",
        id="so many of the others",
    ),
    pytest.param(
        lost("A", 240_000, "The staff counts 240,000.", speaker="General Staff"),
        lost("B", 240_900, "The staff counts 240,900 now.", "2026-02-06", speaker="General Staff"),
        "updated",
        id="a running total that its speaker gives again a day later",
    ),
    pytest.param(
        lost("A", 240_900, "The staff counts 240,900.", speaker="General Staff"),
        lost("B", 240_000, "The staff counts 240,000.", "2026-02-06", speaker="General Staff"),
        "compatible",
        id="a running total that is rounded a day later",
    ),
    pytest.param(
        lost("A", 240_000, "Its losses are 240,000."),
        lost("B", 240_900, "Its losses are 240,900.", "2026-02-06"),
        "compatible",
        id="a running total that others round a day before",
    ),
    pytest.param(
        lost("A", 19_000, "Its losses passed 75,000, of whom 19,000 died.", text="19,000"),
        lost("B", 24_000, "It has lost 24,000 dead.", text="24,000"),
        "differs",
        id="the dead of all losses are all of the dead",
    ),
    pytest.param(
        lost("A", 19_000, "Втрати перевищили 75 тисяч, з яких 19 тисяч загинули.", text="19 тисяч", lang="uk"),
        lost("B", 24_000, "Потери погибшими составили 24 тысячи.", text="24 тысячи", lang="ru"),
        "differs",
        id="in Ukrainian as well",
    ),
    pytest.param(
        lost("A", 19_000, "Потери превысили 75 тысяч, в том числе 19 тысяч погибли.", text="19 тысяч", lang="ru"),
        lost("B", 24_000, "It has lost 24,000 dead.", text="24,000"),
        "differs",
        id="and in Russian",
    ),
    pytest.param(
        lost("A", 330, "The dead include 220 villagers, 80 guards and 330 who bear no name yet.", text="330"),
        lost("B", 630, "The war has killed 630.", text="630"),
        "other scope",
        id="one of the numbers that a whole includes",
    ),
    pytest.param(
        lost("A", 330, "The dead include the mayor. In all 330 died.", text="330"),
        lost("B", 630, "The war has killed 630.", text="630"),
        "differs",
        id="a number of another sentence is none of these",
    ),
    pytest.param(
        killed("A", 9, "Nine died on the night.", "2026-02-05T20:00"),
        killed("B", 12, "Three more died, bringing the death toll to 12.", "2026-02-05T08:00", text="12"),
        "updated",
        id="what brings the toll to a number",
    ),
    pytest.param(
        freed("A", 30, "Besides the pupils, 30 nurses came home.", text="30 nurses"),
        freed("B", 50, "50 people are free."),
        "other scope",
        id="who came besides others",
    ),
    pytest.param(
        freed("A", 30, "Помимо школьников, домой вернулись 30 медсестер.", text="30 медсестер", lang="ru"),
        freed("B", 44, "44 people are free."),
        "other scope",
        id="who came besides others, in Russian",
    ),
    pytest.param(
        freed("A", 30, "30 nurses came home, besides the pupils.", text="30 nurses"),
        freed("B", 44, "44 people are free."),
        "differs",
        id="behind the number others are named besides",
    ),
    pytest.param(
        freed("A", 17, "They let 17 Ukrainians go.", text="17 Ukrainians"),
        freed("B", 25, "25 hostages are free, including Ukrainian women.", text="25 hostages"),
        "other scope",
        id="the side's own people, and all who were let go",
    ),
    pytest.param(
        freed("A", 17, "They let 17 Ukrainians go.", text="17 Ukrainians"),
        freed("B", 25, "25 hostages are free.", text="25 hostages"),
        "differs",
        id="the side's own people, and nobody else that is told of",
    ),
    pytest.param(
        freed("A", 61, "61 pupils are free."),
        freed("B", 84, "84 came home in four flights.", "2026-02-06"),
        "updated",
        id="a swap that takes days",
    ),
    pytest.param(
        freed("A", 61, "61 pupils are free."),
        freed("B", 84, "The number of those freed has risen to 84."),
        "updated",
        id="a number that has risen",
    ),
    pytest.param(
        freed("A", 9, "They freed the mayor and nine other men.", text="nine other men"),
        freed("B", 10, "Ten men were freed."),
        "other scope",
        id="others beside one",
    ),
    pytest.param(
        held("A", 40, "40 guards were kidnapped that summer."), held("B", 12, "The group holds 12 guards."), "other time", id="those taken"
    ),
    pytest.param(
        held("A", 22, "It says that 22 of them are alive.", text="22 of them"),
        held("B", 58, "It holds 58."),
        "other scope",
        id="the living",
    ),
    pytest.param(
        held("A", 70, "Until then 70 of them had remained captive."), held("B", 12, "12 are captive."), "other time", id="those held before"
    ),
    pytest.param(
        share("A", 80, "They hold 80 percent of Rivne."), share("B", 55, "It is 55 percent of Lutsk by now."), "other scope", id="two towns"
    ),
    pytest.param(
        share("A", 50, "They hold 50 percent of eastern Rivne.", "2026-01-28"),
        share("B", 98, "They hold 98 percent of Rivne."),
        "updated",
        id="a town that is being taken",
    ),
    pytest.param(
        ground("A", 900, "We hold 900 sq km.", "2025-09-01"),
        ground("B", 600, "It holds 600 sq km.", "2025-12-01"),
        "updated",
        id="ground lost since",
    ),
    pytest.param(
        ground("A", 900, "We held 900 sq km at most.", THURSDAY),
        ground("B", 600, "It holds 600 sq km.", THURSDAY),
        "other time",
        id="ground at its height",
    ),
    pytest.param(
        lasted("A", 4, "years", "The war is in its fourth year."),
        lasted("B", 5, "months", "They have besieged the town for five months."),
        "other scope",
        id="a war and a siege",
    ),
    pytest.param(
        lasted("A", 4, "days", "The four-day clash is over.", "2026-02-01"),
        lasted("B", 9, "days", "They have fought for nine days.", THURSDAY),
        "other scope",
        id="two clashes",
    ),
    pytest.param(
        lost("A", 3, "Three soldiers have been killed in the fighting.", "2026-02-01"),
        lost("B", 1, "One soldier was killed by a shell."),
        "other time",
        id="fewer dead days later",
    ),
    pytest.param(
        lost("A", 3, "Three soldiers have been killed."),
        lost("B", 5, "Five soldiers were killed in the clash that began last week.", "2026-02-06"),
        "updated",
        id="a clash that began last week",
    ),
    pytest.param(
        lost("A", 4100, "The army has lost 4,100 soldiers.", "2025-08-01"),
        lost("B", 7300, "By now 7,300 soldiers have died.", "2025-12-01"),
        "updated",
        id="losses months later",
    ),
    pytest.param(
        claim("A", "casualties.missing", 29, "Ukraine", quote="29 people are missing."),
        claim("B", "casualties.missing", 4, "Ukraine", quote="Four people are missing.", published="2026-02-07"),
        "updated",
        id="fewer are missing",
    ),
    pytest.param(
        lost("A", 2100, "At that time the army spoke of 2,100 dead soldiers."),
        lost("B", 5900, "The army has lost 5,900 soldiers."),
        "updated",
        id="losses told before",
    ),
    pytest.param(
        lost("A", 300, "More than 300 fighters have died.", "2025-08-16", qualifier="at-least"),
        lost("B", 711, "The battle has killed 711 fighters.", "2025-12-05"),
        "updated",
        id="a bound months before",
    ),
    pytest.param(
        lost("A", 1300, "They have lost 1,300 men.", speaker="Ukraine's General Staff"),
        lost("B", 15000, "More than 15,000 of them have died.", speaker="Russia's Defence Ministry"),
        "contested",
        id="losses by two parties",
    ),
    pytest.param(
        killed("A", 7, "Seven people were killed."),
        killed("B", 9, "At least nine civilians were killed.", qualifier="at-least", text="nine civilians"),
        "updated",
        id="a sort named later",
    ),
    pytest.param(
        claim("A", "strikes.drones-launched", 1, "Russia", quote="One drone came near the capital."),
        claim("B", "strikes.drones-launched", 210, "Russia", quote="210 drones were launched."),
        "other scope",
        id="one drone and the swarm",
    ),
    pytest.param(
        claim("A", "strikes.injured", 90, "Ukraine", quote="90 people were hurt on Tuesday."),
        claim("B", "strikes.injured", 35, "Ukraine", quote="Of those hurt on Tuesday, 35 are still treated.", published="2026-02-07"),
        "other time",
        id="some have recovered",
    ),
]


@pytest.mark.parametrize(("first", "second", "relation"), PAIRS)
def test_the_evidence_tells_how_two_numbers_relate(first: Claim, second: Claim, relation: str) -> None:
    (one,) = rows(first, second)
    assert [(told.relation, told.why) for told in one.relations] == [(relation, one.relations[0].why)]


def test_one_more_is_no_sum() -> None:
    (one,) = rows(
        killed("A", 20, "20 people died."),
        killed("B", 20, "20 died."),
        killed("B", 1, "One was a nurse."),
        killed("B", 21, "It is 21 by now."),
    )
    assert "adds up" not in {told.relation for told in one.relations}


def test_a_toll_that_has_risen_is_no_sum_of_its_parts() -> None:
    (one,) = rows(
        killed("A", 21, "21 people died."),
        killed("A", 3, "Three children are among them.", who="children"),
        killed("B", 21, "It was 21 in the evening."),
        killed("B", 3, "Three were nurses."),
        killed("B", 24, "It has risen to 24."),
    )
    assert between(one, "21", "24").relation == "updated"


def test_a_part_of_all_grows_as_that_part() -> None:
    (one,) = rows(
        killed("A", 22, "22 people died in Poltava."),
        killed("A", 33, "33 people died."),
        killed("B", 27, "The attack on Poltava killed 27."),
        killed("C", 31, "Previous reports spoke of 31 dead."),
        killed("C", 32, "32 people died."),
    )
    assert (between(one, "22", "27").relation, between(one, "27", "31").relation) == ("updated", "updated")


def test_all_that_an_article_says_of_the_dead_is_of_the_night_whose_toll_has_risen() -> None:
    compared = rows(
        killed("A", 10, "Ten people were killed.", "2026-02-01"),
        killed("B", 19, "The toll has risen to 19."),
        killed("B", 19, "So far: 19 dead."),
    )
    assert [told.relation for told in row(compared, "killed", "Ukraine").relations] == ["updated"]


def test_meetings_to_come_that_one_article_tells_do_not_contradict_each_other() -> None:
    def ahead(source: str, day: str, speaker: str) -> Claim:
        return claim(source, "talks.next-round", day, status="scheduled", speaker=speaker)

    compared = rows(ahead("A", "2026-03-01", "Ukraine"), ahead("B", "2026-03-01", "Ukraine"), ahead("B", "2026-04-09", "Russia"))
    assert not conflicts(compared)


def test_rounds_to_come_that_are_months_apart_are_two() -> None:
    june, july, october = (
        claim(source, "talks.next-round", day, status="scheduled")
        for source, day in (("A", "2026-06-01"), ("B", "2026-07-01"), ("C", "2026-10"))
    )
    (one,) = rows(june, july, october)
    assert sorted(told.relation for told in one.relations) == ["differs", "other time", "other time"]


def test_places_that_one_speaker_names_for_talks_to_come_do_not_contradict_each_other() -> None:
    def ahead(source: str, place: str) -> Claim:
        return claim(source, "talks.venue", place, kind="place", status="scheduled", speaker="the adviser")

    (one,) = rows(ahead("A", "Turkey"), ahead("B", "Poland"))
    assert [told.relation for told in one.relations] == ["other scope"]


def test_what_was_said_of_an_earlier_meeting_is_of_another_time() -> None:
    def met(source: str, place: str, quote: str) -> Claim:
        return claim(source, "talks.venue", place, kind="place", quote=quote)

    (one,) = rows(met("A", "Vienna", "They met in Vienna."), met("B", "Minsk", "Their last talks were held in Minsk in June."))
    assert [told.relation for told in one.relations] == ["other time"]


@pytest.mark.parametrize(
    ("quote", "other", "relation"),
    [
        ("The first round was held in Vienna.", "The 3rd round is under way in Minsk.", "other time"),
        ("Перший раунд відбувся у Відні.", "Третий раунд переговоров идет в Минске.", "other time"),
        ("The third round was held in Vienna.", "The 3rd round is under way in Minsk.", "differs"),
        ("They met in Vienna.", "The 3rd round is under way in Minsk.", "differs"),
    ],
)
def test_of_two_rounds_of_talks_one_contradicts_nothing_of_the_other(quote: str, other: str, relation: str) -> None:
    told = [
        claim(source, "talks.venue", place, kind="place", quote=words)
        for source, place, words in (("A", "Vienna", quote), ("B", "Minsk", other))
    ]
    (one,) = rows(*told)
    assert [told.relation for told in one.relations] == [relation]


def test_two_who_are_named_by_one_article_contradict_each_other_also_where_another_tells_one_of_them() -> None:
    compared = rows(
        lost("A", 400, "An aide says 400 rebels died.", status="alleged"),
        lost("B", 400, "An aide says that 400 rebels died.", speaker="the aide"),
        lost("B", 1300, "The general puts it at 1,300.", speaker="the general"),
    )
    assert {told.relation for told in compared[0].relations if told.why.find("1,300") >= 0} == {"differs"}


@pytest.mark.parametrize(
    ("early", "late", "days", "relation"),
    [
        (700, 3100, 3, "updated"),  # a young war
        (700, 3100, 0, "differs"),
        (52000, 118000, 3, "differs"),  # two estimates of an old one
    ],
)
def test_a_running_total_of_some_thousands_may_double_in_days(early: int, late: int, days: int, relation: str) -> None:
    day = f"2026-02-{5 + days:02}"
    (one,) = rows(lost("A", early, f"{early} died.", speaker="an aide"), lost("B", late, f"{late} died.", day, speaker="a ministry"))
    assert [told.relation for told in one.relations] == [relation]


def test_the_night_of_a_strike_is_told_by_its_quote() -> None:
    compared = rows(
        killed("A", 14, "14 people were killed.", "2026-02-03"),
        killed("B", 16, "On Tuesday 16 people were killed."),
        killed("C", 19, "The toll has risen to 19.", "2026-02-08"),
    )
    assert [RELATION_CLASS[told.relation] for told in row(compared, "killed", "Ukraine").relations] == ["update", "update", "update"]


def test_the_dead_are_of_the_night_that_their_article_names() -> None:
    quote = "The rockets came down on Monday."
    launched = claim("B", "strikes.missiles-launched", 2, "Russia", quote=quote)
    compared = rows(killed("A", 14, "14 people were killed.", "2026-02-02"), killed("B", 16, "16 people were killed."), launched)
    assert [told.relation for told in row(compared, "killed", "Ukraine").relations] == ["updated"]


def test_what_was_planned_weeks_before_belongs_to_the_swap_that_came_of_it() -> None:
    planned = freed("A", 40, "The cabinet agreed to free 40 men.", "2026-01-20", status="agreed")
    (one,) = [found for found in rows(planned, freed("B", 40, "40 men were freed.")) if found.question == "released"]
    assert [told.relation for told in one.relations] == ["updated"]


@pytest.mark.parametrize(
    ("quote", "lang", "day"),
    [
        ("Two rockets hit the town on Tuesday.", "en", "2026-02-03"),
        ("Two rockets hit the town on January 30, the mayor said Wednesday.", "en", "2026-01-30"),
        ("The mayor said on Tuesday that two rockets hit the town.", "en", None),
        ("Rockets hit the town on Monday and on Tuesday.", "en", None),
        ("As of 3 February, 12 people were dead.", "en", None),
        ("У вівторок дві ракети влучили в місто.", "uk", "2026-02-03"),
        ("Вчора дві ракети влучили в місто.", "uk", "2026-02-04"),
        ("As of 10 a.m. on 3 February, 12 people were dead.", "en", None),
        ("Rockets hit the town last night.", "en", None),
        ("The war broke out on January 30, 2006.", "en", None),
        ("Після вчорашнього удару загинули двоє.", "uk", "2026-02-04"),
        ("Станом на 3 лютого загинули 12 людей.", "uk", None),
        ("The mayor said two rockets hit the town during the shelling of its centre on Tuesday.", "en", "2026-02-03"),
        ("Rockets hit the town on 14 November.", "en", "2025-11-14"),
        ("Rockets hit the town on 14 June.", "en", None),
        ("Rockets hit the town on Jan. 14.", "en", "2026-01-14"),
        ("Две ракеты попали в город 3 февраля.", "ru", "2026-02-03"),
        ("Во вторник две ракеты попали в город.", "ru", "2026-02-03"),
    ],
)
def test_the_day_that_a_quote_tells(quote: str, lang: str, day: str | None) -> None:
    told = days_told(quote, lang, date.fromisoformat(THURSDAY).toordinal())
    assert told == (None if day is None else (date.fromisoformat(day).toordinal(),) * 2)


def test_a_quote_of_thousands_of_dates_takes_time_by_its_length() -> None:
    quotes = count()  # no two alike, for what a quote tells is kept

    def told(times: int) -> object:
        quote = f"{next(quotes)} dead, " + "in July and on Tuesday, 5 February 2026, " * times
        return days_told(quote, "en", date.fromisoformat(THURSDAY).toordinal())

    assert told(4_000) is None
    assert growth(told, 1_000) < LINEAR


@pytest.mark.parametrize(
    ("quote", "lang", "other"),
    [
        ("In 2015, 30 were killed.", "en", True),
        ("By the end of 2015 the dead were 30.", "en", True),
        ("У 2015 році загинули 30 людей.", "uk", True),
        ("Losses grew by 1950 on Thursday.", "en", False),
        ("In 2026, 30 were killed.", "en", False),
    ],
)
def test_a_quote_tells_of_a_year_gone_by(quote: str, lang: str, other: bool) -> None:  # noqa: FBT001 - a table
    assert other_date(quote, lang, date.fromisoformat(THURSDAY).toordinal()) == other


def test_since_when_is_not_when() -> None:
    now = date.fromisoformat(THURSDAY).toordinal()
    assert not other_date("The fighting since October has killed 18.", "en", now)
    assert other_date("It is the first report since October, when he spoke of 18 dead.", "en", now)


@pytest.mark.parametrize(
    ("text", "quote", "place"),
    [
        ("80 percent", "They control 80 percent of the territory of Rivne.", "Rivne"),
        ("90%", "Вони тримають 90% території Бахмута.", "Бахмута"),
        ("20%", "It holds 20% of Ukraine.", ""),
        ("70%", "It holds 70% of Donetsk.", "Donetsk"),
        ("20%", "It holds 20% of the country. Rivne is free.", ""),
        ("70%", "The general said that they hold 70% of the town.", "of the town"),
        ("70%", "Ворог контролює 70% міста.", "міста"),
        ("около половины", "Они заняли около половины территории Гуляйполя.", "Гуляйполя"),
        ("около пятой части", "Под их контролем около пятой части Украины.", ""),
    ],
)
def test_the_place_of_which_a_share_is_told(text: str, quote: str, place: str) -> None:
    assert part_of_land(text, quote) == place
