"""The Convention on the Rights of the Child: its articles, clusters, general comments and principles."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from crp_desktop.domain import datafile
from crp_desktop.domain.datafile import DataFile, Entry
from crp_desktop.domain.i18n import tr

T = TypeVar("T")

ARTICLES = 54
"""How many articles the Convention has; a file must hold every one, in order."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article. `clusters` holds the ids of the Committee's clusters, the one it is listed under first.

    One name everywhere: on chips, in lists, on the map, in tables and aloud an article goes by its number and its
    child-friendly title. The Convention's own `title` stands where an article is explained, beside the other.
    """

    number: int
    title: str
    child_friendly_title: str
    explanation: str
    question: str
    general_principle: bool
    mappable: bool
    clusters: tuple[str, ...]
    general_comments: tuple[int, ...]

    @property
    def label(self) -> str:
        """“Article 24: Health, water, food, environment”, in the person's language."""
        return tr("Article {number}: {title}", number=self.number, title=self.child_friendly_title)

    @property
    def heading(self) -> str:
        """The Convention's own title with a capital, to stand on its own line."""
        return self.title[:1].upper() + self.title[1:]


@dataclass(frozen=True, slots=True)
class Cluster:
    """One of the nine clusters in which countries report; `provisions` are articles and parts of them."""

    id: str
    name: str
    provisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GeneralComment:
    """What the Committee says about a subject; `main_articles` are those it is about."""

    number: int
    year: int
    title: str
    main_articles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OptionalProtocol:
    """An agreement that adds to the Convention; `note` says what a reader should know, or nothing."""

    code: str
    year: int
    title: str
    related: tuple[int, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Principle:
    """One of the seven principles of a child rights-based approach."""

    key: str
    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Convention:
    """Everything in `convention.toml`; articles in order of number."""

    version: int
    articles: tuple[Article, ...]
    clusters: tuple[Cluster, ...]
    general_comments: tuple[GeneralComment, ...]
    optional_protocols: tuple[OptionalProtocol, ...]
    principles: tuple[Principle, ...]

    @property
    def mappable(self) -> tuple[Article, ...]:
        """The articles a finding can be mapped to (1 to 42), in order."""
        return tuple(article for article in self.articles if article.mappable)

    def article(self, number: int) -> Article:
        """The article of that number; KeyError when there is none."""
        if not 1 <= number <= len(self.articles):
            raise KeyError(number)
        return self.articles[number - 1]

    def cluster(self, cluster_id: str) -> Cluster:
        """The cluster of that id; KeyError when there is none."""
        return {cluster.id: cluster for cluster in self.clusters}[cluster_id]

    def general_comment(self, number: int) -> GeneralComment:
        """The general comment of that number; KeyError when there is none."""
        return {comment.number: comment for comment in self.general_comments}[number]

    def principle(self, key: str) -> Principle:
        """The principle of that key; KeyError when there is none."""
        return {principle.key: principle for principle in self.principles}[key]

    def by_cluster(
        self, *, all_articles: bool = False
    ) -> tuple[tuple[Cluster | None, tuple[Article, ...]], ...]:
        """Articles under the clusters in the Committee's order; those without one come last, under None.

        An article with two clusters stands under its first only; 43 to 54 are left out unless asked for.
        """
        shown = self.articles if all_articles else self.mappable
        groups: list[tuple[Cluster | None, tuple[Article, ...]]] = []
        for cluster in (*self.clusters, None):
            first = (cluster.id,) if cluster else ()
            inside = tuple(article for article in shown if article.clusters[:1] == first)
            if inside:
                groups.append((cluster, inside))
        return tuple(groups)


def load_convention(path: Path) -> Convention:
    """Reads and checks the Convention's data file; InputProblem names the line of the first error."""
    return read_convention(datafile.read(path))


def read_convention(data: DataFile) -> Convention:
    """The Convention from a parsed data file; raises InputProblem that names the line of the first error."""
    data.top.only("version")
    version = data.top.get("version", int)
    clusters = _unique(data, "cluster", "id", _cluster)
    comments = _unique(data, "general_comment", "number", _comment)
    protocols = _unique(data, "optional_protocol", "code", _protocol)
    principles = _unique(data, "principle", "key", _principle)
    articles = _unique(data, "article", "number", _article)
    for place, (article, entry) in enumerate(zip(articles, data.entries("article"), strict=True), start=1):
        if article.number != place:
            raise entry.problem("number", tr("article {number} was expected here", number=place))
        _known(entry, "clusters", article.clusters, {cluster.id for cluster in clusters})
        _known(entry, "general_comments", article.general_comments, {comment.number for comment in comments})
    if len(articles) != ARTICLES:
        raise data.top.problem(
            "version", tr("{n} article(s) found, {all} expected", n=len(articles), all=ARTICLES)
        )
    return Convention(version, articles, clusters, comments, protocols, principles)


def _unique(data: DataFile, table: str, key: str, make: Callable[[Entry], T]) -> tuple[T, ...]:
    """All tables of one name, made into records, whose `key` must differ."""
    made: list[T] = []
    seen: set[object] = set()
    for entry in data.entries(table):
        made.append(make(entry))
        value = entry.values[key]
        if value in seen:
            raise entry.problem(key, tr("“{key}” {value} is here twice", key=key, value=value))
        seen.add(value)
    return tuple(made)


def _known(entry: Entry, key: str, values: Iterable[object], known: Iterable[object]) -> None:
    for value in values:
        if value not in known:
            raise entry.problem(key, tr("“{key}” names {value}, which is not there", key=key, value=value))


def _articles(entry: Entry, key: str) -> tuple[int, ...]:
    numbers = entry.integers(key)
    _known(entry, key, numbers, range(1, ARTICLES + 1))
    return numbers


def _said(entry: Entry, key: str) -> str:
    """A sentence or name that must not be empty."""
    text: str = entry.get(key, str)
    if not text.strip():
        raise entry.problem(key, tr("“{key}” must not be empty", key=key))
    return text


def _article(entry: Entry) -> Article:
    entry.only(
        "number", "title", "child_friendly_title", "general_principle", "clusters", "general_comments",
        "mappable", "explanation", "question",
    )  # fmt: skip
    return Article(
        number=entry.get("number", int),
        title=_said(entry, "title"),
        child_friendly_title=_said(entry, "child_friendly_title"),
        explanation=_said(entry, "explanation"),
        question=_said(entry, "question"),
        general_principle=entry.get("general_principle", bool),
        mappable=entry.get("mappable", bool),
        clusters=entry.strings("clusters"),
        general_comments=entry.integers("general_comments"),
    )


def _cluster(entry: Entry) -> Cluster:
    entry.only("id", "name", "provisions")
    return Cluster(_said(entry, "id"), _said(entry, "name"), entry.strings("provisions"))


def _comment(entry: Entry) -> GeneralComment:
    entry.only("number", "year", "title", "main_articles")
    return GeneralComment(
        entry.get("number", int),
        entry.get("year", int),
        _said(entry, "title"),
        _articles(entry, "main_articles"),
    )


def _protocol(entry: Entry) -> OptionalProtocol:
    entry.only("code", "year", "title", "related", "note")
    return OptionalProtocol(
        code=_said(entry, "code"),
        year=entry.get("year", int),
        title=_said(entry, "title"),
        related=_articles(entry, "related"),
        note=entry.get("note", str, ""),
    )


def _principle(entry: Entry) -> Principle:
    entry.only("key", "name", "sentence")
    return Principle(_said(entry, "key"), _said(entry, "name"), _said(entry, "sentence"))
