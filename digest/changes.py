"""What an edit changed of what an article claims.

A change is a change of fact where a claim's value, qualifier, speaker or status changed, or a claim came or went; all else is
wording (the categories of NewsEdits: Spangher et al., NAACL 2022).
"""

from collections.abc import Callable, Iterator, Sequence

from claims.intervals import shown
from core.claim import Claim
from core.text import line
from digest.quote import excerpt
from digest.record import Change, FactChange
from digest.telling import Names, speaker_of
from store.edits import Edit

Key = Callable[[Claim], tuple[object, ...]]


def change(edit: Edit, names: Names) -> Change | None:
    """Return what an edit changed; None: wording only."""
    facts = tuple(fact_changes(edit.old_claims, edit.new_claims, names))
    if not facts:
        return None
    return Change(source=line(edit.source), title=line(edit.new_title), url=edit.url, time=edit.seen, version=edit.number, facts=facts)


def fact_changes(old: Sequence[Claim], new: Sequence[Claim], names: Names) -> Iterator[FactChange]:
    """Yield the changes from the claims of one version to those of the next: what changed and came in the later's order, then what went.

    Claims are matched by what they say, then by the question and who says so, then by the question alone, in the order of the text.
    """
    left, now = _once(old), _once(new)
    matched: dict[int, Claim] = {}
    for key in (_same, _asked_of, _asked):
        for number, claim in enumerate(now):
            if number not in matched and (found := next((one for one in left if key(one) == key(claim)), None)) is not None:
                matched[number] = found
                left.remove(found)
    for number, claim in enumerate(now):
        before = matched.get(number)
        if before is None or _same(before) != _same(claim):
            yield _fact(before, claim, names)
    for claim in left:
        yield _fact(claim, None, names)


def _once(claims: Sequence[Claim]) -> list[Claim]:
    """Take what a text says more than once as said once."""
    return list({_same(claim): claim for claim in reversed(claims)}.values())[::-1]


def _asked(claim: Claim) -> tuple[object, ...]:
    return claim.topic, claim.question, claim.side, claim.measure, claim.scope


def _asked_of(claim: Claim) -> tuple[object, ...]:
    return *_asked(claim), claim.speaker


def _same(claim: Claim) -> tuple[object, ...]:
    return *_asked_of(claim), claim.value.low, claim.value.high, claim.value.unit, claim.qualifier, claim.status


def _fact(old: Claim | None, new: Claim | None, names: Names) -> FactChange:
    claim = new or old
    assert claim is not None  # noqa: S101  (one of the two is always there)
    label = names.label(claim.topic, claim.question, claim.side)
    quote = excerpt(claim.quote, claim.value.text)
    if old is None or new is None:
        words = _words(claim, status=False, speaker=False)
        return FactChange(
            kind="added" if old is None else "removed",
            label=label,
            old=None if old is None else words,
            new=words if new else None,
            quote=quote,
        )
    status, speaker = old.status != new.status, old.speaker != new.speaker
    return FactChange(
        kind="changed",
        label=label,
        old=_words(old, status=status, speaker=speaker),
        new=_words(new, status=status, speaker=speaker),
        quote=quote,
    )


def _words(claim: Claim, *, status: bool, speaker: bool) -> str:
    more: list[str] = [claim.status] if status else []
    if speaker:
        more.append(speaker_of(claim) or "in its own voice")
    return line(shown(claim.value, claim.qualifier)) + (f" ({', '.join(more)})" if more else "")
