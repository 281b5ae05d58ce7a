"""The words in which people speak of each right and each badge: `resources/vocabulary/*.toml`.

Every file may hold `[same]` (a word, and what counts as the same word), `[class]` (a name, and words that may
stand where a phrase has `@name`), `[little]` (`words` that are skipped everywhere), `[spare]` (`words` that phrases
do without when two others are left), `[quiet]` (`words` that say nothing alone), `[plain]`
(`words` that are spelt right and are no slip of another), and any number of `[[article]]`
(`number`) and `[[badge]]` (`key`, and `near`: articles that speak for it beside those it is linked to) with
`strong`, `words` and `weak`: texts of phrases parted by commas or line ends. Strong ones nearly settle the matter,
weak ones only hint.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from crp_desktop.domain import datafile
from crp_desktop.domain.convention import Convention
from crp_desktop.domain.datafile import DataFile, Entry
from crp_desktop.domain.i18n import tr

Key = int | str
"""An article's number or a badge's key."""

TIERS = ("strong", "words", "weak")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word or phrase as it stands in the file, what it points to, and how firmly."""

    text: str
    key: Key
    tier: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All phrases in file order; `same`: (word, its other forms); `classes`: (name, words).

    `near` gives, for a badge's key, articles that speak for it as well, though they are not linked to it.
    """

    phrases: tuple[Phrase, ...]
    same: tuple[tuple[str, tuple[str, ...]], ...]
    classes: tuple[tuple[str, tuple[str, ...]], ...]
    little: tuple[str, ...]
    spare: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    near: tuple[tuple[str, tuple[int, ...]], ...] = ()


def load_vocabulary(folder: Path, convention: Convention, badges: frozenset[str]) -> Vocabulary:
    """Reads every TOML file of the folder in order of name; InputProblem names the file and line of an error.

    `badges` are the keys that a `[[badge]]` may have.
    """
    return read_vocabulary(
        [datafile.read(path) for path in sorted(folder.glob("*.toml"))],
        frozenset(article.number for article in convention.mappable) | badges,
    )


def read_vocabulary(files: list[DataFile], known: frozenset[Key]) -> Vocabulary:
    """The vocabulary of parsed files; phrases may only point to `known` keys and name classes that are there."""
    same: list[tuple[str, tuple[str, ...]]] = []
    classes: list[tuple[str, tuple[str, ...]]] = []
    alone: dict[str, list[str]] = {"little": [], "spare": [], "quiet": [], "plain": []}
    for file in files:
        file.top.only()
        file.only("same", "class", *alone, "article", "badge")
        for table, into in (("same", same), ("class", classes)):
            for entry in file.entries(table):
                into += [(name, _parts(entry, name)) for name in entry.values]
        for table, words in alone.items():
            for entry in file.entries(table):
                entry.only("words")
                words += _parts(entry, "words")
    names = frozenset(name for name, _ in classes)
    phrases = tuple(phrase for file in files for phrase in _phrases(file, known, names))
    near = tuple(
        (entry.get("key", str), entry.integers("near", []))
        for file in files
        for entry in file.entries("badge")
    )
    lists = {name: tuple(words) for name, words in alone.items()}
    return Vocabulary(phrases, tuple(same), tuple(classes), near=near, **lists)


def _phrases(file: DataFile, known: frozenset[Key], classes: frozenset[str]) -> Iterator[Phrase]:
    for table, name, kind in (("article", "number", int), ("badge", "key", str)):
        for entry in file.entries(table):
            entry.only(name, *TIERS, *(("near",) if table == "badge" else ()))
            key: Key = entry.get(name, kind)
            if key not in known:
                raise entry.problem(
                    name, tr("“{key}” names {value}, which is not there", key=name, value=key)
                )
            for tier in TIERS:
                for text, line in _split(entry, tier):
                    _check_classes(entry, text, line, classes)
                    yield Phrase(text, key, tier)


def _check_classes(entry: Entry, text: str, line: int, classes: frozenset[str]) -> None:
    for word in text.split():
        if word.startswith("@") and word[1:] not in classes:
            at = Entry(entry.file, entry.where, line, entry.values)
            raise at.problem("", tr("“{word}” is not a class of words", word=word))


def _parts(entry: Entry, key: str) -> tuple[str, ...]:
    return tuple(text for text, _ in _split(entry, key))


def _split(entry: Entry, key: str) -> Iterator[tuple[str, int]]:
    """The phrases under `key`, each with its line in the file."""
    first = entry.lines.get(key, entry.line)
    lines: list[str] = entry.get(key, str, "").split("\n")
    for number, line in enumerate(lines, start=first if len(lines) == 1 else first + 1):
        for part in line.split(","):
            if text := " ".join(part.split()):
                yield text, number
