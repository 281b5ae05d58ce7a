"""The evidence pane of the wizard: what is attached, by direction, and what could be."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Direction, EvidenceKind
from crp_desktop.domain.labels import label
from crp_desktop.services.assessment.attachment import is_needed
from crp_desktop.services.assessment.evidence import (
    Offer,
    attach,
    attach_document,
    attach_words,
    change_evidence,
    detach,
    evidence_of_others,
    offers,
    save_document,
)
from crp_desktop.services.assessment.indicator import add_indicator
from crp_desktop.services.assessment.records import BadgeView, EvidenceView
from crp_desktop.ui.dialogs.evidence import EvidenceDialog
from crp_desktop.ui.dialogs.files import ask_open, ask_save
from crp_desktop.ui.dialogs.indicator import IndicatorDialog
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.pages.assessment.sources_page import erase_after_asking
from crp_desktop.ui.pages.assessment.words import DIRECTION_ICONS, evidence_details, evidence_text
from crp_desktop.ui.pages.workshops.words import day_words
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card, Icon
from crp_desktop.ui.widgets.layout import clear, column, flow, panel, row
from crp_desktop.ui.widgets.picker import Token, TokenPicker
from crp_desktop.ui.widgets.text import Heading, Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit

_OFFERED = 12


class EvidencePane(QWidget):
    """Evidence for one statement. `said(str)` is for a screen reader."""

    said = Signal(str)

    def __init__(self, ops: Operations) -> None:
        super().__init__()
        self._ops = ops
        self._period_id = self._key = self._badge_key = ""
        self._shown: object = None
        self._others: frozenset[str] = frozenset()
        self.picker = TokenPicker(tr("Attach evidence"), tr("Type to find a finding or indicator"))
        self.picker.picked.connect(self._attach)
        self._more = flow(
            Button(tr("Indicator"), self._indicator, kind="quiet", icon="chart-column"),
            Button(tr("Document…"), self._document, kind="quiet", icon="file-plus"),
            Button(tr("Link"), partial(self._words, EvidenceKind.LINK), kind="quiet", icon="link"),
            Button(
                tr("Our word only"),
                partial(self._words, EvidenceKind.ASSERTION),
                kind="quiet",
                icon="quote",
                name=tr("Our word only"),
            ),
            gap=0,
        )
        self._heading = Heading(tr("Evidence"), "strong")
        self._attached = column(gap=8)
        self._offered = column(gap=8)
        self._ways = panel(column(self.picker, self._more, gap=4))
        self.setLayout(
            column(
                self._heading, self._ways, self._attached, self._offered, None, gap=12, margins=(0, 0, 8, 8)
            )
        )

    def show_evidence(self, view: BadgeView, key: str) -> bool:
        """Show what is attached to a statement and what could be; whether it is another statement than before."""
        another = (self._period_id, self._key) != (view.period.id, key)
        self._period_id, self._key, self._badge_key = view.period.id, key, view.badge_key
        pieces = view.statement(key).evidence
        left = self._left(view.badge_key, pieces) if not view.locked else []
        self._others = self._ops.ask(evidence_of_others, view.period.id, view.badge_key)
        wanted = (view.period.id, key, view.locked, pieces, left, self._others)
        if wanted == self._shown:
            return another
        self._shown = wanted
        self._ways.setVisible(not view.locked)
        self._heading.setText(tr("Evidence: {n} attached", n=len(pieces)))
        self._show_attached(pieces, locked=view.locked)
        clear(self._offered)
        self._show_offers(left)
        return another

    def _show_attached(self, pieces: Sequence[EvidenceView], *, locked: bool) -> None:
        clear(self._attached)
        for direction in Direction:
            these = [one for one in pieces if one.direction is direction]
            if these:
                self._attached.addWidget(_direction_heading(direction, len(these)))
            for one in these:
                self._attached.addWidget(self._piece(one, locked=locked))
        if not pieces:
            self._attached.addWidget(
                Quiet(tr("Nothing is attached yet. Without evidence the level is capped at 0."))
            )

    def _piece(self, one: EvidenceView, *, locked: bool) -> Card:
        card = Card(Label(evidence_text(one)), Quiet(evidence_details(one)), gap=4, margin=12)
        if one.source:
            card.column().insertWidget(1, Quiet(one.source))
        if one.direction is Direction.CONTRADICTS:
            self._add_answer(card, one, locked=locked or one.id in self._others)
        if one.id in self._others:
            card.column().addWidget(
                Quiet(tr("Attached by the first scorer, and theirs until both have finished"))
            )
        elif not locked:
            change = Button(tr("Change"), partial(self._change, one), kind="quiet", icon="pencil")
            change.setObjectName(f"change-{one.id}")
            change.setAccessibleName(tr("Change evidence: {words}", words=one.text[:80]))
            away = Button(tr("Remove"), partial(self._detach, one), kind="quiet", icon="x")
            away.setObjectName(f"detach-{one.id}")
            away.setAccessibleName(tr("Remove: {words}", words=one.text[:80]))
            card.column().addWidget(flow(change, away, gap=0))
        if one.attachment:
            copy = Button(tr("Save a copy…"), partial(self._copy, one), kind="quiet", icon="download")
            copy.setObjectName(f"copy-{one.id}")
            copy.setAccessibleName(tr("Save a copy: {words}", words=one.text[:80]))
            card.column().addWidget(flow(copy))
        return card

    def _add_answer(self, card: Card, one: EvidenceView, *, locked: bool) -> None:
        field = GrowingTextEdit(
            tr("Answer to this contradiction"),
            one.answer,
            tr("Say what you will do about it"),
            least=1,
            most=8,
        )
        field.setObjectName(f"answer-{one.id}")
        field.setReadOnly(locked)
        field.left.connect(partial(self._answered, one.id))
        card.column().addWidget(labelled(tr("Answer"), field))
        card.column().addWidget(field)
        if one.item.is_open:
            line = row(Icon("circle-alert", "concern", 16), gap=6)
            line.addWidget(Quiet(tr("Open until it is answered")), 1)
            card.column().addWidget(panel(line))

    def _left(self, badge_key: str, pieces: Sequence[EvidenceView]) -> list[Offer]:
        """What is offered and not attached yet."""
        taken = {one.finding_id or one.indicator_id for one in pieces}
        return [one for one in self._ops.ask(offers, badge_key) if one.key not in taken]

    def _show_offers(self, left: list[Offer]) -> None:
        self.picker.set_tokens([_token(one) for one in left])
        if not left:
            return
        self._offered.addWidget(Heading(tr("Findings mapped to this badge"), "strong"))
        for direction in Direction:
            these = [one for one in left if one.direction is direction]
            if these:
                self._offered.addWidget(_direction_heading(direction, len(these)))
            for one in these[:_OFFERED]:
                self._offered.addWidget(self._offer(one))
            if len(these) > _OFFERED:
                rest = tr("{n} more. Type above to search.", n=len(these) - _OFFERED)
                self._offered.addWidget(Quiet(rest))

    def _offer(self, one: Offer) -> Card:
        button = Button(tr("Attach"), partial(self._attach, one.key), kind="plain", icon="plus")
        button.setObjectName(f"attach-{one.key}")
        button.setAccessibleName(tr("Attach: {words}", words=one.text[:80]))
        details = " · ".join(part for part in (label(one.type), one.source, day_words(one.dated)) if part)
        return Card(Label(one.text), Quiet(details), flow(button), gap=4, margin=12, ground="chip")

    def place_of(self, part: str) -> QWidget:
        """Where evidence is attached; for "answer" the first contradiction that lacks one."""
        fields = [one for one in self.findChildren(GrowingTextEdit) if one.objectName().startswith("answer-")]
        open_one = next((one for one in fields if not one.text().strip()), None)
        return open_one if part == "answer" and open_one is not None else self.picker.field

    # What a person does

    def _attach(self, key: str) -> None:
        if self._ops.run(attach, self._period_id, self._key, key):
            self.said.emit(tr("Attached"))

    def _words(self, kind: EvidenceKind) -> None:
        dialog = EvidenceDialog(self.window(), kind)
        dialog.exec()
        values = dialog.values
        dialog.deleteLater()
        if values is None:
            return
        made = self._ops.run(
            attach_words,
            self._period_id,
            self._key,
            kind,
            values["text"],
            type=values["type"],
            dated=values["dated"],
            voice=values["voice"],
            direction=values["direction"],
        )
        if made and (groups := values["groups_reached"]):
            self._ops.run(change_evidence, made, groups_reached=groups)

    def _indicator(self) -> None:
        dialog = IndicatorDialog(self.window(), save=tr("Add and attach"))
        dialog.exec()
        title, values = dialog.title_words, dialog.values
        dialog.deleteLater()
        if values is not None and (made := self._ops.run(add_indicator, self._badge_key, title, **values)):
            self._attach(made)

    def _copy(self, one: EvidenceView) -> None:
        path = ask_save(self.window(), tr("Save a copy"), one.text, tr("All files (*)"))
        if path is not None and self._ops.run(save_document, one.attachment, path) is not None:
            self.said.emit(tr("Saved “{name}” in “{folder}”.", name=path.name, folder=path.parent.name))

    def _document(self) -> None:
        path = ask_open(self.window(), tr("Attach a document"), tr("All files (*)"))
        if path is None:
            return
        if self._ops.run(attach_document, self._period_id, self._key, path) is not None:
            self.said.emit(tr("Document kept in the programme and attached"))

    def _change(self, one: EvidenceView) -> None:
        dialog = EvidenceDialog(self.window(), one.kind, one)
        dialog.exec()
        values = dialog.values
        dialog.deleteLater()
        if values is not None:
            self._ops.run(change_evidence, one.id, **values)

    def _answered(self, evidence_id: str, text: str) -> None:
        self._ops.run(change_evidence, evidence_id, answer=text)

    def _detach(self, one: EvidenceView) -> None:
        if self._ops.run_done(detach, [one.id]) is None:
            return
        self.said.emit(tr("Removed. The level has not changed."))
        if one.attachment and not self._ops.ask(is_needed, one.attachment):
            erase_after_asking(self, self._ops, one.attachment, one.text)


def _direction_heading(direction: Direction, count: int) -> QWidget:
    icon, ink = DIRECTION_ICONS[direction]
    words = Label(f"{label(direction)} ({count})", "small", ink)
    line = row(Icon(icon, ink, 16), gap=6)
    line.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    line.addWidget(words, 1)
    return panel(line)


def _token(one: Offer) -> Token:
    kind = one.finding_kind.value if one.finding_kind else ""
    return Token(one.key, one.text, label(one.direction), one.source, kind=kind)
