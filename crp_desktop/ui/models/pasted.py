"""Lines of text as they become notes while they are typed: only what changed is read again."""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from crp_desktop.domain.capture import MOST_VOTES, parse_line
from crp_desktop.services.capture.import_notes import Line

Key = tuple[str, int]
_MOST_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class _Read:
    """What one line was understood to say, and the codes in it that the workshop does not have."""

    line: Line
    codes: tuple[str, ...]


class PastedLines:
    """`codes` are those that stand where a speaker stands and that the workshop does not have, by their letters;
    `taken` says of these letters whether they are speakers."""

    def __init__(self, speakers: Sequence[str]) -> None:
        self._speakers = list(speakers)
        self._usual = {_letters(one) for one in speakers if one[-1:].isdigit()} | {"P"}
        self._known: dict[str, _Read] = {}
        self.taken: dict[str, bool] = {}
        self.codes: dict[str, tuple[str, ...]] = {}
        self.plain = False
        self.is_whole = True

    def set_plain(self, plain: bool) -> None:
        """Take every line as it is, or understand it."""
        self.plain = plain
        self._known.clear()

    def take(self, letters: str, taken: bool) -> None:
        """Say whether codes with these letters are speakers."""
        self.taken[letters] = taken
        self._known.clear()

    def read(self, lines: Iterable[str], most: int = sys.maxsize) -> list[tuple[Key, Line]]:
        """Each note with what it is known by while the lines around it change; votes that stand alone are for the note
        above. Stops before it reads more than `most` lines that are new to it: `is_whole` is False then."""
        found: list[tuple[Key, Line]] = []
        met: Counter[str] = Counter()
        codes: dict[str, dict[str, None]] = {}
        if len(self._known) > _MOST_KEPT:
            self._known.clear()
        new, self.is_whole = 0, True
        for raw in lines:
            read = self._known.get(raw)
            if read is None:
                new += 1
                if new > most:
                    self.is_whole = False
                    break
                read = self._read(raw)
            for code in read.codes:
                codes.setdefault(_letters(code), {})[code] = None
            meant = read.line.meant
            if meant.text:
                found.append(((raw, met[raw]), read.line))
                met[raw] += 1
            elif meant.votes and found:
                key, above = found[-1]
                votes = min(above.meant.votes + meant.votes, MOST_VOTES)
                found[-1] = key, replace(above, meant=replace(above.meant, votes=votes))
            elif meant.votes:
                found.append(((raw, met[raw]), Line(replace(meant, text=raw.strip(), votes=0))))
        self.codes = {letters: tuple(some) for letters, some in codes.items()}
        return found

    def _read(self, raw: str) -> _Read:
        codes: dict[str, None] = {}
        meant = parse_line(raw, self._speakers, plain=self.plain, is_speaker=partial(self._is_speaker, codes))
        read = self._known[raw] = _Read(Line(meant), tuple(codes))
        return read

    def _is_speaker(self, codes: dict[str, None], code: str) -> bool:
        codes[code] = None
        return self.is_taken(_letters(code))

    def is_taken(self, letters: str) -> bool:
        """Whether codes with these letters are speakers: as somebody said, or when the workshop's own look so."""
        return self.taken.get(letters, letters in self._usual)


def _letters(code: str) -> str:
    return code.rstrip("0123456789").upper()
