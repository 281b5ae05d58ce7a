"""One article of the Convention: what it says in plain words, what is linked to it, and what was said about it here."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import FindingKind, RecordKind
from crp_desktop.domain.labels import label
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.findings.listing import FindingFilter, FindingRow
from crp_desktop.services.rights.article import ArticleView, article_view
from crp_desktop.services.rights.rights_map import Across, Count, behind, convention
from crp_desktop.ui.models.targets import Targets
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.widgets.bars import CountBar, count_words
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card, EmptyState
from crp_desktop.ui.widgets.chips import KINDS, ROMAN, ClusterTag, KindMark
from crp_desktop.ui.widgets.layout import clear, column, flow, panel, row
from crp_desktop.ui.widgets.text import Heading, Label, Quiet

_FIRST, _LAST = 1, 54


def _nobody() -> str:
    return tr("No one has mentioned this yet")


class ArticlePage(Page):
    """`show_target(article=NUMBER)`; Article 1 otherwise."""

    name = "article"
    section = "rights"
    interests = frozenset(
        {
            RecordKind.FINDING,
            RecordKind.FINDING_ARTICLE,
            RecordKind.FINDING_BADGE,
            RecordKind.EXCERPT,
            RecordKind.NOTE,
            RecordKind.WORKSHOP,
            RecordKind.FRAMEWORK,
            RecordKind.PROGRAMME,
        }
    )

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        self.number = 1
        super().__init__(ops, nav)
        self.before = Button(
            icon="chevron-left", name=tr("Previous article"), on_click=partial(self._step, -1)
        )
        self.after = Button(icon="chevron-right", name=tr("Next article"), on_click=partial(self._step, 1))
        self.map = Button(tr("Rights map"), self._to_map, icon="layout-grid")
        self.set_actions(self.before, self.after, self.map)
        self._content = column(gap=20)
        self.body.addLayout(self._content)
        self.body.addStretch(1)

    def title(self) -> str:
        article = convention().article(self.number)
        return tr("Article {number}: {title}", number=self.number, title=article.child_friendly_title)

    def purpose(self) -> str:
        return convention().article(self.number).heading

    def first_focus(self) -> QWidget | None:
        return self.map

    def show_target(self, **target: Any) -> None:
        number = target.get("article", self.number)
        if number != self.number:
            self.number = min(max(int(number), _FIRST), _LAST)
            self.refresh()
            if self.scroll_area is not None:
                self.scroll_area.verticalScrollBar().setValue(0)
        self.header_changed.emit()

    def _step(self, step: int) -> None:
        self.nav.go("article", article=(self.number - _FIRST + step) % _LAST + _FIRST)

    def _to_map(self) -> None:
        if convention().article(self.number).mappable:
            self.nav.go("rights", article=self.number)
        else:
            self.nav.go("rights")

    def refresh(self) -> None:
        view: ArticleView = self.ops.ask(article_view, self.number)
        pursued = [badge.key for badge in self.ops.ask(badges, pursued=True)]
        self._targets = Targets(self.ops.ask(badges), pursued)
        clear(self._content)
        self._content.addWidget(self._explained(view))
        self._content.addWidget(self._said_here(view))
        self._content.addWidget(self._linked(view))

    def _explained(self, view: ArticleView) -> QWidget:
        tags = [ClusterTag(ROMAN.index(one.id), one.name) for one in view.clusters]
        parts: list[QWidget] = [Label(view.article.explanation, "lead")]
        if view.article.general_principle:
            parts.append(Quiet(tr("One of the 4 general principles. It applies to every other right.")))
        if not view.article.mappable:
            parts.append(
                Quiet(tr("This article is about how the Convention works, so findings are not mapped to it."))
            )
        parts.append(Label(tr("To ask young people: {question}", question=view.article.question)))
        return Card(*parts, flow(*tags), gap=10)

    def _said_here(self, view: ArticleView) -> QWidget:
        if not view.all:
            return self._unspoken(view) if view.article.mappable else panel(column())
        parts: list[QWidget] = [Heading(tr("What was said about it here"))]
        count = view.count
        whole = CountBar(count, name=tr("All findings"))
        whole.pressed.connect(
            partial(self._open_kind, behind(self.number, None, Across.BADGES, FindingFilter()))
        )
        parts += [whole, self._kinds(count)]
        for place in view.audiences.columns:
            said = view.audiences.cell(self.number, place.key)
            if said.total:
                parts.append(self._audience(place.key, place.name, said, count.total))
        parts += [self._finding(one) for one in view.shown]
        if view.all > len(view.shown):
            words = tr("See all findings ({n})", n=view.all)
            more = partial(self.nav.go, "findings", article=self.number, standing=True)
            parts.append(Button(words, more, kind="plain"))
        return panel(column(*parts, gap=8))

    def _unspoken(self, view: ArticleView) -> QWidget:
        """A gap, and the nearest thing to do about it: look where it may be hidden, or ask."""
        if view.unmapped:
            words = tr(
                "It may be in a finding that is not mapped yet. Findings without an article: {n}.",
                n=view.unmapped,
            )
            look = partial(self.nav.go, "findings", show="no_article")
            return EmptyState("message-square", _nobody(), words, tr("Look through them"), look)
        words = tr("This may be a gap. There is a question you could ask above.")
        plan = partial(self.nav.go, "workshops")
        return EmptyState("message-square", _nobody(), words, tr("Plan a workshop"), plan)

    def _kinds(self, count: Count) -> QWidget:
        """What the colours of the bars mean, each leading to its findings."""
        links = []
        for kind in FindingKind:
            if number := count.of(kind):
                words = count_words(Count(**{kind.value: number}))
                asked = behind(self.number, None, Across.BADGES, FindingFilter()) | {"kind": kind}
                see = Button(words, partial(self.nav.go, "findings", **asked), kind="link", icon=KINDS[kind])
                see.setObjectName(f"kind-{kind.value}")
                links.append(see)
        return flow(*links, gap=4, name=tr("By kind"))

    def _audience(self, key: str, name: str, said: Count, largest: int) -> QWidget:
        asked = behind(self.number, key, Across.AUDIENCES, FindingFilter())
        words = tr("{name}: {n} finding(s)", n=said.total, name=name)
        see = Button(words, partial(self.nav.go, "findings", **asked), kind="link",
                     name=tr("{name}: see {n} finding(s)", n=said.total, name=name))  # fmt: skip
        see.setObjectName(f"audience-{key}")
        bar = CountBar(said, largest=largest, name=name)
        bar.setObjectName(f"bar-{key}")
        bar.pressed.connect(partial(self._open_kind, asked))
        return panel(column(see, bar, gap=0))

    def _open_kind(self, asked: dict[str, Any], kind: str) -> None:
        self.nav.go("findings", **asked, kind=FindingKind(kind))

    def _finding(self, one: FindingRow) -> QWidget:
        where = tr("Workshop {number}", number=one.workshop) if one.workshop else tr("Other source")
        who = label(one.audience) if one.audience else ""
        see = Button(tr("Open"), partial(self.nav.go, "findings", finding=one.id), kind="link",
                     name=tr("Open finding {number}", number=one.number))  # fmt: skip
        see.setObjectName(f"open-{one.id}")
        words = tr("{n} excerpt(s)", n=one.excerpts) if one.excerpts else ""
        parts = (tr("Finding {number}", number=one.number), where, who, words)
        said = " · ".join(part for part in parts if part)
        head = row(KindMark(one.kind), gap=8)
        head.addWidget(Quiet(said), 1)
        head.addWidget(see)
        return Card(head, Label(one.text), gap=4, margin=12)

    def _badges(self, view: ArticleView) -> list[QWidget]:
        """The badges that name the article, and those its findings are mapped to; a number leads to those findings."""
        linked = [badge.key for badge in view.linked]
        others = [key for key in view.badges if key and key not in linked]
        return [
            self._badge(key, view.badges.get(key, Count()).total, key in linked) for key in (*linked, *others)
        ]

    def _badge(self, key: str, count: int, linked: bool) -> QWidget:
        words: list[QWidget] = [] if linked else [Quiet(tr("linked in what people said"))]
        if count:
            asked = behind(self.number, key, Across.BADGES, FindingFilter())
            name = tr("{name}: see {n} finding(s)", n=count, name=self._targets.name(key))
            go = partial(self.nav.go, "findings", **asked)
            see = Button(tr("{n} finding(s) about both", n=count), go, kind="link", name=name)
            see.setObjectName(f"badge-{key}")
            words.insert(0, see)
        else:
            words.insert(0, Quiet(tr("no finding about both yet")))
        return flow(self._targets.chip(key), *words, gap=8)

    def _linked(self, view: ArticleView) -> QWidget:
        parts: list[QWidget] = [Heading(tr("Linked to it"))]
        badges_here = self._badges(view)
        if badges_here:
            parts += [Label(tr("Badges"), "small", "quiet"), *badges_here]
        if view.comments:
            parts.append(
                Label(tr("General comments of the Committee on the Rights of the Child"), "small", "quiet")
            )
        for one in view.comments:
            parts.append(
                Label(tr("No. {number} ({year}): {title}", number=one.number, year=one.year, title=one.title))
            )
        if view.protocols:
            parts.append(Label(tr("Optional protocols"), "small", "quiet"))
        for protocol in view.protocols:
            parts.append(Label(tr("{title} ({year})", title=protocol.title, year=protocol.year)))
        if len(parts) == 1:
            parts.append(Quiet(tr("No badge and no general comment is about this article alone.")))
        return panel(column(*parts, gap=6))
