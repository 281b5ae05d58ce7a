"""What one typed line means: who said it, how near to the words it is, where it goes, how many votes it has.

    line     = [ MARK ] [ "? " ] [ SPEAKERS ":" ] [ "? " ] ( QUOTE [ SPEAKERS ] | ">" text | text ) [ " +" VOTES ]
    SPEAKERS = CODE { ( "," | "&" | "+" | "/" | "and" ) CODE }

A mark of a list (•, -, 1.) is taken off. The colon makes the speaker ("P3 is our class" and "P3:30" are text), a
quotation mark of any kind a quote, ">" before a word an observation ("> 20 people" is more than), a question mark alone
the parking lot, "+2" as the last word the votes; "+2" alone is for the note above. An apostrophe that begins a word
('90s) is no quotation mark. All of it is read as text is compared (`domain.comparable`); the words stay as written.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crp_desktop.domain.comparable import comparable, compared, label_key
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import NoteKind
from crp_desktop.domain.text import clean, has_words, trimmed

MOST_VOTES = 999
_CLOSING = {
    '"': '"', "“": "”", "”": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "‹": "›", "›": "‹", "'": "'’", "‘": "’'",
    "’": "’'", "‚": "‘’", "‛": "’", "＂": "＂", "「": "」", "『": "』", "〝": "〞", "`": "`'", "＇": "＇",
}  # fmt: skip
_APOSTROPHES = "'‘’‛`＇"
_MARK = re.compile(r"(?:[•‣◦▪▫●○■□◆◇➢➤❖✓✔☐☑\uf0b7\uf0a7]\s*|[-–*]\s+|\(?\d{1,2}[.)]\s+)(?=\S)")
_CODE = r"(?:[^\W\d_]{1,3}\d{1,3}|[^\W\d_] \d{1,3})"
_BETWEEN = re.compile(r"\s*(?:[,&+/;]|\band\b)\s*")
_AFTER_QUOTE = re.compile(r"[\s,(\[–-]*(?:\b(?:said|says|by)\s+)?(.*?)[\s)\].]*")
_PARK = re.compile(r"\s*\?(?=\s|$)")
_VOTES = re.compile(r"(?:^|(?<=\S)\s+)\+(\d{1,2})\s*$")
_ENDS = ".,!?…"
_LONGEST_HEAD = 120


@dataclass(frozen=True, slots=True)
class ParsedLine:
    """A line taken apart; None, "" and 0 stand for what it did not say. `speaker` is a code such as P3; `others` said
    it too, and stand in the text. Votes without a text are for the note above."""

    text: str
    speaker: str = ""
    kind: NoteKind | None = None
    parked: bool = False
    votes: int = 0
    others: tuple[str, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether the line said nothing but its text."""
        return not (self.speaker or self.kind or self.parked or self.votes)


def any_code(code: str) -> bool:
    """Takes every code for a speaker's: for a room in which somebody new may speak."""
    return True


def grammar() -> tuple[tuple[str, str], ...]:
    """(what to type, what it means), for people: everything that `parse_line` understands."""
    return (
        (tr("P3: More buses"), tr("Speaker P3 said it")),
        (tr("P3, P4: More buses"), tr("P3 said it, P4 too: P4 is kept in the words")),
        (tr("“More buses”"), tr("A quote: exact words")),
        (tr("“More buses” P3"), tr("A quote from P3")),
        (tr("> Two look away"), tr("An observation: what you saw")),
        (tr("? Who pays"), tr("Goes to the parking lot")),
        (tr("More buses +2"), tr("2 votes for it; at the end, after a space")),
        (tr("+2"), tr("2 votes for the last note")),
        (tr("• More buses"), tr("A list: the mark at the start is left out")),
    )


def parse_line(
    line: str,
    speakers: Sequence[str] = (),
    *,
    plain: bool = False,
    is_speaker: Callable[[str], bool] = any_code,
) -> ParsedLine:
    """Takes a line apart. `speakers` are the labels known in the room: any of them may stand before the colon, others
    only when they look like a code (P3) and `is_speaker` takes them. `plain` takes the line as nothing but text."""
    rest = trimmed(clean(line))
    if plain:
        return ParsedLine(rest)
    who = _Who(speakers, is_speaker)
    rest = _without(_MARK, rest)[1]
    parked, rest = _without(_PARK, rest)
    said_by, rest = who.before(rest)
    if not parked:
        parked, rest = _without(_PARK, rest)
    rest, votes = _votes(rest)
    kind, rest, after = _kind(rest, who)
    said_by = said_by or after
    text = rest if has_words(rest) else ""
    if text and len(said_by) > 1:
        text = tr("{words} (also {speakers})", words=text, speakers=", ".join(said_by[1:]))
    return ParsedLine(text, said_by[0] if said_by else "", kind, parked, votes, said_by[1:])


def _without(pattern: re.Pattern[str], text: str) -> tuple[bool, str]:
    """Whether a text as it is compared begins so, and what of the written one comes after."""
    same = comparable(text)
    found = pattern.match(same.text)
    if not found:
        return False, text
    return True, trimmed(text[same.span(0, found.end())[1] :])


class _Who:
    """Tells whose labels stand in a text."""

    def __init__(self, speakers: Sequence[str], is_speaker: Callable[[str], bool]) -> None:
        self._known = {label_key(one): one for one in reversed(speakers)}
        self._is_speaker = is_speaker

    def before(self, text: str) -> tuple[tuple[str, ...], str]:
        """The speakers that stand before the first colon, and what comes after it."""
        same = comparable(text)
        at = same.text.find(":", 0, _LONGEST_HEAD)
        if at < 1 or not _goes_on(same.text[at + 1 :]):
            return (), text
        found = self.all_of(same.text[:at])
        return (found, trimmed(text[same.span(0, at + 1)[1] :])) if found else ((), text)

    def all_of(self, words: str) -> tuple[str, ...]:
        """The labels that these words are, each once; none when any of them is no speaker."""
        if whole := self._known.get(label_key(words)):
            return (whole,)
        found = [self._one(part) for part in _BETWEEN.split(words.strip())]
        return tuple(dict.fromkeys(filter(None, found))) if all(found) else ()

    def _one(self, words: str) -> str:
        if known := self._known.get(label_key(words)):
            return known
        if not re.fullmatch(_CODE, words.strip()):
            return ""
        code = words.replace(" ", "").upper()
        if known := self._known.get(label_key(code)):
            return known
        return code if self._is_speaker(code) else ""


def _goes_on(rest: str) -> bool:
    """Whether what comes after a colon is words: not a time (3:30), an address (http://) or a face (:-))."""
    first = rest[:1]
    return (
        not first
        or first.isspace()
        or unicodedata.category(first)[0] in "LM"
        or first in {*_CLOSING, ">", "?"}
    )


def _votes(text: str) -> tuple[str, int]:
    """Votes are the last word, of at most two digits, and not after a number or a word in capitals (LGBTQ +1)."""
    same = comparable(text)
    found = _VOTES.search(same.text)
    if not found or int(found[1]) == 0:
        return text, 0
    before = same.text[: found.start()].rpartition(" ")[2]
    if before[-1:].isdigit() or (before[-1:].isalpha() and before.isupper()):
        return text, 0
    return (text[: same.span(0, found.start())[1]] if found.start() else ""), int(found[1])


def _kind(text: str, who: _Who) -> tuple[NoteKind | None, str, tuple[str, ...]]:
    """What kind of note it is, its words, and who is named after a quote."""
    if text[:1] in (">", "＞"):
        watched = _is_watched(compared(text[1:]))
        return (NoteKind.OBSERVATION, trimmed(text[1:]), ()) if watched else (None, text, ())
    closing = _CLOSING.get(text[:1])
    if closing is None:
        return None, text, ()
    ends = [at for at in range(1, len(text)) if text[at] in closing and not _inside_word(text, at)]
    inside, after = (text[1 : ends[0]].strip(), text[ends[0] + 1 :]) if ends else ("", "")
    told = who.all_of(_core(after)) if len(ends) == 1 and after.strip() else ()
    if told:
        return NoteKind.QUOTE, inside, told
    if len(ends) == 1 and not after.strip(_ENDS + " "):
        return NoteKind.QUOTE, inside + after.strip(), ()
    if text[0] in _APOSTROPHES and text[1:2].isalnum() and (not ends or text[-1] not in closing):
        return None, text, ()
    return NoteKind.QUOTE, text if ends else text[1:].lstrip(), ()


def _core(after: str) -> str:
    """Who is named behind a quote, without dashes, brackets and "said"."""
    found = _AFTER_QUOTE.fullmatch(compared(after))
    return found[1] if found else ""


def _is_watched(rest: str) -> bool:
    """Whether what stands behind ">" is what somebody saw: "> 20 people" is more than, ">:(" a face."""
    words = rest.lstrip()
    if not words or unicodedata.category(words[0])[0] in "LM" or words[0] in _CLOSING:
        return bool(words)
    return rest[0].isspace() and unicodedata.category(words[0]) not in (
        "Nd",
        "Sc",
        "Sm",
        "Po",
        "Ps",
        "Pe",
        "Pd",
    )


def _inside_word(text: str, at: int) -> bool:
    """Whether a mark is an apostrophe: letters on both sides of it, as far as can be seen."""
    return (
        _next_seen(text, range(at - 1, -1, -1)).isalnum()
        and _next_seen(text, range(at + 1, len(text))).isalnum()
    )


def _next_seen(text: str, places: range) -> str:
    """The first character that can be seen, "" when there is none."""
    return next((text[at] for at in places if comparable(text[at]).text), "")
