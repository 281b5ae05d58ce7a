"""Mapping one finding: what it is mapped to, what is suggested and why, and a field to add anything else."""

from collections.abc import Collection, Sequence
from functools import partial
from html import escape

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import SAID_DIRECTIONS, FindingKind, direction_of
from crp_desktop.domain.labels import label
from crp_desktop.domain.records import ArticleLink, BadgeLink
from crp_desktop.domain.suggest import Suggestion
from crp_desktop.services.rights.mapping import NewLink
from crp_desktop.ui.commands import Command
from crp_desktop.ui.models.numbered import Numbered
from crp_desktop.ui.models.suggesting import SHOWN
from crp_desktop.ui.models.targets import Key, Targets
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.choice import Choice
from crp_desktop.ui.widgets.layout import FlowLayout, clear, column, flow, panel
from crp_desktop.ui.widgets.picker import TokenPicker
from crp_desktop.ui.widgets.text import Heading, Label, Quiet
from crp_desktop.ui.widgets.textedit import LineEdit

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

    def __init__(self, link: Link, targets: Targets, kind: FindingKind) -> None:
        super().__init__()
        self.link, self._kind = link, kind
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
            tr("Why {name}", name=name), link.reason, tr("Why? (optional, in your own words)")
        )
        self.reason.setObjectName(f"reason-{key}")
        self.reason.setProperty("frameless", True)
        self.reason.setCursorPosition(0)
        self.reason.setToolTip(escape(link.reason))
        self.reason.left.connect(partial(self.reasoned.emit, link.id))
        self.setLayout(column(panel(line), self.reason, gap=0))

    def _direction(self, link: BadgeLink, name: str) -> QWidget:
        follows = tr("As its kind: {direction}", direction=label(direction_of(self._kind)).lower())
        items = [("", follows), *((one.value, label(one)) for one in SAID_DIRECTIONS)]
        made = Choice(tr("Does it support or contradict {name}?", name=name), items)
        made.setObjectName(f"direction-{link.badge_key}")
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        made.set_key(link.direction.value if link.by_hand else "")
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
            tr("{why}. Press Delete to hide this suggestion for good.", why=suggestion.why)
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

    def __init__(self, heading: str, picker_name: str, placeholder: str, accepting: Command) -> None:
        super().__init__()
        self._accepting = accepting
        self.setAccessibleName(heading)
        self.targets = Targets()
        self._mapped = column(gap=8)
        self._suggested = column(gap=8)
        self._offered: list[tuple[int, Suggestion]] = []
        self._numbered = Numbered(SHOWN)
        self._offer = Label(tr("Suggested"), "small", "quiet")
        self._hint = Quiet()
        self._again = Button(tr("Bring back dismissed"), self.allow_again.emit, kind="link")
        for one in (self._offer, self._hint, self._again):
            one.hide()
        self.picker = TokenPicker(picker_name, placeholder)
        self.picker.setToolTip(placeholder)
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

    def begin(self) -> None:
        """Be ready for another finding."""
        self._numbered.reset()
        self._offered = []
        clear(self._suggested)
        self._offer.hide()

    def show_links(self, links: Sequence[Link], targets: Targets, kind: FindingKind) -> None:
        """Show what a finding of that kind is mapped to, the main one first."""
        self._links, self.targets = links, targets
        clear(self._mapped)
        for link in links:
            made = MappedRow(link, targets, kind)
            made.removed.connect(self.remove)
            made.made_main.connect(self.make_main)
            made.reasoned.connect(self.reason)
            made.directed.connect(self.direction)
            made.asked.connect(self.asked)
            self._mapped.addWidget(made)

    def show_suggestions(self, fresh: Sequence[Suggestion], known: Collection[Key], dismissed: int) -> None:
        """Show the first of these under what is mapped, each with the key that accepts it; `known` are those that are
        mapped or dismissed, `dismissed` how many of them are."""
        found = self._numbered.number(fresh, known)
        self._again.setVisible(dismissed > 0)
        self._offer.setVisible(bool(found))
        nothing = not found and not self._links
        self._hint.setText(
            tr("No suggestions for these words. Add an article or badge below.") if nothing else ""
        )
        self._hint.setVisible(nothing)
        if found == self._offered and self._suggested.count() == len(found):
            return
        self._offered = found
        clear(self._suggested)
        for number, suggestion in found:
            made = SuggestedRow(suggestion, self._accepting.key_of(number), self.targets)
            made.accepted.connect(self._accepted)
            made.dismissed.connect(self.dismiss)
            self._suggested.addWidget(made)

    def accept(self, number: int) -> None:
        """Accept the suggestion with that number, if there is one."""
        for own, suggestion in self._offered:
            if own == number:
                self._accepted(suggestion)
                return

    def dismiss_first(self) -> None:
        """Dismiss the first suggestion for good."""
        if self._offered:
            self.dismiss.emit(self._offered[0][1].key)

    def _accepted(self, suggestion: Suggestion) -> None:
        self.add.emit(NewLink(suggestion.key, True, suggestion.why))

    def _picked(self, key: str) -> None:
        self.add.emit(NewLink(int(key) if key.isdecimal() else key))
