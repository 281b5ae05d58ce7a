"""The one clean function that every text passes on its way in, and what of a text is printed."""

import re
import unicodedata

from crp_desktop.domain.comparable import IGNORABLE, ends_line, is_blank, is_unseen

LONGEST = 20_000
"""How many characters a text of a file can have, some 3,500 words: nobody says more in one go."""
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202d\u202e]")
_SHAPERS = frozenset("\u200b\u200c\u200d")
"""Unseen, but paper needs them: where a line may end, and which letters join."""
_OF_EMOJI = re.compile("[\ufe00-\ufe0f\u200d\U000e0020-\U000e007f]")


def clean(text: str) -> str:
    """NFC, line ends as LF, no lone surrogates, no control characters but tab and LF, nothing that turns the order of
    letters round (bidirectional overrides). A text of unseen characters alone (zero width) is empty; elsewhere they
    stay, as everything else does: emoji and many scripts need them."""
    if text.isascii() and text.isprintable():
        return text
    text = _SURROGATE.sub("\ufffd", _CONTROL.sub("", _LINE_ENDS.sub("\n", text)))
    if not has_words(text):
        text = "".join(letter for letter in text if letter.isspace())
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """`clean`, on one line: runs of white space with a line end or tab become one space, ends trimmed."""
    return re.sub(r"\s*[\n\t\v\f]\s*", " ", clean(text)).strip()


def has_words(text: str) -> bool:
    """Whether anything of a text is seen."""
    return not all(letter.isspace() or is_blank(letter) or is_unseen(letter) for letter in text)


def trimmed(text: str) -> str:
    """A text without spaces and unseen characters at its ends; what belongs to a picture there (an emoji) stays."""
    if text.isascii() and text.isprintable():
        return text.strip()
    start, end = 0, len(text)
    while start < end and _is_edge(text[start]):
        start += 1
    while end > start and _is_edge(text[end - 1]) and not _OF_EMOJI.match(text[end - 1]):
        end -= 1
    return text[start:end]


def _is_edge(letter: str) -> bool:
    return letter.isspace() or is_blank(letter) or is_unseen(letter)


def printable(text: str) -> str:
    """`text` as paper has it: line ends as LF, each tab and blank a space, nothing unseen but what letters join by and
    lines end at."""
    if text.isprintable() and not IGNORABLE.search(text):
        return text
    return "".join(map(_printed, text))


def _printed(letter: str) -> str:
    if ends_line(letter):
        return "\n"
    if letter in "\t\u2800":
        return " "
    return letter if letter in _SHAPERS or not is_unseen(letter) else ""
