"""`retag` and `reread`: what is stored, gone over again with changed rules."""

import argparse
import asyncio
import os

from cli import say
from cli.context import existing_path, settings_of
from core.settings import Settings
from core.times import now
from store.items import index_text
from store.versions import begin_rereading, count_versions, end_rereading, versions_after
from store.writer import Writer
from watch.absorb import absorb_tags
from watch.desk import tag_all
from watch.patient import each, read_unread
from watch.workers import Workers

TAGGED_AT_ONCE = 50
"""Versions that one process tags at a time, and that one transaction stores."""
READ_AT_ONCE = 8
"""The same of reading, which takes a tenth of a second each: the bar moves at once, and an interruption costs little of what was read."""


def retag(args: argparse.Namespace) -> int:
    """Run `retag`."""
    settings = settings_of(args)
    return asyncio.run(_retag(settings, Writer(existing_path(args, settings))))


def reread(args: argparse.Namespace) -> int:
    """Run `reread`: everything is marked as unread first, so that an interrupted run goes on where it was."""
    settings = settings_of(args)
    return asyncio.run(_reread(settings, Writer(existing_path(args, settings))))


async def _retag(settings: Settings, writer: Writer) -> int:
    workers = Workers(settings, os.cpu_count() or 1)
    bar, task = say.progress("tagging", await writer.run(count_versions))
    done = last = 0
    try:
        with bar:
            while batch := await writer.run(versions_after, last, TAGGED_AT_ONCE):
                tagged = await each(workers, tag_all, [article for _, article in batch])
                # What cannot be tagged keeps the tags that it has.
                known = [(version, tags) for (version, _), tags in zip(batch, tagged, strict=True) if tags is not None]
                await writer.run(absorb_tags, known)
                last, done = batch[-1][0], done + len(batch)
                bar.update(task, completed=done)
    finally:
        workers.close()
        writer.close()
    say.note(f"tagged {done} versions")
    return 0


async def _reread(settings: Settings, writer: Writer) -> int:
    workers = Workers(settings, os.cpu_count() or 1, ahead=1)
    if not await writer.run(begin_rereading, now()):
        say.note("going on with the rereading that was interrupted")
    total = await writer.run(count_versions, unread=True)
    bar, task = say.progress("reading claims", total)
    try:
        with bar:
            await read_unread(workers, writer, READ_AT_ONCE, lambda count: bar.advance(task, count))
        await writer.run(end_rereading)
        await writer.run(index_text)
    finally:
        workers.close()
        writer.close()
    say.note(f"read {total} versions")
    return 0
