"""Whether a text repeats what somebody said: to find words that must go wherever they were typed as well."""

from collections.abc import Iterable

from crp_desktop.domain.fold import fold

GOOD_PART = 12
"""So many letters of one text inside the other are no accident."""
_RUN = 6


class WithdrawnWordsMatcher:
    """Words that were said. Case, accents, spaces and punctuation make no difference."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = [plain for text in texts if (plain := fold(text))]
        self._runs = frozenset(run for plain in self._texts for run in _runs(plain))

    def repeated_in(self, text: str, least: int = GOOD_PART) -> bool:
        """Whether a text is these words, holds or is a part of them that is `least` letters long, or has six words of
        them in a row."""
        plain = fold(text) if self._texts else ""
        if not plain:
            return False
        return any(_share(plain, one, least) for one in self._texts) or not self._runs.isdisjoint(
            _runs(plain)
        )


def _share(one: str, other: str, least: int) -> bool:
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= least and short in long)


def _runs(plain: str) -> Iterable[tuple[str, ...]]:
    words = plain.split()
    return (tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
