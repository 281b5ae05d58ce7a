"""The print page: choose a document, look at it, save it or print it."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QStackedWidget, QWidget

from crp_desktop.documents.formats import Form, file_filter, form_name, forms
from crp_desktop.documents.kinds import kind, kinds
from crp_desktop.documents.model import DocumentKind, Request, Subject
from crp_desktop.documents.options import SAVE_AS, save_as
from crp_desktop.documents.prepare import RenderedDocument, find_subject, make_report, save_report
from crp_desktop.documents.subjects import subject_options, with_subject
from crp_desktop.domain.dates import as_day, long_date
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Audience, RecordKind
from crp_desktop.domain.labels import label
from crp_desktop.domain.records import Workshop
from crp_desktop.services.privacy.print_log import print_log
from crp_desktop.services.workshops.workshop import workshops
from crp_desktop.ui import theme
from crp_desktop.ui.commands import command
from crp_desktop.ui.dialogs.files import ask_save
from crp_desktop.ui.dialogs.printing import ChooseWorkshopDialog, ask_printer
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.documents.export_checks import ExportChecks
from crp_desktop.ui.pages.documents.gallery import Gallery
from crp_desktop.ui.pages.documents.options import PANE as OPTIONS_PANE
from crp_desktop.ui.pages.documents.options import OptionsPane
from crp_desktop.ui.pages.documents.pages import PANE as PAGES_PANE
from crp_desktop.ui.pages.documents.pages import PageList
from crp_desktop.ui.pages.documents.preview import Preview
from crp_desktop.ui.pages.documents.send import Sent, send_to_printer
from crp_desktop.ui.pages.workshops.words import title_of
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import EmptyState
from crp_desktop.ui.widgets.scroll import DownScroll
from crp_desktop.ui.widgets.split import SplitPane
from crp_desktop.ui.worker import Job

_SETTLE_MS = 250
_LEAST_HEIGHT = 190
_LARGE_TEXT = 1.5


class _Panes(SplitPane):
    """Its buttons stand on the line of the preview's controls: with large text every line counts."""

    main: Preview

    def _fold(self, folded: bool) -> None:
        super()._fold(folded)
        for pane, place in ((self.left, self.main.before), (self.right, self.main.after)):
            inside = place.layout()
            assert pane is not None
            assert inside is not None
            if inside.indexOf(self.buttons[pane]) < 0:
                inside.addWidget(self.buttons[pane])
            place.setVisible(self.folded)


class PrintPage(Page):
    """Two views: the gallery of documents, and one document with its preview and options."""

    name = "print"
    scrolls = False
    interests = frozenset(RecordKind) - {RecordKind.DISMISSAL}

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        self._request: Request | None = None
        self._made: RenderedDocument | None = None
        self._job: Job | None = None
        self._held: list[Workshop] = []
        self._saving_to: Path | None = None
        self._form = Form.PDF
        super().__init__(ops, nav)
        self._leaving = ExportChecks(self, ops)
        theme.space(self.body, 0, (24, 0, 24, 0))
        self.gallery = Gallery(ops)
        self.preview = Preview(ops)
        self.pages = PageList(ops)
        self.options = OptionsPane()
        self.split = _Panes(
            self.preview,
            left=(self.pages, tr("Pages"), PAGES_PANE),
            right=(self.options, tr("Options"), OPTIONS_PANE),
            main_width=420,
        )
        self.empty = EmptyState(
            "printer",
            tr("Nothing to print yet"),
            tr("Documents are made from your workshops. Plan a workshop, or start one now."),
            tr("Go to workshops"),
            partial(nav.go, "workshops"),
        )
        theme.size(self.split, min_height=_LEAST_HEIGHT)
        self._document = DownScroll(self.split)
        self._nothing = DownScroll(self.empty)
        self._views = QStackedWidget()
        for view in (self.gallery, self._document, self._nothing):
            self._views.addWidget(view)
        self.body.addWidget(self._views, 1)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._make)
        self._build_actions()
        self._connect()

    def _build_actions(self) -> None:
        self.back = Button(
            name=tr("All documents"), on_click=self._to_gallery, kind="quiet", icon="layout-grid"
        )
        self.print_button = Button(tr("Print…"), self._print, icon="printer")
        self.save = command("print", "save").button(self._save, on=self, kind="primary")
        self.set_actions(self.back, self.print_button, self.save)
        self._write_faces()
        self._write_save()
        self._show_view(self.gallery)

    def _write_faces(self) -> None:
        """With large text one button is its icon only, so that all stand on the title's line."""
        self.back.setText("" if theme.scale() >= _LARGE_TEXT else tr("All documents"))
        self.preview.set_large_text(theme.scale() >= _LARGE_TEXT)

    def _write_save(self) -> None:
        """The button says what it saves, in fewer letters with large text."""
        words = {
            Form.PDF: tr("Save PDF…"),
            Form.HTML: tr("Save web page…"),
            Form.DOCX: tr("Save Word file…"),
        }
        short = {**words, Form.HTML: tr("Save page…"), Form.DOCX: tr("Save Word…")}
        self.save.setText((short if theme.scale() >= _LARGE_TEXT else words)[self._form])
        self.save.setAccessibleName(words[self._form])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "back"):
            self._write_faces()
            self._write_save()

    def _connect(self) -> None:
        self.gallery.chosen.connect(self._choose)
        self.pages.chosen.connect(self.preview.go)
        self.preview.page_changed.connect(self.pages.mark)
        self.options.changed.connect(self._option_changed)
        self.options.workshop_wanted.connect(self._another_workshop)
        self.ops.jobs_changed.connect(self._show_job)

    def title(self) -> str:
        return kind(self._request.document).title if self._request else tr("Print")

    def purpose(self) -> str:
        if self._request:
            return kind(self._request.document).readers
        return tr("Documents for people who took part, for children, for the board and for the panel.")

    def first_focus(self) -> QWidget | None:
        if self._request:
            return self.preview.sheet
        return self.gallery.first_card() or self.empty.button

    def refresh(self) -> None:
        self._held = self.ops.ask(workshops)
        self.gallery.forget_pictures()
        if self._request and self._still_there(self._request):
            self._show_subject()
            self._settle.start()
            return
        self._request = None
        self._show_gallery()

    def show_target(self, **target: Any) -> None:
        if "document" not in target:
            return
        if not target["document"]:
            self._request = None
            self._show_gallery()
            return
        about = {name: target.get(name, "") for name in ("badge", "period")}
        self._open(find_subject(self.ops.opened, target["document"], target.get("workshop"), **about))

    def leaving(self) -> None:
        self._settle.stop()

    def _still_there(self, request: Request) -> bool:
        return not request.workshop or any(one.id == request.workshop for one in self._held)

    # The gallery

    def _show_gallery(self) -> None:
        offered = kinds()
        usable = self._held or any(one.subject is not Subject.WORKSHOP for one in offered)
        if usable:
            self.gallery.show_kinds(offered, workshops=bool(self._held))
            self._show_log()
        self._show_view(self.gallery if usable else self._nothing)
        self.header_changed.emit()

    def _show_log(self) -> None:
        titles = {one.key: one.title for one in kinds()}
        numbers = {one.id: one.number for one in self._held}
        self.gallery.show_log(self.ops.ask(print_log), titles, numbers)

    def _choose(self, document: str) -> None:
        self.nav.go("print", document=document)

    def _to_gallery(self) -> None:
        self.nav.go("print", document="")

    def _show_view(self, view: QWidget) -> None:
        self._views.setCurrentWidget(view)
        for button in (self.back, self.print_button, self.save):
            button.setVisible(view is self._document)

    # One document

    def _open(self, request: Request) -> None:
        self.gallery.stop()
        wanted = kind(request.document)
        remembered = {
            option.key: value
            for option in wanted.options
            if option.remembered
            and (value := self.ops.preferences.print_option(wanted.key, option.key)) is not None
        }
        self._request = replace(request, options=wanted.chosen(replace(request, options=remembered)))
        self._form = self._remembered_form(wanted)
        self._write_save()
        self._show_made(None)
        self._show_options(wanted)
        self._show_subject()
        self._show_view(self._document)
        self.header_changed.emit()
        self._make()

    def _remembered_form(self, wanted: DocumentKind) -> Form:
        """What this kind of document was saved as last."""
        value = self.ops.preferences.print_option(wanted.key, SAVE_AS)
        return next((form for form in forms(wanted) if form.value == value), Form.PDF)

    def _show_options(self, wanted: DocumentKind) -> None:
        assert self._request is not None
        subjects = self.ops.ask(subject_options, wanted)
        values = {
            **self._request.options,
            "badge": self._request.badge,
            "period": self._request.period,
            SAVE_AS: self._form.value,
        }
        offered = forms(wanted)
        file = (save_as(offered),) if len(offered) > 1 else ()
        self.options.show_options((*file, *subjects, *wanted.options), values)

    def _show_subject(self) -> None:
        assert self._request is not None
        shop = next((one for one in self._held if one.id == self._request.workshop), None)
        if shop is None or kind(self._request.document).subject is not Subject.WORKSHOP:
            self.options.show_subject("", "")
            return
        self.options.show_subject(title_of(shop), _details(shop))
        self.options.another.setEnabled(len(self._held) > 1)

    def _another_workshop(self) -> None:
        assert self._request is not None
        dialog = ChooseWorkshopDialog(self, self._held, self._request.workshop)
        dialog.exec()
        if dialog.workshop_id:
            self.nav.go("print", document=self._request.document, workshop=dialog.workshop_id)

    def _option_changed(self, option: str, value: str) -> None:
        assert self._request is not None
        wanted = kind(self._request.document)
        if option == SAVE_AS:
            self._form = Form(value)
            self.ops.preferences.set_print_option(wanted.key, SAVE_AS, value)
            self._write_save()
            return
        if option in wanted.about:
            self._request = with_subject(self._request, option, value)
            self._settle.start()
            return
        self._request = replace(self._request, options={**self._request.options, option: value})
        if any(one.key == option and one.remembered for one in wanted.options):
            self.ops.preferences.set_print_option(wanted.key, option, value)
        self._settle.start()

    def _make(self) -> None:
        """Make the document anew on the worker; one that is under way for an older choice is stopped."""
        self._settle.stop()
        if self._request is None or self.ops.store is None:
            return
        if self._job is not None:
            self._job.cancel()
        self._job = self.ops.start(
            partial(make_report, self.ops.opened, self._request),
            title=tr("Preparing the preview"),
            on_done=self._preview_made,
        )

    def _preview_made(self, made: RenderedDocument) -> None:
        if self._request is None or _differs(made.request, self._request):
            return
        self._job = None
        self._show_made(made)

    def _show_made(self, made: RenderedDocument | None) -> None:
        self._made = made
        self.preview.show_made(made)
        self.pages.show_made(made)
        self.options.show_made(made)
        for button in (self.save, self.print_button):
            button.setEnabled(made is not None)

    # Out of the programme

    def _save(self) -> None:
        self._leaving.ask(self._request, self._made, self._save_as)

    def _save_as(self) -> None:
        if self._made is None or self._request is None:
            return
        form = self._form
        title = tr("Save as {form}", form=form_name(form))
        path = ask_save(self, title, f"{self._made.name}.{form.value}", file_filter(form))
        if path is not None:
            self._saving_to = path
            self.ops.start(
                partial(save_report, self.ops.opened, self._request, path, form=form, before=self._made),
                title=tr("Saving the document"),
                on_done=self._saved,
            )

    def _saved(self, made: RenderedDocument) -> None:
        if self._saving_to is not None:
            self.file_saved.emit(self._saving_to)

    def _print(self) -> None:
        self._leaving.ask(self._request, self._made, self._to_printer)

    def _to_printer(self) -> None:
        if self._made is None or self._request is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._made.job)
        if kind(self._made.request.document).both_sides:
            printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
        if ask_printer(self, printer, self._made.pages):
            self.ops.start(
                partial(send_to_printer, self.ops.opened, self._request, printer, before=self._made),
                title=tr("Printing"),
                on_done=self._sent,
            )

    def _sent(self, sent: Sent) -> None:
        self.announce(tr("{n} page(s) sent to the printer", n=sent.pages * sent.copies))

    def _show_job(self) -> None:
        """Saving and printing are shown large; the preview has its own empty sheet."""
        titles = (tr("Saving the document"), tr("Printing"))
        self.options.progress.show_job(next((job for job in self.ops.jobs if job.title in titles), None))


def _differs(made: Request, wanted: Request) -> bool:
    """Whether a document that was made is no longer the one wanted."""
    subject = (made.document, made.workshop, made.badge, made.period)
    return subject != (wanted.document, wanted.workshop, wanted.badge, wanted.period) or any(
        made.options.get(key) != value for key, value in wanted.options.items()
    )


def _details(shop: Workshop) -> str:
    day = as_day(shop.held_on)
    parts = (
        tr("Workshop {number}", number=shop.number),
        long_date(day) if day else tr("no date yet"),
        label(Audience(shop.audience)),
    )
    return " · ".join(parts)
