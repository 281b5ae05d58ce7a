"""What narrows, sorts and groups the list of findings."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.kinds import Audience, FindingKind
from crp_desktop.domain.labels import label
from crp_desktop.domain.records import Workshop
from crp_desktop.domain.words import tr
from crp_desktop.services.finding_list import Group, Sort, Wanted
from crp_desktop.services.rights_map import convention
from crp_desktop.ui.models.targets import Targets, short_title
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.choice import Choice
from crp_desktop.ui.widgets.layout import column, flow, panel
from crp_desktop.ui.widgets.text import Label, Quiet
from crp_desktop.ui.widgets.textedit import LineEdit

_TYPING_MS = 120
OTHER = "other"


class FindingsFilter(QWidget):
    """Emits `changed` when the list should be asked for again; `wanted()`, `sort()` and `group()` say how."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._fixed = Wanted()
        self.words = LineEdit(tr("Find in findings"), placeholder=tr("Find in findings"))
        self.unmapped = self._toggle(tr("Not mapped"), "tag")
        self.starred = self._toggle(tr("Starred"), "star")
        self.confirmed = self._toggle(tr("Confirmed"), "circle-check")
        self.flagged = self._toggle(tr("Words changed"), "triangle-alert")
        self._toggles = (self.unmapped, self.starred, self.confirmed, self.flagged)
        self.more = Button(tr("Filter and group"), icon="filter", kind="quiet")
        self.more.setCheckable(True)
        self.more.toggled.connect(self._unfold)
        self.clear_all = Button(tr("Show all"), self.show_all, icon="x", kind="quiet")
        self._make_choices()
        self._what = Quiet()
        self.setLayout(
            column(
                self.words,
                flow(
                    self.unmapped,
                    self.starred,
                    self.confirmed,
                    self.flagged,
                    self.more,
                    self.clear_all,
                    gap=2,
                ),
                self._panel,
                self._what,
                gap=6,
            )
        )
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._typing.timeout.connect(self._tell)
        self.words.textEdited.connect(self._typed)
        self._unfold(False)
        self._tidy()

    def _toggle(self, text: str, icon: str) -> Button:
        made = Button(text, icon=icon, kind="quiet")
        made.setCheckable(True)
        made.toggled.connect(self._toggled)
        return made

    def _make_choices(self) -> None:
        everyone = [("", tr("Everybody")), *((one.value, label(one)) for one in Audience)]
        kinds = [("", tr("Every kind")), *((one.value, label(one)) for one in FindingKind)]
        articles = [("", tr("Every article"))]
        articles += [
            (str(one.number), f"{one.number} {one.child_friendly_title}") for one in convention().mappable
        ]
        self.group_by = Choice(tr("Group by"), _groups())
        self.sort_by = Choice(tr("Sort by"), _sorts())
        self.workshop = Choice(tr("Workshop"))
        self.audience = Choice(tr("Who said it"), [*everyone, (OTHER, tr("Other sources"))])
        self.kind = Choice(tr("Kind"), kinds)
        self.article = Choice(tr("Article"), articles)
        self.badge = Choice(tr("Badge"))
        principles = [("", tr("Any or none")), *((one.key, one.name) for one in convention().principles)]
        self.principle = Choice(tr("Principle at stake"), principles)
        fields = column(gap=6, margins=(0, 4, 0, 8))
        self._choices = (
            self.group_by,
            self.sort_by,
            self.workshop,
            self.audience,
            self.kind,
            self.article,
            self.badge,
            self.principle,
        )
        for choice in self._choices:
            choice.chosen.connect(self._chosen)
            fields.addLayout(column(Label(choice.accessibleName(), "small", "quiet"), choice, gap=2))
        self._panel = panel(fields, tr("Filter and group"))

    def set_offers(self, shops: Sequence[Workshop], targets: Targets, flagged: int) -> None:
        """The workshops and badges there are, and how many findings have lost words to an edit."""
        self.flagged.setVisible(bool(flagged) or self.flagged.isChecked())
        named = [
            (one.id, tr("{number}. {title}", number=one.number, title=one.title or tr("Untitled")))
            for one in shops
        ]
        self.workshop.set_items([("", tr("All workshops and sources")), (OTHER, tr("No workshop")), *named])
        tokens = targets.badge_tokens()
        self.badge.set_items([("", tr("Every badge")), *((one.key, one.text) for one in tokens)])

    def wanted(self) -> Wanted:
        """Which findings the person asked for."""
        audience, shop = self.audience.key(), self.workshop.key()
        asked: dict[str, Any] = {
            "words": self.words.text(),
            "unmapped": self.unmapped.isChecked(),
            "starred": self.starred.isChecked(),
            "confirmed": self.confirmed.isChecked(),
            "flagged": self.flagged.isChecked(),
        }
        if shop:
            asked |= {"no_workshop": True} if shop == OTHER else {"workshop_id": shop}
        if audience:
            asked["audiences"] = (None,) if audience == OTHER else (Audience(audience),)
        if self.kind.key():
            asked["kind"] = FindingKind(self.kind.key())
        if self.article.key():
            asked["article"] = int(self.article.key())
        if self.badge.key():
            asked["badge"] = self.badge.key()
        if self.principle.key():
            asked["principle"] = self.principle.key()
        return replace(self._fixed, **asked)

    def sort(self) -> Sort:
        """How the list runs."""
        return Sort(self.sort_by.key())

    def group(self) -> Group:
        """What the list is grouped by."""
        return Group(self.group_by.key())

    def narrow(self, wanted: Wanted) -> None:
        """Show what another page asked for, such as the findings behind a number."""
        self._reset()
        for toggle, on in zip(
            self._toggles, (wanted.unmapped, wanted.starred, wanted.confirmed, wanted.flagged), strict=True
        ):
            _set_quietly(toggle, on)
        self.workshop.set_key(OTHER if wanted.no_workshop else wanted.workshop_id or "")
        if len(wanted.audiences) == 1:
            self.audience.set_key(wanted.audiences[0].value if wanted.audiences[0] else OTHER)
        self.kind.set_key(wanted.kind.value if wanted.kind else "")
        self.article.set_key(str(wanted.article or ""))
        self.badge.set_key(wanted.badge or "")
        self.principle.set_key(wanted.principle or "")
        several = wanted.audiences if len(wanted.audiences) > 1 else ()
        self._fixed = Wanted(
            audiences=several, since=wanted.since, until=wanted.until, standing=wanted.standing,
            no_badge=wanted.no_badge,
        )  # fmt: skip
        self._tell()

    def show_all(self) -> None:
        """Take every filter away."""
        self._reset()
        self._tell()
        self.words.setFocus()

    def _reset(self) -> None:
        self._fixed = Wanted()
        self.words.set_text("")
        for toggle in self._toggles:
            _set_quietly(toggle, False)
        for choice in (self.workshop, self.audience, self.kind, self.article, self.badge, self.principle):
            choice.set_key("")

    def is_narrowed(self) -> bool:
        """Whether anything is left out of the list."""
        return self.wanted() != Wanted()

    def say_count(self, shown: int, whole: int) -> None:
        """Show how many findings are listed."""
        if shown == whole:
            self._what.setText(tr("{n} finding(s)", n=whole))
        else:
            self._what.setText(tr("{n} of {whole} findings", n=shown, whole=f"{whole:,}"))
        extra = [words for words in (self._audiences_said(), self._period_said()) if words]
        if extra:
            self._what.setText(f"{self._what.text()} · {' · '.join(extra)}")

    def _audiences_said(self) -> str:
        named = (label(one) if one else tr("Other sources") for one in self._fixed.audiences)
        return ", ".join(named)

    def _period_said(self) -> str:
        if not (self._fixed.since or self._fixed.until):
            return ""
        return tr("{since} to {until}", since=self._fixed.since or "…", until=self._fixed.until or "…")

    def _unfold(self, shown: bool) -> None:
        self._panel.setVisible(shown)
        self.more.update()

    def _toggled(self, checked: bool) -> None:
        self._tell()

    def _chosen(self, key: str) -> None:
        self._tell()

    def _typed(self, text: str) -> None:
        self._typing.start()

    def _tidy(self) -> None:
        self.clear_all.setVisible(self.is_narrowed())

    def _tell(self) -> None:
        self._typing.stop()
        self._tidy()
        self.changed.emit()


def _set_quietly(toggle: Button, on: bool) -> None:
    before = toggle.blockSignals(True)
    toggle.setChecked(on)
    toggle.blockSignals(before)
    toggle.update()


def _groups() -> list[tuple[str, str]]:
    return [
        (Group.NONE, tr("Nothing")),
        (Group.WORKSHOP, tr("Workshop")),
        (Group.AUDIENCE, tr("Who said it")),
        (Group.ARTICLE, tr("Article")),
        (Group.BADGE, tr("Badge")),
        (Group.KIND, tr("Kind")),
    ]


def _sorts() -> list[tuple[str, str]]:
    return [
        (Sort.NEWEST, tr("Newest first")),
        (Sort.OLDEST, tr("Oldest first")),
        (Sort.VOTES, tr("Most votes first")),
        (Sort.KIND, tr("Kind")),
        (Sort.TEXT, tr("A to Z")),
    ]


def heading_of(group: Group, key: str, targets: Targets, shops: dict[str, Workshop]) -> str:
    """The words over a group of findings."""
    if group is Group.WORKSHOP:
        shop = shops.get(key)
        return (
            tr("{number}. {title}", number=shop.number, title=shop.title or tr("Untitled"))
            if shop
            else tr("Other sources")
        )
    if group is Group.AUDIENCE:
        return label(Audience(key)) if key else tr("Other sources")
    if group is Group.KIND:
        return label(FindingKind(key))
    if group is Group.ARTICLE:
        return f"{key} {short_title(int(key))}" if key else tr("No article yet")
    return targets.badge_name(key) if key else tr("No badge yet")
