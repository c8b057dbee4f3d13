"""`digest`: a session, or a span of time, told as a document."""

import argparse
from datetime import datetime, timedelta
from sqlite3 import Connection

from cli import say
from cli.context import moment, reader, settings_of
from core.errors import UsageError
from core.times import now
from digest.files import save_told
from digest.formats import FORMATS
from digest.gather import gather
from digest.render import BINARY, render, rendered, told
from store.sessions import last_session

_ENDINGS = {ending: one.id for one in FORMATS for ending in one.endings}

_READABLE = {"md", "html", "text", "json"}
"""Their line ends are the terminal's."""


def digest(args: argparse.Namespace) -> int:
    """Run `digest`."""
    settings = settings_of(args)
    with reader(args, settings) as db:
        since, until = _span(args, db)
        gathered = gather(db, settings, since, until, now())
    form = _format(args)
    if args.output is None:
        if form in BINARY and say.to_terminal():
            raise UsageError(f"--format {form} is nothing to read on a terminal; give a file with --output")
        # A terminal gets nothing that would steer it; a pipe gets what a file would.
        if say.to_terminal() or form in _READABLE:
            say.out(render(gathered, form).rstrip("\n"))
        else:
            say.out_bytes(rendered(gathered, form))
        return 0
    written, *beside = save_told(told(gathered, form), args.output, overwrite=args.overwrite)
    say.note(f"written: {written}")
    for codebook in beside:
        say.note(f"written: {codebook}, which says what the columns mean")
    return 0


def _span(args: argparse.Namespace, db: Connection) -> tuple[datetime, datetime]:
    """Return what the digest is about: the span asked for, else the last session, else the last 24 hours."""
    present = now()
    since, until, as_of = (moment(args, name, db) for name in ("since", "until", "as_of"))
    session = last_session(db)
    if since is None and until is None and as_of is None and session is not None:
        return session.started, session.ended or present
    # A digest tells what was known when its span ended.
    until = min((one for one in (until, as_of) if one is not None), default=present)
    since = since or until - timedelta(days=1)
    if since >= until:
        raise UsageError("--since has to be before --until")
    return since, until


def _format(args: argparse.Namespace) -> str:
    """Return the format asked for, else the one that the file's ending says."""
    if args.format is not None:
        return str(args.format)
    if args.output is None:
        return FORMATS[0].id
    ending = args.output.suffix.lower()
    if ending and ending not in _ENDINGS:
        raise UsageError(f"--output {args.output}: give the format with --format; its ending is none of {', '.join(_ENDINGS)}")
    return _ENDINGS.get(ending, FORMATS[0].id)
