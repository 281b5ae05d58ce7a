"""Finding words in notes, findings and statements."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select

from crp_desktop.domain.fold import fold_letter
from crp_desktop.domain.kinds import RecordKind
from crp_desktop.storage import search as index
from crp_desktop.storage import tables
from crp_desktop.storage.search import Found
from crp_desktop.storage.store import Store

AROUND = 48


@dataclass(frozen=True, slots=True)
class Hit:
    """`kind` is a note, finding or statement; `workshop` its id or None; `snippet` the words found, in context."""

    kind: RecordKind
    id: str
    workshop: str | None
    text: str
    snippet: str


def search(store: Store, /, words: str, limit: int = 50) -> list[Hit]:
    """What holds every word typed, or its beginning, best first; nothing for an empty search. Any text is a search."""
    with store.read() as conn:
        found = index.find(conn, words, limit)
        texts = _texts(conn, found)
    return [
        Hit(
            RecordKind(one.kind),
            one.row_id,
            texts[one.row_id][1],
            texts[one.row_id][0],
            snippet(texts[one.row_id][0], words),
        )
        for one in found
        if one.row_id in texts
    ]


def _texts(conn: Connection, found: list[Found]) -> dict[str, tuple[str, str | None]]:
    """{id: (text, workshop id)}; statements of another version of the framework are left out."""
    note, finding, statement, framework = tables.note, tables.finding, tables.statement, tables.framework
    queries: dict[RecordKind, Select[Any]] = {
        RecordKind.NOTE: select(note.c.id, note.c.text, note.c.workshop_id),
        RecordKind.FINDING: select(finding.c.id, finding.c.text, finding.c.workshop_id),
        RecordKind.STATEMENT: select(statement.c.id, statement.c.text, framework.c.adopted_on)
        .join(framework, framework.c.id == statement.c.framework_id)
        .where(framework.c.current),
    }
    texts: dict[str, tuple[str, str | None]] = {}
    for kind, query in queries.items():
        ids = [one.row_id for one in found if one.kind == kind]
        if ids:
            key = query.selected_columns[0]
            for row_id, text, workshop in conn.execute(query.where(key.in_(ids))):
                texts[row_id] = (text, None if kind is RecordKind.STATEMENT else workshop)
    return texts


def snippet(text: str, words: str) -> str:
    """The words of `text` around the first one that was searched for, on one line, cut at spaces with "…"."""
    line = " ".join(text.split())
    at = _first(line, [word.split() for word in index.words_of(words)])
    start = max(at - AROUND, 0)
    end = min(at + 2 * AROUND, len(line))
    if start > 0:
        start = line.find(" ", start, at) + 1 or start
    if end < len(line):
        end = line.rfind(" ", at + 1, end) if line.rfind(" ", at + 1, end) > 0 else end
    return ("…" if start > 0 else "") + line[start:end].strip() + ("…" if end < len(line) else "")


def _first(line: str, wanted: list[list[str]]) -> int:
    """Where in `line` the first of the searched words begins, 0 when none can be told."""
    starts = [parts[0] for parts in wanted if parts]
    begun = True
    folded = ""
    begins = 0
    for at, letter in enumerate(line):
        piece = fold_letter(letter)
        if not piece:
            continue
        if piece.startswith(" ") or not piece.strip():
            begun, folded = True, ""
        if begun and piece.strip():
            begins, begun = at, False
        folded += piece.strip()
        if folded and any(
            folded == one or (len(one) <= len(folded) and folded.startswith(one)) for one in starts
        ):
            return begins
    return 0
