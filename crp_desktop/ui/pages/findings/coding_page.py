"""Coding: a workshop's notes, where words are selected and become what a finding rests on."""

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from crp_desktop.domain.errors import NotFound
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import ExcerptState, RecordKind
from crp_desktop.domain.labels import workshop_in_list
from crp_desktop.domain.records import Note, Workshop
from crp_desktop.services.assessment.framework import badges
from crp_desktop.services.capture.note import notes
from crp_desktop.services.findings import coding as service
from crp_desktop.services.findings.coding import Coded
from crp_desktop.services.findings.finding import add_excerpts, delete_excerpt
from crp_desktop.services.findings.listing import FindingFilter, finding_rows, list_findings
from crp_desktop.services.workshops.summaries import workshop_lines
from crp_desktop.services.workshops.workshop import prompts, workshop
from crp_desktop.ui import theme
from crp_desktop.ui.models.suggesting import Suggesting
from crp_desktop.ui.models.targets import Targets
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Page
from crp_desktop.ui.pages.findings.coding_lines import Section
from crp_desktop.ui.pages.findings.coding_text import CodingText
from crp_desktop.ui.pages.findings.composer import FindingComposer
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card, EmptyState
from crp_desktop.ui.widgets.chips import KindMark
from crp_desktop.ui.widgets.choice import Choice
from crp_desktop.ui.widgets.layout import clear, column, flow, panel
from crp_desktop.ui.widgets.picker import Token
from crp_desktop.ui.widgets.split import SplitPane
from crp_desktop.ui.widgets.text import Heading, Label, Quiet

_OFFERED = 40


class CodingPage(Page):
    """`show_target(workshop=ID, note=ID | notes=[IDs] | excerpt=ID)`; the latest workshop with notes otherwise."""

    name = "coding"
    dense = True
    section = "findings"
    interests = frozenset(
        {
            RecordKind.NOTE,
            RecordKind.EXCERPT,
            RecordKind.FINDING,
            RecordKind.PROMPT,
            RecordKind.WORKSHOP,
            RecordKind.SPEAKER,
            RecordKind.PROGRAMME,
            RecordKind.FRAMEWORK,
        }
    )

    def __init__(self, ops: Operations, nav: Navigation) -> None:
        super().__init__(ops, nav)
        self._workshop: Workshop | None = None
        self._at = ""
        self._left: dict[str, str] = {}
        self.suggesting = Suggesting(ops, self)
        self.shop = Choice(tr("Workshop"), longest=48)
        self.text = CodingText()
        self.maker = FindingComposer(self.suggesting)
        self._here = column(gap=8)
        self._none = Quiet(tr("There is no finding for these words yet."))
        side = column(Heading(tr("Findings here"), "strong"), self._none, panel(self._here), None, gap=8)
        whole = column(gap=8)
        whole.addWidget(self.text, 1)
        whole.addWidget(self.maker)
        pane = (panel(side), tr("Findings here"), 260)
        self.split = SplitPane(panel(whole), right=pane, main_width=560, beside=self.header_actions.layout())
        self._empty = EmptyState(
            "sticky-note", tr("No notes yet"), tr("Take notes in a workshop, then come back to make "
"findings from them."),
            tr("Open workshops"), partial(nav.go, "workshops"),
        )  # fmt: skip
        theme.space(self.body, 8, (24, 0, 24, 8))
        self.body.addWidget(self.shop)
        self.body.addWidget(self.split, 1)
        self.body.addWidget(self._empty, 1)
        self.shop.chosen.connect(self._other_workshop)
        self.text.entered.connect(self.maker.start)
        self.text.typed.connect(self.maker.type_on)
        self.text.moved.connect(self._moved)
        self.maker.made.connect(self._make)
        self.maker.added.connect(self._add)
        self.maker.add_keys(self)

    def title(self) -> str:
        return tr("What the notes show")

    def purpose(self) -> str:
        return tr("Select words and say what they show. The finding will be linked to exactly those words.")

    def first_focus(self) -> QWidget | None:
        return self.text if self._workshop else self._empty.button

    def refresh(self) -> None:
        lines = self.ops.ask(workshop_lines)
        shops = [line.workshop for line in lines]
        if self._workshop is not None and self._workshop.id not in {shop.id for shop in shops}:
            self._workshop = None
        if self._workshop is None and shops:
            self._workshop = next((line.workshop for line in lines if line.notes), shops[0])
        named = [(one.id, workshop_in_list(one.title, one.number)) for one in shops]
        self.shop.set_items(named)
        self.shop.setVisible(bool(shops))
        self._show_workshop()

    def show_target(self, **target: Any) -> None:
        wanted = target.get("workshop")
        if wanted is not None and (self._workshop is None or self._workshop.id != wanted):
            self._open(wanted)
        chosen = tuple(target.get("notes", ())) or ((target["note"],) if "note" in target else ())
        if len(chosen) > 1:
            self.text.select_notes(chosen)
        elif chosen:
            self.text.go_to(chosen[0], 0)
        if "excerpt" in target:
            self._go_to_excerpt(target["excerpt"])

    def _open(self, workshop_id: str) -> None:
        try:
            self._workshop = self.ops.ask(workshop, workshop_id)
        except NotFound:
            self._workshop = None
        self._show_workshop()

    def _other_workshop(self, workshop_id: str) -> None:
        self.nav.go("coding", workshop=workshop_id)

    def _show_workshop(self) -> None:
        found: list[Note] = self.ops.ask(notes, self._workshop.id) if self._workshop else []
        self.split.setVisible(bool(found))
        self._empty.setVisible(not found)
        if self._workshop is None:
            return
        self.shop.set_key(self._workshop.id)
        other = self._workshop.id != self._at
        if other:
            self._remember()
        self.text.set_notes(self._sections(found, self._workshop.id))
        self._coded: dict[str, list[Coded]] = self.ops.ask(service.coded, self._workshop.id)
        self.text.set_coded(self._coded)
        if other:
            self._at = self._workshop.id
            if not self.text.go_to(self._left.get(self._at, ""), 0):
                self.text.go_to_unread()
        pursued = [badge.key for badge in self.ops.ask(badges, pursued=True)]
        self.targets = Targets(self.ops.ask(badges), pursued)
        self.maker.set_targets(self.targets, self._finding_tokens)
        self._moved()

    def _remember(self) -> None:
        """Know where one left the workshop that was shown, to go on there."""
        note = self.text.note_at_caret()
        if note is not None:
            self._left[self._at] = note.id

    def _sections(self, found: list[Note], workshop_id: str) -> list[Section]:
        asked = self.ops.ask(prompts, workshop_id)
        under: dict[str, list[Note]] = {prompt.id: [] for prompt in asked}
        loose: list[Note] = []
        for one in found:
            under.get(one.prompt_id or "", loose).append(one)
        sections = [Section(one.text, tuple(under[one.id])) for one in asked]
        sections.append(Section(tr("Other notes") if asked else "", tuple(loose)))
        return [section for section in sections if section.notes]

    def _finding_tokens(self, typed: str) -> list[Token]:
        """The findings that hold what was typed, the workshop's before the others, the newest first."""
        shop = self._workshop.id if self._workshop else ""
        own = self.ops.ask(list_findings, FindingFilter(workshop_id=shop, words=typed))[:_OFFERED]
        others = self.ops.ask(list_findings, FindingFilter(words=typed))[:_OFFERED]
        ids = list(dict.fromkeys(one.finding_id for one in (*own, *others)))
        rows = self.ops.ask(finding_rows, ids)
        return [
            Token(one, rows[one].text, hint=str(rows[one].number), kind=rows[one].kind.value)
            for one in ids
            if one in rows
        ]

    # At the caret

    def _moved(self) -> None:
        spans = self.text.spans()
        self.maker.set_said(self.text.words_of(spans), len(spans))
        here = self.text.coded_at_caret()
        shown = [(one.excerpt.id, one.excerpt.state, one.text, one.kind) for one in here]
        if shown == getattr(self, "_shown", None):
            return
        self._shown = shown
        clear(self._here)
        self._none.setVisible(not here)
        for one in here:
            self._here.addWidget(self._card(one))

    def _card(self, one: Coded) -> QWidget:
        see = Button(tr("Open"), partial(self.nav.go, "findings", finding=one.excerpt.finding_id), kind="link",
                     name=tr("Open finding {number}", number=one.number))  # fmt: skip
        see.setObjectName(f"open-{one.excerpt.id}")
        away = Button(tr("Remove"), partial(self.ops.run, delete_excerpt, one.excerpt.id), kind="link",
                      name=tr("Remove the words from finding {number}", number=one.number))  # fmt: skip
        away.setObjectName(f"away-{one.excerpt.id}")
        parts: list[QWidget] = [KindMark(one.kind), Label(one.text)]
        line = flow(see, away, gap=4)
        if one.excerpt.state is not ExcerptState.FIRM:
            parts.append(
                Label(
                    tr("The words “{words}” are no longer in this note.", words=one.excerpt.words),
                    "small",
                    "concern",
                )
            )
            line = flow(
                Button(tr("Link selected words"), partial(self._place, one), kind="link"),
                see,
                away,
                gap=4,
            )
        return Card(*parts, line, gap=4, margin=12)

    def _place(self, one: Coded) -> None:
        span = next((span for span in self.text.spans() if span.note_id == one.excerpt.note_id), None)
        if span is not None and span.end is not None:
            self.ops.run(service.place_excerpt, one.excerpt.id, span.start, span.end)

    def _go_to_excerpt(self, excerpt_id: str) -> None:
        for note_id, coded in self._coded.items():
            for one in coded:
                if one.excerpt.id == excerpt_id and one.excerpt.state is ExcerptState.FIRM:
                    self.text.go_to(note_id, one.excerpt.start, one.excerpt.end)
                elif one.excerpt.id == excerpt_id:
                    self.text.go_to(note_id, 0)

    # Making

    def _make(self) -> None:
        spans, text = self.text.spans(), self.maker.text()
        if self._workshop is None or not spans:
            return
        links = self.maker.links()
        made = self.ops.run(
            service.make_finding, self.maker.kinds.kind(), text or self.text.words_of(spans),
            workshop_id=self._workshop.id, spans=spans, links=links,
        )  # fmt: skip
        if made:
            self._done(tr("Finding made. Articles and badges: {n}.", n=len(links)))

    def _add(self, finding_id: str) -> None:
        spans = self.text.spans()
        added = self.ops.run(add_excerpts, finding_id, spans) if spans else None
        if added:
            self._done(tr("Words added to the finding."))

    def _done(self, words: str) -> None:
        self.maker.reset()
        self.text.drop_selection()
        more = self.text.go_to_unread(below=True)
        self.text.setFocus()
        self.announce(words if more else f"{words} {tr('There is a finding for every note here.')}")
