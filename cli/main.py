"""The command line's entrance: one command in, one exit status out."""

import argparse
import logging
import os
from collections.abc import Callable, Sequence
from importlib import import_module

from cli import say
from cli.arguments import parser
from cli.logs import log, log_to
from cli.offline import no_network
from core.errors import UsageError, WorkError

DONE, FAILED, WRONG = 0, 1, 2
INTERRUPTED = 130

# Each command's module is imported when it is asked for: `--help` and the data commands never load the dashboard.
_COMMANDS = {
    None: ("cli.opening", "dashboard"),
    "demo": ("cli.opening", "demo"),
    "serve": ("cli.serve", "serve"),
    "poll": ("cli.poll", "poll"),
    "feeds": ("cli.feeds", "feeds"),
    "items": ("cli.lists", "list_items"),
    "claims": ("cli.lists", "list_claims"),
    "compare": ("cli.lists", "list_comparisons"),
    "read": ("cli.read", "read"),
    "digest": ("cli.digest", "digest"),
    "why": ("cli.why", "why"),
    "correct": ("cli.correct", "correct_claim"),
    "retag": ("cli.again", "retag"),
    "reread": ("cli.again", "reread"),
    "backfill": ("cli.backfill", "take_over"),
    "config": ("cli.config", "config"),
    "store": ("cli.store", "store"),
    "doctor": ("cli.doctor", "doctor"),
    "completion": ("cli.completion", "completion"),
}


def main(words: Sequence[str]) -> int:
    """Run one command and return the exit status: 0 done, 1 not or not all done, 2 wrong usage or configuration."""
    try:
        args = parser().parse_args(words)
    except SystemExit as end:  # argparse has printed its help or its complaint
        return int(end.code or 0)
    log_to(logging.StreamHandler(), getattr(args, "verbose", 0) or 0)
    module, name = _COMMANDS[args.command]
    try:
        say.begin()
        # What is written is its owner's alone, whatever the shell's habits: logs and the database's own files, too.
        os.umask(0o077)
        run: Callable[[argparse.Namespace], int] = getattr(import_module(module), name)
        with no_network(forbidden=getattr(args, "no_network", False)):
            status = run(args)
        say.flush()
    except UsageError as error:
        say.note(str(error))
        return WRONG
    except WorkError as error:
        say.note(str(error))
        return FAILED
    except PermissionError as refusal:
        say.note(f"{refusal.filename}: is closed to you: change the permissions of the file and its folder, or name another one")
        return FAILED
    except BrokenPipeError:
        say.pipe_closed()
        return FAILED
    except Exception as bug:  # noqa: BLE001  (whatever it is, its user gets a line, and no traceback unasked)
        log.info("", exc_info=True)
        say.note(f"a fault of this program: {type(bug).__name__}: {bug}; run the command with -v to see where")
        return FAILED
    except KeyboardInterrupt:
        say.note("interrupted")
        return INTERRUPTED
    return status
