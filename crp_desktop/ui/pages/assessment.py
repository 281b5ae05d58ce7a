"""The self-assessment at a glance: one period, every pursued badge, this period's spread beside the last one's."""

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.assessment import Spread
from crp_desktop.domain.words import tr
from crp_desktop.services.assessment import BadgeLine, Overview, overview
from crp_desktop.services.assessment_records import AssessmentState
from crp_desktop.services.period import next_period
from crp_desktop.ui import theme
from crp_desktop.ui.dialogs.period import PeriodDialog
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.assessment_words import STATE_ICONS, notice, spread_said, state_words
from crp_desktop.ui.pages.workshop_words import day_words
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card, EmptyState, Icon
from crp_desktop.ui.widgets.chips import BadgeChip
from crp_desktop.ui.widgets.choice import Choice
from crp_desktop.ui.widgets.layout import clear, column, flow, panel, row
from crp_desktop.ui.widgets.levels import SpreadStrip
from crp_desktop.ui.widgets.text import Label, Quiet

_STRIP = 232


class AssessmentPage(Page):
    """Badges as rows; a way into each, to the next period, to progress, readiness and the rubric."""

    name = "assessment"
    interests = frozenset(
        {"period", "assessment", "score", "sign_off", "framework", "programme", "moderation", "person"}
    )

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        super().__init__(ops, nav)
        self._period_id = ""
        self.new = Button(tr("New period"), self._new_period, icon="plus", keys="Ctrl+Shift+N")
        self.set_actions(
            Button(tr("Progress"), self._progress, kind="quiet", icon="chart-column"),
            Button(tr("Readiness"), self._readiness, kind="quiet", icon="target"),
            Button(tr("Rubric"), self._rubric, kind="quiet", icon="book-open"),
            self.new,
        )
        self.period = Choice(tr("Assessment period"))
        self.period.chosen.connect(self._chosen)
        self._days = Quiet()
        self._top = panel(
            column(
                row(Label(tr("Period"), "strong", wrap=False), self.period, None, gap=12),
                self._days,
                gap=4,
            )
        )
        said = row(Icon("info", "quiet", 18), gap=8)
        said.addWidget(Quiet(notice()), 1)
        self._list = column(gap=12)
        self.body.addWidget(self._top)
        self.body.addWidget(panel(said))
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def title(self) -> str:
        return tr("Self-assessment")

    def purpose(self) -> str:
        return tr("Each badge once a year, statement by statement, with evidence.")

    def first_focus(self) -> QWidget | None:
        return self.findChild(Button, "go-first") or self.new

    def show_target(self, **target: Any) -> None:
        if target.get("period") and target["period"] != self._period_id:
            self._chosen(target["period"])

    def refresh(self) -> None:
        shown: Overview = self.ops.ask(overview, self._period_id or None)
        clear(self._list)
        self._top.setVisible(shown.period is not None)
        if shown.period is None:
            self._list.addWidget(self._empty())
            return
        self._period_id = shown.period.id
        self.period.set_items([(one.id, one.label) for one in reversed(shown.periods)])
        self.period.set_key(shown.period.id)
        self._days.setText(
            tr(
                "{start} to {end}",
                start=day_words(shown.period.starts_on),
                end=day_words(shown.period.ends_on),
            )
        )
        if not shown.adopted:
            self._list.addWidget(self._adoption())
        for place, line in enumerate(shown.badges):
            self._list.addWidget(self._row(shown, line, first=place == 0))

    def _empty(self) -> QWidget:
        return EmptyState(
            "list-checks",
            tr("No assessment period yet"),
            tr("A period is usually twelve months. Add the first one, then choose a badge."),
            tr("New period"),
            self._new_period,
            kind="plain",
        )

    def _adoption(self) -> QWidget:
        told = Label(
            tr(
                "The council has not adopted this rubric yet. Everything works but sign-off: "
                "record who adopted it, when, and how the youth forum took part."
            )
        )
        line = row(Icon("info", "idea", 20), gap=12)
        line.addWidget(told, 1)
        return Card(panel(line), flow(Button(tr("Adopt the rubric"), self._rubric)), ground="idea_soft")

    def _row(self, shown: Overview, line: BadgeLine, *, first: bool) -> Card:
        assert shown.period is not None
        icon, ink = STATE_ICONS[line.state]
        state = panel(row(Icon(icon, ink, 18), Label(state_words(line.state), wrap=False), None, gap=6))
        head = column(BadgeChip(line.badge.name, line.badge.kind), state, gap=4)
        if line.second:
            head.addWidget(Quiet(tr("with a second scorer")))
        about = panel(head)
        theme.size(about, min_width=240)
        strips = [self._strip(shown.period.label, line.spread, shown.level_names, line)]
        if line.before_spread is not None:
            strips.append(self._strip(line.before, line.before_spread, shown.level_names, line))
        else:
            strips.append(_never())
        buttons = self._buttons(line, first=first)
        return Card(flow(about, *strips, buttons, gap=16), margin=12, name=line.badge.name)

    def _strip(self, period: str, found: Spread, names: dict[int, str], line: BadgeLine) -> QWidget:
        name = tr("{badge} in {period}", badge=line.badge.name, period=period)
        hidden = line.hidden and found.assessed == 0
        words = tr("Hidden until both have finished") if hidden else spread_said(found, names)
        strip = SpreadStrip(found, names, name)
        made = panel(column(Label(period, "small", "quiet", wrap=False), strip, Quiet(words), gap=4))
        theme.size(made, min_width=_STRIP)
        return made

    def _buttons(self, line: BadgeLine, *, first: bool) -> QWidget:
        begun = line.state is not AssessmentState.NOT_STARTED
        wizard = line.state in (AssessmentState.NOT_STARTED, AssessmentState.IN_PROGRESS) or line.hidden
        words = tr("Review")
        if wizard:
            words = tr("Go on") if begun else tr("Begin")
        role = "second" if line.hidden else "first"
        go = partial(self._wizard, line.badge.key, role) if wizard else partial(self._review, line.badge.key)
        button = Button(words, go, icon="pencil" if wizard else "list-checks")
        button.setObjectName("go-first" if first else f"go-{line.badge.key}")
        button.setAccessibleName(tr("{act}: {badge}", act=words, badge=line.badge.name))
        buttons = [button]
        if not line.hidden:
            young = Button(
                tr("Young people’s view"), partial(self._young, line.badge.key), kind="quiet", icon="users"
            )
            young.setAccessibleName(tr("Young people’s view: {badge}", badge=line.badge.name))
            buttons.append(young)
        return flow(*buttons, gap=4)

    def _chosen(self, period_id: str) -> None:
        self._period_id = period_id
        self.refresh()

    def _new_period(self) -> None:
        offered = self.ops.ask(next_period, date.today())
        dialog = PeriodDialog(self.window(), self.ops, offered)
        dialog.exec()
        if dialog.period_id:
            self._chosen(dialog.period_id)
            self.announce(tr("Period added"))
        dialog.deleteLater()

    def _wizard(self, badge_key: str, role: str) -> None:
        self.nav.go("assessment_wizard", period=self._period_id, badge=badge_key, role=role)

    def _review(self, badge_key: str) -> None:
        self.nav.go("assessment_review", period=self._period_id, badge=badge_key)

    def _young(self, badge_key: str) -> None:
        self.nav.go("assessment_young", period=self._period_id, badge=badge_key)

    def _progress(self) -> None:
        self.nav.go("assessment_progress")

    def _readiness(self) -> None:
        self.nav.go("assessment_readiness", period=self._period_id)

    def _rubric(self) -> None:
        self.nav.go("assessment_rubric")


def _never() -> QWidget:
    made = panel(column(Quiet(tr("No earlier period"))))
    theme.size(made, min_width=_STRIP)
    return made
