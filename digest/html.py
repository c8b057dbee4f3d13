"""A digest as one HTML file that stands alone: it loads nothing, runs nothing, and reads in light, dark and on paper."""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from core.comparison import RelationClass
from core.text import line
from digest.html_lists import charts_of, matrices_of, silences_of, sources_of, topics_of
from digest.html_rows import OPEN, alone_of, changes_of, commitments_of, rows_of
from digest.markup import Markup, tag
from digest.outline import distinct
from digest.page import as_of, title
from digest.record import Digest
from digest.sections import SECTIONS, Section
from digest.words import SIGNS

_KIND: dict[RelationClass, Section] = {"conflict": "contested", "reconcile": "reconciled", "agree": "agreed", "update": "updated"}


def html(digest: Digest) -> str:
    """Write a digest as an HTML document (HTML Living Standard), UTF-8, ending with a line feed."""
    name = line(title(digest))
    style = _style()
    fingerprint = b64encode(sha256(style.encode()).digest()).decode()
    # Nothing may be loaded or run, whatever stands in the page; only this one style sheet applies (CSP Level 3).
    policy = f"default-src 'none'; style-src 'sha256-{fingerprint}'; base-uri 'none'; form-action 'none'"
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", name),
        tag("style", Markup(style)),
    )
    return "<!doctype html>\n" + tag("html", head, tag("body", *_body(digest)), lang="en") + "\n"


@cache
def _style() -> str:
    return Path(__file__).with_name("digest.css").read_text(encoding="utf-8")


def _body(digest: Digest) -> Iterator[Markup]:
    sections = list(_sections(digest))
    yield tag("a", "Skip to the digest", href="#main", class_="skip")
    contents = tag("ul", *(tag("li", tag("a", title, href=f"#{name}")) for name, title, _ in sections))
    yield tag(
        "div",
        _header(digest),
        tag(
            "main",
            tag("p", "In one sentence", class_="kicker"),
            tag("p", digest.summary, class_="summary"),
            _tally(digest),
            tag("nav", contents, aria_label="Sections"),
            *(section for _, _, section in sections),
            id="main",
        ),
        tag("footer", tag("h2", SECTIONS["method"]), *(tag("p", words) for words in digest.method)),
        class_="page",
    )


def _header(digest: Digest) -> Markup:
    return tag(
        "header",
        tag("p", "Who says what: digest", class_="kicker"),
        tag("h1", digest.negotiation),
        tag("p", as_of(digest), class_="meta"),
    )


def _tally(digest: Digest) -> Markup:
    entries = []
    for kind, name in _KIND.items():
        rows = distinct(digest.related(kind))
        if rows:
            sign = tag("span", SIGNS[kind], class_="sign", aria_hidden="true")
            entries.append(tag("li", tag("a", sign, " ", tag("b", f"{len(rows):,}"), f" {name}", href=f"#{name}"), class_=kind))
    if digest.items:
        entries.append(tag("li", tag("b", f"{len(digest.items):,}"), f" new {'items' if len(digest.items) > 1 else 'item'}"))
    return tag("ul", *entries, class_="tally") if entries else Markup()


def _sections(digest: Digest) -> Iterator[tuple[Section, str, Markup]]:
    """Yield name, title and markup of each section that has something to say."""
    bodies: dict[Section, tuple[int | None, Iterable[Markup]]] = {
        **{
            name: (len(distinct(rows)), rows_of(digest, rows, OPEN[kind])) for kind, name in _KIND.items() if (rows := digest.related(kind))
        },
        "updated": (None, changes_of(digest)),
        "figures": (None, charts_of(digest)),
        "commitments": (len(digest.commitments), commitments_of(digest)),
        "alone": (len(digest.related(None)), alone_of(digest, digest.related(None))),
        "matrix": (None, matrices_of(digest)),
        "silent": (None, silences_of(digest)),
        "new": (None, topics_of(digest)),
        "sources": (None, sources_of(digest)),
    }
    for name, heading in SECTIONS.items():
        number, body = bodies.get(name, (None, ()))
        if children := list(body):
            yield name, heading, _section(name, heading, number, children)


def _section(name: Section, heading: str, number: int | None, children: Iterable[Markup]) -> Markup:
    size = tag("small", f"{number:,}") if number is not None else Markup()
    return tag("section", tag("h2", heading, size, id=f"{name}-title"), *children, id=name, aria_labelledby=f"{name}-title")
