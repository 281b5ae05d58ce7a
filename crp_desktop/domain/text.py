"""The one clean function that every text passes on its way in."""

import re
import unicodedata

_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """NFC, line ends as LF, no NUL, no lone surrogates; anything else stays as it was typed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    return unicodedata.normalize("NFC", _SURROGATE.sub("\ufffd", text))


def clean_line(text: str) -> str:
    """`clean`, on one line: runs of white space with a line end or tab become one space, ends trimmed."""
    return re.sub(r"\s*[\n\t\v\f\u2028\u2029]\s*", " ", clean(text)).strip()
