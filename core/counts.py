"""Numbers with their nouns, in one wording for the screen and the digest."""


def count(number: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun.

    >>> count(1, "outlet"), count(3, "outlet"), count(0, "reply", "replies")
    ('1 outlet', '3 outlets', '0 replies')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def support(outlets: int, origins: int, speakers: int = 0) -> str:
    """Write how many outlets say so and on how many origins that rests, at most: unknown never adds independence.

    >>> support(9, 3, 1), support(2, 2), support(1, 1)
    ('9 outlets, at most 3 origins, 1 speaker', '2 outlets, at most 2 origins', '1 outlet')
    """
    words = [count(outlets, "outlet")]
    if outlets > 1:
        words.append("1 origin" if origins == 1 else f"at most {origins} origins")
    if speakers:
        words.append(count(speakers, "speaker"))
    return ", ".join(words)
