"""Editing a statement of the rubric, and seeing what a new rubric would change before it is taken."""

from PySide6.QtWidgets import QCheckBox, QWidget

from crp_desktop.domain.changes import BadgeChange, StatementChange
from crp_desktop.domain.errors import InputProblem
from crp_desktop.domain.framework_model import SCORING_TYPES, Badge, Change, ChangeKind, Framework, Statement
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import EvidenceType
from crp_desktop.domain.labels import label
from crp_desktop.domain.text import clean_line
from crp_desktop.services.assessment.rubric import Offered
from crp_desktop.ui.dialogs.base import Dialog
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.layout import column, flow, panel
from crp_desktop.ui.widgets.text import Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit, LineEdit

_SHOWN = 200
_LAST_ARTICLE = 42


class StatementDialog(Dialog):
    """After `exec`, `values` are parts of a `Statement`, or None when nothing was changed."""

    def __init__(self, parent: QWidget | None, framework: Framework, statement: Statement | None) -> None:
        title = tr("Edit statement") if statement else tr("New statement")
        super().__init__(parent, title, width=720)
        self.values: StatementChange | None = None
        self.text = self._field(tr("Statement"), statement.text if statement else "")
        self.plain = self._field(tr("In plain words, for young people"), statement.plain if statement else "")
        self.levels = [
            self._field(
                tr("Level {level}, {name}", level=one.number, name=one.name.lower()),
                statement.levels[one.number] if statement else "",
            )
            for one in framework.levels
        ]
        numbers = ", ".join(str(number) for number in statement.articles) if statement else ""
        self.articles = self._field(tr("Articles of the Convention, as numbers"), numbers)
        self.needs: dict[EvidenceType, QCheckBox] = {}
        for one in SCORING_TYPES:
            box = QCheckBox(label(one))
            box.setChecked(one in (statement.needs if statement else SCORING_TYPES))
            self.needs[one] = box
        self.outreach = QCheckBox(tr("It must be shown which least-heard groups were reached"))
        self.outreach.setChecked(bool(statement and statement.outreach))
        self.body.addWidget(Label(tr("Evidence it needs"), "strong"))
        self.body.addWidget(flow(*self.needs.values()))
        self.body.addWidget(self.outreach)
        self.add_button(tr("See what changes"), self._save, kind="primary", default=True)
        self.add_button(tr("Cancel"))

    def _field(self, words: str, text: str) -> GrowingTextEdit:
        field = GrowingTextEdit(words, text, least=1, most=4)
        self.body.addWidget(panel(column(labelled(words, field), field, gap=4)))
        return field

    def _save(self) -> None:
        zero, one, two, three, four = (clean_line(field.text()) for field in self.levels)
        levels = (zero, one, two, three, four)
        articles = article_numbers(self.articles.text())
        if articles is None:
            self.show_problem(not_articles())
            return
        values: StatementChange = {
            "articles": articles,
            "text": clean_line(self.text.text()),
            "plain": clean_line(self.plain.text()),
            "levels": levels,
            "needs": tuple(kind for kind, box in self.needs.items() if box.isChecked()),
            "outreach": self.outreach.isChecked(),
        }
        if not values["text"] or not values["plain"] or not all(levels):
            self.show_problem(
                InputProblem(tr("Please fill in the statement, its plain words and every level."))
            )
            return
        self.values = values
        self.accept()


class BadgeDialog(Dialog):
    """A badge's name, definition and links; after `exec`, `values` are parts of a `Badge`, or None."""

    def __init__(self, parent: QWidget | None, badge: Badge) -> None:
        super().__init__(parent, tr("Edit badge"), width=640)
        self.values: BadgeChange | None = None
        self.name = LineEdit(tr("Name"), badge.name)
        self.definition = GrowingTextEdit(tr("Definition, in your own words"), badge.definition, least=2)
        numbers = ", ".join(str(number) for number in badge.articles)
        self.articles = LineEdit(tr("Articles of the Convention, as numbers"), numbers)
        for field in (self.name, self.definition, self.articles):
            words = field.accessibleName()
            self.body.addWidget(panel(column(labelled(words, field), field, gap=4)))
        self.add_button(tr("See what changes"), self._save, kind="primary", default=True)
        self.add_button(tr("Cancel"))

    def _save(self) -> None:
        name, definition = clean_line(self.name.text()), clean_line(self.definition.text())
        articles = article_numbers(self.articles.text())
        if not name or not definition:
            self.show_problem(InputProblem(tr("Please fill in the name and the definition.")))
        elif articles is None:
            self.show_problem(not_articles())
        else:
            self.values = {"name": name, "definition": definition, "articles": articles}
            self.accept()


def article_numbers(text: str) -> tuple[int, ...] | None:
    """“12, 13” as numbers; None when it holds anything but articles that can be mapped."""
    parts = text.replace(",", " ").split()
    if not all(part.isdecimal() and 1 <= int(part) <= _LAST_ARTICLE for part in parts):
        return None
    return tuple(dict.fromkeys(int(part) for part in parts))


def not_articles() -> InputProblem:
    """What to say when the links are not numbers of articles."""
    told = tr("Enter article numbers from 1 to {last}, separated by commas.", last=_LAST_ARTICLE)
    return InputProblem(tr("The links are not numbers of articles."), "", told)


class OfferDialog(Dialog):
    """What taking a rubric would change; after `exec`, `taken` says whether it should be."""

    def __init__(self, parent: QWidget | None, offered: Offered) -> None:
        super().__init__(parent, tr("What would change"), width=760)
        self.taken = False
        count = len(offered.changes)
        self.body.addWidget(Label(tr("{n} change(s) from the rubric in use.", n=count)))
        if offered.breaks:
            words = tr("For {n} statement(s), earlier levels could no longer be compared.", n=offered.breaks)
            self.body.addWidget(Card(Label(words, "strong"), ground="concern_soft", margin=12))
        told = tr("This makes a new version that the council has to adopt. Older versions and levels stay.")
        self.body.addWidget(Quiet(told))
        for change in offered.changes[:_SHOWN]:
            self.body.addWidget(_change(change, offered))
        if count > _SHOWN:
            self.body.addWidget(Quiet(tr("{n} more change(s).", n=count - _SHOWN)))
        if count:
            self.add_button(tr("Use this rubric"), self._take, kind="primary", default=True)
        self.add_button(tr("Cancel"))

    def _take(self) -> None:
        self.taken = True
        self.accept()


def _change(change: Change, offered: Offered) -> Card:
    kind = {
        ChangeKind.ADDED: tr("Added"),
        ChangeKind.REMOVED: tr("Removed"),
        ChangeKind.CHANGED: tr("Changed"),
    }[change.kind]
    where = " · ".join(part for part in (offered.badge_name(change.badge), field_words(change.field)) if part)
    card = Card(Quiet(f"{kind}: {where}"), gap=4, margin=12, ground="chip")
    if change.statement and change.field != "text":
        card.column().addWidget(Label(offered.statement_text(change.statement), "strong"))
    if change.before:
        card.column().addWidget(Label(tr("Before: {words}", words=_value(change.field, change.before))))
    if change.after:
        card.column().addWidget(Label(tr("After: {words}", words=_value(change.field, change.after))))
    return card


def field_words(field: str) -> str:
    """A part of a rubric, as `Change.field` names it, in words."""
    known = {
        "version": tr("version"), "label": tr("name of the rubric"), "notice": tr("notice"),
        "wording_note": tr("note on the wording"), "name": tr("name"), "kind": tr("kind of badge"),
        "definition": tr("definition"), "symbol": tr("symbol"), "articles": tr("links to articles"),
        "text": tr("statement"), "plain": tr("plain words for young people"), "needs": tr("evidence needed"),
        "outreach": tr("whether outreach must be shown"), "badge_order": tr("order of the badges"),
        "statement_order": tr("order of the statements"), "answer_order": tr("order of the young people’s answers"),
    }  # fmt: skip
    if field in known:
        return known[field]
    kind, _, rest = field.partition("_")
    if kind == "answer":
        return tr("young people’s answers")
    number, _, part = rest.partition("_")
    if part == "name":
        return tr("name of level {number}", number=number)
    if part == "meaning":
        return tr("meaning of level {number}", number=number)
    return tr("level {number}", number=number)


def _value(field: str, text: str) -> str:
    """What a part says, with types of evidence in words."""
    if field != "needs":
        return text
    return ", ".join(label(EvidenceType(one)).lower() for one in text.split(", ") if one)
