"""Quotations, also over several sentences and paragraphs."""

_LONGEST = 4000


def quotations(text: str) -> list[tuple[int, int]]:
    """Return the spans between quotation marks of a normalised text, in order.

    A quotation that a paragraph leaves open goes on where the next paragraph opens with a mark, or first closes one; else it ends with its
    paragraph.

    >>> text = 'He wrote:\\n"We go on.\\n\\nWe took 12 towns", the general said.'
    >>> [text[a:b] for a, b in quotations(text)]
    ['"We go on.\\n\\nWe took 12 towns"']
    """
    found: list[tuple[int, int]] = []
    start = left = 0
    opened: int | None = None
    for line in text.split("\n"):
        end = start + len(line)
        lead = line.lstrip()
        k = text.find('"', start, end)
        if opened is not None and lead and not lead.startswith('"') and not (k > start and _closes(text, k)):
            found.append((opened, left))
            opened = None
        if opened is not None and k >= 0 and lead.startswith('"'):
            k = text.find('"', k + 1, end)
        while k >= 0:
            if opened is None:
                opened = k
            else:
                found.append((opened, k + 1))
                opened = None
            k = text.find('"', k + 1, end)
        if lead:
            left = end
        start = end + 1
    if opened is not None:
        found.append((opened, left))
    return [span for span in found if span[1] - span[0] <= _LONGEST]


def _closes(text: str, k: int) -> bool:
    """Whether the mark at k stands behind what is quoted, and not before it."""
    return not text[k - 1].isspace() and text[k - 1] not in "([" and not text[k + 1 : k + 2].isalnum()
