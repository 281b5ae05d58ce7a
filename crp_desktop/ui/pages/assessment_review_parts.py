"""Cards of the review: what is missing, the statements one by one, what a panel would ask."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.labels import label
from crp_desktop.domain.sign_off import Blocker, BlockerKind
from crp_desktop.domain.trend import Moved, Movement
from crp_desktop.domain.words import tr
from crp_desktop.services.assessment_records import BadgeView, StatementView
from crp_desktop.services.assessment_review import Review
from crp_desktop.ui.pages.assessment_words import level_words, spread_said
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card, Icon
from crp_desktop.ui.widgets.layout import column, flow, panel, row
from crp_desktop.ui.widgets.levels import SpreadStrip
from crp_desktop.ui.widgets.text import Heading, Label, Quiet

GoTo = Callable[[str], object]


def beside_icon(icon: str, ink: str, *items: QWidget) -> QWidget:
    """Items in a column beside an icon at their top."""
    mark = Icon(icon, ink, 20)
    line = row(mark, gap=12)
    line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    line.addLayout(column(*items, gap=4), 1)
    line.setAlignment(Qt.AlignmentFlag(0))
    return panel(line)


def lacking_card(lacking: tuple[Blocker, ...], go: GoTo) -> Card:
    """What is missing, each with a button that goes there; or that nothing is."""
    if not lacking:
        words = Label(tr("Every statement has a level, a reason and how sure you are of it."))
        return Card(beside_icon("circle-check", "strength", words), ground="strength_soft")
    card = Card(Heading(tr("{n} thing(s) still missing", n=len(lacking))), gap=12, ground="concern_soft")
    for number, one in enumerate(lacking):
        card.column().addWidget(blocker_row(one, go, number))
    return card


def blocker_row(one: Blocker, go: GoTo, number: int) -> QWidget:
    """One thing in the way with the button that goes to mend it."""
    button = Button(tr("Mend this"), lambda: go(one.statement), icon="arrow-right")
    button.setAccessibleName(tr("Mend this: {what}", what=one.sentence))
    button.setObjectName(f"mend-{one.kind.value}-{one.statement or number}")
    return beside_icon("circle-alert", "concern", Label(one.sentence), Quiet(one.mend), flow(button))


def spread_card(shown: Review) -> Card:
    """The spread, the lowest statements, and what moved since the period before."""
    view = shown.view
    found, names = view.spread, view.level_names
    strip = SpreadStrip(found, names, view.name)
    card = Card(Heading(tr("The spread")), flow(strip), Label(spread_said(found, names)), gap=8)
    if found.lowest is not None:
        low = [one.text for one in view.statements if one.key in found.lowest_keys]
        head = tr("Lowest, at {level}:", level=level_words(found.lowest, names))
        card.column().addWidget(Label(head, "strong"))
        for text in low:
            card.column().addWidget(Label("• " + text))
    if shown.before:
        card.column().addWidget(Label(tr("Since {period}", period=shown.before), "strong"))
        card.column().addWidget(Label(changes_words(shown.changes)))
    return card


def changes_words(changes: tuple[Moved, ...]) -> str:
    """How many statements moved which way, in a sentence."""
    counts = {kind: sum(one.movement is kind for one in changes) for kind in Movement}
    words = (
        (Movement.UP, tr("{n} higher", n=counts[Movement.UP])),
        (Movement.DOWN, tr("{n} lower", n=counts[Movement.DOWN])),
        (Movement.SAME, tr("{n} the same", n=counts[Movement.SAME])),
        (Movement.REWORDED, tr("{n} worded anew and not comparable", n=counts[Movement.REWORDED])),
        (Movement.NEW, tr("{n} new", n=counts[Movement.NEW])),
        (Movement.REMOVED, tr("{n} no longer in the rubric", n=counts[Movement.REMOVED])),
        (Movement.NOT_COMPARED, tr("{n} without a level in one of the two", n=counts[Movement.NOT_COMPARED])),
    )
    parts = [said for kind, said in words if counts[kind]]
    return ", ".join(parts) + "."


def movement_words(moved: Moved | None) -> str:
    """How one statement moved since the period before; "" when there is nothing to say."""
    if moved is None:
        return ""
    return {
        Movement.UP: tr("Up from {level}", level=moved.before),
        Movement.DOWN: tr("Down from {level}", level=moved.before),
        Movement.SAME: tr("As before"),
        Movement.REWORDED: tr("Worded anew: not compared with the period before"),
        Movement.NEW: tr("New in this period"),
    }.get(moved.movement, "")


def statement_card(shown: Review, one: StatementView, go: GoTo) -> Card:
    """A statement with its level, its reason, its cap and how young people see it."""
    view = shown.view
    moved = next((each for each in shown.changes if each.key == one.key), None)
    level = Label(level_words(one.level, view.level_names).capitalize(), "strong", "accent")
    card = Card(Label(one.text, "strong"), flow(level, Quiet(movement_words(moved)), gap=12), gap=6)
    box = card.column()
    if one.own.reason:
        box.addWidget(Label(one.own.reason))
    _add_cap(card, one)
    if one.own.confidence is not None:
        sure = tr("Confidence: {level}.", level=label(one.own.confidence).lower())
        box.addWidget(Quiet(f"{sure} {one.own.confidence_reason}".strip()))
    if one.young is not None:
        box.addWidget(Quiet(shown.views[one.key].sentence))
    box.addWidget(Quiet(_evidence_words(one)))
    button = Button(tr("Open"), lambda: go(one.key), kind="quiet", icon="pencil")
    button.setObjectName(f"open-{one.key}")
    button.setAccessibleName(tr("Open statement: {statement}", statement=one.text))
    box.addWidget(flow(button))
    return card


def _add_cap(card: Card, one: StatementView) -> None:
    over = one.level is not None and one.level > one.ceiling.level
    if one.flag:
        card.column().addWidget(beside_icon("flag", "concern", Label(one.flag)))
    if over:
        items = [
            Label(tr("Over its cap of {cap}.", cap=one.ceiling.level), "strong"),
            Label(one.ceiling.reason),
        ]
        if one.own.over_cap_reason:
            items.append(Label(tr("Reason given: {reason}", reason=one.own.over_cap_reason)))
        card.column().addWidget(beside_icon("circle-alert", "concern", *items))
    elif one.level is not None and one.level == one.ceiling.level and one.ceiling.bites:
        words = Quiet(f"{one.ceiling.reason} {one.ceiling.lift}")
        card.column().addWidget(beside_icon("lock-keyhole", "quiet", words))


def _evidence_words(one: StatementView) -> str:
    said = tr("{n} piece(s) of evidence", n=len(one.evidence))
    if one.open_contradictions:
        said += ", " + tr("{n} contradiction(s) without an answer", n=one.open_contradictions)
    return said + "."


def differences_card(shown: Review, go: GoTo) -> Card | None:
    """Where young people and adults see a statement differently; None when nowhere, or when too few have answered."""
    apart = [one for one in shown.view.statements if shown.views[one.key].worth_talking]
    if not apart:
        return None
    card = Card(Heading(tr("To talk over with young people")), gap=12)
    for one in apart:
        button = Button(tr("Open"), partial(go, one.key), kind="quiet", icon="arrow-right")
        button.setObjectName(f"young-{one.key}")
        button.setAccessibleName(tr("Open statement: {statement}", statement=one.text))
        said = Label(shown.views[one.key].sentence)
        words = Label(one.text, "strong")
        card.column().addWidget(beside_icon("message-square", "concern", words, said, flow(button)))
    return card


def panel_card(shown: Review) -> Card:
    """What an independent panel is likely to ask."""
    ready = shown.readiness
    card = Card(Heading(tr("What the panel will ask")), gap=8)
    for sentence in ready.sentences:
        card.column().addWidget(Label("• " + sentence))
    return card


def rubric_words(view: BadgeView) -> str:
    """Which rubric this was assessed against."""
    rubric = view.rubric
    return tr(
        "{label}, version {version}. {notice}",
        label=rubric.label,
        version=rubric.version,
        notice=rubric.notice,
    )


def mends_in_wizard(kind: BlockerKind) -> bool:
    """Whether this is mended at a statement of the wizard."""
    return kind in (
        BlockerKind.NOT_ASSESSED,
        BlockerKind.NO_REASON,
        BlockerKind.OVER_CAP,
        BlockerKind.NO_CONFIDENCE,
    )
