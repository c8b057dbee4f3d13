"""The word diff of two versions of a text: what is the same, what went and what came, in order."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from claims.reading.sentences import sentences

_WORDS = re.compile(r"\d+(?:[.,\u00a0\u202f]\d+)*|\w+(?:['’]\w+)*|\s+|[^\w\s]")  # noqa: RUF001  (an apostrophe as printed)
"""Words, figures with their separators, marks, and what stands between them: joined they are the text."""
_NOTE = re.compile(
    r"\b(?:correct(?:ion|ed)|clarification)\s*[:(]|\b(?:earlier|previous) version of\b"
    r"|\b(?:article|story|report|headline|text|page) (?:was|has been) (?:amended|corrected)\b"
    r"|\b(?:виправлен|уточнен|исправлен)\w+\s*:"
    r"|\b(?:попередн|ранішн|предыдущ|прежн|ранн)\w+ верс\w+ (?:статт|матер|новин|нов|текст|стат|публ)",
    re.IGNORECASE,
)
"""What outlets write beneath an article that they corrected."""
_STAYS = 0.3
"""Two sentences of which less is alike are no two versions of one."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text: in both versions (`old` and `new` are the same), or changed; one of them may be empty."""

    old: str
    new: str

    @property
    def same(self) -> bool:
        """Whether it is in both."""
        return self.old == self.new


def wording(old: str, new: str) -> tuple[Run, ...]:
    """Return how one text became the other: the runs' `old` joined are `old`, their `new` joined are `new`.

    Sentences are matched first, and words within those that changed (longest common runs, Ratcliff and Obershelp 1988), so that
    the cost follows what changed, and not the length of the text. Runs that are the same stand between runs that changed.
    """
    return tuple(_joined(_sentences(old, new)))


def noted(runs: Iterable[Run]) -> bool:
    """Whether what came tells the reader that something was corrected."""
    return any(_NOTE.search(run.new) for run in runs if not run.same)


def _sentences(old: str, new: str) -> Iterator[Run]:
    before, after = _pieces(old), _pieces(new)
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (Run(one, one) for one in before[i:j])
        else:
            yield from _words("".join(before[i:j]), "".join(after[k:m]))


def _pieces(text: str) -> list[str]:
    """Cut a text at the beginnings of its sentences."""
    starts = [start for start, _ in sentences(text)]
    cuts = [0, *starts[1:], len(text)]
    return [text[a:b] for a, b in pairwise(cuts) if a < b]


def _words(old: str, new: str) -> Iterator[Run]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.real_quick_ratio() < _STAYS or matcher.quick_ratio() < _STAYS or matcher.ratio() < _STAYS:
        yield Run(old, new)
        return
    for _, i, j, k, m in matcher.get_opcodes():
        yield Run("".join(before[i:j]), "".join(after[k:m]))


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Join neighbours of one kind; a blank between two changes is part of the change."""
    held: list[Run] = []
    for run in runs:
        if not (run.old or run.new):
            continue
        if len(held) > 1 and held[-1].same and not held[-1].old.strip() and not run.same:
            held[-2:] = [_both(held[-2:])]
        if held and held[-1].same is run.same:
            held[-1] = _both([held[-1], run])
        else:
            held.append(run)
    yield from held


def _both(runs: Sequence[Run]) -> Run:
    return Run("".join(run.old for run in runs), "".join(run.new for run in runs))
