"""What one typed line means: who said it, how near to the words it is, where it goes, how many votes it has.

    line    = [ "? " ] [ CODE ": " ] [ "? " ] [ QUOTE | ">" ] text [ " +" NUMBER ]

The colon makes the speaker ("P3 is our class" is text), a quotation mark of any kind a quote, ">" an observation, a
question mark alone the parking lot, a number after a plus sign at the end the votes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crp_desktop.domain.kinds import NoteKind
from crp_desktop.domain.text import clean

MOST_VOTES = 999
_CLOSING = {
    '"': '"', "“": "”", "”": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "‹": "›", "›": "‹",
    "'": "'", "‘": "’", "’": "’", "‚": "‘’", "‛": "’", "＂": "＂", "「": "」", "『": "』", "〝": "〞", "`": "`'",
}  # fmt: skip
_CODE = re.compile(r"\s*([^\W\d_]{1,3}\d{1,3})\s*[:：](?=\s|$)")
_PARK = re.compile(r"\s*[?？](?=\s|$)")
_VOTES = re.compile(r"(?<=\S)\s+\+(\d{1,3})\s*$")


@dataclass(frozen=True, slots=True)
class Understood:
    """A line taken apart; None, "" and 0 stand for what it did not say. `speaker` is a code such as P3."""

    text: str
    speaker: str = ""
    kind: NoteKind | None = None
    parked: bool = False
    votes: int = 0

    @property
    def plain(self) -> bool:
        """Whether the line said nothing but its text."""
        return not (self.speaker or self.kind or self.parked or self.votes)


def understand(line: str, speakers: Sequence[str] = (), *, plain: bool = False) -> Understood:
    """Takes a line apart. `speakers` are the labels known in the room: any of them may stand before the colon, others
    only when they look like a code (P3). `plain` takes the line as nothing but text."""
    rest = clean(line).strip()
    if plain:
        return Understood(rest)
    parked, rest = _taken(_PARK, rest)
    speaker, rest = _speaker(rest, speakers)
    if not parked:
        parked, rest = _taken(_PARK, rest)
    rest, votes = _votes(rest)
    kind, rest = _kind(rest)
    return Understood(rest, speaker, kind, parked, votes)


def spell(meant: Understood) -> str:
    """A line that `understand` takes apart into `meant`, for a text that holds no prefixes of its own."""
    mark = {NoteKind.QUOTE: ("“", "”"), NoteKind.OBSERVATION: ("> ", "")}.get(
        meant.kind or NoteKind.PARAPHRASE
    )
    before, after = mark or ("", "")
    parts = (
        "? " if meant.parked else "",
        f"{meant.speaker}: " if meant.speaker else "",
        before + meant.text + after,
        f" +{meant.votes}" if meant.votes else "",
    )
    return "".join(parts)


def _taken(pattern: re.Pattern[str], text: str) -> tuple[bool, str]:
    found = pattern.match(text)
    return (True, text[found.end() :].lstrip()) if found else (False, text)


def _speaker(text: str, speakers: Sequence[str]) -> tuple[str, str]:
    head, colon, tail = text.partition(":")
    if colon and (not tail or tail[0].isspace()):
        known = next((one for one in speakers if one.casefold() == head.strip().casefold()), None)
        if known:
            return known, tail.lstrip()
    found = _CODE.match(text)
    if not found:
        return "", text
    code = found[1]
    known = next((one for one in speakers if one.casefold() == code.casefold()), code.upper())
    return known, text[found.end() :].lstrip()


def _votes(text: str) -> tuple[str, int]:
    found = _VOTES.search(text)
    if not found or int(found[1]) == 0:
        return text, 0
    return text[: found.start()], int(found[1])


def _kind(text: str) -> tuple[NoteKind | None, str]:
    if text.startswith((">", "＞")):
        return NoteKind.OBSERVATION, text[1:].lstrip()
    closing = _CLOSING.get(text[:1])
    if closing is None:
        return None, text
    return NoteKind.QUOTE, _unquoted(text, closing)


def _unquoted(text: str, closing: str) -> str:
    """The words between the marks; a text that goes on after its closing mark keeps them all."""
    ends = [at for at in range(1, len(text)) if text[at] in closing and not _inside_word(text, at)]
    if not ends:
        return text[1:].lstrip()
    if ends == [len(text) - 1]:
        return text[1:-1].strip()
    return text


def _inside_word(text: str, at: int) -> bool:
    """Whether a mark is an apostrophe: letters on both sides of it."""
    return text[at - 1].isalnum() and at + 1 < len(text) and text[at + 1].isalnum()
