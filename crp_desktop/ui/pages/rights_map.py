"""The rights map: what has been said about every article, badge by badge or audience by audience, and the gaps."""

from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from crp_desktop.domain.errors import WriteFailed
from crp_desktop.domain.kinds import Audience
from crp_desktop.domain.labels import label
from crp_desktop.domain.words import tr
from crp_desktop.services.finding_list import Wanted
from crp_desktop.services.framework import badges
from crp_desktop.services.rights_map import Across, RightsMap, as_csv, behind, map_periods, rights_map
from crp_desktop.ui.dialogs.files import ask_save
from crp_desktop.ui.models.rights import RightsModel
from crp_desktop.ui.models.targets import Targets
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.rights_picture import save_png, save_svg
from crp_desktop.ui.pages.rights_table import Legend, RightsTable
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import EmptyState
from crp_desktop.ui.widgets.choice import Choice
from crp_desktop.ui.widgets.layout import clear, column, flow, panel
from crp_desktop.ui.widgets.split import SplitPane
from crp_desktop.ui.widgets.text import Heading, Label, Quiet

_OTHER = "other"
_PERIOD = "period:"
_AUDIENCE = "audience:"


class RightsMapPage(Page):
    """Every number leads to the findings behind it, and every article to its own page."""

    name = "rights"
    interests = frozenset(
        {"finding", "finding_article", "finding_badge", "workshop", "programme", "framework", "period"}
    )

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        super().__init__(ops, nav)
        self.model = RightsModel(self)
        self.table = RightsTable(self.model)
        self._controls()
        self._gaps = column(gap=8)
        self._summary = Label()
        side = panel(column(self._choices, self._summary, panel(self._gaps), None, gap=12))
        self.split = SplitPane(self.table, right=(side, tr("Choices and gaps"), 324), main_width=640)
        self._empty = EmptyState(
            "layout-grid", tr("Nothing is mapped yet"), tr("Map findings to articles and badges, and the map fills."),
            tr("Map findings"), partial(nav.go, "findings"), kind="plain",
        )  # fmt: skip
        self.body.addWidget(self._bar)
        self.body.addWidget(self.split, 1)
        self.body.addWidget(self._empty)
        self.table.opened.connect(self._opened)

    def _controls(self) -> None:
        self.by_badge = Button(tr("By badge"), partial(self._set_across, Across.BADGES))
        self.by_audience = Button(tr("By who said it"), partial(self._set_across, Across.AUDIENCES))
        for made in (self.by_badge, self.by_audience):
            made.setCheckable(True)
        self.across = Across.BADGES
        self.who = Choice(tr("What the map shows"))
        self.against = Choice(tr("Compare with"))
        for choice in (self.who, self.against):
            choice.chosen.connect(self._choose)
        self.save = Button(tr("Save picture or table…"), icon="download")
        self.save.setMenu(self._save_menu())
        self.set_actions(self.save)
        shows = column(Label(tr("Shows"), "small", "quiet"), self.who, gap=2)
        against = column(Label(tr("Compare with"), "small", "quiet"), self.against, gap=2)
        self._choices = panel(column(shows, against, gap=8))
        self._which = Label(kind="small")
        self._bar = flow(self.by_badge, self.by_audience, Legend(), self._which, gap=12)

    def _save_menu(self) -> QMenu:
        menu = QMenu(self.save)
        kinds = ((tr("Picture (PNG)"), "png"), (tr("Drawing (SVG)"), "svg"), (tr("Table (CSV)"), "csv"))
        for words, ending in kinds:
            action = QAction(words, menu)
            action.triggered.connect(partial(self._ask_and_save, ending))
            menu.addAction(action)
        return menu

    def title(self) -> str:
        return tr("Rights map")

    def purpose(self) -> str:
        return tr("What has been said about each article, and where nobody has spoken yet.")

    def shortcuts(self) -> tuple[tuple[str, str], ...]:
        return (("Arrows", tr("Move in the map")), ("Enter", tr("See the findings behind a number")))

    def first_focus(self) -> QWidget | None:
        return self.table if self.split.isVisibleTo(self) else self._empty.button

    def show_target(self, **target: Any) -> None:
        if "article" in target:
            self.table.setCurrentIndex(self.model.index(self.model.row_of(target["article"]), 1))

    # What is shown

    def refresh(self) -> None:
        self._periods = {one.id: one for one in self.ops.ask(map_periods)}
        offers = [(_AUDIENCE + one.value, label(one)) for one in Audience]
        offers.append((_AUDIENCE + _OTHER, tr("Surveys and other sources")))
        offers += [
            (_PERIOD + one.id, one.label or f"{one.starts_on} – {one.ends_on}")
            for one in self._periods.values()
        ]
        self.who.set_items([("", tr("Everything")), *offers])
        self.against.set_items([("", tr("Nothing")), *offers])
        self._pursued = self.ops.ask(badges, pursued=True)
        self._show()

    def _choose(self, key: str) -> None:
        self._show()

    def _set_across(self, across: Across) -> None:
        self.across = across
        self._show()

    def wanted(self, key: str) -> Wanted:
        """The findings that a choice stands for."""
        if key.startswith(_PERIOD):
            period = self._periods[key.removeprefix(_PERIOD)]
            return Wanted(since=period.starts_on, until=period.ends_on)
        if key.startswith(_AUDIENCE):
            name = key.removeprefix(_AUDIENCE)
            return Wanted(audiences=(None,) if name == _OTHER else (Audience(name),))
        return Wanted()

    def _show(self) -> None:
        self.by_badge.setChecked(self.across is Across.BADGES)
        self.by_audience.setChecked(self.across is Across.AUDIENCES)
        at = self.table.currentIndex()
        row, place = at.row(), at.column()
        found: RightsMap = self.ops.ask(rights_map, self.across, self.wanted(self.who.key()))
        other = None
        if self.against.key():
            other = self.ops.ask(rights_map, self.across, self.wanted(self.against.key()))
        self.model.set_maps(found, other, (self.who.currentText(), self.against.currentText()))
        if row >= 0:
            self.table.setCurrentIndex(self.model.index(row, min(place, self.model.columnCount() - 1)))
        nothing = not found.mapped and not self.who.key() and not self.against.key()
        for widget in (self.split, self._bar):
            widget.setVisible(not nothing)
        self.save.setEnabled(not nothing)
        self._empty.setVisible(nothing)
        self._show_gaps(found, other)

    def _show_gaps(self, found: RightsMap, other: RightsMap | None) -> None:
        said = _mapped_words(found)
        if other is not None:
            said = f"{self.model.names[0]}: {said}\n{self.model.names[1]}: {_mapped_words(other)}"
        self._summary.setText(said)
        first, second = self.model.names
        words = tr("Upper bar: {first}. Lower bar: {second}.", first=first, second=second) if other else ""
        self._which.setText(words)
        self._which.setVisible(bool(words))
        clear(self._gaps)
        targets = Targets(self._pursued, [badge.key for badge in self._pursued])
        if found.badge_gaps:
            self._gaps.addWidget(Heading(tr("Badges without young people’s words"), "strong"))
        for gap in found.badge_gaps:
            chip = targets.button(gap.key)
            chip.setObjectName(f"gap-{gap.key}")
            chip.clicked.connect(partial(self._open_findings, None, gap.key))
            words = (
                tr("{n} finding(s), all from adults or other sources", n=gap.adults)
                if gap.adults
                else tr("Nothing yet")
            )
            self._gaps.addWidget(panel(column(chip, Quiet(words), gap=0)))
        self._show_silence(targets, self._silence(len(found.unspoken)), found, "gap")
        if other is not None:
            words = tr("{who}: silent on {n} article(s)", n=len(other.unspoken), who=self.model.names[1])
            self._show_silence(targets, words, other, "other-gap")
        if not found.badge_gaps and not found.unspoken and not (other and other.unspoken):
            self._gaps.addWidget(Quiet(tr("Every article and every badge has been spoken of.")))

    def _show_silence(self, targets: Targets, heading: str, found: RightsMap, prefix: str) -> None:
        """The articles that one side has not spoken of, under a heading that says whose silence it is."""
        if found.unspoken:
            self._gaps.addWidget(Heading(heading, "strong"))
        for article in found.unspoken:
            chip = targets.button(article.number)
            chip.setObjectName(f"{prefix}-{article.number}")
            chip.clicked.connect(partial(self.nav.go, "article", article=article.number))
            self._gaps.addWidget(chip)

    def _silence(self, count: int) -> str:
        if self.who.key() or self.against.key():
            return tr("{who}: silent on {n} article(s)", n=count, who=self.model.names[0])
        return tr("Nobody has spoken of {n} article(s)", n=count)

    # Going behind a number

    def _opened(self, row: int, place: int) -> None:
        article = self.model.article_at(row)
        column = self.model.column_at(place)
        if article is None and row >= 0:
            return
        if place == 0 and article is not None:
            self.nav.go("article", article=article.number)
            return
        cell = self.model.cell(row, place)
        if cell is not None and not cell.count.total and not (cell.other and cell.other.total):
            return
        key = self.against.key() if cell is not None and not cell.count.total else self.who.key()
        self._open_findings(article.number if article else None, column.key if column else None, key)

    def _open_findings(self, article: int | None, column: str | None, key: str | None = None) -> None:
        wanted = self.wanted(self.who.key() if key is None else key)
        across = Across.BADGES if key is None else self.across
        asked = behind(article, column, across, wanted)
        whole = replace(Wanted(), **asked)
        named = {field.name: getattr(whole, field.name) for field in fields(Wanted)}
        self.nav.go(
            "findings", **{name: value for name, value in named.items() if value not in (None, False, "", ())}
        )

    # Saving

    def _ask_and_save(self, ending: str, checked: bool = False) -> None:
        names = {
            "png": tr("Pictures (*.png)"),
            "svg": tr("Drawings (*.svg)"),
            "csv": tr("Tables (*.csv)"),
        }
        path = ask_save(
            self.window(), tr("Save the rights map"), f"{tr('Rights map')}.{ending}", names[ending]
        )
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the map as it is shown; the kind of file goes by the name's ending. A Problem is shown on the page."""
        assert self.model.map is not None
        try:
            if path.suffix == ".csv":
                path.write_text(self._table(), encoding="utf-8", newline="")
            elif path.suffix == ".svg":
                save_svg(self.model, path, self._caption())
            else:
                save_png(self.model, path, self._caption())
        except OSError as error:
            self.show_problem(
                WriteFailed(
                    tr("The map could not be saved: {why}", why=error.strerror or str(error)),
                    tr("The programme itself is safe."),
                    tr("Choose another folder, or free some space, and save it again."),
                )
            )
            return
        self.announce(tr("Saved {name}", name=path.name))

    def _table(self) -> str:
        found, other = self.model.map, self.model.other
        assert found is not None
        return as_csv(found, list(zip(self.model.names, (found, other), strict=True)) if other else ())

    def _caption(self) -> str:
        shown = self.who.currentText()
        return (
            tr("{what}, compared with {other}", what=shown, other=self.against.currentText())
            if self.against.key()
            else shown
        )


def _mapped_words(found: RightsMap) -> str:
    """How many of the findings are mapped, in a sentence."""
    if found.mapped == 1:
        return tr("1 of {n} finding(s) is mapped to an article.", n=found.all)
    return tr("{mapped} of {n} finding(s) are mapped to an article.", n=found.all, mapped=f"{found.mapped:,}")
