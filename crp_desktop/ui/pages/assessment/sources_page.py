"""What evidence rests on beside findings: the indicators of every badge, and the documents kept in the programme."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.dates import as_day
from crp_desktop.domain.framework_model import Badge
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import RecordKind
from crp_desktop.domain.records import Indicator
from crp_desktop.services.assessment.attachment import KeptDocument, erase_document, kept_documents
from crp_desktop.services.assessment.evidence import save_document
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.assessment.indicator import (
    IndicatorUse,
    add_indicator,
    change_indicator,
    delete_indicator,
    indicator_uses,
    indicators,
)
from crp_desktop.services.assessment.load import indicator_words
from crp_desktop.ui.commands import command
from crp_desktop.ui.dialogs.base import confirm
from crp_desktop.ui.dialogs.files import ask_save
from crp_desktop.ui.dialogs.indicator import IndicatorDialog
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.workshops.words import day_words
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card, EmptyState
from crp_desktop.ui.widgets.chips import BadgeChip
from crp_desktop.ui.widgets.choice import Choice
from crp_desktop.ui.widgets.layout import clear, column, flow, panel, row
from crp_desktop.ui.widgets.text import Heading, Label, Quiet

_ALL = ""


class SourcesPage(Page):
    """A card for each indicator with where it is evidence, then the documents with what refers to them."""

    name = "assessment_sources"
    section = "assessment"
    interests = frozenset(
        {
            RecordKind.INDICATOR,
            RecordKind.EVIDENCE,
            RecordKind.PERIOD,
            RecordKind.FRAMEWORK,
            RecordKind.PROGRAMME,
            RecordKind.SIGN_OFF,
        }
    )

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        super().__init__(ops, nav)
        self.new = command("assessment_sources", "new").button(self._add, on=self, kind="primary")
        self.set_actions(
            Button(tr("Self-assessment"), partial(nav.go, "assessment"), icon="list-checks"), self.new
        )
        self.badge = Choice(tr("Badge"))
        self.badge.chosen.connect(self._badge_chosen)
        self._list = column(gap=12)
        self._documents = column(gap=12)
        self.body.addWidget(panel(row(Label(tr("Badge"), "strong", wrap=False), self.badge, None, gap=12)))
        self.body.addLayout(self._list)
        self.body.addWidget(Heading(tr("Documents kept in this programme")))
        self.body.addLayout(self._documents)
        self.body.addStretch(1)

    def title(self) -> str:
        return tr("Indicators and documents")

    def purpose(self) -> str:
        return tr("Figures and files used as evidence, and where each is used.")

    def first_focus(self) -> QWidget | None:
        return self.new

    def show_target(self, **target: Any) -> None:
        if "badge" in target:
            self.badge.set_key(target["badge"])
            self.refresh()

    def refresh(self) -> None:
        known: dict[str, Badge] = {one.key: one for one in self.ops.ask(badges)}
        pursued = self.ops.ask(badges, pursued=True)
        self.badge.set_items([(_ALL, tr("All badges")), *((one.key, one.name) for one in pursued)])
        chosen = self.badge.key()
        shown: list[Indicator] = self.ops.ask(indicators, chosen or None)
        uses: dict[str, list[IndicatorUse]] = self.ops.ask(indicator_uses)
        order = list(known)
        shown.sort(key=lambda one: order.index(one.badge_key) if one.badge_key in known else len(order))
        clear(self._list)
        for one in shown:
            self._list.addWidget(self._card(one, known.get(one.badge_key), uses.get(one.id, [])))
        if not shown:
            self._list.addWidget(
                EmptyState(
                    "chart-column",
                    tr("No indicators here yet"),
                    tr(
                        "An indicator is a figure with its source, such as the share of staff trained in rights."
                    ),
                    tr("New indicator"),
                    self._add,
                    kind="plain",
                )
            )
        self._show_documents()

    def _card(self, one: Indicator, badge: Badge | None, uses: list[IndicatorUse]) -> Card:
        card = Card(Label(_words(one), "strong"), gap=6, margin=12)
        if badge is not None:
            card.column().insertWidget(0, flow(BadgeChip(badge.name, badge.kind)))
        if details := _details(one):
            card.column().addWidget(Quiet(details))
        if uses:
            card.column().addWidget(Quiet(tr("Evidence in {n} place(s):", n=len(uses))))
        for use in uses:
            words = tr("{period}: {statement}", period=use.period, statement=use.statement)
            button = Button(tr("Open"), partial(self._open, use), kind="quiet", icon="arrow-right")
            button.setObjectName(f"use-{one.id}-{use.period_id}-{use.statement_key}")
            button.setAccessibleName(tr("Open: {what}", what=words))
            line = row(button, gap=8)
            line.addWidget(Quiet(words), 1)
            card.column().addWidget(panel(line))
        if not uses:
            card.column().addWidget(Quiet(tr("Not evidence for any statement yet.")))
        card.column().addWidget(self._buttons(one, used=bool(uses)))
        return card

    def _buttons(self, one: Indicator, *, used: bool) -> QWidget:
        change = Button(tr("Change"), partial(self._change, one), kind="quiet", icon="pencil")
        change.setObjectName(f"change-{one.id}")
        change.setAccessibleName(tr("Change: {title}", title=one.title))
        buttons = [change]
        if not used:
            away = Button(tr("Delete"), partial(self._delete, one), kind="quiet", icon="trash-2")
            away.setObjectName(f"delete-{one.id}")
            away.setAccessibleName(tr("Delete: {title}", title=one.title))
            buttons.append(away)
        return flow(*buttons, gap=4)

    def _show_documents(self) -> None:
        clear(self._documents)
        kept: list[KeptDocument] = self.ops.ask(kept_documents)
        for one in kept:
            self._documents.addWidget(self._document(one))
        if not kept:
            self._documents.addWidget(
                Quiet(tr("None yet. A document is kept here when it is attached to a statement as evidence."))
            )

    def _document(self, one: KeptDocument) -> Card:
        card = Card(Label(one.name, "strong"), Quiet(_size(one.size)), gap=6, margin=12)
        for use in one.uses:
            card.column().addWidget(Quiet("• " + use))
        if one.signed:
            card.column().addWidget(Quiet(tr("Part of what was signed off, so it stays.")))
        copy = Button(tr("Save a copy…"), partial(self._copy, one), kind="quiet", icon="download")
        copy.setObjectName(f"copy-{one.key}")
        copy.setAccessibleName(tr("Save a copy: {words}", words=one.name))
        buttons = [copy]
        if one.is_free:
            card.column().addWidget(Quiet(tr("Nothing uses it any more.")))
            away = Button(tr("Erase"), partial(self._erase, one), kind="quiet", icon="trash-2")
            away.setObjectName(f"erase-{one.key}")
            away.setAccessibleName(tr("Erase: {name}", name=one.name))
            buttons.append(away)
        card.column().addWidget(flow(*buttons, gap=4))
        return card

    # What a person does

    def _badge_chosen(self, _key: str) -> None:
        self.refresh()

    def _choices(self) -> list[tuple[str, str]]:
        """The badges to choose from, the one that is looked at first."""
        every = [(one.key, one.name) for one in self.ops.ask(badges, pursued=True)]
        return sorted(every, key=lambda one: one[0] != self.badge.key())

    def _add(self) -> None:
        dialog = IndicatorDialog(self.window(), badges=self._choices())
        dialog.exec()
        key, title, values = dialog.badge_key, dialog.title_words, dialog.values
        dialog.deleteLater()
        if values is not None and self.ops.run(add_indicator, key, title, **values) is not None:
            self.announce(tr("Indicator added"))

    def _change(self, one: Indicator) -> None:
        dialog = IndicatorDialog(self.window(), one, [(each.key, each.name) for each in self.ops.ask(badges)])
        dialog.exec()
        key, title, values = dialog.badge_key, dialog.title_words, dialog.values
        dialog.deleteLater()
        if values is not None:
            self.ops.run(change_indicator, one.id, badge_key=key, title=title, **values)

    def _delete(self, one: Indicator) -> None:
        if self.ops.run_done(delete_indicator, one.id) is not None:
            self.announce(tr("Indicator deleted"))

    def _open(self, use: IndicatorUse) -> None:
        self.nav.go(
            "assessment_wizard", period=use.period_id, badge=use.badge_key, statement=use.statement_key,
            part="evidence",
        )  # fmt: skip

    def _copy(self, one: KeptDocument) -> None:
        path = ask_save(self.window(), tr("Save a copy"), one.name, tr("All files (*)"))
        if path is not None and self.ops.run(save_document, one.key, path) is not None:
            self.file_saved.emit(path)

    def _erase(self, one: KeptDocument) -> None:
        if erase_after_asking(self, self.ops, one.key, one.name):
            self.refresh()
            self.announce(tr("Document erased"))


def erase_after_asking(host: QWidget, ops: Operations, key: str, name: str) -> bool:
    """Ask, then take a document out of the file; whether it went."""
    told = tr(
        "No statement or signed assessment needs “{name}”. You cannot undo erasing it. Backups "
        "made before this keep it until they are replaced.",
        name=name,
    )
    sure = confirm(
        host.window(), tr("Erase this document?"), told, tr("Erase document"), danger=True,
        cancel=tr("Keep it"),
    )  # fmt: skip
    return sure and ops.run_done(erase_document, key) is not None


def _words(one: Indicator) -> str:
    names = ("title", "value", "unit", "baseline", "baseline_dated", "dated")
    told = {name: getattr(one, name) for name in names}
    told["baseline_dated"] = day_words(one.baseline_dated) or one.baseline_dated
    return indicator_words(**told)


def _details(one: Indicator) -> str:
    """Everything else its source says, in one line."""
    polarity = {"h": tr("Higher is better"), "l": tr("Lower is better")}.get(one.polarity[:1].casefold(), "")
    parts = (
        day_words(one.dated) if as_day(one.dated) else "",
        polarity,
        one.comparator and tr("compared with {what}", what=one.comparator),
        one.target and tr("target {what}", what=one.target),
        one.denominator and tr("out of {what}", what=one.denominator),
        one.question and tr("question: {what}", what=one.question),
        one.source,
    )
    return " · ".join(part for part in parts if part)


def _size(count: int) -> str:
    """“3 kB”, “2.4 MB”."""
    if count < 1_000_000:
        return tr("{n} kB", n=max(1, round(count / 1_000)))
    return tr("{size} MB", size=f"{count / 1_000_000:.1f}")
