"""The closed lists of the field. A value is what is stored; `domain.labels` has the words a person reads."""

from enum import StrEnum


class RecordKind(StrEnum):
    """The kinds of record that a step can change: what history names, and what a page listens to.

    Each has a table of that name in a programme file; what is beside the journal (drafts, clocks, logs) has no kind.
    """

    PROGRAMME = "programme"
    PERSON = "person"
    CONTACT = "contact"
    FRAMEWORK = "framework"
    BADGE = "badge"
    STATEMENT = "statement"
    WORKSHOP = "workshop"
    HEADCOUNT = "headcount"
    PHRASE_COUNT = "phrase_count"
    PROMPT = "prompt"
    SPEAKER_GROUP = "speaker_group"
    SPEAKER = "speaker"
    NOTE = "note"
    FINDING = "finding"
    STATISTIC = "statistic"
    EXCERPT = "excerpt"
    FINDING_ARTICLE = "finding_article"
    FINDING_BADGE = "finding_badge"
    DISMISSAL = "dismissal"
    INDICATOR = "indicator"
    PERIOD = "period"
    ASSESSMENT = "assessment"
    SCORE = "score"
    EVIDENCE = "evidence"
    MODERATION = "moderation"
    YOUNG_ANSWER = "young_answer"
    SIGN_OFF = "sign_off"
    BOARD_COMMENT = "board_comment"


class MappingKind(StrEnum):
    """What a finding is mapped to."""

    ARTICLE = "article"
    BADGE = "badge"


class Audience(StrEnum):
    """Who took part in a workshop."""

    YOUNG_PEOPLE = "young_people"
    PROFESSIONALS = "professionals"
    PARENTS_CARERS = "parents_carers"
    MIXED = "mixed"


class NoteKind(StrEnum):
    """How near a note is to what was said; only a quote prints as a quote."""

    QUOTE = "quote"
    PARAPHRASE = "paraphrase"
    OBSERVATION = "observation"


class FindingKind(StrEnum):
    """What a finding says about things as they are; unsaid until a person says it."""

    STRENGTH = "strength"
    CONCERN = "concern"
    IDEA = "idea"
    UNSAID = "unsaid"


class BadgeKind(StrEnum):
    """Foundational badges are mandatory, thematic ones chosen, local ones the council's own."""

    FOUNDATIONAL = "foundational"
    THEMATIC = "thematic"
    LOCAL = "local"


class AssessedKind(StrEnum):
    """What is assessed: a badge's statement."""

    STATEMENT = "statement"


class Stage(StrEnum):
    """The four stages of the programme."""

    DISCOVERY = "discovery"
    DEVELOPMENT = "development"
    DELIVERY = "delivery"
    RECOGNITION = "recognition"


class Direction(StrEnum):
    """Which way a piece of evidence points for a badge or statement.

    It asks when people say what they want: that shows neither that things are so nor that they are not.
    """

    SUPPORTS = "supports"
    MIXED = "mixed"
    CONTRADICTS = "contradicts"
    ASKS = "asks"
    UNSAID = "unsaid"


SAID_KINDS = tuple(kind for kind in FindingKind if kind is not FindingKind.UNSAID)
SAID_DIRECTIONS = tuple(direction for direction in Direction if direction is not Direction.UNSAID)


def direction_of(kind: FindingKind) -> Direction:
    """Which way a finding of this kind points for every badge it is mapped to, unless a person says otherwise."""
    return {
        FindingKind.STRENGTH: Direction.SUPPORTS,
        FindingKind.CONCERN: Direction.CONTRADICTS,
        FindingKind.IDEA: Direction.ASKS,
        FindingKind.UNSAID: Direction.UNSAID,
    }[kind]


class EvidenceType(StrEnum):
    """What sort of thing a piece of evidence is; a type, not a rank."""

    MEASURED_CHANGE = "measured_change"
    TESTIMONY = "testimony"
    DOCUMENT = "document"
    ASSERTION = "assertion"


class EvidenceKind(StrEnum):
    """What a piece of evidence is attached from."""

    FINDING = "finding"
    INDICATOR = "indicator"
    DOCUMENT = "document"
    LINK = "link"
    ASSERTION = "assertion"


class Voice(StrEnum):
    """Whose voice a piece of evidence carries."""

    CHILDREN = "children"
    PARENTS_CARERS = "parents_carers"
    PROFESSIONALS = "professionals"
    ORGANISATION = "organisation"


class Confidence(StrEnum):
    """How sure a scorer is of a level."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class ReadBack(StrEnum):
    """What the group said when a note or finding was read back to them."""

    NOT_YET = ""
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    STRUCK = "struck"


class HeadcountKind(StrEnum):
    """What a count of people is broken down by."""

    AGE_BAND = "age_band"
    ACCESS_NEED = "access_need"


class ScorerRole(StrEnum):
    """The first scorer, or the second who scores blind."""

    FIRST = "first"
    SECOND = "second"


class ExcerptState(StrEnum):
    """Whether an excerpt still stands on its words after the note was edited."""

    FIRM = ""
    GONE = "gone"
    ELSEWHERE = "elsewhere"
