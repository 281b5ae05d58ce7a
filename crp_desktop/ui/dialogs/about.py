"""What this program is, its version, and whose work it stands on."""

from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.widgets.text import Label, Quiet


def program_version() -> str:
    """The installed version, or "" in a checkout that is not installed."""
    try:
        return version("crp-desktop")
    except PackageNotFoundError:
        return ""


class AboutDialog(Dialog):
    """A text to read; Escape closes it."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, tr("About CRP Desktop"))
        said = (
            tr("For children’s rights work in a council: workshops with children and young "
"people, what they said, the rights it is about, and what changed."),
            tr("It never uses a network. Everything stays in the file you chose, on this computer."),
            tr("The self-assessment in CRP Desktop is for internal use. It is not UNICEF’s criteria."),
        )  # fmt: skip
        for words in said:
            self.body.addWidget(Label(words))
        self.body.addWidget(
            Quiet(tr("Version {version}, Qt {qt}", version=program_version() or "–", qt=qVersion()))
        )
        self.body.addWidget(
            Quiet(
                tr(
                    "MIT licence. Typeface Atkinson Hyperlegible (Braille Institute, OFL); icons Lucide (ISC)."
                )
            )
        )
        self.add_button(tr("Close"), default=True)
