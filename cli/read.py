"""`read`: the tags, claims and comparisons of articles that are given; nothing is stored."""

import argparse
import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from claims.comparing.compare import compare
from claims.comparing.origins import origins
from claims.gazetteer import called, named
from cli import say
from cli.context import settings_of
from cli.given import read_file, read_json
from core.claim import Claim
from core.comparison import Comparison, Coverage
from core.contract import article_from_json, claim_json, comparison_json, tag_json
from core.errors import RunawayError, UsageError
from core.news import Article, Tag
from core.settings import parties_by_speaker
from core.times import now, read_moment
from watch.desk import Desk, open_desk, read_all, tag_all
from watch.limits import limited

log = logging.getLogger("negotiation_watch.read")


def read(args: argparse.Namespace) -> int:
    """Run `read`. Lines that are no article are told of on standard error; the others are read, and the status is 1."""
    settings = settings_of(args)
    names = [] if args.parties is None else args.parties.split(",")
    negotiation = settings.negotiation if args.parties is None else named(names)
    own = called(names)
    given = list(_articles(args))
    articles = [one for one in given if isinstance(one, Article)]
    for error in given:
        if isinstance(error, UsageError):
            say.note(str(error))
    done = list(_read(articles, open_desk(replace(settings, negotiation=negotiation))))
    tags = {article.id: ones for article, ones, _ in done}
    found = [claim for _, _, claims in done for claim in claims]
    rows = compare(
        found,
        parties=[party.name for party in negotiation.parties],
        coverage=[
            Coverage(article.id, article.source, topic, article.full, article.published)
            for article, _, _ in done
            for topic in sorted({one.topic for one in tags[article.id]})
        ],
        origins=origins(articles, ()),
        speakers=parties_by_speaker(negotiation),
        now=now(),
    )
    say.out_json(
        {
            "tags": [tag_json(item, one) for item, ones in tags.items() for one in ones],
            "claims": [claim_json(_as_called(claim, own)) for claim in found],
            "comparisons": [comparison_json(_row_as_called(row, own)) for row in rows],
        }
    )
    return int(len(done) < len(given))


def _read(articles: Sequence[Article], desk: Desk) -> Iterator[tuple[Article, tuple[Tag, ...], tuple[Claim, ...]]]:
    """Yield the articles with their tags and claims; one that takes too much, or that cannot be read, is left out, which is said."""
    for article in articles:
        try:
            with limited():
                tags, claims = tag_all(desk, [article])[0], read_all(desk, [article])[0]
        except RunawayError as runaway:
            say.note(f"{article.id}: {runaway}")
        except Exception as fault:  # Whichever it is, the other articles are none the worse for it.
            log.info("reading %s", article.id, exc_info=True)
            say.note(f"{article.id}: a fault of this program: {type(fault).__name__}: {fault}; run the command with -v to see where")
        else:
            yield article, tags, claims


def _as_called(claim: Claim, own: Mapping[str, str]) -> Claim:
    """Give the parties of a claim the names by which the caller knows them."""
    side, speaker, body = (own.get(name, name) if name else None for name in (claim.side, claim.speaker, claim.body))
    return replace(claim, side=side, speaker=speaker, body=body)


def _row_as_called(row: Comparison, own: Mapping[str, str]) -> Comparison:
    groups = tuple(replace(group, claims=tuple(_as_called(claim, own) for claim in group.claims)) for group in row.groups)
    return replace(row, side=own.get(row.side, row.side) if row.side else None, groups=groups)


def _articles(args: argparse.Namespace) -> Iterator[Article | UsageError]:
    """Yield the articles given, and in the place of one that cannot be read what is wrong with it."""
    if (args.file is None) == (args.jsonl is None):
        raise UsageError("read takes one article (a file, or - for standard input), or --jsonl with a file of many")
    if args.jsonl is not None:
        shown = "standard input" if args.jsonl == "-" else args.jsonl
        # Split at line feeds alone: a JSON text may hold any other line separator.
        for number, row in enumerate(read_file(args.jsonl).split("\n"), 1):
            if row.strip():
                place = f"{shown}, line {number}"
                try:
                    yield article_from_json(read_json(row, place), place)
                except UsageError as error:
                    yield error
        return
    if args.source is None or args.published is None:
        raise UsageError("read FILE needs --source and --published: dates in the text count from there")
    try:
        published = read_moment(args.published, now())
    except ValueError as error:
        raise UsageError(f"--published: {error}") from None
    yield Article(args.url or args.file, args.source, published, args.title, read_file(args.file), args.lang, args.url)
