"""What an edit changed of what an article claims; all else that it changed is wording."""

from collections.abc import Iterator, Sequence

from claims.comparing.changes import Change as ClaimChange
from claims.comparing.changes import changes
from claims.comparing.intervals import shown
from core.claim import Claim
from core.text import line
from digest.quote import excerpt
from digest.record import Change, Fact, FactChange
from digest.telling import Names, speaker_of
from store.edits import Edit


def change(edit: Edit, names: Names) -> Change | None:
    """Return what an edit changed; None: wording only."""
    facts = tuple(fact_changes(edit.old_claims, edit.new_claims, names))
    if not facts:
        return None
    return Change(source=line(edit.source), title=line(edit.new_title), url=edit.url, time=edit.seen, version=edit.number, facts=facts)


def fact_changes(old: Sequence[Claim], new: Sequence[Claim], names: Names) -> Iterator[FactChange]:
    """Yield the changes from the claims of one version to those of the next: what changed and came in the later's order, then what went."""
    for one in sorted(changes(old, new), key=lambda one: (one.new is None, one.claim.start)):
        yield _fact(one, names)


def _fact(change: ClaimChange, names: Names) -> FactChange:
    old, new, claim = change.old, change.new, change.claim
    label = names.label(claim.topic, claim.question, claim.side)
    quote = excerpt(claim.quote, claim.value.text)
    if old is None or new is None:
        words = _words(claim, status=False, speaker=False)
        kind: Fact = "added" if old is None else "removed"
        return FactChange(
            kind=kind, label=label, old=words if old else None, new=words if new else None, speaker=speaker_of(claim), quote=quote
        )
    status, speaker = "status" in change.fields, "speaker" in change.fields
    return FactChange(
        kind="changed",
        label=label,
        old=_words(old, status=status, speaker=speaker),
        new=_words(new, status=status, speaker=speaker),
        speaker=None if speaker else speaker_of(new),
        quote=quote,
    )


def _words(claim: Claim, *, status: bool, speaker: bool) -> str:
    more: list[str] = [claim.status] if status else []
    if speaker:
        more.append(speaker_of(claim) or "in its own voice")
    return line(shown(claim.value, claim.qualifier)) + (f" ({', '.join(more)})" if more else "")
