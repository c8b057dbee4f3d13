"""`correct`: a claim that was read wrong is called so, for good."""

import argparse
from sqlite3 import Connection

from claims.guide import guide
from cli import say
from cli.context import existing_path, reader, settings_of
from core.contract import label_json
from core.correction import Correction
from core.errors import UsageError
from core.settings import Settings
from core.times import now
from store.corrections import Judged, correct, judged, labels, withdraw
from store.items import item
from store.writer import Writer


def correct_claim(args: argparse.Namespace) -> int:
    """Run `correct`: list an item's claims, judge one of them, or export what was judged."""
    settings = settings_of(args)
    if args.labels:
        with reader(args, settings) as db:
            found = labels(db)
        for label in found:
            say.out_json_line(label_json(label))
        return 0
    if args.item is None:
        raise UsageError("give an item's number, as `items` shows it; --labels prints what was corrected")
    if args.claim is None:
        with reader(args, settings) as db:
            rows = list(enumerate(_claims(db, args.item), 1))
        say.table(
            ("claim", "question", "side", "value", "corrected", "quote"),
            ((n, f"{one.topic}.{one.question}", one.side, one.value, told(one.correction), one.quote) for n, one in rows),
        )
        return 0
    correction = _correction(args, settings)
    writer = Writer(existing_path(args, settings))
    try:
        writer.call(_judge, args.item, args.claim, correction)
    finally:
        writer.close()
    say.note("taken back" if correction is None else "stored; `correct --labels` prints all corrections")
    return 0


def told(correction: Correction | None) -> str:
    """Write a correction in a few words; nothing for none."""
    match correction:
        case None:
            return ""
        case Correction(verdict="wrong"):
            words = "wrong"
        case Correction(verdict="wrong side"):
            words = f"side {correction.side or 'none'}"
        case _:
            words = f"answers {correction.topic}.{correction.question}"
    return words + (f" ({correction.note})" if correction.note else "")


def _judge(db: Connection, number: int, claim: int, correction: Correction | None) -> None:
    found = _claims(db, number)
    if not 0 < claim <= len(found):
        raise UsageError(f"item {number} has no claim {claim}; it has {len(found)}, and `correct {number}` lists them")
    row = found[claim - 1].row
    if correction is None:
        withdraw(db, row)
    else:
        correct(db, row, correction, now())


def _claims(db: Connection, number: int) -> list[Judged]:
    if item(db, number) is None:
        raise UsageError(f"there is no item {number}; `items` lists them")
    return judged(db, number)


def _correction(args: argparse.Namespace, settings: Settings) -> Correction | None:
    """Return the correction that the options ask for; None: an earlier one is to be taken back."""
    if args.undo:
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
        raise UsageError("say what is wrong: --wrong, --side NAME or --question TOPIC.QUESTION; --undo takes a correction back")
    asked = {f"{one.topic}.{one.id}" for one in known.questions}
    if args.question not in asked:
        raise UsageError(f"--question {args.question}: there is no such question; there are {', '.join(sorted(asked))}")
    topic, _, question = args.question.partition(".")
    return Correction("other question", topic=topic, question=question, note=args.note)
