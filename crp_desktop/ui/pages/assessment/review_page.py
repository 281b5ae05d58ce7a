"""The review of a badge: everything a scorer, and later a panel, should look at before it is finished or signed."""

from collections.abc import Hashable
from typing import Any

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from crp_desktop.domain.errors import Refused
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import RecordKind, ScorerRole
from crp_desktop.services.assessment.review import Review, review
from crp_desktop.services.assessment.scoring import finish
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.assessment.hidden import tell_refused
from crp_desktop.ui.pages.assessment.review_parts import lacking_card, rubric_words, statement_card
from crp_desktop.ui.pages.assessment.scorers import ScorersCard, hand_back, moderation_part
from crp_desktop.ui.pages.assessment.sections import jump_bar, sections
from crp_desktop.ui.pages.assessment.signed import SignedCard
from crp_desktop.ui.pages.assessment.words import notice, state_words
from crp_desktop.ui.pages.reveal import newest, reveal
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card, EmptyState
from crp_desktop.ui.widgets.layout import clear, column
from crp_desktop.ui.widgets.text import Heading, Label, Quiet


class ReviewPage(Page):
    """What is missing, the spread, every statement, who scored; then Finish, and later Sign off."""

    name = "assessment_review"
    section = "assessment"
    interests = frozenset(
        {
            RecordKind.ASSESSMENT,
            RecordKind.SCORE,
            RecordKind.EVIDENCE,
            RecordKind.FINDING,
            RecordKind.INDICATOR,
            RecordKind.SIGN_OFF,
            RecordKind.PERIOD,
            RecordKind.FRAMEWORK,
            RecordKind.MODERATION,
            RecordKind.YOUNG_ANSWER,
            RecordKind.BOARD_COMMENT,
            RecordKind.PERSON,
            RecordKind.PROGRAMME,
        }
    )

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        self._target: tuple[str, str, ScorerRole] | None = None
        self._sections: dict[str, Card] = {}
        self._cards: dict[Hashable, Card] = {}
        self._goal: QWidget | None = None
        self.shown: Review | None = None
        super().__init__(ops, nav)
        self.act = Button(tr("Finish"), self._act, kind="primary", icon="check")
        self.wizard = Button(tr("Statements"), self._wizard, icon="pencil")
        self.leave = Button(tr("Finish later"), self._hand_back, kind="quiet", icon="user")
        self.set_actions(self.leave, self.wizard, self.act)
        self._list = column(gap=16)
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def title(self) -> str:
        return tr("Review: {badge}", badge=self.shown.view.name) if self.shown else tr("Review")

    def purpose(self) -> str:
        if self.shown is None:
            return notice()
        view = self.shown.view
        return f"{view.period.label} · {state_words(view.state)} · {notice()}"

    def first_focus(self) -> QWidget | None:
        if self._goal is not None and isValid(self._goal):
            return self._goal
        return self.act if self.act.isVisibleTo(self.window()) and self.act.isEnabled() else self.wizard

    def show_target(self, **target: Any) -> None:
        """`part` "scorers" or "finish", or "moderation" of a `statement`, goes to what is put right there."""
        self._goal = None
        if "badge" in target:
            wanted = (target["period"], target["badge"], ScorerRole(target.get("role", "first")))
            if wanted != self._target or self.shown is None:
                self._target = wanted
                self.refresh()
        if part := target.get("part"):
            self._go_to(part, target.get("statement", ""))

    def _go_to(self, part: str, statement: str) -> None:
        names = {"scorers": "declare", "second": "second", "moderation": f"agreed-{statement}"}
        goal: QWidget | None = newest(self, QWidget, names.get(part, part))
        if goal is not None:
            of_scorers = part in ("scorers", "second") and self.scorers.isAncestorOf(goal)
            reveal(self, self.scorers if of_scorers else goal)
        self._goal = self.act if part == "finish" else goal

    def refresh(self) -> None:
        before = self.shown
        shown = self._ask()
        if shown is not None and shown == before and shown.view.signed is None:
            return
        for button in (self.act, self.wizard):
            button.setVisible(shown is not None)
        self.leave.setVisible(shown is not None and self._is_second and not shown.view.finished_at)
        if shown is None:
            self._cards = {}
            clear(self._list)
            self._list.addWidget(self._nothing())
            return
        self._dress(shown)
        parts = self._parts(shown)
        self._cards = {told: card for told, card in self._cards.items() if card in parts}
        clear(self._list, keep=self._cards.values())
        for part in parts:
            self._list.addWidget(part)
        self.header_changed.emit()

    def _ask(self) -> Review | None:
        """The review of what is looked at; None when nothing is, or when it is hidden from who works now."""
        self.shown = None
        if self._target is None:
            return None
        try:
            self.shown = self.ops.ask(review, *self._target)
        except Refused as refused:
            (period, badge, role), self._target = self._target, None
            tell_refused(self, refused, period=period, badge=badge, role=role.value)
        return self.shown

    def _parts(self, shown: Review) -> list[QWidget]:
        view = shown.view
        parts: list[QWidget] = []
        if view.signed is not None:
            parts.append(SignedCard(self.ops, self, view))
        if not view.locked:
            parts.append(lacking_card(shown.lacking, self._open))
        if self._is_second:
            parts.append(
                Card(Label(tr("Your levels are compared with the first scorer’s when both have finished.")))
            )
            return parts
        found = sections(shown, self._open)
        self._sections = {one.key: one.card for one in found if one.card is not None}
        parts.append(jump_bar(found, self._jump))
        moderation = moderation_part(self.ops, shown)
        if moderation is not None:
            parts.append(moderation)
        parts += self._sections.values()
        parts.append(Heading(tr("The statements")))
        parts += self._statement_cards(shown)
        self.scorers = ScorersCard(self.ops, self, shown)
        parts.append(self.scorers)
        parts.append(Quiet(rubric_words(view)))
        return parts

    def _statement_cards(self, shown: Review) -> list[Card]:
        """A card for each statement; one that would say the same as before stays."""
        before, self._cards = self._cards, {}
        moved = {one.key: one for one in shown.changes}
        names = tuple(shown.view.level_names.items())
        for one in shown.view.statements:
            told = (one, moved.get(one.key), shown.views[one.key], names, self._target)
            self._cards[told] = before.get(told) or statement_card(shown, one, self._open)
        return list(self._cards.values())

    def _jump(self, key: str) -> None:
        """Bring a section into view; its first button takes the focus, so that Tab goes on from there."""
        card = self._sections[key]
        reveal(self, card)
        first = card.findChild(Button)
        if first is not None:
            first.setFocus()
        heading = card.findChild(Heading)
        self.announce(heading.text() if heading is not None else "")

    def _nothing(self) -> QWidget:
        return EmptyState(
            "list-checks",
            tr("No badge is being reviewed here"),
            tr("Choose a badge and a period first."),
            tr("Go to self-assessment"),
            self._overview,
        )

    @property
    def _is_second(self) -> bool:
        return self._target is not None and self._target[2] is ScorerRole.SECOND

    def _dress(self, shown: Review) -> None:
        """The one button that goes on: finish, sign off, or correct what was signed."""
        view = shown.view
        done = bool(view.finished_at)
        self.wizard.setText(tr("Look at the statements") if view.locked else tr("Statements"))
        self.act.setVisible(not view.locked)
        if self._is_second:
            words = tr("Hand back the laptop") if done else tr("Finish")
        else:
            words = tr("Sign off…") if done else tr("Finish")
        self.act.setText(words)
        self.act.setEnabled(done or not shown.lacking)

    # What a person does

    def _act(self) -> None:
        if self._target is None or self.shown is None:
            return
        period_id, badge_key, role = self._target
        if not self.shown.view.finished_at:
            if self.ops.run_done(finish, period_id, badge_key, role) is not None:
                self.announce(tr("Finished"))
        elif role is ScorerRole.SECOND:
            self._hand_back()
        else:
            self.nav.go("assessment_sign_off", period=period_id, badge=badge_key)

    def _hand_back(self) -> None:
        """The second scorer is done, or leaves: whoever scored first works again, under their own name."""
        assert self._target is not None
        if self.shown is not None and (name := hand_back(self.ops, self.shown.view)):
            self.announce(tr("{name} is working again", name=name))
        period_id, self._target = self._target[0], None
        self.nav.go("assessment", period=period_id)

    def _open(self, statement: str, part: str = "") -> None:
        if self._target is None:
            return
        period_id, badge_key, role = self._target
        where = {"period": period_id, "badge": badge_key, "role": role.value}
        self.nav.go("assessment_wizard", **where, statement=statement, part=part)

    def _wizard(self) -> None:
        if self._target is not None:
            period_id, badge_key, role = self._target
            self.nav.go("assessment_wizard", period=period_id, badge=badge_key, role=role.value)

    def _overview(self) -> None:
        self.nav.go("assessment")
