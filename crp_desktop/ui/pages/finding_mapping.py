"""Mapping one finding: what it is mapped to, what is suggested and why, and a field to add anything else."""

from collections.abc import Sequence
from functools import partial
from html import escape

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crp_desktop.domain.kinds import Direction
from crp_desktop.domain.labels import label
from crp_desktop.domain.records import ArticleLink, BadgeLink
from crp_desktop.domain.suggest import Suggestion
from crp_desktop.domain.words import tr
from crp_desktop.services.mapping import NewLink
from crp_desktop.ui.models.targets import Key, Targets
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.choice import Choice
from crp_desktop.ui.widgets.layout import FlowLayout, clear, column, flow, panel
from crp_desktop.ui.widgets.picker import TokenPicker
from crp_desktop.ui.widgets.text import Heading, Label, Quiet
from crp_desktop.ui.widgets.textedit import LineEdit

ARTICLES, BADGES = "finding_article", "finding_badge"
Link = ArticleLink | BadgeLink


def link_key(link: Link) -> Key:
    """The article's number or the badge's key."""
    return link.number if isinstance(link, ArticleLink) else link.badge_key


class MappedRow(QWidget):
    """One mapping: its chip, whether it is the main one, a badge's direction, and the reason."""

    removed = Signal(str)
    made_main = Signal(str)
    reasoned = Signal(str, str)
    directed = Signal(str, str)
    asked = Signal(object)

    def __init__(self, link: Link, targets: Targets) -> None:
        super().__init__()
        self.link = link
        key = link_key(link)
        name = targets.name(key)
        self.chip = targets.button(key, main=link.main, removable=True)
        self.chip.setObjectName(f"mapped-{key}")
        self.chip.removed.connect(partial(self.removed.emit, link.id))
        self.chip.clicked.connect(partial(self.asked.emit, key))
        line = FlowLayout(self.chip, gap=8)
        if link.main:
            line.addWidget(Label(tr("main"), "small", "quiet", wrap=False))
        else:
            main = Button(
                tr("Make main"),
                partial(self.made_main.emit, link.id),
                kind="link",
                name=tr("Make {name} the main one", name=name),
            )
            main.setObjectName(f"main-{key}")
            line.addWidget(main)
        if isinstance(link, BadgeLink):
            line.addWidget(self._direction(link, name))
        if link.suggested:
            line.addWidget(Quiet(tr("was suggested")))
        self.reason = LineEdit(
            tr("Why {name}", name=name), link.reason, tr("Why? Say it in your own words, or leave it")
        )
        self.reason.setObjectName(f"reason-{key}")
        self.reason.setProperty("frameless", True)
        self.reason.setCursorPosition(0)
        self.reason.setToolTip(escape(link.reason))
        self.reason.left.connect(partial(self.reasoned.emit, link.id))
        self.setLayout(column(panel(line), self.reason, gap=0))

    def _direction(self, link: BadgeLink, name: str) -> QWidget:
        items = [(one.value, label(one)) for one in Direction]
        made = Choice(tr("Which way it points for {name}", name=name), items)
        made.setObjectName(f"direction-{link.badge_key}")
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        made.set_key(link.direction.value)
        made.chosen.connect(partial(self.directed.emit, link.id))
        return made


class SuggestedRow(QWidget):
    """One suggestion: its key, its dashed chip, why, and a way to be rid of it. Delete on the chip dismisses too."""

    accepted = Signal(object)
    dismissed = Signal(object)

    def __init__(self, suggestion: Suggestion, keys: str, targets: Targets) -> None:
        super().__init__()
        self.suggestion = suggestion
        key = suggestion.key
        self.chip = targets.button(key, suggested=True)
        self.chip.setObjectName(f"suggested-{key}")
        self.chip.setAccessibleDescription(
            tr("{why}. Press Delete to dismiss it for good.", why=suggestion.why)
        )
        self.chip.clicked.connect(partial(self.accepted.emit, suggestion))
        self.chip.installEventFilter(self)
        away = Button(icon="x", name=tr("Never suggest {name} here", name=targets.name(key)), kind="quiet",
                      on_click=partial(self.dismissed.emit, key))  # fmt: skip
        away.setObjectName(f"dismiss-{key}")
        mark = Label(keys, "small", "quiet", wrap=False)
        self.setLayout(column(flow(mark, self.chip, away, Quiet(suggestion.why), gap=6)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
        ):
            self.dismissed.emit(self.suggestion.key)
            return True
        return super().eventFilter(watched, event)


class MappingSection(QWidget):
    """Articles or badges of one finding. It only asks; the page does: `add`, `remove` and the rest carry what."""

    add = Signal(object)
    remove = Signal(str)
    make_main = Signal(str)
    reason = Signal(str, str)
    direction = Signal(str, str)
    dismiss = Signal(object)
    allow_again = Signal()
    asked = Signal(object)

    def __init__(self, heading: str, picker_name: str, placeholder: str, keys: str, focus_keys: str) -> None:
        super().__init__()
        self._keys = keys
        self.setAccessibleName(heading)
        self.targets = Targets()
        self._mapped = column(gap=8)
        self._suggested = column(gap=8)
        self.suggestions: list[Suggestion] = []
        self._offer = Label(tr("Suggested"), "small", "quiet")
        self._hint = Quiet()
        self._again = Button(tr("Offer dismissed ones again"), self.allow_again.emit, kind="link")
        self.picker = TokenPicker(picker_name, placeholder)
        self.picker.setToolTip(focus_keys)
        self.picker.picked.connect(self._picked)
        self.setLayout(
            column(
                Heading(heading),
                panel(self._mapped),
                self._hint,
                self._offer,
                panel(self._suggested),
                self._again,
                self.picker,
                gap=8,
            )
        )
        self._links: Sequence[Link] = ()

    def show_links(self, links: Sequence[Link], targets: Targets) -> None:
        """Show what the finding is mapped to, the main one first."""
        self._links, self.targets = links, targets
        clear(self._mapped)
        for link in links:
            made = MappedRow(link, targets)
            made.removed.connect(self.remove)
            made.made_main.connect(self.make_main)
            made.reasoned.connect(self.reason)
            made.directed.connect(self.direction)
            made.asked.connect(self.asked)
            self._mapped.addWidget(made)

    def show_suggestions(self, found: Sequence[Suggestion], dismissed: int) -> None:
        """Show these under what is mapped, each with the key that accepts it."""
        self._again.setVisible(dismissed > 0)
        self._offer.setVisible(bool(found))
        nothing = not found and not self._links
        self._hint.setText(
            tr("Nothing is suggested for these words. Add one yourself below.") if nothing else ""
        )
        self._hint.setVisible(nothing)
        if list(found) == self.suggestions and self._suggested.count() == len(found):
            return
        self.suggestions = list(found)
        clear(self._suggested)
        for place, suggestion in enumerate(found, start=1):
            made = SuggestedRow(suggestion, f"{self._keys}{place}", self.targets)
            made.accepted.connect(self._accepted)
            made.dismissed.connect(self.dismiss)
            self._suggested.addWidget(made)

    def accept(self, place: int) -> None:
        """Accept the suggestion at a place, 0 for the first."""
        if 0 <= place < len(self.suggestions):
            self._accepted(self.suggestions[place])

    def dismiss_first(self) -> None:
        """Dismiss the first suggestion for good."""
        if self.suggestions:
            self.dismiss.emit(self.suggestions[0].key)

    def _accepted(self, suggestion: Suggestion) -> None:
        self.add.emit(NewLink(suggestion.key, True, suggestion.why))

    def _picked(self, key: str) -> None:
        self.add.emit(NewLink(int(key) if key.isdecimal() else key))
