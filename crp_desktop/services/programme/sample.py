"""The sample programme of a made-up borough, written from `resources/sample/northmere.toml`."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from crp_desktop import paths
from crp_desktop.domain import datafile, kinds
from crp_desktop.domain.datafile import DataFile, Entry
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.order import between
from crp_desktop.services.assessment.framework import current_framework
from crp_desktop.services.capture.note import NewNote, insert_notes
from crp_desktop.services.findings.finding import Span, insert_finding
from crp_desktop.services.programme.file import NewProgramme, create_programme
from crp_desktop.services.programme.sample_assessment import TABLES, AssessmentWriter, Named, badge
from crp_desktop.services.programme.sample_entries import (
    first,
    inside,
    kind,
    known,
    lists,
    member,
    texts,
    unknown,
)
from crp_desktop.services.workshops.workshop import insert_prompt, insert_speaker, insert_workshop
from crp_desktop.storage import tables
from crp_desktop.storage.journal import Step
from crp_desktop.storage.store import Store

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
_MARKS = ("key", "workshop", "made_on", "starred", "read_back", "principle")
_FINDING = (*_MARKS, "kind", "text", "words", "articles", "badges")
_STATISTIC = ("value", "unit", "question", "denominator", "source", "dated")
_PHRASE_COUNTS = ("agree", "unsure", "disagree")


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
    _check_tables(data)
    about = first(data, "programme")
    person = first(data, "person")
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
    return create_programme(path, passphrase, new, device_id, lambda store: _Writer(store, data).write())


def _check_tables(data: DataFile) -> None:
    workshop = ("workshop", "workshop.speakers", "workshop.phrase", "workshop.prompt", "workshop.note")
    people = ("programme", "person", "contact", "adoption")
    data.only(*people, *workshop, "finding", "finding.statistic", *TABLES)
    data.top.only("notice")


class _Writer:
    """Writes a data file into a new programme; remembers what later tables of the file refer to."""

    def __init__(self, store: Store, data: DataFile) -> None:
        self.store = store
        self.data = data
        self.held = current_framework(store)
        self.people: dict[str, str] = {}
        self.workshops: dict[int, str] = {}
        self.ended: dict[int, str] = {}
        self.notes: dict[str, str] = {}
        self.findings: dict[str, str] = {}

    def write(self) -> None:
        """Everything, in a few steps that cannot be undone."""
        with self.store.write(Operation.SET_UP_SAMPLE, final=True) as step:
            self._programme(step)
        for index, entry in enumerate(self.data.entries("workshop")):
            with self.store.write(Operation.TYPE_UP_WORKSHOP, final=True) as step:
                self._workshop(step, index, entry)
        with self.store.write(Operation.WRITE_FINDINGS, final=True) as step:
            self._findings(step)
        with self.store.write(Operation.ASSESS_BADGES, final=True) as step:
            assessed = AssessmentWriter(step, self.data, self.held, Named(self.people, self.findings))
            assessed.write()
        for index, entry in enumerate(self.data.entries("sign_off")):
            with self.store.write(Operation.SIGN_OFF, final=True) as step:
                assessed.sign(step, index, entry)

    def _programme(self, step: Step) -> None:
        about = first(self.data, "programme")
        about.only(*_PROGRAMME, *_PROGRAMME_TEXTS)
        step.update(
            tables.programme,
            step.conn.execute(select(tables.programme.c.id)).scalar_one(),
            stage=kind(about, "stage", kinds.Stage),
            threshold=about.get("threshold", int),
            **texts(about, _PROGRAMME_TEXTS),
        )
        working = step.conn.execute(select(tables.person.c.id, tables.person.c.name)).one()
        self.people[working.name] = working.id
        for entry in self.data.entries("person")[1:]:
            entry.only("name", "role")
            name = entry.get("name", str)
            self.people[name] = step.insert(tables.person, name=name, role=entry.get("role", str))
        position = None
        for entry in self.data.entries("contact"):
            entry.only(*_CONTACT)
            position = between(position, None)
            step.insert(tables.contact, position=position, **texts(entry, _CONTACT))
        for entry in self.data.entries("adoption"):
            entry.only(*_ADOPTION)
            step.update(tables.framework, self.held.id, **texts(entry, _ADOPTION))

    # Workshops

    def _workshop(self, step: Step, index: int, entry: Entry) -> None:
        entry.only(*_WORKSHOP, *_WORKSHOP_NUMBERS, "audience", "badges", "age_bands", "access_needs")
        values: dict[str, Any] = {name: said.strip() for name, said in texts(entry, _WORKSHOP).items()}
        values.update({name: entry.get(name, int) for name in _WORKSHOP_NUMBERS})
        step.at, step.utc_offset = values["ended_at"], values["utc_offset"]
        workshop_id = insert_workshop(
            step,
            **values,
            audience=kind(entry, "audience", kinds.Audience),
            badges=self._badges(entry, entry.strings("badges")),
        )
        self.workshops[values["number"]], self.ended[values["number"]] = workshop_id, step.at
        self._counts(step, workshop_id, index, entry)
        self._notes(step, workshop_id, index, entry)

    def _counts(self, step: Step, workshop_id: str, index: int, entry: Entry) -> None:
        needs = (
            ("age_bands", kinds.HeadcountKind.AGE_BAND),
            ("access_needs", kinds.HeadcountKind.ACCESS_NEED),
        )
        for key, counted in needs:
            position = None
            for label, count in entry.get(key, dict, {}).items():
                position = between(position, None)
                row = {"workshop_id": workshop_id, "kind": counted, "label": label, "count": count}
                step.insert(tables.headcount, **row, position=position)
        position = None
        for phrase in inside(self.data, "workshop.phrase", index):
            phrase.only("phrase", "method", *_PHRASE_COUNTS)
            position = between(position, None)
            counts = {name: phrase.get(name, int) for name in _PHRASE_COUNTS}
            row = {"workshop_id": workshop_id, **texts(phrase, ("phrase", "method")), **counts}
            step.insert(tables.phrase_count, **row, position=position)

    def _notes(self, step: Step, workshop_id: str, index: int, workshop: Entry) -> None:
        """Speakers, prompts and notes; a note belongs to the prompt above it and is timed within its minutes."""
        speakers: dict[str, str] = {}
        for entry in inside(self.data, "workshop.speakers", index):
            for label in entry.values:
                speakers[label] = insert_speaker(step, workshop_id, label, entry.get(label, str))
        opening = datetime.fromisoformat(workshop.get("started_at", str))
        prompts = inside(self.data, "workshop.prompt", index)
        notes = inside(self.data, "workshop.note", index)
        new: list[NewNote] = []
        for place, prompt in enumerate(prompts):
            prompt.only("text", "minutes")
            minutes = prompt.get("minutes", int)
            prompt_id = insert_prompt(step, workshop_id, prompt.get("text", str), minutes)
            until = prompts[place + 1].line if place + 1 < len(prompts) else notes[-1].line + 1
            said = [note for note in notes if prompt.line < note.line < until]
            for turn, entry in enumerate(said, start=1):
                moment = opening + timedelta(minutes=minutes) * (turn / (len(said) + 1))
                new.append(_note(entry, prompt_id, speakers, moment))
            opening += timedelta(minutes=minutes)
        for note_id, note in zip(insert_notes(step, workshop_id, new), new, strict=True):
            self.notes[note_id] = note.text

    # Findings

    def _findings(self, step: Step) -> None:
        articles: list[dict[str, Any]] = []
        badges: list[dict[str, Any]] = []
        figures: list[dict[str, Any]] = []
        for index, entry in enumerate(self.data.entries("finding")):
            finding_id = self._finding(step, entry)
            articles += self._article_links(entry, finding_id)
            badges += self._badge_links(entry, finding_id)
            for figure in inside(self.data, "finding.statistic", index):
                figure.only(*_STATISTIC)
                figures.append({"finding_id": finding_id, **texts(figure, _STATISTIC)})
        step.insert_many(tables.finding_article, articles)
        step.insert_many(tables.finding_badge, badges)
        step.insert_many(tables.statistic, figures)

    def _finding(self, step: Step, entry: Entry) -> str:
        entry.only(*_FINDING)
        workshop_id = None
        if "workshop" in entry.values:
            number = entry.get("workshop", int)
            workshop_id = known(entry, "workshop", self.workshops, number)
            step.at = self.ended[number]
        else:
            step.at = f"{entry.get('made_on', str)}T10:00:00.000+00:00"
        finding_id = insert_finding(
            step,
            kind(entry, "kind", kinds.FindingKind),
            entry.get("text", str),
            workshop_id=workshop_id,
            spans=[self._span(entry, words) for words in entry.strings("words", [])],
        )
        marks = {
            "starred": entry.get("starred", bool, False),
            "read_back": kind(entry, "read_back", kinds.ReadBack, kinds.ReadBack.NOT_YET),
            "principle": entry.get("principle", str, ""),
        }
        if any(marks.values()):
            step.update(tables.finding, finding_id, **marks)
        self.findings[entry.get("key", str)] = finding_id
        return finding_id

    def _span(self, entry: Entry, words: str) -> Span:
        """Where these words stand, in code points; they must stand once, in one note."""
        found = [note_id for note_id, text in self.notes.items() if words in text]
        if len(found) != 1 or self.notes[found[0]].count(words) != 1:
            raise entry.problem("words", tr("“{words}” must be in one note, once", words=words))
        start = self.notes[found[0]].index(words)
        return Span(found[0], start, start + len(words))

    def _article_links(self, entry: Entry, finding_id: str) -> list[dict[str, Any]]:
        return [
            {"finding_id": finding_id, "number": number, "main": not place, "reason": reason}
            for place, (number, reason) in enumerate(lists(entry, "articles", int, str))
        ]

    def _badge_links(self, entry: Entry, finding_id: str) -> list[dict[str, Any]]:
        follows = kinds.direction_of(kind(entry, "kind", kinds.FindingKind))
        return [
            {
                "finding_id": finding_id,
                "badge_key": badge(entry, "badges", self.held.framework, key),
                "main": not place,
                "direction": (points := member(entry, "badges", kinds.Direction, direction)),
                "by_hand": points is not follows,
                "reason": reason,
            }
            for place, (key, direction, reason) in enumerate(lists(entry, "badges", str, str, str))
        ]

    def _badges(self, entry: Entry, keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(badge(entry, "badges", self.held.framework, key) for key in keys)


def _note(entry: Entry, prompt_id: str, speakers: dict[str, str], moment: datetime) -> NewNote:
    entry.only(*_NOTE)
    by = entry.get("by", str, None)
    if by is not None and by not in speakers:
        raise unknown(entry, "by", by)
    return NewNote(
        entry.get("text", str),
        prompt_id,
        speakers[by] if by else None,
        kind(entry, "kind", kinds.NoteKind),
        entry.get("parked", bool, False),
        entry.get("votes", int, 0),
        entry.get("starred", bool, False),
        kind(entry, "read_back", kinds.ReadBack, kinds.ReadBack.NOT_YET),
        moment.isoformat(timespec="milliseconds"),
    )
