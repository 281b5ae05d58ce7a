"""Every table of a programme file. All rows have a UUID `id`; every change to them goes through `journal.Step`,
but for those under "Beside the journal"."""

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, Table, false

from crp_desktop.domain import kinds
from crp_desktop.storage.columns import Kind, Values, metadata, number, parent, rows, text
from crp_desktop.storage.search_tables import search_key as search_key


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False, default=False, server_default=false())


def _list(name: str) -> Column[tuple[str, ...]]:
    return Column(name, Values(), nullable=False, default=(), server_default="[]")


# The programme and the people

programme = rows(
    "programme",
    text("council"),
    text("starts_on"),
    number("length_months", 36),
    Column("stage", Kind(kinds.Stage), nullable=False),
    _flag("illustrative"),
    number("threshold", 5),
    Column("phrases", Values(), nullable=False),
    Column("badges", Values(), nullable=False),
    text("lawful_basis"),
    text("privacy_notice"),
    text("contact"),
    _list("watched"),
    _list("harmless"),
    text("colour"),
    text("logo"),
    text("logo_words"),
)
person = rows("person", text("name"), text("role"))
contact = rows("contact", text("position"), text("role"), text("name"), text("phone"), text("hours"))

# The framework: immutable versions, one of them current; a score points at a statement of its version. `content` is
# the whole framework as a data file; badges and statements stand in rows as well for what refers to them.

framework = rows(
    "framework",
    text("label"),
    text("content"),
    text("adopted_on"),
    text("adopted_by"),
    text("youth_part"),
    _flag("current"),
)
badge = rows(
    "badge",
    parent("framework_id", "framework"),
    text("key"),
    text("name"),
    Column("kind", Kind(kinds.BadgeKind), nullable=False),
)
statement = rows(
    "statement",
    parent("framework_id", "framework"),
    parent("badge_id", "badge"),
    text("key"),
    text("text"),
    text("wording"),
    Column(
        "kind",
        Kind(kinds.AssessedKind),
        nullable=False,
        default=kinds.AssessedKind.STATEMENT,
        server_default=kinds.AssessedKind.STATEMENT.value,
    ),
)

# Workshops

workshop = rows(
    "workshop",
    number("number"),
    text("title"),
    text("held_on"),
    text("starts_at"),
    number("minutes"),
    text("place"),
    Column("audience", Kind(kinds.Audience), nullable=False),
    text("facilitators"),
    text("aim"),
    text("activity"),
    text("materials"),
    Column("badges", Values(), nullable=False),
    Column("consent_count", Integer),
    text("consent_how"),
    text("consent_on"),
    text("privacy_notice"),
    text("next_steps"),
    text("retain_until"),
    _flag("legal_hold"),
    text("started_at"),
    text("ended_at"),
    number("utc_offset"),
    number("group_least"),
    number("group_most"),
)
headcount = rows(
    "headcount",
    parent("workshop_id", "workshop"),
    Column("kind", Kind(kinds.HeadcountKind), nullable=False),
    text("label"),
    number("count"),
    text("position"),
)
phrase_count = rows(
    "phrase_count",
    parent("workshop_id", "workshop"),
    text("phrase"),
    number("agree"),
    number("unsure"),
    number("disagree"),
    text("method"),
    text("position"),
)
prompt = rows(
    "prompt",
    parent("workshop_id", "workshop"),
    text("text"),
    number("minutes"),
    text("position"),
)
speaker_group = rows("speaker_group", parent("workshop_id", "workshop"), text("label"), text("position"))
speaker = rows(
    "speaker",
    parent("workshop_id", "workshop"),
    parent("group_id", "speaker_group"),
    text("label"),
    text("age_band"),
    _flag("everyone"),
    text("left_at"),
    text("position"),
)
note = rows(
    "note",
    parent("workshop_id", "workshop"),
    parent("prompt_id", "prompt", optional=True),
    _flag("parked"),
    parent("speaker_id", "speaker"),
    Column("kind", Kind(kinds.NoteKind), nullable=False),
    text("text"),
    number("votes"),
    _flag("starred"),
    Column("read_back", Kind(kinds.ReadBack), nullable=False, default=kinds.ReadBack.NOT_YET),
    text("position"),
    text("written_at"),
    number("utc_offset"),
)
Index("ix_note_order", note.c.workshop_id, note.c.position, note.c.id)

# Findings and what they are mapped to

finding = rows(
    "finding",
    number("number"),
    parent("workshop_id", "workshop", optional=True),
    Column("kind", Kind(kinds.FindingKind), nullable=False),
    text("text"),
    _flag("starred"),
    Column("read_back", Kind(kinds.ReadBack), nullable=False, default=kinds.ReadBack.NOT_YET),
    text("principle"),
    text("made_at"),
)
statistic = rows(
    "statistic",
    parent("finding_id", "finding"),
    text("value"),
    text("unit"),
    text("question"),
    text("denominator"),
    text("source"),
    text("dated"),
)
excerpt = rows(
    "excerpt",
    parent("finding_id", "finding"),
    parent("note_id", "note"),
    parent("workshop_id", "workshop"),
    number("start"),
    number("end"),
    text("words"),
    Column("state", Kind(kinds.ExcerptState), nullable=False, default=kinds.ExcerptState.FIRM),
)
# `forgotten`: what this decision taught the suggester has been taken back; the decision stands.
finding_article = rows(
    "finding_article",
    parent("finding_id", "finding", index=False),
    Column("number", Integer, nullable=False),
    _flag("main"),
    text("reason"),
    _flag("suggested"),
    _flag("forgotten"),
)
finding_badge = rows(
    "finding_badge",
    parent("finding_id", "finding", index=False),
    Column("badge_key", String, nullable=False),
    _flag("main"),
    Column("direction", Kind(kinds.Direction), nullable=False),
    text("reason"),
    _flag("suggested"),
    _flag("forgotten"),
)
dismissal = rows("dismissal", parent("finding_id", "finding"), text("target"), _flag("forgotten"))

# Lists and the rights map are counted from these alone, without a look at the rows.
Index("ix_finding_order", finding.c.number, finding.c.id)
Index("ix_finding_map", finding.c.id, finding.c.kind, finding.c.workshop_id, finding.c.read_back)
Index("ix_finding_article_map", *finding_article.c["finding_id", "number", "main"])
Index("ix_finding_article_behind", *finding_article.c["number", "finding_id"])
Index("ix_finding_badge_map", *finding_badge.c["finding_id", "badge_key", "main", "direction"])
Index("ix_finding_badge_behind", *finding_badge.c["badge_key", "finding_id"])
indicator = rows(
    "indicator",
    Column("badge_key", String, nullable=False, index=True),
    text("title"),
    text("value"),
    text("unit"),
    text("question"),
    text("denominator"),
    text("source"),
    text("dated"),
    text("baseline"),
    text("baseline_dated"),
    text("comparator"),
    text("polarity"),
    text("target"),
)

# The self-assessment. A score's `cap` is what the evidence carried when the level was given; evidence and answers
# belong to a statement's lineage (its key), whichever version of the framework the row they point at is of.

period = rows("period", text("label"), text("starts_on"), text("ends_on"))
assessment = rows(
    "assessment",
    parent("period_id", "period"),
    Column("badge_key", String, nullable=False, index=True),
    parent("framework_id", "framework"),
    parent("scorer_id", "person"),
    Column("role", Kind(kinds.ScorerRole), nullable=False),
    text("interests"),
    text("finished_at"),
)
score = rows(
    "score",
    parent("assessment_id", "assessment"),
    parent("statement_id", "statement"),
    Column("level", Integer),
    text("reason"),
    text("over_cap_reason"),
    Column("confidence", Kind(kinds.Confidence)),
    text("confidence_reason"),
    Column("cap", Integer),
)
evidence = rows(
    "evidence",
    parent("period_id", "period"),
    parent("statement_id", "statement"),
    Column("kind", Kind(kinds.EvidenceKind), nullable=False),
    parent("finding_id", "finding", optional=True),
    parent("indicator_id", "indicator", optional=True),
    text("text"),
    Column("type", Kind(kinds.EvidenceType), nullable=False),
    Column("direction", Kind(kinds.Direction), nullable=False),
    text("dated"),
    Column("voice", Kind(kinds.Voice), nullable=False),
    text("groups_reached"),
    text("answer"),
    text("attachment"),
)
moderation = rows(
    "moderation",
    parent("period_id", "period"),
    parent("statement_id", "statement"),
    Column("level", Integer),
    text("note"),
)
# One young person's slip is one `sheet`; nothing says whose.
young_answer = rows(
    "young_answer",
    parent("period_id", "period"),
    parent("statement_id", "statement"),
    text("sheet"),
    text("answer"),
)
# `snapshot` is the whole assessment as it was signed; `reopened` says why a later version is being prepared.
sign_off = rows(
    "sign_off",
    parent("period_id", "period"),
    Column("badge_key", String, nullable=False, index=True),
    parent("framework_id", "framework"),
    number("version"),
    text("reason"),
    text("snapshot"),
    text("signed_at"),
    text("reopened"),
)
board_comment = rows(
    "board_comment",
    parent("sign_off_id", "sign_off"),
    text("text"),
    text("said_by"),
    text("made_at"),
    text("answer"),
    text("answered_by"),
)

# Beside the journal: the journal itself, drafts, clocks, sealed records, devices, search, attachments by content

step = Table(
    "step",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("id", String, nullable=False, unique=True),
    Column("person_id", String, nullable=False),
    Column("device_id", String, nullable=False),
    text("account"),
    number("clock"),
    text("at"),
    number("utc_offset"),
    text("label"),
    text("kind", "do"),
    Column("target", String, index=True),
    text("state", "done"),
)
Index("ix_step_undone", step.c.state, sqlite_where=step.c.state == "undone")
Index("ix_step_clock", step.c.clock)
change = Table(
    "change",
    metadata,
    Column("key", Integer, primary_key=True, autoincrement=True),
    Column("step", Integer, nullable=False, index=True),
    text("table"),
    Column("row_id", String, nullable=False, index=True),
    Column("workshop_id", String),
    Column("before", String),
    Column("after", String),
    _flag("erased"),
)
device = rows("device", text("label"), text("account"), text("last_seen"))
draft = rows("draft", text("place"), text("text"), text("context"), text("typed_at"), number("utc_offset"))
attachment = rows("attachment", text("name"), number("size"), Column("content", LargeBinary, nullable=False))
# A clock carries the id of its prompt.
clock = rows("clock", text("workshop_id"), number("seconds"))
sealed = rows(
    "sealed",
    text("workshop_id"),
    text("words"),
    text("said_at"),
    text("place"),
    text("present"),
    text("done"),
    text("told"),
    text("content"),
    text("sealed_at"),
    number("utc_offset"),
    text("sealed_by"),
    text("handed_at"),
    text("handed_how"),
    text("handed_to"),
    text("confirmed_at"),
    text("confirmed_by"),
)
# What left the file on paper or as a PDF: no content, and no foreign keys, so that it outlives what it names.
print_log = rows(
    "print_log",
    text("document"),
    text("how"),
    text("workshop_id"),
    text("options"),
    number("pages"),
    number("copies", 1),
    text("at"),
    number("utc_offset"),
    text("person"),
    text("account"),
    text("cells"),
)
# What somebody looked at before it was printed: an id made of the words and their place, and so no word of them.
reviewed = rows("reviewed")

BESIDE_JOURNAL = frozenset(
    {
        "step",
        "change",
        "device",
        "draft",
        "clock",
        "sealed",
        "attachment",
        "print_log",
        "reviewed",
        "search_key",
    }
)
