"""The wizard: one statement at a time, its evidence beside it; everything is saved as it is done."""

from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from crp_desktop.domain.changes import ScoreChange
from crp_desktop.domain.errors import NotFound, Refused
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import RecordKind, ScorerRole
from crp_desktop.services.assessment.place import WizardPlace, last_place, remember_place, remembered_place
from crp_desktop.services.assessment.records import BadgeView
from crp_desktop.services.assessment.scoring import (
    badge_view,
    begin,
    move_to_current_rubric,
    score,
    unfinished,
)
from crp_desktop.ui import theme
from crp_desktop.ui.commands import command
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.assessment.evidence import EvidencePane
from crp_desktop.ui.pages.assessment.hidden import tell_refused
from crp_desktop.ui.pages.assessment.scorers import hand_back
from crp_desktop.ui.pages.assessment.statement import StatementPanel
from crp_desktop.ui.pages.assessment.steps import REVIEW, StepList
from crp_desktop.ui.pages.assessment.words import notice
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card, EmptyState
from crp_desktop.ui.widgets.layout import column, flow, panel
from crp_desktop.ui.widgets.scroll import DownScroll
from crp_desktop.ui.widgets.split import SplitPane
from crp_desktop.ui.widgets.text import Label, Quiet

_SAVE_TYPING_MS = 2500


class WizardPage(Page):
    """Steps on the left, the statement in the middle, its evidence on the right."""

    name = "assessment_wizard"
    section = "assessment"
    scrolls = False
    interests = frozenset(
        {
            RecordKind.ASSESSMENT,
            RecordKind.SCORE,
            RecordKind.EVIDENCE,
            RecordKind.FINDING,
            RecordKind.FINDING_BADGE,
            RecordKind.INDICATOR,
            RecordKind.SIGN_OFF,
            RecordKind.PERIOD,
            RecordKind.FRAMEWORK,
            RecordKind.WORKSHOP,
        }
    )

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        self._place: WizardPlace | None = None
        self._goal: QWidget | None = None
        self.view: BadgeView | None = None
        super().__init__(ops, nav)
        self.steps = StepList()
        self.statement = StatementPanel()
        self.evidence = EvidencePane(ops)
        self.back = command("assessment_wizard", "before").button(self.go_back, on=self)
        self.next = command("assessment_wizard", "next").button(self.go_next, on=self, kind="primary")
        self._old_rubric = self._rubric_card()
        self._about = Quiet()
        self._inside = panel(
            column(
                self._old_rubric, self.statement, self._about, Quiet(notice()), None,
                gap=16, margins=(4, 0, 12, 8),
            )
        )  # fmt: skip
        self.main = DownScroll(self._inside)
        self.split = SplitPane(
            self.main,
            left=(self.steps, tr("Steps"), 232),
            right=(self.evidence, tr("Evidence"), 328),
            main_width=440,
            foot=(self.back, self.next),
        )
        self.leave = Button(tr("Finish later"), self._hand_back, kind="quiet", icon="user")
        self.set_actions(self.leave)
        self.nothing = EmptyState(
            "list-checks",
            tr("No badge is being assessed here"),
            tr("Choose a badge and a period first."),
            tr("Go to self-assessment"),
            self._overview,
        )
        theme.space(self.body, 8, (24, 4, 24, 8))
        self.body.addWidget(self.split, 1)
        self.body.addWidget(self.nothing, 1)
        self._timer = QTimer(self)
        self._connect()

    def _connect(self) -> None:
        self.steps.chosen.connect(self.go_to)
        self.statement.changed.connect(self._save)
        self.evidence.said.connect(self.announce)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_TYPING_MS)
        self._timer.timeout.connect(self._save_typed)
        for field in (self.statement.reason, self.statement.over, self.statement.sure):
            field.textChanged.connect(self._typed)
        command("assessment_wizard", "evidence").bind(self, self._to_evidence)
        command("assessment_wizard", "levels").bind(self, self._to_levels)

    def _rubric_card(self) -> Card:
        told = Label(
            tr("The rubric has changed since this assessment was started. It still uses the older version.")
        )
        button = Button(tr("Use new rubric"), self._move_rubric)
        card = Card(told, flow(button), margin=12, ground="idea_soft")
        card.hide()
        return card

    # The page

    def title(self) -> str:
        return self.view.name if self.view is not None else tr("Self-assessment")

    def purpose(self) -> str:
        if self.view is None:
            return notice()
        who = tr("second scorer, blind") if self.view.role is ScorerRole.SECOND else ""
        return " · ".join(part for part in (self.view.period.label, who, self.statement.where) if part)

    def first_focus(self) -> QWidget | None:
        if self.view is None:
            return self.nothing.button
        return self._goal or self._level_card()

    def _level_card(self) -> QWidget | None:
        cards = self.statement.cards
        if cards is None or self.view is None:
            return None
        return cards.cards[cards.level() or 0]

    def show_target(self, **target: Any) -> None:
        if "badge" in target:
            role = ScorerRole(target.get("role", "first"))
            wanted = target.get("statement")
            kept = self.ops.ask(remembered_place, target["period"], target["badge"], role)
            statement = wanted if wanted is not None else kept.statement if kept else ""
            self._place = WizardPlace(target["period"], target["badge"], role, statement)
        elif self._place is None:
            self._place = self.ops.ask(last_place)
        if self._place is None or not self._begin():
            self.refresh()
        self.main.verticalScrollBar().setValue(0)
        self._goal = self._part(target.get("part", "")) if self.view is not None else None

    def _begin(self) -> bool:
        """Make sure that there is something to score; whether that was a change, which shows the page anew by itself.

        A read-only or signed-off badge is only looked at.
        """
        assert self._place is not None
        place = self._place
        view = self._look()
        if view is None:
            return False
        if view.assessment_id or self.ops.opened.read_only or view.locked:
            return False
        return self.ops.run(begin, place.period_id, place.badge_key, place.role) is not None

    def _look(self) -> BadgeView | None:
        """The badge as who works now may see it; None, with the reason said, when it is hidden from them or gone."""
        if self._place is None:
            return None
        place = self._place
        try:
            return self.ops.ask(badge_view, place.period_id, place.badge_key, place.role)
        except (Refused, NotFound) as problem:
            self._place = None
            tell_refused(self, problem, period=place.period_id, badge=place.badge_key, role=place.role.value)
            return None

    def _part(self, part: str) -> QWidget | None:
        """The control in which a part of the statement is put right (see `GoTo`); None for its top."""
        found = {
            "reason": self.statement.reason,
            "over": self.statement.over if self.statement.over.isVisibleTo(self.statement) else None,
            "confidence": self.statement.unsure_part(),
        }.get(part)
        if part in ("evidence", "answer"):
            if self.split.folded and self.split.right is not None and not self.split.right.isVisible():
                self.split.toggle(self.split.right)
            found = self.evidence.place_of(part)
        if found is not None:
            QTimer.singleShot(0, self, partial(self._bring, found))
        return found

    def _bring(self, part: QWidget) -> None:
        """Scroll to a part, wherever it is, and leave the focus on it."""
        if isValid(part) and self.isAncestorOf(part):
            part.setFocus()
            if self._inside.isAncestorOf(part):
                self.main.ensureWidgetVisible(part, 0, theme.px(48))

    def refresh(self) -> None:
        self.view = view = self._look()
        self.split.setVisible(view is not None)
        self.nothing.setVisible(view is None)
        self.leave.setVisible(view is not None and view.role is ScorerRole.SECOND and not view.finished_at)
        if view is None or self._place is None:
            self.header_changed.emit()
            return
        place = self._place
        keys = [one.key for one in view.statements]
        if place.statement not in keys and keys:
            self._place = WizardPlace(place.period_id, place.badge_key, place.role, keys[0])
        lacking = frozenset(one.statement for one in unfinished(view))
        self.steps.show_steps(view, lacking)
        self._old_rubric.setVisible(not view.is_current_rubric and not view.locked)
        self._about.setText(view.definition)
        self._show_statement()

    def _show_statement(self) -> None:
        assert self._place is not None
        assert self.view is not None
        key = self._place.statement
        self.steps.mark(key)
        self.statement.show_statement(self.view, key)
        if self.evidence.show_evidence(self.view, key) and self.split.right is not None:
            self.split.right.to_top()
        order = [one.key for one in self.view.statements]
        self.back.setEnabled(key != order[0])
        self.next.setText(tr("Review") if key == order[-1] else tr("Next statement"))
        remember_place(self.ops.opened, self._place)
        self._say_where()
        self.header_changed.emit()

    def _say_where(self) -> None:
        """What going back, and unlocking, return to: this statement, wherever one came in."""
        now, place = self.nav.place, self._place
        if now is not None and now.page == self.name and place is not None:
            where = {"period": place.period_id, "badge": place.badge_key, "role": place.role.value}
            self.nav.replace(self.name, **where, statement=place.statement)

    def leaving(self) -> None:
        self._save_typed()

    # What a person does

    def _save(self, values: ScoreChange) -> None:
        if self._place is not None and self.view is not None and not self.view.locked:
            place = self._place
            self.ops.run(score, place.period_id, place.badge_key, place.statement, place.role, **values)
            if "level" in values:
                QTimer.singleShot(0, self.show_cap)

    def show_cap(self) -> None:
        """Bring the cap's sentence into view after a level was chosen, and no more where the level would leave it."""
        cap = self.statement.cap
        room = self.main.viewport().height() - theme.px(104)
        top = cap.mapTo(self._inside, QPoint(0, 0)).y()
        self.main.ensureVisible(0, top + min(cap.height(), room), 0, 0)

    def _save_typed(self) -> None:
        self._timer.stop()
        if self._place is None or self.view is None or self.ops.store is None:
            return
        if typed := self.statement.typed():
            self._save(typed)

    def go_to(self, key: str) -> None:
        """Go to a statement, or to the review for ""."""
        self._save_typed()
        if self._place is None or self.view is None:
            return
        if key == REVIEW:
            self.nav.go(
                "assessment_review",
                period=self._place.period_id, badge=self._place.badge_key, role=self._place.role.value,
            )  # fmt: skip
            return
        place = self._place
        self._place = WizardPlace(place.period_id, place.badge_key, place.role, key)
        self._show_statement()
        self.main.verticalScrollBar().setValue(0)
        card = self._level_card()
        if card is not None:
            card.setFocus()
        self.announce_place()

    def announce_place(self) -> None:
        """Say to a screen reader which statement this is."""
        self.statement.setAccessibleName(f"{self.statement.where}. {self.statement.statement.text()}")

    def go_next(self) -> None:
        """The next statement, or the review after the last."""
        self._move(1)

    def go_back(self) -> None:
        """The statement before."""
        self._move(-1)

    def _move(self, by: int) -> None:
        if self.view is None or self._place is None:
            return
        order = [one.key for one in self.view.statements]
        to = order.index(self._place.statement) + by
        if to >= len(order):
            self.go_to(REVIEW)
        elif to >= 0:
            self.go_to(order[to])

    def _to_evidence(self) -> None:
        if self.split.folded and self.split.right is not None and not self.split.right.isVisible():
            self.split.toggle(self.split.right)
        self.evidence.picker.field.setFocus()

    def _to_levels(self) -> None:
        if (card := self._level_card()) is not None:
            card.setFocus()

    def _move_rubric(self) -> None:
        assert self._place is not None
        dropped = self.ops.run(move_to_current_rubric, self._place.period_id, self._place.badge_key)
        if dropped:
            self.announce(tr("Wording changed: choose {n} level(s) again", n=dropped))

    def _typed(self) -> None:
        """What is typed is saved a moment after it was begun, also when nobody ever pauses."""
        if not self._timer.isActive():
            self._timer.start()

    def _hand_back(self) -> None:
        """The second scorer leaves half way: what they gave is kept, and the first scorer works again."""
        self._save_typed()
        view, self._place = self.view, None
        if view is not None and (name := hand_back(self.ops, view)):
            self.announce(tr("{name} is working again", name=name))
        self.nav.go("assessment")

    def _overview(self) -> None:
        self.nav.go("assessment")
