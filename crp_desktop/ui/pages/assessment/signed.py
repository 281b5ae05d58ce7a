"""What was signed off: who, when, which meeting; earlier versions, corrections, and what the board said."""

from functools import partial

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.services.assessment.records import BadgeView, Signed
from crp_desktop.services.assessment.sign_off import (
    Comment,
    add_comment,
    answer_comment,
    comments,
    correct,
    versions,
)
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.assessment.review_parts import beside_icon
from crp_desktop.ui.pages.assessment.words import level_words, spread_said
from crp_desktop.ui.pages.workshops.words import day_words
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.layout import column, flow, panel
from crp_desktop.ui.widgets.levels import SpreadStrip
from crp_desktop.ui.widgets.text import Heading, Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit, LineEdit


class WordsDialog(Dialog):
    """One or two fields that must be filled in; `values` is None until they were."""

    def __init__(
        self, parent: QWidget | None, title: str, told: str, button: str, *fields: tuple[str, bool]
    ) -> None:
        super().__init__(parent, title)
        self.values: list[str] | None = None
        self.fields: list[GrowingTextEdit | LineEdit] = []
        self.body.addWidget(Label(told, ink="quiet"))
        for words, long in fields:
            field = GrowingTextEdit(words, least=3) if long else LineEdit(words)
            self.fields.append(field)
            self.body.addWidget(panel(column(labelled(words, field), field, gap=4)))
        self.add_button(button, self._save, kind="primary", default=True)
        self.add_button(tr("Cancel"))

    def _save(self) -> None:
        values = [field.text().strip() for field in self.fields]
        if not all(values):
            self.show_problem(InputProblem(tr("Please fill in every field.")))
            return
        self.values = values
        self.accept()


class SignedCard(Card):
    """The sign-off of a badge that is signed, or being corrected."""

    def __init__(self, ops: Operations, host: Page, view: BadgeView) -> None:
        super().__init__(gap=10)
        assert view.signed is not None
        self._ops, self._host, self._view = ops, host, view
        self._signed = view.signed
        self.column().addWidget(_signed_words(view, view.signed))
        if view.signed.reopened:
            told = tr("Being corrected: {reason}", reason=view.signed.reopened)
            more = Quiet(
                tr("You can still read the signed version. Signing off again makes the next version.")
            )
            self.column().addWidget(beside_icon("pencil", "concern", Label(told, "strong"), more))
        else:
            correction = Button(tr("Correct…"), self._correct, kind="quiet", icon="pencil")
            remark = Button(tr("Add board comment"), self._comment, icon="message-square")
            paper = Button(tr("Print this"), self._print, icon="printer")
            self.column().addWidget(flow(paper, remark, correction, gap=4))
        for one in ops.ask(comments, view.signed.id):
            self.column().addWidget(self._comment_part(one))
        older = [each for each in ops.ask(versions, view.period.id, view.badge_key) if each.signed]
        for each in older:
            if each.signed is not None and each.signed.id != view.signed.id:
                self.column().addWidget(self._older(each, each.signed))

    def _comment_part(self, one: Comment) -> QWidget:
        said = Label(tr("{who}: {words}", who=one.said_by, words=one.text))
        if one.answer:
            answer = Label(tr("Answer by {who}: {words}", who=one.answered_by, words=one.answer))
            return beside_icon("message-square", "quiet", said, answer)
        button = Button(tr("Answer"), partial(self._answer, one), icon="pencil")
        button.setObjectName(f"answer-{one.id}")
        button.setAccessibleName(tr("Answer: {words}", words=one.text[:80]))
        return beside_icon("message-square", "concern", said, Quiet(tr("No answer yet")), flow(button))

    def _older(self, view: BadgeView, signed: Signed) -> QWidget:
        title = tr("Version {n}", n=signed.version)
        strip = SpreadStrip(view.spread, view.level_names, title)
        said = Quiet(spread_said(view.spread, view.level_names))
        button = Button(tr("Read version {n}", n=signed.version), partial(self._read, view), kind="quiet")
        button.setObjectName(f"version-{signed.id}")
        return panel(column(Label(title, "small"), strip, said, flow(button), gap=4))

    def _read(self, view: BadgeView) -> None:
        assert view.signed is not None
        dialog = Dialog(
            self._host.window(), tr("{badge}, version {n}", n=view.signed.version, badge=view.name)
        )
        dialog.body.addWidget(_signed_words(view, view.signed))
        for one in view.statements:
            dialog.body.addWidget(Label(one.text, "strong"))
            dialog.body.addWidget(Label(level_words(one.level, view.level_names).capitalize()))
            dialog.body.addWidget(Quiet(one.own.reason))
        dialog.add_button(tr("Close"), default=True)
        dialog.exec()
        dialog.deleteLater()

    def _print(self) -> None:
        view = self._view
        self._host.nav.go("print", document="badge-assessment", badge=view.badge_key, period=view.period.id)

    def _correct(self) -> None:
        told = tr(
            "The signed version does not change and you can still read it. The correction is "
            "signed off as a new version."
        )
        values = self._ask(
            tr("Correct what was signed off"), told, tr("Begin the correction"), (tr("Reason"), True)
        )
        if values:
            self._ops.run(correct, self._view.period.id, self._view.badge_key, values[0])

    def _comment(self) -> None:
        told = tr("A challenge or comment from the board, in the board’s words. It prints with its answer.")
        fields = ((tr("What was said"), True), (tr("Who said it"), False))
        values = self._ask(tr("Comment of the board"), told, tr("Record comment"), *fields)
        if values:
            self._ops.run(add_comment, self._signed.id, *values)

    def _answer(self, one: Comment) -> None:
        fields = ((tr("Answer"), True), (tr("Who answers"), False))
        values = self._ask(tr("Answer the board"), one.text, tr("Record answer"), *fields)
        if values:
            self._ops.run(answer_comment, one.id, *values)

    def _ask(self, title: str, told: str, button: str, *fields: tuple[str, bool]) -> list[str] | None:
        dialog = WordsDialog(self._host.window(), title, told, button, *fields)
        dialog.exec()
        dialog.deleteLater()
        return dialog.values


def _signed_words(view: BadgeView, signed: Signed) -> QWidget:
    people = ", ".join(f"{one.name} ({one.role})" for one in signed.signatories)
    meeting = tr(
        "{meeting}, {day}, minute {minute}",
        meeting=signed.meeting.name,
        day=day_words(signed.meeting.on),
        minute=signed.meeting.minute,
    )
    rubric = tr("Rubric: {label}, version {version}", label=view.rubric.label, version=view.rubric.version)
    items: list[QWidget] = [
        Heading(tr("Signed off, version {n}", n=signed.version)),
        Label(people),
        Label(meeting),
        Quiet(rubric),
    ]
    if signed.reason:
        items.insert(1, Label(tr("Correction: {reason}", reason=signed.reason)))
    return beside_icon("lock", "strength", *items)
