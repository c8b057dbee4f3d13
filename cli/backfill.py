"""`backfill`: years of news out of archives and other readers, so that a desk need not start from nothing."""

import argparse
import asyncio
import os
from functools import partial
from pathlib import Path

from cli import say
from cli.context import database_path, settings_of
from core.news import Archive
from core.settings import Settings
from store.items import index_text
from store.writer import Writer
from watch.backfill import Tally, backfill, open_archive
from watch.workers import Workers

_SHOWN = 20
"""Pieces that could not be read, of which is told one by one."""


def take_over(args: argparse.Namespace) -> int:
    """Run `backfill`."""
    settings = settings_of(args)
    # All are looked at before the first is read: a mistyped name is told at once.
    archives = [(path, open_archive(path)) for path in args.file]
    return asyncio.run(_take_over(settings, database_path(args, settings), archives))


async def _take_over(settings: Settings, place: Path, archives: list[tuple[Path, Archive]]) -> int:
    cores = os.cpu_count() or 1
    writer, workers = Writer(place), Workers(settings, cores)
    whole = True
    try:
        for path, archive in archives:
            bar, task = say.progress(say.harmless(path.name), archive.size)
            with bar:
                # One batch more than there are processes, so that none of them waits for the disk.
                tally = await backfill(settings, workers, writer, archive, at_once=cores + 1, told=partial(bar.advance, task))
            await writer.run(index_text)
            _tell(path, archive, tally)
            whole = whole and not tally.unreadable
    finally:
        workers.close()
        writer.close()
    return 0 if whole else 1


def _tell(path: Path, archive: Archive, tally: Tally) -> None:
    for reason in tally.unreadable[:_SHOWN]:
        say.note(reason)
    if len(tally.unreadable) > _SHOWN:
        say.note(f"{path}: and {len(tally.unreadable) - _SHOWN} more that could not be read")
    say.note(f"{path}: {archive.kind}: {tally.stored} items stored, {tally.claims} claims read, {tally.known} known already")
