"""A new workshop: from one of our plans, like one that was held, or empty."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.labels import group_words
from crp_desktop.domain.records import Workshop
from crp_desktop.services.workshops.templates import Template, add_from_template, templates
from crp_desktop.services.workshops.workshop import add_workshop, copy_plan
from crp_desktop.ui import theme
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.pages.workshops.words import title_of
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import column
from crp_desktop.ui.widgets.press_card import PressCard
from crp_desktop.ui.widgets.text import Heading, Label, Quiet

_OFFERED = 8


class NewWorkshopDialog(Dialog):
    """After `exec`, `workshop_id` is the workshop made, or "" when none was."""

    def __init__(self, parent: QWidget | None, ops: Operations, held: Sequence[Workshop]) -> None:
        super().__init__(parent, tr("New workshop"), width=640)
        self._ops = ops
        self.workshop_id = ""
        self.body.addWidget(
            Label(tr("Choose a plan to start from. You can change every part of it."), ink="quiet")
        )
        self.body.addLayout(column(*(self._plan(plan) for plan in templates()), gap=2))
        if held:
            self.body.addWidget(Heading(tr("Copy an earlier workshop")))
            self.body.addWidget(Quiet(tr("Copies the plan and the prompts, not the people or the notes.")))
        for one in held[:_OFFERED]:
            button = Button(
                title_of(one).replace("&", "&&"),
                partial(self._copy, one.id),
                kind="link",
                icon="copy",
            )
            button.setAccessibleName(tr("Copy the plan of {title}", title=title_of(one)))
            self.body.addWidget(button)
        self.add_button(tr("Empty workshop"), self._empty)
        self.add_button(tr("Cancel"))

    def _plan(self, plan: Template) -> QWidget:
        details = tr(
            "{group}: {n} minute(s), {prompts} prompts",
            n=plan.minutes,
            group=group_words(*plan.group),
            prompts=len(plan.prompts),
        )
        made = partial(self._from_plan, plan.key)
        card = PressCard(
            plan.name,
            (details, plan.summary) if theme.scale() < theme.LARGE else (details,),
            "clipboard-list",
            made,
        )
        card.setObjectName(f"template-{plan.key}")
        return card

    def _from_plan(self, key: str) -> None:
        self._go_on(self._ops.run(add_from_template, key))

    def _copy(self, workshop_id: str) -> None:
        self._go_on(self._ops.run(copy_plan, workshop_id))

    def _empty(self) -> None:
        self._go_on(self._ops.run(add_workshop))

    def _go_on(self, workshop_id: str | None) -> None:
        if workshop_id is not None:
            self.workshop_id = workshop_id
            self.accept()
