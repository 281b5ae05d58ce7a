"""All workshops, the latest first: begin one, go on with one, plan one."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import RecordKind
from crp_desktop.domain.labels import label
from crp_desktop.services.workshops.summaries import WorkshopLine, workshop_lines
from crp_desktop.services.workshops.workshop import copy_plan, delete_workshop
from crp_desktop.ui.commands import command
from crp_desktop.ui.dialogs.base import confirm
from crp_desktop.ui.dialogs.new_workshop import NewWorkshopDialog
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.waiting_card import waiting_card
from crp_desktop.ui.pages.workshops.start import start_workshop_now
from crp_desktop.ui.pages.workshops.words import day_words, state_of, title_of
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card, EmptyState
from crp_desktop.ui.widgets.layout import clear, column, flow, row
from crp_desktop.ui.widgets.text import Label, Quiet


class WorkshopsPage(Page):
    """The list, with a way in to each workshop's plan and notes."""

    name = "workshops"
    interests = frozenset(
        {RecordKind.WORKSHOP, RecordKind.NOTE, RecordKind.FINDING, RecordKind.PROMPT, RecordKind.HEADCOUNT}
    )

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        super().__init__(ops, nav)
        self.new = command("workshops", "new").button(self._new, on=self)
        self.start = command("workshops", "start").button(self._start_now, on=self, kind="primary")
        self.set_actions(self.new, self.start)
        self._list = column(gap=12)
        self.body.addLayout(self._list)
        self.body.addStretch(1)

    def title(self) -> str:
        return tr("Workshops")

    def purpose(self) -> str:
        return tr("Plan a workshop, take notes during it, and come back to what was said.")

    def refresh(self) -> None:
        clear(self._list)
        self._lines: list[WorkshopLine] = self.ops.ask(workshop_lines)
        if reminder := waiting_card(self, self.ops, self.redraw):
            self._list.addWidget(reminder)
        for line in self._lines:
            self._list.addWidget(self._card(line))
        for button in (self.new, self.start):
            button.setVisible(bool(self._lines))
        if not self._lines:
            self._list.addWidget(self._nothing_yet())

    def _nothing_yet(self) -> EmptyState:
        return EmptyState(
            "users",
            tr("No workshops yet"),
            tr("Start one now, take notes straight away and add details later. Or plan one from a template."),
            tr("Start a workshop now"),
            self._start_now,
            other=Button(tr("New workshop"), self._new, icon="plus"),
        )

    def first_focus(self) -> QWidget | None:
        first = self.findChild(Button, f"open-{self._lines[0].workshop.id}") if self._lines else None
        nothing = self.findChild(EmptyState)
        return first or (nothing.button if nothing is not None else self.start)

    def _card(self, line: WorkshopLine) -> Card:
        shop = line.workshop
        title = title_of(shop)
        notes = Button(
            tr("Take notes") if not shop.ended_at else tr("Notes"),
            partial(self.nav.go, "capture", workshop=shop.id),
            icon="pencil",
        )
        notes.setObjectName(f"open-{shop.id}")
        notes.setAccessibleName(tr("Notes of {title}", title=title))
        plan = Button(
            tr("Plan"),
            partial(self.nav.go, "workshop", workshop=shop.id),
            kind="quiet",
            icon="clipboard-list",
        )
        plan.setObjectName(f"plan-{shop.id}")
        plan.setAccessibleName(tr("Plan of {title}", title=title))
        code = Button(
            tr("Make findings"), partial(self.nav.go, "coding", workshop=shop.id), kind="quiet", icon="tag"
        )
        code.setObjectName(f"code-{shop.id}")
        code.setAccessibleName(tr("Make findings from the notes of {title}", title=title))
        copy = Button(
            tr("Copy the plan"),
            icon="copy",
            name=tr("Copy the plan of {title}", title=title),
            kind="quiet",
            on_click=partial(self._copy, shop.id),
        )
        copy.setObjectName(f"copy-{shop.id}")
        away = Button(
            tr("Delete…"),
            icon="trash-2",
            name=tr("Delete {title}", title=title),
            kind="quiet",
            on_click=partial(self._delete, line),
        )
        away.setObjectName(f"delete-{shop.id}")
        ways = flow(
            notes,
            *((code,) if line.notes else ()),
            *((self._summary(line, title),) if shop.ended_at else ()),
            plan,
            copy,
            gap=4,
        )
        acts = row(gap=24)
        acts.addWidget(ways, 1)
        acts.addWidget(away, 0, Qt.AlignmentFlag.AlignBottom)
        return Card(Label(title, "section"), Quiet(self._where(line)), Label(self._counts(line)), acts, gap=6)

    def _summary(self, line: WorkshopLine, title: str) -> Button:
        """The way to the summary on paper of a workshop that was held."""
        go = partial(self.nav.go, "print", document="workshop-summary", workshop=line.workshop.id)
        button = Button(tr("Print summary"), go, kind="quiet", icon="printer")
        button.setObjectName(f"summary-{line.workshop.id}")
        button.setAccessibleName(tr("Print the summary of {title}", title=title))
        return button

    def _where(self, line: WorkshopLine) -> str:
        shop = line.workshop
        number = tr("Workshop {number}", number=shop.number) if shop.title else ""
        parts = (
            number,
            day_words(shop.held_on) or tr("No date yet"),
            shop.starts_at,
            shop.place,
            label(shop.audience),
        )
        return " · ".join(part for part in parts if part)

    def _counts(self, line: WorkshopLine) -> str:
        parts = [
            state_of(line.workshop),
            tr("{n} prompt(s)", n=line.prompts),
            tr("{n} note(s)", n=line.notes),
        ]
        if line.findings:
            parts.append(tr("{n} finding(s)", n=line.findings))
        if line.people:
            parts.append(tr("{n} took part", n=line.people))
        return " · ".join(parts)

    def _start_now(self) -> None:
        start_workshop_now(self)

    def _new(self) -> None:
        dialog = NewWorkshopDialog(self.window(), self.ops, [line.workshop for line in self._lines])
        dialog.exec()
        if dialog.workshop_id:
            self.nav.go("workshop", workshop=dialog.workshop_id)
        dialog.deleteLater()

    def _copy(self, workshop_id: str) -> None:
        made = self.ops.run(copy_plan, workshop_id)
        if made:
            self.nav.go("workshop", workshop=made)

    def _delete(self, line: WorkshopLine) -> None:
        title = title_of(line.workshop)
        told = tr(
            "This deletes “{title}”, its plan and {n} note(s). Findings stay, without the "
            "words behind each one. You can undo this.",
            n=line.notes,
            title=title,
        )
        sure = confirm(self.window(), tr("Delete this workshop?"), told, tr("Delete workshop"), danger=True)
        if sure and self.ops.run_done(delete_workshop, line.workshop.id) is not None:
            self.announce(tr("Workshop deleted"))
