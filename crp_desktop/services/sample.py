"""The sample programme of a made-up borough, written from `resources/sample/northmere.toml`."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select

from crp_desktop import paths
from crp_desktop.domain import datafile, kinds
from crp_desktop.domain.datafile import DataFile, Entry
from crp_desktop.domain.order import between
from crp_desktop.domain.words import tr
from crp_desktop.services.finding import Span, insert_finding
from crp_desktop.services.framework import current_framework, statement_id
from crp_desktop.services.mapping import insert_link
from crp_desktop.services.note import NewNote, insert_notes
from crp_desktop.services.programme import programme
from crp_desktop.services.programme_file import NewProgramme, create_programme
from crp_desktop.services.workshop import insert_prompt, insert_speaker, insert_workshop
from crp_desktop.storage import tables
from crp_desktop.storage.journal import Step
from crp_desktop.storage.store import Store

K = TypeVar("K", bound=StrEnum)

_PROGRAMME = ("council", "starts_on", "length_months", "stage", "badges", "local_outcomes", "threshold")
_PROGRAMME_TEXTS = ("lawful_basis", "privacy_notice", "contact")
_CONTACT = ("role", "name", "phone", "hours")
_ADOPTION = ("adopted_on", "adopted_by", "youth_part")
_WORKSHOP = (
    *("title", "held_on", "starts_at", "place", "facilitators", "aim", "activity", "materials"),
    *("consent_how", "consent_on", "privacy_notice", "next_steps", "retain_until", "started_at", "ended_at"),
)
_WORKSHOP_NUMBERS = ("number", "minutes", "consent_count", "utc_offset")
_NOTE = ("by", "kind", "text", "votes", "starred", "parked", "read_back")
_FINDING = (
    "key",
    "workshop",
    "made_on",
    "kind",
    "text",
    "starred",
    "read_back",
    "principle",
    "words",
    "articles",
)
_STATISTIC = ("value", "unit", "question", "denominator", "source", "dated")
_INDICATOR = ("title", *_STATISTIC, "baseline", "baseline_dated", "comparator", "polarity", "target")
_SCORE = ("statement", "level", "reason", "over_cap_reason", "confidence", "confidence_reason")
_EVIDENCE = ("period", "statement", "kind", "finding", "indicator", "text", "type", "direction", "dated")


def write_sample(path: Path, passphrase: str | None, device_id: str) -> Store:
    """Makes the sample programme at `path` and opens it, its first person working; nothing of it can be undone.

    Raises what `create_programme` raises.
    """
    shipped = datafile.read(paths.resource("sample", "northmere.toml"))
    return write_programme(shipped, path, passphrase, device_id)


def write_programme(data: DataFile, path: Path, passphrase: str | None, device_id: str) -> Store:
    """Makes a programme from a data file shaped like the sample's; one that is wrong leaves nothing at `path`.

    Raises InputProblem that names the line, and what `create_programme` raises.
    """
    data.top.only("notice")
    about = _first(data, "programme")
    about.only(*_PROGRAMME, *_PROGRAMME_TEXTS)
    person = _first(data, "person")
    new = NewProgramme(
        council=about.get("council", str),
        person=person.get("name", str),
        role=person.get("role", str),
        starts_on=about.get("starts_on", str),
        badges=about.strings("badges"),
        local_outcomes=about.strings("local_outcomes", []),
        length_months=about.get("length_months", int),
        illustrative=True,
    )
    store = create_programme(path, passphrase, new, device_id)
    try:
        _Writer(store, data).write()
    except BaseException:
        store.close()
        path.unlink(missing_ok=True)
        raise
    return store


class _Writer:
    """Writes a data file into a new programme; remembers what later tables of the file refer to."""

    def __init__(self, store: Store, data: DataFile) -> None:
        self.store = store
        self.data = data
        held = current_framework(store)
        self.framework_id = held.id
        self.statements = {one.key for badge in held.framework.badges for one in badge.statements}
        self.badges = {badge.key for badge in held.framework.badges}
        self.people: dict[str, str] = {}
        self.workshops: dict[int, str] = {}
        self.ended: dict[int, str] = {}
        self.notes: dict[str, str] = {}
        self.findings: dict[str, str] = {}
        self.indicators: dict[str, str] = {}
        self.periods: dict[str, str] = {}

    def write(self) -> None:
        """Everything, in a few steps that cannot be undone."""
        self._known_tables()
        with self.store.write(tr("Set up the programme"), final=True) as step:
            self._programme(step)
        for index, entry in enumerate(self.data.entries("workshop")):
            with self.store.write(tr("Type up a workshop"), final=True) as step:
                self._workshop(step, index, entry)
        with self.store.write(tr("Write findings"), final=True) as step:
            for index, entry in enumerate(self.data.entries("finding")):
                self._finding(step, index, entry)
        with self.store.write(tr("Assess badges"), final=True) as step:
            self._indicators(step)
            self._assessments(step)
            self._evidence(step)

    def _known_tables(self) -> None:
        workshop = ("workshop", "workshop.speakers", "workshop.phrase", "workshop.prompt", "workshop.note")
        scoring = ("indicator", "period", "assessment", "assessment.score", "evidence")
        self.data.only(
            "programme", "person", "contact", "adoption", *workshop, "finding", "finding.statistic", *scoring
        )

    # The programme

    def _programme(self, step: Step) -> None:
        about = _first(self.data, "programme")
        stage = _kind(about, "stage", kinds.Stage)
        texts = {name: about.get(name, str, "") for name in _PROGRAMME_TEXTS}
        step.update(
            tables.programme,
            programme(self.store).id,
            stage=stage,
            threshold=about.get("threshold", int, 5),
            **texts,
        )
        first = step.conn.execute(select(tables.person.c.id, tables.person.c.name)).one()
        self.people[first.name] = first.id
        for entry in self.data.entries("person")[1:]:
            entry.only("name", "role")
            name = entry.get("name", str)
            self.people[name] = step.insert(tables.person, name=name, role=entry.get("role", str))
        position = None
        for entry in self.data.entries("contact"):
            position = between(position, None)
            step.insert(tables.contact, position=position, **_texts(entry, _CONTACT))
        for entry in self.data.entries("adoption"):
            step.update(tables.framework, self.framework_id, **_texts(entry, _ADOPTION))

    # Workshops

    def _workshop(self, step: Step, index: int, entry: Entry) -> None:
        known = (*_WORKSHOP, *_WORKSHOP_NUMBERS, "audience", "badges", "age_bands", "access_needs")
        entry.only(*known)
        number = entry.get("number", int)
        values: dict[str, Any] = {name: entry.get(name, str, "").strip() for name in _WORKSHOP}
        values.update({name: entry.get(name, int) for name in _WORKSHOP_NUMBERS})
        step.at, step.utc_offset = values["ended_at"], values["utc_offset"]
        workshop_id = insert_workshop(
            step,
            **values,
            audience=_kind(entry, "audience", kinds.Audience),
            badges=self._each_badge(entry, entry.strings("badges")),
        )
        self.workshops[number], self.ended[number] = workshop_id, values["ended_at"]
        self._headcounts(step, workshop_id, entry)
        self._phrases(step, workshop_id, index)
        self._talk(step, workshop_id, index, values["started_at"])
        step.at = values["ended_at"]

    def _headcounts(self, step: Step, workshop_id: str, entry: Entry) -> None:
        bands = (
            ("age_bands", kinds.HeadcountKind.AGE_BAND),
            ("access_needs", kinds.HeadcountKind.ACCESS_NEED),
        )
        for key, kind in bands:
            position = None
            for label, count in entry.get(key, dict, {}).items():
                position = between(position, None)
                row = {"workshop_id": workshop_id, "kind": kind, "label": label, "count": count}
                step.insert(tables.headcount, **row, position=position)

    def _phrases(self, step: Step, workshop_id: str, index: int) -> None:
        position = None
        counts = ("agree", "unsure", "disagree")
        for entry in self._inside("workshop.phrase", index):
            entry.only("phrase", *counts, "method")
            position = between(position, None)
            row = {
                **_texts(entry, ("phrase", "method"), only=False),
                **{n: entry.get(n, int) for n in counts},
            }
            step.insert(tables.phrase_count, workshop_id=workshop_id, **row, position=position)

    def _talk(self, step: Step, workshop_id: str, index: int, started_at: str) -> None:
        """Speakers, prompts and notes; a note belongs to the prompt above it and is timed within its minutes."""
        speakers: dict[str, str] = {}
        for entry in self._inside("workshop.speakers", index):
            for label in entry.values:
                speakers[label] = insert_speaker(step, workshop_id, label, entry.get(label, str))
        opening = datetime.fromisoformat(started_at)
        prompts = self._inside("workshop.prompt", index)
        ends = [entry.line for entry in prompts[1:]] + [_END]
        for prompt, end in zip(prompts, ends, strict=True):
            prompt.only("text", "minutes")
            minutes = prompt.get("minutes", int)
            prompt_id = insert_prompt(step, workshop_id, prompt.get("text", str), minutes)
            said = [one for one in self._inside("workshop.note", index) if prompt.line < one.line < end]
            for place, entry in enumerate(said, start=1):
                moment = opening + timedelta(minutes=minutes) * (place / (len(said) + 1))
                step.at = moment.isoformat(timespec="milliseconds")
                self._note(step, workshop_id, prompt_id, entry, speakers)
            opening += timedelta(minutes=minutes)

    def _note(
        self, step: Step, workshop_id: str, prompt_id: str, entry: Entry, speakers: dict[str, str]
    ) -> None:
        entry.only(*_NOTE)
        by = entry.get("by", str, None)
        if by is not None and by not in speakers:
            raise entry.problem("by", tr("“{name}” is not known here", name=by))
        new = NewNote(
            entry.get("text", str),
            prompt_id,
            speakers[by] if by else None,
            _kind(entry, "kind", kinds.NoteKind),
            entry.get("parked", bool, False),
            entry.get("votes", int, 0),
        )
        (note_id,) = insert_notes(step, workshop_id, [new])
        self.notes[note_id] = new.text
        read_back = _kind(entry, "read_back", kinds.ReadBack, kinds.ReadBack.NOT_YET)
        step.update(tables.note, note_id, starred=entry.get("starred", bool, False), read_back=read_back)

    # Findings

    def _finding(self, step: Step, index: int, entry: Entry) -> None:
        entry.only(*_FINDING, "badges")
        number = entry.get("workshop", int, None)
        workshop_id = None
        if number is not None:
            workshop_id = _known(entry, "workshop", self.workshops, number)
            step.at = self.ended[number]
        else:
            step.at = f"{entry.get('made_on', str)}T10:00:00.000+00:00"
        finding_id = insert_finding(
            step,
            _kind(entry, "kind", kinds.FindingKind),
            entry.get("text", str),
            workshop_id=workshop_id,
            spans=[self._span(entry, words) for words in entry.strings("words", [])],
        )
        step.update(
            tables.finding,
            finding_id,
            starred=entry.get("starred", bool, False),
            read_back=_kind(entry, "read_back", kinds.ReadBack, kinds.ReadBack.NOT_YET),
            principle=entry.get("principle", str, ""),
        )
        if key := entry.get("key", str, ""):
            self.findings[key] = finding_id
        self._mappings(step, finding_id, entry)
        for figure in self._inside("finding.statistic", index):
            step.insert(tables.statistic, finding_id=finding_id, **_texts(figure, _STATISTIC))

    def _span(self, entry: Entry, words: str) -> Span:
        """Where these words stand, in code points; they must stand once, in one note."""
        found = [(note_id, text.find(words)) for note_id, text in self.notes.items() if words in text]
        if len(found) != 1 or self.notes[found[0][0]].count(words) != 1:
            raise entry.problem("words", tr("“{words}” must stand in one note, once", words=words))
        note_id, start = found[0]
        return Span(note_id, start, start + len(words))

    def _mappings(self, step: Step, finding_id: str, entry: Entry) -> None:
        for link in _lists(entry, "articles", (int, str)):
            values = {"number": link[0], "reason": link[1], "suggested": False}
            insert_link(step, tables.finding_article, finding_id, values)
        for key, direction, reason in _lists(entry, "badges", (str, str, str)):
            self._each_badge(entry, [key])
            try:
                values = {"direction": kinds.Direction(direction), "reason": reason, "suggested": False}
            except ValueError:
                raise entry.problem("badges", tr("“{name}” is not known here", name=direction)) from None
            insert_link(step, tables.finding_badge, finding_id, {"badge_key": key, **values})

    # Indicators and the self-assessment

    def _indicators(self, step: Step) -> None:
        for entry in self.data.entries("indicator"):
            entry.only("key", "badge", *_INDICATOR)
            (badge,) = self._each_badge(entry, [entry.get("badge", str)], "badge")
            row = step.insert(tables.indicator, badge_key=badge, **_texts(entry, _INDICATOR, only=False))
            if key := entry.get("key", str, ""):
                self.indicators[key] = row
        for entry in self.data.entries("period"):
            texts = _texts(entry, ("label", "starts_on", "ends_on"))
            self.periods[texts["label"]] = step.insert(tables.period, **texts)

    def _assessments(self, step: Step) -> None:
        for index, entry in enumerate(self.data.entries("assessment")):
            entry.only("period", "badge", "scorer", "role", "interests", "finished_at")
            (badge,) = self._each_badge(entry, [entry.get("badge", str)], "badge")
            step.at = entry.get("finished_at", str) or step.at
            assessment_id = step.insert(
                tables.assessment,
                period_id=_known(entry, "period", self.periods, entry.get("period", str)),
                badge_key=badge,
                framework_id=self.framework_id,
                scorer_id=_known(entry, "scorer", self.people, entry.get("scorer", str)),
                role=_kind(entry, "role", kinds.ScorerRole, kinds.ScorerRole.FIRST),
                interests=entry.get("interests", str, ""),
                finished_at=entry.get("finished_at", str),
            )
            for score in self._inside("assessment.score", index):
                score.only(*_SCORE)
                step.insert(
                    tables.score,
                    assessment_id=assessment_id,
                    statement_id=self._statement(score),
                    level=score.get("level", int, None),
                    confidence=_kind(score, "confidence", kinds.Confidence)
                    if "confidence" in score.values
                    else None,
                    **_texts(score, ("reason", "over_cap_reason", "confidence_reason"), only=False),
                )

    def _evidence(self, step: Step) -> None:
        for entry in self.data.entries("evidence"):
            entry.only(*_EVIDENCE, "voice", "groups_reached", "answer")
            finding, indicator = entry.get("finding", str, None), entry.get("indicator", str, None)
            step.insert(
                tables.evidence,
                period_id=_known(entry, "period", self.periods, entry.get("period", str)),
                statement_id=self._statement(entry),
                kind=_kind(entry, "kind", kinds.EvidenceKind),
                finding_id=finding and _known(entry, "finding", self.findings, finding),
                indicator_id=indicator and _known(entry, "indicator", self.indicators, indicator),
                type=_kind(entry, "type", kinds.EvidenceType),
                direction=_kind(entry, "direction", kinds.Direction),
                voice=_kind(entry, "voice", kinds.Voice),
                **_texts(entry, ("text", "dated", "groups_reached", "answer"), only=False),
            )

    # What entries refer to

    def _inside(self, path: str, index: int) -> list[Entry]:
        """The tables at `path` that stand in the table with this index one level up."""
        return [entry for entry in self.data.entries(path) if entry.parent == index]

    def _each_badge(self, entry: Entry, keys: Iterable[str], where: str = "badges") -> tuple[str, ...]:
        for key in keys:
            if key not in self.badges:
                raise entry.problem(where, tr("“{name}” is not known here", name=key))
        return tuple(keys)

    def _statement(self, entry: Entry) -> str:
        key = entry.get("statement", str)
        if key not in self.statements:
            raise entry.problem("statement", tr("“{name}” is not known here", name=key))
        return statement_id(self.framework_id, key)


_END = 1 << 31


def _first(data: DataFile, path: str) -> Entry:
    found = data.entries(path)
    if not found:
        raise data.top.problem(path, tr("“{key}” is missing", key=path))
    return found[0]


def _texts(entry: Entry, names: tuple[str, ...], *, only: bool = True) -> dict[str, str]:
    """The texts of an entry by name, "" for one that is not there; `only` refuses any other key."""
    if only:
        entry.only(*names)
    return {name: entry.get(name, str, "") for name in names}


def _kind(entry: Entry, key: str, kind: type[K], default: K | None = None) -> K:
    """The value of a closed list under `key`; it must be there when there is no `default`."""
    if default is not None and key not in entry.values:
        return default
    value = entry.get(key, str)
    if value not in {one.value for one in kind}:
        raise entry.problem(key, tr("“{name}” is not known here", name=value))
    return kind(value)


def _known(entry: Entry, key: str, ids: dict[Any, str], name: object) -> str:
    """The id that an earlier table of the file got under this name."""
    if name not in ids:
        raise entry.problem(key, tr("“{name}” is not known here", name=name))
    return ids[name]


def _lists(entry: Entry, key: str, shape: tuple[type, ...]) -> list[list[Any]]:
    """Lists of values of these types under `key`."""
    found: list[list[Any]] = entry.get(key, list, [])
    for one in found:
        if not isinstance(one, list) or [type(value) for value in one] != list(shape):
            raise entry.problem(
                key, tr("“{key}” must be a list of lists of {n} value(s)", key=key, n=len(shape))
            )
    return found
