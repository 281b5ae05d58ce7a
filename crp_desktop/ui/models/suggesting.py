"""The suggester as pages use it: read once, taught by this programme, told again when people map or dismiss."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import RecordKind
from crp_desktop.domain.learning import Learning
from crp_desktop.domain.records import StepInfo
from crp_desktop.domain.suggest import Suggester, Suggestion, likely
from crp_desktop.domain.vocabulary import Key
from crp_desktop.services.findings.listing import count_findings
from crp_desktop.services.rights.suggest import load_learning, load_suggester
from crp_desktop.ui.operations import Operations

if TYPE_CHECKING:
    from crp_desktop.services.handle import Store

_TEACHES = frozenset({RecordKind.FINDING_ARTICLE, RecordKind.FINDING_BADGE, RecordKind.DISMISSAL})
_FEW = 400
_SOON_MS = 2_000
_LATER_MS = 20_000
SHOWN = 5


def taught(store: "Store", /) -> Suggester:
    """The suggester with what this programme's people taught it."""
    return load_suggester().with_learning(load_learning(store))


class Suggesting(QObject):
    """Gives suggestions at once from what is loaded; `changed` says that it knows better now."""

    changed = Signal()

    def __init__(self, ops: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._ops = ops
        self._suggester: Suggester | None = None
        self._reader = ops.reader
        self._reader.read.connect(self.changed)
        self._under_way = self._waiting = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.learn)
        ops.changed.connect(self._step)
        ops.store_changed.connect(self._forget)

    @property
    def ready(self) -> bool:
        """Whether it can answer at once; `prepare` and wait for `changed` when it cannot."""
        return self._suggester is not None

    def prepare(self) -> None:
        """Read the vocabulary once the page has been painted; `changed` follows."""
        if not self._waiting:
            self._waiting = True
            QTimer.singleShot(0, self, self._prepare)

    def _prepare(self) -> None:
        self._waiting = False
        if self._suggester is None:
            self.learn()

    def learn(self) -> None:
        """Learn from the programme: at once when it is small, else on the worker once the page has been shown."""
        if self._ops.store is None or self._under_way:
            return
        if self._ops.ask(count_findings) <= _FEW:
            self._take(self._ops.ask(taught))
            return
        if self._suggester is None:
            self._take(load_suggester().with_learning(Learning()))
            self._later.start(_SOON_MS)
            return
        self._under_way = True
        self._ops.start(
            partial(taught, self._ops.opened),
            title=tr("Learning from your mappings"),
            on_done=self._taught,
            on_failed=self._not_taught,
        )

    def _taught(self, suggester: Suggester) -> None:
        self._under_way = False
        self._take(suggester)

    def _not_taught(self, error: Exception) -> None:
        """Suggestions go on without the newest mappings; the next change tries again."""
        self._under_way = False

    def _take(self, suggester: Suggester) -> None:
        self._suggester = suggester
        self._reader.prepare(suggester.phrases)
        self.changed.emit()

    def _step(self, step: StepInfo) -> None:
        if self._suggester is not None and step.touched & _TEACHES:
            self._later.start(_LATER_MS)

    def at_hand(self, text: str) -> bool:
        """Whether suggestions for a text can be given now; `changed` follows when they cannot."""
        return self._reader.at_hand(text)

    def _forget(self) -> None:
        self._later.stop()
        self._suggester = None

    def articles(self, text: str, own: str = "", limit: int = 10) -> list[Suggestion]:
        """Likely articles for a text, best first; none when too little speaks for any."""
        return likely(self._ready().articles(text, limit, own, self._reader.reading(text)))

    def badges(
        self, text: str, own: str = "", limit: int = 10, among: frozenset[Key] = frozenset()
    ) -> list[Suggestion]:
        """Likely badges for a text, best first, of those in `among` (all when it is empty)."""
        return likely(self._ready().badges(text, limit, own, self._reader.reading(text), among))

    def _ready(self) -> Suggester:
        if self._suggester is None:
            self.learn()
        return self._suggester or load_suggester()
