"""Every table of a programme file. All rows have a UUID `id`; every change to them goes through `journal.Step`,
but for those of `beside_tables`."""

from sqlalchemy import Column, Index, Integer, String

from crp_desktop.domain import kinds
from crp_desktop.storage.columns import (
    Holds,
    Kind,
    Values,
    day,
    flag,
    moment,
    number,
    order_key,
    parent,
    rows,
    text,
    utc_offset,
)
from crp_desktop.storage.search_tables import search_folding as search_folding
from crp_desktop.storage.search_tables import search_key as search_key

from crp_desktop.storage.beside_tables import (  # isort: skip
    BESIDE_JOURNAL as BESIDE_JOURNAL,
    attachment as attachment,
    change as change,
    clock as clock,
    device as device,
    draft as draft,
    print_log as print_log,
    reviewed as reviewed,
    sealed as sealed,
    step as step,
)


def _list(name: str) -> Column[tuple[str, ...]]:
    return Column(name, Values(), nullable=False, default=(), server_default="[]")


# The programme and the people

programme = rows(
    "programme",
    text("council"),
    text("starts_on"),
    number("length_months", 36, between=(0, 1200)),
    Column("stage", Kind(kinds.Stage), nullable=False),
    flag("illustrative"),
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
contact = rows("contact", order_key("position"), text("role"), text("name"), text("phone"), text("hours"))

# The framework: immutable versions, one of them current; a score points at a statement of its version. `content` is
# the whole framework as a data file; badges and statements stand in rows as well for what refers to them.

framework = rows(
    "framework",
    text("label"),
    text("content"),
    text("adopted_on"),
    text("adopted_by"),
    text("youth_part"),
    flag("current"),
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
    flag("legal_hold"),
    moment("started_at"),
    moment("ended_at"),
    utc_offset(),
    number("group_least"),
    number("group_most"),
)
headcount = rows(
    "headcount",
    parent("workshop_id", "workshop"),
    Column("kind", Kind(kinds.HeadcountKind), nullable=False),
    text("label"),
    number("count"),
    order_key("position"),
)
phrase_count = rows(
    "phrase_count",
    parent("workshop_id", "workshop"),
    text("phrase"),
    number("agree"),
    number("unsure"),
    number("disagree"),
    text("method"),
    order_key("position"),
)
prompt = rows(
    "prompt",
    parent("workshop_id", "workshop"),
    text("text"),
    number("minutes"),
    order_key("position"),
)
speaker_group = rows("speaker_group", parent("workshop_id", "workshop"), text("label"), order_key("position"))
speaker = rows(
    "speaker",
    parent("workshop_id", "workshop"),
    parent("group_id", "speaker_group"),
    text("label"),
    text("age_band"),
    flag("everyone"),
    moment("left_at"),
    order_key("position"),
)
note = rows(
    "note",
    parent("workshop_id", "workshop"),
    parent("prompt_id", "prompt", optional=True),
    flag("parked"),
    parent("speaker_id", "speaker"),
    Column("kind", Kind(kinds.NoteKind), nullable=False),
    text("text"),
    number("votes"),
    flag("starred"),
    Column("read_back", Kind(kinds.ReadBack), nullable=False, default=kinds.ReadBack.NOT_YET),
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
    Column("kind", Kind(kinds.FindingKind), nullable=False),
    text("text"),
    flag("starred"),
    Column("read_back", Kind(kinds.ReadBack), nullable=False, default=kinds.ReadBack.NOT_YET),
    text("principle"),
    moment("made_at"),
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
# `forgotten`: what this decision taught the suggester has been taken back; the decision stands. `by_hand`: a person
# said which way it points; otherwise it follows the finding's kind.
finding_article = rows(
    "finding_article",
    parent("finding_id", "finding", index=False),
    Column("number", Integer, nullable=False),
    flag("main"),
    text("reason"),
    flag("suggested"),
    flag("forgotten"),
)
finding_badge = rows(
    "finding_badge",
    parent("finding_id", "finding", index=False),
    Column("badge_key", String, nullable=False),
    flag("main"),
    Column("direction", Kind(kinds.Direction), nullable=False),
    text("reason"),
    flag("suggested"),
    flag("forgotten"),
    flag("by_hand"),
)
dismissal = rows("dismissal", parent("finding_id", "finding"), text("target"), flag("forgotten"))

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

period = rows("period", text("label"), day("starts_on"), day("ends_on"))
assessment = rows(
    "assessment",
    parent("period_id", "period"),
    Column("badge_key", String, nullable=False, index=True),
    parent("framework_id", "framework"),
    parent("scorer_id", "person"),
    Column("role", Kind(kinds.ScorerRole), nullable=False),
    text("interests"),
    moment("finished_at"),
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
    flag("by_hand"),
    text("added_by"),
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
    text("snapshot", holds=Holds.RECORD),
    moment("signed_at"),
    text("reopened"),
)
board_comment = rows(
    "board_comment",
    parent("sign_off_id", "sign_off"),
    text("text"),
    text("said_by"),
    moment("made_at"),
    text("answer"),
    text("answered_by"),
)
