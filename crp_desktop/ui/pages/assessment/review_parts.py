"""Parts of the review that speak of one statement each: what is missing, the statement's card, rows that lead there."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.labels import label
from crp_desktop.domain.sign_off import Blocker, BlockerKind
from crp_desktop.domain.trend import Moved, Movement
from crp_desktop.services.assessment.records import BadgeView, StatementView
from crp_desktop.services.assessment.review import Review
from crp_desktop.ui.pages.assessment.words import level_words
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card, Icon
from crp_desktop.ui.widgets.layout import column, flow, panel, row
from crp_desktop.ui.widgets.text import Heading, Label, Quiet

GoTo = Callable[[str, str], object]
"""Opens a statement (its key) in the wizard at a part of it: "level", "reason", "over", "confidence", "evidence",
"answer"; "" for its top."""

_PARTS = {
    BlockerKind.NOT_ASSESSED: "level",
    BlockerKind.NO_REASON: "reason",
    BlockerKind.OVER_CAP: "over",
    BlockerKind.NO_CONFIDENCE: "confidence",
    BlockerKind.OPEN_CONTRADICTION: "answer",
    BlockerKind.CAP_BITES: "evidence",
}


def part_of(kind: BlockerKind) -> str:
    """The part of the wizard in which something that stands in the way is put right; "" for none of it."""
    return _PARTS.get(kind, "")


def beside_icon(icon: str, ink: str, *items: QWidget) -> QWidget:
    """Items in a column beside an icon at their top."""
    mark = Icon(icon, ink, 20)
    line = row(mark, gap=12)
    line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    line.addLayout(column(*items, gap=4), 1)
    line.setAlignment(Qt.AlignmentFlag(0))
    return panel(line)


def open_button(one: StatementView, go: GoTo, name: str, part: str = "", words: str = "") -> Button:
    """A button that leads to a statement; `name` tells the buttons of a page apart."""
    words = words or tr("Open")
    button = Button(words, partial(go, one.key, part), kind="quiet", icon="arrow-right")
    button.setObjectName(f"{name}-{one.key}")
    button.setAccessibleName(tr("{act}: {statement}", act=words, statement=one.text))
    return button


def lacking_card(lacking: tuple[Blocker, ...], go: GoTo) -> Card:
    """What is missing, each with a button that goes there; or that nothing is."""
    if not lacking:
        words = Label(tr("Every statement has a level, a reason and your confidence in it."))
        return Card(beside_icon("circle-check", "strength", words), ground="strength_soft")
    card = Card(Heading(tr("{n} thing(s) still missing", n=len(lacking))), gap=12, ground="concern_soft")
    for number, one in enumerate(lacking):
        card.column().addWidget(_blocker_row(one, go, number))
    return card


def _blocker_row(one: Blocker, go: GoTo, number: int) -> QWidget:
    button = Button(tr("Correct it"), partial(go, one.statement, part_of(one.kind)), icon="arrow-right")
    button.setAccessibleName(tr("Correct it: {what}", what=one.sentence))
    button.setObjectName(f"mend-{one.kind.value}-{one.statement or number}")
    return beside_icon("circle-alert", "concern", Label(one.sentence), Quiet(one.mend), flow(button))


def movement_words(moved: Moved | None) -> str:
    """How one statement moved since the period before; "" when there is nothing to say."""
    if moved is None:
        return ""
    return {
        Movement.UP: tr("Up from {level}", level=moved.before),
        Movement.DOWN: tr("Down from {level}", level=moved.before),
        Movement.SAME: tr("As before"),
        Movement.REWORDED: tr("Reworded, so not compared with the last period"),
        Movement.NEW: tr("New in this period"),
    }.get(moved.movement, "")


def statement_card(shown: Review, one: StatementView, go: GoTo) -> Card:
    """A statement with its level, its reason, its cap and how young people see it."""
    view = shown.view
    moved = next((each for each in shown.changes if each.key == one.key), None)
    level = Label(level_words(one.level, view.level_names).capitalize(), "strong", "accent")
    card = Card(Label(one.text, "strong"), flow(level, Quiet(movement_words(moved)), gap=12), gap=6)
    box = card.column()
    if one.second is None and one.own.reason:
        box.addWidget(Label(one.own.reason))
    _add_scorers(card, one, view)
    _add_cap(card, one)
    if one.own.confidence is not None:
        sure = tr("Confidence: {level}.", level=label(one.own.confidence).lower())
        box.addWidget(Quiet(f"{sure} {one.own.confidence_reason}".strip()))
    if one.young is not None:
        box.addWidget(Quiet(shown.views[one.key].sentence))
    box.addWidget(Quiet(_evidence_words(one)))
    box.addWidget(flow(open_button(one, go, "open")))
    return card


def _add_scorers(card: Card, one: StatementView, view: BadgeView) -> None:
    """What each of two scorers gave, once both have finished, and what they agreed on."""
    if one.second is None:
        return
    names = view.level_names
    for words, scored in ((tr("First scorer"), one.own), (tr("Second scorer"), one.second)):
        level = level_words(scored.level, names)
        said = tr("{who}: {level}. {reason}", who=words, level=level, reason=scored.reason)
        card.column().addWidget(Label(said.strip()))
    if one.moderation is not None and one.moderation.is_complete:
        agreed = tr(
            "Agreed: {level}. {note}",
            level=level_words(one.moderation.level, names),
            note=one.moderation.note,
        )
        card.column().addWidget(Label(agreed))


def _add_cap(card: Card, one: StatementView) -> None:
    over = one.level is not None and one.level > one.ceiling.level
    if one.flag:
        card.column().addWidget(beside_icon("flag", "concern", Label(one.flag)))
    if over:
        card.column().addWidget(over_words(one))
    elif one.level is not None and one.level == one.ceiling.level and one.ceiling.bites:
        words = Quiet(f"{one.ceiling.reason} {one.ceiling.lift}")
        card.column().addWidget(beside_icon("lock-keyhole", "quiet", words))


def over_words(one: StatementView) -> QWidget:
    """That a level is over its cap, why there is a cap, and the reason given for going over it."""
    items = [
        Label(tr("Over its cap of {cap}.", cap=one.ceiling.level), "strong"),
        Label(one.ceiling.reason),
    ]
    if one.own.over_cap_reason:
        items.append(Label(tr("Reason given: {reason}", reason=one.own.over_cap_reason)))
    return beside_icon("circle-alert", "concern", *items)


def _evidence_words(one: StatementView) -> str:
    said = tr("{n} piece(s) of evidence", n=len(one.evidence))
    if one.open_contradictions:
        said += ", " + tr("{n} contradiction(s) without an answer", n=one.open_contradictions)
    return said + "."


def rubric_words(view: BadgeView) -> str:
    """Which rubric this was assessed against."""
    rubric = view.rubric
    return tr(
        "{label}, version {version}. {notice}",
        label=rubric.label,
        version=rubric.version,
        notice=rubric.notice,
    )
