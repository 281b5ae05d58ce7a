"""The first view of the print page: every document as a card, and what has left the programme."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from crp_desktop.documents.formats import Form
from crp_desktop.documents.model import DocumentKind, Subject
from crp_desktop.documents.preview import FirstPage, first_page
from crp_desktop.domain.dates import long_date
from crp_desktop.domain.i18n import tr
from crp_desktop.services.privacy.print_log import How, Logged
from crp_desktop.ui import theme
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.pages.documents.cards import PICTURE, DocumentCard
from crp_desktop.ui.pages.documents.preview import as_image
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.layout import FlowLayout, clear, column
from crp_desktop.ui.widgets.scroll import DownScroll
from crp_desktop.ui.widgets.text import Heading, Label, Quiet
from crp_desktop.ui.worker import Cancelled, Job

_LISTED = 12


class Gallery(QWidget):
    """`chosen(str)` is the key of the document that the person wants."""

    chosen = Signal(str)

    def __init__(self, ops: Operations) -> None:
        super().__init__()
        self._ops = ops
        self._tag = 0
        self._waiting: list[str] = []
        self._cards: dict[str, DocumentCard] = {}
        self._pictures: dict[str, QImage] = {}
        self._job: Job | None = None
        self._flow = FlowLayout(gap=12)
        cards = QWidget()
        cards.setLayout(self._flow)
        cards.setAccessibleName(tr("Documents"))
        self._log = column(gap=8)
        inside = QWidget()
        inside.setLayout(column(cards, self._log, None, gap=24))
        self.setLayout(column(DownScroll(inside), gap=0))

    def first_card(self) -> QWidget | None:
        """The first card that can be chosen."""
        return next((card for card in self._cards.values() if card.isEnabled()), None)

    def forget_pictures(self) -> None:
        """The programme has changed: draw every card anew when they are shown next."""
        self.stop()
        self._pictures = {}

    def stop(self) -> None:
        """Leave the worker to something more urgent; what is not drawn yet is drawn on the next visit."""
        self._tag += 1
        self._waiting = []
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def show_kinds(self, kinds: Sequence[DocumentKind], *, workshops: bool) -> None:
        """A card for every kind; those about a workshop wait for the first one. Pictures come one after the other."""
        self.stop()
        clear(self._flow)
        self._cards = {}
        for kind in kinds:
            wanting = (
                "" if workshops or kind.subject is not Subject.WORKSHOP else tr("After your first workshop")
            )
            card = DocumentCard(kind, wanting)
            card.clicked.connect(partial(self.chosen.emit, kind.key))
            card.set_picture(self._pictures.get(kind.key))
            self._cards[kind.key] = card
            self._flow.addWidget(card)
        self._waiting = [
            key for key, card in self._cards.items() if card.isEnabled() and key not in self._pictures
        ]
        self._draw_next()

    def _draw_next(self) -> None:
        if not self._waiting or self._ops.store is None:
            return
        dots = round(theme.px(PICTURE) * self.devicePixelRatioF())
        self._job = self._ops.start(
            partial(first_page, self._ops.opened, self._waiting.pop(0), dots, self._tag),
            title=tr("Drawing the documents"), on_done=self._drawn, on_failed=self._failed,
        )  # fmt: skip

    def _drawn(self, found: FirstPage) -> None:
        if found.tag != self._tag:
            return
        self._job = None
        if found.image is not None and found.document in self._cards:
            self._pictures[found.document] = as_image(found.image)
            self._cards[found.document].set_picture(self._pictures[found.document])
        self._draw_next()

    def _failed(self, error: Exception) -> None:
        """Cancelled, by the person or for something more urgent: the cards that are left keep their empty sheet."""
        if not isinstance(error, Cancelled):
            raise error

    def show_log(self, logged: Sequence[Logged], titles: dict[str, str], numbers: dict[str, int]) -> None:
        """What left the programme, newest first; `titles` by kind, `numbers` of workshops by id."""
        clear(self._log)
        self._log.addWidget(Heading(tr("What has been printed or saved")))
        if not logged:
            self._log.addWidget(Quiet(tr("Nothing has been printed or saved yet.")))
            return
        card = Card(gap=10)
        for one in logged[:_LISTED]:
            card.column().addLayout(column(Label(_what(one, titles, numbers)), Quiet(_when(one)), gap=0))
        self._log.addWidget(card)


def _what(one: Logged, titles: dict[str, str], numbers: dict[str, int]) -> str:
    title = titles.get(one.document, one.document)
    if one.workshop_id in numbers:
        title = tr("{title}, workshop {number}", title=title, number=numbers[one.workshop_id])
    if one.how is How.SAVED and one.form == Form.DOCX:
        return tr("{title}: saved as a Word document", title=title)
    if one.how is How.SAVED and one.form == Form.HTML:
        return tr("{title}: saved as a web page", title=title)
    if one.how is How.SAVED:
        return tr("{title}: saved as PDF, {n} page(s)", n=one.pages, title=title)
    pages = tr("{n} page(s)", n=one.pages)
    return (
        tr("{title}: printed, {pages}, copies: {n}", n=one.copies, title=title, pages=pages)
        if (one.copies > 1)
        else tr("{title}: printed, {pages}", title=title, pages=pages)
    )


def _when(one: Logged) -> str:
    when = tr("{day}, {time}", day=long_date(one.at.date()), time=f"{one.at:%H:%M}")
    return " · ".join(part for part in (when, one.person or one.account) if part)
