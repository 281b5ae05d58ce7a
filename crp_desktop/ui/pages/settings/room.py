"""Settings for the room: the council's own contacts, and what brings a hidden screen back."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.services.privacy.contacts import FIELDS, add_contact, change_contact, delete_contact
from crp_desktop.services.privacy.safeguarding import Contact, contacts, everywhere
from crp_desktop.ui import theme
from crp_desktop.ui.form import Form
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.layout import clear, column, flow, panel
from crp_desktop.ui.widgets.text import Heading, Label, Quiet
from crp_desktop.ui.widgets.textedit import LineEdit


class RoomCard(Card):
    """Saved as it is changed; the numbers that hold everywhere are shown after the council's own."""

    def __init__(self, ops: Operations) -> None:
        super().__init__(Heading(tr("Who to call during a session")), gap=12)
        self._ops = ops
        self._forms: dict[str, Form] = {}
        self.asks = QCheckBox(tr("A hidden screen asks for the passphrase"))
        self.asks.toggled.connect(ops.preferences.set_hide_asks)
        self._list = column(gap=20)
        self.add = Button(tr("Add a contact"), self._add, icon="plus")
        for part in (
            flow(self.asks),
            Quiet(tr("If you hide the screen in a session, you need the passphrase to show it again.")),
            Label(tr("Contacts for worries about a child"), "strong"),
            Quiet(
                tr(
                    "Your designated safeguarding lead, children’s services (MASH or front door), the emergency duty "
                    "team out of hours, and the LADO."
                )
            ),
            panel(self._list),
            flow(self.add),
            Quiet("   ".join(f"{one.name} {one.phone}" for one in everywhere())),
        ):
            self.column().addWidget(part)

    def refresh(self) -> None:
        """Show what is kept; fields that are being typed in stay when nothing was added or taken away."""
        self.asks.setChecked(self._ops.preferences.hide_asks)
        fixed = {one.id for one in everywhere()}
        own = [one for one in self._ops.ask(contacts) if one.id not in fixed]
        if [one.id for one in own] != list(self._forms):
            clear(self._list)
            self._forms = {}
            for number, one in enumerate(own, 1):
                self._list.addWidget(self._line(number, one))
        for one in own:
            self._forms[one.id].show(one, one.id)

    def _line(self, number: int, one: Contact) -> QWidget:
        names = {
            "role": tr("Who they are"), "name": tr("Team or name"), "phone": tr("Number"), "hours": tr("Hours")
        }  # fmt: skip
        made = QWidget()
        cells = QGridLayout(made)
        cells.setContentsMargins(0, 0, 0, 0)
        theme.space(cells, 8)
        form = self._forms[one.id] = Form(self._ops, change_contact, made)
        for at, key in enumerate(FIELDS):
            field = LineEdit(
                tr("{what} of contact {number}", what=names[key], number=number), placeholder=names[key]
            )
            field.setObjectName(f"{key}-{one.id}")
            theme.size(field, min_width=120)
            cells.addWidget(form.add(key, field, names[key], small=True), at // 2, at % 2)
            cells.setColumnStretch(at % 2, 1)
        away = Button(
            icon="trash-2", name=tr("Delete contact {number}", number=number), kind="quiet",
            on_click=partial(self._ops.run, delete_contact, one.id),
        )  # fmt: skip
        cells.addWidget(away, 0, 2, Qt.AlignmentFlag.AlignBottom)
        made.setAccessibleName(tr("Contact {number}", number=number))
        made.setObjectName(f"contact-{one.id}")
        return made

    def _add(self) -> None:
        made = self._ops.run(add_contact)
        field = self.findChild(LineEdit, f"role-{made}") if made else None
        if field is not None:
            field.setFocus()
