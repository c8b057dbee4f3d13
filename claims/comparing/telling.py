"""Words that comparing looks for in the evidence of claims: `evidence.toml`, as patterns."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

SENTENCES = 2_000
"""Of so many sentences it is remembered what was found in them: while a row is compared they are asked again and again."""
_YEAR = r"(?:19|20)\d\d"


@cache
def _data() -> Mapping[str, Mapping[str, Mapping[str, list[str]]]]:
    return tomllib.loads((Path(__file__).parent / "evidence.toml").read_text(encoding="utf-8"))


def cues(name: str) -> str:
    """Return a pattern for the words of a list, in all languages: alternatives, without a group around them."""
    return _pattern(_data()["words"][name].values())


def sorts(name: str) -> str:
    """Return a pattern for all sorts of a table, a named group each: (?P<child>...)|(?P<woman>...)."""
    return "|".join(f"(?P<{sort}>{_pattern(terms.values())})" for sort, terms in _data()[name].items())


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{cues(name)})\b", re.IGNORECASE)


@lru_cache(maxsize=SENTENCES)
def aftermath(quote: str) -> bool:
    """Whether a quote tells of a strike that may be days ago.

    >>> aftermath("The town is in mourning for the twelve."), aftermath("Twelve died.")
    (True, False)
    """
    return mourning(quote) or bool(_words("aftermath").search(quote))


@lru_cache(maxsize=SENTENCES)
def fresh(quote: str) -> bool:
    """Whether a quote tells of its own day.

    >>> fresh("Twelve were killed overnight."), fresh("As of today twelve were killed.")
    (True, False)
    """
    return bool(_words("fresh").search(_words("to-this-day").sub("", quote)))


@lru_cache(maxsize=SENTENCES)
def mourning(quote: str) -> bool:
    """Whether a quote tells of the dead as they are mourned."""
    return bool(_words("mourning").search(quote))


@lru_cache(maxsize=SENTENCES)
def rising(quote: str) -> bool:
    """Whether a quote tells that a count has grown.

    >>> rising("The toll has risen to 54."), rising("The toll stands at 54.")
    (True, False)
    """
    return bool(_words("rising").search(quote))


@lru_cache(maxsize=SENTENCES)
def superseded(text: str, quote: str) -> bool:
    """Whether a value is told as what was known at first, and no more.

    >>> quote = "Earlier it spoke of 63 dead, and now of 89."
    >>> superseded("63 dead", quote), superseded("89", quote), superseded("63", "The toll rose from 63 to 89.")
    (True, False, True)
    """
    before = quote[: max(0, quote.find(text))] if text else ""
    return bool(EARLIER.search(_CLAUSE.split(before)[-1]) or (rising(quote) and _FROM.search(before)))


def _pattern(languages: Iterable[Iterable[str]]) -> str:
    """A term is words with a space between them; # is a year."""
    return "|".join(r"\s+".join(map(_word, term.split())) for terms in languages for term in terms)


def _word(forms: str) -> str:
    return "(?:" + "|".join(re.escape(form).replace(r"\*", r"\w*").replace(r"\#", _YEAR) for form in forms.split("|")) + ")"


EARLIER = re.compile(rf"\b(?:{cues('earlier')})\b(?! (?:today|this|that))", re.IGNORECASE)
"""Of what another figure has taken the place of."""
_CLAUSE = re.compile(rf"[;:–—]|,\s+(?:{cues('and')})\b", re.IGNORECASE)  # noqa: RUF001 - a dash
_FROM = re.compile(rf"\b(?:{cues('from')})\s+$", re.IGNORECASE)
