"""Findings from a table with columns kind, text, and optionally articles, badges, reason: from surveys and documents.

All or nothing, in one step: the table is read twice, first to find every problem, told by row and column, and then to
file its findings.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from sqlalchemy import select

from crp_desktop.domain.comparable import label_key
from crp_desktop.domain.encodings import Encoding
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import FindingKind
from crp_desktop.domain.labels import label
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.text import clean
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.capture.import_notes import encoding_words, first_names
from crp_desktop.services.capture.text_file import Problems, Table, find_table, open_text
from crp_desktop.services.done import Done
from crp_desktop.services.findings.finding import insert_finding
from crp_desktop.services.rights.mapping import NewLink, insert_links
from crp_desktop.services.rights.rights_map import convention
from crp_desktop.services.workshops.workshop import workshop
from crp_desktop.storage import tables
from crp_desktop.storage.store import Store

COLUMNS = ("text", "kind", "articles", "badges", "reason")
_AT_ONCE = 200
_SHOWN = 40
MOST_SHOWN = 200
"""Findings of a table that are shown before it is filed."""


@dataclass(frozen=True, slots=True)
class Row:
    """One finding of a table; without a kind when the row has a fault, without a text when it is left out."""

    text: str
    kind: FindingKind | None
    links: tuple[NewLink, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What filing a table will do: how many findings there will be, how many of them stand in the programme already,
    and how many rows have no text."""

    findings: int
    already: int = 0
    without: int = 0


class FindingsFile:
    """A table of findings for one programme, opened. Raises InputProblem for a file that is none."""

    def __init__(self, store: Store, path: Path, encoding: Encoding | None = None) -> None:
        file = open_text(path, encoding)
        table = find_table(file, COLUMNS)
        if table is None or "kind" not in table.places:
            raise InputProblem(
                tr("Row 1 of “{name}” has no columns “kind” and “text”.", name=path.name)
                if table is None
                else tr("Row 1 has no column “kind”."),
                tr("Nothing was added."),
                tr(
                    "Name the columns in the first row: {names}.",
                    names="kind, text, articles, badges, reason",
                ),
            )
        self.table: Table = table
        self._kinds = {label_key(name): kind for kind in FindingKind for name in (kind.value, label(kind))}
        self._kind_names = ", ".join(FindingKind)
        self._articles = frozenset(one.number for one in convention().mappable)
        self._badges = {label_key(name): one.key for one in badges(store) for name in (one.name, one.key)}

    def rows(self) -> Iterator[Row]:
        """Every finding in order, with rows that cannot be taken."""
        for number, values, fault in self.table.rows():
            text = clean(values.get("text", "")).strip()
            yield Row("", None, fault=fault) if fault or not text else self._row(number, text, values)

    def _row(self, number: int, text: str, values: dict[str, str]) -> Row:
        kind = self._kinds.get(label_key(values["kind"]))
        if kind is None:
            shown = values["kind"][:_SHOWN]
            return Row(
                text,
                None,
                fault=tr(
                    "row {row}, column kind: “{words}” is not a kind of finding ({names})",
                    row=number,
                    words=shown,
                    names=self._kind_names,
                ),
            )
        articles, wrong = self._numbers(values.get("articles", ""))
        if wrong:
            fault = tr(
                "row {row}, column articles: “{words}” is not an article", row=number, words=wrong[:_SHOWN]
            )
            return Row(text, kind, fault=fault)
        keys, wrong = self._keys(values.get("badges", ""))
        if wrong:
            fault = tr("row {row}, column badges: “{words}” is not a badge", row=number, words=wrong[:_SHOWN])
            return Row(text, kind, fault=fault)
        reason = clean(values.get("reason", "")).strip()
        if reason and not articles and not keys:
            fault = tr(
                "row {row}, column reason: the reason has no article or badge to go with it", row=number
            )
            return Row(text, kind, fault=fault)
        linked: list[int | str] = [*articles, *keys]
        return Row(text, kind, tuple(NewLink(key, reason=reason) for key in linked))

    def _numbers(self, words: str) -> tuple[list[int], str]:
        """The articles that a cell names, and the first of its words that is none."""
        found: dict[int, None] = {}
        for part in re.split(r"[,;\s]+", re.sub(r"\b(?:articles?|arts?)\b\.?", " ", label_key(words))):
            if not part:
                continue
            if not (part.isascii() and part.isdigit() and len(part) < 4 and int(part) in self._articles):
                return [], part
            found[int(part)] = None
        return list(found), ""

    def _keys(self, words: str) -> tuple[list[str], str]:
        """The badges that a cell names by key or name, parted by semicolons or commas, and the first that is none."""
        found: dict[str, None] = {}
        for part in filter(None, map(label_key, words.split(";"))):
            for name in [part] if part in self._badges else filter(None, map(str.strip, part.split(","))):
                if name not in self._badges:
                    return [], name
                found[self._badges[name]] = None
        return list(found), ""


def foresee(store: Store, /, found: FindingsFile) -> Foreseen:
    """What `file_findings` would do; writes nothing. Raises InputProblem naming row and column of every problem, and
    for a table without findings."""
    problems, seen = Problems(), Foreseen(0)
    with store.read() as conn:
        there = conn.execute(select(tables.finding.c.text)).scalars()
        known = frozenset(hash(clean(text).strip()) for text in there)
    for row in found.rows():
        if row.fault:
            problems.add(row.fault)
        elif not row.text:
            seen = replace(seen, without=seen.without + 1)
        else:
            already = seen.already + (hash(row.text) in known)
            seen = replace(seen, findings=seen.findings + 1, already=already)
    problems.check()
    if not seen.findings:
        raise InputProblem(
            tr("“{name}” has no findings.", name=found.table.file.path.name),
            tr("Nothing was added."),
            tr("Choose another file."),
        )
    return seen


def what_to_say(found: FindingsFile, foreseen: Foreseen) -> list[str]:
    """What a person is told about a table besides how many findings it has."""
    told = []
    if foreseen.already:
        told.append(tr("Already in this programme, word for word: {n}.", n=foreseen.already))
    if found.table.unread:
        told.append(tr("Columns that were not read: {names}.", names=first_names(found.table.unread)))
    if foreseen.without:
        told.append(tr("Rows without a text that were left out: {n}.", n=foreseen.without))
    file = found.table.file
    return told if file.certain else [*told, *encoding_words(file)]


@dataclass(frozen=True, slots=True)
class Preview:
    """A table before it is filed: its first findings, how many there are, and what a person is told about it."""

    file: FindingsFile
    first: tuple[Row, ...]
    findings: int
    told: tuple[str, ...]


def read_preview(store: Store, /, path: Path, encoding: Encoding | None = None) -> Preview:
    """A table to look at before it is filed. Raises InputProblem naming row and column of every problem."""
    found = FindingsFile(store, path, encoding)
    seen = foresee(store, found)
    told = dict.fromkeys((*what_to_say(found, seen), *encoding_words(found.table.file)))
    first = islice((row for row in found.rows() if row.text), MOST_SHOWN)
    return Preview(found, tuple(first), seen.findings, tuple(told))


def file_findings(
    store: Store,
    /,
    found: FindingsFile,
    workshop_id: str | None,
    many: int,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Done[int]:
    """Files the findings that `foresee` let pass as one step, in a workshop or in none; returns how many. Raises
    NotFound for a workshop that is gone; what `progress(done, many)` raises leaves nothing filed."""
    if workshop_id is not None:
        workshop(store, workshop_id)
    filed = 0
    with store.write(Operation.IMPORT_FINDINGS, n=many) as step:
        rows = (row for row in found.rows() if row.text or row.fault)
        while some := list(islice(rows, _AT_ONCE)):
            problems = Problems()
            for row in some:
                if row.fault or row.kind is None:
                    problems.add(row.fault)
                    continue
                finding_id = insert_finding(step, row.kind, row.text, workshop_id=workshop_id)
                insert_links(step, finding_id, row.links)
            problems.check()
            step.flush()
            filed += len(some)
            progress(filed, many)
    return Done(step.info, filed)
