"""Backups that still hold words taken out since: each with its day, until when it stays, and a way to delete them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from crp_desktop import paths
from crp_desktop.domain.dates import long_date
from crp_desktop.domain.i18n import tr
from crp_desktop.services.programme.backups import Held, delete_held, held_backups
from crp_desktop.services.programme.file import backups_folder
from crp_desktop.ui.dialogs.base import confirm
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import clear, column, flow
from crp_desktop.ui.widgets.text import Label, Quiet

_SHOWN = 12


class HeldBackups(QWidget):
    """Hidden while there are none. It says when they go, never whose words they hold or why those were taken out."""

    def __init__(self, ops: Operations, *, changed: Callable[[], None] | None = None) -> None:
        super().__init__()
        self._ops = ops
        self._changed = changed
        self.held: list[Held] = []
        self._list = column(gap=4)
        self.delete = Button(tr("Delete these backups…"), self._delete, icon="trash-2")
        self._told = Quiet()
        self._told.hide()
        self.setLayout(column(self._list, flow(self.delete), self._told, gap=4))
        self.refresh()

    def folder(self) -> Path:
        """Where the backups of this computer are."""
        return backups_folder(paths.user_data())

    def refresh(self) -> None:
        """Look again."""
        self.held = self._ops.ask(held_backups, self.folder())
        clear(self._list)
        wanted = bool(self.held) or self._told.isVisibleTo(self)
        if not wanted or self.parent() is not None:
            self.setVisible(wanted)
        self.delete.setVisible(bool(self.held) and not self._ops.opened.read_only)
        if not self.held:
            return
        words = tr("{n} backup(s) with erased words still in:", n=len(self.held))
        self._list.addWidget(Label(words))
        for one in self.held[:_SHOWN]:
            when = one.made_at.astimezone()
            said = tr("{day}, {time}: deleted by {until}", day=long_date(when.date()), time=f"{when:%H:%M}",
                      until=long_date(one.until))  # fmt: skip
            self._list.addWidget(Label(said, "quiet"))
        if len(self.held) > _SHOWN:
            self._list.addWidget(Quiet(tr("and {n} older one(s)", n=len(self.held) - _SHOWN)))
        self._list.addWidget(
            Quiet(
                tr("They are deleted when the first backup after that day is made. Copies that "
"you saved somewhere else are not in this list.")
            )
        )  # fmt: skip

    def _delete(self) -> None:
        sure = confirm(
            self,
            tr("Delete {n} backup(s)?", n=len(self.held)),
            tr("A new backup of the programme is made first. After that, you cannot use these "
"older backups to get back anything that was deleted or changed by mistake."),
            tr("Back up, then delete them"),
            danger=True,
        )  # fmt: skip
        if sure:
            self.delete_now()

    def delete_now(self) -> None:
        """Make a new backup, then delete those that are listed."""
        found = [one.path for one in self.held]
        self._ops.start(
            partial(delete_held, self._ops.opened, self.folder(), found),
            title=tr("Backing up"),
            on_done=self._deleted,
        )

    def _deleted(self, count: int) -> None:
        self._told.setText(tr("{n} backup(s) deleted. A new one was made.", n=count))
        self._told.show()
        self.refresh()
        if self._changed is not None:
            self._changed()
