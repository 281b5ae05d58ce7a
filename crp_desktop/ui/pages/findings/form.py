"""All that narrows, sorts and groups the list of findings, in the main pane: the list beside it stays in view."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Audience, Direction, FindingKind, ReadBack
from crp_desktop.domain.labels import label, workshop_in_list
from crp_desktop.domain.records import Workshop
from crp_desktop.services.findings.listing import FindingFilter, Group, Sort
from crp_desktop.services.rights.rights_map import convention
from crp_desktop.ui import theme
from crp_desktop.ui.models.targets import Targets, short_title
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.choice import Choice
from crp_desktop.ui.widgets.layout import column, flow, panel, row
from crp_desktop.ui.widgets.text import Heading, Label

OTHER = "other"
_WIDTH = 262


class FilterForm(QWidget):
    """The choices. `chosen` when a person made one; `done` when they want to see what is listed."""

    chosen = Signal()
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        everyone = [("", tr("Everybody")), *((one.value, label(one)) for one in Audience)]
        kinds = [("", tr("All types")), *((one.value, label(one)) for one in FindingKind)]
        articles = [("", tr("Every article"))]
        articles += [
            (str(one.number), f"{one.number} {one.child_friendly_title}") for one in convention().mappable
        ]
        principles = [("", tr("Any or none")), *((one.key, one.name) for one in convention().principles)]
        self.group_by = Choice(tr("Group by"), _groups())
        self.sort_by = Choice(tr("Sort by"), _sorts())
        self.workshop = Choice(tr("Workshop"))
        self.audience = Choice(tr("Who said it"), [*everyone, (OTHER, tr("Other sources"))])
        self.kind = Choice(tr("Kind"), kinds)
        self.article = Choice(tr("Article"), articles)
        self.badge = Choice(tr("Badge"))
        self.principle = Choice(tr("Principle at stake"), principles)
        ways = [("", tr("Supports or contradicts")), *((one.value, label(one)) for one in Direction)]
        self.direction = Choice(tr("Supports or contradicts a badge"), ways)
        self.filters = (
            self.workshop,
            self.audience,
            self.kind,
            self.article,
            self.badge,
            self.direction,
            self.principle,
        )
        self.see = Button(tr("See the list"), self.done.emit, icon="check")
        self.above = row()
        self.setLayout(
            column(
                row(Heading(tr("Filter, sort and group")), None),
                self.above,
                self._fields(self.filters),
                Heading(tr("Order"), "strong"),
                self._fields((self.sort_by, self.group_by)),
                row(self.see, None),
                None,
                gap=12,
                margins=(2, 0, 12, 24),
            )
        )

    def _fields(self, choices: Sequence[Choice]) -> QWidget:
        made = []
        for choice in choices:
            choice.chosen.connect(self._chosen)
            title = Label(choice.accessibleName(), "small", "quiet")
            one = panel(column(title, choice, gap=2))
            theme.size(one, min_width=_WIDTH, max_width=_WIDTH)
            made.append(one)
        return flow(*made, gap=16)

    def _chosen(self, key: str) -> None:
        self.chosen.emit()

    def set_offers(self, shops: Sequence[Workshop], targets: Targets) -> None:
        """The workshops and badges there are."""
        named = [(one.id, workshop_in_list(one.title, one.number)) for one in shops]
        self.workshop.set_items([("", tr("All workshops and sources")), (OTHER, tr("No workshop")), *named])
        tokens = targets.badge_tokens()
        self.badge.set_items([("", tr("Every badge")), *((one.key, one.text) for one in tokens)])

    def asked(self) -> dict[str, Any]:
        """What the choices narrow to, as fields of `FindingFilter`."""
        made: dict[str, Any] = {}
        audience, shop = self.audience.key(), self.workshop.key()
        if shop:
            made |= {"no_workshop": True} if shop == OTHER else {"workshop_id": shop}
        if audience:
            made["audiences"] = (None,) if audience == OTHER else (Audience(audience),)
        if self.kind.key():
            made["kind"] = FindingKind(self.kind.key())
        if self.article.key():
            made["article"] = int(self.article.key())
        if self.badge.key():
            made["badge"] = self.badge.key()
        if self.direction.key():
            made["direction"] = Direction(self.direction.key())
        if self.principle.key():
            made["principle"] = self.principle.key()
        return made

    def narrow(self, wanted: FindingFilter) -> None:
        """Show what is asked for, as far as these choices can."""
        self.workshop.set_key(OTHER if wanted.no_workshop else wanted.workshop_id or "")
        only = wanted.audiences[0] if len(wanted.audiences) == 1 else ""
        self.audience.set_key(OTHER if only is None else str(only))
        self.kind.set_key(wanted.kind.value if wanted.kind else "")
        self.article.set_key(str(wanted.article or ""))
        self.badge.set_key(wanted.badge or "")
        self.direction.set_key(wanted.direction.value if wanted.direction else "")
        self.principle.set_key(wanted.principle or "")

    def said(self) -> list[str]:
        """What is narrowed by these choices, in the words of each."""
        return [choice.currentText() for choice in self.filters if choice.key()]


def rest_of(wanted: FindingFilter) -> FindingFilter:
    """What of `wanted` no control of the page can show or change; the page keeps it until everything is shown."""
    several = wanted.audiences if len(wanted.audiences) > 1 else ()
    kept = ("articles", "since", "until", "standing", "no_badge", "any_article", "no_article")
    return replace(FindingFilter(audiences=several), **{name: getattr(wanted, name) for name in kept})


def rest_said(rest: FindingFilter) -> list[str]:
    """What `rest_of` keeps, in words."""
    made = []
    if rest.audiences:
        made.append(", ".join(label(one) if one else tr("Other sources") for one in rest.audiences))
    if rest.since or rest.until:
        made.append(tr("{since} to {until}", since=rest.since or "…", until=rest.until or "…"))
    if rest.any_article or rest.articles:
        made.append(tr("Mapped to an article"))
    if rest.no_article:
        made.append(tr("Not mapped to an article"))
    if rest.no_badge:
        made.append(tr("Without a badge"))
    if rest.standing:
        made.append(tr("Not crossed out"))
    return made


def _groups() -> list[tuple[str, str]]:
    return [
        (Group.NONE, tr("Nothing")),
        (Group.WORKSHOP, tr("Workshop")),
        (Group.AUDIENCE, tr("Who said it")),
        (Group.ARTICLE, tr("Article")),
        (Group.BADGE, tr("Badge")),
        (Group.KIND, tr("Kind")),
        (Group.MAPPED, tr("Mapped or not")),
        (Group.READ_BACK, tr("What the group said about it")),
        (Group.STARRED, tr("Starred or not")),
        (Group.VOTES, tr("With votes or without")),
    ]


def _sorts() -> list[tuple[str, str]]:
    return [
        (Sort.NEWEST, tr("Newest first")),
        (Sort.OLDEST, tr("Oldest first")),
        (Sort.VOTES, tr("Most votes first")),
        (Sort.WORKSHOP, tr("Latest workshop first")),
        (Sort.ARTICLE, tr("Number of the article")),
        (Sort.KIND, tr("Kind")),
        (Sort.STARRED, tr("Starred first")),
        (Sort.CONFIRMED, tr("Confirmed first")),
        (Sort.UNMAPPED, tr("Not mapped first")),
        (Sort.TEXT, tr("A to Z")),
    ]


def heading_of(group: Group, key: str, targets: Targets, shops: dict[str, Workshop]) -> str:
    """The words over a group of findings."""
    if group is Group.WORKSHOP:
        shop = shops.get(key)
        if shop is None:
            return tr("Other sources")
        return workshop_in_list(shop.title, shop.number)
    if group is Group.AUDIENCE:
        return label(Audience(key)) if key else tr("Other sources")
    if group is Group.KIND:
        return label(FindingKind(key))
    if group is Group.READ_BACK:
        return label(ReadBack(key))
    if group is Group.ARTICLE:
        return f"{key} {short_title(int(key))}" if key else tr("No article yet")
    if group is Group.BADGE:
        return targets.badge_name(key) if key else tr("No badge yet")
    yes, no = {
        Group.MAPPED: (tr("Mapped to an article and a badge"), tr("Not fully mapped")),
        Group.STARRED: (tr("Starred"), tr("Not starred")),
        Group.VOTES: (tr("With votes"), tr("Without votes")),
    }[group]
    return yes if key == "1" else no
