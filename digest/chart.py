"""A figure over time as a picture within the page (SVG): a mark a claim, a shape and a colour a source, and all of it as a table too."""

from datetime import tzinfo

from core.text import line
from core.times import brief
from digest.link import safe_url
from digest.markup import Markup, tag, text
from digest.plot import HEIGHT, RADIUS, SHAPES, WIDTH, Label, Part, Plot, Spot, Stroke, remark
from digest.record import Course
from digest.telling import speaker_of
from digest.words import clock

_CLASS = {"tick": "tick", "name": "name", "falls": "sign-mark", "conflict": "sign-mark conflict"}


def chart(plot: Plot, name: str, zone: tzinfo | None, year: int) -> Markup:
    """Draw a picture, and put its table beside it.

    Args:
        plot: the picture.
        name: names it within the page.
        zone: in which times are written.
        year: which need not be written.
    """
    course = plot.course
    drawn = tag(
        "svg",
        tag("title", course.label, id=f"{name}-title"),
        tag("desc", plot.words, id=f"{name}-text"),
        *map(_drawn, plot.parts),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_labelledby=f"{name}-title {name}-text",
    )
    return tag("figure", tag("figcaption", course.label), drawn, _table(course, name, zone, year), class_="chart", id=name)


def _drawn(part: Part) -> Markup:
    match part:
        case Stroke(kind, places, tone):
            path = "L".join(f"{_n(x)} {_n(y)}" for x, y in places)
            return tag("path", d=f"M{path}", class_=kind if kind == "grid" else f"{kind} s{tone}")
        case Spot((x, y), tone):
            return tag("path", d=_SHAPES[tone], transform=f"translate({_n(x)} {_n(y)})", class_=f"mark s{tone}")
        case Label(kind, words, (x, y), anchor):
            return tag("text", words, x=_n(x), y=_n(y), class_=f"{_CLASS[kind]}{'' if anchor == 'start' else f' {anchor}'}")


def _n(number: float) -> str:
    """Write a coordinate, the same on every machine."""
    return f"{number:.1f}".removesuffix(".0")


_CIRCLE = f"M-{RADIUS} 0a{RADIUS} {RADIUS} 0 1 0 {2 * RADIUS:g} 0a{RADIUS} {RADIUS} 0 1 0-{2 * RADIUS:g} 0z"
_SHAPES = [f"M{'L'.join(f'{_n(x)} {_n(y)}' for x, y in corners)}z" if corners else _CIRCLE for corners in SHAPES]


def _table(course: Course, name: str, zone: tzinfo | None, year: int) -> Markup:
    points = [(one.source, point) for one in course.raw.lines for point in one.points]
    rows = (
        tag(
            "tr",
            tag("th", _link(source, point.claim.url), scope="row"),
            tag("td", tag("time", clock(point.at, zone, year), datetime=brief(point.at))),
            tag("td", line(point.value), remark(point)),
            tag("td", speaker_of(point.claim) or "in its own voice"),
        )
        for source, point in sorted(points, key=lambda pair: (pair[1].at, pair[0]))
    )
    heads = (tag("th", words, scope="col") for words in ("Outlet", "Time", "Value", "Who says so"))
    table = tag("table", tag("caption", course.label, id=f"{name}-table"), tag("thead", tag("tr", *heads)), tag("tbody", *rows))
    scrolled = tag("div", table, class_="scroll", role="region", aria_labelledby=f"{name}-table", tabindex="0")
    return tag("details", tag("summary", "As a table", tag("span", f": {course.label}", class_="unseen")), scrolled)


def _link(words: str, url: str | None) -> Markup:
    safe = safe_url(url)
    return text(line(words)) if safe is None else tag("a", line(words), href=safe, rel="noopener noreferrer")
