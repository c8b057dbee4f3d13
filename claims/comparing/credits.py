"""Whom an article credits: the agency whose text it is, or else the one whose news it tells."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from claims.reading.furniture import captions

_EDGE = 600
"""Credit lines stand in so many characters at either end of a text, and a lead is no longer."""
_LINES = 4
"""A byline is one of so many first lines."""
_BEFORE, _BEHIND = 90, 40
"""What cites a name stands in so many characters before it and behind it."""
_PARAGRAPHS, _PARAGRAPH = 2, 60
"""A lead is so many paragraphs of at least so many characters."""
_WIRE, _OUTLET = "\x01", "\x02"
"""Stand for a name in what is matched: an agency's, whose texts others print, or another outlet's."""
_SHORT = 3
"""Words of a dateline that are no names are no longer."""


class _Named(NamedTuple):
    at: int
    end: int
    agency: str
    mark: str


class _Known(NamedTuple):
    """The names of `agencies.toml`, and the patterns for what stands about them."""

    agencies: Mapping[str, str]
    """By name in lower case."""
    forms: Mapping[str, Sequence[tuple[str, str, str]]]
    """Names as they are printed, each with its agency and mark, by their first two characters; the longest first."""
    begin: re.Pattern[str]
    dateline: re.Pattern[str]
    byline: re.Pattern[str]
    line: re.Pattern[str]
    signed: re.Pattern[str]
    made: re.Pattern[str]
    desk: re.Pattern[str]
    cited: re.Pattern[str]
    headed: re.Pattern[str]
    present: re.Pattern[str]


_ENDING = re.compile(r"[\u0430-\u044f\u0456\u0457\u0454\u0491]{0,2}(?![\w-])")
_NOTHING = re.compile(r"(?![\w-])")
_STOP = re.compile(r"[.!?]\s")


@cache
def _known() -> _Known:
    data = tomllib.loads((Path(__file__).parent / "agencies.toml").read_text(encoding="utf-8"))
    words = {name: "|".join(given) for name, given in data["words"].items()}
    printed = [
        (form, agency, mark)
        for part, mark in (("wires", _WIRE), ("outlets", _OUTLET))
        for agency, names in data[part].items()
        for name in names
        for form in {name, name.upper()}
    ]
    forms: dict[str, list[tuple[str, str, str]]] = {}
    for one in sorted(printed, key=lambda one: (-len(one[0]), one)):
        forms.setdefault(one[0][:2], []).append(one)
    starts: dict[str, str] = {}
    for begin in sorted(forms):
        starts[begin[0]] = starts.get(begin[0], "") + re.escape(begin[1])
    begins = "|".join(f"{first}[{seconds}]" for first, seconds in starts.items())
    dash, quote, unquote = "[\u2013\u2014-]", '["\u00ab\u201c\u201e]?', '["\u00bb\u201d\u201c]?'
    wire, name = (rf"(?:the\s+)?{quote}[{mark}]{unquote}" for mark in (_WIRE, _WIRE + _OUTLET))
    after = rf"(?:[\s,]*(?:{words['after']}))?"
    before = rf"(?:(?:{words['before']})\W{{1,3}})"
    date = rf"(?:\W+(?:{words['printed']}))?(?:\W+(?:\w+\W+){{1,3}}\d{{4}}\b[^\n]{{,60}})?"
    flags = re.IGNORECASE
    return _Known(
        {form.casefold(): agency for form, agency, _ in printed},
        forms,
        re.compile(begins),
        re.compile(
            rf"(?:^|\))\W*([^\n()/]{{0,80}})(?:\({wire}(?:\s*(?:[&,/+]|{words['and']})\s*[^()\n]{{2,24}})?\s*\)|/{wire}/(?=[\s.]))\.?"
            rf"\s*({dash}{{1,2}}|:|(?=[^\W\d_]))\s*(?=\S)|^([^\n()/]{{3,40}}?\d[^\n()/]{{,12}}?)[.,]?\s*(?:{dash}\s*)?{wire}\.\s*{dash}?\s*(?=\S)",
            flags,
        ),
        re.compile(rf"^\W*(?:(?:by\s+)?{name}|[^.:;?!/()]{{2,70}}[,|\u2013\u2014-]\s*{wire}){date}{after}\W*$", flags),
        re.compile(rf"^\W*{before}{name}{after}\W*$", flags),
        re.compile(rf"(?:[.!?\"\u201d\u00bb]\s*[\u2013\u2014/(-]*\s*|^\W*){before}?{wire}{after}\W*$", flags),
        re.compile(rf"(?:{words['made']}|^\W*(?:{words['owned']}))\s+{name}|{wire}['\u2019]s earlier story", flags),
        re.compile(rf"\((?:{words['desk']}) by [^\n]{{3,400}}?editing by [^\n]{{3,200}}\)\s*\Z", flags),
        re.compile(
            rf"\b(?:(?P<deep>{words['cites']})|(?:{words['told']}))(?:\s+\w+){{,2}}?(?:\s+(?:{words['kinds']}))?:?\s+{name}"
            rf"(?=\s*(?:[,.;:)]|$)|\s+(?!(?:{words['counts']})\b))"
            rf"|{name}(?:\s+(?:{words['kinds']}))?\s+(?:{words['tells']})\b",
            flags,
        ),
        re.compile(rf"^{name}:|{dash}\s*{name}$", flags),
        re.compile(rf"\b(?:{words['had']})\s+{wire}(?!\w)|{wire}\s+(?:{words['counts']})\s+(?:{words['present']})\b", flags),
    )


def credited(text: str, title: str = "", source: str = "") -> str | None:
    """Name the agency that an article credits; None: it speaks for itself, or credits several.

    A dateline ("KYIV, Feb 5 (Reuters) -") or a credit line says whose text it is. Else an agency or outlet that the headline or the
    lead names as the one that tells it ("according to the BBC") is whose news it is, where the article names no other so. An agency
    that a speaker told something, or one that is cited further down only, is neither.

    Args:
        text: the article.
        title: its headline.
        source: the outlet, which is no credit in its own pages.
    """
    known = _known()
    own = named(source)
    found = [one for one in _names(text) if one.agency != own]
    for one in found:
        if one.at < _EDGE and any(map(_place, known.dateline.finditer(_line(text, one)))):
            return one.agency
    for one in found:
        line = _line(text, one)
        first = one.at < _EDGE and text.count("\n", 0, one.at) < _LINES
        last = "\n" not in text[one.end :].rstrip()
        if (
            (first and known.byline.match(line))
            or ((one.at < _EDGE or one.at > len(text) - _EDGE) and known.line.match(line))
            or (last and known.signed.search(line))
            or known.made.search(line)
        ):
            return one.agency
    if known.desk.search(text[-_EDGE:]):
        return "Reuters"
    for one in _names(title):
        if one.agency != own and known.headed.search(_line(title, one)):
            return one.agency
    return _told(text, found) or _present(text, found)


def named(source: str) -> str | None:
    """Name the agency or outlet that goes by a name, such as a feed's."""
    return _known().agencies.get(source.casefold().removeprefix("the "))


def _names(text: str) -> Iterable[_Named]:
    """Find the names of agencies and outlets, in order."""
    forms = _known().forms
    for begin in _known().begin.finditer(text):
        at = begin.start()
        if at and (text[at - 1].isalnum() or text[at - 1] == "-"):
            continue
        for form, agency, mark in forms.get(begin[0], ()):
            if text.startswith(form, at) and (end := (_ENDING if form[-1] > "z" else _NOTHING).match(text, at + len(form))):
                yield _Named(at, end.end(), agency, mark)
                break


def _line(text: str, one: _Named) -> str:
    """The line that a name stands in, its mark in its place."""
    end = text.find("\n", one.end)
    return f"{text[text.rfind(chr(10), 0, one.at) + 1 : one.at]}{one.mark}{text[one.end : end if end >= 0 else None]}"


def _place(dateline: re.Match[str]) -> bool:
    """Whether the words of a dateline are a place with a date: each is a name, a number, a month behind a number or short."""
    words = dateline[1] or dateline[3] or ""
    parts = re.findall(r"[\w'\u2019.]+", words)
    return bool(parts or dateline[2]) and all(
        not part[0].islower() or len(part) <= _SHORT or (at > 0 and parts[at - 1][0].isdigit()) for at, part in enumerate(parts)
    )


def _about(text: str, one: _Named) -> str:
    return f"{text[max(0, one.at - _BEFORE) : one.at]}{one.mark}{text[one.end : one.end + _BEHIND]}"


def _lead(text: str) -> int:
    """Where the first paragraphs end that are no headings, bylines or words under a picture."""
    skipped = {start for start, _ in captions(text[:_EDGE])}
    at = paragraphs = 0
    for line in text[:_EDGE].split("\n"):
        paragraphs += len(line) >= _PARAGRAPH and at not in skipped
        at += len(line) + 1
        if paragraphs == _PARAGRAPHS:
            break
    return at


def _present(text: str, found: Sequence[_Named]) -> str | None:
    """The one agency whose own people an article has at the scene: it is that agency's."""
    names = {one.agency for one in found if one.mark == _WIRE and _known().present.search(_about(text, one))}
    return names.pop() if len(names) == 1 else None


def _told(text: str, found: Sequence[_Named]) -> str | None:
    """Who is named in the lead as the one that tells this, and nobody else in the text."""
    lead = _lead(text) if found else 0
    cited: list[tuple[_Named, bool]] = []
    for one in found:
        if one.at > lead and not cited:
            return None
        match = _known().cited.search(_about(text, one))
        if match:
            cited.append((one, match["deep"] is not None))
    if len({one.agency for one, _ in cited}) <= 1:
        return cited[0][0].agency if cited else None
    first = cited[0][0]
    stop = _STOP.search(text, first.end)
    deep = next((one.agency for one, cites in cited if cites and one.at < (stop.start() if stop else len(text))), None)
    return deep if {one.agency for one, _ in cited} == {first.agency, deep} else None
