"""`correct`: a claim that was read or compared wrong is called so, for good."""

import argparse
from sqlite3 import Connection

from claims.guide import guide
from cli import say
from cli.context import existing_path, reader, settings_of
from core.contract import label_json, ruling_json
from core.correction import Correction, Ruled, Ruling
from core.errors import UsageError
from core.settings import Settings
from core.times import now
from digest.names import answerable
from store.corrections import Judged, correct, judged, judgements, labels
from store.items import item
from store.rulings import rule, rulings, take_back
from store.writer import Writer


def correct_claim(args: argparse.Namespace) -> int:
    """Run `correct`: list an item's claims, judge one of them, or export what was judged."""
    settings = settings_of(args)
    if args.labels:
        with reader(args, settings) as db:
            found = [*map(label_json, labels(db)), *map(ruling_json, rulings(db))]
        for label in found:
            say.out_json_line(label)
        return 0
    if args.item is None:
        raise UsageError("give an item's number, as `items` shows it; --labels prints what was corrected")
    if args.claim is None and not _asks(args):
        with reader(args, settings) as db:
            rows = list(enumerate(_claims(db, args.item), 1))
            ruled = rulings(db)
        say.table(
            ("claim", "question", "side", "value", "corrected", "quote"),
            ((n, f"{one.topic}.{one.question}", one.side, one.value, judgements(one, ruled), one.quote) for n, one in rows),
        )
        return 0
    if args.claim is None:
        raise UsageError(f"say which claim of item {args.item}: `correct {args.item}` numbers them")
    correction = _correction(args, settings)
    writer = Writer(existing_path(args, settings))
    try:
        writer.call(_judge, args, correction, settings)
    finally:
        writer.close()
    say.note("taken back" if args.undo else "stored; `correct ITEM CLAIM --undo` takes it back")
    return 0


def _asks(args: argparse.Namespace) -> bool:
    """Whether something is to be said of a claim, and not only listed."""
    return any((args.wrong, args.side, args.question, args.same_event, args.other_event, args.no_conflict, args.undo, args.note))


def _judge(db: Connection, args: argparse.Namespace, correction: Correction | None, settings: Settings) -> None:
    with_whom = args.same_event or args.no_conflict
    other = _claim(db, *with_whom) if with_whom else None
    mine = _claim(db, args.item, args.claim)
    if args.undo:
        if not judgements(mine, rulings(db)):
            raise UsageError(f"nothing was said of claim {args.claim} of item {args.item}, so there is nothing to take back")
        take_back(db, mine)
    elif correction is not None:
        _check_answer(mine, correction, settings)
        correct(db, mine.row, correction, now())
    else:
        ruled: Ruled = "same event" if args.same_event else "no conflict" if args.no_conflict else "other event"
        if other is not None:
            _check_pair(mine, other, ruled)
        rule(db, Ruling(ruled, mine.anchor, other.anchor if other is not None else None, args.note), now())


def _check_answer(claim: Judged, correction: Correction, settings: Settings) -> None:
    named = correction.topic or "", correction.question or ""
    if correction.verdict == "other question" and named not in answerable(settings)[claim.kind]:
        raise UsageError(f"--question {'.'.join(named)}: “{claim.value}” is a {claim.kind}, which does not answer it")


def _check_pair(claim: Judged, other: Judged, ruled: Ruled) -> None:
    if claim.anchor == other.anchor:
        raise UsageError("name another claim, not the same one twice")
    topics = [one.correction.topic if one.correction and one.correction.topic else one.topic for one in (claim, other)]
    if ruled == "same event" and topics[0] != topics[1]:
        raise UsageError(f"--same-event: the one tells of {topics[0]}, the other of {topics[1]}: events are of one topic")


def _claim(db: Connection, number: int, claim: int) -> Judged:
    found = _claims(db, number)
    if not 0 < claim <= len(found):
        raise UsageError(f"item {number} has no claim {claim}; it has {len(found)}, and `correct {number}` lists them")
    return found[claim - 1]


def _claims(db: Connection, number: int) -> list[Judged]:
    if item(db, number) is None:
        raise UsageError(f"there is no item {number}; `items` lists them")
    return judged(db, number)


def _correction(args: argparse.Namespace, settings: Settings) -> Correction | None:
    """Return the correction that the options ask for; None: they ask for a ruling, or to take back what was said."""
    if args.undo or args.same_event or args.other_event or args.no_conflict:
        return None
    if args.wrong:
        return Correction("wrong", note=args.note)
    known = guide(settings.negotiation, settings.question)
    if args.side is not None:
        sides = {name.casefold(): name for name in (*known.parties, *known.sides.stands, "both")}
        if args.side.casefold() not in {*sides, "none"}:
            raise UsageError(f"--side {args.side}: there is no such side; there are {', '.join(sorted(sides.values()))} and none")
        return Correction("wrong side", side=sides.get(args.side.casefold()), note=args.note)
    if args.question is None:
        raise UsageError(
            "say what is wrong: --wrong, --side NAME or --question TOPIC.QUESTION, or of how it is compared --same-event ITEM:CLAIM, "
            "--other-event or --no-conflict ITEM:CLAIM; --undo takes it back"
        )
    asked = {f"{one.topic}.{one.id}" for one in known.questions}
    if args.question not in asked:
        raise UsageError(f"--question {args.question}: there is no such question; there are {', '.join(sorted(asked))}")
    topic, _, question = args.question.partition(".")
    return Correction("other question", topic=topic, question=question, note=args.note)
