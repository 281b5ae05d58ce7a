"""A look at what points another way for a badge than its finding's kind says: one by one, or all at once."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.labels import label
from crp_desktop.services.findings.direction import Astray
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.chips import KindMark
from crp_desktop.ui.widgets.layout import clear, column, flow, panel
from crp_desktop.ui.widgets.text import Label, Quiet

_SHOWN = 20
Act = Callable[[Sequence[Astray]], object]


class DirectionsDialog(Dialog):
    """`look` finds them, `keep` says that each is right, `change` lets each follow its finding's kind; `name` is what a
    person calls a badge."""

    def __init__(
        self,
        parent: QWidget | None,
        look: Callable[[], list[Astray]],
        keep: Act,
        change: Act,
        name: Callable[[str], str],
    ) -> None:
        super().__init__(parent, tr("Supports or contradicts"), width=680)
        self._look, self._keep, self._change, self._name = look, keep, change, name
        self._count = Label(kind="strong")
        self._rows = column(gap=8)
        told = tr(
            "A strength supports a badge, a concern contradicts it, an idea asks for "
            "something. These findings were mapped before that rule and do not follow it. "
            "Nothing changes until you choose."
        )
        self.body.addWidget(Label(told))
        self.body.addWidget(self._count)
        self.body.addWidget(panel(self._rows))
        self.change_all = self.add_button(tr("Change all"), self._all, kind="primary")
        self.add_button(tr("Close"), self.accept)
        self.show_all()

    def show_all(self, place: int = 0, act: str = "change") -> None:
        """Show what there is to look at, the focus on that act of the one at `place`."""
        self._found = self._look()
        clear(self._rows)
        many = len(self._found) > _SHOWN
        self._count.setText(
            tr("There are {n}. The first {shown} are here.", n=len(self._found), shown=_SHOWN)
            if many
            else tr("To look at: {n}", n=len(self._found))
        )
        self.change_all.setEnabled(bool(self._found))
        cards = [self._row(one) for one in self._found[:_SHOWN]]
        for card in cards:
            self._rows.addWidget(card)
        if self._found:
            button = cards[min(place, len(cards) - 1)].findChild(Button, act)
            if button is not None:
                button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._rows.addWidget(Quiet(tr("Every finding now fits its kind, or is as you chose.")))
        self.fit()

    def _row(self, one: Astray) -> QWidget:
        now, wanted = label(one.direction).lower(), label(one.wanted).lower()
        place = self._found.index(one)
        change = Button(tr("Change to “{direction}”", direction=wanted), partial(self._act, place, "change"))
        keep = Button(
            tr("Keep “{direction}”", direction=now), partial(self._act, place, "keep"), kind="quiet"
        )
        for button, act in ((change, "change"), (keep, "keep")):
            button.setObjectName(act)
            words = tr("Finding {number}: {act}", number=one.number, act=button.text())
            button.setAccessibleName(words)
        where = tr("{badge}: {direction}", badge=self._name(one.badge), direction=now)
        return Card(KindMark(one.kind), Label(one.text), Quiet(where), flow(change, keep, gap=4),
                    gap=4, margin=12, ground="canvas")  # fmt: skip

    def _act(self, place: int, act: str) -> None:
        (self._keep if act == "keep" else self._change)([self._found[place]])
        self.show_all(place, act)

    def _all(self) -> None:
        self._change(self._found)
        self.show_all()
