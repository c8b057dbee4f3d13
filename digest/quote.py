"""Short quotations."""

from core.text import line

LONGEST = 200
"""Characters of a quotation in what leaves the program, ellipses included."""


def excerpt(sentence: str, value: str = "", limit: int = LONGEST) -> str:
    """Return at most `limit` characters of a sentence, cut between words, with an ellipsis where something is left out.

    The words of `value` stay in it, where they stand in the sentence and are not longer than the limit themselves.

    >>> excerpt("After talks that took two days the sides exchanged 314 prisoners.", "314", 30)
    '… sides exchanged 314…'
    """
    text = line(sentence, 100_000)
    if len(text) <= limit:
        return text
    value = line(value)
    at = max(text.find(value), 0) if len(value) <= limit - 4 else 0
    end = limit - 1
    if at + len(value) <= end:
        return _cut_end(text[:end], text[end], at + len(value)) + "…"
    # What stands before a figure tells more of it than what follows: the excerpt ends soon after it.
    stop = min(len(text), at + len(value) + limit // 6)
    start = stop - (limit - 4)
    head = text[start:stop]
    if not text[start - 1].isspace():
        space = head.find(" ", 0, at - start)
        head = head[space + 1 :] if space >= 0 else head
    if stop == len(text):
        return "… " + head.lstrip()
    keep = head.find(value) + len(value)
    return "… " + _cut_end(head, text[stop], keep).lstrip() + "…"


def _cut_end(head: str, following: str, keep: int) -> str:
    """Take off a last word that is cut, but none of the first `keep` characters."""
    if (following.isalnum() or following in "-'\u2019") and (space := head.rfind(" ", keep)) >= 0:
        head = head[:space]
    return head.rstrip(" ,;:\u2013\u2014-")
