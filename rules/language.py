"""The language of an article, told from its letters and from what its feed says."""

from core.language import Language, cyrillic, own_letters

_ENOUGH = 1500
"""Characters to look at: the first paragraphs tell."""


def languages(title: str, text: str, said: str | None) -> tuple[Language, ...]:
    """Return the languages in which to read an article: one, or Ukrainian and Russian where neither can be told.

    The script decides first, for a feed's own word is often wrong for a single item: Latin letters are read as English.
    Of Cyrillic, letters that only one of the two languages has; where they are missing or mixed, `said` ("uk", "ru-RU").
    """
    sample = f"{title} {text[:_ENOUGH]}"
    if not cyrillic(sample):
        return ("en",)
    match own_letters(sample):
        case (uk, 0) if uk:
            return ("uk",)
        case (0, ru) if ru:
            return ("ru",)
        case (uk, ru):
            match (said or "").lower().split("-")[0].split("_")[0]:
                case "uk":
                    return ("uk",)
                case "ru":
                    return ("ru",)
                case _:
                    return _weightier(uk, ru)


def _weightier(uk: int, ru: int) -> tuple[Language, ...]:
    """A name or a quotation in the other language does not outweigh a text: one of them has to be four times as frequent."""
    if uk > 4 * ru:
        return ("uk",)
    if ru > 4 * uk:
        return ("ru",)
    return ("uk", "ru")
