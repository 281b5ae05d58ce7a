"""The self-assessment at a glance: one period, every pursued badge, this period's spread beside the last one's."""

from collections.abc import Hashable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import RecordKind, ScorerRole
from crp_desktop.domain.records import Period
from crp_desktop.services.assessment.period import next_period, periods
from crp_desktop.services.assessment.scoring import Overview, badge_view, next_statement, overview
from crp_desktop.services.programme.people import person_at_work
from crp_desktop.ui.commands import command
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.assessment.row import BadgeRow
from crp_desktop.ui.pages.assessment.words import STATE_ICONS, notice, state_words
from crp_desktop.ui.pages.reveal import newest, reveal
from crp_desktop.ui.pages.workshops.words import day_words
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card, EmptyState, Icon
from crp_desktop.ui.widgets.choice import Choice
from crp_desktop.ui.widgets.layout import clear, column, flow, panel, row
from crp_desktop.ui.widgets.text import Label, Quiet


class AssessmentPage(Page):
    """Badges as rows; a way into each, to the next period, to progress, readiness and the rubric."""

    name = "assessment"
    interests = frozenset(
        {
            RecordKind.PERIOD,
            RecordKind.ASSESSMENT,
            RecordKind.SCORE,
            RecordKind.SIGN_OFF,
            RecordKind.FRAMEWORK,
            RecordKind.PROGRAMME,
            RecordKind.MODERATION,
            RecordKind.PERSON,
            RecordKind.YOUNG_ANSWER,
        }
    )

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        self._wanted = ""
        super().__init__(ops, nav)
        self._period_id = ""
        self._rows: dict[Hashable, BadgeRow] = {}
        self.new = command("assessment", "new").button(self._new_period, on=self)
        rubric = Button(tr("Rubric"), self._rubric, kind="quiet", icon="book-open")
        rubric.setToolTip(tr("How badges are assessed: statements, levels and evidence"))
        self.set_actions(
            Button(tr("Progress"), self._progress, kind="quiet", icon="chart-column"),
            Button(tr("Readiness"), self._readiness, kind="quiet", icon="target"),
            Button(
                tr("Indicators"),
                self._sources,
                kind="quiet",
                icon="hard-drive",
                name=tr("Indicators and documents"),
            ),
            rubric,
        )
        self.period = Choice(tr("Assessment period"))
        self.period.chosen.connect(self._chosen)
        self.change = Button(tr("Change period"), self._change_period, kind="quiet", icon="pencil")
        self._days = Quiet()
        self._top = panel(
            column(
                flow(Label(tr("Period"), "strong", wrap=False), self.period, self.change, self.new, gap=8),
                self._days,
                gap=4,
            )
        )
        self._list = column(gap=12)
        self.body.addWidget(self._top)
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def title(self) -> str:
        return tr("Self-assessment")

    def purpose(self) -> str:
        return tr("Assess each badge once a year, statement by statement, with evidence.")

    def first_focus(self) -> QWidget | None:
        row_ = newest(self, BadgeRow, f"badge-{self._wanted}")
        goal = row_.findChild(Button) if row_ is not None else None
        empty = self.findChild(EmptyState)
        return goal or self.findChild(Button, "go-first") or (empty.button if empty is not None else self.new)

    def show_target(self, **target: Any) -> None:
        """`period` is shown, `badge` (a key) brought into view."""
        self._wanted = target.get("badge", "")
        if target.get("period") and target["period"] != self._period_id:
            self._chosen(target["period"])
        if (wanted := newest(self, BadgeRow, f"badge-{self._wanted}")) is not None:
            reveal(self, wanted)

    def refresh(self) -> None:
        shown: Overview = self.ops.ask(overview, self._period_id or None)
        self._top.setVisible(shown.period is not None)
        if shown.period is None:
            self._rows = {}
            clear(self._list)
            self._list.addWidget(self._empty())
            self._list.addWidget(Quiet(notice()))
            return
        self._period_id = shown.period.id
        self.period.set_items([(one.id, one.label) for one in reversed(shown.periods)])
        self.period.set_key(shown.period.id)
        days = tr(
            "{start} to {end}", start=day_words(shown.period.starts_on), end=day_words(shown.period.ends_on)
        )
        self._days.setText(f"{days} · {notice()}")
        self._show_rows(shown, shown.period)

    def _show_rows(self, shown: Overview, period: Period) -> None:
        """Rows that would say the same as before stay as they are: building one takes longer than reading it."""
        before, self._rows = self._rows, {}
        for place, line in enumerate(shown.badges):
            told = (line, period, tuple(shown.level_names.items()), place == 0)
            row_ = (
                before[told]
                if told in before
                else BadgeRow(shown, line, partial(self._open, line.badge.key), first=place == 0)
            )
            self._rows[told] = row_
        clear(self._list, keep=[one for told, one in before.items() if told in self._rows])
        if not shown.adopted:
            self._list.addWidget(self._adoption())
        if any(line.hidden for line in shown.badges):
            self._list.addWidget(self._blind())
        self._list.addWidget(_counts(shown))
        for row_ in self._rows.values():
            self._list.addWidget(row_)
        own = Button(tr("Add your own outcome"), self._add_outcome, kind="quiet", icon="plus")
        self._list.addWidget(flow(own))

    def _empty(self) -> QWidget:
        return EmptyState(
            "list-checks",
            tr("No assessment period yet"),
            tr("A period is usually 12 months. Add the first one, then choose a badge."),
            tr("New period"),
            self._new_period,
            kind="plain",
        )

    def _adoption(self) -> QWidget:
        told = Label(
            tr(
                "The council has not adopted the rubric (its statements and levels) yet. You "
                "can do everything except sign off. To adopt it, record who agreed it, when, "
                "and how young people took part."
            )
        )
        line = row(Icon("info", "idea", 20), gap=12)
        line.addWidget(told, 1)
        return Card(panel(line), flow(Button(tr("Adopt the rubric"), self._rubric)), ground="idea_soft")

    def _blind(self) -> QWidget:
        """Who works here does so as a second scorer; somebody else should say so before they go on."""
        who = self.ops.ask(person_at_work)
        told = Label(
            tr(
                "{name} is the second scorer, so the first scorer’s levels are hidden. If you "
                "are not {name}, choose who you are first.",
                name=who.name if who else tr("Someone"),
            )
        )
        line = row(Icon("eye-off", "idea", 20), gap=12)
        line.addWidget(told, 1)
        change = Button(tr("Say who is working"), self._settings, icon="user")
        return Card(panel(line), flow(change), ground="idea_soft")

    def _chosen(self, period_id: str) -> None:
        self._period_id = period_id
        self.refresh()

    def _new_period(self) -> None:
        from crp_desktop.ui.dialogs.period import PeriodDialog

        offered = self.ops.ask(next_period, date.today())
        dialog = PeriodDialog(self.window(), self.ops, offered)
        dialog.exec()
        if dialog.period_id:
            self._chosen(dialog.period_id)
            self.announce(tr("Period added"))
        dialog.deleteLater()

    def _change_period(self) -> None:
        from crp_desktop.ui.dialogs.period import PeriodDialog

        now = next((one for one in self.ops.ask(periods) if one.id == self._period_id), None)
        if now is None:
            return
        dialog = PeriodDialog(self.window(), self.ops, now)
        dialog.exec()
        if dialog.deleted:
            self._chosen("")
            self.announce(tr("Period deleted"))
        elif dialog.period_id:
            self.announce(tr("Period changed"))
        dialog.deleteLater()

    def _add_outcome(self) -> None:
        from crp_desktop.ui.dialogs.outcome import add_own_outcome

        if key := add_own_outcome(self, self.ops):
            self.announce(tr("Outcome added"))
            self.nav.go("assessment_rubric", badge=key)

    def _open(self, badge_key: str, page: str, role: str) -> None:
        """Go to a page of the badge; to go on scoring is to go to the first statement without a level."""
        where: dict[str, Any] = {"period": self._period_id, "badge": badge_key, "role": role}
        if page == "assessment_wizard":
            view = self.ops.ask(badge_view, self._period_id, badge_key, ScorerRole(role))
            if statement := next_statement(view):
                where["statement"] = statement
        self.nav.go(page, **where)

    def _progress(self) -> None:
        self.nav.go("assessment_progress")

    def _readiness(self) -> None:
        self.nav.go("assessment_readiness", period=self._period_id)

    def _rubric(self) -> None:
        self.nav.go("assessment_rubric")

    def _sources(self) -> None:
        self.nav.go("assessment_sources")

    def _settings(self) -> None:
        self.nav.go("settings", card="person")


def _counts(shown: Overview) -> QWidget:
    """How many badges are signed off, finished, in progress and not started, each with its mark."""
    parts: list[QWidget] = []
    for state, (icon, ink) in STATE_ICONS.items():
        if count := sum(line.state is state for line in shown.badges):
            words = tr("{count} {state}", count=count, state=state_words(state).lower())
            parts.append(panel(row(Icon(icon, ink, 18), Label(words, wrap=False), gap=6)))
    return flow(*parts, gap=20, name=tr("All badges in this period"))
