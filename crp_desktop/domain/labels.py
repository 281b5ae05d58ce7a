"""The words a person reads for each value of `domain.kinds`."""

from enum import StrEnum

from crp_desktop.domain import kinds
from crp_desktop.domain.i18n import tr


def label(value: StrEnum) -> str:
    """The translated name of a value of any list in `domain.kinds` that people see; raises KeyError for others."""
    return _NAMES[type(value)](value)


def group_words(least: int, most: int) -> str:
    """How many people a workshop is planned for, 0 standing for not said; "" where nothing was."""
    if most == 1:
        return tr("1 person")
    if least and most:
        if least == most:
            return tr("{most} people", most=most)
        return tr("{least} to {most} people", least=least, most=most)
    if most:
        return tr("Up to {most} people", most=most)
    return tr("{least} people or more", least=least) if least else ""


def _audience(value: StrEnum) -> str:
    return {
        kinds.Audience.YOUNG_PEOPLE: tr("Young people"),
        kinds.Audience.PROFESSIONALS: tr("Professionals"),
        kinds.Audience.PARENTS_CARERS: tr("Parents and carers"),
        kinds.Audience.MIXED: tr("Mixed group"),
    }[kinds.Audience(value)]


def _note_kind(value: StrEnum) -> str:
    return {
        kinds.NoteKind.QUOTE: tr("Quote"),
        kinds.NoteKind.PARAPHRASE: tr("Paraphrase"),
        kinds.NoteKind.OBSERVATION: tr("Observation"),
    }[kinds.NoteKind(value)]


def _finding_kind(value: StrEnum) -> str:
    return {
        kinds.FindingKind.STRENGTH: tr("Strength"),
        kinds.FindingKind.CONCERN: tr("Concern"),
        kinds.FindingKind.IDEA: tr("Idea"),
        kinds.FindingKind.UNSAID: tr("No kind yet"),
    }[kinds.FindingKind(value)]


def _badge_kind(value: StrEnum) -> str:
    return {
        kinds.BadgeKind.FOUNDATIONAL: tr("Foundational"),
        kinds.BadgeKind.THEMATIC: tr("Thematic"),
        kinds.BadgeKind.LOCAL: tr("Local"),
    }[kinds.BadgeKind(value)]


def _stage(value: StrEnum) -> str:
    return {
        kinds.Stage.DISCOVERY: tr("Discovery"),
        kinds.Stage.DEVELOPMENT: tr("Development"),
        kinds.Stage.DELIVERY: tr("Delivery"),
        kinds.Stage.RECOGNITION: tr("Recognition"),
    }[kinds.Stage(value)]


def _direction(value: StrEnum) -> str:
    return {
        kinds.Direction.SUPPORTS: tr("Supports"),
        kinds.Direction.MIXED: tr("Mixed"),
        kinds.Direction.CONTRADICTS: tr("Contradicts"),
        kinds.Direction.ASKS: tr("Asks for it"),
        kinds.Direction.UNSAID: tr("No direction yet"),
    }[kinds.Direction(value)]


def _evidence_type(value: StrEnum) -> str:
    return {
        kinds.EvidenceType.MEASURED_CHANGE: tr("Measured change"),
        kinds.EvidenceType.TESTIMONY: tr("Children’s own testimony"),
        kinds.EvidenceType.DOCUMENT: tr("Documents and outputs"),
        kinds.EvidenceType.ASSERTION: tr("Assertion"),
    }[kinds.EvidenceType(value)]


def _evidence_kind(value: StrEnum) -> str:
    return {
        kinds.EvidenceKind.FINDING: tr("Finding"),
        kinds.EvidenceKind.INDICATOR: tr("Indicator"),
        kinds.EvidenceKind.DOCUMENT: tr("Document"),
        kinds.EvidenceKind.LINK: tr("Link"),
        kinds.EvidenceKind.ASSERTION: tr("Assertion"),
    }[kinds.EvidenceKind(value)]


def _voice(value: StrEnum) -> str:
    return {
        kinds.Voice.CHILDREN: tr("Children and young people"),
        kinds.Voice.PARENTS_CARERS: tr("Parents and carers"),
        kinds.Voice.PROFESSIONALS: tr("Professionals"),
        kinds.Voice.ORGANISATION: tr("An organisation"),
    }[kinds.Voice(value)]


def _confidence(value: StrEnum) -> str:
    return {
        kinds.Confidence.LOW: tr("Low"),
        kinds.Confidence.MEDIUM: tr("Medium"),
        kinds.Confidence.HIGH: tr("High"),
    }[kinds.Confidence(value)]


def _read_back(value: StrEnum) -> str:
    return {
        kinds.ReadBack.NOT_YET: tr("Not read back"),
        kinds.ReadBack.CONFIRMED: tr("Confirmed by the group"),
        kinds.ReadBack.CORRECTED: tr("Corrected with the group"),
        kinds.ReadBack.STRUCK: tr("Crossed out by the group"),
    }[kinds.ReadBack(value)]


def _headcount_kind(value: StrEnum) -> str:
    return {
        kinds.HeadcountKind.AGE_BAND: tr("Age band"),
        kinds.HeadcountKind.ACCESS_NEED: tr("Access need"),
    }[kinds.HeadcountKind(value)]


def workshop_title(title: str, number: int) -> str:
    """A workshop's title, or its number while it has none."""
    return title or tr("Workshop {number}", number=number)


def workshop_in_list(title: str, number: int) -> str:
    """“3. Youth forum”, as one of several; “Workshop 3” while it has no title."""
    return tr("{number}. {title}", number=number, title=title) if title else workshop_title(title, number)


def _assessed_kind(value: StrEnum) -> str:
    return {
        kinds.AssessedKind.STATEMENT: tr("Statement"),
    }[kinds.AssessedKind(value)]


def _scorer_role(value: StrEnum) -> str:
    return {
        kinds.ScorerRole.FIRST: tr("First scorer"),
        kinds.ScorerRole.SECOND: tr("Second scorer"),
    }[kinds.ScorerRole(value)]


def _excerpt_state(value: StrEnum) -> str:
    return {
        kinds.ExcerptState.FIRM: tr("On its words"),
        kinds.ExcerptState.GONE: tr("Its words are gone"),
        kinds.ExcerptState.ELSEWHERE: tr("Its words are somewhere else now"),
    }[kinds.ExcerptState(value)]


_NAMES = {
    kinds.Audience: _audience,
    kinds.NoteKind: _note_kind,
    kinds.FindingKind: _finding_kind,
    kinds.BadgeKind: _badge_kind,
    kinds.AssessedKind: _assessed_kind,
    kinds.Stage: _stage,
    kinds.Direction: _direction,
    kinds.EvidenceType: _evidence_type,
    kinds.EvidenceKind: _evidence_kind,
    kinds.Voice: _voice,
    kinds.Confidence: _confidence,
    kinds.ReadBack: _read_back,
    kinds.HeadcountKind: _headcount_kind,
    kinds.ScorerRole: _scorer_role,
    kinds.ExcerptState: _excerpt_state,
}
