"""One statement of the wizard: the last level, five cards, what the cap is and why, reason and confidence."""

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.caps import LevelCap
from crp_desktop.domain.changes import ScoreChange
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Confidence
from crp_desktop.domain.labels import label
from crp_desktop.services.assessment.records import BadgeView, StatementView
from crp_desktop.ui.pages.assessment.words import level_words
from crp_desktop.ui.widgets.announce import announce
from crp_desktop.ui.widgets.card import Card, Icon
from crp_desktop.ui.widgets.layout import column, panel, row
from crp_desktop.ui.widgets.levels import LevelCards
from crp_desktop.ui.widgets.segments import Segments
from crp_desktop.ui.widgets.text import Heading, Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit

_Text = Literal["reason", "over_cap_reason", "confidence_reason"]


class CapCard(Card):
    """What the evidence supports, why not higher, and what would lift it."""

    def __init__(self) -> None:
        self._icon = Icon("info", "quiet", 20)
        self._first = Label("", "strong")
        self._why = Label()
        words = column(self._first, self._why, gap=4)
        line = row(self._icon, gap=12)
        line.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        super().__init__(panel(line), margin=12, ground="surface")

    def show_cap(self, cap: LevelCap, level: int | None) -> str:
        """Explain the cap for the level chosen; returns what was said, for a screen reader."""
        over = level is not None and level > cap.level
        self.set_ground("concern_soft" if over else "surface")
        self._icon.set_icon("circle-alert" if over else "info", "concern" if over else "quiet")
        if over:
            first = tr(
                "Level {level} is higher than the evidence supports ({cap}).", level=level, cap=cap.level
            )
        elif not cap.bites:
            first = tr("The evidence supports any level.")
        elif level is None:
            first = tr("The evidence so far supports a level of up to {cap}.", cap=cap.level)
        else:
            first = tr("The evidence supports level {level} (up to {cap}).", level=level, cap=cap.level)
        self._first.setText(first)
        bites = [f"{bite.reason} {bite.lift}" for bite in cap.bites if bite.level == cap.level]
        self._why.setText("\n".join(f"• {words}" for words in bites) if len(bites) > 1 else "".join(bites))
        self._why.setVisible(bool(bites))
        return " ".join((first, *bites))


class StatementPanel(QWidget):
    """Everything about one statement but its evidence. `changed(dict)` gives values of the score to save."""

    changed = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self._view: BadgeView | None = None
        self._one: StatementView | None = None
        self.where = ""
        self.statement = Heading("")
        self.before = Card(margin=12, ground="chip")
        self._before_head = Quiet()
        self._before_words = Label("")
        self.before.column().addWidget(self._before_words)
        self.cards: LevelCards | None = None
        self._cards_box = column(gap=0)
        self.cap = CapCard()
        self.flag = Card(margin=12, ground="concern_soft")
        self._flag_words = Label("")
        self.flag.column().addWidget(self._flag_words)
        self.reason = GrowingTextEdit(tr("Reason for this level"), least=2, most=8)
        self.over = GrowingTextEdit(tr("Why is it above the cap?"), least=2, most=6)
        self._over_note = Quiet(_printed())
        self._over_part = panel(
            column(labelled(tr("Why is it above the cap?"), self.over), self._over_note, self.over, gap=4)
        )
        kinds = [(one.value, label(one)) for one in Confidence]
        self.confidence = Segments(tr("Confidence"), kinds)
        self.sure = GrowingTextEdit(tr("Reason for your confidence"), least=1, most=6)
        self._build()
        self._connect()

    def _build(self) -> None:
        reason = panel(column(labelled(tr("Reason for this level"), self.reason), self.reason, gap=4))
        sure = panel(column(labelled(tr("Reason for your confidence"), self.sure), self.sure, gap=4))
        how = panel(column(Label(tr("How confident are you?"), "strong"), self.confidence, gap=4))
        self.setLayout(
            column(
                self.statement,
                self._before_head,
                self._cards_box,
                self.cap,
                self.before,
                self.flag,
                self._over_part,
                reason,
                how,
                sure,
                gap=12,
            )
        )

    def _connect(self) -> None:
        self.reason.left.connect(self._reason_left)
        self.over.left.connect(self._over_left)
        self.sure.left.connect(self._sure_left)
        self.confidence.chosen.connect(self._confidence_chosen)

    def show_statement(self, view: BadgeView, key: str) -> None:
        """Show a statement; fields that say the same already are left alone."""
        one = view.statement(key)
        moved = self._one is None or self._one.key != key
        self._view, self._one = view, one
        number = [each.key for each in view.statements].index(key) + 1
        self.where = tr("Statement {number} of {total}", number=number, total=len(view.statements))
        self.statement.setText(one.text)
        self._show_before(view, one)
        self._show_cards(view, one, moved)
        self.cap.show_cap(one.ceiling, one.own.level)
        self.flag.setVisible(bool(one.flag))
        self._flag_words.setText(one.flag)
        self._show_over(one)
        for field, words in ((self.reason, one.own.reason), (self.over, one.own.over_cap_reason),
                             (self.sure, one.own.confidence_reason)):  # fmt: skip
            if moved or not field.hasFocus():
                field.set_text(words)
        self.confidence.set_key(one.own.confidence.value if one.own.confidence else "")
        for field in (self.reason, self.over, self.sure):
            field.setReadOnly(view.locked)
        self.confidence.setEnabled(not view.locked)

    def _show_before(self, view: BadgeView, one: StatementView) -> None:
        self._before_head.setVisible(one.before is not None)
        if one.before is None:
            self.before.hide()
            return
        level = level_words(one.before.level, view.level_names)
        self._before_head.setText(tr("In {period}: {level}", period=one.before.period, level=level))
        words = tr("Why in {period}: {reason}", period=one.before.period, reason=one.before.reason)
        words = words if one.before.reason else ""
        if not one.before.same_wording:
            changed = tr("The statement was worded differently then, so the two levels cannot be compared.")
            words = f"{words} {changed}".strip()
        self._before_words.setText(words)
        self.before.setVisible(bool(words))

    def _show_cards(self, view: BadgeView, one: StatementView, moved: bool) -> None:
        if self.cards is None:
            names = [level.name for level in view.levels]
            self.cards = LevelCards(names, one.levels)
            self.cards.chosen.connect(self._level_chosen)
            self.cards.typed.connect(self._write_reason)
            self._cards_box.addWidget(self.cards)
        elif moved:
            self.cards.set_descriptors(one.levels)
        self.cards.set_level(one.own.level)
        self.cards.set_cap(one.ceiling.level)
        self.cards.setEnabled(not view.locked)

    def _show_over(self, one: StatementView) -> None:
        """The reason for going over the cap, also where the level that two scorers agreed on does."""
        given = [level for level in (one.own.level, one.level) if level is not None]
        over = [level for level in given if level > one.ceiling.level]
        self._over_part.setVisible(bool(over) or bool(one.own.over_cap_reason))
        if over and one.own.level not in over:
            words = tr(
                "The agreed level, {level}, is above the cap of {cap}.",
                level=over[0],
                cap=one.ceiling.level,
            )
            self._over_note.setText(f"{words} {_printed()}")
        else:
            self._over_note.setText(_printed())

    def _write_reason(self, text: str) -> None:
        """Somebody chose a level and goes on typing: that is why."""
        if not self.reason.isReadOnly():
            self.reason.setFocus()
            self.reason.caret_to_end()
            self.reason.insertPlainText(text)

    def _level_chosen(self, level: int) -> None:
        if self._one is None:
            return
        said = self.cap.show_cap(self._one.ceiling, level)
        announce(self, said)
        self.changed.emit({"level": level})

    def _reason_left(self, text: str) -> None:
        self.changed.emit({"reason": text})

    def _over_left(self, text: str) -> None:
        self.changed.emit({"over_cap_reason": text})

    def _sure_left(self, text: str) -> None:
        self.changed.emit({"confidence_reason": text})

    def _confidence_chosen(self, key: str) -> None:
        self.changed.emit({"confidence": Confidence(key)})

    def unsure_part(self) -> QWidget:
        """What is to be said next about confidence: the choice, else why."""
        key = self.confidence.key()
        return self.sure if key else next(iter(self.confidence.buttons.values()))

    def typed(self) -> ScoreChange:
        """What stands in the fields and is not saved yet."""
        fields: tuple[tuple[_Text, GrowingTextEdit], ...] = (
            ("reason", self.reason),
            ("over_cap_reason", self.over),
            ("confidence_reason", self.sure),
        )
        typed: ScoreChange = {}
        for name, field in fields:
            if field.is_changed():
                typed[name] = field.text()
                field.set_text(field.text())
        return typed


def _printed() -> str:
    return tr("This reason is printed next to the level.")
