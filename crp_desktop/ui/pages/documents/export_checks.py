"""What is asked before a document leaves the programme: once about paper, then about what it holds."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from crp_desktop.documents.model import Request
from crp_desktop.documents.prepare import RenderedDocument
from crp_desktop.documents.review.review import Review, review
from crp_desktop.domain.errors import Problem
from crp_desktop.domain.i18n import tr
from crp_desktop.ui.dialogs.printing import may_leave
from crp_desktop.ui.dialogs.review import look_through
from crp_desktop.ui.operations import Operations


class ExportChecks(QObject):
    """Asks for `page`, whose documents leave; names are looked for on the worker, as a long document takes a while."""

    def __init__(self, page: QWidget, ops: Operations) -> None:
        super().__init__(page)
        self._page, self._ops = page, ops
        self._request: Request | None = None
        self._then: Callable[[], None] | None = None

    def ask(self, request: Request | None, made: RenderedDocument | None, then: Callable[[], None]) -> None:
        """Call `then` when everything has been asked and the document may leave."""
        if request is None or made is None or any(job.title == _title() for job in self._ops.jobs):
            return
        if may_leave(self._page, self._ops.preferences, made.warnings):
            self._request, self._then = request, then
            self._ops.start(
                partial(review, self._ops.opened, request, made),
                title=_title(),
                on_done=self._looked_for,
                on_failed=self._failed,
            )

    def _failed(self, error: Exception) -> None:
        self._then = None
        if isinstance(error, Problem):
            self._ops.failed.emit(error)

    def _looked_for(self, found: Review) -> None:
        request, then, self._then = self._request, self._then, None
        if request is None or then is None or not self._page.isVisible():
            return
        if look_through(self._page, self._ops, request, found):
            then()


def _title() -> str:
    return tr("Looking for names")
