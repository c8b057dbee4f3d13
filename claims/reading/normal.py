# ruff: noqa: RUF001, RUF002 -- letters and marks of three languages
"""Text made uniform without moving a character, so that offsets into it are offsets into what is stored."""

import re

_SAME = {
    **dict.fromkeys("‘’ʼ´`′", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r", " "),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", " "),
    **dict.fromkeys("\u2010\u2011\u2012\u2212", "-"),
    **dict.fromkeys("—―", "–"),
    **dict.fromkeys("*_", " "),
    "ё": "е",
    "Ё": "Е",
}

_QUOTED = re.compile("«[^«»\n]*»")
_WITHIN = dict.fromkeys(map(ord, '“”„‟"'), " ")
"""Marks of a quotation within another, which would end the outer one."""


def normal(text: str) -> str:
    """Return the text with one kind of quotation mark, apostrophe, hyphen, dash and space; its length is the same.

    "ё" becomes "е", as most print it; of quotations one within the other only the outer keeps its marks.

    >>> normal("“Kyiv’s” 1,200\\u00a0km")
    '"Kyiv\\'s" 1,200 km'
    """
    if "«" in text:
        text = _QUOTED.sub(lambda quoted: quoted[0].translate(_WITHIN), text)
    for mark, same in _SAME.items():
        text = text.replace(mark, same)
    return text.replace(" - ", " – ")
