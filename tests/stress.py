"""A programme in which everything is as long, as strange and as many as it gets, for pictures and hostile reports.

What it holds stands in constants, so that a test can look for the very words.
"""

from itertools import cycle, islice
from pathlib import Path
from typing import Any

from crp_desktop import paths
from crp_desktop.domain.convention import load_convention
from crp_desktop.domain.kinds import (
    Audience,
    Confidence,
    Direction,
    EvidenceKind,
    EvidenceType,
    FindingKind,
    HeadcountKind,
    NoteKind,
    ReadBack,
    ScorerRole,
    Stage,
    Voice,
)
from crp_desktop.domain.operation import Operation
from crp_desktop.domain.order import between
from crp_desktop.services.assessment.framework import HeldFramework, current_framework, statement_id
from crp_desktop.services.capture.note import NewNote, insert_notes
from crp_desktop.services.findings.finding import Span, insert_finding
from crp_desktop.services.programme.file import NewProgramme, create_programme
from crp_desktop.services.programme.programme import programme
from crp_desktop.services.workshops.workshop import insert_prompt, insert_speaker, insert_workshop
from crp_desktop.storage import tables
from crp_desktop.storage.journal import Step
from crp_desktop.storage.store import Store
from tests.make import BADGES

# The full legal name of a council; no other in England has a longer one.
LONGEST_COUNCIL = "The Mayor and Burgesses of the London Borough of Hammersmith and Fulham"
LONG_WORD = ("Kinderrechtsübereinkommensumsetzungsberichterstattung" * 6)[:300]
LONG_PROMPT = (
    "Thinking back over the last twelve whole months, at home, at school, online, on the way there and back, and "
    "anywhere else that matters to you, when did an adult really listen to what you said, and what happened next?"
)
MARKUP = "<b>bold</b> &amp; <script>alert('x')</script> {curly} %s \\n “quoted” </para>"
ARABIC = "أريد أن يسمعني الكبار قبل أن يقرروا، لا بعد ذلك. انتظرت ١١ شهرًا (11 months) قبل أول موعد في CAMHS."
HEBREW = "אני רוצה שיקשיבו לי לפני שמחליטים, גם ב-school וגם בבית."
BENGALI = "সিদ্ধান্ত নেওয়ার আগে আমার কথা শোনা হোক, ইস্কুলে আর বাড়িতে।"
CHINESE = "做决定之前，请先听听我的想法。学校里和家里都一样。"
EMOJI = "Safe 😀 not safe 😡 family 👩🏽‍👩🏾‍👧🏿‍👦 wheelchair 👩🏿‍🦽 flag 🏴󠁧󠁢󠁥󠁮󠁧󠁿 keycap 3️⃣ heart ❤️"
MARKS = "Z̴͓a̷̳l̸̰g̵͈o and é as two, ﬁne ligature, Iİıi, ẞß, Ωμέγα, Łódź, Україна, தமிழ், ไทย, አማርኛ"
BIDI = "left \u202eright to left override\u202c and \u2067an isolate, عربي 123\u2069, then left again"
BREAKS = (
    "Line one\n\nline three after an empty one\n\ttabbed\u2028separated"
    "\x0bvertical tab\x0cform feed\x07bell\u200bno width"
)
SPREADSHEET = '=HYPERLINK("http://example.invalid","@SUM(1+1)*cmd|\' /C calc\'!A0")'
_SENTENCE = (
    "We waited and nobody came back to say why so we stopped asking but we have not stopped minding at all"
)
LONG_NOTE = " ".join(islice(cycle(_SENTENCE.split()), 5_000))

STRANGE = (
    MARKUP,
    ARABIC,
    HEBREW,
    BENGALI,
    CHINESE,
    EMOJI,
    MARKS,
    BIDI,
    BREAKS,
    SPREADSHEET,
    LONG_WORD,
    LONG_NOTE,
)
NOTES = 200
FINDINGS = 40

_PERSON = f"Ana-María {MARKUP} {LONG_WORD[:60]}"
_AT = "2026-10-07T16:30:00.000+00:00"
_PERIODS = (
    ("2024-25", "2024-09-01", "2025-08-31"),
    ("2025-26", "2025-09-01", "2026-08-31"),
    (f"2026-27 {MARKUP} {LONG_WORD[:80]}", "2026-09-01", "2027-08-31"),
)


def write_stress(path: Path, council: str = LONGEST_COUNCIL) -> Store:
    """Makes the stress programme without a passphrase and opens it: workshop 1 with a single participant and ten
    notes, workshop 2 (the latest) with the other 190, workshop 3 with nothing filled in."""
    new = NewProgramme(
        council=council,
        person=_PERSON,
        role=_all(LONG_WORD[:40]),
        starts_on="2024-09-01",
        badges=BADGES,
        local_outcomes=(f"Health & Wellbeing {MARKUP} {LONG_WORD[:50]}",),
        length_months=60,
    )
    store = create_programme(path, None, new, "device-of-tests")
    with store.write(Operation.CHANGE_NOTES, n=1_234_567) as step:
        step.at, step.utc_offset = _AT, 60
        _details(step, programme(store).id)
        notes = _workshops(step, programme(store).badges)
        findings = _findings(step, notes, programme(store).badges)
        _assessments(step, current_framework(store), programme(store).badges, findings)
    return store


def _all(first: str) -> str:
    """A text that begins with `first` and goes on with everything that is hard to draw, but for the long note."""
    return " ".join((first, MARKUP, ARABIC, EMOJI, LONG_WORD))


def _details(step: Step, programme_id: str) -> None:
    step.update(
        tables.programme,
        programme_id,
        stage=Stage.DELIVERY,
        lawful_basis=_all("Public task."),
        privacy_notice=_all("Version 3."),
        contact=_all("rights@example.invalid"),
    )
    position = None
    for role in ("Duty desk", "Out of hours", "Allegations officer"):
        position = between(position, None)
        named = {
            "role": _all(role),
            "name": _all("Desk"),
            "phone": "020 7946 0999 extension 12345",
            "hours": MARKUP,
        }
        step.insert(tables.contact, position=position, **named)


def _workshops(step: Step, badges: tuple[str, ...]) -> dict[str, list[str]]:
    """The ids of the notes of workshop 1 and 2 by workshop id."""
    alone = _workshop(step, "2026-03-18", badges)
    crowd = _workshop(step, "2026-10-07", badges)
    insert_workshop(step, number=3)
    for workshop_id, people in ((alone, 1), (crowd, 30)):
        bands = (("11 to 13", 1), ("14 to 16", people - 1), (_all("Band"), 0))
        needs = (("Step-free access", 1), (_all("Need"), people // 2))
        for kind, counts in ((HeadcountKind.AGE_BAND, bands), (HeadcountKind.ACCESS_NEED, needs)):
            position = None
            for label, count in counts:
                position = between(position, None)
                row = {"kind": kind, "label": label, "count": count, "position": position}
                step.insert(tables.headcount, workshop_id=workshop_id, **row)
        row = {"phrase": _all("I HAVE"), "agree": people, "unsure": 0, "disagree": 0, "method": MARKUP}
        step.insert(tables.phrase_count, workshop_id=workshop_id, **row, position=between(None, None))
    return {
        alone: _notes(step, alone, 1, STRANGE[:10]),
        crowd: _notes(step, crowd, 30, tuple(islice(cycle((*STRANGE, *_ordinary())), NOTES - 10))),
    }


def _workshop(step: Step, day: str, badges: tuple[str, ...]) -> str:
    return insert_workshop(
        step,
        title=_all("Growing up here"),
        held_on=day,
        starts_at="16:00",
        minutes=600,
        place=_all("Youth hub"),
        audience=Audience.YOUNG_PEOPLE,
        facilitators=_all("Ana"),
        aim=_all(f"Aim. {LONG_PROMPT}"),
        activity=_all("Walking map."),
        materials=_all("Paper."),
        badges=badges,
        consent_count=1,
        consent_how=_all("Signed."),
        consent_on=day,
        privacy_notice=_all("Version 3."),
        next_steps="\n".join([_all("Report.")] * 6),
        retain_until="2031-08-31",
        started_at=f"{day}T16:00:00.000+00:00",
        ended_at=f"{day}T18:00:00.000+00:00",
        utc_offset=60,
    )


def _ordinary() -> list[str]:
    """Notes of three to forty-odd words, no two the same."""
    words = _SENTENCE.split()
    return [f"{number}. {' '.join(islice(cycle(words), 2 + number % 41))}" for number in range(1, NOTES + 1)]


def _notes(step: Step, workshop_id: str, people: int, texts: tuple[str, ...]) -> list[str]:
    """One note for each text, every kind, speaker, prompt and read-back in turn; the fifth of them parked."""
    labels = ["P1", *(f"P{number}" for number in range(2, people)), "P<b>9</b>&amp;"][:people]
    speakers = [None, *(insert_speaker(step, workshop_id, label, "14 to 16") for label in labels)]
    asked = (LONG_PROMPT, _all("Who listens?"), ARABIC, LONG_WORD, "Why?")
    prompts = [insert_prompt(step, workshop_id, text, 120) for text in asked]
    kinds, heard = list(NoteKind), list(ReadBack)
    return insert_notes(
        step,
        workshop_id,
        [
            NewNote(
                text,
                prompts[place % len(prompts)],
                speakers[place % len(speakers)],
                kinds[place % len(kinds)],
                parked=place % 5 == 4,
                votes=(0, 1, 12, 9_999)[place % 4],
                starred=place % 3 == 0,
                read_back=heard[place % len(heard)],
            )
            for place, text in enumerate(texts)
        ],
    )


def _findings(step: Step, notes: dict[str, list[str]], badges: tuple[str, ...]) -> list[str]:
    """Forty findings: some with every article and badge, some with none, some on fifty notes, some on no workshop."""
    articles = [
        one.number for one in load_convention(paths.resource("convention.toml")).articles if one.mappable
    ]
    shops = [*notes, None]
    texts = (_all("Young people say it twice."), LONG_PROMPT, *STRANGE[:-1], LONG_NOTE[:4_000])
    kinds, directions, made = list(FindingKind), list(Direction), []
    for place, text in enumerate(islice(cycle(texts), FINDINGS)):
        shop = shops[place % len(shops)]
        resting = notes[shop][place % 7 : place % 7 + (50 if place == 0 else 3)] if shop else []
        spans = [Span(note_id) for note_id in resting[:1]] + [Span(note_id, 1, 9) for note_id in resting[1:]]
        finding_id = insert_finding(step, kinds[place % len(kinds)], text, workshop_id=shop, spans=spans)
        marks: dict[str, Any] = {
            "starred": place % 4 == 0,
            "read_back": list(ReadBack)[place % len(ReadBack)],
        }
        step.update(tables.finding, finding_id, principle="dignity" if place % 2 else "", **marks)
        few = place % 9 * 5
        step.insert_many(
            tables.finding_article,
            [
                {"finding_id": finding_id, "number": number, "main": not rank, "reason": _all("Because.")}
                for rank, number in enumerate(articles[:few])
            ],
        )
        step.insert_many(
            tables.finding_badge,
            [
                {
                    "finding_id": finding_id,
                    "badge_key": key,
                    "main": not rank,
                    "direction": directions[(place + rank) % len(directions)],
                    "reason": _all("Because."),
                }
                for rank, key in enumerate(badges[: place % (len(badges) + 1)])
            ],
        )
        if place % 3 == 0:
            figure = {name: _all(name) for name in ("question", "denominator", "source", "dated")}
            step.insert(tables.statistic, finding_id=finding_id, value="1,234,567.89", unit=MARKUP, **figure)
        made.append(finding_id)
    return made


def _assessments(step: Step, held: HeldFramework, badges: tuple[str, ...], findings: list[str]) -> None:
    """Every pursued badge over three periods with reasons of many lines, every other one finished; from no young
    person's slip to forty."""
    indicators = []
    for key in badges:
        names = ("title", "value", "unit", "question", "denominator", "source", "dated", "baseline")
        row = {name: _all(name) for name in (*names, "baseline_dated", "comparator", "polarity", "target")}
        indicators.append(step.insert(tables.indicator, badge_key=key, **row))
    periods = [
        step.insert(tables.period, label=label, starts_on=start, ends_on=end)
        for label, start, end in _PERIODS
    ]
    owners = {badge.key: badge for badge in held.framework.badges}
    for place, (period_id, key) in enumerate((period, key) for period in periods for key in badges):
        finished = place % 2 == 1
        assessment_id = step.insert(
            tables.assessment,
            period_id=period_id,
            badge_key=key,
            framework_id=held.id,
            scorer_id=step.author.person_id,
            role=ScorerRole.FIRST,
            interests=_all("Leads it."),
            finished_at=_AT if finished else "",
        )
        statements = [statement_id(held.id, one.key) for one in owners[key].statements]
        scored = statements if finished else statements[:-1]
        step.insert_many(tables.score, [_score(assessment_id, one, rank) for rank, one in enumerate(scored)])
        scale = [one.key for one in held.framework.young_scale]
        slips = [
            {"statement_id": one, "sheet": f"{place}-{sheet}", "answer": scale[(sheet + rank) % len(scale)]}
            for sheet in range(place * 2)
            for rank, one in enumerate(statements)
        ]
        step.insert_many(tables.young_answer, [{"period_id": period_id, **slip} for slip in slips])
        step.insert_many(
            tables.evidence,
            [
                _evidence(period_id, one, place + rank, findings, indicators)
                for rank, one in enumerate(statements * 2)
            ],
        )


def _score(assessment_id: str, statement: str, rank: int) -> dict[str, Any]:
    return {
        "assessment_id": assessment_id,
        "statement_id": statement,
        "level": rank % 5,
        "reason": _all("We saw it."),
        "over_cap_reason": _all("All the same."),
        "confidence": list(Confidence)[rank % 3],
        "confidence_reason": _all("We counted."),
    }


def _evidence(
    period_id: str, statement: str, place: int, findings: list[str], indicators: list[str]
) -> dict[str, Any]:
    kind = list(EvidenceKind)[place % len(EvidenceKind)]
    return {
        "period_id": period_id,
        "statement_id": statement,
        "kind": kind,
        "finding_id": findings[place % len(findings)] if kind is EvidenceKind.FINDING else None,
        "indicator_id": indicators[place % len(indicators)] if kind is EvidenceKind.INDICATOR else None,
        "text": _all("Paper"),
        "type": list(EvidenceType)[place % len(EvidenceType)],
        "direction": list(Direction)[place % len(Direction)],
        "dated": "2026-02-29" if place == 0 else "2026-03-01",
        "voice": list(Voice)[place % len(Voice)],
        "groups_reached": _all("Groups"),
        "answer": _all("Answered.") if place % 2 else "",
    }
