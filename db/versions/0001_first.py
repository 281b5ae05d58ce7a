"""The first shape of a programme file: not changed any more, files made by it are in use."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def rows(table: str, *parts: sa.schema.SchemaItem) -> None:
    key = sa.PrimaryKeyConstraint("id", name=f"pk_{table}")
    op.create_table(table, sa.Column("id", sa.String(), nullable=False), *parts, key)


def texts(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.String(), server_default="", nullable=False) for name in names]


def numbers(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Integer(), server_default="0", nullable=False) for name in names]


def flags(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Boolean(), server_default=sa.text("0"), nullable=False) for name in names]


def plain(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def optional(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.String(), nullable=True) for name in names]


def parents(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint(
            [name], [f"{other}.id"], name=f"fk_{table}_{name}_{other}", initially="DEFERRED", deferrable=True
        )
        for name, other in columns.items()
    ]


def indexes(table: str, *names: str) -> None:
    for name in names:
        op.create_index(f"ix_{table}_{name}", table, [name])


def _attachment() -> None:
    rows(
        "attachment", *texts("name"), *numbers("size"), sa.Column("content", sa.LargeBinary(), nullable=False)
    )


def _change() -> None:
    op.create_table(
        "change",
        sa.Column("key", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        *texts("table"),
        *plain("row_id"),
        *optional("workshop_id", "before", "after"),
        *flags("erased"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_change")),
    )
    indexes("change", "row_id", "step")


def _clock() -> None:
    rows("clock", *texts("workshop_id"), *numbers("seconds"))


def _contact() -> None:
    rows("contact", *texts("position", "role", "name", "phone", "hours"))


def _device() -> None:
    rows("device", *texts("label", "account", "last_seen"))


def _draft() -> None:
    rows("draft", *texts("place", "text", "context", "typed_at"), *numbers("utc_offset"))


def _framework() -> None:
    rows("framework", *texts("label", "content", "adopted_on", "adopted_by", "youth_part"), *flags("current"))


def _indicator() -> None:
    rows(
        "indicator",
        *plain("badge_key"),
        *texts("title", "value", "unit", "question", "denominator", "source", "dated"),
        *texts("baseline", "baseline_dated", "comparator", "polarity", "target"),
    )
    indexes("indicator", "badge_key")


def _period() -> None:
    rows("period", *texts("label", "starts_on", "ends_on"))


def _person() -> None:
    rows("person", *texts("name", "role"))


def _print_log() -> None:
    rows(
        "print_log",
        *texts("document", "how", "workshop_id", "options"),
        *numbers("pages"),
        sa.Column("copies", sa.Integer(), server_default="1", nullable=False),
        *texts("at"),
        *numbers("utc_offset"),
        *texts("person", "account"),
    )


def _programme() -> None:
    rows(
        "programme",
        *texts("council", "starts_on"),
        sa.Column("length_months", sa.Integer(), server_default="36", nullable=False),
        *plain("stage"),
        *flags("illustrative"),
        sa.Column("threshold", sa.Integer(), server_default="5", nullable=False),
        *plain("phrases", "badges"),
        *texts("lawful_basis", "privacy_notice", "contact"),
    )


def _sealed() -> None:
    rows(
        "sealed",
        *texts("workshop_id", "words", "said_at", "place", "present", "done", "told"),
        *texts("content", "sealed_at"),
        *numbers("utc_offset"),
        *texts("sealed_by", "handed_at", "handed_how", "handed_to", "confirmed_at", "confirmed_by"),
    )


def _search_key() -> None:
    op.create_table(
        "search_key",
        sa.Column("key", sa.Integer(), autoincrement=True, nullable=False),
        *texts("kind"),
        *plain("row_id"),
        *optional("workshop_id"),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_search_key")),
        sa.UniqueConstraint("row_id", name=op.f("uq_search_key_row_id")),
    )


def _step() -> None:
    op.create_table(
        "step",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        *plain("person_id", "device_id"),
        *texts("account"),
        *numbers("clock"),
        *texts("at"),
        *numbers("utc_offset"),
        *texts("label"),
        sa.Column("kind", sa.String(), server_default="do", nullable=False),
        *optional("target"),
        sa.Column("state", sa.String(), server_default="done", nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_step")),
        sa.UniqueConstraint("id", name=op.f("uq_step_id")),
    )
    op.create_index(
        "ix_step_undone", "step", ["state"], unique=False, sqlite_where=sa.text("state = 'undone'")
    )
    indexes("step", "target")


def _workshop() -> None:
    rows(
        "workshop",
        *numbers("number"),
        *texts("title", "held_on", "starts_at"),
        *numbers("minutes"),
        *texts("place"),
        *plain("audience"),
        *texts("facilitators", "aim", "activity", "materials"),
        *plain("badges"),
        sa.Column("consent_count", sa.Integer(), nullable=True),
        *texts("consent_how", "consent_on", "privacy_notice", "next_steps", "retain_until"),
        *flags("legal_hold"),
        *texts("started_at", "ended_at"),
        *numbers("utc_offset"),
    )


def _assessment() -> None:
    rows(
        "assessment",
        *plain("period_id", "badge_key", "framework_id", "scorer_id", "role"),
        *texts("interests", "finished_at"),
        *parents("assessment", framework_id="framework", period_id="period", scorer_id="person"),
    )
    indexes("assessment", "badge_key", "framework_id", "period_id", "scorer_id")


def _badge() -> None:
    rows(
        "badge",
        *plain("framework_id"),
        *texts("key", "name"),
        *plain("kind"),
        *parents("badge", framework_id="framework"),
    )
    indexes("badge", "framework_id")


def _finding() -> None:
    rows(
        "finding",
        *numbers("number"),
        *optional("workshop_id"),
        *plain("kind"),
        *texts("text"),
        *flags("starred"),
        *plain("read_back"),
        *texts("principle", "made_at"),
        *parents("finding", workshop_id="workshop"),
    )
    op.create_index("ix_finding_map", "finding", ["id", "kind", "workshop_id", "read_back"], unique=False)
    op.create_index("ix_finding_order", "finding", ["number", "id"], unique=False)
    indexes("finding", "workshop_id")


def _headcount() -> None:
    rows(
        "headcount",
        *plain("workshop_id", "kind"),
        *texts("label"),
        *numbers("count"),
        *texts("position"),
        *parents("headcount", workshop_id="workshop"),
    )
    indexes("headcount", "workshop_id")


def _phrase_count() -> None:
    rows(
        "phrase_count",
        *plain("workshop_id"),
        *texts("phrase"),
        *numbers("agree", "unsure", "disagree"),
        *texts("method", "position"),
        *parents("phrase_count", workshop_id="workshop"),
    )
    indexes("phrase_count", "workshop_id")


def _prompt() -> None:
    rows(
        "prompt",
        *plain("workshop_id"),
        *texts("text"),
        *numbers("minutes"),
        *texts("position"),
        *parents("prompt", workshop_id="workshop"),
    )
    indexes("prompt", "workshop_id")


def _sign_off() -> None:
    rows(
        "sign_off",
        *plain("period_id", "badge_key", "framework_id"),
        *numbers("version"),
        *texts("reason", "snapshot", "signed_at", "reopened"),
        *parents("sign_off", framework_id="framework", period_id="period"),
    )
    indexes("sign_off", "badge_key", "framework_id", "period_id")


def _speaker_group() -> None:
    rows(
        "speaker_group",
        *plain("workshop_id"),
        *texts("label", "position"),
        *parents("speaker_group", workshop_id="workshop"),
    )
    indexes("speaker_group", "workshop_id")


def _board_comment() -> None:
    rows(
        "board_comment",
        *plain("sign_off_id"),
        *texts("text", "said_by", "made_at", "answer", "answered_by"),
        *parents("board_comment", sign_off_id="sign_off"),
    )
    indexes("board_comment", "sign_off_id")


def _dismissal() -> None:
    rows(
        "dismissal",
        *plain("finding_id"),
        *texts("target"),
        *flags("forgotten"),
        *parents("dismissal", finding_id="finding"),
    )
    indexes("dismissal", "finding_id")


def _finding_article() -> None:
    rows(
        "finding_article",
        *plain("finding_id"),
        sa.Column("number", sa.Integer(), nullable=False),
        *flags("main"),
        *texts("reason"),
        *flags("suggested", "forgotten"),
        *parents("finding_article", finding_id="finding"),
    )
    op.create_index("ix_finding_article_behind", "finding_article", ["number", "finding_id"], unique=False)
    op.create_index(
        "ix_finding_article_map", "finding_article", ["finding_id", "number", "main"], unique=False
    )


def _finding_badge() -> None:
    rows(
        "finding_badge",
        *plain("finding_id", "badge_key"),
        *flags("main"),
        *plain("direction"),
        *texts("reason"),
        *flags("suggested", "forgotten"),
        *parents("finding_badge", finding_id="finding"),
    )
    op.create_index("ix_finding_badge_behind", "finding_badge", ["badge_key", "finding_id"], unique=False)
    op.create_index(
        "ix_finding_badge_map",
        "finding_badge",
        ["finding_id", "badge_key", "main", "direction"],
        unique=False,
    )


def _speaker() -> None:
    rows(
        "speaker",
        *plain("workshop_id", "group_id"),
        *texts("label", "age_band"),
        *flags("everyone"),
        *texts("left_at", "position"),
        *parents("speaker", group_id="speaker_group", workshop_id="workshop"),
    )
    indexes("speaker", "group_id", "workshop_id")


def _statement() -> None:
    rows(
        "statement",
        *plain("framework_id", "badge_id"),
        *texts("key", "text", "wording"),
        *parents("statement", badge_id="badge", framework_id="framework"),
    )
    indexes("statement", "badge_id", "framework_id")


def _statistic() -> None:
    rows(
        "statistic",
        *plain("finding_id"),
        *texts("value", "unit", "question", "denominator", "source", "dated"),
        *parents("statistic", finding_id="finding"),
    )
    indexes("statistic", "finding_id")


def _evidence() -> None:
    rows(
        "evidence",
        *plain("period_id", "statement_id", "kind"),
        *optional("finding_id", "indicator_id"),
        *texts("text"),
        *plain("type", "direction"),
        *texts("dated"),
        *plain("voice"),
        *texts("groups_reached", "answer", "attachment"),
        *parents(
            "evidence",
            finding_id="finding",
            indicator_id="indicator",
            period_id="period",
            statement_id="statement",
        ),
    )
    indexes("evidence", "finding_id", "indicator_id", "period_id", "statement_id")


def _moderation() -> None:
    rows(
        "moderation",
        *plain("period_id", "statement_id"),
        sa.Column("level", sa.Integer(), nullable=True),
        *texts("note"),
        *parents("moderation", period_id="period", statement_id="statement"),
    )
    indexes("moderation", "period_id", "statement_id")


def _note() -> None:
    rows(
        "note",
        *plain("workshop_id"),
        *optional("prompt_id"),
        *flags("parked"),
        *plain("speaker_id", "kind"),
        *texts("text"),
        *numbers("votes"),
        *flags("starred"),
        *plain("read_back"),
        *texts("position", "written_at"),
        *numbers("utc_offset"),
        *parents("note", prompt_id="prompt", speaker_id="speaker", workshop_id="workshop"),
    )
    op.create_index("ix_note_order", "note", ["workshop_id", "position", "id"], unique=False)
    indexes("note", "prompt_id", "speaker_id", "workshop_id")


def _score() -> None:
    rows(
        "score",
        *plain("assessment_id", "statement_id"),
        sa.Column("level", sa.Integer(), nullable=True),
        *texts("reason", "over_cap_reason"),
        *optional("confidence"),
        *texts("confidence_reason"),
        sa.Column("cap", sa.Integer(), nullable=True),
        *parents("score", assessment_id="assessment", statement_id="statement"),
    )
    indexes("score", "assessment_id", "statement_id")


def _young_answer() -> None:
    rows(
        "young_answer",
        *plain("period_id", "statement_id"),
        *texts("sheet", "answer"),
        *parents("young_answer", period_id="period", statement_id="statement"),
    )
    indexes("young_answer", "period_id", "statement_id")


def _excerpt() -> None:
    rows(
        "excerpt",
        *plain("finding_id", "note_id", "workshop_id"),
        *numbers("start", "end"),
        *texts("words"),
        *plain("state"),
        *parents("excerpt", finding_id="finding", note_id="note", workshop_id="workshop"),
    )
    indexes("excerpt", "finding_id", "note_id", "workshop_id")


TABLES = (
    _attachment, _change, _clock, _contact, _device, _draft, _framework, _indicator, _period, _person,
    _print_log, _programme, _sealed, _search_key, _step, _workshop, _assessment, _badge, _finding,
    _headcount, _phrase_count, _prompt, _sign_off, _speaker_group, _board_comment, _dismissal,
    _finding_article, _finding_badge, _speaker, _statement, _statistic, _evidence, _moderation, _note,
    _score, _young_answer, _excerpt,
)  # fmt: skip


def upgrade() -> None:
    for make in TABLES:
        make()
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5(words, prefix='1 2', tokenize=\"unicode61 "
        "remove_diacritics 0 categories 'L* N* Co M* So'\")"
    )


def downgrade() -> None:
    op.execute("DROP TABLE search")
    for make in reversed(TABLES):
        op.drop_table(make.__name__.removeprefix("_"))
