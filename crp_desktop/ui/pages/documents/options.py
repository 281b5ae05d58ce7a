"""What can be chosen for a document, and what to look at before it leaves: beside the preview."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLayout, QRadioButton, QWidget

from crp_desktop.documents.model import NO, YES, Option, Warned
from crp_desktop.documents.prepare import RenderedDocument
from crp_desktop.domain.i18n import tr
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card, Icon
from crp_desktop.ui.widgets.layout import Item, clear, column, panel, row
from crp_desktop.ui.widgets.progress import ProgressPanel
from crp_desktop.ui.widgets.text import Label, Quiet

PANE = 320


class OptionsPane(QWidget):
    """`changed` follows the person’s choices only; one more asks for another workshop."""

    changed = Signal(str, str)
    workshop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Options"))
        self._about = column(gap=4)
        self._choices = column(gap=16)
        self._warnings = column(gap=8)
        self.progress = ProgressPanel()
        self.facts = Quiet()
        self.another = Button(
            tr("Another workshop…"), self.workshop_wanted.emit, icon="message-square", parent=self
        )
        self.another.hide()
        self._groups: list[QButtonGroup] = []
        whole = column(gap=16)
        whole.addWidget(panel(self._about))
        whole.addWidget(self.progress)
        whole.addWidget(panel(self._warnings))
        whole.addWidget(panel(self._choices))
        whole.addWidget(self.facts)
        whole.addStretch(1)
        self.setLayout(whole)

    def show_subject(self, title: str, details: str) -> None:
        """Say what the document is about; "" when it is about the whole programme."""
        clear_kept(self._about, self.another)
        if title:
            self._about.addWidget(Label(title, "strong"))
            self._about.addWidget(Quiet(details))
            self._about.addWidget(self.another)
            self.another.show()

    def show_options(self, options: Sequence[Option], values: Mapping[str, str]) -> None:
        """A group of controls for every option, set to `values`."""
        clear(self._choices)
        self._groups = []
        for option in options:
            self._choices.addWidget(self._group(option, values.get(option.key, option.default)))

    def _group(self, option: Option, value: str) -> QWidget:
        if not option.choices:
            return self._yes_or_no(option, value)
        group = QButtonGroup(self)
        self._groups.append(group)
        items: list[Item] = [Label(option.label, "strong")]
        if option.hint:
            items.append(Quiet(option.hint))
        for key, words, meaning in option.choices:
            button = QRadioButton(words.replace("&", "&&"))
            button.setObjectName(f"{option.key}-{key}")
            button.setAccessibleName(tr("{option}: {choice}", option=option.label, choice=words))
            button.setAccessibleDescription(meaning)
            button.setChecked(key == value)
            button.toggled.connect(partial(self._picked, option.key, key))
            group.addButton(button)
            items.append(button)
            if meaning:
                items.append(_indented(Quiet(meaning)))
        return panel(column(*items, gap=2), option.label)

    def _yes_or_no(self, option: Option, value: str) -> QWidget:
        box = QCheckBox(option.label)
        box.setObjectName(option.key)
        box.setAccessibleDescription(option.hint)
        box.setChecked(value == YES)
        box.toggled.connect(partial(self._ticked, option.key))
        hint = (_indented(Quiet(option.hint)),) if option.hint else ()
        return panel(column(box, *hint, gap=2))

    def _picked(self, option: str, value: str, on: bool) -> None:
        if on:
            self.changed.emit(option, value)

    def _ticked(self, option: str, on: bool) -> None:
        self.changed.emit(option, YES if on else NO)

    def show_made(self, made: RenderedDocument | None) -> None:
        """How long the document is, and what to look at before it leaves."""
        clear(self._warnings)
        for warned in made.warnings if made else ():
            self._warnings.addWidget(_warning(warned))
        self.facts.setText(
            tr("{n} page(s). Tagged for screen readers (PDF/UA).", n=made.pages) if made else ""
        )


def clear_kept(layout: QLayout, kept: QWidget) -> None:
    """Empty a layout and leave one widget alive for its next use."""
    layout.removeWidget(kept)
    kept.hide()
    clear(layout)


def _indented(words: QWidget) -> QWidget:
    return panel(column(words, margins=(28, 0, 0, 4)))


def _warning(warned: Warned) -> QWidget:
    """A thing to look at: an icon, what it is, what can be done."""
    words = column(Label(warned.what), gap=2)
    if warned.todo:
        words.addWidget(Quiet(warned.todo))
    line = row(gap=8)
    line.addWidget(Icon("triangle-alert", "concern"), 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(words, 1)
    return Card(panel(line), margin=12)
