"""The tables of the full-text index: the words, and the rows they stand in."""

from sqlalchemy import DDL, Column, Integer, String, Table, event

from crp_desktop.storage.columns import HOLDS, Holds, code, metadata

search_key = Table(
    "search_key",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=True),
    code("kind"),
    Column("row_id", String, nullable=False, unique=True, info={HOLDS: Holds.ID}),
    Column("workshop_id", String, info={HOLDS: Holds.ID}),
)

# One row: the `search.FOLDING` that the words of the index were folded by.
search_folding = Table("search_folding", metadata, Column("version", Integer, primary_key=True))

# `words` are folded by `domain.fold`, so the tokenizer only has to part them at spaces; rowid is `search_key.key`.
# FTS5 would merge 64 pages at once in the middle of every 64th note (50 ms): `upkeep` does it when nobody types, and
# FTS5 itself only when 500 steps have not been merged.
for _statement in (
    "CREATE VIRTUAL TABLE search USING fts5(words, prefix='1 2', "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co M* So'\")",
    "INSERT INTO search (search, rank) VALUES ('automerge', 0)",
    "INSERT INTO search (search, rank) VALUES ('crisismerge', 500)",
):
    event.listen(search_key, "after_create", DDL(_statement))  # type: ignore[no-untyped-call]
