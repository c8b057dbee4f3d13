"""`store`: checking, mending, copying the database, and bringing a copy back; all but mending while it is in use."""

import argparse

from cli import say
from cli.context import database_path, existing_path, reader, repaired, settings_of
from core.errors import WorkError
from core.times import compact, now
from store.database import check_store
from store.keeping import backup, free_name, repair, restore
from store.stream import count_items
from store.views import metadata


def store(args: argparse.Namespace) -> int:
    """Run `store`. The exit status is 1 where something is wrong, or was not done."""
    match args.action:
        case "check":
            return _check(args)
        case "repair":
            return _repair(args)
        case "backup":
            return _backup(args)
        case "metadata":
            say.out_json(metadata(existing_path(args, settings_of(args)).stem))
            return 0
        case _:
            return _restore(args)


def _check(args: argparse.Namespace) -> int:
    settings = settings_of(args)
    path = existing_path(args, settings)
    with reader(args, settings) as db:
        wrong = check_store(db)
        if not wrong:
            say.out(f"{path}: nothing is wrong with it; {count_items(db)} items")
            return 0
    for words in wrong:
        say.out(f"{path}: {words}")
    say.note("end every program that has it open, then run `negotiation-watch store repair`")
    return 1


def _repair(args: argparse.Namespace) -> int:
    settings = settings_of(args)
    path = existing_path(args, settings)
    try:
        with reader(args, settings) as db:
            whole = not check_store(db)
    except WorkError:
        whole = False
    if whole:
        say.out(f"{path}: nothing is wrong with it, and nothing was changed")
        return 0
    for words in repaired(path, repair(path, now())):
        say.out(words)
    return 0


def _backup(args: argparse.Namespace) -> int:
    path = existing_path(args, settings_of(args))
    target = args.file or free_name(path, f"backup-{compact(now())}")
    say.out(f"{target}: {backup(path, target)} items")
    return 0


def _restore(args: argparse.Namespace) -> int:
    path = database_path(args, settings_of(args))
    done = restore(path, args.file, now())
    say.out(f"{path}: {done.items} items, from {args.file}")
    if done.aside is not None:
        say.out(f"what was there before was set aside: {done.aside}")
    return 0
