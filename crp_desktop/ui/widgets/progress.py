"""Long work in view: a panel with a bar and a cancel, and the small button in the status strip."""

from PySide6.QtWidgets import QProgressBar, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.ui import theme
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import column, row
from crp_desktop.ui.widgets.text import Label
from crp_desktop.ui.worker import Job


class ProgressPanel(QWidget):
    """What is being done, how far it is, and a button that stops it. Call `show_job` with each progress."""

    def __init__(self) -> None:
        super().__init__()
        self.job: Job | None = None
        self._title = Label("", "strong")
        self._words = Label("", "quiet", "quiet")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = Button(tr("Cancel"), self._cancel)
        self.setLayout(column(self._title, self.bar, self._words, row(self.cancel, None), gap=8))
        self.hide()

    def show_job(self, job: Job | None) -> None:
        """Show a job as it is now, or nothing."""
        self.job = job
        self.setVisible(job is not None)
        if job is None:
            return
        self._title.setText(job.title)
        self.bar.setAccessibleName(job.title)
        self.bar.setRange(0, job.total)
        self.bar.setValue(job.done)
        self._words.setText(tr("Stopping…") if job.cancelled else job.words)
        self._words.setVisible(bool(self._words.text()))
        self.cancel.setVisible(job.can_cancel)
        self.cancel.setEnabled(not job.cancelled)

    def _cancel(self) -> None:
        if self.job is not None:
            self.job.cancel()
            self.show_job(self.job)


class JobsButton(QWidget):
    """In the status strip: the job under way, its bar and its cancel; follows `ops.jobs_changed` by itself."""

    def __init__(self, ops: Operations) -> None:
        super().__init__()
        self._ops = ops
        self._narrow = False
        self._title = Label("", "quiet", "quiet")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        theme.size(self._bar, min_width=120, max_width=120)
        self._cancel = Button(icon="x", name=tr("Cancel"), kind="quiet", on_click=self._stop)
        self.setLayout(row(self._title, self._bar, self._cancel, gap=8))
        ops.jobs_changed.connect(self._show)

    def set_narrow(self, narrow: bool) -> None:
        """Leave the bar out, for little room or large text: the words say what is under way, and how far it is."""
        self._narrow = narrow
        self._bar.setVisible(not narrow)
        self._show()

    def _show(self) -> None:
        job = self._shown()
        if job is None:
            return
        far = round(100 * job.done / job.total) if job.total else 0
        self._title.setText(
            tr("{job}: {far} %", job=job.title, far=far) if self._narrow and job.total else job.title
        )
        self._bar.setAccessibleName(job.title)
        self._bar.setRange(0, job.total)
        self._bar.setValue(job.done)
        self._cancel.setVisible(job.can_cancel)
        self._cancel.set_name(tr("Cancel: {job}", job=job.title))

    def _shown(self) -> Job | None:
        return next((job for job in self._ops.jobs if job.shown), None)

    def _stop(self) -> None:
        job = self._shown()
        if job is not None:
            job.cancel()
