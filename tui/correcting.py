"""What a reader may say of a claim that was read wrong, as lines to choose from. Pure."""

from collections.abc import Sequence

from core.correction import Correction
from store.corrections import Judged
from tui.cells import Look


def claim_line(claim: Judged, look: Look) -> str:
    """Write a claim, with what was made of it, on one line."""
    side = f" {look.glyphs.dot} {claim.side}" if claim.side else ""
    mark = f"  ({told(claim.correction, look)})" if claim.correction else ""
    return f"{look.question(claim.topic, claim.question)}{side}: {claim.value}{mark}"


def verdicts(claim: Judged, parties: Sequence[str], look: Look) -> list[tuple[str, Correction | None]]:
    """Return what can be said of a claim: each as a line, and as the correction it stands for; None takes an earlier one back."""
    found: list[tuple[str, Correction | None]] = []
    if claim.correction is not None:
        found.append(("It was right: take the correction back", None))
    said = [Correction("wrong")]
    said += [Correction("wrong side", side=side) for side in (*parties, "both", None) if side != claim.side]
    said += [
        Correction("other question", topic=topic, question=question)
        for topic, question in sorted(look.labels, key=lambda key: (key[0] != claim.topic, key))
        if (topic, question) != (claim.topic, claim.question)
    ]
    return found + [(told(correction, look), correction) for correction in said]


def told(correction: Correction, look: Look) -> str:
    """Write a correction in a few words."""
    match correction.verdict:
        case "wrong":
            return "Wrong: the sentence does not say this"
        case "wrong side":
            return f"Wrong side: it is about {correction.side or 'no side'}"
        case "other question":
            return f"Other question: {look.question(correction.topic or '', correction.question or '')}"
