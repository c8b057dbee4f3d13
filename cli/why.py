"""`why`: what the program made of one item, and for what reasons."""

import argparse

from claims.comparing.intervals import shown
from claims.comparing.rulings import anchor
from claims.concern import concerns
from claims.guide import guide
from claims.reader import read
from cli import say
from cli.context import reader, settings_of
from cli.edits import tell_changes
from core.claim import Reading
from core.errors import UsageError
from core.news import Article
from rules.tagging import RuleVerdict, compile_topics, explain
from store.claims import version_claims
from store.corrections import Judged, judged, judgements
from store.items import item
from store.rulings import rulings
from store.versions import article, versions


def why(args: argparse.Namespace) -> int:
    """Run `why`: everything is worked out anew from the stored text, with the rules that hold now."""
    settings = settings_of(args)
    with reader(args, settings) as db:
        found, text, known = item(db, args.item), article(db, args.item), versions(db, args.item)
        ruled = rulings(db)
        corrected = [(one, words) for one in judged(db, args.item) if (words := judgements(one, ruled))]
        claimed = [version_claims(db, one.id) for one in known]
    if found is None or text is None:
        raise UsageError(f"there is no item {args.item}; `items` lists them")
    say.out(f"{found.title}\n{found.source}, {found.url or 'no link'}, versions: {len(known)}")
    reading_by = guide(settings.negotiation, settings.question)
    if not concerns(text, reading_by):
        say.out(f"\nThis names no party of {settings.negotiation.name}: no topics and no claims are kept of it. Else there would be:")
    say.out("\nTOPICS")
    for topic in explain(compile_topics(settings.topic), text):
        for rule in topic.rules:
            if rule.verdict != "missing":
                say.out(f"  {topic.topic}: {_rule(rule)}")
    _tell(text, read(text, reading_by), corrected, verbose=bool(getattr(args, "verbose", 0)))
    tell_changes(known, claimed)
    return 0


def _tell(text: Article, reading: Reading, corrected: list[tuple[Judged, str]], *, verbose: bool) -> None:
    """Print what was read, what the reader made of it, and what was passed over."""
    said = {one.anchor: words for one, words in corrected}
    say.out("\nCLAIMS" if reading.claims else "\nCLAIMS\n  none")
    for claim in reading.claims:
        value = f"{shown(claim.value, claim.qualifier)} ({claim.qualifier}, printed “{claim.value.text}”)"
        who = f"{claim.speaker or 'the outlet'}" + (f", by “{claim.cue}”" if claim.cue else "")
        mark = f"; corrected by you: {words}" if (words := said.get(anchor(claim))) else ""
        say.out(f"  {claim.topic}.{claim.question}, side {claim.side or 'none'}: {value}{mark}")
        rule = claim.rule + (f" by “{claim.trigger}”" if claim.trigger else "")
        if claim.grounds and verbose:
            rule += f", weighed {', '.join(claim.grounds)}"
        say.out(f"    rule {rule}; {claim.status}; said by {who}; {claim.place} {claim.start} to {claim.end}: {claim.quote}")
    if corrected:
        say.out("\nCORRECTED BY YOU")
    for one, words in corrected:
        say.out(f"  {one.topic}.{one.question}, side {one.side or 'none'}, “{one.value}”: {words}: {one.quote}")
    if reading.passed:
        say.out("\nPASSED OVER")
    for passed in reading.passed:
        say.out(f"  {passed.reason}: {_passage(text, passed.place, passed.start, passed.end)}")


def _rule(verdict: RuleVerdict) -> str:
    words = "; ".join(f"“{printed.phrase}” in the {printed.place}" for printed in verdict.printed)
    return f"{verdict.rule} {verdict.verdict}" + (f" by {words}" if words else "")


def _passage(article: Article, place: str, start: int, end: int) -> str:
    return (article.title if place == "title" else article.text)[start:end]
