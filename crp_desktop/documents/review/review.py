"""Before words leave: which of them could say who somebody is, for one person to look at, in private.

What was found fine is remembered for that text as an id made of the text: nothing that could be read, and nothing that
could be told to belong to a row that is gone.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert

from crp_desktop.documents.model import Request, Warned
from crp_desktop.documents.prepare import RenderedDocument, prepare
from crp_desktop.documents.views import QUOTES_ALL, RiskyQuote, risky_quotes
from crp_desktop.domain.comparable import compared
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.identifiers import Hit, What, find_identifiers
from crp_desktop.domain.ids import seeded_id
from crp_desktop.domain.name_lists import keys
from crp_desktop.domain.pseudonyms import stand_ins, used_in
from crp_desktop.rendering.document import Document
from crp_desktop.rendering.tree import words
from crp_desktop.services.privacy.texts import Text, texts
from crp_desktop.services.privacy.watched_words import name_lists
from crp_desktop.services.programme.programme import programme
from crp_desktop.services.workshops.workshop import workshops
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store

_CHUNK = 500
_FEW = 12


@dataclass(frozen=True, slots=True)
class Seen:
    """One place at which it stands: a text, and code points of it, end exclusive."""

    text: Text
    start: int
    end: int

    @property
    def mark(self) -> str:
        """Under which it is remembered that it is fine here."""
        one = self.text
        return seeded_id("fine", one.table, one.row_id, one.column, one.text, str(self.start), str(self.end))


@dataclass(frozen=True, slots=True)
class Found:
    """One name (or number, school, place) wherever it stands in a document. `ways` are all the ways it is written.

    `workshop_id` is "" for what belongs to no single workshop: then only the places in `seen` are changed.
    """

    what: What
    words: str
    ways: tuple[str, ...]
    why: str
    workshop_id: str
    workshop: int
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """What to look at before a document leaves; `used` are the stand-ins of each workshop so far, by its id."""

    found: tuple[Found, ...]
    quotes: tuple[RiskyQuote, ...]
    used: dict[str, frozenset[str]]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look at."""
        return not self.found and not self.quotes

    def offered(self, one: Found, taken: Iterable[str] = ()) -> tuple[str, ...]:
        """What could stand for it, the likeliest first; `taken` were chosen for others of its workshop."""
        return stand_ins(one.what, self.used.get(one.workshop_id, frozenset()) | set(taken))


def review(store: Store, /, request: Request, made: RenderedDocument | None = None) -> Review:
    """What a document holds that could say who somebody is and that nobody has looked at yet; `made` is the document
    as it was made for this request."""
    source = prepare(store, request, made)
    printed = _Printed(source.prepared.document)
    with store.read() as conn:
        about = [one for one in texts(conn) if not request.workshop or request.workshop in one.workshops]
    lists = name_lists(store)
    seen = [
        (hit, text)
        for text in about
        if printed.holds(text.text)
        for hit in find_identifiers(text.text, lists)
    ]
    fine = _remembered(store, [Seen(text, hit.start, hit.end).mark for hit, text in seen])
    open_ones = [(hit, text) for hit, text in seen if Seen(text, hit.start, hit.end).mark not in fine]
    numbers = {one.id: one.number for one in workshops(store)}
    found = tuple(_grouped(open_ones, request.workshop, numbers))
    quotes: tuple[RiskyQuote, ...] = ()
    if source.request.options.get("quotes") == QUOTES_ALL:
        ids = [request.workshop] if request.workshop else list(numbers)
        risky = risky_quotes(store, ids, programme(store).threshold)
        quotes = tuple(one for one in risky if printed.holds(one.words))
    return Review(found, quotes, _used(store, {one.workshop_id for one in found} - {""}) if found else {})


class _Printed:
    """The words of a document, to ask whether a text stands in it; both as they are compared."""

    def __init__(self, document: Document) -> None:
        parts = [_even(text) for text in words(document.body)]
        self._parts = frozenset(parts)
        self._all = "\n".join(parts)
        self._begun = tuple(
            part[:-3].rstrip() for part in self._parts if len(part) > _FEW and part.endswith("...")
        )

    def holds(self, text: str) -> bool:
        """Whether any line of a text is in the document, or what fitted of it."""
        lines = [even for line in compared(text).split("\n") if (even := _even(line))]
        return any(
            line in self._parts or line in self._all or any(map(line.startswith, self._begun))
            for line in lines
        )


def _even(text: str) -> str:
    return " ".join(compared(text).split())


def _grouped(seen: Sequence[tuple[Hit, Text]], workshop_id: str, numbers: dict[str, int]) -> Iterator[Found]:
    """One entry a name: people are told apart by workshop, all else by its words; in order of the document's texts."""
    groups: dict[tuple[str, ...], list[tuple[Hit, Text]]] = {}
    shared = _shared(
        [(_home(text, workshop_id), keys(hit.words)) for hit, text in seen if hit.what is What.PERSON]
    )
    for hit, text in seen:
        home, name = _home(text, workshop_id), keys(hit.words)
        alone = hit.what is What.PERSON and (home, *name[:1]) not in shared
        groups.setdefault((home, hit.what, *((name[:1] if alone else name) or (hit.words,))), []).append(
            (hit, text)
        )
    for (home, *_), some in groups.items():
        hit = max((one for one, _ in some), key=lambda one: len(one.words))
        ways = tuple(
            dict.fromkeys(one.words for one, _ in sorted(some, key=lambda each: -len(each[0].words)))
        )
        places = tuple(Seen(text, one.start, one.end) for one, text in some)
        yield Found(hit.what, hit.words, ways, hit.why, home, numbers.get(home, 0), places)


def _shared(names: Iterable[tuple[str, tuple[str, ...]]]) -> set[tuple[str, ...]]:
    """The given names that two people of one workshop have, as their family names tell."""
    full: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for home, name in names:
        full.setdefault((home, *name[:1]), set()).update({name} if len(name) > 1 else ())
    return {first for first, found in full.items() if len(found) > 1}


def _home(text: Text, wanted: str) -> str:
    """The workshop whose names a text's are: the document's own, or the text's only or first one."""
    if wanted in text.workshops:
        return wanted
    return min(text.workshops, default="")


def _used(store: Store, /, workshop_ids: set[str]) -> dict[str, frozenset[str]]:
    with store.read() as conn:
        every = list(texts(conn, everything=True))
    return {one: used_in(text.text for text in every if one in text.workshops) for one in workshop_ids}


def _remembered(store: Store, /, marks: Sequence[str]) -> set[str]:
    table, known = tables.reviewed, set[str]()
    with store.read() as conn:
        for at in range(0, len(marks), _CHUNK):
            query = select(table.c.id).where(table.c.id.in_(marks[at : at + _CHUNK]))
            known |= set(conn.execute(query).scalars())
    return known


def remember_fine(store: Store, /, found: Iterable[Found]) -> None:
    """Remembers that these are fine where they stand, so that they are not asked about again. No step, no undo."""
    _remember(store, [seen.mark for one in found for seen in one.seen])


def decide_quote(store: Store, /, quote: RiskyQuote, *, let: bool) -> None:
    """Remembers that a quote that could point to one person may print, or that it is left out of every paper."""
    with store.unjournaled() as conn:
        table = tables.reviewed
        conn.execute(table.delete().where(table.c.id.in_((quote.mark(let=True), quote.mark(let=False)))))
        conn.execute(insert(table).values(id=quote.mark(let=let)).on_conflict_do_nothing())


def looked_at(store: Store, /) -> int:
    """How many places and quotes somebody has answered for."""
    with store.read() as conn:
        return int(conn.execute(select(func.count()).select_from(tables.reviewed)).scalar_one())


def ask_again(store: Store, /) -> None:
    """Forgets every answer, so that the next document is looked through anew; quotes left out may print again."""
    with store.unjournaled() as conn:
        conn.execute(tables.reviewed.delete())


def review_warnings(store: Store, /, request: Request, made: RenderedDocument) -> tuple[Warned, ...]:
    """What to say where nobody can be asked: on the command line."""
    found = review(store, request, made)
    if not found.found:
        return ()
    places = sum(len(one.seen) for one in found.found)
    return (
        Warned(
            tr("Check before you share: {n} place(s) where someone may be named.", n=places),
            tr("Check them in the window, under Print."),
            holds=True,
            looked_at=True,
        ),
    )


def _remember(store: Store, /, marks: Sequence[str]) -> None:
    if not marks or store.read_only:
        return
    with store.unjournaled() as conn:
        for mark in dict.fromkeys(marks):
            conn.execute(insert(tables.reviewed).values(id=mark).on_conflict_do_nothing())
