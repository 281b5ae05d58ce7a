"""The words a finding rests on: each excerpt in its note, with who said it and where, flagged when they have gone."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import ExcerptState, NoteKind, ReadBack
from crp_desktop.domain.labels import label
from crp_desktop.domain.records import Excerpt, Note, Workshop
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card, Icon
from crp_desktop.ui.widgets.layout import clear, column, flow, panel, row
from crp_desktop.ui.widgets.marked import MarkedText
from crp_desktop.ui.widgets.text import Heading, Label, Quiet

_AROUND = 400


def in_context(note: Note, excerpt: Excerpt) -> tuple[str, int, int]:
    """The note's text around an excerpt, cut at words with “…” when it is long, and where the excerpt is in it."""
    low, high = max(excerpt.start - _AROUND, 0), min(excerpt.end + _AROUND, len(note.text))
    while low and not note.text[low - 1].isspace() and low < excerpt.start:
        low += 1
    while high < len(note.text) and not note.text[high].isspace() and high > excerpt.end:
        high -= 1
    head = "… " if low else ""
    tail = " …" if high < len(note.text) else ""
    return head + note.text[low:high] + tail, len(head) + excerpt.start - low, len(head) + excerpt.end - low


class WordsSection(QWidget):
    """Excerpts in the order of the notes. `opened(excerpt)` asks for the notes, `removed(excerpt id)` to let go."""

    opened = Signal(object)
    removed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._cards = column(gap=8)
        self._none = Quiet(tr("This finding is not linked to any notes."))
        self.setLayout(column(Heading(tr("Words behind it")), self._none, panel(self._cards), gap=8))
        self.setAccessibleName(tr("Words behind it"))

    def show_words(self, excerpts: list[Excerpt], notes: dict[str, Note], shops: dict[str, Workshop]) -> None:
        """Show these."""
        clear(self._cards)
        self._none.setVisible(not excerpts)
        for excerpt in excerpts:
            note = notes.get(excerpt.note_id)
            if note is not None:
                self._cards.addWidget(self._card(excerpt, note, shops.get(excerpt.workshop_id)))

    def _card(self, excerpt: Excerpt, note: Note, shop: Workshop | None) -> QWidget:
        where = tr("Workshop {number}", number=shop.number) if shop else ""
        kind = label(note.kind) if note.kind is not NoteKind.PARAPHRASE else ""
        votes = tr("{n} vote(s)", n=note.votes) if note.votes else ""
        struck = label(note.read_back) if note.read_back is ReadBack.STRUCK else ""
        said = " · ".join(part for part in (note.speaker, kind, where, votes, struck) if part)
        go = Button(tr("See in notes"), partial(self.opened.emit, excerpt), kind="link")
        go.setObjectName(f"see-{excerpt.id}")
        away = Button(icon="x", name=tr("Remove these words from the finding"), kind="quiet",
                      on_click=partial(self.removed.emit, excerpt.id))  # fmt: skip
        away.setObjectName(f"away-{excerpt.id}")
        if excerpt.state is ExcerptState.FIRM:
            text, low, high = in_context(note, excerpt)
            body: list[QWidget] = [MarkedText(text, [(low, high)])]
        else:
            body = [
                panel(
                    row(
                        Icon("triangle-alert", "concern"),
                        _stretched(Label(_flag_words(excerpt), "small", "concern")),
                    )
                ),
                Label(tr("It was linked to “{words}”.", words=excerpt.words)),
                Quiet(note.text[: 2 * _AROUND]),
            ]
        return Card(*body, flow(Quiet(said), go, away, gap=4), gap=6, margin=12)


def _stretched(made: Label) -> Label:
    policy = made.sizePolicy()
    policy.setHorizontalStretch(1)
    made.setSizePolicy(policy)
    return made


def _flag_words(excerpt: Excerpt) -> str:
    if excerpt.state is ExcerptState.GONE:
        return tr("The note was edited and these words are no longer in it.")
    return tr(
        "The note was edited. The same words appear elsewhere in it. Check whether they are the right ones."
    )
