"""The small neutral panel: what to do, whom to call, writing it down, handing it over.

It says nothing that a child over the shoulder could read a name or an event from, and nothing after it is closed.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from crp_desktop.documents.handover.handover import Waiting, waiting
from crp_desktop.domain.dates import long_date
from crp_desktop.domain.disclosure import in_short
from crp_desktop.domain.i18n import tr
from crp_desktop.services.capture.draft import draft, save_draft
from crp_desktop.services.capture.note import notes_by_id
from crp_desktop.services.privacy.safeguarding import (
    Concern,
    Contact,
    concern_place,
    contacts,
    everywhere,
    resting_on,
    seal,
)
from crp_desktop.services.workshops.workshop import workshops
from crp_desktop.ui import theme
from crp_desktop.ui.commands import EVERYWHERE, command
from crp_desktop.ui.dialogs.base import Dialog, confirm
from crp_desktop.ui.dialogs.handover import HandoverDialog
from crp_desktop.ui.dialogs.resting import RestingList
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.pages.workshops.words import room_day_and_time, title_of
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.choice import Choice
from crp_desktop.ui.widgets.layout import clear, column, flow, panel, row
from crp_desktop.ui.widgets.text import Heading, Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit, LineEdit

_PAUSE_MS = 500
_FIELDS = ("words", "said_at", "place", "present", "done", "told")
_LINES = (("words",), ("said_at", "place"), ("present", "told"), ("done",))
"""Which fields stand side by side, so that the whole form is seen on a small screen."""
_MOST_NAMED = 4


class ContactsDialog(Dialog):
    """`workshop_id` is that of the page it was opened on, "" when the page has none: then the form asks which.
    `words` and `note_ids` are of the notes chosen when it was opened, if any; `write` opens the form at once.

    `wants_settings` says that it was closed to add contacts; `gone` are the words that were filed, once they are: they
    must not stand anywhere else any more.
    """

    def __init__(
        self,
        parent: QWidget | None,
        ops: Operations,
        workshop_id: str,
        words: str = "",
        note_ids: Sequence[str] = (),
        *,
        write: bool = False,
    ) -> None:
        super().__init__(parent, tr("Write it down") if write else tr("Contacts"), width=560)
        self._ops, self._note_ids = ops, list(note_ids)
        self.workshop = Choice(tr("Workshop"), [(one.id, title_of(one)) for one in ops.ask(workshops)])
        self._asks_which = not workshop_id
        self._workshop_id = workshop_id or self.workshop.key()
        self.workshop.chosen.connect(self._other_workshop)
        self.body.addWidget(Label(self._what_to_do()))
        self._waiting = column(gap=4)
        self.gone: tuple[str, ...] = ()
        self.resting = RestingList(ops.ask(resting_on, self._note_ids), open_=False, always_with=True)
        self._chosen_words = words
        self.fields: dict[str, LineEdit | GrowingTextEdit] = {}
        self.form = panel(self._form(words), tr("Write it down"))
        self.open_form = Button(tr("Write it down…"), self._show_form, kind="plain", icon="pencil")
        self.body.addWidget(self.form)
        self.body.addWidget(self.open_form)
        known = ops.ask(contacts)
        for contact in known:
            self.body.addWidget(self._contact(contact))
        self.wants_settings = False
        if {one.id for one in known} == {one.id for one in everywhere()}:
            self.body.addWidget(Quiet(tr("Your own safeguarding lead and duty team are not here yet.")))
            self.own = Button(tr("Add your own contacts…"), self._to_settings, kind="link")
            self.body.addWidget(flow(self.own))
        self.body.addWidget(panel(self._waiting))
        nowhere = Quiet(
            tr(
                "There is no workshop yet to write it down in. Use the council’s own form, and "
                "call the designated safeguarding lead."
            )
        )
        self.body.addWidget(nowhere)
        nowhere.setVisible(not self._workshop_id)
        write = write and bool(self._workshop_id)
        self.form.setVisible(write)
        self.open_form.setVisible(not write and bool(self._workshop_id))
        self.act = self.add_button(tr("File separately"), self._seal, kind="primary")
        self.act.setVisible(write)
        self.add_button(tr("Close"), default=not write)
        self._restore()
        self._kept = self._written()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._keep)
        for field in self.fields.values():
            field.textChanged.connect(self._pause.start)
        self._show_waiting()
        if not self.open_form.isHidden():
            self.open_form.setFocus()

    def _to_settings(self) -> None:
        self.wants_settings = True
        self.reject()

    def _what_to_do(self) -> str:
        return in_short()

    def _contact(self, contact: Contact) -> QWidget:
        line = row(gap=8)
        line.addWidget(Label(" · ".join(part for part in (contact.role, contact.name) if part)), 1)
        line.addWidget(Label(contact.phone, "strong", wrap=False))
        shown = column(line, gap=0)
        if contact.hours:
            shown.addWidget(Quiet(contact.hours))
        return panel(shown)

    def _form(self, words: str) -> QVBoxLayout:
        now = datetime.now().astimezone()
        made = column(gap=8)
        self.restored = Quiet()
        self.restored.hide()
        made.addWidget(self.restored)
        if self.windowTitle() != tr("Write it down"):
            made.addWidget(Heading(tr("Write it down"), "strong"))
        made.addWidget(
            Quiet(
                tr("Do not put names, dates of birth or addresses here. Put them on the council’s own form.")
            )
        )
        if self._asks_which:
            made.addWidget(panel(column(labelled(tr("Workshop"), self.workshop), self.workshop, gap=2)))
        labels = (
            (tr("The exact words"), words),
            (tr("When it was said"), tr("{day} at {time}", day=long_date(now.date()), time=f"{now:%H:%M}")),
            (tr("Where"), ""),
            (tr("Who was present (codes and roles)"), ""),
            (tr("What was done"), ""),
            (tr("Who was told"), ""),
        )
        boxes: dict[str, QWidget] = {}
        for name, (label, text) in zip(_FIELDS, labels, strict=True):
            field: LineEdit | GrowingTextEdit = (
                GrowingTextEdit(label, text, least=2, most=6)
                if name in ("words", "done")
                else LineEdit(label, text)
            )
            self.fields[name] = field
            boxes[name] = panel(column(labelled(label, field), field, gap=2))
        for names in _LINES:
            for line in [names] if theme.scale() < theme.LARGE else [(name,) for name in names]:
                made.addLayout(row(*(boxes[name] for name in line), gap=12))
        made.addWidget(self.resting)
        made.addWidget(
            Label(tr("This record and the notes you chose will be sealed. They will not appear "
"in notes, searches, reports or exported files. You cannot undo this.")
                  if self._note_ids else
                  tr("It is kept apart. Nobody finds it in the notes, in searches, in reports or in exchanges. This "
                     "cannot be undone. Choose notes before you press {key} to file them with it.",
                     key=command(EVERYWHERE, "contacts").key))
        )  # fmt: skip
        return made

    def _written(self) -> dict[str, str]:
        return {name: field.text() for name, field in self.fields.items()}

    def is_begun(self) -> bool:
        """Whether something was written down that is not filed yet; it is kept."""
        return any(text.strip() for name, text in self._kept.items() if name not in ("words", "said_at")) or (
            self._kept["words"].strip() not in ("", self._chosen_words.strip())
        )

    def _other_workshop(self, workshop_id: str) -> None:
        """Keep what is written under the workshop it was begun for, and show what was written for this one."""
        self._keep()
        self._workshop_id = workshop_id
        for field in self.fields.values():
            field.set_text("")
        self.restored.hide()
        self._restore()
        self._kept = self._written()

    def _place(self) -> str:
        return concern_place(self._workshop_id, self._note_ids)

    def _restore(self) -> None:
        """Put back what stood here when the panel was closed without filing."""
        left = self._ops.ask(draft, self._place())
        if left is None:
            return
        for name, field in self.fields.items():
            field.set_text(left.context.get(name, ""))
        self.open_form.setText(tr("Go on writing…"))
        self.restored.setText(tr("Kept from {when}.", when=room_day_and_time(left.typed_at, left.utc_offset)))
        self.restored.show()

    def _keep(self) -> None:
        """Keep what is written in the programme file, until it is filed."""
        self._pause.stop()
        written = self._written()
        if written != self._kept:
            self._kept = written
            words = " ".join(text for name, text in written.items() if name != "said_at").strip()
            self._ops.run(save_draft, self._place(), words, written)

    def done(self, result: int) -> None:
        if result != QDialog.DialogCode.Accepted and self._ops.store is not None:
            self._keep()
        super().done(result)

    def _show_form(self) -> None:
        self.form.show()
        self.open_form.hide()
        self.act.show()
        self.fields["words"].setFocus()
        self.fit()

    def _seal(self) -> None:
        concern = Concern(**{name: field.text() for name, field in self.fields.items()})
        words = tr("You can only hand it over from then on. You cannot undo this.")
        if self._note_ids:
            words = self._what_leaves()
        if staying := self.resting.staying():
            stay = tr("Not affected, because other notes support it too: {n} finding(s).", n=staying)
            words = f"{words} {stay}"
        if not confirm(self, tr("File it separately?"), words, tr("File separately"), final=True):
            return
        self._pause.stop()
        chosen = self.resting.chosen()
        if self._ops.run_done(seal, self._workshop_id, concern, self._note_ids, chosen) is not None:
            self.gone = (concern.words, *self._chosen_words.splitlines())
            self.accept()

    def _what_leaves(self) -> str:
        """Which notes go, by when they were written, for one chosen by mistake is filed for good; never whose they are
        or what they say, which nobody beside the screen shall read."""
        notes = self._ops.ask(notes_by_id, self._note_ids)
        there = [notes[one] for one in self._note_ids if one in notes]
        every = [room_day_and_time(one.written_at, one.utc_offset) for one in there]
        told = "; ".join(every[:_MOST_NAMED]) + ("; …" if len(every) > _MOST_NAMED else "")
        if len(self._note_ids) == 1:
            return tr(
                "The note from {when} will be removed from the notes for good. You can only "
                "hand it over. You cannot undo this.",
                when=told,
            )
        return tr(
            "This removes {n} note(s) from the notes for good: {times}. You can only hand over what is removed. "
            "You cannot undo this.",
            n=len(self._note_ids),
            times=told,
        )

    def _show_waiting(self) -> None:
        clear(self._waiting)
        open_ones: list[Waiting] = self._ops.ask(waiting)
        if open_ones:
            self._waiting.addWidget(Heading(tr("To do today"), "strong"))
        for one in open_ones:
            when = room_day_and_time(one.sealed_at, one.utc_offset)
            said = tr("From {when}: not confirmed yet", when=when)
            if one.handed_at:
                said = tr(
                    "From {when}: handed over as {how}, not confirmed yet", when=when, how=one.handed_how
                )
            button = Button(tr("Hand over…"), partial(self._hand_over, one), kind="plain")
            button.setAccessibleName(tr("Hand over the record from {when}", when=when))
            self._waiting.addWidget(Card(Label(said), button, margin=10, gap=4, ground="canvas"))

    def _hand_over(self, one: Waiting) -> None:
        dialog = HandoverDialog(self, self._ops, one)
        dialog.exec()
        dialog.deleteLater()
        self._show_waiting()
