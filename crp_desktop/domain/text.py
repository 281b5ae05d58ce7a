"""The one clean function that every text passes on its way in."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202d\u202e]")
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)


def clean(text: str) -> str:
    """NFC, line ends as LF, no lone surrogates, no control characters but tab and LF, nothing that turns the order of
    letters round (bidirectional overrides). A text of unseen characters alone (zero width) is empty; elsewhere they
    stay, as everything else does: emoji and many scripts need them."""
    text = _SURROGATE.sub("\ufffd", _CONTROL.sub("", _LINE_ENDS.sub("\n", text)))
    if not _UNSEEN.sub("", text[:64]).strip():
        seen = _UNSEEN.sub("", text)
        text = seen if not seen.strip() else text
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """`clean`, on one line: runs of white space with a line end or tab become one space, ends trimmed."""
    return re.sub(r"\s*[\n\t\v\f\u2028\u2029]\s*", " ", clean(text)).strip()
