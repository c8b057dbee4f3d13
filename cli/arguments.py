"""What the command line takes. Building it imports nothing heavy: `--help` and completions come at once."""

import argparse
from pathlib import Path
from typing import NoReturn

from core.language import LANGUAGES
from core.text import line
from digest.formats import FORMATS as DIGESTS
from negotiation_watch import __version__

FORMATS = tuple(one.id for one in DIGESTS)
KINDS = ("feed", "telegram", "wordpress", "gdelt", "googlenews", "mastodon", "bluesky", "sitemap")
SHELLS = ("bash", "zsh", "fish")
MOST = 7 * 24 * 3600
LAST_PORT = 65535
MOST_VISITORS = 100
LONGEST_NUMBER = 19
"""Digits from which a number may not fit into the database."""

_EPILOG = """\
first steps:
  negotiation-watch demo              a built-in newsroom, no network needed
  negotiation-watch                   the dashboard on your feeds; it polls while it is open
  negotiation-watch config init       a commented copy of the configuration to change
  negotiation-watch poll --once       ask every feed once, without a screen
  negotiation-watch compare           who says which number, and where they differ
  negotiation-watch digest --since yesterday --format html --output today.html

times (--since, --until, --as-of): 2026-02-05, 2026-02-05T14:30, now, today, yesterday, session, or how long ago: 90m, 2h, 3d.
exit status: 0 done; 1 the work, or part of it, could not be done; 2 wrong usage or configuration.
"""

_CORRECT = """

A correction is kept with the sentence and the value: it holds after `reread`, and wherever the item prints the sentence again.
  negotiation-watch correct 17                        its claims, numbered
  negotiation-watch correct 17 2 --side Russia        the second of them is about Russia
  negotiation-watch correct 17 2 --same-event 23:1    it tells of the event of which the first claim of item 23 tells"""


_WHY = """

With -v it also tells what each claim was weighed by."""


_SERVE = """

The address that is printed holds a token: whoever opens it can do what you can do in the dashboard, saving files included. On other
addresses than this machine's give the token yourself, and put a server that speaks https before it."""


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints repeat what was typed as text, whatever it holds."""

    def error(self, message: str) -> NoReturn:
        """Print what is wrong with the call, and end."""
        super().error(line(message, 2000))


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line. Global options may stand before or after the command."""
    everywhere = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    shared = everywhere.add_argument_group("options of every command")
    _complete(shared.add_argument("--config", type=Path, metavar="FILE", help="configuration (default: `config path` tells)"), "file")
    _complete(shared.add_argument("--db", type=Path, metavar="FILE", help="database (default: in the platform's data folder)"), "file")
    shared.add_argument("-v", "--verbose", action="count", help="say more on standard error")
    shared.add_argument("--no-network", action="store_true", help="open no connection to anywhere")

    top = _Parser(
        prog="negotiation-watch",
        description="Follow a negotiation through its news feeds: who says which number, side by side, with the sentence behind it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[everywhere],
    )
    top.add_argument("--version", action="version", version=f"negotiation-watch {__version__}")
    top.set_defaults(command=None)
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    def command(name: str, words: str, *, more: str = "") -> argparse.ArgumentParser:
        return commands.add_parser(
            name,
            help=words,
            description=f"{words[0].upper()}{words[1:]}.{more}",
            parents=[everywhere],
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )

    demo = command("demo", "the dashboard over a built-in newsroom; no network needed")
    demo.add_argument("--pace", type=_positive, default=1.0, metavar="N", help="tell its two minutes N times as fast")

    serve = command("serve", "the dashboard in a browser, on this machine", more=_SERVE)
    serve.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="the address to listen on (default: 127.0.0.1)")
    serve.add_argument("--port", type=_port, default=8787, metavar="N", help="the port (default: 8787)")
    serve.add_argument("--token", metavar="TOKEN|env:NAME", help="what visitors have to know; for other addresses than this machine's")
    serve.add_argument("--visitors", type=_visitors, default=4, metavar="N", help="so many at once (default: 4)")

    poll = command("poll", "poll without a screen")
    how = poll.add_mutually_exclusive_group(required=True)
    how.add_argument("--once", action="store_true", help="ask every feed now, then end")
    how.add_argument("--forever", action="store_true", help="ask each feed when it is due, until stopped")
    poll.add_argument("--interval", type=_positive, metavar="SECONDS", help="between two polls of a feed, in place of the configured time")
    poll.add_argument(
        "--feed", action="append", default=[], metavar="URL", help="poll this feed in place of the configured ones (repeatable)"
    )
    _complete(poll.add_argument("--opml", type=Path, metavar="FILE", help="poll the feeds of this OPML file in their place"), "file")
    feed_out = poll.add_argument(
        "--feed-out", type=Path, metavar="FILE", help="keep the conflicts there as an Atom feed, for other readers"
    )
    _complete(feed_out, "file")
    poll.add_argument("--json", action="store_true", help="print one JSON object a poll")

    _feeds(command("feeds", "list, check, find and exchange feeds"), everywhere)
    for name, words in (
        ("items", "list stored items, newest first"),
        ("claims", "list the claims read out of them"),
        ("compare", "line the claims up: who agrees, who differs, and why"),
    ):
        _selection(command(name, words), name)

    _read(command("read", "read the claims of articles given as files; nothing is stored, JSON comes out"))
    _digest(command("digest", "tell a session, or a span of time, as a document"))

    why = command("why", "tell which rules tagged an item, which claims it holds, which sentences were passed over", more=_WHY)
    why.add_argument("item", type=_item, metavar="ITEM", help="its number, as `items` shows it")
    _correct(command("correct", "list an item's claims, and correct those that were read wrong", more=_CORRECT))
    command("retag", "apply changed topic rules to everything that is stored")
    command("reread", "read the claims of everything that is stored again; may be interrupted and goes on where it was")
    backfill = command("backfill", "take over the news of archives: JSON lines, Parquet, newsboat's cache.db, a database of reader")
    _complete(
        backfill.add_argument("file", nargs="+", type=Path, metavar="FILE", help="may be given again: what is known is passed over"), "file"
    )

    _config(command("config", "show, check and make the configuration"), everywhere)
    _store(command("store", "check, mend and copy the database, and bring a copy back"), everywhere)
    command("doctor", "say what is installed, where things lie, what is wrong and how to mend it")
    completion = command("completion", "print a completion script for a shell")
    completion.add_argument("shell", choices=SHELLS)
    return top


def _feeds(feeds: argparse.ArgumentParser, everywhere: argparse.ArgumentParser) -> None:
    actions = feeds.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="list the configured feeds and how they do", parents=[everywhere])
    listing.add_argument("--json", action="store_true", help="print JSON")
    check = actions.add_parser("check", help="ask each feed once and report; nothing is stored", parents=[everywhere])
    check.add_argument("--json", action="store_true", help="print JSON")
    add = actions.add_parser("add", help="add a feed to the configuration file", parents=[everywhere])
    add.add_argument("url", metavar="URL", help="a feed's, or the page of a site, a channel or an account")
    add.add_argument("--kind", choices=KINDS, help="what is there, where the address does not tell")
    add.add_argument("--name", help="the source's name (default: the feed's own title)")
    discover = actions.add_parser("discover", help="find the feeds of a page", parents=[everywhere])
    discover.add_argument("url", metavar="URL")
    importing = actions.add_parser("import", help="add the feeds of an OPML file to the configuration file", parents=[everywhere])
    _complete(importing.add_argument("file", type=Path, metavar="OPML"), "file")
    actions.add_parser("export", help="print the configured feeds as OPML", parents=[everywhere])


def _read(read: argparse.ArgumentParser) -> None:
    _complete(read.add_argument("file", nargs="?", metavar="FILE|-", help="one article as plain text"), "file")
    read.add_argument(
        "--jsonl", metavar="FILE|-", help='articles, a JSON object a line: {"id", "source", "published", "title", "text", ...}'
    )
    read.add_argument("--source", help="the outlet of the one article")
    read.add_argument("--published", metavar="TIME", help="when it was published")
    read.add_argument("--title", default="", help="its headline")
    read.add_argument("--lang", choices=LANGUAGES, help="its language; told from the text otherwise")
    read.add_argument("--url", help="its address")
    read.add_argument("--parties", metavar="NAMES", help='the sides, in place of the configured ones: "Israel,Hamas"')


def _correct(correct: argparse.ArgumentParser) -> None:
    correct.add_argument("item", nargs="?", type=_item, metavar="ITEM", help="its number, as `items` shows it")
    correct.add_argument("claim", nargs="?", type=_item, metavar="CLAIM", help="the number of the claim in the list")
    what = correct.add_mutually_exclusive_group()
    what.add_argument("--wrong", action="store_true", help="the sentence does not say this")
    what.add_argument("--side", metavar="NAME", help='it is about another side: a party, "both" or "none"')
    what.add_argument("--question", metavar="TOPIC.QUESTION", help="it answers another question")
    what.add_argument("--same-event", type=_claim, metavar="ITEM:CLAIM", help="it tells of the event that this other claim tells of")
    what.add_argument("--other-event", action="store_true", help="it tells of another event than the claims beside it")
    what.add_argument("--no-conflict", type=_claim, metavar="ITEM:CLAIM", help="it and this other claim can both be true")
    what.add_argument("--undo", action="store_true", help="take back what was said of it")
    correct.add_argument("--note", metavar="WORDS", help="why, in your words")
    correct.add_argument("--labels", action="store_true", help="print all corrections, a JSON object a line: examples to learn from")


def _digest(digest: argparse.ArgumentParser) -> None:
    digest.add_argument("--since", metavar="TIME", help="from when (default: the last session, or 24 hours where there was none)")
    digest.add_argument("--until", metavar="TIME", help="up to when")
    digest.add_argument("--as-of", metavar="TIME", help="as it was known then, and no later")
    digest.add_argument("--format", choices=FORMATS, help="default: by the ending of --output, else md")
    _complete(digest.add_argument("--output", type=Path, metavar="FILE", help="write it there, in place of standard output"), "file")
    digest.add_argument("--overwrite", action="store_true", help="replace the file where there is one")


def _config(config: argparse.ArgumentParser, everywhere: argparse.ArgumentParser) -> None:
    actions = config.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("path", help="say which file is in use", parents=[everywhere])
    actions.add_parser("show", help="print what is in force, as JSON", parents=[everywhere])
    check = actions.add_parser("check", help="check a file and name every mistake", parents=[everywhere])
    _complete(check.add_argument("file", nargs="?", type=Path, metavar="FILE", help="default: the one in use"), "file")
    init = actions.add_parser("init", help="write a commented copy to begin from", parents=[everywhere])
    _complete(
        init.add_argument("file", nargs="?", type=Path, metavar="FILE", help="default: in the platform's configuration folder"), "file"
    )
    which = init.add_mutually_exclusive_group()
    which.add_argument(
        "--preset", metavar="NAME", help="begin from one made for another negotiation: israel-hamas, us-iran, india-pakistan"
    )
    which.add_argument("--parties", metavar="NAMES", help='begin from one for the talks between these: "Sudan,RSF"')
    actions.add_parser("schema", help="print a JSON Schema for editors", parents=[everywhere])


def _store(store: argparse.ArgumentParser, everywhere: argparse.ArgumentParser) -> None:
    actions = store.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("check", help="say what is wrong with the database", parents=[everywhere])
    actions.add_parser("repair", help="make a whole one of what can be read; the damaged one is set aside", parents=[everywhere])
    copying = actions.add_parser("backup", help="copy it into a new file, also while it is in use", parents=[everywhere])
    _complete(
        copying.add_argument("file", nargs="?", type=Path, metavar="FILE", help="default: beside the database, with the time"), "file"
    )
    restoring = actions.add_parser(
        "restore", help="put a copy in its place, also while it is in use; what was there is set aside", parents=[everywhere]
    )
    _complete(restoring.add_argument("file", type=Path, metavar="FILE", help="the copy"), "file")
    actions.add_parser("metadata", help="print what datasette is to be told of the database's views, as JSON", parents=[everywhere])


def _selection(command: argparse.ArgumentParser, name: str) -> None:
    command.add_argument("--topic", help="only of this topic")
    if name != "items":
        command.add_argument("--question", help="only answers to this question")
    command.add_argument("--source", help="only of this outlet")
    command.add_argument("--since", metavar="TIME", help="first seen from then on")
    command.add_argument("--until", metavar="TIME", help="first seen before then")
    command.add_argument("--by", choices=("seen", "published"), default="seen", help="let --since and --until go by publication instead")
    command.add_argument("--as-of", metavar="TIME", help="as it was known then")
    command.add_argument("--search", metavar="WORDS", help="only with all these words in title or text")
    command.add_argument("--json", action="store_true", help="print JSON")
    if name == "compare":
        claims = command.add_argument("--claims", metavar="FILE|-", help="compare claims given as JSON; nothing is stored, JSON comes out")
        _complete(claims, "file")


def _positive(text: str) -> float:
    """Read a number above 0, a week's seconds at most."""
    try:
        number = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no number") from None
    if not 0 < number <= MOST:
        raise argparse.ArgumentTypeError(f"{text} is not above 0, and {MOST} at most")
    return number


def _port(text: str) -> int:
    """Read the number of a port."""
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER and 0 < int(text) <= LAST_PORT):
        raise argparse.ArgumentTypeError(f"{text} is no port")
    return int(text)


def _visitors(text: str) -> int:
    """Read how many visitors there may be."""
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER and 0 < int(text) <= MOST_VISITORS):
        raise argparse.ArgumentTypeError(f"{text} is not from 1 to {MOST_VISITORS}")
    return int(text)


def _item(text: str) -> int:
    """Read an item's number."""
    if not (text.isascii() and text.isdigit() and len(text) < LONGEST_NUMBER):
        raise argparse.ArgumentTypeError(f"{text} is no item's number; `items` lists them")
    return int(text)


def _claim(text: str) -> tuple[int, int]:
    """Read which claim of which item is meant."""
    item, _, claim = text.partition(":")
    if not claim:
        raise argparse.ArgumentTypeError(f"{text} names no claim; write ITEM:CLAIM, as `correct ITEM` numbers them")
    return _item(item), _item(claim)


def _complete(action: argparse.Action, what: str) -> None:
    """Mark an argument for shell completion."""
    action.complete = {"bash": "_shtab_compgen_files", "zsh": "_files", "fish": "__fish_complete_path"} if what == "file" else {}  # type: ignore[attr-defined]
