"""`config`: the configuration shown, checked and made."""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from pathlib import Path

from claims.reading.terms import term_trouble as question_trouble
from cli import say
from cli.context import settings_of
from core.config import (
    Fault,
    check,
    default_path,
    default_text,
    find,
    load,
    parties_text,
    preset_text,
    presets,
    schema,
    user_path,
    write_new,
)
from core.errors import UsageError
from core.question import Frame, Question, Stage
from core.settings import Settings
from core.text import line
from feeds.kinds.known import address_trouble
from feeds.kinds.page import selector_trouble
from rules.tagging import term_trouble


def config(args: argparse.Namespace) -> int:
    """Run `config`."""
    given: Path | None = getattr(args, "config", None)
    match args.action:
        case "path":
            say.out(str(find(given)))
        case "show":
            say.out_json(asdict(settings_of(args)))
        case "check":
            return _check(args.file or find(given))
        case "init":
            path = args.file or given or user_path()
            write_new(path, _beginning(args))
            say.note(f"written: {path}")
        case "schema":
            say.out_json(schema())
    return 0


def _beginning(args: argparse.Namespace) -> str:
    """Return the text to begin from: a preset, one made for the parties named, or the one that ships."""
    if args.preset is not None:
        if args.preset not in presets():
            raise UsageError(f"--preset {args.preset}: there is no such preset; there are {', '.join(presets())}")
        return preset_text(args.preset)
    if args.parties is None:
        return default_text()
    from claims.gazetteer import named, stranger  # for this option alone

    parties = [party.name for party in named(line(args.parties).split(",")).parties]
    if len(parties) < 2:  # noqa: PLR2004 -- sides
        raise UsageError(f'--parties {args.parties}: name two parties or more, with commas between them: "Israel,Hamas"')
    for name in filter(stranger, parties):
        say.note(f"{name} is not known here: add how else it is called as `aliases`, and who speaks for it to `speakers`")
    return parties_text(parties)


def _terms(settings: Settings) -> Iterator[Fault]:
    """Find the terms of rules that cannot be read."""
    for number, topic in enumerate(settings.topic):
        for place, rule in enumerate(topic.rule):
            for key in ("any", "all", "none", "abstain", "despite"):
                for index, term in enumerate(getattr(rule, key)):
                    if trouble := term_trouble(term):
                        yield Fault(("topic", number, "rule", place, key, index), trouble)


def _asked(settings: Settings) -> Iterator[Fault]:
    """Find the terms of questions that would never be met."""
    for number, question in enumerate(settings.question):
        yield from _asked_by(("question", number), question)
        for name in ("frame", "stage"):
            for at, part in enumerate(getattr(question, name)):
                yield from _asked_by(("question", number, name, at), part)


def _asked_by(keys: tuple[str | int, ...], part: Question | Frame | Stage) -> Iterator[Fault]:
    tables = ((one.name, getattr(part, one.name)) for one in fields(part))
    for name, table in tables:
        for lang, terms in table.items() if isinstance(table, Mapping) else ():
            for index, term in enumerate(terms):
                if trouble := question_trouble(term, lang):
                    yield Fault((*keys, name, lang, index), trouble)


def _sources(settings: Settings) -> Iterator[Fault]:
    """Find the addresses that are none of their kind's, and the selectors that cannot be read."""
    for number, feed in enumerate(settings.feed):
        if trouble := address_trouble(feed.kind, feed.url):
            yield Fault(("feed", number, "url"), trouble)
        for part in ("select", "article"):
            table = getattr(feed, part)
            for one in fields(table) if table is not None else ():
                value = getattr(table, one.name)
                keys = ("feed", number, part, one.name)
                for index, selector in enumerate([value] if isinstance(value, str) else value or ()):
                    if one.name not in ("date_format", "timezone") and (trouble := selector_trouble(selector)):
                        yield Fault(
                            keys if isinstance(value, str) else (*keys, index), f"the CSS selector {selector!r} cannot be read: {trouble}"
                        )


def _check(path: Path) -> int:
    if mistakes := check(path, [_terms, _asked, _sources]):
        raise UsageError("\n".join(str(mistake) for mistake in mistakes))
    settings = load(path)
    named = "the configuration that ships" if path == default_path() else str(path)
    enabled = sum(feed.enabled for feed in settings.feed)
    say.note(
        f"{named}: good; {enabled} feeds on, {len(settings.feed) - enabled} off, topics: {', '.join(topic.id for topic in settings.topic)}"
    )
    return 0
