"""`config`: the configuration shown, checked and made."""

import argparse
from dataclasses import asdict
from pathlib import Path

from cli import say
from cli.context import settings_of
from core.config import check, default_path, find, load, schema, user_path, write_default
from core.errors import UsageError
from rules.tagging import compile_topics


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


def _check(path: Path) -> int:
    if mistakes := check(path):
        raise UsageError("\n".join(str(mistake) for mistake in mistakes))
    settings = load(path)
    compile_topics(settings.topic)
    named = "the configuration that ships" if path == default_path() else str(path)
    enabled = sum(feed.enabled for feed in settings.feed)
    say.note(f"{named}: good; {enabled} feeds on, {len(settings.feed) - enabled} off, {len(settings.topic)} topics")
    return 0
