"""Young people's own view: hand the laptop over, or type slips in; afterwards both views side by side."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.errors import Refused
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import RecordKind
from crp_desktop.domain.young_view import YoungView
from crp_desktop.services.assessment.records import StatementView
from crp_desktop.services.assessment.review import Review, review
from crp_desktop.services.assessment.young_view import answer_sheet, count_sheets, new_sheet
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.dialogs.young_mode import hand_over
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.assessment.hidden import tell_refused
from crp_desktop.ui.pages.assessment.review_parts import beside_icon
from crp_desktop.ui.pages.assessment.words import level_words, notice
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card, EmptyState
from crp_desktop.ui.widgets.faces import FaceCounts
from crp_desktop.ui.widgets.layout import clear, column, panel
from crp_desktop.ui.widgets.segments import Segments
from crp_desktop.ui.widgets.text import Label, Quiet


class SlipDialog(Dialog):
    """Slips typed in one after the other: each statement's answer as it stands on the paper."""

    def __init__(self, parent: QWidget | None, ops: Operations, shown: Review) -> None:
        super().__init__(parent, tr("Type in a slip"), width=720)
        self._ops, self._view = ops, shown.view
        self._count = 0
        self.said = Quiet(tr("One slip at a time. Skip any questions they did not answer."))
        self.body.addWidget(self.said)
        items = [(answer.key, answer.words) for answer in shown.view.scale]
        self.rows: dict[str, Segments] = {}
        for number, one in enumerate(shown.view.statements, start=1):
            segments = Segments(tr("Sentence {number}", number=number), items)
            self.rows[one.key] = segments
            self.body.addWidget(panel(column(Label(f"{number}. {one.plain}"), segments, gap=4)))
        self.add_button(tr("Save slip"), self._save, kind="primary", default=True)
        self.add_button(tr("Done"))

    def _save(self) -> None:
        answers = {key: row.key() for key, row in self.rows.items() if row.key()}
        if not answers:
            self.said.setText(tr("No answers on this slip yet."))
            return
        view = self._view
        if self._ops.run(answer_sheet, view.period.id, view.badge_key, new_sheet(), answers) is None:
            return
        self._count += 1
        self.said.setText(tr("{n} slip(s) typed in. Type in the next one.", n=self._count))
        for row in self.rows.values():
            row.set_key("")
        first = next(iter(self.rows.values()))
        next(iter(first.buttons.values())).setFocus()


class YoungViewPage(Page):
    """For the adult: the way into the young people's mode, and what came of it."""

    name = "assessment_young"
    section = "assessment"
    interests = frozenset(
        {
            RecordKind.YOUNG_ANSWER,
            RecordKind.SCORE,
            RecordKind.ASSESSMENT,
            RecordKind.SIGN_OFF,
            RecordKind.FRAMEWORK,
            RecordKind.PROGRAMME,
            RecordKind.PERIOD,
            RecordKind.MODERATION,
        }
    )

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        self._target: tuple[str, str] | None = None
        self.shown: Review | None = None
        super().__init__(ops, nav)
        self.hand = Button(tr("Hand over the laptop"), self._hand_over, kind="primary", icon="users")
        self.slips = Button(tr("Type in slips"), self._slips, icon="pencil")
        self.set_actions(
            Button(tr("Review"), self._review, kind="quiet", icon="list-checks"), self.slips, self.hand
        )
        self._list = column(gap=12)
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def title(self) -> str:
        return (
            tr("Young people’s view: {badge}", badge=self.shown.view.name)
            if self.shown
            else tr("Young people’s view")
        )

    def purpose(self) -> str:
        if self.shown is None:
            return notice()
        return tr("{period}. Their own words and their own scale, kept apart from the levels "
"that adults choose.",
                  period=self.shown.view.period.label)  # fmt: skip

    def first_focus(self) -> QWidget | None:
        return self.hand if self._target else None

    def show_target(self, **target: Any) -> None:
        if "badge" in target:
            wanted = (target["period"], target["badge"])
            if wanted != self._target or self.shown is None:
                self._target = wanted
                self.refresh()

    def refresh(self) -> None:
        clear(self._list)
        self.shown = shown = self._ask()
        if shown is None:
            self._list.addWidget(
                EmptyState("users", tr("No badge is chosen"), tr("Choose a badge and a period first."),
                           tr("Go to self-assessment"), partial(self.nav.go, "assessment"), kind="plain")
            )  # fmt: skip
        for button in (self.hand, self.slips):
            button.setVisible(shown is not None)
        if shown is None or self._target is None:
            return
        for button in (self.hand, self.slips):
            button.setEnabled(not shown.view.locked)
        self._list.addWidget(self._about(self.ops.ask(count_sheets, *self._target)))
        for one in shown.view.statements:
            self._list.addWidget(self._statement(shown, one))
        self.header_changed.emit()

    def _ask(self) -> Review | None:
        """The badge looked at; None when none is, or when its levels are hidden from who works now."""
        if self._target is None:
            return None
        try:
            return self.ops.ask(review, *self._target)
        except Refused as refused:
            (period, badge), self._target = self._target, None
            tell_refused(self, refused, period=period, badge=badge)
            return None

    def _about(self, count: int) -> Card:
        given = Label(tr("{n} slip(s) so far", n=count), "strong")
        told = Label(
            tr(
                "Everyone answers on their own and in private, on this laptop or on paper. "
                "Results appear once enough people have answered, so no one can be identified."
            ),
            ink="quiet",
        )
        return Card(given, told)

    def _statement(self, shown: Review, one: StatementView) -> Card:
        card = Card(Label(one.plain, "strong"), Quiet(one.text), gap=6)
        comparison = shown.views[one.key]
        if one.young is not None and one.young.shown:
            rows = [(row.answer.symbol, row.answer.words, row.count) for row in one.young.counts]
            card.column().addWidget(Quiet(tr("Answers from young people: {n}", n=one.young.answered)))
            card.column().addWidget(FaceCounts(rows, _counts(one.young)))
        level = tr("Adults: {level}", level=level_words(one.level, shown.view.level_names))
        card.column().addWidget(Label(level))
        if comparison.worth_talking:
            words = Label(tr("Talk this over with young people."), "strong")
            card.column().addWidget(
                beside_icon("message-square", "concern", words, Label(comparison.sentence))
            )
        else:
            card.column().addWidget(Quiet(comparison.sentence))
        return card

    def _hand_over(self) -> None:
        if self.shown is not None:
            given = hand_over(self.window(), self.ops, self.shown.view)
            if self.ops.store is not None:
                self.announce(tr("{n} slip(s) handed in", n=given))

    def _slips(self) -> None:
        if self.shown is not None:
            dialog = SlipDialog(self.window(), self.ops, self.shown)
            dialog.exec()
            dialog.deleteLater()

    def _review(self) -> None:
        if self._target is not None:
            self.nav.go("assessment_review", period=self._target[0], badge=self._target[1])


def _counts(view: YoungView) -> str:
    """“Yes 3, Mostly 5, …” of those who answered."""
    parts = [f"{row.answer.words} {row.count}" for row in view.counts]
    return tr("Answers from young people ({n}): {counts}.", n=view.answered, counts=", ".join(parts))
