"""Search everything: one field that jumps to pages, workshops, articles, badges, findings and notes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from crp_desktop import paths
from crp_desktop.domain.convention import load_convention
from crp_desktop.domain.fold import fold
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import RecordKind
from crp_desktop.services.assessment.framework import badges, current_framework, statement_id
from crp_desktop.services.assessment.records import AssessmentState
from crp_desktop.services.assessment.scoring import Overview, overview
from crp_desktop.services.programme.search import search
from crp_desktop.services.workshops.workshop import workshops
from crp_desktop.ui import theme
from crp_desktop.ui.models.notes import Index
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.pages.workshops.words import title_of
from crp_desktop.ui.widgets import paint
from crp_desktop.ui.widgets.layout import column
from crp_desktop.ui.widgets.rail import rail_words
from crp_desktop.ui.widgets.text import Label, Quiet
from crp_desktop.ui.widgets.textedit import LineEdit
from crp_desktop.ui.window import MainWindow

_EACH, _FOUND = 6, 30


@dataclass(frozen=True, slots=True)
class Goal:
    """Something to jump to: what it is, its words, and where it is shown; `also` are other words that find it. An act
    has a function instead of a page."""

    kind: str
    words: str
    page: str = ""
    target: dict[str, Any] = field(default_factory=dict)
    also: str = ""
    act: Callable[[], object] | None = None


class PaletteDialog(QDialog):
    """Type, choose with the arrows, Enter goes there. `chosen` is the goal after `exec`, None for none."""

    def __init__(self, parent: QWidget | None, ops: Operations, nav: Navigation) -> None:
        super().__init__(parent)
        self._ops, self._nav = ops, nav
        self.chosen: Goal | None = None
        self.setWindowTitle(tr("Search everything"))
        self._statements = self._statement_places()
        known = (*self._acts(), *self._places())
        self._known = [(goal, fold(f"{goal.kind} {goal.words} {goal.also}").split()) for goal in known]
        self.field = LineEdit(
            tr("Search everything"), placeholder=tr("A page, a workshop, an article, words someone said…")
        )
        self.field.textEdited.connect(self._search)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Found"))
        self.list.setItemDelegate(_GoalDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        self.nothing = Label(tr("No results for these words."), ink="quiet")
        self.setLayout(
            column(
                self.field,
                self.nothing,
                self.list,
                Quiet(tr("Press Enter to open, Escape to close.")),
                margins=16,
            )
        )
        room = self.screen().availableSize()
        self.resize(min(theme.px(680), room.width() - 64), min(theme.px(460), room.height() - 64))
        self._search("")

    def _acts(self) -> list[Goal]:
        """What can be done from any page, found by the words that people try when they need it at once."""
        window, act = self.parentWidget(), tr("Action")
        latest = next(iter(self._ops.ask(workshops)), None)
        found: list[Goal] = []
        if isinstance(window, MainWindow):
            for one, action in window.menus.found():
                found.append(Goal(act, one.text.rstrip("…"), also=one.also, act=action.trigger))
        if latest is not None:
            also = tr("withdraw consent erase stop taking part remove words")
            target = {"workshop": latest.id, "open": "people"}
            found.append(Goal(act, tr("Withdraw their words"), "capture", target, also))
        return found

    def _places(self) -> list[Goal]:
        found = [Goal(tr("Page"), words.replace("&", ""), page) for page, words in rail_words().items()]
        found += [
            Goal(tr("Workshop"), title_of(one), "capture", {"workshop": one.id})
            for one in self._ops.ask(workshops)
        ]
        convention = load_convention(paths.resource("convention.toml"))
        found += [
            Goal(
                tr("Article {number}", number=one.number),
                one.child_friendly_title or one.title,
                "article",
                {"article": one.number},
            )
            for one in convention.articles
        ]
        found += [
            Goal(tr("Badge"), one.name, "assessment", {"badge": one.key})
            for one in self._ops.ask(badges, pursued=True)
        ]
        return found

    def _statement_places(self) -> dict[str, dict[str, Any]]:
        """By the id of each statement of a pursued badge: what it is called in the rubric."""
        held = self._ops.ask(current_framework)
        return {
            statement_id(held.id, one.key): {"badge": badge.key, "statement": one.key}
            for badge in self._ops.ask(badges, pursued=True)
            for one in badge.statements
        }

    def goals(self, words: str) -> list[Goal]:
        """What the words lead to, places first, then what was said and found."""
        wanted = fold(words).split()
        places = [
            goal
            for goal, said in self._known
            if all(any(one.startswith(word) for one in said) for word in wanted)
        ]
        kinds = {
            RecordKind.NOTE: tr("Note"),
            RecordKind.FINDING: tr("Finding"),
            RecordKind.STATEMENT: tr("Statement"),
        }
        found = []
        for hit in self._ops.ask(search, words, _FOUND):
            where: dict[RecordKind, tuple[str, dict[str, Any]]] = {
                RecordKind.NOTE: ("capture", {"workshop": hit.workshop, "note": hit.id}),
                RecordKind.FINDING: ("findings", {"finding": hit.id}),
                RecordKind.STATEMENT: ("assessment_rubric", self._statements.get(hit.id, {})),
            }
            page, target = where[hit.kind]
            if target:
                found.append(Goal(kinds[hit.kind], hit.snippet, page, target))
        return [*places[: _EACH if found else _FOUND], *found]

    def _search(self, words: str) -> None:
        self.list.clear()
        for goal in self.goals(words):
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.UserRole, goal)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{goal.kind}: {goal.words}")
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.nothing.setVisible(self.list.count() == 0)

    def _go(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            goal: Goal = item.data(Qt.ItemDataRole.UserRole)
            self.chosen = goal
            self.accept()
            window = self.parentWidget()
            if goal.act is not None and window is not None:
                QTimer.singleShot(0, window, goal.act)
                return
            page, target = self._being_scored(goal)
            self._nav.go(page, **target)

    def _being_scored(self, goal: Goal) -> tuple[str, dict[str, Any]]:
        """Where a goal is shown: a statement of a badge that is being scored there, anything else where it says."""
        if "statement" in goal.target:
            now: Overview = self._ops.ask(overview)
            for line in now.badges:
                begun = line.state is AssessmentState.IN_PROGRESS and not line.hidden
                if begun and now.period is not None and line.badge.key == goal.target["badge"]:
                    return "assessment_wizard", {"period": now.period.id, **goal.target}
        return goal.page, goal.target

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._go(self.list.currentItem())
                return True
            if event.key() in steps and self.list.count():
                row = self.list.currentRow() + steps[Qt.Key(event.key())]
                self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
                return True
        return super().eventFilter(watched, event)


class _GoalDelegate(QStyledItemDelegate):
    """The kind in small letters, the words beside it on one line."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.px(200), QFontMetrics(theme.font()).height() + theme.px(16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        goal: Goal = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        paint.smooth(painter)
        area = QRect(option.rect).adjusted(theme.px(4), 1, -theme.px(4), -1)
        if option.state & QStyle.StateFlag.State_Selected:
            paint.fill(painter, QRectF(area), "selected")
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("quiet"))
        painter.setPen(theme.colour("quiet"))
        wide = theme.px(96)
        painter.drawText(area.adjusted(theme.px(8), 0, 0, 0), int(middle), goal.kind)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("text"))
        words = area.adjusted(wide, 0, -theme.px(8), 0)
        shown = QFontMetrics(theme.font()).elidedText(goal.words, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(middle), shown)
        painter.restore()
