"""A claim, or an item, as a reference in one line, to paste into a report. Pure."""

from core.claim import Claim
from core.text import line
from core.times import brief
from tui.page import Leaf

_LONGEST = 400


def footnote(leaf: Leaf, claim: Claim | None) -> str:
    """Return outlet, headline, quote, speaker, times and link, in one line without control characters."""
    article = leaf.article
    parts = [article.source, f'"{article.title}"']
    if claim is not None:
        parts.append(f"«{claim.quote}» ({claim.speaker or 'own voice'})")
    parts.append(f"published {brief(article.published)}")
    if leaf.seen is not None:
        parts.append(f"seen {brief(leaf.seen)}")
    if article.url:
        parts.append(article.url)
    return ", ".join(line(part, _LONGEST) for part in parts)
