"""Every table of a programme file. All rows have a UUID `id`; every change to them goes through `journal.Step`,
but for those of `beside_tables`."""

from sqlalchemy import Column, Index, Integer, String

from crp_desktop.domain import kinds
from crp_desktop.storage.columns import (
    BETWEEN,
    HOLDS,
    LEVEL,
    READS,
    Belongs,
    EnumText,
    Holds,
    JsonList,
    Reads,
    code,
    day,
    flag,
    label,
    moment,
    number,
    order_key,
    parent,
    personal,
    record,
    rows,
    text,
    utc_offset,
    words,
)
from crp_desktop.storage.search_tables import search_folding as search_folding
from crp_desktop.storage.search_tables import search_key as search_key
from crp_desktop.storage.unjournaled_tables import UNJOURNALED as UNJOURNALED
from crp_desktop.storage.unjournaled_tables import attachment as attachment
from crp_desktop.storage.unjournaled_tables import change as change
from crp_desktop.storage.unjournaled_tables import clock as clock
from crp_desktop.storage.unjournaled_tables import device as device
from crp_desktop.storage.unjournaled_tables import draft as draft
from crp_desktop.storage.unjournaled_tables import print_log as print_log
from crp_desktop.storage.unjournaled_tables import reviewed as reviewed
from crp_desktop.storage.unjournaled_tables import sealed as sealed
from crp_desktop.storage.unjournaled_tables import step as step
from crp_desktop.storage.unjournaled_tables import tombstone as tombstone


def _list(name: str, reads: Reads) -> Column[tuple[str, ...]]:
    return Column(
        name,
        JsonList(),
        nullable=False,
        default=(),
        server_default="[]",
        info={HOLDS: Holds.LIST, READS: reads},
    )


# The programme and the people

programme = rows(
    "programme",
    label("council"),
    label("starts_on"),
    number("length_months", 36, between=(0, 1200)),
    Column("stage", EnumText(kinds.Stage), nullable=False),
    flag("illustrative"),
    number("threshold", 5, between=(3, 1000)),
    Column("phrases", JsonList(), nullable=False, info={READS: Reads.LABEL}),
    Column("badges", JsonList(), nullable=False, info={READS: Reads.CODE}),
    label("lawful_basis"),
    label("privacy_notice"),
    personal("contact"),
    _list("watched", Reads.PERSONAL),
    _list("harmless", Reads.LABEL),
    text("colour", holds=Holds.COLOUR, reads=Reads.CODE),
    code("logo"),
    label("logo_words"),
)
person = rows("person", personal("name"), label("role"))
contact = rows(
    "contact", order_key("position"), label("role"), personal("name"), personal("phone"), label("hours")
)

# The framework: immutable versions, one of them current; a score points at a statement of its version. `content` is
# the whole framework as a data file; badges and statements stand in rows as well for what refers to them.

framework = rows(
    "framework",
    label("label"),
    code("content"),
    label("adopted_on"),
    label("adopted_by"),
    label("youth_part"),
    flag("current"),
)
badge = rows(
    "badge",
    parent("framework_id", "framework", Belongs.PART),
    code("key"),
    label("name"),
    Column("kind", EnumText(kinds.BadgeKind), nullable=False),
)
statement = rows(
    "statement",
    parent("framework_id", "framework", Belongs.PART),
    parent("badge_id", "badge"),
    code("key"),
    label("text", searched=True),
    label("wording"),
    Column(
        "kind",
        EnumText(kinds.AssessedKind),
        nullable=False,
        default=kinds.AssessedKind.STATEMENT,
        server_default=kinds.AssessedKind.STATEMENT.value,
    ),
)

# Workshops

workshop = rows(
    "workshop",
    number("number"),
    words("title"),
    label("held_on"),
    label("starts_at"),
    number("minutes"),
    label("place"),
    Column("audience", EnumText(kinds.Audience), nullable=False),
    personal("facilitators"),
    words("aim"),
    words("activity"),
    words("materials"),
    Column("badges", JsonList(), nullable=False, info={READS: Reads.CODE}),
    Column("consent_count", Integer),
    label("consent_how"),
    label("consent_on"),
    label("privacy_notice"),
    words("next_steps"),
    label("retain_until"),
    flag("legal_hold"),
    moment("started_at"),
    moment("ended_at"),
    utc_offset(),
    number("group_least"),
    number("group_most"),
)
headcount = rows(
    "headcount",
    parent("workshop_id", "workshop", Belongs.PART),
    Column("kind", EnumText(kinds.HeadcountKind), nullable=False),
    label("label"),
    number("count"),
    order_key("position"),
)
phrase_count = rows(
    "phrase_count",
    parent("workshop_id", "workshop", Belongs.PART),
    label("phrase"),
    number("agree"),
    number("unsure"),
    number("disagree"),
    label("method"),
    order_key("position"),
)
prompt = rows(
    "prompt",
    parent("workshop_id", "workshop", Belongs.PART),
    words("text"),
    number("minutes"),
    order_key("position"),
)
speaker_group = rows(
    "speaker_group",
    parent("workshop_id", "workshop", Belongs.PART),
    words("label", printed=False),
    order_key("position"),
)
speaker = rows(
    "speaker",
    parent("workshop_id", "workshop", Belongs.PART),
    parent("group_id", "speaker_group"),
    words("label", printed=False),
    label("age_band"),
    flag("everyone"),
    moment("left_at"),
    order_key("position"),
)
note = rows(
    "note",
    parent("workshop_id", "workshop", Belongs.PART),
    parent("prompt_id", "prompt", optional=True),
    flag("parked"),
    parent("speaker_id", "speaker"),
    Column("kind", EnumText(kinds.NoteKind), nullable=False),
    words("text", printed=False, searched=True),
    number("votes"),
    flag("starred"),
    Column("read_back", EnumText(kinds.ReadBack), nullable=False, default=kinds.ReadBack.NOT_YET),
    order_key("position"),
    moment("written_at"),
    utc_offset(),
)
Index("ix_note_order", note.c.workshop_id, note.c.position, note.c.id)

# Findings and what they are mapped to

finding = rows(
    "finding",
    number("number"),
    parent("workshop_id", "workshop", optional=True),
    Column("kind", EnumText(kinds.FindingKind), nullable=False),
    words("text", searched=True),
    flag("starred"),
    Column("read_back", EnumText(kinds.ReadBack), nullable=False, default=kinds.ReadBack.NOT_YET),
    code("principle"),
    moment("made_at"),
)
statistic = rows(
    "statistic",
    parent("finding_id", "finding", Belongs.PART),
    words("value"),
    label("unit"),
    words("question"),
    words("denominator"),
    words("source"),
    label("dated"),
    same=(),
)
excerpt = rows(
    "excerpt",
    parent("finding_id", "finding", Belongs.PART),
    parent("note_id", "note", Belongs.PART),
    parent("workshop_id", "workshop", Belongs.PART),
    number("start"),
    number("end"),
    words("words"),
    Column("state", EnumText(kinds.ExcerptState), nullable=False, default=kinds.ExcerptState.FIRM),
    same=("note_id", "start", "end"),
)
# `forgotten`: what this decision taught the suggester has been taken back; the decision stands. `by_hand`: a person
# said which way it points; otherwise it follows the finding's kind.
finding_article = rows(
    "finding_article",
    parent("finding_id", "finding", Belongs.PART, index=False),
    Column("number", Integer, nullable=False, info={BETWEEN: (1, 54)}),
    flag("main"),
    words("reason"),
    flag("suggested"),
    flag("forgotten"),
    same=("number",),
)
finding_badge = rows(
    "finding_badge",
    parent("finding_id", "finding", Belongs.PART, index=False),
    Column("badge_key", String, nullable=False, info={READS: Reads.CODE}),
    flag("main"),
    Column("direction", EnumText(kinds.Direction), nullable=False),
    words("reason"),
    flag("suggested"),
    flag("forgotten"),
    flag("by_hand"),
    same=("badge_key",),
)
dismissal = rows(
    "dismissal",
    parent("finding_id", "finding", Belongs.PART),
    code("target"),
    flag("forgotten"),
    same=("target",),
)

# Lists and the rights map are counted from these alone, without a look at the rows.
Index("ix_finding_order", finding.c.number, finding.c.id)
Index("ix_finding_map", finding.c.id, finding.c.kind, finding.c.workshop_id, finding.c.read_back)
Index("ix_finding_article_map", *finding_article.c["finding_id", "number", "main"])
Index("ix_finding_article_behind", *finding_article.c["number", "finding_id"])
Index("ix_finding_badge_map", *finding_badge.c["finding_id", "badge_key", "main", "direction"])
Index("ix_finding_badge_behind", *finding_badge.c["badge_key", "finding_id"])
indicator = rows(
    "indicator",
    Column("badge_key", String, nullable=False, index=True, info={READS: Reads.CODE}),
    words("title"),
    label("value"),
    label("unit"),
    words("question"),
    words("denominator"),
    words("source"),
    label("dated"),
    label("baseline"),
    label("baseline_dated"),
    label("comparator"),
    code("polarity"),
    label("target"),
)

# The self-assessment. A score's `cap` is what the evidence carried when the level was given; evidence and answers
# belong to a statement's lineage (its key), whichever version of the framework the row they point at is of.

period = rows("period", label("label"), day("starts_on"), day("ends_on"))
assessment = rows(
    "assessment",
    parent("period_id", "period"),
    Column("badge_key", String, nullable=False, index=True, info={READS: Reads.CODE}),
    parent("framework_id", "framework"),
    parent("scorer_id", "person"),
    Column("role", EnumText(kinds.ScorerRole), nullable=False),
    label("interests"),
    moment("finished_at"),
)
score = rows(
    "score",
    parent("assessment_id", "assessment"),
    parent("statement_id", "statement"),
    Column("level", Integer, info=LEVEL),
    words("reason"),
    words("over_cap_reason"),
    Column("confidence", EnumText(kinds.Confidence)),
    words("confidence_reason"),
    Column("cap", Integer, info=LEVEL),
)
evidence = rows(
    "evidence",
    parent("period_id", "period"),
    parent("statement_id", "statement"),
    Column("kind", EnumText(kinds.EvidenceKind), nullable=False),
    parent("finding_id", "finding", Belongs.EVIDENCE, optional=True),
    parent("indicator_id", "indicator", optional=True),
    words("text"),
    Column("type", EnumText(kinds.EvidenceType), nullable=False),
    Column("direction", EnumText(kinds.Direction), nullable=False),
    label("dated"),
    Column("voice", EnumText(kinds.Voice), nullable=False),
    words("groups_reached"),
    words("answer"),
    code("attachment"),
    flag("by_hand"),
    code("added_by"),
    same=("period_id", "statement_id"),
)
moderation = rows(
    "moderation",
    parent("period_id", "period"),
    parent("statement_id", "statement"),
    Column("level", Integer, info=LEVEL),
    words("note"),
)
# One young person's slip is one `sheet`; nothing says whose.
young_answer = rows(
    "young_answer",
    parent("period_id", "period"),
    parent("statement_id", "statement"),
    code("sheet"),
    code("answer"),
)
# `snapshot` is the whole assessment as it was signed; `reopened` says why a later version is being prepared.
sign_off = rows(
    "sign_off",
    parent("period_id", "period"),
    Column("badge_key", String, nullable=False, index=True, info={READS: Reads.CODE}),
    parent("framework_id", "framework"),
    number("version"),
    label("reason"),
    record("snapshot", holds=Holds.SNAPSHOT),
    moment("signed_at"),
    label("reopened"),
)
board_comment = rows(
    "board_comment",
    parent("sign_off_id", "sign_off"),
    words("text"),
    personal("said_by"),
    moment("made_at"),
    words("answer"),
    personal("answered_by"),
)
