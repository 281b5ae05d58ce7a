"""Fields that show the parts of one record, save each as it is left, and say beside it what is wrong."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.errors import InputProblem, Problem
from crp_desktop.services.done import Done
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.announce import announce
from crp_desktop.ui.widgets.choice import ComboBox
from crp_desktop.ui.widgets.fields import DateField, NumberField, TimeField
from crp_desktop.ui.widgets.layout import column
from crp_desktop.ui.widgets.stepper import Stepper
from crp_desktop.ui.widgets.text import Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit, LineEdit

Field = LineEdit | GrowingTextEdit | NumberField | Stepper | ComboBox
_PAUSE_MS = 1500


class FormField(QWidget):
    """A field below its label, if it has one of its own, and below it what is wrong with what was typed."""

    def __init__(self, words: str, field: Field, *, small: bool = False, told: str = "") -> None:
        super().__init__()
        self._field = field.field if isinstance(field, Stepper) else field
        self.problem = Label("", ink="concern")
        self.problem.hide()
        label = Label(words, "small", "quiet") if small else labelled(words, self._field)
        self.setLayout(column(label, *([Quiet(told)] if told else []), field, self.problem, gap=4))

    def show_problem(self, problem: Problem) -> None:
        """Say what is wrong, also to a screen reader, until `dismiss`."""
        self.problem.setText(str(problem))
        self.problem.show()
        self._field.setAccessibleDescription(str(problem))
        announce(self._field, str(problem), urgent=True)

    def dismiss(self) -> None:
        """Nothing is wrong any more."""
        if not self.problem.isHidden():
            self.problem.hide()
            self._field.setAccessibleDescription("")


def lines(text: str) -> tuple[str, ...]:
    """What is written one a line."""
    return tuple(text.split("\n"))


@dataclass(slots=True, eq=False)
class Bound:
    """A field and the part of the record it is about; `shown` is what the field held when it was filled or saved."""

    name: str
    field: Field
    row: FormField
    value: Callable[[], Any]
    put: Callable[[Any], object]
    settle: Callable[[], object]
    shown: Any = None

    def is_pending(self) -> bool:
        """Whether it holds something that was typed and is not saved yet."""
        return bool(self.value() != self.shown)


class Form(QObject):
    """Binds fields to parts of one record. Each is saved when it is left, as one step, by `service(store, *key,
    **{name: value})`; with `pauses` also when somebody stops typing.

    An InputProblem is told beside the field, where the saved value stands again; after any other Problem, which the
    window shows, what was typed stays, and `save` tries again. `show` never takes away what is being typed.
    """

    def __init__(
        self, ops: Operations, service: Callable[..., Done[Any]], parent: QWidget, *, pauses: bool = False
    ) -> None:
        super().__init__(parent)
        self._ops, self.service = ops, service
        self.record: Any = None
        self.key: tuple[str, ...] = ()
        self.bound: dict[str, Bound] = {}
        self._filling = False
        self._pause = QTimer(self) if pauses else None
        if self._pause is not None:
            self._pause.setSingleShot(True)
            self._pause.setInterval(_PAUSE_MS)
            self._pause.timeout.connect(self.save)

    def add(
        self,
        name: str,
        field: Field,
        words: str,
        *,
        read: Callable[[Any], Any] = lambda value: value,
        show: Callable[[Any], Any] = lambda value: value,
        small: bool = False,
        told: str = "",
    ) -> FormField:
        """Bind a field to a part of the record; its row, with label and message, to be laid out.

        `show` makes what the field holds from the record's value, `read` the value from what the field holds.
        """
        get, put, left, settle = _ways(field)
        row = FormField(words, field, small=small, told=told)
        one = Bound(name, field, row, lambda: read(get()), lambda value: put(show(value)), settle)
        if not field.objectName():
            field.setObjectName(name)
        left.connect(partial(self._left, one))
        if isinstance(field, LineEdit | GrowingTextEdit):
            typed = field.textEdited if isinstance(field, LineEdit) else field.textChanged
            typed.connect(row.dismiss)
            if self._pause is not None:
                typed.connect(self._pause.start)
        self.bound[name] = one
        return row

    def show(self, record: Any, *key: str) -> None:
        """Show a record, None for none; of another one than before what is pending is saved first."""
        other = self.record is None or record is None or key != self.key
        if other and record is not None:
            self.save()
        self.record, self.key = record, key
        for one in self.bound.values() if record is not None else ():
            if other or not one.is_pending():
                self._fill(one)
            if other:
                one.row.dismiss()

    def save(self) -> None:
        """Save every field that holds something that is not saved yet."""
        if self._pause is not None:
            self._pause.stop()
        for one in self.bound.values() if self.record is not None else ():
            one.settle()
            if one.is_pending():
                self._left(one)

    def _fill(self, one: Bound) -> None:
        self._filling = True
        one.put(getattr(self.record, one.name))
        self._filling = False
        one.shown = one.value()

    def _left(self, one: Bound, *_: object) -> None:
        if self._filling or self.record is None:
            return
        one.row.dismiss()
        before, one.shown = one.shown, one.value()
        if one.shown != getattr(self.record, one.name):
            tell = partial(self._refused, one, before)
            self._ops.telling(tell).run(self.service, *self.key, **{one.name: one.shown})

    def _refused(self, one: Bound, before: Any, problem: Problem) -> None:
        if isinstance(problem, InputProblem):
            self._fill(one)
            one.row.show_problem(problem)
        else:
            one.shown = before
            self._ops.failed.emit(problem)


def _ways(
    field: Field,
) -> tuple[Callable[[], Any], Callable[[Any], object], SignalInstance, Callable[[], object]]:
    """How a kind of field is read, filled, tells that it was left, and takes what is typed as its value now."""
    if isinstance(field, DateField):
        return field.iso, field.set_iso, field.left, field.settle
    if isinstance(field, TimeField):
        return field.value, field.set_time, field.left, field.settle
    if isinstance(field, Stepper):
        return field.value, field.set_value, field.changed, field.settle
    if isinstance(field, NumberField):
        return field.value, field.setValue, field.valueChanged, field.interpretText
    if isinstance(field, ComboBox):
        combo = field
        return (
            combo.currentData,
            lambda key: combo.setCurrentIndex(combo.findData(key)),
            combo.activated,
            lambda: None,
        )
    return field.text, field.set_text, field.left, lambda: None
