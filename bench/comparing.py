"""How long comparing takes: from nothing, after one article has changed, and as each two claims of a question, in one run.

`python bench/comparing.py [CLAIMS]`, 100,000 claims of 200 sources by default: nights of strikes, and as many running totals of a
war, which meet in few rows. "naive" holds each two claims of a question, side and day against each other, with no more than a look at
the two numbers: no scope, no versions, no words. "change" is a new version of one article of three claims: the median, and the longest
of thirty. "listed" is saying how all groups of all rows relate: a row itself relates no more of them than it takes to know by what it is
known, and leaves the rest to who looks. Times are CPU time. "origins" are found for as many articles, one in five a copy of another; its
MB are those that it holds, those of the other lines all that the process has taken at most.
"""

import random
import resource
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from claims.comparing.board import Board, Given
from claims.comparing.origins import Origins
from claims.lasting import lasting
from core.claim import Claim, Measure, Value
from core.comparison import Comparison, Coverage, Outlet
from core.news import Article

SOURCES = 200
DAYS = 400
EACH = 3
"""Claims in an article."""
CHANGES = 30
COPIED = 0.2
"""So many articles are copies."""
START = datetime(2025, 1, 1, tzinfo=UTC)
NOW = START + timedelta(days=DAYS)
SIDES = ("Ukraine", "Russia")
SPEAKERS = (None, "Ukrainian Air Force", "Volodymyr Zelenskyy", "Russian MoD")
STRIKES = ("drones-launched", "drones-downed", "missiles-launched", "missiles-downed", "killed", "injured")
TOTALS = ("killed", "wounded", "total")
FOLLOWED = tuple(Outlet(f"Outlet {number}") for number in range(SOURCES))


def made(number: int, topic: str, questions: Sequence[str], measure: Measure) -> list[Claim]:
    """Return claims, three an article: mostly the night's one figure, sometimes another one near it."""
    dice = random.Random(1)
    claims: list[Claim] = []
    while len(claims) < number:
        day, source, item = dice.randrange(DAYS), dice.choice(FOLLOWED).source, len(claims) // EACH
        published = START + timedelta(days=day, hours=dice.randrange(24))
        for question in dice.sample(questions, EACH):
            told = 1000 + 20 * day if measure == "cumulative" else 100 + (7 * day + 13 * questions.index(question)) % 50
            told += dice.choice((0, 0, 0, 0, 1, 5))
            claims.append(
                Claim(
                    item=item,
                    url=f"https://outlet.example/{item}",
                    source=source,
                    published=published,
                    topic=topic,
                    question=question,
                    side=dice.choice(SIDES),
                    value=Value("count", told, told, "people", str(told)),
                    qualifier=dice.choice(("exact", "exact", "exact", "exact", "exact", "about", "at-least")),
                    quote=f"They told of {told} in all.",
                    speaker=dice.choice(SPEAKERS),
                    measure=measure,
                )
            )
    return claims


def covered(claims: Sequence[Claim]) -> list[Coverage]:
    """Return the coverage of the claims' articles, one each."""
    return list({one.item: Coverage(one.item, one.source, one.topic, full=True, published=one.published) for one in claims}.values())


def taken(job: Callable[[], object]) -> float:
    """Return what a job takes, in milliseconds of CPU time."""
    began = time.process_time()
    job()
    return (time.process_time() - began) * 1000


def naive(claims: Sequence[Claim]) -> int:
    """Hold each two claims of a question, side and night against each other; return how many pairs differ."""
    nights: dict[object, list[Claim]] = defaultdict(list)
    for one in claims:
        nights[one.question, one.side, one.published.date()].append(one)
    return sum(one.value.low != other.value.low for mine in nights.values() for one, other in combinations(mine, 2))


def told(board: Board) -> list[Comparison]:
    """Return the rows of the board."""
    return board.rows(NOW, outlets=FOLLOWED)


def measure(name: str, claims: list[Claim]) -> None:
    """Print a line of the table."""
    board = Board(SIDES)

    def compare(*given: Given) -> None:
        board.change(*given)
        told(board)

    with lasting():  # As beside the screen, what the first look has made is left out of collecting garbage.
        cold = taken(lambda: compare(Given(claims, (), covered(claims))))
    rows = told(board)
    listed = taken(lambda: [list(row.relations) for row in rows])
    dice = random.Random(2)
    times = []
    for _ in range(CHANGES):
        at = dice.randrange(len(claims) // EACH) * EACH
        before = claims[at : at + EACH]
        after = [replace(one, version=one.version + 1, value=changed(one.value)) for one in before]
        claims[at : at + EACH] = after
        times.append(taken(partial(compare, Given(after, before), Given(before))))
    pairs = taken(lambda: naive(claims))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    median = statistics.median(times)
    groups = sum(len(row.groups) for row in rows)
    ratio = cold / median
    print(
        f"{name:16}{len(claims):9}{len(rows):7}{groups:8}{pairs:9.0f}{cold:9.0f}{listed:9.0f}{median:11.1f}{max(times):9.1f}{ratio:9.0f}{memory:6.0f}"
    )


def places(number: int) -> None:
    """Print what finding the origins of articles takes."""
    dice = random.Random(3)
    words = [f"{dice.choice('bdfgklmnprst')}{dice.choice('aeiou')}{at:x}" for at in range(5000)]
    texts: list[str] = []
    for _ in range(number):
        copied = texts and dice.random() < COPIED
        texts.append(dice.choice(texts[-SOURCES:]) if copied else " ".join(dice.choices(words, k=dice.randrange(60, 400))))
    articles = [Article(at, FOLLOWED[at % SOURCES].source, START + timedelta(minutes=at), "", text) for at, text in enumerate(texts)]
    before, found = held(), Origins(FOLLOWED)

    def add() -> None:
        for one in articles:
            found.add(one)

    time_taken = taken(add)
    print(f"{'origins':16}{number:9} articles{time_taken:33.0f}{held() - before:35.0f}")


def held() -> float:
    """Return the memory that the process holds, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1024 / 1024


def changed(value: Value) -> Value:
    """Return a count that is one more."""
    number = int(value.low or 0) + 1
    return replace(value, low=number, high=number, text=str(number))


def main(number: int) -> None:
    """Print the table."""
    head = ("claims", 9), ("rows", 7), ("groups", 8), ("naive", 9), ("cold ms", 9), ("listed", 9), ("change ms", 11), ("longest", 9)
    print(f"{'':16}" + "".join(f"{name:>{width}}" for name, width in (*head, ("ratio", 9), ("MB", 6))))
    places(number // EACH)
    measure("strikes", made(number, "strikes", STRIKES, "event"))
    measure("running totals", made(number, "casualties", TOTALS, "cumulative"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
