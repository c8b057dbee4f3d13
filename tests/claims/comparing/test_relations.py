"""How two answers relate: scope, arithmetic, rounding, time, and only then conflict."""

from dataclasses import replace
from typing import Any

import pytest

from core.claim import Claim, Value
from core.comparison import RELATION_CLASS, Comparison, Related
from tests.claims.comparing.making import SIDES, between, claim, conflicts, row, rows, value

MOD = "Russian Ministry of Defence"
ZELENSKYY = "Volodymyr Zelenskyy"
FORCE = "Ukrainian Air Force"
MONTHS: dict[str, Any] = {"kind": "duration", "unit": "months"}


def only(*claims: Claim) -> Comparison:
    """The one row of these claims."""
    compared = rows(*claims)
    assert len(compared) == 1, [(one.question, one.side, one.event, one.measure) for one in compared]
    return compared[0]


def related(*claims: Claim) -> Related:
    """The one relation of these claims."""
    told = only(*claims).relations
    assert len(told) == 1, told
    return told[0]


def released(source: str, number: float | Value, **more: Any) -> Claim:
    return claim(source, "released", number, "Ukraine", **more)


def killed(source: str, number: float | Value, **more: Any) -> Claim:
    return claim(source, "strikes.killed", number, "Ukraine", **more)


def losses(source: str, number: float, **more: Any) -> Claim:
    return claim(source, "casualties.killed", number, "Russia", measure="cumulative", **more)


def venue(source: str, place: str, **more: Any) -> Claim:
    return claim(source, "talks.venue", place, kind="place", **more)


def stage(source: str, word: str, **more: Any) -> Claim:
    return claim(source, "talks.stage", word, kind="stage", **more)


def month(source: str, number: float, **more: Any) -> Claim:
    return replace(losses(source, number, **more), measure="period")


def taken(source: str, area: float, quote: str, **more: Any) -> Claim:
    return claim(source, "territory.gained", area, "Ukraine", kind="area", unit="km2", text=f"{area:,} sq km", quote=quote, **more)


def long(source: str, number: float, unit: str, **more: Any) -> Claim:
    return claim(source, "war.duration", number, kind="duration", unit=unit, **more)


PAIRS = [
    pytest.param(
        released("A", 103, speaker=MOD),
        released("B", 640, speaker=ZELENSKYY),
        "other scope",
        "too far apart",
        id="no party miscounts a swap by so much",
    ),
    pytest.param(
        released("A", 195, speaker=MOD),
        released("B", 207, speaker=ZELENSKYY),
        "contested",
        "against",
        id="two parties differ on a swap",
    ),
    pytest.param(
        claim("A", "exchanged", 150),
        claim("B", "exchanged", 300, qualifier="at-least"),
        "adds up",
        "2 x 150 = 300 fits 'at least 300'",
        id="what each side got, against a bound of both",
    ),
    # same and compatible
    pytest.param(released("A", 157), released("B", 157, qualifier="about"), "same", "157", id="the same number, once with about"),
    pytest.param(released("A", 157), released("B", 157, qualifier="at-least"), "same", "at least 157", id="the number, and at least it"),
    pytest.param(released("A", 157), released("B", 150, qualifier="at-least"), "compatible", "157 fits 'at least 150'", id="a lower bound"),
    pytest.param(released("A", 157), released("B", 160, qualifier="nearly"), "compatible", "'nearly 160'", id="nearly"),
    pytest.param(released("A", 157), released("B", 200, qualifier="at-most"), "compatible", "'up to 200'", id="an upper bound"),
    pytest.param(released("A", 157), released("B", 160, qualifier="about"), "compatible", "'about 160'", id="about"),
    pytest.param(losses("A", 186_102), losses("B", 186_000), "compatible", "one number, rounded", id="a rounded number"),
    pytest.param(
        losses("A", 61_207, speaker="Russian MoD"),
        losses("B", 60_000, speaker="Russian MoD"),
        "compatible",
        "one number, rounded",
        id="what one speaker says in one day, as a headline rounds it",
    ),
    pytest.param(
        losses("A", 61_207, speaker="Russian MoD"),
        losses("B", 60_000, speaker="UN"),
        "differs",
        "60,000 (UN)",
        id="two speakers' numbers are not rounded so far",
    ),
    pytest.param(
        losses("A", 1_200_000, qualifier="at-least"),
        losses("B", 1_200_000, qualifier="nearly"),
        "compatible",
        "overlap",
        id="above and below",
    ),
    pytest.param(released("A", 157), released("B", value(12, text="dozens")), "compatible", "'dozens'", id="dozens"),
    pytest.param(
        claim("A", "talks.next-round", value(None, "date", text="in the coming weeks")),
        claim("B", "talks.next-round", "2026-02-12"),
        "compatible",
        "'in the coming weeks' is too vague to contradict",
        id="no date at all",
    ),
    pytest.param(long("A", 4, "years"), long("B", 1450, "days", qualifier="at-least"), "compatible", "from one day", id="years and days"),
    pytest.param(
        claim("A", "territory.front-line", 1200, kind="length", unit="km"),
        claim("B", "territory.front-line", 746, kind="length", unit="miles"),
        "compatible",
        " fits ",
        id="kilometres and miles",
    ),
    pytest.param(venue("A", "Abu Dhabi"), venue("B", "the United Arab Emirates"), "compatible", "one place", id="a town and its land"),
    pytest.param(venue("A", "Hofburg Palace"), venue("B", "Vienna"), "compatible", "one place", id="a house and its town"),
    pytest.param(
        claim("A", "talks.date", "2026-02-04"), claim("B", "talks.date", "2026-02-05"), "compatible", "one meeting", id="two days of talks"
    ),
    # arithmetic
    pytest.param(
        claim("A", "exchanged", 157, "both"),
        claim("B", "exchanged", 314, "both"),
        "adds up",
        "2 x 157 = 314",
        id="each and all, without saying so",
    ),
    # scope
    pytest.param(killed("A", 3, where="Kyiv"), killed("B", 5, where="Odesa"), "other scope", "A tells of Kyiv, B Odesa", id="two places"),
    pytest.param(killed("A", 3, where="Kyiv"), killed("B", 5), "other scope", "3 is Kyiv alone", id="a part of a place"),
    pytest.param(killed("A", 3, who="children"), killed("B", 5), "other scope", "children alone", id="a part of the people"),
    pytest.param(
        claim("A", "strikes.drones-launched", 183, "Russia", unit="drones"),
        claim("A", "strikes.drones-launched", 110, "Russia", unit="Shahed drones", qualifier="about"),
        "other scope",
        "about 110 is shahed alone",
        id="a part by its unit",
    ),
    pytest.param(
        released("A", 100, status="demanded"), released("B", 50, status="demanded"), "other scope", "two demands", id="two demands"
    ),
    pytest.param(
        released("A", 185, item=1), released("A", 76, item=1), "other scope", "76 is part of 185", id="one article with two numbers"
    ),
    pytest.param(
        released("A", 400, status="agreed", item=1),
        released("A", 90, status="agreed", item=1),
        "other scope",
        "part of 400",
        id="agreed parts",
    ),
    pytest.param(released("A", 4), released("B", 181), "other scope", "too far apart", id="a few of many"),
    pytest.param(venue("A", "Smallville"), venue("B", "Switzerland"), "other scope", "is not known", id="a town that nobody knows"),
    pytest.param(venue("A", "Gomel"), venue("B", "Belarusian border"), "other scope", "is not known", id="a town and a border"),
    pytest.param(venue("A", "Gomel"), venue("B", "Belarus"), "compatible", "one place", id="a town of the gazetteer and its land"),
    pytest.param(
        claim("A", "talks.length", 2.5, kind="duration", unit="hours", qualifier="about"),
        claim("B", "talks.length", 5, kind="duration", unit="hours"),
        "other scope",
        "whether both are all of it",
        id="until the pause, and all of it",
    ),
    pytest.param(
        claim("A", "talks.stage", "halted", kind="stage"),
        claim("B", "talks.stage", "collapsed", kind="stage", status="denied"),
        "other scope",
        "which is not halted",
        id="another stage than the one denied",
    ),
    pytest.param(
        losses("A", 186_102, basis="documented"),
        losses("B", 300_000, qualifier="about"),
        "other scope",
        "a floor",
        id="names and an estimate",
    ),
    pytest.param(
        killed("A", 5, where="Kharkiv"),
        killed("B", 3),
        "other scope",
        "5 is of Kharkiv; of where 3 is, is not said",
        id="a town and an unnamed place",
    ),
    pytest.param(
        losses("A", 4700, who="North Korean troops"),
        losses("B", 300_000, qualifier="about"),
        "other scope",
        "north korean alone",
        id="other troops",
    ),
    pytest.param(
        claim("A", "territory.share-held", 54, "Russia", kind="percent", unit="%", text="54%", quote="It holds 54% of the Donetsk region."),
        claim(
            "B",
            "territory.share-held",
            20,
            "Russia",
            kind="percent",
            unit="%",
            text="20%",
            qualifier="about",
            quote="About 20% of Ukraine.",
        ),
        "other scope",
        "of Donetsk;",
        id="a share of a region",
    ),
    pytest.param(
        claim("A", "talks.length", 2, kind="duration", unit="days"),
        claim("B", "talks.length", 5, kind="duration", unit="hours"),
        "other scope",
        "one session",
        id="a session and the talks",
    ),
    # time
    pytest.param(
        claim("A", "talks.next-round", "2026-02-05", status="scheduled", published="2026-02-04"),
        claim("B", "talks.next-round", "2026-02-12", status="scheduled", published="2026-02-05"),
        "other time",
        "was next until then",
        id="the next day of these talks and the next talks",
    ),
    pytest.param(
        claim("A", "talks.next-round", "2026-02-12", status="scheduled"),
        claim("B", "talks.next-round", "2026-02-17", status="scheduled"),
        "differs",
        "12 February 2026 (A) against 17 February 2026 (B)",
        id="two days for one next round",
    ),
    pytest.param(
        claim("A", "talks.round", 1, kind="ordinal"),
        claim("B", "talks.round", 2, kind="ordinal"),
        "other time",
        "two of a series",
        id="rounds",
    ),
    pytest.param(
        killed("A", 4, as_of="2026-02-05T09:00"),
        killed("B", 6, as_of="2026-02-05T18:00"),
        "updated",
        "4 as of 09:00, 6 as of 18:00",
        id="a toll of the morning and of the evening",
    ),
    pytest.param(
        released("A", 4, as_of="2026-02-05T09:00"),
        released("B", 6, as_of="2026-02-05T18:00"),
        "other time",
        "4 as of 09:00, 6 as of 18:00",
        id="two moments",
    ),
    pytest.param(losses("A", 6_000), losses("B", 325_000), "other time", "too far apart", id="totals of different years"),
    pytest.param(losses("A", 17), losses("B", 55_000, published="2026-10-05"), "other time", "too far apart", id="a clash and the war"),
    pytest.param(
        losses("A", 415_000, begin="2025-01-01", until="2025-12-31"),
        losses("B", 1_200_000, begin="2022-02-24", until="2025-12-31"),
        "other time",
        "415,000: 2025;",
        id="two windows",
    ),
    pytest.param(
        venue("A", "Abu Dhabi"), venue("B", "Miami", status="scheduled"), "other time", "Abu Dhabi done", id="held here, planned there"
    ),
    pytest.param(
        replace(losses("A", 35_000, begin="2025-12-01", until="2025-12-31"), measure="period"),
        losses("B", 325_000),
        "other time",
        "35,000 is of a part of the time (December 2025)",
        id="a month and all of the war",
    ),
    # updates
    pytest.param(
        killed("A", 4, published="2026-02-05T09:00", item=1),
        killed("A", 6, published="2026-02-05T12:00", item=2),
        "updated",
        "A: 4, later 6",
        id="one outlet's later article",
    ),
    pytest.param(
        killed("A", 4, published="2026-02-05T09:00"),
        killed("B", 6, published="2026-02-05T12:00"),
        "updated",
        "the count grows",
        id="a toll grows",
    ),
    pytest.param(
        losses("A", 1000, speaker=FORCE, as_of="2026-02-01"),
        losses("B", 1100, speaker=FORCE, as_of="2026-02-04"),
        "updated",
        "as of 1 February / as of 4 February",
        id="a running total grows",
    ),
    pytest.param(
        losses("A", 1100, speaker=FORCE, as_of="2026-02-01"),
        losses("B", 1000, speaker=FORCE, as_of="2026-02-04"),
        "updated",
        "a total that falls, from 1,100 to 1,000",
        id="a running total falls",
    ),
    pytest.param(released("A", 157, status="agreed"), released("B", 157), "updated", "157 agreed, then 157 done", id="agreed and done"),
    pytest.param(
        released("A", 160, status="agreed"), released("B", 157), "updated", "160 agreed, then 157 done", id="agreed, and done with fewer"
    ),
    pytest.param(
        killed("A", 9, qualifier="at-least"),
        killed("B", 14),
        "updated",
        "in the course of the day, 14",
        id="a toll of one day, hours unknown",
    ),
    pytest.param(
        killed("A", 9, qualifier="at-least", published="2026-02-05T09:00"),
        killed("B", 14, qualifier="at-least", published="2026-02-05T12:00"),
        "updated",
        "later at least 14",
        id="a floor that rises",
    ),
    pytest.param(killed("A", 20, qualifier="at-least"), killed("B", 23), "compatible", "23 fits", id="a round floor, and a little more"),
    pytest.param(
        claim("A", "casualties.wounded", 31, "Russia", published="2026-02-03"),
        claim("B", "casualties.wounded", 86, "Russia", published="2026-02-05"),
        "updated",
        "the count grows: 31, later 86",
        id="the toll of a clash, two days on",
    ),
    pytest.param(
        losses("A", 41_020, published="2026-02-03"), losses("B", 41_150), "updated", "the count grows", id="a running total, a day on"
    ),
    pytest.param(
        killed("A", 14, published="2026-02-05T09:00"),
        killed("B", 9, published="2026-02-05T12:00"),
        "differs",
        "14 (A) against 9 (B)",
        id="a toll that falls",
    ),
    pytest.param(
        killed("A", 9, published="2026-02-05T09:00"),
        killed("B", 14, published="2026-02-05T09:00"),
        "differs",
        "9 (A) against 14 (B)",
        id="two tolls of one hour",
    ),
    pytest.param(
        killed("A", 9, speaker=ZELENSKYY), killed("B", 40, speaker=MOD), "contested", f"40 ({MOD})", id="the parties count differently"
    ),
    pytest.param(
        killed("A", 7, speaker="Army", quote="The army lost seven men."),
        killed("B", 20, speaker="Kari Yusuf", quote="Hamas spokesman Kari Yusuf put their losses at 20.", text="20"),
        "updated",
        "the count grows",
        id="a party that is no side",
    ),
    pytest.param(
        killed("A", 1245, qualifier="at-least", published="2026-02-05T08:00"),
        *(
            killed("B", 1337, qualifier="about", published="2026-02-05T19:00"),
            "updated",
            "the count grows: at least 1,245, later about 1,337",
        ),
        id="a toll that nobody rounded, with a hedge",
    ),
    pytest.param(
        killed("A", 7, who="civilians", published="2026-02-05T09:00"),
        *(killed("B", 9, published="2026-02-05T18:00"), "updated", "the count grows: 7, later 9"),
        id="civilians, and later more than those",
    ),
    # parts, as the words around them tell
    pytest.param(
        killed("A", 3, text="three children", quote="Among the dead were three children."),
        killed("B", 11),
        "other scope",
        "children alone",
        id="children",
    ),
    pytest.param(
        killed("A", 3, text="three medics", quote="Three medics were among those killed."),
        killed("B", 11),
        "other scope",
        "medics alone",
        id="those among them",
    ),
    pytest.param(
        killed("A", 13, text="13", quote="They told of another 13 deaths."),
        killed("B", 24, speaker="police"),
        "other scope",
        "on top of others",
        id="so many more, of which the number itself does not tell",
    ),
    pytest.param(
        killed("A", 2, quote="Two people died in Zaporizhzhia, the governor said."),
        killed("B", 5, quote="Five people died in Kherson."),
        "other scope",
        "different places",
        id="two towns of the quotes",
    ),
    pytest.param(
        claim("A", "strikes.missiles-downed", 8, "Russia", quote="Over Odesa air defence shot down 8 missiles.", text="8 missiles"),
        claim("B", "strikes.missiles-downed", 31, "Russia", quote="31 missiles were shot down.", text="31 missiles"),
        "other scope",
        "told of one place",
        id="one town and all",
    ),
    pytest.param(
        released("A", 60, quote="Russia then handed over 60 people."), released("B", 157), "other time", "of another time", id="an old swap"
    ),
    pytest.param(
        killed("A", 71, published="2026-02-05T09:00", quote="In a raid in December 71 people died."),
        killed("B", 99, published="2026-02-05T09:00"),
        "other time",
        "of another time",
        id="an old raid",
    ),
    pytest.param(
        released("A", 106, published="2026-02-05", quote="On June 10 they swapped 106 prisoners."),
        released("B", 45),
        "other time",
        "of another time",
        id="an old swap told with its day",
    ),
    pytest.param(
        released("A", 24, speaker=MOD, text="24 wounded men", quote="They swapped 390 prisoners, including 24 wounded men."),
        released("B", 197, speaker=ZELENSKYY),
        "other scope",
        "a part of others",
        id="some of many, told by two parties",
    ),
    pytest.param(
        taken("A", 500, "Troops took 500 sq km in the Balakivka region."),
        taken("B", 3800, "Troops took 3,800 sq km in the Orlivka region."),
        "other scope",
        "different places",
        id="ground in two regions",
    ),
    pytest.param(
        taken("A", 3800, "Troops took 3,800 sq km in its eastern Orlivka region."),
        taken("B", 6000, "Troops took 6,000 sq km."),
        "other scope",
        "told of one place",
        id="ground in one region and in all",
    ),
    pytest.param(
        taken("A", 3000, "Troops took 3,000 sq km.", published="2026-02-03"),
        taken("B", 8000, "Troops took 8,000 sq km."),
        "updated",
        "the count grows",
        id="ground of one advance grows",
    ),
    # places and stages
    pytest.param(
        venue("A", "Geneva", status="demanded"),
        venue("B", "Istanbul", status="demanded"),
        "other scope",
        "Geneva and Istanbul are two demands",
        id="two towns that are asked for",
    ),
    pytest.param(venue("A", "Qatari capital"), venue("B", "Doha"), "compatible", "one place", id="a land's capital and its name"),
    pytest.param(
        venue("A", "Qatari capital"), venue("B", "Geneva"), "differs", "Geneva (B) against Qatari", id="a capital and another town"
    ),
    pytest.param(
        venue("A", "Geneva, Switzerland"), venue("B", "Bern"), "differs", "Bern (B) against", id="a town with its land, and another"
    ),
    pytest.param(stage("A", "ended"), stage("B", "collapsed"), "compatible", "can both be said", id="a vaguer stage"),
    pytest.param(
        stage("A", "ended"), stage("B", "halted", published="2026-02-05T15:00"), "updated", "ended first, halted later", id="a later stage"
    ),
    pytest.param(stage("A", "ended"), stage("B", "halted"), "other time", "told of different moments", id="stages of one hour"),
    pytest.param(
        released("A", value(12, text="dozens"), status="agreed"),
        released("B", value(12, text="dozens")),
        "updated",
        "dozens agreed, then dozens done",
        id="dozens planned and dozens freed",
    ),
    pytest.param(
        claim("A", "bodies", 500, "Ukraine"),
        claim("B", "bodies", value("2026-02-05", "date"), "Ukraine"),
        "other scope",
        "'5 February 2026' and '500' do not measure the same",
        id="a number and a day",
    ),
    # totals of other days
    pytest.param(
        losses("A", 400_000, begin="2025-01-01", until="2025-12-31"),
        losses("B", 325_000),
        "other time",
        "as of 31 December 2025 / as of 5 February 2026",
        id="more in a year than in all, told later",
    ),
    pytest.param(
        month("A", 35_000, begin="2025-12-01", until="2025-12-31"),
        month("B", 30_000, begin="2025-12-01", until="2025-12-31"),
        "differs",
        "30,000 (B) against 35,000 (A)",
        id="one month counted twice",
    ),
    pytest.param(month("A", 35), month("B", 30, published="2026-02-01"), "other time", "5 February: two periods", id="months unnamed"),
    pytest.param(
        month("A", 35_000), losses("B", 325_000), "other time", "of a part of the time, 325,000 of all", id="a month that nobody names"
    ),
    pytest.param(
        *(losses("A", 300_000, published="2024-12-01"), losses("B", 140_000, speaker=FORCE)),
        *("other time", "as of 1 December 2024 / as of 5 February 2026"),
        id="totals of more than a year apart",
    ),
    # one number of two things, and what only a bound lets meet
    pytest.param(
        replace(losses("A", 85, quote="They lost 85 in a day."), measure="period"),
        replace(losses("B", 85, quote="They lost 85 in a day.", published="2025-11-15"), measure="period"),
        *("other time", "85 both times, as of 15 November 2025 and as of 5 February 2026"),
        id="as many on two days",
    ),
    pytest.param(
        replace(losses("A", 85, quote="They lost 85 in a day."), measure="period"),
        replace(losses("B", 85, quote="They lost 85 in a day.", published="2026-02-04"), measure="period"),
        *("same", "the same value"),
        id="a day's losses, told on the next one",
    ),
    pytest.param(
        month("A", 300, begin="2025-09-01", until="2025-09-30", qualifier="at-least"),
        losses("B", 14_000, qualifier="at-least"),
        *("other time", "at least 300 is of a part of the time (September 2025)"),
        id="a floor of a month and a floor of the war",
    ),
    pytest.param(
        losses("A", 5_900, published="2025-09-01"),
        losses("B", 190_000, qualifier="at-most"),
        "other time",
        "too far apart",
        id="a far bound",
    ),
    pytest.param(released("A", 2_600), released("B", 200, qualifier="at-least"), "other scope", "too far apart", id="a swap and all swaps"),
    pytest.param(killed("A", 12), killed("B", value(12, text="dozens")), "compatible", "12 fits 'dozens'", id="dozens are no dozen"),
    pytest.param(killed("A", 215), killed("B", value(12, text="dozens")), "compatible", "215 fits 'dozens'", id="dozens may be many"),
    pytest.param(
        claim("A", "talks.length", 1, kind="duration", unit="hours", qualifier="at-most"),
        claim("B", "talks.length", 1.5, kind="duration", unit="hours"),
        *("other scope", "up to 1 hour and 1.5 hours"),
        id="less than an hour is no hour and a half",
    ),
    # a total that goes on, and what is no total
    pytest.param(
        losses("A", 370_000, speaker=FORCE, published="2025-12-08"),
        losses("B", 22, speaker=FORCE),
        *("other time", "too far apart"),
        id="some men of whom the general tells as well",
    ),
    pytest.param(
        losses("A", 22, speaker=FORCE, published="2026-02-01"),
        losses("B", 380_000, speaker=FORCE),
        *("other time", "too far apart"),
        id="some men, and all of the war later",
    ),
    pytest.param(
        losses("A", 9_000, speaker=FORCE, published="2022-03-03"),
        losses("B", 1_100_000, speaker=FORCE),
        *("updated", "9,000, then 1,100,000"),
        id="a war's first days and its fourth year",
    ),
    pytest.param(
        losses("A", 7, published="2024-04-06"),
        losses("B", 485, published="2025-11-15"),
        "other time",
        "of one clash is not said",
        id="two clashes",
    ),
    pytest.param(
        taken("A", 500, "They took 500 sq km.", published="2024-08-15"),
        taken("B", 210, "They took 210 sq km."),
        *("other time", "of one advance is not said"),
        id="two advances",
    ),
    pytest.param(
        taken("A", 210, "They took more than 210 sq km.", published="2024-08-15", qualifier="at-least"),
        taken("B", 1_150, "They took 1,150 sq km."),
        *("other time", "the front moves"),
        id="more ground in another year",
    ),
    pytest.param(
        stage("A", "ended"),
        stage("A", "scheduled", status="scheduled"),
        *("other time", "ended; what is scheduled"),
        id="what is scheduled when the talks have ended is the next round",
    ),
    pytest.param(
        stage("A", "scheduled", status="scheduled", published="2026-02-04"),
        stage("B", "ended"),
        *("updated", "scheduled, then ended"),
        id="what was scheduled has ended",
    ),
    pytest.param(
        claim("A", "bodies", 2_000, "Ukraine", status="scheduled", text="2,000 more bodies"),
        claim("B", "bodies", 6_000, "Ukraine", status="agreed"),
        *("other scope", "2,000 come on top of others"),
        id="what is to come on top of what was agreed",
    ),
    # how long a war has lasted
    pytest.param(
        long("A", 9, "days", published="2026-02-01"),
        long("B", 12, "days", published="2026-02-04"),
        *("updated", "9 days, then 12 days: both count from 23 January"),
        id="a war goes on",
    ),
    pytest.param(
        long("A", 5, "days", qualifier="nearly", published="2026-01-28"),
        long("B", 2, "weeks", qualifier="nearly"),
        *("compatible", "'nearly 5 days' and 'nearly 2 weeks' can count from one day"),
        id="days and weeks that may be of one war",
    ),
    pytest.param(
        long("A", 3, "years", quote="The three-year war may end, if they cede what was taken in 2014, he said."),
        long("B", 1095, "days", qualifier="about"),
        *("compatible", "from one day"),
        id="a year of another clause ends no war",
    ),
    pytest.param(
        long("A", 2, "years", quote="It was told after two years.", published="2024-11-23"),
        long("A", 11, "months", quote="The first year of it was the worst.", item=2),
        *("other scope", "11 months and 2 years do not count from one day"),
        id="a war does not grow younger",
    ),
    # conflict
    pytest.param(released("A", 150), released("B", 189), "differs", "150 (A) against 189 (B)", id="nothing reconciles them"),
    pytest.param(
        released("A", 150, published="2026-02-05T09:00"),
        released("B", 189, published="2026-02-05T18:00"),
        "differs",
        "150 (A) against 189 (B)",
        id="a later number of another origin",
    ),
    pytest.param(
        released("A", 150, speaker=MOD), released("B", 189, speaker=ZELENSKYY), "contested", f"150 ({MOD}) against 189", id="two parties"
    ),
    pytest.param(
        released("A", 150, item=1, speaker=MOD),
        released("A", 189, item=1, speaker=ZELENSKYY),
        "contested",
        f"150 ({MOD}) against 189",
        id="two parties in one article",
    ),
    pytest.param(
        released("A", 150, speaker=ZELENSKYY), released("B", 189, speaker="Zelensky"), "mismatch", "with 150 and with 189", id="one speaker"
    ),
    pytest.param(released("A", 157), released("B", 157, status="denied", speaker=MOD), "denied", f"{MOD} denies it", id="a denial"),
    pytest.param(
        claim("A", "stage", "halted", "both", speaker=MOD, status="postponed"),
        claim("B", "stage", "agreed", "both", speaker=ZELENSKYY, status="denied"),
        "denied",
        "denies it",
        id="put off, and denied",
    ),
    pytest.param(venue("A", "Istanbul"), venue("B", "Geneva"), "differs", "Geneva (B) against Istanbul (A)", id="two towns"),
    pytest.param(
        *(released("A", 60, status="agreed", published="2026-02-04"), released("B", 60, status="postponed"), "updated"),
        *("60 agreed, then 60 put off",),
        id="put off after it was agreed",
    ),
    pytest.param(
        *(venue("A", "Istanbul", begin="2026-02-05"), venue("B", "Geneva", begin="2026-02-08"), "other time", "that are 3 apart"),
        id="two towns days apart",
    ),
    pytest.param(
        losses("A", 55_000, qualifier="about", speaker=ZELENSKYY),
        losses("B", 140_000, qualifier="about"),
        "differs",
        "55,000",
        id="two estimates",
    ),
    pytest.param(long("A", 23, "months"), long("B", 4, "years", qualifier="nearly"), "differs", "23 months", id="two lengths of a war"),
    *(
        pytest.param(
            claim("A", "strikes.drones-downed", 21, "Russia", quote=quote),
            claim("B", "strikes.drones-downed", 90, "Russia"),
            *("other scope", "21 is told of one place"),
            id=quote,
        )
        for quote in ("In the north of the country 21 fell.", "There, they shot down 21.", "В районі Києва збито 21.")
    ),
    pytest.param(
        *(killed("A", 80, begin="2026-02-05"), killed("B", 89, published="2026-02-06"), "updated", "80, later 89"),
        id="a toll told on the next day without the night has grown",
    ),
    pytest.param(
        *(long("A", 33, "days", quote="The 33-day war of 2006."), long("B", 34, "days", quote="In 2006, a 34-day war.")),
        *("differs", "33 days"),
        id="a war that is over is not counted from today",
    ),
    pytest.param(
        *(released("A", 76), released("B", 101, quote="The number has increased to 101."), "updated", "76 at first, then 101"),
        id="those freed are counted for hours",
    ),
    pytest.param(
        claim("A", "territory.share-held", 70, "SDF", kind="percent", quote="They hold 70% of Smila.", speaker="Syrian Observatory"),
        claim(
            "B", "territory.share-held", 80, "SDF", kind="percent", quote="They hold 80% of Smila.", speaker="SDF", published="2026-02-11"
        ),
        *("updated", "6 days later"),
        id="an observatory is no party",
    ),
    pytest.param(
        claim("A", "territory.demand", "Donbas", "Russia", kind="place", status="demanded", speaker="Kremlin"),
        claim("B", "territory.demand", "Donbas", "Russia", kind="place", status="rejected", speaker=ZELENSKYY),
        "other scope",
        "demands Donbas, Volodymyr Zelenskyy refuses",
        id="a demand that is refused is two positions",
    ),
    pytest.param(
        losses("A", 40_000, who="civilians"),
        losses("B", 12_500, quote="They put it at 12,500 killed."),
        *("other scope", "A counts civilians; whom B counts is not said"),
        id="civilians, and a war's dead of whom it is not said who they were",
    ),
    *(
        pytest.param(
            losses("A", 70_000, qualifier="about"),
            losses("B", 25_000, qualifier="about", text="about 25,000", quote=quote, lang=lang),
            *("other scope", "about 25,000 is told of one place alone"),
            id=quote,
        )
        for quote, lang in (
            ("In Smila alone about 25,000 were killed.", "en"),
            ("Только в Смиле погибло, по разным оценкам, about 25,000.", "ru"),
            ("Лише у Смілі загинуло about 25,000.", "uk"),
        )
    ),
    pytest.param(
        losses("A", 198_000, speaker=ZELENSKYY),
        losses("B", 100_000, quote="A count has identified the Names of 100,000 dead soldiers.", speaker="BBC Russian Service"),
        *("other scope", "names that are confirmed"),
        id="names that are confirmed, with a capital",
    ),
    pytest.param(
        claim("A", "casualties.total", 450_000, "Russia", text="450,000", quote="Permanent combat losses are at 450,000."),
        claim("B", "casualties.total", 1_000_000, "Russia"),
        *("other scope", "450,000 is lost for good alone"),
        id="those who are lost for good, told before their number",
    ),
    pytest.param(
        month("A", 1500, begin="2026-01-01", until="2026-01-31"),
        month("B", 41_980, begin="2026-01-01", until="2026-01-31"),
        *("other scope", "too far apart"),
        id="of one month, one so many times the other",
    ),
    pytest.param(
        month("A", 1500, begin="2026-01-01", until="2026-01-31", speaker=MOD),
        month("B", 41_980, begin="2026-01-01", until="2026-01-31", speaker=ZELENSKYY),
        *("contested", "1,500"),
        id="unless two parties say so",
    ),
    pytest.param(
        killed("A", 51, speaker="Ukraine", begin="2026-01-10", published="2026-01-10"),
        killed("B", 59, speaker="United Nations", begin="2026-01-10"),
        *("updated", "51, later 59"),
        id="a toll that a party tells, and later somebody who is none",
    ),
    pytest.param(
        claim("A", "talks.round", value(2, "ordinal", text="second"), status="scheduled"),
        claim("B", "talks.round", value(2, "ordinal", text="second"), published="2026-02-06"),
        *("updated", "2 planned, then 2 done"),
        id="a round that was to come, and was held",
    ),
    pytest.param(
        losses("A", 152000, quote="Встановлено імена 152 000 загиблих."),
        losses("B", 340000, quote="340 000 dead."),
        *("other scope", "one counts names that are confirmed, which is a floor"),
        id="names, and all",
    ),
]


@pytest.mark.parametrize(
    ("quote", "order"),
    [
        pytest.param("They hold 82 settlements on 1,150 square km.", ["28", "82", "1,150 km2"], id="settlements, and their ground"),
        pytest.param("82 on 1,150 square km.", ["28", "82", "1,150 km2"], id="numbers, and ground"),
    ],
)
def test_what_most_count_stands_before_what_is_measured_otherwise(quote: str, order: list[str]) -> None:
    first = claim("A", "territory.gained", 28, "Ukraine", unit="settlements", published="2026-02-01")
    second = claim("B", "territory.gained", 82, "Ukraine", unit="settlements", quote=quote, published="2026-02-04")
    ground = claim("B", "territory.gained", 1150, "Ukraine", kind="area", unit="km2", quote=quote, published="2026-02-04")
    assert [group.value for group in row(rows(first, second, ground), "gained", "Ukraine").groups] == order


def test_a_number_of_another_time_stands_behind_those_of_now() -> None:
    then = losses("A", 5900, quote="In September 2022 Moscow spoke of 5,900 dead.")
    now = losses("B", 186000, quote="186,000 have died.")
    assert [group.value for group in row(rows(then, now), "killed", "Russia").groups] == ["186,000", "5,900"]


@pytest.mark.parametrize(("number", "relation"), [(500, "other scope"), (700, "differs")])
def test_some_may_have_come_besides_those_of_whom_each_side_got_as_many(number: int, relation: str) -> None:
    each = claim("A", "exchanged", 246, quote="They swapped 246 for 246.", text="246 for 246")
    told = row(rows(each, claim("B", "exchanged", number, qualifier="at-least")), "exchanged", None)
    assert [one.relation for one in told.relations] == [relation]


@pytest.mark.parametrize(("first", "second", "relation", "why"), PAIRS)
def test_two_claims_relate(first: Claim, second: Claim, relation: str, why: str) -> None:
    told = related(first, second)
    assert told.relation == relation, told.why
    assert why in told.why


@pytest.mark.parametrize("number", [40, 60, 90])
def test_a_toll_of_both_sides_together_contradicts_that_of_one_nowhere(number: int) -> None:
    mine = [claim("A", "casualties.killed", 60, side, speaker=MOD) for side in SIDES]
    compared = rows(*mine, claim("B", "casualties.killed", number, "both", speaker=ZELENSKYY))
    assert [(one.side, [told.relation for told in one.relations]) for one in compared] == [
        ("Russia", ["other scope"]),
        ("Ukraine", ["other scope"]),
        ("both", []),
    ]


def test_talks_that_another_article_tells_to_have_broken_off_since() -> None:
    going = stage("A", "under way", status="under way", published="2026-02-05")
    once = stage("A", "collapsed", published="2026-02-05")
    since = stage("B", "collapsed", published="2026-02-06")
    assert between(only(going, once, since), "collapsed", "under way").why == "under way first, collapsed later"


def test_a_part_added_to_what_was_there_makes_the_later_total() -> None:
    told = only(
        claim("A", "bodies", 6000, "Ukraine"),
        claim("B", "bodies", value(1200, text="1,200 more"), "Ukraine"),
        claim("C", "bodies", 7200, "Ukraine"),
    )
    assert {one.relation for one in told.relations} == {"adds up"}
    assert {one.why for one in told.relations} == {"6,000 + 1,200 = 7,200"}


def test_an_increment_by_itself_is_no_other_total() -> None:
    told = related(claim("A", "bodies", value(1200, text="another 1,200"), "Ukraine"), claim("B", "bodies", 7200, "Ukraine"))
    assert told.relation == "other scope"


def test_one_more_is_soon_told_and_adds_nothing_up() -> None:
    told = only(killed("A", 21), claim("B", "strikes.killed", value(1, text="one more"), "Ukraine"), killed("C", 22))
    assert "adds up" not in {one.relation for one in told.relations}


def share(source: str, percent: float, side: str, **more: Any) -> Claim:
    return claim(source, "territory.share-held", percent, side, kind="percent", measure="cumulative", **more)


@pytest.mark.parametrize(
    ("mine", "others", "relation", "why"),
    [
        pytest.param({"percent": 10}, {"percent": 90}, "adds up", "100% - 10% = 90%", id="what one side lacks the other has"),
        pytest.param(
            {"percent": 5}, {"percent": 90, "qualifier": "at-least"}, "compatible", "100% - 5% = 95% fits 'at least 90%'", id="and more"
        ),
        pytest.param({"percent": 10, "qualifier": "at-most"}, {"percent": 95}, "compatible", "fits '95%'", id="a bound is turned round"),
        pytest.param(
            {"percent": 10, "where": "Luhansk"},
            {"percent": 90, "where": "Donetsk"},
            "other scope",
            "tells of Donetsk, A Luhansk",
            id="another region",
        ),
    ],
)
def test_a_share_is_held_against_what_the_other_side_leaves(mine: dict[str, Any], others: dict[str, Any], relation: str, why: str) -> None:
    given = [share("A", side="Ukraine", **mine), share("B", side="Russia", **others)]
    told = row(rows(*given), "share-held", "Russia")
    assert [one.relation for one in told.relations] == [relation]
    assert why in told.relations[0].why
    assert [group.derived for group in told.groups] == [False, True]


def test_what_the_other_side_leaves_stands_beside_what_it_fits_alone() -> None:
    told = row(rows(share("A", 10, "Ukraine"), share("B", 90, "Russia"), share("C", 40, "Ukraine")), "share-held", "Russia")
    assert [group.value for group in told.groups] == ["90%", "90%"]


def test_what_the_other_side_leaves_contradicts_nothing() -> None:
    given = [share("A", 10, "Ukraine"), share("B", 90, "Russia", published="2026-02-04"), share("C", 70, "Russia", speaker=MOD)]
    told = row(rows(*given), "share-held", "Russia")
    (left,) = [at for at, group in enumerate(told.groups) if group.derived]
    assert {one.relation for one in told.relations if left in one.groups} == {"adds up", "other scope"}


def test_what_the_other_side_leaves_makes_no_row_by_itself() -> None:
    assert [one.side for one in rows(share("A", 10, "Ukraine"), share("B", 12, "Ukraine"))] == ["Ukraine"]


def test_words_that_set_nobody_apart_are_no_scope() -> None:
    told = only(killed("A", 157, who="Ukrainian soldiers"), killed("B", 157, who="battlefield fatalities"), killed("C", 157))
    assert (len(told.groups), told.relation) == (1, "same")


def test_an_article_whose_own_town_lies_in_the_other_articles_land_does_not_contradict_it() -> None:
    told = only(venue("A", "Abu Dhabi"), venue("A", "Istanbul"), venue("B", "United Arab Emirates"))
    assert {one.relation for one in told.relations} == {"compatible", "other scope"}


def test_the_parts_that_one_article_tells_contradict_no_other_article() -> None:
    told = only(
        claim("A", "strikes.injured", 40, "Ukraine", published="2026-02-05T09:00"),
        claim("A", "strikes.injured", 37, "Ukraine", published="2026-02-05T09:00"),
        claim("B", "strikes.injured", 20, "Ukraine", published="2026-02-05T08:00"),
    )
    assert {(one.relation, one.why.split(" (")[0]) for one in told.relations} == {
        ("other scope", "37 is part of 40"),
        ("updated", "the count grows: 20, later 40"),
    }
    assert [group.value for group in told.groups] == ["20", "40", "37"]


def test_the_day_of_the_swap_itself_contradicts_no_time_since_the_one_before() -> None:
    compared = rows(claim("A", "since-last", 15, kind="duration", unit="months"), claim("B", "last-exchange", "2026-02-05"))
    told = row(compared, "since-last")
    assert (told.relation, "the day of this one" in told.why) == ("other time", True)


def test_numbers_of_one_sentence_make_what_another_article_tells() -> None:
    listed = "They shot down 34 cruise and 7 ballistic missiles."
    told = only(
        claim("A", "strikes.missiles-downed", 34, "Russia", quote=listed, text="34 cruise"),
        claim("A", "strikes.missiles-downed", 7, "Russia", quote=listed, text="7 ballistic missiles"),
        claim("B", "strikes.missiles-downed", 41, "Russia"),
    )
    assert ("adds up", "34 + 7 = 41") in {(one.relation, one.why) for one in told.relations}
    assert "conflict" not in {RELATION_CLASS[one.relation] for one in told.relations}


def test_the_children_are_no_summand_of_a_greater_toll_and_their_number_rises_too() -> None:
    hurt = "17 people, including four children, were hurt."
    told = only(
        claim("A", "strikes.injured", 17, "Ukraine", text="17 people, including four children", quote=hurt, published="2026-02-05T09:00"),
        claim("A", "strikes.injured", 4, "Ukraine", text="four children", quote=hurt, published="2026-02-05T09:00"),
        claim("B", "strikes.injured", 21, "Ukraine", text="21 people", published="2026-02-05T12:00"),
        claim("B", "strikes.injured", 5, "Ukraine", text="five children", published="2026-02-05T12:00"),
    )
    assert between(told, "17", "21").relation == "updated"
    assert between(told, "4", "5").relation == "updated"
    assert between(told, "4", "21").relation == "other scope"


def test_the_living_are_a_part_of_all_who_are_held() -> None:
    told = related(claim("A", "held", 48, "Israel", text="48 hostages"), claim("B", "held", 20, "Israel", text="20 living hostages"))
    assert (told.relation, told.why) == ("other scope", "20 is living alone, 48 is not limited to that")


def test_sums_out_of_all_that_a_voice_says_are_chance() -> None:
    police = "Ukrainian police"
    told = only(
        killed("A", 12, speaker=police),
        killed("B", 24, speaker=police, item=1),
        *(killed("B", number, speaker=police, item=1, quote=f"{number} died.") for number in (3, 4, 5, 7)),
    )
    assert "adds up" not in {one.relation for one in told.relations if "12" in one.why.split()}
    assert between(told, "12", "24").relation == "updated"


def test_what_was_done_so_far_of_what_is_announced_grows_into_all() -> None:
    told = only(released("A", 16), released("A", 74, status="agreed"), released("B", 73))
    assert (between(told, "16", "73").relation, between(told, "16", "73").why) == ("updated", "16 so far of 74, then 73")


def test_who_is_introduced_as_a_partys_man_speaks_for_it() -> None:
    name = "Yusuf Ahmadi"
    compared = rows(
        claim("A", "casualties.killed", 7, "Afghanistan", speaker="Afghan Defence Ministry"),
        claim("B", "casualties.killed", 20, "Afghanistan", speaker=name, quote=f"Taliban spokesman {name} said 20 soldiers died."),
        parties=("Afghanistan", "Taliban"),
    )
    assert row(compared, "killed", "Afghanistan").relation == "contested"


@pytest.mark.parametrize("told", ["exact", "at-least"])
def test_an_article_of_the_next_day_with_the_same_figures_is_of_the_same_night(told: str) -> None:
    def night(source: str, question: str, number: float, published: str, **more: str) -> Claim:
        return claim(source, f"strikes.{question}", number, "Russia", published=published, **more)

    compared = rows(
        night("A", "drones-launched", 476, "2026-02-04"),
        night("B", "drones-launched", 476, "2026-02-05", qualifier=told),
        night("B", "drones-downed", 442, "2026-02-05"),
        night("C", "drones-launched", 90, "2026-02-05"),
    )
    assert [(one.question, one.event, one.outlets) for one in compared] == [
        ("drones-downed", "strikes:2026-02-04", 1),
        ("drones-launched", "strikes:2026-02-05", 1),
        ("drones-launched", "strikes:2026-02-04", 2),
    ]


def test_what_an_announcement_says_without_a_day_is_of_the_day_announced() -> None:
    compared = rows(
        claim("A", "talks.date", "2026-02-03", published="2026-02-03"),
        claim("B", "talks.date", "2026-02-09", published="2026-02-06", status="scheduled"),
        claim("B", "talks.round", 7, kind="ordinal", published="2026-02-06"),
        claim("C", "talks.round", 7, kind="ordinal", published="2026-02-09"),
    )
    assert row(compared, "round").outlets == 2


def test_sums_of_several_voices_are_chance() -> None:
    told = only(released("A", 100, speaker=MOD), released("B", 57), released("C", 157, speaker=ZELENSKYY))
    assert "adds up" not in {one.relation for one in told.relations}


def test_a_conflict_stays_when_a_third_outlet_tells_both_values() -> None:
    told = only(released("A", 150), released("B", 189), released("C", 150), released("C", 189))
    assert told.relation == "differs"


def test_numbers_that_one_sentence_lists_are_parts() -> None:
    both = "They got 165 and 73 people."
    told = only(released("A", 165, item=1, quote=both), released("A", 73, item=1, quote=both), released("B", 233))
    assert conflicts([told]) == []


def test_a_number_beside_one_that_agrees_is_of_something_else() -> None:
    told = only(
        released("A", 1_081, status="agreed"),
        released("B", 1_000, status="agreed", qualifier="about", item=1),
        released("B", 1_420, status="agreed", item=1, speaker=MOD),
    )
    assert conflicts([told]) == []


def test_an_outlet_that_moves_takes_the_first_figure_back_for_all() -> None:
    told = only(
        released("A", 150, item=1, published="2026-02-05T08:00"),
        released("B", 157, published="2026-02-05T10:00"),
        released("A", 157, item=2, published="2026-02-05T12:00"),
    )
    assert told.relation == "updated"


def test_strikes_of_two_nights_are_two_events() -> None:
    compared = rows(
        claim("A", "strikes.drones-launched", 183, "Russia", published="2026-02-05"),
        claim("B", "strikes.drones-launched", 90, "Russia", published="2026-02-07"),
    )
    assert [one.event for one in compared] == ["strikes:2026-02-07", "strikes:2026-02-05"]


def test_a_speakers_figure_told_again_on_the_next_day_is_one_event() -> None:
    told = only(
        claim("A", "strikes.drones-launched", 400, "Russia", qualifier="at-least", speaker=ZELENSKYY, published="2026-02-07"),
        claim("B", "strikes.drones-launched", 400, "Russia", qualifier="at-least", speaker=ZELENSKYY, published="2026-02-08"),
    )
    assert (told.relation, told.outlets, told.origins) == ("same", 2, 1)


def test_a_row_of_one_outlet_has_no_relation() -> None:
    told = only(released("A", 157))
    assert (told.relation, told.relations, told.grade) == (None, (), "single origin")


def test_157_each_stands_in_three_rows_and_doubled_under_exchanged() -> None:
    compared = rows(claim("A", "released", 157, "both"))
    shown = {(one.question, one.side): [(group.value, group.derived) for group in one.groups] for one in compared}
    assert shown == {
        ("exchanged", "both"): [("314", True)],
        ("released", "both"): [("157 each", False)],
        ("released", "Russia"): [("157 each", False)],
        ("released", "Ukraine"): [("157 each", False)],
    }


def test_each_under_exchanged_is_doubled_there() -> None:
    compared = rows(
        claim("A", "exchanged", value(157, text="157 prisoners of war each"), "both"),
        claim("B", "exchanged", 314, "both"),
    )
    exchanged = row(compared, "exchanged", "both")
    assert (exchanged.relation, exchanged.why) == ("adds up", "2 x 157 = 314")
    assert [group.value for group in row(compared, "released", "Ukraine").groups] == ["157 each"]


def test_sides_that_no_config_names_are_found_in_the_claims() -> None:
    compared = rows(
        claim("A", "released", 195, "both", speaker=MOD),
        claim("B", "released", 207, "Ukraine", speaker=ZELENSKYY),
        parties=(),
    )
    assert row(compared, "released", "Ukraine").relation == "contested"


def test_in_a_war_of_others_their_own_sides_contest() -> None:
    compared = rows(
        claim("A", "released", 90, "Hamas", speaker="Israel Defense Forces"),
        claim("B", "released", 110, "Hamas", speaker="Hamas"),
        parties=("Israel", "Hamas"),
    )
    assert row(compared, "released", "Hamas").relation == "contested"


def test_the_way_from_the_start_of_a_war_is_no_window() -> None:
    said = {"begin": "2022-01-01", "until": "2022-12-31", "quote": "55,000 were killed since the start of the invasion in 2022."}
    told = related(replace(losses("A", 55_000, speaker=ZELENSKYY, **said), measure="period"), losses("B", 140_000, qualifier="about"))
    assert told.relation == "differs"


def test_claims_of_no_question_are_not_compared() -> None:
    assert rows(claim("A", "casualties.other", 13_000_000), claim("B", "casualties.other", 700_000)) == []
