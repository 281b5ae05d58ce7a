"""What a document says as the paragraphs, lists and tables of a Word file."""

import io
from collections.abc import Iterable
from dataclasses import replace

from docx.document import Document as WordFile
from docx.shared import Pt

from crp_desktop.domain.i18n import tr
from crp_desktop.rendering import content, tree
from crp_desktop.rendering.chart_images import Pictured, chart_pictures, logo_picture
from crp_desktop.rendering.content import Node
from crp_desktop.rendering.document import Document, Progress, illustrative_words
from crp_desktop.rendering.text import Role, Run, plain
from crp_desktop.rendering.theme import KINDS, QUIET
from crp_desktop.rendering.views import FindingView, checked_words
from crp_desktop.rendering.word.base import empty_file, packed
from crp_desktop.rendering.word.cards import Mark, Place
from crp_desktop.rendering.word.lists import Lists
from crp_desktop.rendering.word.look import style_of
from crp_desktop.rendering.word.paragraphs import Paragraphs
from crp_desktop.rendering.word.tables import table
from crp_desktop.rendering.word.words import Differs, field, words
from crp_desktop.rendering.word.xml import Xml, colour, el

_STYLES = {
    Role.BODY: "Normal",
    Role.LABEL: "Normal",
    Role.LEAD: "Lead",
    Role.QUIET: "Quiet",
    Role.SMALL: "SmallPrint",
    Role.DETAIL: "Normal",
}
_HALF_A_PAGE = 1500
"""Letters of reading text."""
_SMALLER = 0.97
"""A table whose words would not fit is set smaller on paper, and so it is here."""


def as_docx(document: Document, progress: Progress | None = None) -> bytes:
    """The document as a Word file: real headings, lists and tables, charts with words, nothing fetched or counted.

    What a person typed is only ever text. The same document gives the same bytes. Whatever `progress` raises goes
    through.
    """
    made = empty_file(document)
    writer = Writer(document, made)
    for at, node in enumerate(document.body):
        if progress is not None:
            progress(at, len(document.body))
        writer.write(node)
    writer.end()
    return packed(made)


class Writer(tree.Writer[None], Paragraphs):
    """Puts one node after the other at the end of what has been written."""

    def __init__(self, document: Document, made: WordFile) -> None:
        super().__init__(document, made)
        self._theme = document.theme
        self._file = made
        self._lists = Lists(self._theme.accent)
        self._bookmarks: dict[content.Heading, int] = {}

    def all(self, nodes: Iterable[Node]) -> None:
        """Nodes one after the other."""
        for node in nodes:
            self.write(node)

    def end(self) -> None:
        """The closing words, and the definitions that everything above refers to."""
        closing = [self.document.council, self.document.footer]
        if self.document.illustrative:
            closing.append(illustrative_words())
        self.close()
        self.put(" · ".join(part for part in closing if part), "SmallPrint")
        self._lists.write(self._file.part.numbering_part.element)

    # Text

    def title(self, node: content.Title) -> None:
        """The title with what stands around it; the logo begins the first page."""
        logo = self._theme.brand.logo
        if logo is not None:
            looks = el("w:pPr", el("w:pStyle", val="Normal"), el("w:jc", val="right"))
            drawn = self._drawn(logo_picture(logo, self.document.paper.measure))
            self.body.insert(0, el("w:p", looks, drawn))
        self.put(node.above, "Kicker", keep=True)
        smaller = Differs(size=self._theme.h2.size) if node.is_long else None
        self.put(node.words, style_of(1), smaller)
        self.put(node.subtitle, "Subtitle")
        self.put(node.date, "Quiet")
        self.put(node.caution, "SmallPrint")

    def heading(self, node: content.Heading) -> None:
        """With a bookmark that a table of contents leads to."""
        number = self._bookmark(node)
        text = words(node.text, Differs(), lang=node.lang, default=self.document.lang)
        begin = el("w:bookmarkStart", id=number, name=_bookmark_name(number))
        with self.at(depth=0, card=None):
            self.put_runs(
                [begin, *text.runs, el("w:bookmarkEnd", id=number)], style_of(node.level), rtl=text.rtl
            )

    def paragraph(self, node: content.Paragraph) -> None:
        """Text in the style of its role; in a table's cell, in that of the cell."""
        style, differs = _STYLES[node.role], Differs(bold=node.role is Role.LABEL)
        if self.place.cell:
            style = self.place.cell
            if node.role in (Role.QUIET, Role.SMALL):
                small = self._theme.small.size if node.role is Role.SMALL else None
                differs = Differs(ink=colour(QUIET), size=small)
        self.put(node.spoken or node.text, style, differs, lang=node.lang, keep=node.introduces)

    def quote(self, node: content.Quote) -> None:
        """Words, then who said them."""
        with self.at(quote=True):
            self.put(node.quote.quoted, self.place.cell or "Quote", lang=node.quote.lang)
            self.put(node.quote.about, self.place.cell or "SmallPrint")

    # Groups

    def _group(self, node: content.Section | content.Together) -> None:
        """What is in it."""
        self.all(node.children)

    section = together = _group

    def beside(self, node: content.Beside) -> None:
        """One group below the other."""
        for group in node.groups:
            self.all(group)

    def callout(self, node: content.Callout) -> None:
        """A card under its title."""
        with self.in_card(self._theme.callout), self.kept_together(_is_short(node)):
            self.put(node.title, self.place.cell or "Normal", Differs(bold=True), keep=True)
            self.all(node.children)

    def card(self, node: content.Card) -> None:
        """A card, its number first."""
        with self.in_card(self._theme.card(node)), self.kept_together(_is_short(node)):
            self.put(node.label, "Normal", Differs(bold=True, ink=colour(KINDS[node.kind])))
            self.all(node.children)

    # Lists

    def facts(self, node: content.Facts) -> None:
        """A name and its value on one line."""
        with self.at(card=None):
            for name, value in node.known:
                self.put([Run(f"{name}: ", strong=True), value], "Fact")

    def bullets(self, node: content.Bullets) -> None:
        """Word's bullets."""
        for item in node.items:
            self._item(item, self._bullet())

    def numbered(self, node: content.Numbered) -> None:
        """Numbers that Word counts."""
        number = self._lists.numbers(node.first)
        for item in node.items:
            self._item(item, Mark(number, self._level, counted=True))

    def checklist(self, node: content.Checklist) -> None:
        """With boxes."""
        for text, done in node.items:
            self._item(text, Mark(tick=bool(done)))

    def clause(self, node: content.Clause) -> None:
        """A number that Word counts within its section."""
        number = self._lists.paragraphs(str(node.section), node.number)
        self._item(node.text, Mark(number, counted=True), keep=node.introduces)

    def marked(self, node: content.Marked) -> None:
        """Word's bullets."""
        for _, text in node.items:
            self._item(text, self._bullet())

    def findings(self, node: content.Findings) -> None:
        """Each with its kind and number, articles and badges, quotes."""
        for one in node.findings:
            self._finding(one)

    def _finding(self, one: FindingView) -> None:
        named = Differs(bold=True, ink=colour(KINDS[one.kind]))
        label = words(f"{one.name}: ", named, lang="", default=self.document.lang).runs
        with self.kept_together(_is_short(one)), self.item(replace(self._bullet(), label=label)):
            self.all(tree.finding_parts(one))
            self.put(checked_words() if one.confirmed else "", "SmallPrint")

    def chips(self, node: content.Chips) -> None:
        """Articles and badges: on one line under what they belong to, as a list where they stand alone."""
        if self.place.depth or self.place.card or self.place.cell:
            self.put(" · ".join(node.spoken), self.place.cell or "SmallPrint")
        else:
            self.bullets(content.Bullets(node.spoken))

    @property
    def _level(self) -> int:
        return min(self.place.depth, 3)

    def _bullet(self) -> Mark:
        return Mark(self._lists.bullets(), self._level)

    def _item(self, item: content.Item, mark: Mark, *, keep: bool = False) -> None:
        nodes = tree.nodes_of(item)
        with self.kept_together(nodes is not None and len(nodes) > 1 and _is_short(item)), self.item(mark):
            if nodes is None:
                self.put(tree.text_of(item), "Normal", keep=keep)
            else:
                self.all(nodes)

    def contents(self, node: content.Contents) -> None:
        """A table of contents that Word can renew; its entries are links, and no page number can be wrong."""
        begin, code, parted, _, end = field('TOC \\o "1-1" \\n \\h', "")
        for at, heading in enumerate(node.headings):
            line = words(plain(heading.text), Differs(), lang=heading.lang, default=self.document.lang)
            anchor = _bookmark_name(self._bookmark(heading))
            link = el("w:hyperlink", *line.runs, anchor=anchor, history=1)
            before = [begin, code, parted] if at == 0 else []
            after = [end] if at == len(node.headings) - 1 else []
            self.put_runs([*before, link, *after], "TOC1")

    def _bookmark(self, heading: content.Heading) -> int:
        return self._bookmarks.setdefault(heading, len(self._bookmarks) + 1)

    # Tables and forms

    def table(self, node: content.Table) -> None:
        """Under its caption."""
        self.put(node.caption, "Caption", keep=True)
        self.put_table(table(self, node))

    def cell(self, made: Xml, column: content.Column, cell: content.Cell, place: Place) -> None:
        """One cell of a table, in the type of its row."""
        with self.in_cell(made, replace(place, align=column.align)):
            if isinstance(cell.content, Node):
                self.write(cell.content)
                return
            head = place.cell == "TableHead"
            size = self._theme.table.head.size if head else self._theme.table.body.size
            smaller = size * place.squeeze if place.squeeze < _SMALLER else None
            self.put(cell.content, place.cell, Differs(column.header and not head, size=smaller))

    def lines(self, node: content.Lines) -> None:
        """Paragraphs."""
        self.all(node.paragraphs)

    def sign_lines(self, node: content.SignLines) -> None:
        """What goes there."""
        for label in node.labels:
            self.put(label, "SmallPrint")

    # Charts

    def bar(self, node: content.Bar) -> None:
        """Its number."""
        self.put(str(node.touched.total), self.place.cell)

    def level_strip(self, node: content.LevelStrip) -> None:
        """In words, if they do not stand below."""
        self.put("" if node.echoed else node.alt, "Normal")

    def _chart(self, node: content.Chart) -> None:
        """Pictures."""
        for one in chart_pictures(node, self._theme, self.document.paper.measure):
            self.put_runs([self._drawn(one)], "Normal")

    def _drawn(self, one: Pictured) -> Xml:
        inline = self._file.part.new_pic_inline(io.BytesIO(one.png), Pt(one.width), Pt(one.height))
        inline.docPr.set("descr", plain(one.alt))
        inline.docPr.set("name", tr("Picture"))
        return el("w:r", el("w:drawing", inline))

    articles_chart = heat_map = trend_strip = _chart

    def _nothing(self, node: Node) -> None:
        """What only paper has: room to write in by hand, legends of what is drawn, ends of pages."""

    blank = write_lines = dots = kind_legend = level_legend = page_break = _nothing

    def rights_cards(self, node: content.RightsCards) -> None:
        """What the cards say, one below the other."""
        for one in node.cards:
            self.heading(content.Heading(2, f"{one.number}. {one.title}"))
            self.put(one.explanation, "Normal")
            self.put(one.question, "Normal", Differs(bold=True))


def _is_short(thing: object) -> bool:
    """Whether what it says takes about half a page at most."""
    return sum(map(len, tree.words(thing))) <= _HALF_A_PAGE


def _bookmark_name(number: int) -> str:
    return f"_Toc{number:09}"
