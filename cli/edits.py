"""What later versions of an item changed, for `why`: every claim that did, with the words that did it; other words are counted."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal

from claims.comparing.changes import Change, changes
from claims.comparing.wording import Run, noted, wording
from cli import say
from core.claim import Claim
from core.counts import count
from core.times import brief
from store.versions import Version

_AROUND = 40
"""Characters printed on each side of words that changed, at most."""
_Place = Literal["title", "text"]
_Spans = list[tuple[int, int]]


def tell_changes(known: Sequence[Version], claimed: Sequence[Sequence[Claim]]) -> None:
    """Print what each later version changed: of the claims, as they were stored, and of the words they stand in, as wdiff marks them."""
    if len(known) > 1:
        say.out("\nCHANGED")
    for (old, before), (new, after) in pairwise(zip(known, claimed, strict=True)):
        found = changes(before, after)
        title, text = wording(old.title, new.title), wording(old.text, new.text)
        facts = "; ".join(f"{one.claim.question}: {one.why}" for one in found)
        if facts:
            facts += ", with a note" if noted((*title, *text)) else ", no correction note"
        say.out(f"  version {new.number}, seen {brief(new.seen)}: {facts or 'wording only'}")
        telling = [*_telling(title, "title", found), *_telling(text, "text", found)]
        for words in telling:
            say.out(f"    {words}")
        if rest := sum(not run.same for run in (*title, *text)) - len(telling):
            say.out(f"    {count(rest, 'change')} of {'other ' if telling else ''}words")


def _telling(runs: Sequence[Run], place: _Place, found: Sequence[Change]) -> Iterator[str]:
    """Yield the changes within sentences of claims that changed."""
    gone = _spans([one.old for one in found], place)
    come = _spans([one.new for one in found], place)
    old = new = 0
    for at, run in enumerate(runs):
        if not run.same and (_touches(old, run.old, gone) or _touches(new, run.new, come)):
            yield _changed(runs[at - 1].old if at else "", run, runs[at + 1].old if at + 1 < len(runs) else "")
        old, new = old + len(run.old), new + len(run.new)


def _spans(claims: Sequence[Claim | None], place: _Place) -> _Spans:
    return [(one.start, one.end) for one in claims if one is not None and one.place == place]


def _touches(start: int, words: str, spans: _Spans) -> bool:
    return any(start < last and first < start + max(1, len(words)) for first, last in spans)


def _changed(before: str, run: Run, after: str) -> str:
    words = " ".join(each for each in (run.old and f"[-{run.old.strip()}-]", run.new and f"{{+{run.new.strip()}+}}") if each)
    return " ".join(f"{_end(before)} {words} {_beginning(after)}".split())


def _beginning(text: str) -> str:
    """The words that a text begins with, in whole."""
    return text if len(text) <= _AROUND else f"{text[:_AROUND].rpartition(' ')[0]}…"


def _end(text: str) -> str:
    """The words that a text ends with, in whole."""
    return text if len(text) <= _AROUND else f"…{text[-_AROUND:].partition(' ')[2]}"
