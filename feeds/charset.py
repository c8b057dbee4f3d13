"""Bytes to text where the sender may be wrong about its character set."""

import codecs
import re
from collections.abc import Iterable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SHAPES = ((b"<\0\0\0", "utf-32-le"), (b"\0\0\0<", "utf-32-be"), (b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
"""How a document without a mark begins (XML 1.0, appendix F)."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']\s*([\w.:-]{2,40})", re.IGNORECASE)
# Seven-bit sets, whose text is valid UTF-8 as well.
_SEVEN_BIT = frozenset({"iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_jp_3", "iso2022_jp_ext", "iso2022_kr", "hz", "utf-7"})
# What Python has beside character sets: notations, which do not pass over what is broken.
_NO_SETS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})
_BROKEN = 0.001
"""Share of a text's characters that may be broken before it is thought to be in another character set."""
_SAMPLE = 100_000


def header_charset(content_type: str) -> str | None:
    """Return the character set of a Content-Type header.

    >>> header_charset('text/xml; charset="windows-1251"')
    'windows-1251'
    """
    found = _CHARSET.search(content_type)
    return found[1] if found else None


def xml_charset(body: bytes) -> str | None:
    """Return the character set that an XML declaration names."""
    found = _DECLARED.match(body[:400].lstrip())
    return found[1].decode("ascii") if found else None


def decode(body: bytes, declared: Iterable[str | None]) -> str:
    """Return text: by its byte order mark, as UTF-8 where it is that, else as declared, the first that fits; never fails.

    What is valid UTF-8 and not plain ASCII was hardly ever meant as anything else, whatever servers say of it.
    """
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    for shape, name in _SHAPES:
        if body.startswith(shape):
            return body.decode(name, "replace")
    names = [known for words in declared if words and (known := _known(words))]
    for wanted in [*(known for known in names if known in _SEVEN_BIT), "utf-8", *names]:
        try:
            return body.decode(wanted)
        except (UnicodeError, ValueError):
            continue
    return _guessed(body, names)


def _known(words: str) -> str | None:
    try:
        name = codecs.lookup(words).name
        "".encode(name)
    except (LookupError, UnicodeError, ValueError):
        return None
    if name in _NO_SETS:
        return None
    return "gb18030" if name in ("gb2312", "gbk") else name


def _guessed(body: bytes, names: list[str]) -> str:
    """Decode what is broken, or in a set that nobody named."""
    text = body.decode(names[0] if names else "utf-8", "replace")
    if text.count("\ufffd") <= max(len(text) * _BROKEN, 2):
        return text
    import charset_normalizer  # noqa: PLC0415  (heavy, and seldom needed)

    best = charset_normalizer.from_bytes(body[:_SAMPLE]).best()
    return body.decode(best.encoding, "replace") if best else text
