"""The rubric: adopting it, the council's own wording, and taking another one from a file."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from crp_desktop.domain.framework_model import Badge, Statement
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import BadgeKind, RecordKind
from crp_desktop.domain.labels import label
from crp_desktop.services.assessment.framework import HeldFramework, badges, current_framework
from crp_desktop.services.assessment.rubric import (
    adopt,
    shipped_offer,
    with_badge,
    with_new_statement,
    with_statement,
    without_statement,
)
from crp_desktop.ui.dialogs.outcome import add_own_outcome
from crp_desktop.ui.dialogs.rubric import BadgeDialog, StatementDialog
from crp_desktop.ui.dialogs.rubric_take import save_as_file, take_from_file, take_offered
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.assessment.review_parts import beside_icon
from crp_desktop.ui.pages.reveal import newest, reveal
from crp_desktop.ui.pages.workshops.words import day_words
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.choice import Choice
from crp_desktop.ui.widgets.fields import DateField
from crp_desktop.ui.widgets.layout import clear, column, flow, panel, row
from crp_desktop.ui.widgets.text import Heading, Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit, LineEdit


class RubricPage(Page):
    """What the council assesses itself against."""

    name = "assessment_rubric"
    section = "assessment"
    interests = frozenset({RecordKind.FRAMEWORK, RecordKind.PROGRAMME})

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        super().__init__(ops, nav)
        self._goal: QWidget | None = None
        self.back = Button(tr("Self-assessment"), partial(nav.go, "assessment"), icon="list-checks")
        self.set_actions(
            Button(tr("Save as a file…"), self._save_file, kind="quiet", icon="download"),
            Button(tr("Import from file…"), self._open_file, kind="quiet", icon="upload"),
            self.back,
        )
        self.by = LineEdit(
            tr("Who adopted it"), placeholder=tr("For example, the Children’s Partnership Board")
        )
        self.on = DateField(tr("Day of adoption"))
        self.on.set_iso("")
        self.youth = GrowingTextEdit(tr("How the youth forum took part"), least=2)
        self.adopt = Button(tr("Adopt this rubric"), self._adopt, kind="primary", icon="check")
        self._about = column(gap=12)
        self._form = self._adoption_form()
        self.badge = Choice(tr("Badge"))
        self.badge.chosen.connect(self._badge_chosen)
        self._statements = column(gap=12)
        self.body.addLayout(self._about)
        self.body.addWidget(self._form)
        self._statements_top = panel(row(Label(tr("Badge"), "strong", wrap=False), self.badge, None, gap=12))
        self.body.addWidget(self._statements_top)
        self.body.addLayout(self._statements)
        self.body.addStretch(1)

    def _adoption_form(self) -> Card:
        card = Card(Heading(tr("Adopt it")), gap=12)
        told = tr(
            "The wording you start with is ours, not UNICEF’s. Change it with young people, "
            "then adopt it. Until then you can do everything except sign off."
        )
        card.column().addWidget(Label(told, ink="quiet"))
        for words, field in (
            (tr("Who adopted it"), self.by),
            (tr("Day of adoption"), self.on),
            (tr("How the youth forum took part"), self.youth),
        ):
            card.column().addWidget(panel(column(labelled(words, field), field, gap=4)))
        card.column().addWidget(flow(self.adopt))
        return card

    def title(self) -> str:
        return tr("Rubric")

    def purpose(self) -> str:
        return tr(
            "What each badge is assessed by: its statements, what each level looks like, the evidence needed."
        )

    def first_focus(self) -> QWidget | None:
        if self._goal is not None and isValid(self._goal):
            return self._goal
        return self.by if self._form.isVisibleTo(self) else self.back

    def show_target(self, **target: Any) -> None:
        """`badge` shows its statements, `statement` (a key) the one of them."""
        self._goal = None
        if "badge" in target:
            self.badge.set_key(target["badge"])
            self._show_badge()
            self._goal = newest(self, Button, f"edit-{target.get('statement')}")
            wanted = newest(self, Card, f"statement-{target.get('statement')}")
            reveal(self, wanted or self._statements_top)

    def refresh(self) -> None:
        held: HeldFramework = self.ops.ask(current_framework)
        framework = held.framework
        clear(self._about)
        version = tr("{label}, version {version}", label=framework.label, version=framework.version)
        parts: list[QWidget] = [Heading(version), Label(framework.notice), Quiet(framework.wording_note)]
        adopted = bool(held.adopted_by and held.adopted_on and held.youth_part)
        if adopted:
            said = tr("Adopted by {who} on {day}.", who=held.adopted_by, day=day_words(held.adopted_on))
            parts.append(beside_icon("circle-check", "strength", Label(said), Quiet(held.youth_part)))
        self._about.addWidget(Card(*parts))
        self._form.setVisible(not adopted)
        shown = self.ops.ask(badges, pursued=True)
        self.badge.set_items([(one.key, one.name) for one in shown])
        self._show_badge()

    def _show_badge(self) -> None:
        clear(self._statements)
        held: HeldFramework = self.ops.ask(current_framework)
        if not self.badge.key():
            return
        badge = held.framework.badge(self.badge.key())
        links = ", ".join(str(number) for number in badge.articles) or tr("none")
        words = tr("Edit outcome") if badge.kind is BadgeKind.LOCAL else tr("Edit badge")
        edit = Button(words, partial(self._edit_badge, badge), icon="pencil")
        edit.setObjectName("edit-badge")
        about = Quiet(tr("Linked to articles: {numbers}", numbers=links))
        self._statements.addWidget(Card(Label(badge.definition), about, flow(edit), gap=6))
        for one in badge.statements:
            self._statements.addWidget(self._card(held, one))
        add = Button(tr("Add a statement"), self._add, icon="plus")
        shipped = Button(tr("Compare rubrics"), self._shipped, kind="quiet", icon="history")
        own = Button(tr("Add your own outcome"), self._outcome, kind="quiet", icon="plus")
        self._statements.addWidget(flow(add, own, shipped))

    def _card(self, held: HeldFramework, one: Statement) -> Card:
        needs = ", ".join(label(kind).lower() for kind in one.needs)
        said = tr("Needs: {needs}", needs=needs) if needs else tr("Needs no special evidence")
        if one.outreach:
            said += " · " + tr("outreach to least-heard groups shown")
        card = Card(Label(one.text, "strong"), Quiet(one.plain), gap=6)
        card.setObjectName(f"statement-{one.key}")
        for level in held.framework.levels:
            card.column().addWidget(Label(f"{level.number} {level.name}: {one.levels[level.number]}"))
        edit = Button(tr("Edit"), partial(self._edit, one), icon="pencil")
        edit.setObjectName(f"edit-{one.key}")
        edit.setAccessibleName(tr("Edit: {statement}", statement=one.text))
        away = Button(tr("Remove"), partial(self._remove, one), kind="quiet", icon="trash-2")
        away.setObjectName(f"remove-{one.key}")
        away.setAccessibleName(tr("Take out: {statement}", statement=one.text))
        card.column().addWidget(Quiet(said))
        card.column().addWidget(flow(edit, away, gap=4))
        return card

    # What a person does

    def _badge_chosen(self, _key: str) -> None:
        self._show_badge()

    def _adopt(self) -> None:
        done = self.ops.run_done(adopt, by=self.by.text(), on=self.on.iso(), youth_part=self.youth.text())
        if done is not None:
            self.announce(tr("Adopted"))

    def _edit(self, one: Statement) -> None:
        dialog = StatementDialog(self.window(), self.ops.ask(current_framework).framework, one)
        dialog.exec()
        values = dialog.values
        dialog.deleteLater()
        if values is not None:
            take_offered(self, self.ops.ask(with_statement, one.key, **values))

    def _edit_badge(self, badge: Badge) -> None:
        dialog = BadgeDialog(self.window(), badge)
        dialog.exec()
        values = dialog.values
        dialog.deleteLater()
        if values is not None:
            take_offered(self, self.ops.ask(with_badge, badge.key, **values))

    def _add(self) -> None:
        dialog = StatementDialog(self.window(), self.ops.ask(current_framework).framework, None)
        dialog.exec()
        values = dialog.values
        dialog.deleteLater()
        if values is not None:
            take_offered(
                self, self.ops.ask(with_new_statement, self.badge.key(), Statement(key="", **values))
            )

    def _remove(self, one: Statement) -> None:
        take_offered(self, self.ops.ask(without_statement, one.key))

    def _shipped(self) -> None:
        take_offered(self, self.ops.ask(shipped_offer))

    def _open_file(self) -> None:
        take_from_file(self)

    def _save_file(self) -> None:
        save_as_file(self)

    def _outcome(self) -> None:
        if key := add_own_outcome(self, self.ops):
            self.announce(tr("Outcome added"))
            self.show_target(badge=key)
