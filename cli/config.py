"""`config`: the configuration shown, checked and made."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from cli import say
from cli.context import settings_of
from core.config import Fault, check, default_path, find, load, schema, user_path, write_default
from core.errors import UsageError
from core.settings import Settings
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
            write_default(path)
            say.note(f"written: {path}")
        case "schema":
            say.out_json(schema())
    return 0


def _terms(settings: Settings) -> Iterator[Fault]:
    """Find the terms of rules that cannot be read."""
    for number, topic in enumerate(settings.topic):
        for place, rule in enumerate(topic.rule):
            for key in ("any", "all", "none", "abstain"):
                for index, term in enumerate(getattr(rule, key)):
                    if trouble := term_trouble(term):
                        yield Fault(("topic", number, "rule", place, key, index), trouble)


def _check(path: Path) -> int:
    if mistakes := check(path, [_terms]):
        raise UsageError("\n".join(str(mistake) for mistake in mistakes))
    settings = load(path)
    named = "the configuration that ships" if path == default_path() else str(path)
    enabled = sum(feed.enabled for feed in settings.feed)
    say.note(
        f"{named}: good; {enabled} feeds on, {len(settings.feed) - enabled} off, topics: {', '.join(topic.id for topic in settings.topic)}"
    )
    return 0
