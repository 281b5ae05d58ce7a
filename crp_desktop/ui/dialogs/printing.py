"""Dialogs on the way to paper: which workshop, what leaves the programme, which printer."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from crp_desktop.documents.model import Warned
from crp_desktop.domain.dates import as_day, long_date
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.records import Workshop
from crp_desktop.ui.dialogs.base import Dialog, confirm
from crp_desktop.ui.models.targets import workshop_name
from crp_desktop.ui.pages.workshops.words import title_of
from crp_desktop.ui.preferences import Preferences
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.text import Label, Quiet


class ChooseWorkshopDialog(Dialog):
    """After `exec`, `workshop_id` is the workshop chosen, or ""."""

    def __init__(self, parent: QWidget | None, held: Sequence[Workshop], now: str) -> None:
        super().__init__(parent, tr("Which workshop?"), width=560)
        self.workshop_id = ""
        for one in held:
            button = Button(
                tr("Workshop {number}", number=one.number),
                partial(self._choose, one.id),
                icon="check" if one.id == now else "message-square",
                name=workshop_name(one),
            )
            button.setToolTip("")
            button.setObjectName(f"workshop-{one.id}")
            self.body.addWidget(Card(button, Label(title_of(one)), Quiet(_when(one)), ground="canvas", gap=4))
        self.add_button(tr("Cancel"))

    def _choose(self, workshop_id: str) -> None:
        self.workshop_id = workshop_id
        self.accept()


def _when(one: Workshop) -> str:
    day = as_day(one.held_on)
    return long_date(day) if day else tr("No date yet")


def may_leave(parent: QWidget, preferences: Preferences, warnings: Sequence[Warned]) -> bool:
    """Says once that paper and saved files are outside the programme, and asks about what should not leave unseen."""
    if not preferences.told_about_paper:
        told = confirm(
            parent,
            tr("Printed and saved documents are not protected"),
            tr(
                "Printed and saved documents are not encrypted, so anyone who finds them can "
                "read them. Printers may also keep a copy. Keep documents safe and share them "
                "only with the people they are for. The Print page lists what you have printed "
                "or saved, without its content."
            ),
            tr("I have read this"),
        )
        if not told:
            return False
        preferences.set_told_about_paper()
    held = [warned for warned in warnings if warned.holds and not warned.looked_at]
    if not held:
        return True
    words = "\n\n".join(" ".join(part for part in (one.what, one.todo) if part) for one in held)
    return confirm(parent, tr("Please read this first"), words, tr("Go on"), cancel=tr("Go back"))


def ask_printer(parent: QWidget, printer: QPrinter, pages: int) -> bool:
    """The system's print dialog: printer, copies, pages, both sides. False when the person cancelled."""
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setFromTo(1, pages)
    option = QAbstractPrintDialog.PrintDialogOption
    dialog.setOption(option.PrintToFile, False)
    dialog.setOption(option.PrintPageRange, True)
    dialog.setOption(option.PrintCollateCopies, True)
    return dialog.exec() == QDialog.DialogCode.Accepted
