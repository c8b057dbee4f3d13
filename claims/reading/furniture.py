"""Lines that are no part of the story: captions, credits, newsletters, "read also", comments."""

import re

# English, Ukrainian, Russian; each at the beginning of a line or sentence.
_START = re.compile(
    r"(?:sign up|subscribe|read (?:also|more|next|the full)|also read|see also|related|share(?: this)?:|follow (?:us|our)|click here|advertisement|"
    r"watch(?: live)?:|listen:|photo(?: by|:| credit)|image(?: by|:| credit)|file (?:photo|picture|image)|credit:|getty|\(?reporting by|\(?editing by|"
    r"\(?writing by|copyright|©|all rights reserved|leave a (?:reply|comment)|this post has|no comments|join (?:us|our)|download (?:the|our)|"
    r"get (?:the|our) (?:latest|newsletter)|newsletter|most read|more on this|trending|recommended|tags?:|topics:|updated:|published:|comments?\b|"
    r"support (?:us|our)|donate|"
    r"читайте (?:також|також:|нас|больше|ещё|еще|также)|читати також|підпис(?:уйтесь|атися)|дивіться також|фото:|ілюстративне|джерело фото|реклама|"
    r"подпис(?:ывайтесь|аться)|смотрите также|иллюстративное|источник фото|поделиться|поширити|теги:)",
    re.IGNORECASE,
)


def furniture(sentence: str) -> bool:
    """Return whether a line or sentence is furniture.

    >>> furniture("Sign up now: Get our newsletters"), furniture("Signs of a deal grew.")
    (True, False)
    """
    return _START.match(sentence.lstrip(" •·-–>*|[")) is not None
