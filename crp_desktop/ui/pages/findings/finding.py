"""One finding: its text, what it is mapped to and why, the words behind it, its figure."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget

from crp_desktop.domain.errors import NotFound
from crp_desktop.domain.i18n import tr
from crp_desktop.domain.kinds import Direction, FindingKind, MappingKind, ReadBack, RecordKind
from crp_desktop.domain.labels import label
from crp_desktop.domain.records import Excerpt, Finding
from crp_desktop.services.capture.note import notes_by_id
from crp_desktop.services.findings import finding as service
from crp_desktop.services.findings.direction import set_direction
from crp_desktop.services.findings.history import finding_history
from crp_desktop.services.findings.listing import count_findings
from crp_desktop.services.findings.merge import Duplicate, likely_duplicates, merge_findings, split_finding
from crp_desktop.services.rights import mapping
from crp_desktop.services.rights.mapping import NewLink
from crp_desktop.services.rights.rights_map import convention
from crp_desktop.services.workshops.workshop import workshops
from crp_desktop.ui.commands import command
from crp_desktop.ui.dialogs.findings import HistoryDialog, KindButtons, MergeDialog, SplitDialog
from crp_desktop.ui.models.suggesting import SHOWN, Suggesting
from crp_desktop.ui.models.targets import Key, Targets, workshop_name
from crp_desktop.ui.navigation import Navigation
from crp_desktop.ui.operations import Operations
from crp_desktop.ui.page import Changes
from crp_desktop.ui.pages.findings.figure import FigureSection
from crp_desktop.ui.pages.findings.mapping import MappingSection
from crp_desktop.ui.pages.findings.words import WordsSection
from crp_desktop.ui.widgets.button import Button
from crp_desktop.ui.widgets.card import Card
from crp_desktop.ui.widgets.choice import Choice
from crp_desktop.ui.widgets.layout import clear, column, flow, panel, row
from crp_desktop.ui.widgets.scroll import DownScroll
from crp_desktop.ui.widgets.text import Heading, Label, Quiet, labelled
from crp_desktop.ui.widgets.textedit import GrowingTextEdit

_TYPING_MS = 25
_IDLE_MS = 400
_MANY = 3_000


_LINKS = {RecordKind.FINDING_ARTICLE: MappingKind.ARTICLE, RecordKind.FINDING_BADGE: MappingKind.BADGE}
_MAPPINGS = frozenset({*_LINKS, RecordKind.DISMISSAL})


class FindingView(QWidget):
    """Shows the finding it is told to and changes it through services. `gone` when it is no longer there."""

    gone = Signal()
    shown = Signal(str)

    def __init__(self, ops: Operations, nav: Navigation, suggesting: Suggesting) -> None:
        super().__init__()
        self.ops, self.nav, self.suggesting = ops, nav, suggesting
        self.finding: Finding | None = None
        self.targets = Targets()
        self._said = ""
        self._dismissed: frozenset[Key] = frozenset()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._head = Quiet()
        self.kinds = KindButtons()
        self.star = command("findings", "star").button(self._star, kind="quiet")
        self.star.setCheckable(True)
        self.words = GrowingTextEdit(tr("What was found"), least=2, most=10)
        of = partial(command, "findings")
        self.articles = MappingSection(
            tr("Articles"),
            tr("Add an article"),
            tr("Add any article: its number or a word ({keys})", keys=of("any_article").key),
            of("article"),
        )
        self.badges = MappingSection(
            tr("Badges"),
            tr("Add a badge"),
            tr("Add any badge: part of its name ({keys})", keys=of("any_badge").key),
            of("badge"),
        )
        self.behind = WordsSection()
        self.figure = FigureSection(self.ops)
        self.principle = Choice(tr("Principle at stake"))
        self.duplicates = column(gap=8)
        self._alike = panel(self.duplicates, tr("Likely duplicates"))
        actions = flow(
            Button(tr("History"), self._show_history, icon="history", kind="quiet"),
            Button(tr("Split in two"), self._split, icon="scissors", kind="quiet"),
            Button(tr("Delete finding"), self._delete, icon="trash-2", kind="quiet"),
            gap=4,
        )
        said = row(gap=16)
        said.addWidget(self.kinds, 1)
        said.addWidget(self.star, 0, Qt.AlignmentFlag.AlignTop)
        top = panel(column(said, self.words, self._head, gap=8))
        more = column(labelled(tr("Principle at stake"), self.principle), self.principle, gap=2)
        body = column(
            top, self.articles, self.badges, self._alike, self.behind, more, self.figure, actions, None, gap=24,
            margins=(2, 0, 12, 24),
        )  # fmt: skip
        self._inside = panel(body)
        self.area = DownScroll(self._inside)
        self.setLayout(column(self.area))

    def _connect(self) -> None:
        self.kinds.chosen.connect(self.set_kind)
        self.words.left.connect(self._save_words)
        self.words.textChanged.connect(self._typed)
        for section, kind in ((self.articles, MappingKind.ARTICLE), (self.badges, MappingKind.BADGE)):
            section.add.connect(self._add)
            section.remove.connect(partial(self._remove, kind))
            section.make_main.connect(partial(self._make_main, kind))
            section.reason.connect(partial(self._reason, kind))
            section.direction.connect(self._direct)
            section.dismiss.connect(self._dismiss)
            section.allow_again.connect(self._allow_again)
            section.asked.connect(self._asked)
        self.behind.opened.connect(self._open_notes)
        self.behind.removed.connect(self._remove_words)
        self.principle.chosen.connect(self._set_principle)
        self.suggesting.changed.connect(self.suggest)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.timeout.connect(self.suggest)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._look_for_duplicates)

    # Showing

    def show_finding(self, finding_id: str) -> None:
        """Show a finding, from the top when it is another one than before."""
        other = self.finding is None or self.finding.id != finding_id
        if other:
            self.save()
        try:
            self.finding = self.ops.ask(service.finding, finding_id)
        except NotFound:
            self.finding = None
            self.gone.emit()
            return
        if other:
            clear(self.duplicates)
            self._alike.hide()
            self.area.verticalScrollBar().setValue(0)
            self.articles.begin()
            self.badges.begin()
            self._idle.start(_IDLE_MS)
        self._fill(self.finding)
        self.shown.emit(finding_id)

    def refresh(self, changes: Changes | None = None) -> None:
        """Ask again for what has changed of the finding that is shown, all of it for None."""
        found = self.finding
        if found is None or (changes and found.id not in (changes.ids(RecordKind.FINDING) or {found.id})):
            return
        if changes is None or changes.kinds - _MAPPINGS:
            self.show_finding(found.id)
            return
        for kind in changes.kinds & _LINKS.keys():
            found = self.ops.ask(service.with_links, found, _LINKS[kind])
        self.finding = found
        if RecordKind.DISMISSAL in changes.kinds:
            self._dismissed = self.ops.ask(mapping.dismissed, found.id)
        self._show_mappings(found, changes.kinds)

    def _fill(self, found: Finding) -> None:
        shops = {shop.id: shop for shop in self.ops.ask(workshops)}
        shop = shops.get(found.workshop_id or "")
        source = workshop_name(shop) if shop else tr("Other source")
        parts = [tr("Finding {number}", number=found.number), source]
        if found.read_back is not ReadBack.NOT_YET:
            parts.append(label(found.read_back))
        self._head.setText(" · ".join(parts))
        self.kinds.set_kind(found.kind)
        self.star.setChecked(found.starred)
        self.star.setText(tr("Starred") if found.starred else tr("Star"))
        self.star.updateGeometry()
        if not (self.words.hasFocus() and self.words.is_changed()):
            self.words.set_text(found.text)
        excerpts = self.ops.ask(service.excerpts, finding_id=found.id)
        notes = self.ops.ask(notes_by_id, [one.note_id for one in excerpts])
        self._said = "\n".join(one.words for one in excerpts)
        self._dismissed = self.ops.ask(mapping.dismissed, found.id)
        self._show_mappings(found, _MAPPINGS)
        self.behind.show_words(excerpts, notes, shops)
        self.figure.show_figure(found.id, self.ops.ask(service.statistic, found.id))
        principles = [(one.key, one.name) for one in convention().principles]
        self.principle.set_items([("", tr("None named")), *principles])
        self.principle.set_key(found.principle)

    def _show_mappings(self, found: Finding, kinds: Collection[RecordKind]) -> None:
        """Show what the finding is mapped to as far as links of these kinds changed, and what is suggested now."""
        if RecordKind.FINDING_ARTICLE in kinds:
            self.articles.show_links(found.articles, self.targets, found.kind)
            self.articles.picker.set_tokens(self.targets.article_tokens(one.number for one in found.articles))
        if RecordKind.FINDING_BADGE in kinds:
            self.badges.show_links(found.badges, self.targets, found.kind)
            self.badges.picker.set_tokens(self.targets.badge_tokens(one.badge_key for one in found.badges))
        self.suggest()

    def suggest(self) -> None:
        """Suggest for the words as they stand in the field, and those of the excerpts."""
        found = self.finding
        if found is None:
            return
        self.kinds.suggest(self.words.text())
        if not self.suggesting.ready:
            self.suggesting.prepare()
            return
        text = f"{self.words.text()}\n{self._said}".strip()
        if not self.suggesting.at_hand(text):
            return
        mapped: set[Key] = {one.number for one in found.articles} | {one.badge_key for one in found.badges}
        known = mapped | self._dismissed
        most = SHOWN + len(known)
        for section, offered in (
            (self.articles, self.suggesting.articles(text, found.id, most)),
            (
                self.badges,
                self.suggesting.badges(text, found.id, most, frozenset(self.targets.pursued)),
            ),
        ):
            fresh = [one for one in offered if one.key not in known]
            kind = int if section is self.articles else str
            section.show_suggestions(fresh, known, sum(isinstance(key, kind) for key in self._dismissed))

    def _typed(self) -> None:
        self._typing.start(_TYPING_MS)

    def _look_for_duplicates(self) -> None:
        """Look at once in a programme of ordinary size; in a very large one only when asked, on the worker."""
        if self.finding is None or self.ops.store is None or not self.isVisible():
            return
        if self.ops.ask(count_findings) <= _MANY:
            self._show_duplicates(self.ops.ask(likely_duplicates, self.finding.id, 3))
            return
        clear(self.duplicates)
        look = Button(tr("Find duplicates"), self._look_everywhere, icon="search", kind="quiet")
        self.duplicates.addWidget(look)
        self._alike.show()

    def _look_everywhere(self) -> None:
        if self.finding is not None:
            title = tr("Looking for findings that say the same")
            self.ops.start(
                partial(likely_duplicates, self.ops.opened, self.finding.id, 3),
                title=title,
                on_done=self._show_duplicates,
            )

    def _show_duplicates(self, alike: list[Duplicate]) -> None:
        clear(self.duplicates)
        self._alike.setVisible(bool(alike))
        if alike:
            self.duplicates.addWidget(Heading(tr("Almost the same")))
        for one in alike:
            see = Button(
                tr("See finding {number}", number=one.number),
                partial(self.nav.go, "findings", finding=one.id),
                kind="link",
            )
            merge = Button(
                tr("Merge the two"),
                partial(self.merge, [one.id]),
                kind="link",
                name=tr("Merge with finding {number}", number=one.number),
            )
            self.duplicates.addWidget(Card(Label(one.text), flow(see, merge, gap=4), gap=4, margin=12))

    # Changing

    def save(self) -> None:
        """Save what is typed."""
        if self.finding is not None and self.words.is_changed():
            self._save_words(self.words.text())
        self.figure.form.save()

    def _save_words(self, text: str) -> None:
        if self.finding is None or text.strip() == self.finding.text:
            return
        if not text.strip():
            self.words.set_text(self.finding.text)
        self.ops.run(service.change_finding, self.finding.id, text=text.strip())

    def set_kind(self, kind: FindingKind) -> None:
        """Say what kind the finding is; the direction of its badges goes along."""
        if self.finding is not None and kind is not self.finding.kind:
            self.ops.run(service.change_finding, self.finding.id, kind=kind)

    def _star(self) -> None:
        if self.finding is not None:
            self.ops.run(service.change_finding, self.finding.id, starred=not self.finding.starred)

    def _set_principle(self, key: str) -> None:
        if self.finding is not None:
            self.ops.run(service.change_finding, self.finding.id, principle=key)

    def _add(self, link: NewLink) -> None:
        if self.finding is None:
            return
        self.save()
        found, key, reason, suggested = self.finding.id, link.key, link.reason, link.suggested
        if isinstance(key, int):
            self.ops.run(mapping.map_article, found, key, reason=reason, suggested=suggested)
        else:
            self.ops.run(mapping.map_badge, found, key, reason=reason, suggested=suggested)

    def _remove(self, kind: MappingKind, link_id: str) -> None:
        self.ops.run(mapping.unmap, kind, link_id)

    def _make_main(self, kind: MappingKind, link_id: str) -> None:
        self.ops.run(mapping.make_main, kind, link_id)

    def _reason(self, kind: MappingKind, link_id: str, reason: str) -> None:
        self.ops.run(mapping.change_mapping, kind, link_id, reason=reason.strip())

    def _direct(self, link_id: str, direction: str) -> None:
        self.ops.run(set_direction, link_id, Direction(direction) if direction else None)

    def _dismiss(self, key: Key) -> None:
        if self.finding is not None:
            self.ops.run(mapping.dismiss, self.finding.id, key)

    def _allow_again(self) -> None:
        if self.finding is not None:
            self.ops.run(mapping.allow_again, self.finding.id)

    def _remove_words(self, excerpt_id: str) -> None:
        self.ops.run(service.delete_excerpt, excerpt_id)

    # Going elsewhere

    def _asked(self, key: Key) -> None:
        if isinstance(key, int):
            self.nav.go("article", article=key)
        else:
            self.nav.go("findings", badge=key)

    def _open_notes(self, excerpt: Excerpt) -> None:
        self.nav.go("coding", workshop=excerpt.workshop_id, excerpt=excerpt.id)

    def _show_history(self) -> None:
        if self.finding is not None:
            HistoryDialog(
                self.window(), self.finding.number, self.ops.ask(finding_history, self.finding.id)
            ).exec()

    def _split(self) -> None:
        if self.finding is None:
            return
        dialog = SplitDialog(
            self.window(), self.finding, self.ops.ask(service.excerpts, finding_id=self.finding.id)
        )
        if dialog.exec() == QDialog.DialogCode.Accepted:
            made = self.ops.run(split_finding, self.finding.id, dialog.words.text(), dialog.moved())
            if made:
                self.nav.go("findings", finding=made)

    def merge(self, other_ids: list[str]) -> None:
        """Ask how to merge others into this finding, and do it."""
        if self.finding is None:
            return
        others = [one for one in self.ops.ask(service.findings, ids=other_ids) if one.id != self.finding.id]
        dialog = MergeDialog(self.window(), [self.finding, *others])
        if others and dialog.exec() == QDialog.DialogCode.Accepted:
            self.ops.run(merge_findings, self.finding.id, [one.id for one in others], dialog.words.text())

    def _delete(self) -> None:
        if self.finding is not None:
            self.ops.run(service.delete_findings, [self.finding.id])

    def focus_words(self) -> None:
        """Go to the text."""
        self.words.setFocus(Qt.FocusReason.OtherFocusReason)
        self.words.caret_to_end()
