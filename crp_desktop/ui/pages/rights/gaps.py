"""Beside the rights map: how much of what was said is mapped, and what nobody spoke of, side by side when compared."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.services.findings.listing import FindingFilter
from crp_desktop.services.rights.rights_map import BadgeGap, Column, RightsMap, within
from crp_desktop.ui.models.targets import Targets
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.layout import clear, column, flow, panel, row
from crp_desktop.ui.widgets.text import Heading, Label, Quiet


@dataclass(frozen=True, slots=True)
class Side:
    """A map that is shown and what it is a map of; `name` is "" when it is of everything and stands alone.

    `by_audience` when it holds what some audience said: a badge is then silent without a finding, not without a child.
    """

    name: str
    wanted: FindingFilter
    by_audience: bool
    found: RightsMap

    def said(self, words: str) -> str:
        """Words about this side, with its name before them where it has one."""
        return f"{self.name}: {words}" if self.name else words

    def gaps(self) -> list[BadgeGap]:
        """The badges that lack something on this side."""
        return [gap for gap in self.found.badge_gaps if not (self.by_audience and gap.adults)]

    def gaps_heading(self) -> str:
        """What it is that these badges lack."""
        if self.by_audience:
            return tr("Nothing from {who} on {n} badge(s)", n=len(self.gaps()), who=self.name)
        return self.said(tr("Badges with nothing from young people yet"))

    def silence_heading(self) -> str:
        """Whose silence on the articles it is."""
        count = len(self.found.unspoken)
        if self.name:
            return tr("Nothing from {who} on {n} article(s)", n=count, who=self.name)
        return tr("{n} article(s) not mentioned yet", n=count)


class GapsPanel(QWidget):
    """`behind(fields of Wanted)` asks for the findings behind a number, `article(number)` for an article's page."""

    behind = Signal(object)
    article = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._all = column(gap=8)
        self.setLayout(self._all)

    def show_sides(self, sides: Sequence[Side], targets: Targets) -> None:
        """Show one map, or two that are compared."""
        clear(self._all)
        for place, side in enumerate(sides):
            self._show_mapped(side, place)
        for place, side in enumerate(sides):
            self._show_badges(side, targets, "gap" if not place else "other-gap")
        for place, side in enumerate(sides):
            self._show_articles(side, targets, "gap" if not place else "other-gap")
        if not any(side.gaps() or side.found.unspoken for side in sides):
            self._all.addWidget(Quiet(tr("Every article and badge has been mentioned.")))

    def _show_mapped(self, side: Side, place: int) -> None:
        found, inside = side.found, within(side.wanted)
        loose = found.all - found.mapped
        self._all.addWidget(Label(side.said(_mapped_words(found))))
        links = []
        for name, count, words, more in (
            ("mapped", found.mapped, tr("See {n} mapped", n=found.mapped), {"any_article": True}),
            ("loose", loose, tr("See {n} not mapped", n=loose), {"no_article": True}),
        ):  # fmt: skip
            if count:
                link = Button(
                    words, partial(self.behind.emit, inside | more), kind="link", name=side.said(words)
                )
                link.setObjectName(f"{name}-{place}")
                links.append(link)
        if links:
            self._all.addWidget(flow(*links, gap=4))

    def _show_badges(self, side: Side, targets: Targets, prefix: str) -> None:
        gaps = side.gaps()
        if gaps:
            self._all.addWidget(Heading(side.gaps_heading(), "strong"))
        for gap in gaps:
            self._all.addWidget(self._badge(gap, side, targets, prefix))

    def _badge(self, gap: BadgeGap, side: Side, targets: Targets, prefix: str) -> QWidget:
        """A badge to press when adults spoke of it, to read when nobody did."""
        if not gap.adults:
            nothing = () if side.by_audience else (Quiet(tr("Nothing yet")),)
            return panel(column(row(targets.chip(gap.key), None), *nothing, gap=0))
        chip = targets.button(gap.key)
        chip.setObjectName(f"{prefix}-{gap.key}")
        chip.clicked.connect(partial(self.behind.emit, within(side.wanted) | {"badge": gap.key}))
        words = tr("{n} finding(s), all from adults or other sources", n=gap.adults)
        return panel(column(row(chip, None), Quiet(words), gap=0))

    def _show_articles(self, side: Side, targets: Targets, prefix: str) -> None:
        if side.found.unspoken:
            self._all.addWidget(Heading(side.silence_heading(), "strong"))
        for article in side.found.unspoken:
            chip = targets.button(article.number)
            chip.setObjectName(f"{prefix}-{article.number}")
            chip.clicked.connect(partial(self.article.emit, article.number))
            self._all.addWidget(chip)


def _mapped_words(found: RightsMap) -> str:
    """How many of the findings are mapped, in a sentence."""
    return tr("Findings mapped to an article: {mapped} of {n}.", n=found.all, mapped=f"{found.mapped:,}")


class ColumnKey(QWidget):
    """What the short names over the columns stand for; `asked(column key)` when one is pressed. Hidden without any."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Names of the columns"))
        self._all = column(gap=4)
        self.setLayout(self._all)
        self._shown: list[tuple[str, str]] = []
        self.hide()

    def show_names(self, short: Iterable[str], columns: Iterable[Column]) -> None:
        """Say what these short names mean."""
        pairs = [(name, one.key, one.name) for name, one in zip(short, columns, strict=False)]
        self.setVisible(bool(pairs))
        shown: list[Any] = pairs
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._all)
        if pairs:
            self._all.addWidget(Heading(tr("Names of the columns"), "strong"))
        for name, key, whole in pairs:
            see = Button(whole.replace("&", "&&"), partial(self.asked.emit, key), kind="link", name=whole)
            see.setObjectName(f"column-{key}")
            self._all.addWidget(flow(Label(name, "strong", wrap=False), see, gap=8))
