"""The sections of the review that a person jumps to: levels, lowest, caps, evidence, contradictions, differences."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Direction
from crp_desktop.domain.trend import Moved, Movement
from crp_desktop.services.assessment.records import StatementView
from crp_desktop.services.assessment.review import Review
from crp_desktop.ui.pages.assessment.review_parts import (
    GoTo,
    beside_icon,
    movement_words,
    open_button,
    over_words,
)
from crp_desktop.ui.pages.assessment.words import level_words, spread_said
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.layout import column, flow, panel, row
from crp_desktop.ui.widgets.levels import SpreadStrip
from crp_desktop.ui.widgets.text import Heading, Label, Quiet


@dataclass(frozen=True, slots=True)
class Section:
    """One section: `words` are the button that leads to it, or (without a `card`) say that there is nothing of it."""

    key: str
    words: str
    card: Card | None


def sections(shown: Review, go: GoTo) -> list[Section]:
    """Every section in reading order."""
    return [
        Section("levels", tr("Spread of levels"), _levels(shown)),
        _lowest(shown, go),
        _caps(shown, go),
        _evidence(shown, go),
        _contradictions(shown, go),
        _young(shown, go),
        *_since(shown, go),
    ]


def jump_bar(found: list[Section], jump: Callable[[str], object]) -> QWidget:
    """A button for every section that has something, and words for what there is nothing of."""
    buttons: list[QWidget] = []
    for one in found:
        if one.card is not None:
            button = Button(one.words, partial(jump, one.key), kind="link")
            button.setObjectName(f"jump-{one.key}")
            buttons.append(button)
    nothing = ", ".join(one.words for one in found if one.card is None)
    parts: list[QWidget] = [flow(*buttons, gap=4, name=tr("Go to"))]
    if nothing:
        parts.append(Quiet(tr("Also looked at: {nothing}.", nothing=nothing)))
    return panel(column(*parts, gap=4))


def _line(one: StatementView, button: Button, *more: QWidget) -> QWidget:
    """A statement with more about it below, and the button that opens it beside."""
    words = column(Label(one.text), *more, gap=2)
    line = row(gap=12)
    line.addLayout(words, 1)
    line.addWidget(button)
    return panel(line)


def _levels(shown: Review) -> Card:
    view = shown.view
    found, names = view.spread, view.level_names
    return Card(
        Heading(tr("Spread of levels")),
        Quiet(
            tr(
                "How many statements are at each level. There is no total, because each "
                "statement is assessed on its own."
            )
        ),
        flow(SpreadStrip(found, names, view.name)),
        Label(spread_said(found, names)),
        gap=8,
    )


def _lowest(shown: Review, go: GoTo) -> Section:
    found = shown.view.spread
    low = [one for one in shown.view.statements if one.key in found.lowest_keys]
    words = tr("Lowest-level statements: {n}", n=len(low))
    if found.lowest is None:
        return Section("lowest", tr("no levels yet"), None)
    head = tr("Lowest, at {level}", level=level_words(found.lowest, shown.view.level_names))
    card = Card(Heading(head), gap=12)
    for one in low:
        card.column().addWidget(_line(one, open_button(one, go, "lowest")))
    return Section("lowest", words, card)


def _caps(shown: Review, go: GoTo) -> Section:
    bitten = [
        one
        for one in shown.view.statements
        if one.level is not None and one.ceiling.bites and one.level >= one.ceiling.level
    ]
    if not bitten:
        return Section("caps", tr("no levels limited by the evidence"), None)
    card = Card(Heading(tr("Levels limited by the evidence")), gap=12)
    card.column().addWidget(Quiet(tr("A cap is the highest level the evidence supports.")))
    for one in bitten:
        part, button = "evidence", tr("Open its evidence")
        why: QWidget = Label(f"{one.ceiling.reason} {one.ceiling.lift}")
        if one.level is not None and one.level > one.ceiling.level:
            why, part, button = over_words(one), "over", tr("Open its reason")
        card.column().addWidget(_line(one, open_button(one, go, "cap", part, button), why))
    return Section("caps", tr("Levels limited by the evidence: {n}", n=len(bitten)), card)


def _evidence(shown: Review, go: GoTo) -> Section:
    missing = [one for one in shown.readiness.statements if one.questions]
    if not missing:
        return Section("evidence", tr("no missing evidence"), None)
    card = Card(Heading(tr("Missing evidence: what the panel will ask")), gap=12)
    for sentence in shown.readiness.sentences:
        card.column().addWidget(Quiet(sentence))
    for each in missing:
        one = shown.view.statement(each.key)
        asked = [Label("• " + question) for question in each.questions]
        button = open_button(one, go, "evidence", "evidence", tr("Open its evidence"))
        card.column().addWidget(panel(column(Label(one.text, "strong"), *asked, flow(button), gap=2)))
    return Section("evidence", tr("Evidence missing for {n} statement(s)", n=len(missing)), card)


def _contradictions(shown: Review, go: GoTo) -> Section:
    found = [one for one in shown.view.statements if one.open_contradictions]
    if not found:
        return Section("contradictions", tr("no open contradictions"), None)
    card = Card(Heading(tr("Contradictions without an answer")), gap=12)
    for one in found:
        said = [
            Label(f"• {piece.text}")
            for piece in one.evidence
            if piece.direction is Direction.CONTRADICTS and piece.item.is_open and not piece.blanked
        ]
        button = open_button(one, go, "contradiction", "answer", tr("Answer it"))
        card.column().addWidget(panel(column(Label(one.text, "strong"), *said, flow(button), gap=2)))
    count = sum(one.open_contradictions for one in found)
    return Section("contradictions", tr("{n} open contradiction(s)", n=count), card)


def _young(shown: Review, go: GoTo) -> Section:
    """Where young people and adults see a statement differently; too few answers are no difference."""
    apart = [one for one in shown.view.statements if shown.views[one.key].worth_talking]
    if not apart:
        return Section("young", tr("no differences with young people to discuss"), None)
    card = Card(Heading(tr("To discuss with young people")), gap=12)
    for one in apart:
        said = Label(shown.views[one.key].sentence)
        line = beside_icon(
            "message-square", "concern", Label(one.text, "strong"), said, flow(open_button(one, go, "young"))
        )
        card.column().addWidget(line)
    return Section("young", tr("Where young people see it differently: {n}", n=len(apart)), card)


def _since(shown: Review, go: GoTo) -> list[Section]:
    if not shown.before:
        return []
    card = Card(
        Heading(tr("Since {period}", period=shown.before)), Label(changes_words(shown.changes)), gap=12
    )
    for moved in shown.changes:
        if moved.movement is Movement.REMOVED or moved.movement is Movement.SAME:
            continue
        one = shown.view.statement(moved.key)
        words = movement_words(moved) or tr("Without a level in one of the two")
        card.column().addWidget(_line(one, open_button(one, go, "since"), Quiet(words)))
    return [Section("since", tr("Changes since last time"), card)]


def changes_words(changes: tuple[Moved, ...]) -> str:
    """How many statements moved which way, in a sentence."""
    counts = {kind: sum(one.movement is kind for one in changes) for kind in Movement}
    words = (
        (Movement.UP, tr("{n} higher", n=counts[Movement.UP])),
        (Movement.DOWN, tr("{n} lower", n=counts[Movement.DOWN])),
        (Movement.SAME, tr("{n} the same", n=counts[Movement.SAME])),
        (Movement.REWORDED, tr("{n} reworded, so not comparable", n=counts[Movement.REWORDED])),
        (Movement.NEW, tr("{n} new", n=counts[Movement.NEW])),
        (Movement.REMOVED, tr("{n} no longer in the rubric", n=counts[Movement.REMOVED])),
        (Movement.NOT_COMPARED, tr("{n} without a level in one of the two", n=counts[Movement.NOT_COMPARED])),
    )
    return ", ".join(said for kind, said in words if counts[kind]) + "."
