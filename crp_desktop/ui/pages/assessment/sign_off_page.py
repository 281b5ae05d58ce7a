"""Signing a badge off for a period: who signs, which meeting, what stands in the way and where to mend it."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.errors import Refused
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import RecordKind
from crp_desktop.domain.sign_off import Blocker, BlockerKind, Meeting, Signatory
from crp_desktop.services.assessment.sign_off import (
    SignOffForm,
    SignOffView,
    before_sign_off,
    keep_form,
    sign_off,
)
from crp_desktop.ui import theme
from crp_desktop.ui.dialogs.base import confirm
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.assessment.hidden import tell_refused
from crp_desktop.ui.pages.assessment.review_parts import beside_icon, part_of, rubric_words
from crp_desktop.ui.pages.assessment.words import notice, spread_said
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card, EmptyState
from crp_desktop.ui.widgets.fields import DayField
from crp_desktop.ui.widgets.layout import clear, column, flow, panel
from crp_desktop.ui.widgets.levels import SpreadStrip
from crp_desktop.ui.widgets.text import Heading, Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import LineEdit

_ROWS = 3


class SignOffPage(Page):
    """The form is kept as it is filled in; the primary button works once nothing stands in the way."""

    name = "assessment_sign_off"
    section = "assessment"
    interests = frozenset(
        {
            RecordKind.ASSESSMENT,
            RecordKind.SCORE,
            RecordKind.EVIDENCE,
            RecordKind.SIGN_OFF,
            RecordKind.FRAMEWORK,
            RecordKind.MODERATION,
            RecordKind.YOUNG_ANSWER,
            RecordKind.PERSON,
            RecordKind.PERIOD,
        }
    )

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        self._target: tuple[str, str] | None = None
        self.shown: SignOffView | None = None
        super().__init__(ops, nav)
        self.sign = Button(tr("Sign off"), self._sign, kind="primary", icon="lock")
        self.set_actions(Button(tr("Review"), self._review, icon="list-checks"), self.sign)
        self.people = [
            (LineEdit(_numbered(tr("Name"), n)), LineEdit(_numbered(tr("Role"), n))) for n in range(_ROWS)
        ]
        self.meeting = LineEdit(tr("Meeting"))
        self.on = DayField(tr("Day of the meeting"), tr("No day yet"))
        self.minute = LineEdit(tr("Reference of the minutes"))
        self._stops = column(gap=12)
        self._known = column(gap=12)
        self.another = Button(tr("Add another"), self._add_another, kind="quiet", icon="plus")
        self.another.setAccessibleName(tr("Add another signatory"))
        self._pairs: list[QWidget] = []
        self._form = self._form_card()
        self._show_rows(1)
        self._nothing = EmptyState(
            "lock", tr("Nothing is being signed off here"), tr("Choose a badge and a period first."),
            tr("Go to self-assessment"), self._overview,
        )  # fmt: skip
        self.body.addWidget(self._nothing)
        self.body.addLayout(self._stops)
        self.body.addWidget(self._form)
        self.body.addLayout(self._known)
        self.body.addStretch(1)
        for field in self._fields():
            field.left.connect(self._left)

    def _fields(self) -> list[LineEdit | DayField]:
        return [*(field for pair in self.people for field in pair), self.meeting, self.on, self.minute]

    def _form_card(self) -> Card:
        card = Card(Heading(tr("Who signs")), gap=12)
        for name, role in self.people:
            pair = flow(_field(name.accessibleName(), name), _field(role.accessibleName(), role), gap=16)
            self._pairs.append(pair)
            card.column().addWidget(pair)
        card.column().addWidget(flow(self.another))
        card.column().addWidget(Heading(tr("The meeting")))
        card.column().addWidget(
            flow(
                _field(tr("Meeting"), self.meeting),
                _field(tr("Day of the meeting"), self.on),
                _field(tr("Reference of the minutes"), self.minute),
                gap=16,
            )
        )
        return card

    def title(self) -> str:
        return tr("Sign off: {badge}", badge=self.shown.view.name) if self.shown else tr("Sign off")

    def purpose(self) -> str:
        if self.shown is None:
            return notice()
        return f"{self.shown.view.period.label} · {notice()}"

    def first_focus(self) -> QWidget | None:
        if not self._target:
            return self._nothing.button
        mend = next((one for one in self.findChildren(Button) if one.objectName().startswith("mend-")), None)
        return mend if mend is not None and self.shown and self.shown.blockers else self.people[0][0]

    def show_target(self, **target: Any) -> None:
        if "badge" in target:
            wanted = (target["period"], target["badge"])
            if wanted != self._target or self.shown is None:
                self._target = wanted
                self._show_rows(1)
                self.refresh()

    def refresh(self) -> None:
        clear(self._stops)
        clear(self._known)
        self.shown = shown = self._ask()
        for part in (self._form, self.sign):
            part.setVisible(shown is not None)
        self._nothing.setVisible(shown is None)
        if shown is None:
            return
        self._fill(shown.form)
        self.sign.setEnabled(not shown.blockers)
        self._show_stops(shown)
        self.header_changed.emit()

    def _ask(self) -> SignOffView | None:
        """What is signed off here; None when nothing is, or when it is hidden from who works now."""
        if self._target is None:
            return None
        try:
            return self.ops.ask(before_sign_off, *self._target, date.today())
        except Refused as refused:
            (period, badge), self._target = self._target, None
            tell_refused(self, refused, period=period, badge=badge)
            return None

    def _fill(self, form: SignOffForm) -> None:
        for number, (name, role) in enumerate(self.people):
            one = form.signatories[number] if number < len(form.signatories) else Signatory("", "")
            name.set_text(one.name)
            role.set_text(one.role)
        self._show_rows(max(len(form.signatories), self._rows))
        self.meeting.set_text(form.meeting.name)
        self.on.set_iso(form.meeting.on)
        self.minute.set_text(form.meeting.minute)

    def _show_rows(self, rows: int) -> None:
        """Show so many signatories, at least one; one more can be added up to the last."""
        self._rows = min(max(rows, 1), _ROWS)
        for number, pair in enumerate(self._pairs):
            pair.setVisible(number < self._rows)
        self.another.setVisible(self._rows < _ROWS)

    def _add_another(self) -> None:
        self._show_rows(self._rows + 1)
        self.people[self._rows - 1][0].setFocus()

    def _show_stops(self, shown: SignOffView) -> None:
        view = shown.view
        if shown.blockers:
            head = tr("{n} thing(s) to do before sign-off", n=len(shown.blockers))
            card = Card(Heading(head), gap=12, ground="concern_soft")
            for number, one in enumerate(shown.blockers):
                card.column().addWidget(self._row(one, number, "circle-alert", "concern"))
        else:
            words = Label(tr("Ready to sign off. This will lock the levels and evidence for this period."))
            card = Card(beside_icon("circle-check", "strength", words), ground="strength_soft")
        self._stops.addWidget(card)
        if shown.cautions:
            known = Card(Heading(tr("To know before signing")), gap=12)
            for number, one in enumerate(shown.cautions):
                known.column().addWidget(self._row(one, number, "info", "quiet"))
            self._known.addWidget(known)
        strip = SpreadStrip(view.spread, view.level_names, view.name)
        words = Label(spread_said(view.spread, view.level_names))
        self._known.addWidget(
            Card(Heading(tr("What is signed")), flow(strip), words, Quiet(rubric_words(view)))
        )

    def _row(self, one: Blocker, number: int, icon: str, ink: str) -> QWidget:
        button = Button(self._mend_words(one), partial(self._mend, one), icon="arrow-right")
        button.setAccessibleName(f"{self._mend_words(one)}: {one.sentence}")
        button.setObjectName(f"mend-{one.kind.value}-{one.statement or number}")
        return beside_icon(icon, ink, Label(one.sentence), Quiet(one.mend), flow(button))

    def _mend_words(self, one: Blocker) -> str:
        if one.kind is BlockerKind.NOT_MODERATED:
            return tr("Go to the moderation")
        if one.statement:
            return tr("Open the statement")
        known = {
            BlockerKind.NOT_ADOPTED: tr("Use new rubric") if self._is_older() else tr("Adopt the rubric"),
            BlockerKind.NOTHING_TO_ASSESS: tr("Go to the rubric"),
            BlockerKind.NO_YOUNG_VIEW: tr("Ask young people"),
            BlockerKind.NO_MEETING: tr("Complete the fields below"),
            BlockerKind.NO_INTERESTS: tr("Go to who scored"),
            BlockerKind.SECOND_NOT_DONE: tr("Go to who scored"),
            BlockerKind.PERIOD_NOT_OVER: tr("Go to the periods"),
        }
        if self._is_signatory(one):
            return tr("Complete the fields below")
        if one.kind is BlockerKind.NO_NAMES:
            return tr("Go to who scored")
        return known.get(one.kind, tr("Go to the review"))

    def _is_signatory(self, one: Blocker) -> bool:
        """Whether names that are missing are those of the form here, not of the scorers."""
        if one.kind is not BlockerKind.NO_NAMES or self.shown is None:
            return False
        return all(scorer.name.strip() and scorer.job.strip() for scorer in self.shown.view.scorers)

    def _mend(self, one: Blocker) -> None:
        """Go to the very place where something in the way is put right."""
        if self._target is None:
            return
        where: dict[str, Any] = {"period": self._target[0], "badge": self._target[1]}
        if one.kind is BlockerKind.NOT_MODERATED:
            self.nav.go("assessment_review", **where, part="moderation", statement=one.statement)
        elif one.statement:
            part = part_of(one.kind)
            self.nav.go("assessment_wizard", **where, role="first", statement=one.statement, part=part)
        elif one.kind is BlockerKind.NO_MEETING:
            self._meeting_place().setFocus()
        elif self._is_signatory(one):
            self._signatory_place().setFocus()
        elif one.kind is BlockerKind.NO_YOUNG_VIEW:
            self.nav.go("assessment_young", **where)
        elif one.kind is BlockerKind.PERIOD_NOT_OVER:
            self.nav.go("assessment", period=self._target[0])
        elif one.kind is BlockerKind.NOT_ADOPTED and self._is_older():
            self.nav.go("assessment_wizard", **where, role="first")
        elif one.kind in (BlockerKind.NOT_ADOPTED, BlockerKind.NOTHING_TO_ASSESS):
            self.nav.go("assessment_rubric")
        else:
            self.nav.go("assessment_review", **where, part=self._review_part(one))

    def _is_older(self) -> bool:
        """Whether the assessment still goes by an older rubric, which is gone on from in the wizard."""
        return self.shown is not None and not self.shown.view.is_current_rubric

    def _review_part(self, one: Blocker) -> str:
        """The part of the review that is about a scorer: the first one, unless only the second lacks something."""
        if one.kind is BlockerKind.NOT_FINISHED:
            return "finish"
        assert self.shown is not None
        first = next((scorer for scorer in self.shown.view.scorers if not scorer.is_second), None)
        lacks_first = first is None or not (
            first.interests.strip() and first.name.strip() and first.job.strip()
        )
        return "scorers" if lacks_first and one.kind is not BlockerKind.SECOND_NOT_DONE else "second"

    def _meeting_place(self) -> QWidget:
        """The first field of the meeting that is empty."""
        fields = (
            (self.meeting, self.meeting.text()),
            (self.on, self.on.iso()),
            (self.minute, self.minute.text()),
        )
        return next((field for field, said in fields if not said.strip()), self.meeting)

    def _signatory_place(self) -> QWidget:
        """The first field of somebody who signs that is empty."""
        fields = [field for pair in self.people[: self._rows] for field in pair]
        return next((field for field in fields if not field.text().strip()), fields[0])

    def form(self) -> SignOffForm:
        """What is filled in; rows that are quite empty are left out."""
        people = tuple(Signatory(name.text().strip(), role.text().strip()) for name, role in self.people)
        meeting = Meeting(self.meeting.text().strip(), self.on.iso(), self.minute.text().strip())
        return SignOffForm(tuple(one for one in people if one.name or one.role), meeting)

    def _left(self, _text: str) -> None:
        if self._target is not None:
            self.ops.run(keep_form, *self._target, self.form())
            self.refresh()

    def leaving(self) -> None:
        if self._target is not None and self.ops.store is not None and not self.ops.store.read_only:
            self.ops.run(keep_form, *self._target, self.form())

    def _sign(self) -> None:
        if self._target is None:
            return
        told = tr(
            "This locks the levels, reasons and evidence for this badge and period. You cannot "
            "undo it. To correct it later, you make a new version and give a reason."
        )
        if not confirm(self.window(), tr("Sign off now?"), told, tr("Sign off"), final=True):
            return
        period_id, badge_key = self._target
        if self.ops.run(sign_off, period_id, badge_key, self.form()):
            self._target = None
            self.announce(tr("Signed off"))
            self.nav.go("assessment_review", period=period_id, badge=badge_key)

    def _review(self) -> None:
        if self._target is not None:
            self.nav.go("assessment_review", period=self._target[0], badge=self._target[1])
        else:
            self._overview()

    def _overview(self) -> None:
        self.nav.go("assessment")


def _numbered(words: str, row: int) -> str:
    return words if row == 0 else f"{words} {row + 1}"


def _field(words: str, field: LineEdit | DayField) -> QWidget:
    made = panel(column(labelled(words, field), field, gap=4))
    theme.size(field, min_width=260)
    return made
