"""Lines that are no part of the story: captions, credits, newsletters, "read also", comments."""

import re

# English, Ukrainian, Russian; each at the beginning of a line or sentence.
_TERMS = (
    "sign up|subscribe|read (?:also|more|next|the full)|also read|see also|related|share(?: this)?:|follow (?:us|our)",
    "click here|advertisement",
    "watch(?: live)?:|listen:|photo(?: by|:| credit)|image(?: by|:| credit)|file (?:photo|picture|image)|credit:|getty",
    r"\(?reporting by|\(?editing by|\(?writing by|copyright|©|all rights reserved|leave a (?:reply|comment)|this post has|no comments",
    "join (?:us|our)|download (?:the|our)|get (?:the|our) (?:latest|newsletter)|newsletter|most read|more on this|trending|recommended",
    r"tags?:|topics:|updated:|published:|comments?\b|support (?:us|our)|donate",
    "читайте (?:також|також:|нас|больше|еще|также)|читати також|підпис(?:уйтесь|атися)|дивіться також|фото:|ілюстративне|джерело фото",
    "подпис(?:ывайтесь|аться)|смотрите также|иллюстративное|источник фото|поделиться|поширити|теги:|реклама",
)
_START = re.compile(rf"[^\w(©]*(?:{'|'.join(_TERMS)})", re.IGNORECASE)
# A photographer, or the agency that sells the picture, ends a caption: "(AP Photo/A. Name)", "[A. Name/EPA]", "REUTERS/A. Name",
# "Photo: A. Name", "A. Name via Getty Images".
_AGENCIES = (
    "ap|afp|reuters|epa(?:-efe)?|efe|getty(?: images)?|shutterstock|anadolu(?: agency)?|xinhua|tass|ria|ukrinform"
    "|укрінформ|укринформ|тасс|риа"
)
_CREDIT = re.compile(
    rf"[(\[][^()\[\]\n]{{0,60}}(?:photo\b[^()\[\]\n]{{0,40}}|/ ?(?:{_AGENCIES})[^()\[\]\n]{{0,30}})[)\]][ .]*$"
    rf"|\b(?:(?:photo|credit|фото)\s?:\s?[^.:\n]{{2,60}}|(?:{_AGENCIES}) ?/ ?[^\W\d_][^.,:\n]{{2,40}})[ .]*$"
    rf"|\b(?:getty images|via (?:{_AGENCIES}))[ .]*$",
    re.IGNORECASE | re.MULTILINE,
)
_SIGNS = ("/", "photo", "credit", "фото", "getty images", "via ")
"""One of these stands in every credit: most texts hold none, and to look for a credit at every letter takes long."""


def furniture(sentence: str) -> bool:
    """Return whether a line or sentence is furniture.

    >>> furniture("Sign up now: Get our newsletters"), furniture("Signs of a deal grew.")
    (True, False)
    """
    return _START.match(sentence) is not None


def captions(text: str) -> list[tuple[int, int]]:
    """Return the spans of the lines of a normalised text that end with the credit of a picture, in order.

    >>> captions("Talks went on.\\nBuses at the border [A. Kern/EPA]\\nThey end today.")
    [(15, 48)]
    """
    low = text.lower()
    if not any(sign in low for sign in _SIGNS):
        return []
    return [(text.rfind("\n", 0, found.start()) + 1, found.end()) for found in _CREDIT.finditer(text)]
