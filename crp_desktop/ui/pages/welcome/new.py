"""A new programme: the council, its badges, and the passphrase that locks the file."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from crp_desktop.domain.errors import InputProblem, Problem
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import BadgeKind
from crp_desktop.services.assessment.framework import shipped_framework
from crp_desktop.services.programme.file import (
    NewProgramme,
    check_new_programme,
    create_programme,
    programme_recovery_code,
)
from crp_desktop.services.programme.programme import THEMATIC_CHOICES
from crp_desktop.ui import focus
from crp_desktop.ui.dialogs.files import ask_save, programmes
from crp_desktop.ui.widgets.badge_choices import BadgeChoices, chosen_words
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.chips import BadgeChip
from crp_desktop.ui.widgets.fields import DateField, NumberField
from crp_desktop.ui.widgets.layout import column, flow, row
from crp_desktop.ui.widgets.problem_bar import ProblemBar
from crp_desktop.ui.widgets.text import Heading, Label, Quiet, labelled

if TYPE_CHECKING:
    from crp_desktop.services.handle import Store

_LAYERS = 4


class NewProgrammePanel(QWidget):
    """The form of a new programme; hands the open store and its recovery code to `made`."""

    def __init__(
        self, device_id: str, made: "Callable[[Store, str], None]", back: Callable[[], None]
    ) -> None:
        super().__init__()
        self._device_id = device_id
        self._made = made
        self._needed: dict[QLineEdit, tuple[str, Label]] = {}
        self.problems = ProblemBar()
        self.create_button = Button(tr("Create programme…"), self.create_programme, kind="primary")
        self._buttons = flow(self.create_button, Button(tr("Back"), back))
        self._whole: QVBoxLayout = column(
            Heading(tr("New programme"), "title"),
            self._council_card(),
            self._badges_card(),
            self._passphrase_card(),
            self.problems,
            self._buttons,
            gap=16,
        )
        self.setLayout(self._whole)

    def first_focus(self) -> QWidget:
        """The council's name."""
        return self.council

    def clear_passphrase(self) -> None:
        """Forget the passphrase that was typed."""
        self.passphrase.clear()
        self.again.clear()

    def _need(self, words: str, field: QLineEdit) -> Label:
        """The label of a field that may not stay empty."""
        made = labelled(words, field)
        self._needed[field] = (words, made)
        return made

    def _mark_missing(self) -> None:
        """Say beside each empty field that it is missing."""
        missing = [field for field in self._needed if not field.text().strip()]
        for field, (words, shown) in self._needed.items():
            absent = field in missing
            shown.setText(tr("{field}: missing", field=words) if absent else words)
            shown.set_ink("concern" if absent else "text")
            field.setAccessibleDescription(tr("Missing") if absent else "")

    def _tell(self, problem: Problem, field: QWidget) -> None:
        """Show a problem above the card of the field that it is about, and go to the field, both in view."""
        around: QWidget = field
        while (above := around.parentWidget()) is not None and above is not self:
            around = above
        self._whole.removeWidget(self.problems)
        self._whole.insertWidget(self._whole.indexOf(around), self.problems)
        self.problems.show_problem(problem)
        self._mark_missing()
        self._whole.activate()
        for _ in range(_LAYERS):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        field.setFocus()
        self._show_both(field)
        QTimer.singleShot(0, self, partial(self._show_both, field))

    def _show_both(self, field: QWidget) -> None:
        """Bring the problem into view, and the field above all; again when what was just shown has found its height."""
        focus.show(self.problems)
        focus.show(field)

    def _to_mend(self) -> QWidget:
        """The first field that stands in the way of creating the programme, in reading order."""
        for field in (self.council, self.person):
            if not field.text().strip():
                return field
        if len(self._thematic_chosen()) != THEMATIC_CHOICES:
            return next(iter(self.thematic.values()))
        new = self.details()
        for passphrase, field in ((None, self.local), (self.passphrase.text(), self.passphrase)):
            try:
                check_new_programme(passphrase, new)
            except Problem:
                return field
        return self.again

    def _council_card(self) -> Card:
        self.council = QLineEdit()
        self.person = QLineEdit()
        self.role = QLineEdit()
        self.starts_on = DateField(tr("Starts on"))
        self.starts_on.set_iso("")
        self.years = NumberField(tr("Lasts"), 3, 1, 10)
        self.years.setSuffix(" " + tr("years"))
        when = row(
            column(labelled(tr("Starts on"), self.starts_on), self.starts_on, gap=4),
            column(labelled(tr("Lasts"), self.years), self.years, gap=4),
            None,
            gap=16,
        )
        return Card(
            Heading(tr("The council and you")),
            self._need(tr("Council"), self.council),
            self.council,
            self._need(tr("Your name"), self.person),
            self.person,
            labelled(tr("Your role (optional)"), self.role),
            self.role,
            when,
        )

    def _badges_card(self) -> Card:
        framework = shipped_framework()
        fixed = flow(
            *(BadgeChip(badge.name, badge.kind) for badge in framework.of_kind(BadgeKind.FOUNDATIONAL))
        )
        self.thematic = {
            badge.key: QCheckBox(badge.name.replace("&", "&&"))
            for badge in framework.of_kind(BadgeKind.THEMATIC)
        }
        for badge in framework.of_kind(BadgeKind.THEMATIC):
            self.thematic[badge.key].setAccessibleDescription(badge.definition)
            self.thematic[badge.key].toggled.connect(self._count)
        self.chosen = Quiet()
        self.local = QLineEdit()
        self.local.setPlaceholderText(tr("For example, Health & Wellbeing"))
        self._count()
        return Card(
            Heading(tr("Badges")),
            Label(tr("Three badges are part of every programme:")),
            fixed,
            Label(tr("Choose three more. You can change them later, in Settings.")),
            BadgeChoices(
                (self.thematic[badge.key], badge.definition)
                for badge in framework.of_kind(BadgeKind.THEMATIC)
            ),
            self.chosen,
            labelled(tr("Your own outcomes (optional; separate with semicolons)"), self.local),
            self.local,
        )

    def _passphrase_card(self) -> Card:
        self.passphrase = QLineEdit()
        self.again = QLineEdit()
        for field in (self.passphrase, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.again.returnPressed.connect(self.create_programme)
        self.shown = QCheckBox(tr("Show what I type"))
        self.shown.toggled.connect(self._show_or_hide)
        return Card(
            Heading(tr("Passphrase")),
            Label(
                tr(
                    "The passphrase locks the file, so no one can read it if a laptop or USB "
                    "stick is lost. Use 4 unrelated words: they are strong and easy to "
                    "remember."
                )
            ),
            self._need(tr("Passphrase"), self.passphrase),
            self.passphrase,
            self._need(tr("Passphrase again"), self.again),
            self.again,
            flow(self.shown),
        )

    def _count(self) -> None:
        self.chosen.setText(chosen_words(len(self._thematic_chosen())))

    def _show_or_hide(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.passphrase.setEchoMode(mode)
        self.again.setEchoMode(mode)

    def _thematic_chosen(self) -> tuple[str, ...]:
        return tuple(key for key, box in self.thematic.items() if box.isChecked())

    def details(self) -> NewProgramme:
        """What the form says."""
        foundational = tuple(badge.key for badge in shipped_framework().of_kind(BadgeKind.FOUNDATIONAL))
        local = tuple(name.strip() for name in self.local.text().split(";") if name.strip())
        return NewProgramme(
            council=self.council.text(),
            person=self.person.text(),
            role=self.role.text(),
            starts_on=self.starts_on.iso(),
            badges=(*foundational, *self._thematic_chosen()),
            local_outcomes=local,
            length_months=self.years.value() * 12,
        )

    def create_programme(self) -> None:
        """Check the form, ask where the file goes, make it, and show its recovery code."""
        try:
            new = self.details()
            self._check(new)
        except Problem as problem:
            self._tell(problem, self._to_mend())
            return
        try:
            path = ask_save(self, tr("Where to keep the programme"), _file_name(new.council), programmes())
            if path is not None:
                self._create(path, new)
        except Problem as problem:
            self._tell(problem, self.create_button)

    def _check(self, new: NewProgramme) -> None:
        check_new_programme(self.passphrase.text(), new)
        if self.passphrase.text() != self.again.text():
            raise InputProblem(
                tr("The two passphrases are not the same."),
                "",
                tr("Type the same passphrase in both fields."),
            )

    def _create(self, path: Path, new: NewProgramme) -> None:
        passphrase = self.passphrase.text()
        store = create_programme(path, passphrase, new, self._device_id)
        self.problems.dismiss()
        self._mark_missing()
        self.clear_passphrase()
        self._made(store, programme_recovery_code(path, passphrase))


def _file_name(council: str) -> str:
    kept = "".join(char if char.isalnum() or char in " -" else " " for char in council)
    return (" ".join(kept.split()) or "programme")[:60] + ".crp"
