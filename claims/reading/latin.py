# ruff: noqa: RUF001 -- letters of three languages
"""Names of people in Latin letters, so that one voice has one name in every language."""

_LETTERS = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяыэъ",
        "a b v h g d e ie zh z y i i i k l m n o p r s t u f kh ts ch sh shch - iu ia y e -".split(" "),  # noqa: SIM905
        strict=True,
    )
)
_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya", "е": "ye"}
_RUSSIAN = {"г": "g", "и": "i", "ю": "yu", "я": "ya"}
_ENDS = {
    "uk": (("ський", "skyi"), ("цький", "tskyi"), ("ій", "ii")),
    "ru": (("ский", "sky"), ("цкий", "tsky"), ("ий", "y"), ("ый", "y"), ("ей", "ei")),
}
_VOWELS = "аеєиіїоуюяыэ"


def latin(name: str, lang: str, *, genitive: bool = False) -> str:
    """Return a Cyrillic name in Latin letters; `genitive`: as it stands behind "according to".

    >>> latin("Олександр Прокудін", "uk"), latin("Олега Синєгубова", "uk", genitive=True), latin("Сергей Рудской", "ru")
    ('Oleksandr Prokudin', 'Oleh Syniehubov', 'Sergei Rudskoi')
    >>> latin("Сергея Марченко", "ru", genitive=True)
    'Sergei Marchenko'
    """
    words = name.split()
    if genitive and len(words) > 1:
        words = _nominative(words)
    return " ".join(_word(word, lang) for word in words)


def _nominative(words: list[str]) -> list[str]:
    """Name a person in the nominative whose first and last name both end like the genitive of a man's or of a woman's."""
    first, last = words[0], words[-1]
    if last.endswith(("ової", "євої", "іної", "овой", "евой", "иной")) and first[-1] in "иыії":
        return [first[:-1] + ("я" if first[-2] in "иі" else "а"), *words[1:-1], last[:-2] + "а"]
    if first[-1] not in "ая" or len(first) < 3 or (first[-2] in _VOWELS and first[-2] not in "іие"):  # noqa: PLR2004 -- letters
        return words
    if last.endswith("ого"):
        ending = "ий"
        last = last[:-3] + ending
    elif last[-1] == "а" and last[-2] not in _VOWELS:
        last = last[:-1]
    elif not last.endswith("ко"):  # which has no other forms in Russian
        return words
    first = first[:-1] + ("й" if first[-1] == "я" and first[-2] in _VOWELS else "ь" if first[-1] == "я" else "")
    return [first, *words[1:-1], last]


def _word(word: str, lang: str) -> str:
    if "-" in word:
        return "-".join(_word(part, lang) for part in word.split("-"))
    low = word.lower()
    if not any(letter in _LETTERS for letter in low) or (word.isupper() and len(word) > 1):
        return word
    tail = ""
    for ending, printed in _ENDS.get(lang, ()):
        if low.endswith(ending) and len(low) > len(ending):
            low, tail = low[: -len(ending)], printed
            break
    out: list[str] = []
    for k, letter in enumerate(low):
        after_vowel = k > 0 and low[k - 1] in _VOWELS + "ьъ"
        if lang == "ru":
            found = "ye" if letter == "е" and (k == 0 or after_vowel) else _RUSSIAN.get(letter, _LETTERS.get(letter, letter))
        else:
            found = _FIRST.get(letter, _LETTERS.get(letter, letter)) if k == 0 and letter != "е" else _LETTERS.get(letter, letter)
        out.append(found.replace("-", ""))
    printed = "".join(out) + tail
    return printed[:1].upper() + printed[1:] if word[:1].isupper() else printed
