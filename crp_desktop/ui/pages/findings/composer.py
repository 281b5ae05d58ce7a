"""The line under the notes: what the selected words tell, its kind, and what it is about, in one go."""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import SAID_KINDS, FindingKind
from crp_desktop.domain.suggest import Suggestion
from crp_desktop.services.rights.mapping import NewLink
from crp_desktop.ui import focus, theme
from crp_desktop.ui.commands import command
from crp_desktop.ui.dialogs.findings import KindButtons
from crp_desktop.ui.models.numbered import Numbered
from crp_desktop.ui.models.suggesting import SHOWN, Suggesting
from crp_desktop.ui.models.targets import Key, Targets
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.layout import FlowLayout, clear, flow, panel, row
from crp_desktop.ui.widgets.picker import Token, TokenPicker
from crp_desktop.ui.widgets.scroll import DownScroll
from crp_desktop.ui.widgets.text import Label, OneLine
from crp_desktop.ui.widgets.textedit import GrowingTextEdit

_TYPING_MS = 25
_LONGEST = 90
_BADGES = 3
_CHIP_LINES, _CHIP, _GAP = 3, 36, 4
"""Lines of chips that are seen, and the height of one and of what is between them, at 100%."""
_LINES = 2
"""Lines of what is typed that are seen: the card is as high with many words as with none."""


class FindingComposer(QWidget):
    """`made` asks for a new finding (`kind()`, `text()`, `links()`); `added(finding id)` adds the words to that one."""

    made = Signal()
    added = Signal(str)
    left = Signal()

    def __init__(self, suggesting: Suggesting) -> None:
        super().__init__()
        self.suggesting = suggesting
        self.targets = Targets()
        self._said = ""
        self._chosen: dict[Key, NewLink] = {}
        self._offered: dict[str, list[tuple[int, Suggestion]]] = {"article": [], "badge": []}
        self._numbered = {"article": Numbered(SHOWN), "badge": Numbered(_BADGES)}
        self._about = OneLine()
        self.kinds = KindButtons(says_none=False)
        self.words = GrowingTextEdit(
            tr("What do these words tell you?"),
            placeholder=tr(
                "What do these words tell you? Type it, then press Enter to make the finding. "
                "{keys} goes to the next note.",
                keys=command("coding", "note_next").key,
            ),
            enter_files=True,
            least=_LINES,
            most=_LINES,
        )
        self.make = Button(tr("Make finding"), self.made.emit, kind="primary", icon="plus")
        self.there = TokenPicker(
            tr("Add the words to an existing finding"),
            tr("A finding there is ({keys})", keys=command("coding", "there").key),
        )
        self.right = TokenPicker(
            tr("Add any article or badge"),
            tr("Any article or badge ({keys})", keys=command("coding", "any").key),
        )
        self._row = FlowLayout(gap=_GAP)
        self._chips = DownScroll(panel(self._row, tr("What it may be about")))
        self._why = OneLine()
        self._reserve()
        line = row(gap=8)
        line.addWidget(self.words, 1)
        line.addWidget(self.make)
        for picker in (self.right, self.there):
            theme.size(picker, min_width=205)
        tools = flow(self.kinds, self.right, self.there, gap=12)
        card = Card(self._about, line, self._chips, self._why, tools, gap=6, margin=12)
        self.setLayout(row(gap=0))
        layout = self.layout()
        assert layout is not None
        layout.addWidget(card)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.timeout.connect(self.suggest)
        self._connect()

    def _connect(self) -> None:
        self.words.entered.connect(self.made)
        self.words.textChanged.connect(self._typed)
        self.there.picked.connect(self.added)
        self.right.picked.connect(self._add_right)
        self.suggesting.changed.connect(self.suggest)
        self.kinds.chosen.connect(self._kind_said)

    def _reserve(self) -> None:
        """Room for the chips that stays the same with many and with none; at large text one line of them."""
        lines = 1 if theme.scale() >= theme.LARGE else _CHIP_LINES
        height = lines * _CHIP + (lines - 1) * _GAP
        theme.size(self._chips, min_height=height, max_height=height)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._reserve()

    def _kind_said(self, _: object) -> None:
        """A kind is said beside the words: Enter makes the finding."""
        self._say_why()
        self.words.setFocus()

    def event(self, event: QEvent) -> bool:
        """Keep as high as the wrapped content needs; the layouts around it ask for the least height only."""
        done = super().event(event)
        layout = self.layout()
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize) and layout is not None:
            needed = layout.totalHeightForWidth(self.width())
            if needed > 0 and needed != self.minimumHeight():
                self.setMinimumHeight(needed)
        return done

    def add_keys(self, page: QWidget) -> None:
        """Give the page the keys that take suggestions and choose kinds."""
        of = partial(command, "coding")
        of("article").bind_each(page, partial(self._take_at, "article"))
        of("badge").bind_each(page, partial(self._take_at, "badge"))
        for kind in SAID_KINDS:
            of(kind.value).bind(page, partial(self.kinds.set_kind, kind))
        of("any").bind(page, self.right.setFocus)
        of("there").bind(page, self.there.setFocus)

    def set_targets(self, targets: Targets, findings: Callable[[str], Sequence[Token]]) -> None:
        """What can be mapped to, and where to ask for the findings there are."""
        self.targets = targets
        self.there.set_source(findings)
        self._offer_rights()

    def set_said(self, words: str, count: int) -> None:
        """The words that are selected, of `count` notes."""
        if words == self._said:
            return
        self._said = words
        short = words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
        where = tr("{n} note(s)", n=count) if count > 1 else ""
        self._about.setText(
            f"“{short}” {where}".strip() if words else tr("Go to a note, or select words in it.")
        )
        self.make.setEnabled(bool(words))
        self._typed()

    def text(self) -> str:
        """What was typed."""
        return self.words.text().strip()

    def links(self) -> list[NewLink]:
        """What was taken from the suggestions."""
        return list(self._chosen.values())

    def start(self) -> None:
        """Go and type."""
        self.words.setFocus()
        focus.show(self.make)
        focus.show(self.words)

    def type_on(self, letters: str) -> None:
        """What is typed in the notes is said here."""
        self.start()
        self.words.caret_to_end()
        self.words.insertPlainText(letters)

    def reset(self) -> None:
        """Be ready for the next finding."""
        self._chosen = {}
        self.kinds.set_kind(FindingKind.UNSAID)
        for one in self._numbered.values():
            one.reset()
        self.words.set_text("")
        self.suggest()

    # Suggestions

    def _typed(self) -> None:
        self._typing.start(_TYPING_MS)

    def suggest(self) -> None:
        """Suggest for the selected words and for what is typed; the kind for what is typed, once there is something."""
        self.kinds.suggest(self.text() or self._said)
        if not self.suggesting.ready:
            self.suggesting.prepare()
            return
        text = f"{self.words.text()}\n{self._said}".strip()
        if text and not self.suggesting.at_hand(text):
            return
        told = bool(text)
        pursued = frozenset(self.targets.pursued)
        for name, found in (
            ("article", self.suggesting.articles(text) if told else []),
            ("badge", self.suggesting.badges(text, among=pursued) if told else []),
        ):
            fresh = [one for one in found if one.key not in self._chosen]
            self._offered[name] = self._numbered[name].number(fresh, self._chosen)
        self._show()

    def _show(self) -> None:
        self._offer_rights()
        chips = self._row
        clear(chips)
        for key in self._chosen:
            chip = self.targets.button(key, removable=True)
            chip.setObjectName(f"taken-{key}")
            chip.removed.connect(partial(self._give_back, key))
            chips.addWidget(chip)
        for name, found in self._offered.items():
            for number, one in found:
                chip = self.targets.button(one.key, suggested=True)
                chip.setObjectName(f"offer-{one.key}")
                chip.setAccessibleDescription(one.why)
                chip.clicked.connect(partial(self._take, one))
                mark = Label(command("coding", name).key_of(number), "small", "quiet", wrap=False)
                pair = flow(mark, chip, gap=4)
                pair.setToolTip(escape(one.why))
                chips.addWidget(pair)
        self._say_why()

    def _say_why(self) -> None:
        """Why a kind is suggested, else why the first article is; each chip says its own when it is pointed at."""
        first = next(((number, one) for number, one in self._offered["article"]), None)
        why = (
            tr("{keys}: {why}", keys=command("coding", "article").key_of(first[0]), why=first[1].why)
            if first
            else ""
        )
        self._why.setText(self.kinds.hint or why)

    def _take_at(self, name: str, wanted: int) -> None:
        for number, one in self._offered[name]:
            if number == wanted:
                self._take(one)
                return

    def _take(self, one: Suggestion) -> None:
        self._chosen[one.key] = NewLink(one.key, True, one.why)
        self.words.setFocus()
        self.suggest()

    def _add_right(self, key: str) -> None:
        """One that was not suggested: any article, any badge."""
        link = NewLink(int(key) if key.isdecimal() else key)
        self._chosen[link.key] = link
        self.words.setFocus()
        self.suggest()

    def _offer_rights(self) -> None:
        """All that can still be chosen, articles first."""
        numbers = [key for key in self._chosen if isinstance(key, int)]
        keys = [key for key in self._chosen if isinstance(key, str)]
        self.right.set_tokens([*self.targets.article_tokens(numbers), *self.targets.badge_tokens(keys)])

    def _give_back(self, key: Key) -> None:
        self._chosen.pop(key, None)
        self.words.setFocus()
        self.suggest()
