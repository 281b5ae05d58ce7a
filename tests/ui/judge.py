"""What a careful eye would see in a picture, found by measuring: cut words, sideways scrolling, small targets."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from crp_desktop.ui import theme
from crp_desktop.ui.widgets.chips import Chip, ChipButton
from crp_desktop.ui.widgets.text import Label


def judge(top: QWidget) -> list[str]:
    """Everything wrong in `top` as it is shown now, in words."""
    faults = []
    for widget in (top, *top.findChildren(QWidget)):
        if widget.isVisible():
            faults += [f"{fault}: {_described(widget)}" for fault in _faults(widget, top)]
    return faults


def _described(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    said = str(text()) if callable(text) and not isinstance(widget, QLineEdit) else ""
    return f"{type(widget).__name__} {widget.objectName()} “{(said or widget.accessibleName())[:60]}”"


def _faults(widget: QWidget, top: QWidget) -> list[str]:
    found = []
    if isinstance(widget, QAbstractScrollArea) and widget.horizontalScrollBar().isVisible():
        found.append("scrolls sideways")
    inside = widget.widget() if isinstance(widget, QScrollArea) else None
    if isinstance(widget, QScrollArea) and inside is not None and inside.width() > widget.viewport().width():
        found.append(f"content {inside.width()} is wider than its view {widget.viewport().width()}")
    if (cut := _cut(widget)) is not None:
        found.append(cut)
    if isinstance(widget, QAbstractButton) and not _large_enough(widget):
        found.append(f"target of {widget.width()} x {widget.height()} is too small")
    if _outside(widget, top):
        found.append("reaches outside its window")
    return found


def _cut(widget: QWidget) -> str | None:
    """How words of a label, button or closed combo box are cut, if they are."""
    if isinstance(widget, Label):
        need = widget.needed()
    elif isinstance(widget, Chip | ChipButton):
        need = widget.sizeHint()
        if need.width() > widget.width() + 1:
            need = QSize(widget.width(), widget.heightForWidth(widget.width()))
    elif isinstance(widget, QPushButton):
        need = widget.sizeHint()
    elif isinstance(widget, QLabel) and widget.text():
        height = widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
        need = widget.minimumSizeHint()
        need.setHeight(min(height, need.height()) if not widget.wordWrap() else height)
    elif isinstance(widget, QCheckBox | QRadioButton | QComboBox):
        need = widget.minimumSizeHint()
        if isinstance(widget, QComboBox) and not widget.isEditable():
            words = QFontMetrics(widget.font()).horizontalAdvance(widget.currentText())
            need.setWidth(words + theme.px(44))
    else:
        return None
    if need.width() > widget.width() + 1 or need.height() > widget.height() + 1:
        return f"cut: needs {need.width()} x {need.height()}, has {widget.width()} x {widget.height()}"
    return None


def _large_enough(widget: QAbstractButton) -> bool:
    if widget.property("tight") or widget.parentWidget() is None:
        return True
    return widget.height() >= theme.px(theme.TARGET) - 2 and widget.width() >= 24


def _outside(widget: QWidget, top: QWidget) -> bool:
    """Whether part of it lies left or right of the window (below is what scrolling is for)."""
    if widget is top or not isinstance(widget, QAbstractButton | QLabel):
        return False
    area = QRect(widget.mapTo(top, QPoint(0, 0)), widget.size())
    return area.left() < -1 or area.right() > top.width() + 1
