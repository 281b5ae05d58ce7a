"""Readiness: what the panel will ask about each badge, statement by statement, with a way to mend it."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import RecordKind
from crp_desktop.domain.readiness import StatementReadiness
from crp_desktop.services.assessment.readiness import BadgeReady, Ready, readiness_of
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.assessment.review_parts import beside_icon
from crp_desktop.ui.pages.assessment.words import notice, state_words
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card, EmptyState
from crp_desktop.ui.widgets.chips import BadgeChip
from crp_desktop.ui.widgets.choice import Choice
from crp_desktop.ui.widgets.layout import clear, column, flow, panel, row
from crp_desktop.ui.widgets.text import Label, Quiet


class ReadinessPage(Page):
    """All pursued badges and local outcomes in one period; each opens into its questions."""

    name = "assessment_readiness"
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
            RecordKind.PROGRAMME,
            RecordKind.YOUNG_ANSWER,
            RecordKind.MODERATION,
        }
    )

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        super().__init__(ops, nav)
        self._period_id = ""
        self._open: set[str] = set()
        self._told: tuple[Ready, set[str]] | None = None
        self.back = Button(tr("Self-assessment"), self._overview, icon="list-checks")
        self.set_actions(self.back)
        self.period = Choice(tr("Assessment period"))
        self.period.chosen.connect(self._chosen)
        self._top = panel(row(Label(tr("Period"), "strong", wrap=False), self.period, None, gap=12))
        self._list = column(gap=12)
        self.body.addWidget(self._top)
        self.body.addWidget(Quiet(notice()))
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def title(self) -> str:
        return tr("Readiness")

    def purpose(self) -> str:
        return tr("What an independent panel will ask, and the evidence you can answer with.")

    def first_focus(self) -> QWidget | None:
        return self.back

    def show_target(self, **target: Any) -> None:
        if target.get("period") and target["period"] != self._period_id:
            self._chosen(target["period"])

    def refresh(self) -> None:
        shown: Ready = self.ops.ask(readiness_of, self._period_id or None)
        if (shown, self._open) == self._told:
            return
        self._told = shown, set(self._open)
        clear(self._list)
        self._top.setVisible(shown.period is not None)
        if shown.period is None:
            self._list.addWidget(
                EmptyState(
                    "target",
                    tr("No assessment period yet"),
                    tr("Add a period first. Then you will see here what a panel would ask."),
                    tr("Go to self-assessment"),
                    self._overview,
                    kind="plain",
                )
            )
            return
        self._period_id = shown.period.id
        self.period.set_items([(one.id, one.label) for one in reversed(shown.periods)])
        self.period.set_key(shown.period.id)
        for one in shown.badges:
            self._list.addWidget(self._card(one))

    def _card(self, one: BadgeReady) -> Card:
        ready = one.readiness
        count = tr("{ready} of {n} statement(s) ready", n=len(ready.statements), ready=ready.ready)
        head = flow(
            BadgeChip(one.badge.name, one.badge.kind), Quiet(state_words(one.state)), Quiet(count), gap=16
        )
        card = Card(head, gap=8, name=one.badge.name)
        for sentence in ready.sentences:
            card.column().addWidget(_bullet(sentence))
        is_open = one.badge.key in self._open
        words = tr("Hide the questions") if is_open else tr("Show the questions")
        more = Button(words, partial(self._toggle, one.badge.key), kind="quiet",
                      icon="chevron-up" if is_open else "chevron-down")  # fmt: skip
        more.setObjectName(f"more-{one.badge.key}")
        more.setAccessibleName(f"{words}: {one.badge.name}")
        card.column().addWidget(flow(more))
        if is_open:
            for statement in ready.statements:
                card.column().addWidget(self._statement(one.badge.key, statement))
        return card

    def _statement(self, badge_key: str, one: StatementReadiness) -> QWidget:
        items: list[QWidget] = [Label(one.text, "strong")]
        items += [Label(question) for question in one.questions]
        if one.is_ready:
            items.append(Quiet(tr("Nothing is missing that a panel is likely to ask for.")))
        elif not one.assessed:
            items.append(Quiet(tr("Not assessed yet.")))
        button = Button(tr("Open"), partial(self._go, badge_key, one.key), kind="quiet", icon="arrow-right")
        button.setObjectName(f"open-{one.key}")
        button.setAccessibleName(tr("Open statement: {statement}", statement=one.text))
        icon, ink = ("circle-check", "strength") if one.is_ready else ("circle-help", "concern")
        return beside_icon(icon, ink, *items, flow(button))

    def _toggle(self, key: str) -> None:
        self._open ^= {key}
        self.refresh()
        button = self.findChild(Button, f"more-{key}")
        if button is not None:
            button.setFocus()

    def _go(self, badge_key: str, statement: str) -> None:
        where = {"period": self._period_id, "badge": badge_key}
        self.nav.go("assessment_wizard", **where, role="first", statement=statement)

    def _chosen(self, period_id: str) -> None:
        self._period_id = period_id
        self.refresh()

    def _overview(self) -> None:
        self.nav.go("assessment")


def _bullet(sentence: str) -> QWidget:
    """A sentence of a list; its further lines begin under its first."""
    dot = Label("•", wrap=False)
    line = row(dot, gap=8)
    line.addWidget(Label(sentence), 1)
    line.setAlignment(dot, Qt.AlignmentFlag.AlignTop)
    return panel(line)
