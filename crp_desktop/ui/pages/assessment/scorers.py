"""Scorers of a badge: their interests, a second one who scores blind, and moderation of wide gaps."""

from functools import partial

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.agreement import ScoredTwice
from crp_desktop.domain.errors import Problem
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import ScorerRole
from crp_desktop.domain.sign_off import Scorer
from crp_desktop.domain.text import clean_line
from crp_desktop.services.assessment.moderation import moderate, remove_second_scoring, take_over_second
from crp_desktop.services.assessment.records import BadgeView, StatementView
from crp_desktop.services.assessment.review import Review
from crp_desktop.services.assessment.scoring import begin, declare_as
from crp_desktop.services.programme.people import change_person, sign_in
from crp_desktop.ui.dialogs.base import Dialog, confirm
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.assessment.words import level_words
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.choice import Choice
from crp_desktop.ui.widgets.layout import column, flow, panel
from crp_desktop.ui.widgets.text import Heading, Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit, LineEdit


class ScorerDialog(Dialog):
    """A name, a role and declared interests; after `exec`, `given` says whether they were confirmed."""

    def __init__(
        self, parent: QWidget | None, title: str, told: str, *, name: str, job: str, interests: str
    ) -> None:
        super().__init__(parent, title)
        self.given = False
        self.name = LineEdit(tr("Name"), name)
        self.job = LineEdit(tr("Role"), job)
        self.interests = GrowingTextEdit(tr("Interests"), interests, least=2)
        self.body.addWidget(Label(told, ink="quiet"))
        for words, field in (
            (tr("Name"), self.name),
            (tr("Role"), self.job),
            (tr("Interests"), self.interests),
        ):
            self.body.addWidget(panel(column(labelled(words, field), field, gap=4)))
        self.body.addWidget(
            Quiet(
                tr(
                    "Any interest they have in what is assessed, for example leading a "
                    "service. Write “none” if there is none."
                )
            )
        )
        self.add_button(tr("Save"), self._save, kind="primary", default=True)
        self.add_button(tr("Cancel"))

    def _save(self) -> None:
        if not clean_line(self.name.text()) or not clean_line(self.job.text()):
            self.show_problem(Problem(tr("Enter the name and the role.")))
            return
        self.given = True
        self.accept()


class ScorersCard(Card):
    """Who scored, and the way to a second, blind scorer."""

    def __init__(self, ops: Operations, host: Page, shown: Review) -> None:
        super().__init__(Heading(tr("Who scored")), gap=8)
        self._ops, self._host, self._view = ops, host, shown.view
        for one in shown.view.scorers:
            role = tr("Second scorer, blind") if one.is_second else tr("First scorer")
            state = tr("finished") if one.finished else tr("in progress")
            self.column().addWidget(Label(f"{role}: {one.name}, {one.job or tr('no role entered')}, {state}"))
            interests = one.interests or tr("not declared yet")
            self.column().addWidget(Quiet(tr("Interests: {interests}", interests=interests)))
        if shown.agreement is not None:
            self.column().addWidget(Label(shown.agreement.sentence, "strong"))
        self.column().addWidget(flow(*self._buttons(shown.view), gap=4))

    def _buttons(self, view: BadgeView) -> list[Button]:
        if view.locked or not view.assessment_id:
            return []
        own = Button(tr("Name, role and interests"), self._declare, icon="user")
        own.setObjectName("declare")
        second = self._second_scorer
        if second is None:
            ask = Button(tr("Ask a second scorer"), self._second, icon="eye-off")
            ask.setObjectName("second")
            return [own, ask]
        away = Button(tr("Remove second scoring"), self._remove, kind="quiet", icon="trash-2")
        words = tr("Second scorer’s role and interests")
        if all(one.finished for one in view.scorers):
            go = Button(words, self._declare_second, icon="user")
        else:
            go = Button(tr("Continue scoring"), self._second, icon="eye-off")
        go.setObjectName("second")
        return [own, go, away]

    @property
    def _second_scorer(self) -> Scorer | None:
        return next((one for one in self._view.scorers if one.is_second), None)

    def _declare(self) -> None:
        first = next((one for one in self._view.scorers if not one.is_second), None)
        if first is not None:
            self._ask_interests(first, ScorerRole.FIRST, tr("First scorer"))

    def _declare_second(self) -> None:
        if self._second_scorer is not None:
            self._ask_interests(self._second_scorer, ScorerRole.SECOND, tr("Second scorer"))

    def _ask_interests(self, one: Scorer, role: ScorerRole, title: str) -> None:
        told = tr("These are printed with the assessment.")
        dialog = ScorerDialog(
            self._host.window(), title, told, name=one.name, job=one.job, interests=one.interests
        )
        dialog.name.setReadOnly(True)
        dialog.exec()
        if dialog.given:
            view, interests = self._view, dialog.interests.text().strip()
            self._ops.run(declare_as, view.period.id, view.badge_key, role, interests)
            self._ops.run(change_person, one.name, role=clean_line(dialog.job.text()))
        dialog.deleteLater()

    def _second(self) -> None:
        second = self._second_scorer
        told = tr(
            "The second scorer works on this computer under their own name and does not see the first levels "
            "until both have finished. Their work is recorded under their name from now on."
        )
        dialog = ScorerDialog(
            self._host.window(), tr("Second scorer"), told,
            name=second.name if second else "", job=second.job if second else "",
            interests=second.interests if second else "",
        )  # fmt: skip
        dialog.exec()
        name = clean_line(dialog.name.text())
        other = second is not None and name.casefold() != second.name.casefold()
        if dialog.given and (not other or second is None or self._is_sure(second, name)):
            self._begin_second(name, dialog.job.text(), dialog.interests.text().strip(), afresh=other)
        dialog.deleteLater()

    def _is_sure(self, second: Scorer, name: str) -> bool:
        told = tr(
            "{old} started the second scoring but did not finish. Only one person can do a "
            "blind scoring, so {name} will start again and {old}’s levels will be deleted. "
            "Choose someone who has not seen the first levels.",
            old=second.name,
            name=name,
        )
        return confirm(
            self._host.window(), tr("Change the second scorer?"), told, tr("Start again"), danger=True
        )

    def _begin_second(self, name: str, job: str, interests: str, *, afresh: bool) -> None:
        store = self._ops.opened
        before = store.author
        device_id = before.device_id if before is not None else self._ops.preferences.device_id
        if self._ops.do(partial(sign_in, store, name, device_id, job)) is None:
            return
        view = self._view
        if afresh:
            made = self._ops.run(take_over_second, view.period.id, view.badge_key, interests=interests)
        else:
            made = self._ops.run(
                begin, view.period.id, view.badge_key, ScorerRole.SECOND, interests=interests
            )
        if made is None:
            store.author = before
            return
        self._ops.run(declare_as, view.period.id, view.badge_key, ScorerRole.SECOND, interests)
        self._host.nav.go("assessment_wizard", period=view.period.id, badge=view.badge_key, role="second")

    def _remove(self) -> None:
        if confirm(
            self._host.window(),
            tr("Remove the second scoring?"),
            tr(
                "The second scorer’s levels and the moderation notes will be deleted. The first "
                "scorer’s levels stay."
            ),
            tr("Remove second scoring"),
            danger=True,
        ):
            self._ops.run(remove_second_scoring, self._view.period.id, self._view.badge_key)


def hand_back(ops: Operations, view: BadgeView) -> str:
    """The first scorer works again, under their own name, which is returned; "" when there is none."""
    first = next((one for one in view.scorers if not one.is_second), None)
    author = ops.opened.author
    if first is None or author is None:
        return ""
    sign_in(ops.opened, first.name, author.device_id)
    return first.name


class ModerationCard(Card):
    """One wide gap: both levels and reasons, the level agreed on and the note."""

    def __init__(self, ops: Operations, view: BadgeView, one: StatementView) -> None:
        super().__init__(Label(one.text, "strong"), gap=8)
        self._ops, self._view, self._key = ops, view, one.key
        names = view.level_names
        second = one.second
        for words, scored in ((tr("First"), one.own), (tr("Second"), second)):
            if scored is not None:
                said = f"{words}: {level_words(scored.level, names)}. {scored.reason}"
                self.column().addWidget(Label(said))
        options = [("", tr("No level agreed yet"))]
        options += [(str(n), level_words(n, names)) for n in range(5)]
        self.level = Choice(tr("Level agreed on"), options)
        self.level.setObjectName(f"agreed-{one.key}")
        moderation = one.moderation
        if moderation is not None and moderation.level is not None:
            self.level.set_key(str(moderation.level))
        self.note = GrowingTextEdit(tr("How you agreed it"), moderation.note if moderation else "", least=2)
        self.note.setObjectName(f"note-{one.key}")
        for words, field in ((tr("Level agreed on"), self.level), (tr("How you agreed it"), self.note)):
            self.column().addWidget(panel(column(labelled(words, field), field, gap=4)))
        self.level.setEnabled(not view.locked)
        self.note.setReadOnly(view.locked)
        self.level.chosen.connect(self._save)
        self.note.left.connect(self._save)

    def _save(self, _words: str) -> None:
        level = int(self.level.key()) if self.level.key() else None
        self._ops.run(
            moderate, self._view.period.id, self._view.badge_key, self._key, level, self.note.text().strip()
        )


def moderation_part(ops: Operations, shown: Review) -> QWidget | None:
    """The wide gaps to talk over, or None when there are none."""
    if shown.agreement is None or not shown.agreement.wide:
        return None
    pairs: tuple[ScoredTwice, ...] = shown.agreement.wide
    told = tr(
        "The two scorers are 2 or more levels apart on {n} statement(s). Discuss each one, "
        "agree a level and say how you agreed.",
        n=len(pairs),
    )
    cards = [ModerationCard(ops, shown.view, shown.view.statement(pair.key)) for pair in pairs]
    return panel(column(Heading(tr("Moderation")), Label(told), *cards, gap=12))
