"""The card of the settings page about paper: the council's colour and logo, as every document prints them."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QColorDialog, QDialog, QLabel, QSizePolicy, QWidget

from crp_desktop.domain.colour import judge, read_colour
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.records import Programme
from crp_desktop.services.programme.brand import (
    logo,
    read_logo_file,
    remove_logo,
    set_colour,
    set_logo,
    set_logo_words,
)
from crp_desktop.services.programme.programme import programme
from crp_desktop.ui import theme
from crp_desktop.ui.dialogs.files import ask_open
from crp_desktop.ui.logo_picture import drawn, on_white
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.layout import flow
from crp_desktop.ui.widgets.text import Heading, Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import LineEdit


class PaperCard(Card):
    """A colour that words cannot be read in is never kept: the nearest shade that works is offered beside it."""

    def __init__(self, ops: Operations) -> None:
        super().__init__(Heading(tr("On paper")))
        self._ops = ops
        self._shown = ""
        self.colour = LineEdit(tr("The council’s colour"), placeholder=tr("Such as 00573D"))
        self.colour.left.connect(self._try_colour)
        theme.size(self.colour, max_width=200)
        self.pick = Button(tr("Pick a colour…"), self._pick)
        self.swatch = _Swatch()
        self.said = Quiet()
        self.use = Button(on_click=self._use_nearest)
        self.picture = QLabel()
        self.choose = Button(tr("Choose a logo…"), self._choose, icon="upload")
        self.remove = Button(tr("Remove the logo"), self._remove, kind="quiet", icon="trash-2")
        self.words = LineEdit(tr("What the logo shows, for people who cannot see it"))
        self.words.left.connect(self._save_words)
        told = tr(
            "Used for headings, lines and the first page of every document. Article and badge "
            "colours do not change."
        )
        words = labelled(self.words.accessibleName(), self.words)
        self._of_logo = (self.picture, words, self.words)
        for part in (
            Quiet(told),
            labelled(tr("The council’s colour"), self.colour),
            flow(self.colour, self.pick, self.swatch),
            self.said,
            flow(self.use),
            Label(tr("The council’s logo"), "strong"),
            Quiet(tr("A PNG or SVG. It is kept in the programme file.")),
            self.picture,
            flow(self.choose, self.remove, gap=4),
            words,
            self.words,
        ):
            self.column().addWidget(part)

    def refresh(self) -> None:
        """Show what is kept."""
        now: Programme = self._ops.ask(programme)
        self.colour.set_text(now.colour)
        self._show(now.colour)
        if now.logo != self._shown:
            self._shown = now.logo
            content: bytes = self._ops.ask(logo)
            if content:
                self.picture.setPixmap(on_white(content, theme.px(240), theme.px(96)))
            else:
                self.picture.clear()
        self.picture.setAccessibleName(now.logo_words or tr("Logo of {council}", council=now.council))
        self.words.set_text(now.logo_words)
        self.words.setPlaceholderText(tr("Logo of {council}", council=now.council))
        for part in (*self._of_logo, self.remove):
            part.setVisible(bool(now.logo))
        self.choose.setText(tr("Choose another logo…") if now.logo else tr("Choose a logo…"))
        self.setEnabled(not self._ops.opened.read_only)

    def _show(self, colour: str) -> None:
        """What the colour is good for, and the shade that is offered when it is not."""
        verdict = judge(colour) if colour else None
        self.swatch.set_colour(colour)
        self._nearest = verdict.nearest if verdict and not verdict.is_readable else ""
        said = verdict.sentence if verdict else tr("No colour chosen. Headings and lines are blue.")
        self.said.setText(tr("Not kept. {why}", why=said) if self._nearest else said)
        self.use.setText(tr("Use {shade}", shade=self._nearest))
        self.use.setVisible(bool(self._nearest))

    def _try_colour(self, text: str) -> None:
        try:
            colour = read_colour(text) if text.strip() else ""
        except InputProblem as problem:
            self._ops.failed.emit(problem)
            self.refresh()
            return
        if colour and not judge(colour).is_readable:
            self._show(colour)
            return
        self._ops.run(set_colour, colour)
        self.refresh()

    def _use_nearest(self) -> None:
        self._ops.run(set_colour, self._nearest)
        self.refresh()
        self.colour.setFocus()

    def _pick(self) -> None:
        """Choose from all colours. The dialog is Qt's own, so that locking the programme closes it."""
        dialog = QColorDialog(self.window())
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.setWindowTitle(tr("The council’s colour"))
        if kept := self._ops.ask(programme).colour:
            dialog.setCurrentColor(theme.chosen(kept))
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.colour.setText(dialog.currentColor().name())
            self._try_colour(self.colour.text())
        dialog.deleteLater()

    def _choose(self) -> None:
        path = ask_open(self, tr("Choose a logo"), tr("Pictures (*.png *.svg);;All files (*)"))
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Use the picture in a file; a Problem is shown."""
        content = self._ops.do(partial(_picture, path))
        if content is not None:
            self._ops.run(set_logo, content, path.name)
            self.refresh()

    def _remove(self) -> None:
        self._ops.run(remove_logo)
        self.refresh()
        self.choose.setFocus()

    def _save_words(self, text: str) -> None:
        self._ops.run(set_logo_words, text)


def _picture(path: Path) -> bytes:
    chosen = read_logo_file(path)
    return drawn(chosen.content) if chosen.is_svg else chosen.content


class _Swatch(QWidget):
    """White words on the colour, and words in it on white; the sentence below says the same."""

    def __init__(self) -> None:
        super().__init__()
        self._colour = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_colour(self, colour: str) -> None:
        """Show a colour, nothing for ""."""
        self._colour = colour
        self.setVisible(bool(colour))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(theme.TARGET))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.smooth(painter)
        whole = QRectF(self.rect())
        left, right = whole.adjusted(0, 0, -whole.width() / 2, 0), whole.adjusted(whole.width() / 2, 0, 0, 0)
        white, colour = theme.paper(), theme.chosen(self._colour)
        painter.setFont(theme.font("strong"))
        for ground, ink, where in ((colour, white, left), (white, colour, right)):
            painter.fillRect(where, ground)
            painter.setPen(ink)
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, tr("Aa"))
