"""Findings: the list on the left, the one that is being mapped on the right."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import partial
from typing import Any

from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import SAID_KINDS, RecordKind
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.findings.direction import astray, follow_kinds, has_astray, keep_directions
from crp_desktop.services.findings.finding import add_finding, delete_findings
from crp_desktop.services.findings.listing import (
    FindingFilter,
    FindingRow,
    Group,
    ListedFinding,
    count_findings,
    finding_rows,
    list_findings,
)
from crp_desktop.services.workshops.workshop import workshops
from crp_desktop.ui import theme
from crp_desktop.ui.commands import command
from crp_desktop.ui.dialogs.directions import DirectionsDialog
from crp_desktop.ui.dialogs.findings import NewFindingDialog
from crp_desktop.ui.models.findings import FindingsModel
from crp_desktop.ui.models.suggesting import Suggesting
from crp_desktop.ui.models.targets import Targets
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.findings.filter import FindingsFilter
from crp_desktop.ui.pages.findings.finding import FindingView
from crp_desktop.ui.pages.findings.form import heading_of
from crp_desktop.ui.pages.findings.list import FindingsView
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import EmptyState, Icon
from crp_desktop.ui.widgets.layout import column, flow, panel
from crp_desktop.ui.widgets.scroll import DownScroll
from crp_desktop.ui.widgets.split import SplitPane
from crp_desktop.ui.widgets.text import Label
from crp_desktop.ui.window import MainWindow

_WANTED = frozenset(field.name for field in fields(FindingFilter))
_ALL = FindingFilter()


_ON_ONE = frozenset(
    {RecordKind.FINDING_ARTICLE, RecordKind.FINDING_BADGE, RecordKind.DISMISSAL, RecordKind.STATISTIC}
)
"""What changes one finding's own lines and no list, unless the list asks for mappings."""


class FindingsPage(Page):
    """`show_target(finding=ID)` shows one; any fields of `FindingFilter` narrow the list to the findings behind a
    number, and `show="unmapped"` (or "starred", "confirmed") to those."""

    name = "findings"
    dense = True
    scrolls = False
    interests = frozenset(
        {
            RecordKind.FINDING,
            RecordKind.FINDING_ARTICLE,
            RecordKind.FINDING_BADGE,
            RecordKind.EXCERPT,
            RecordKind.STATISTIC,
            RecordKind.DISMISSAL,
            RecordKind.EVIDENCE,
            RecordKind.NOTE,
            RecordKind.WORKSHOP,
        }
        | {RecordKind.PROGRAMME, RecordKind.FRAMEWORK}
    )

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        super().__init__(ops, nav)
        self.new = command("findings", "new").button(self._new, on=self, kind="primary")
        self.bring = Button(tr("Import…"), self._import, icon="folder-open", name=tr("Import findings"))
        self.set_actions(self.bring, self.new)
        self.suggesting = Suggesting(ops, self)
        self.filter = FindingsFilter()
        self.model = FindingsModel(self._fetch, self)
        self.list = FindingsView(self.model, tr("Findings"))
        self.view = FindingView(ops, nav, self.suggesting)
        self.merge = Button(tr("Merge"), self._merge, icon="merge", kind="quiet")
        self.delete = Button(tr("Delete"), self._delete, icon="trash-2", kind="quiet")
        self._placed: list[ListedFinding] = []
        self._held = ""
        self._several = flow(self.merge, self.delete, gap=4)
        self._build()
        self._connect()
        self._add_keys()

    def _build(self) -> None:
        self._empty = EmptyState(
            "lightbulb",
            tr("No findings yet"),
            tr(
                "Open a workshop’s notes, select words and say what they show. Or write down "
                "what a survey found."
            ),
            tr("Open workshops"),
            partial(self.nav.go, "workshops"),
            kind="plain",
        )
        self._none = EmptyState("search", tr("No findings match"), tr("Remove a filter to see more."), tr("Show all"),
                                self.filter.show_all, kind="plain")  # fmt: skip
        self._right = QStackedWidget()
        for one in (self.view, DownScroll(self._none), DownScroll(self.filter.form)):
            self._right.addWidget(one)
        side = column(self.filter, self._several, gap=8, margins=(0, 0, 0, 0))
        side.addWidget(self.list, 1)
        pane = (panel(side), tr("All findings"), 340)
        self.split = SplitPane(
            self._right,
            left=pane,
            main_width=520,
            beside=self.header_actions.layout(),
            wide_drawers=True,
        )
        self._whole = QStackedWidget()
        for shown in (self.split, DownScroll(self._empty)):
            self._whole.addWidget(shown)
        look = Button(tr("Look at them"), self.look_at_directions, kind="link")
        words = Label(
            tr("For some findings, “supports” or “contradicts” does not match the kind of finding.")
        )
        self.astray = flow(Icon("circle-help", "accent"), words, look, gap=8)
        self.astray.hide()
        theme.space(self.body, 16, (24, 8, 24, 12))
        self.body.addWidget(self.astray)
        self.body.addWidget(self._whole, 1)

    def _connect(self) -> None:
        self.filter.changed.connect(self._relist)
        self.filter.more.toggled.connect(self._show_form)
        self.filter.form.done.connect(self._form_done)
        self.split.folded_changed.connect(self.filter.set_folded)
        self.filter.set_folded(self.split.folded)
        self.list.chosen.connect(self._chosen)
        self.list.opened.connect(self._opened)
        self.list.selectionModel().selectionChanged.connect(self._tell_several)
        self.view.gone.connect(self._next_one)

    def _add_keys(self) -> None:
        of = partial(command, "findings")
        of("article").bind_each(self, self.view.articles.accept)
        of("badge").bind_each(self, self.view.badges.accept)
        acts: dict[str, Callable[[], object]] = {
            "dismiss_article": self.view.articles.dismiss_first,
            "dismiss_badge": self.view.badges.dismiss_first,
            "any_article": self.view.articles.picker.setFocus,
            "any_badge": self.view.badges.picker.setFocus,
            "words": self.view.focus_words,
            **{kind.value: partial(self.view.set_kind, kind) for kind in SAID_KINDS},
            "star": self.view.star.click,
            "next": partial(self.list.move_by, 1),
            "before": partial(self.list.move_by, -1),
            "find": self._find,
        }
        for name, act in acts.items():
            of(name).bind(self, act)

    def title(self) -> str:
        return tr("Findings")

    def purpose(self) -> str:
        return tr("Say what was found, and which rights and badges it is about.")

    def first_focus(self) -> QWidget | None:
        return self.list if self.model.rowCount() else self._empty.button

    def leaving(self) -> None:
        self.view.save()

    def refresh(self) -> None:
        if self.concerned(RecordKind.WORKSHOP, RecordKind.PROGRAMME, RecordKind.FRAMEWORK):
            self._shops = {shop.id: shop for shop in self.ops.ask(workshops)}
            pursued = [badge.key for badge in self.ops.ask(badges, pursued=True)]
            self.targets = Targets(self.ops.ask(badges), pursued)
            self.list.delegate.targets = self.view.targets = self.targets
        if self.astray.isVisibleTo(self):
            self._look_for_astray()
        if self.touched is None or self.touched.kinds - _ON_ONE or self.filter.asks_for_mapping():
            flagged = self.ops.ask(count_findings, FindingFilter(flagged=True))
            self.filter.set_offers(list(self._shops.values()), self.targets, flagged)
            self._relist(anew=True)
        else:
            self.model.reread(self.touched.ids(RecordKind.FINDING))
            self.view.refresh(self.touched)

    def look_at_directions(self) -> None:
        """Look through what points another way for a badge than its finding's kind says."""
        DirectionsDialog(
            self.window(),
            partial(self.ops.ask, astray),
            partial(self.ops.run, keep_directions),
            partial(self.ops.run, follow_kinds),
            self.targets.badge_name,
        ).exec()
        self._look_for_astray()

    def _look_for_astray(self) -> None:
        """Not with every change: nothing that is made here goes astray, and looking at 60,000 mappings takes 50 ms."""
        self.astray.setVisible(self.ops.ask(has_astray))

    def show_target(self, **target: Any) -> None:
        self._look_for_astray()
        narrowed = {name: value for name, value in target.items() if name in _WANTED}
        if "show" in target:
            narrowed[target["show"]] = True
        if narrowed and FindingFilter(**narrowed) != self.filter.wanted():
            self.filter.narrow(FindingFilter(**narrowed))
        if "finding" in target:
            if self.model.row_of(target["finding"]) < 0 and self.filter.is_narrowed():
                self.filter.show_all()
            self.list.select_finding(target["finding"])
            self.view.show_finding(target["finding"])

    # The list

    def _fetch(self, ids: Sequence[str]) -> dict[str, FindingRow]:
        return self.ops.ask(finding_rows, ids)

    def _relist(self, *, anew: bool = False) -> None:
        """List what is wanted; the finding that is shown stays as it is unless it may have changed (`anew`)."""
        whole = self.ops.ask(count_findings)
        self._whole.setCurrentIndex(0 if whole else 1)
        group = self.filter.group()
        placed = self.ops.ask(list_findings, self.filter.wanted(), sort=self.filter.sort(), group=group)
        headed = (
            None
            if group is Group.NONE
            else partial(heading_of, group, targets=self.targets, shops=self._shops)
        )
        shown = self.view.finding.id if self.view.finding else ""
        self.filter.say_count(len({one.finding_id for one in placed}), whole)
        placed = self._with_held(placed, shown if anew else "")
        if self.model.set_list(placed, headed):
            self.list.measure()
        if not self.filter.more.isChecked():
            self._right.setCurrentIndex(0 if placed else 1)
        if shown and self.list.select_finding(shown):
            if anew:
                self.view.refresh()
        elif placed:
            self.list.select_finding(placed[0].finding_id)
            self.view.show_finding(placed[0].finding_id)
        self._tell_several()

    def _with_held(self, placed: list[ListedFinding], shown: str) -> list[ListedFinding]:
        """The list with the finding that is shown where it stood, although what was just done to it makes it fit the
        filters no longer: it stays until one moves on."""
        before, self._held = self._placed, ""
        self._placed = placed
        stood = next((at for at, one in enumerate(before) if one.finding_id == shown), -1)
        if stood < 0 or any(one.finding_id == shown for one in placed) or not self._fetch([shown]):
            return placed
        self._held = shown
        self._placed = [*placed[:stood], before[stood], *placed[stood:]]
        return self._placed

    def _next_one(self) -> None:
        """The finding that was shown has gone: show the one that is selected now."""
        now = self.list.current_finding()
        if now is not None:
            self.view.show_finding(now)

    def _chosen(self, finding_id: str) -> None:
        self.filter.more.setChecked(False)
        self.view.show_finding(finding_id)
        if self._held and self._held != finding_id:
            self._relist()
        wanted = self.filter.wanted()
        kept = {name: getattr(wanted, name) for name in _WANTED}
        narrowed = {name: value for name, value in kept.items() if value != getattr(_ALL, name)}
        self.nav.replace("findings", finding=finding_id, **narrowed)

    def _show_form(self, shown: bool) -> None:
        """Show all the filters where the finding was; the list stays beside them, or one button away."""
        if shown:
            self._right.setCurrentIndex(2)
            if self.split.folded:
                self._put_list_away()
                self.filter.form.workshop.setFocus()
        else:
            self._right.setCurrentIndex(0 if self.model.rowCount() else 1)

    def _form_done(self) -> None:
        self.filter.more.setChecked(False)
        pane = self.split.left
        if pane is not None and self.split.folded:
            self.split.toggle(pane)
        self.list.setFocus()

    def _put_list_away(self) -> None:
        pane = self.split.left
        if pane is not None and self.split.folded and pane.isVisible():
            self.split.toggle(pane)

    def _opened(self) -> None:
        """Enter in the list: go to the finding's words, putting a folded list away."""
        self.filter.more.setChecked(False)
        self._put_list_away()
        self.view.focus_words()

    def _find(self) -> None:
        self.filter.words.setFocus()
        self.filter.words.selectAll()

    def _tell_several(self, *_: object) -> None:
        count = len(self.list.selected_findings())
        self._several.setVisible(count > 1)
        self.merge.setText(tr("Merge {n} finding(s)", n=count))
        self.delete.setText(tr("Delete {n} finding(s)", n=count))
        for button in (self.merge, self.delete):
            button.updateGeometry()

    def _merge(self) -> None:
        chosen = self.list.selected_findings()
        if len(chosen) > 1:
            self.view.show_finding(chosen[0])
            self.view.merge(chosen[1:])

    def _delete(self) -> None:
        self.ops.run(delete_findings, self.list.selected_findings())

    def _new(self) -> None:
        self.view.save()
        dialog = NewFindingDialog(
            self.window(), list(self._shops.values()), self.filter.wanted().workshop_id or ""
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            shop = dialog.source.key() or None
            made = self.ops.run(add_finding, dialog.kinds.kind(), dialog.words.text(), workshop_id=shop)
            if made:
                self.nav.go("findings", finding=made)
                self.view.focus_words()

    def _import(self) -> None:
        """From a table; the window does it, for its menu and the palette as well."""
        self.view.save()
        window = self.window()
        if isinstance(window, MainWindow):
            window.import_findings(self.filter.wanted().workshop_id or "")
