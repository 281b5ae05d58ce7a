"""The rights map: what has been said about every article, badge by badge or audience by audience, and the gaps."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from crp_desktop.domain.dates import as_day, long_date
from crp_desktop.domain.errors import WriteFailed
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Audience, RecordKind
from crp_desktop.domain.labels import label
from crp_desktop.domain.records import Period
from crp_desktop.rendering.saving import save
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.findings.listing import FindingFilter
from crp_desktop.services.programme.programme import programme
from crp_desktop.services.rights.rights_map import (
    Across,
    Column,
    RightsMap,
    as_csv,
    behind,
    map_periods,
    rights_map,
)
from crp_desktop.ui import theme
from crp_desktop.ui.dialogs.files import ask_save
from crp_desktop.ui.models.rights import RightsModel
from crp_desktop.ui.models.targets import Targets
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.rights.gaps import ColumnKey, GapsPanel, Side
from crp_desktop.ui.pages.rights.picture import map_image, save_png, save_svg
from crp_desktop.ui.pages.rights.table import Legend, RightsTable
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import EmptyState
from crp_desktop.ui.widgets.choice import Choice
from crp_desktop.ui.widgets.layout import column, flow, panel
from crp_desktop.ui.widgets.scroll import DownScroll
from crp_desktop.ui.widgets.split import SplitPane
from crp_desktop.ui.widgets.text import Label

_OTHER = "other"
_PERIOD = "period:"
_AUDIENCE = "audience:"


class RightsMapPage(Page):
    """Every number leads to the findings behind it, and every article to its own page."""

    name = "rights"
    dense = True
    scrolls = False
    interests = frozenset(
        {
            RecordKind.FINDING,
            RecordKind.FINDING_ARTICLE,
            RecordKind.FINDING_BADGE,
            RecordKind.EXCERPT,
            RecordKind.NOTE,
            RecordKind.WORKSHOP,
            RecordKind.PROGRAMME,
            RecordKind.FRAMEWORK,
            RecordKind.PERIOD,
        }
    )

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        super().__init__(ops, nav)
        self.model = RightsModel(self)
        self.table = RightsTable(self.model)
        self.gaps, self.key = GapsPanel(), ColumnKey()
        self._controls()
        side = panel(column(self._choices, self.key, self.gaps, None, gap=12))
        pane = (side, tr("Choices and gaps"), 324)
        self.split = SplitPane(self.table, right=pane, main_width=640, beside=self.header_actions.layout())
        self._empty = EmptyState(
            "layout-grid", tr("Nothing is mapped yet"), tr("Map findings to articles and badges to fill the "
"map."),
            tr("Map findings"), partial(nav.go, "findings", show="no_article"),
        )  # fmt: skip
        self._whole = QStackedWidget()
        for widget in (self.split, DownScroll(self._empty)):
            self._whole.addWidget(widget)
        theme.space(self.body, 8, (24, 4, 24, 8))
        self.body.addWidget(self._bar)
        self.body.addWidget(self._whole, 1)
        self.table.opened.connect(self._opened)
        self.table.measured.connect(self._name_columns)
        self.gaps.behind.connect(self._open_findings)
        self.gaps.article.connect(self._open_article)
        self.key.asked.connect(self._open_column)

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
        self._which = Label(kind="small", wrap=False)
        self._bar = flow(self.by_badge, self.by_audience, Legend(self.model), self._which, gap=12)

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
        return tr("What has been said about each article, and where no one has said anything yet.")

    def first_focus(self) -> QWidget | None:
        return self.table if self.split.isVisibleTo(self) else self._empty.button

    def show_target(self, **target: Any) -> None:
        if "article" in target:
            self.table.setCurrentIndex(self.model.index(self.model.row_of(target["article"]), 1))

    # What is shown

    def refresh(self) -> None:
        self._periods = {one.id: one for one in self.ops.ask(map_periods)}
        offers = self._offers = [(_AUDIENCE + one.value, label(one)) for one in Audience]
        offers.append((_AUDIENCE + _OTHER, tr("Surveys and other sources")))
        offers += [(_PERIOD + one.id, _period_name(one)) for one in self._periods.values()]
        self.who.set_items([("", tr("Everything")), *offers])
        self.against.set_items([("", tr("Nothing")), *offers])
        self._pursued = self.ops.ask(badges, pursued=True)
        self._show()

    def _choose(self, key: str) -> None:
        self._show()

    def _set_across(self, across: Across) -> None:
        self.across = across
        self._show()

    def wanted(self, key: str) -> FindingFilter:
        """The findings that a choice stands for."""
        if key.startswith(_PERIOD):
            period = self._periods[key.removeprefix(_PERIOD)]
            return FindingFilter(since=period.starts_on, until=period.ends_on)
        if key.startswith(_AUDIENCE):
            name = key.removeprefix(_AUDIENCE)
            return FindingFilter(audiences=(None,) if name == _OTHER else (Audience(name),))
        return FindingFilter()

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
        self._whole.setCurrentIndex(1 if nothing else 0)
        self._bar.setVisible(not nothing)
        self.save.setEnabled(not nothing)
        self._show_sides(found, other)

    def _show_sides(self, found: RightsMap, other: RightsMap | None) -> None:
        """Say what is mapped and what is missing on each side, and which of two compared is which."""
        first, second = self.model.names
        alone = not self.who.key() and other is None
        sides = [self._side("" if alone else first, self.who.key(), found)]
        if other is not None:
            sides.append(self._side(second, self.against.key(), other))
        self.gaps.show_sides(sides, Targets(self._pursued, [badge.key for badge in self._pursued]))
        words = tr("Above: {first}. Below: {second}.", first=first, second=second) if other else ""
        self._which.setText(words)
        self._which.setVisible(bool(words))

    def _side(self, name: str, key: str, found: RightsMap) -> Side:
        return Side(name, self.wanted(key), key.startswith(_AUDIENCE), found)

    def _name_columns(self) -> None:
        self.key.show_names(self.table.heads.short, self.model.columns)

    # Going behind a number

    def _opened(self, row: int, place: int, second: bool) -> None:
        article, cell = self.model.article_at(row), self.model.cell(row, place)
        if place == 0 and article is not None:
            self._open_article(article.number)
        if cell is None:
            return
        counts = [cell.count.total, cell.other.total if cell.other else 0]
        if any(counts):
            side = second if counts[second] else not second
            self._open_behind(article.number if article else None, self.model.column_at(place), side)

    def _open_behind(self, article: int | None, column: Column | None, second: bool) -> None:
        wanted = self.wanted(self.against.key() if second else self.who.key())
        self._open_findings(behind(article, column.key if column else None, self.across, wanted))

    def _open_column(self, key: str) -> None:
        self._open_findings(behind(None, key, self.across, self.wanted(self.who.key())))

    def _open_findings(self, asked: dict[str, Any]) -> None:
        self.nav.go("findings", **asked)

    def _open_article(self, number: int) -> None:
        self.nav.go("article", article=number)

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
        if path.suffix not in (".csv", ".svg"):
            image = map_image(self.model, self._caption())
            words = tr("Saving the picture")
            self.ops.start(partial(save_png, image, path), title=words, on_done=self._saved)
            return
        try:
            if path.suffix == ".csv":
                save(self._table().encode(), path)
            else:
                save_svg(self.model, path, self._caption())
        except WriteFailed as problem:
            self.show_problem(problem)
            return
        self._saved(path)

    def _saved(self, path: Path) -> None:
        self.file_saved.emit(path)

    def _table(self) -> str:
        found, other = self.model.map, self.model.other
        assert found is not None
        compared = list(zip(self.model.names, (found, other), strict=True)) if other else ()
        return as_csv(found, compared, head=(tr("Rights map"), *self._caption(table=True)))

    def _caption(self, *, table: bool = False) -> list[str]:
        """Whose map it is and of which day, then what it shows; two that are compared each on a line."""
        made = tr("Made on {day}", day=long_date(date.today()))
        lines = [f"{self.ops.ask(programme).council} · {made}"]
        shown, other = self._selection(self.who), self._selection(self.against)
        if not self.against.key():
            return [*lines, tr("Shows: {what}", what=shown)]
        if table:
            return [*lines, tr("Shows: {what}", what=shown), tr("Compared with: {what}", what=other)]
        return [*lines, tr("Above: {what}", what=shown), tr("Below: {what}", what=other)]

    def _selection(self, choice: Choice) -> str:
        """What a choice stands for; a period with its first and last day."""
        key = choice.key()
        if not key.startswith(_PERIOD):
            return dict(self._offers).get(key, tr("Everything"))
        period = self._periods[key.removeprefix(_PERIOD)]
        first, last = as_day(period.starts_on), as_day(period.ends_on)
        if not (first and last):
            return _period_name(period)
        days = tr("{first} to {last}", first=long_date(first), last=long_date(last))
        return f"{period.label}, {days}" if period.label else days


def _period_name(period: Period) -> str:
    return period.label or f"{period.starts_on} – {period.ends_on}"
