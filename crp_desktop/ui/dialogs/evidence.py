"""What is said about a piece of evidence: its type, direction, day, whose voice, which groups were reached."""

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.changes import EvidenceChange
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import SAID_DIRECTIONS, Direction, EvidenceKind, EvidenceType, Voice
from crp_desktop.domain.labels import label
from crp_desktop.domain.text import clean_line
from crp_desktop.services.assessment.records import EvidenceView
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.widgets.choice import Choice
from crp_desktop.ui.widgets.fields import DayField
from crp_desktop.ui.widgets.layout import column, panel
from crp_desktop.ui.widgets.text import Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit, LineEdit

_WORDS = (EvidenceKind.DOCUMENT, EvidenceKind.LINK, EvidenceKind.ASSERTION)


class EvidenceDialog(Dialog):
    """After `exec`, `values` is what to save, or None when nothing was. `piece` None is a new one of this `kind`."""

    def __init__(self, parent: QWidget | None, kind: EvidenceKind, piece: EvidenceView | None = None) -> None:
        super().__init__(parent, _title(kind, piece), width=560)
        self.values: EvidenceChange | None = None
        self._own_words = kind in _WORDS
        usual = EvidenceType.ASSERTION if kind is EvidenceKind.ASSERTION else EvidenceType.DOCUMENT
        self.text = GrowingTextEdit(tr("What it is"), piece.text if piece else "", least=2)
        self.type = Choice(tr("Type"), [(one.value, label(one)) for one in EvidenceType])
        self.type.set_key(piece.type if piece else usual)
        unsaid = piece is not None and piece.direction is Direction.UNSAID
        directions = (Direction.UNSAID, *SAID_DIRECTIONS) if unsaid else SAID_DIRECTIONS
        self.direction = Choice(
            tr("What it says about the statement"), [(one.value, label(one)) for one in directions]
        )
        self.direction.set_key(piece.direction if piece else Direction.SUPPORTS)
        self.voice = Choice(tr("Whose voice"), [(one.value, label(one)) for one in Voice])
        self.voice.set_key(piece.voice if piece else Voice.ORGANISATION)
        self.dated = DayField(tr("Day"), tr("Not known"), piece.dated if piece else "")
        self.groups = LineEdit(tr("Least-heard groups reached"), piece.groups_reached if piece else "")
        self._build(piece)
        self.add_button(tr("Save") if piece else tr("Attach"), self._save, kind="primary", default=True)
        self.add_button(tr("Cancel"))

    def _build(self, piece: EvidenceView | None) -> None:
        if self._own_words:
            self._field(tr("What it is"), self.text)
        elif piece is not None:
            self.body.addWidget(Label(piece.text))
            self.body.addWidget(Quiet(piece.source))
        self._field(tr("Type"), self.type)
        told = tr(
            "Testimony is what children said themselves. “Our word only” is what adults say "
            "with nothing to show it. Adults speaking for children also count as “our word "
            "only”."
        )
        self.body.addWidget(Quiet(told))
        self._field(tr("What it says about the statement"), self.direction)
        self._field(tr("Whose voice"), self.voice)
        self._field(tr("Day"), self.dated)
        self._field(tr("Least-heard groups reached"), self.groups)
        self.body.addWidget(Quiet(tr("For example, young carers or children in care. Groups, never names.")))

    def _field(self, words: str, field: QWidget) -> None:
        self.body.addWidget(panel(column(labelled(words, field), field, gap=4)))

    def _save(self) -> None:
        if self._own_words and not clean_line(self.text.text()):
            self.show_problem(InputProblem(tr("Say in a few words what it is.")))
            self.text.setFocus()
            return
        self.values = {
            "type": EvidenceType(self.type.key()),
            "direction": Direction(self.direction.key()),
            "voice": Voice(self.voice.key()),
            "dated": self.dated.iso(),
            "groups_reached": self.groups.text().strip(),
        }
        if self._own_words:
            self.values["text"] = clean_line(self.text.text())
        self.accept()


def _title(kind: EvidenceKind, piece: EvidenceView | None) -> str:
    if piece is not None:
        return tr("Evidence")
    return {
        EvidenceKind.LINK: tr("Attach a link"),
        EvidenceKind.ASSERTION: tr("Add our word only, with nothing to show it"),
    }.get(kind, tr("Attach a document kept elsewhere"))
