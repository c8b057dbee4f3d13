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
    if args.claim is None:
        with reader(args, settings) as db:
            rows = list(enumerate(_claims(db, args.item), 1))
            ruled = rulings(db)
        say.table(
            ("claim", "question", "side", "value", "corrected", "quote"),
            ((n, f"{one.topic}.{one.question}", one.side, one.value, judgements(one, ruled), one.quote) for n, one in rows),
        )
        return 0
    correction = _correction(args, settings)
    writer = Writer(existing_path(args, settings))
    try:
        writer.call(_judge, args, correction)
    finally:
        writer.close()
    say.note("taken back" if args.undo else "stored; `correct ITEM CLAIM --undo` takes it back")
    return 0


def _judge(db: Connection, args: argparse.Namespace, correction: Correction | None) -> None:
    with_whom = args.same_event or args.no_conflict
    other = _claim(db, *with_whom).anchor if with_whom else None
    mine = _claim(db, args.item, args.claim)
    if args.undo:
        take_back(db, mine)
    elif correction is not None:
        correct(db, mine.row, correction, now())
    else:
        ruled: Ruled = "same event" if args.same_event else "no conflict" if args.no_conflict else "other event"
        rule(db, Ruling(ruled, mine.anchor, other), now())


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
