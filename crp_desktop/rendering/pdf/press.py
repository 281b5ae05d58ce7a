"""From what a document says to blocks that fill pages: how each kind of node looks on paper."""

from collections.abc import Sequence
from dataclasses import replace

from crp_desktop.rendering import content
from crp_desktop.rendering.content import Node
from crp_desktop.rendering.pdf import charts, levels, marks
from crp_desktop.rendering.pdf import colour as ink
from crp_desktop.rendering.pdf.boxes import Box, Drawing, list_item, list_of
from crp_desktop.rendering.pdf.chips import Chips
from crp_desktop.rendering.pdf.findings import finding, mark, quote
from crp_desktop.rendering.pdf.flow import Block, Columns, PageBreak, Space, Stack
from crp_desktop.rendering.pdf.headings import Heading, contents
from crp_desktop.rendering.pdf.heatmap import HeatMap
from crp_desktop.rendering.pdf.lines import natural_width
from crp_desktop.rendering.pdf.pictures import Picture
from crp_desktop.rendering.pdf.rights_cards import rights_cards
from crp_desktop.rendering.pdf.tables import Cell, Table
from crp_desktop.rendering.pdf.tagging import Element
from crp_desktop.rendering.pdf.text import Paragraph
from crp_desktop.rendering.theme import KINDS, LOGO, QUIET, TextStyle, Theme
from crp_desktop.rendering.tree import Writer, check_words, finding_parts, nodes_of, text_of

_FACTS_IN_A_ROW = 4
_USUAL_TABLE = 10.0
"""The type that the widths of columns are given for, in points; larger type widens them."""
_DENSE = 0.45
"""The space above and below the rows of a dense table, in units of the grid."""


class Press(Writer[Block]):
    """Nodes to blocks in the type of one theme. A heading becomes the same block each time: links lead there."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._unit = theme.unit
        self._headings: dict[content.Heading, Heading] = {}

    def all(self, nodes: Sequence[Node]) -> list[Block]:
        """Nodes one after the other."""
        return [self.write(node) for node in nodes]

    # Text

    def title(self, node: content.Title) -> Block:
        """The title with what stands around it, beside the council's logo when there is one."""
        theme, unit, small = self.theme, self._unit, self.theme.small_strong
        head: list[Block] = []
        if node.above:
            style = TextStyle(small.size * 1.1, small.leading * 1.1, theme.accent, bold=True)
            head.append(Paragraph(node.above, style, space_after=1.5 * unit, keep_with_next=True))
        top = self.heading(content.Heading(1, node.words))
        if node.is_long:
            top.styled(size=theme.h2.size, leading=theme.h2.leading)
        whole = Stack([*head, top])
        blocks: list[Block] = [whole]
        if theme.brand.logo is not None:
            chosen = theme.brand.logo
            picture = Picture(chosen.png, alt=chosen.words, widest=LOGO[0], highest=LOGO[1])
            blocks = [Columns([(-1, whole), (picture.wide, picture)], gap=5 * unit)]
        for words, style in (
            (node.subtitle, theme.subtitle),
            (node.date, theme.quiet),
            (node.caution, theme.small),
        ):
            if words:
                blocks.append(Paragraph(words, style, space_after=unit))
        return Stack(blocks).spaced(after=4 * unit)

    def heading(self, node: content.Heading) -> Heading:
        """A heading; it also stands in the document's outline."""
        if node not in self._headings:
            before = {1: 0, 2: 6.5, 3: 4.5}.get(node.level, 4) * self._unit
            after = {1: 2, 2: 2.5, 3: 1.5}.get(node.level, 1) * self._unit
            style = self.theme.heading(node.level)
            self._headings[node] = Heading(
                node.level, node.text, style, lang=node.lang, space_before=before, space_after=after
            )
        return self._headings[node]

    def paragraph(self, node: content.Paragraph) -> Paragraph:
        """Text in the type of its role."""
        return Paragraph(
            node.text,
            self.theme.text(node.role),
            lang=node.lang,
            actual=node.spoken,
            space_after=2 * self._unit,
            keep_with_next=node.introduces,
        )

    def quote(self, node: content.Quote) -> Block:
        """With a bar down its left side."""
        return quote(self.theme, node.quote, node.kind).spaced(after=2 * self._unit)

    # Groups

    def section(self, node: content.Section) -> Block:
        """One section of the structure."""
        return Stack(self.all(node.children), element=Element("Sect"), keep=node.keep)

    def together(self, node: content.Together) -> Block:
        """On one page."""
        return Stack(self.all(node.children), keep=1)

    def beside(self, node: content.Beside) -> Block:
        """Columns; cards in them are as high as the highest."""
        shares = node.shares or [1] * len(node.groups)
        blocks = [
            self.write(group[0]) if len(group) == 1 else Stack(self.all(group)) for group in node.groups
        ]
        columns = [(-share, block) for share, block in zip(shares, blocks, strict=True)]
        above = max(block.space_above() for block in blocks)
        return Columns(columns, gap=6 * self._unit, equal=True).spaced(above, 2 * self._unit)

    def callout(self, node: content.Callout) -> Block:
        """On a light ground."""
        title = Paragraph(node.title, self.theme.strong, space_after=self._unit, keep_with_next=True)
        box = Box([title, *self.all(node.children)], self.theme.callout, element=Element("Div"), keep=0.3)
        return box.spaced(2 * self._unit, 3 * self._unit)

    def card(self, node: content.Card) -> Block:
        """With the mark of its kind on the left; a claim has its number above the mark."""
        theme, unit = self.theme, self._unit
        body = Stack(
            [block.spaced(after=0) for block in self.all(node.children)],
            gap=(0.75 if node.label else 1) * unit,
        )
        size = theme.body.size * (1.15 if node.label else 1.7)
        sign, gutter = mark(node.kind, size, size), size + 2.5 * unit
        head: Block = sign
        if node.label:
            number = Paragraph(node.label, replace(theme.strong, ink=KINDS[node.kind]))
            head, gutter = Stack([number, sign]), 12 * unit
        inside = Columns([(gutter, head), (-1, body)])
        box = Box([inside], theme.card(node), element=Element("Div"), keep=0.5 if node.label else 1)
        return box.spaced(after=(1.5 if node.label else 2) * unit)

    # Lists

    def facts(self, node: content.Facts) -> Block:
        """Side by side on a quiet ground, four to a row."""
        theme, unit, shown = self.theme, self._unit, node.known
        if not shown:
            return Space(0)
        rows: list[Block] = []
        for start in range(0, len(shown), _FACTS_IN_A_ROW):
            part = shown[start : start + _FACTS_IN_A_ROW]
            in_row = [self._fact(name, words) for name, words in part]
            needs = [
                max(natural_width(words, theme.strong), natural_width(name, theme.small))
                for name, words in part
            ]
            if len(shown) > _FACTS_IN_A_ROW:
                needs = [1] * _FACTS_IN_A_ROW
                in_row += [Space(0)] * (_FACTS_IN_A_ROW - len(part))
            rows.append(_Facts(in_row, needs, 5 * unit))
        inside = Stack(rows, element=Element("L", numbering="None"), gap=3 * unit)
        return Box([inside], theme.facts).spaced(after=4 * unit)

    def _fact(self, name: str, words: str) -> Block:
        label = Paragraph(name, self.theme.small, tag="Lbl", space_after=self._unit / 2)
        return Stack([label, Paragraph(words, self.theme.strong, tag="LBody")], element=Element("LI"))

    def bullets(self, node: content.Bullets) -> Block:
        """With dots."""
        style = replace(self.theme.strong, ink=self.theme.accent)
        rows = [
            list_item(Paragraph("•", style), self._item(item), indent=4 * self._unit) for item in node.items
        ]
        return list_of(rows, numbering="Disc", gap=self._unit).spaced(after=2 * self._unit)

    def numbered(self, node: content.Numbered) -> Block:
        """With numbers."""
        style = replace(self.theme.strong, ink=self.theme.accent)
        digits = len(str(node.first + len(node.items)))
        indent = (5 + 1.5 * max(0, digits - 1)) * self._unit
        rows = [
            list_item(Paragraph(f"{at}.", style), self._item(item), indent=indent)
            for at, item in enumerate(node.items, node.first)
        ]
        return list_of(rows, numbering="Decimal", gap=self._unit).spaced(after=2 * self._unit)

    def checklist(self, node: content.Checklist) -> Block:
        """With boxes, whose state is read aloud."""
        rows = [
            list_item(self._check(done), self._item(text), indent=5.5 * self._unit, keep=1)
            for text, done in node.items
        ]
        return list_of(rows, gap=1.5 * self._unit).spaced(after=2 * self._unit)

    def _check(self, done: bool | None) -> Block:
        theme, size = self.theme, self.theme.body.size

        def paint(canvas: object, x: float, y: float, width: float, height: float) -> None:
            low = y + height - theme.body.leading * 0.5 - size * 0.45
            if done:
                marks.tick(canvas, x, low, size, theme.accent)
            else:
                marks.empty_box(canvas, x, low, size, QUIET)

        return Drawing(paint, theme.body.leading, alt=check_words(done), width=size)

    def clause(self, node: content.Clause) -> Block:
        """With its number in the margin."""
        number = Paragraph(f"{node.section}.{node.number}", self.theme.quiet)
        item = list_item(number, self._item(node.text), indent=9 * self._unit)
        block = list_of([item], numbering="Decimal").spaced(after=1.5 * self._unit)
        block.keep_with_next = node.introduces
        return block

    def marked(self, node: content.Marked) -> Block:
        """With the marks of kinds as decoration."""
        size = self.theme.body.size * 1.15
        rows = [
            list_item(mark(kind, size, size), self._item(text), indent=size + 2 * self._unit)
            for kind, text in node.items
        ]
        return list_of(rows, gap=1.25 * self._unit).spaced(after=2 * self._unit)

    def _item(self, item: content.Item) -> list[Block]:
        nodes = nodes_of(item)
        return [Paragraph(text_of(item), self.theme.body)] if nodes is None else self.all(nodes)

    def findings(self, node: content.Findings) -> Block:
        """One below the other, read as a list."""
        items = [finding(self.theme, one, self.all(finding_parts(one))) for one in node.findings]
        return Stack(items, element=Element("L", numbering="None"))

    def chips(self, node: content.Chips) -> Block:
        """In rows."""
        return Chips(node, self.theme).spaced(after=4 * self._unit)

    def contents(self, node: content.Contents) -> Block:
        """With page numbers."""
        return contents([self.heading(one) for one in node.headings], self.theme.body)

    # Tables and forms

    def table(self, node: content.Table) -> Table:
        """With repeated headings."""
        theme, unit = self.theme, self._unit
        wider = max(1, theme.table.body.size / _USUAL_TABLE)
        columns = [replace(column, width=column.width * wider) for column in node.columns]
        rows = [[self._cell(cell) for cell in row] for row in node.rows]
        style = replace(theme.table, pad_y=_DENSE * unit) if node.dense else theme.table
        caption = (
            Paragraph(node.caption, theme.small, tag="Caption", space_after=1.5 * unit, keep_with_next=True)
            if node.caption
            else None
        )
        return Table(columns, rows, style, caption=caption).spaced(after=4 * unit)

    def _cell(self, cell: content.CellLike) -> str | Cell:
        if isinstance(cell, str):
            return cell
        inside = cell.content
        return Cell(self.write(inside) if isinstance(inside, Node) else inside, columns=cell.columns)

    def lines(self, node: content.Lines) -> Block:
        """Without space between them."""
        return Stack([self.paragraph(one).spaced(after=0) for one in node.paragraphs])

    def blank(self, node: content.Blank) -> Block:
        """Empty space."""
        return Space(node.height)

    def write_lines(self, node: content.WriteLines) -> Block:
        """Thin lines."""
        lines = [
            Drawing(
                lambda canvas, x, y, width, height: ink.rule(canvas, x, y, x + width, y, QUIET),
                7 * self._unit,
            )
            for _ in range(node.count)
        ]
        return Stack(lines).spaced(after=2 * self._unit)

    def sign_lines(self, node: content.SignLines) -> Block:
        """Side by side, with what goes there underneath."""
        unit = self._unit
        columns: list[tuple[float, Block]] = []
        for label in node.labels:
            line = Drawing(
                lambda canvas, x, y, width, height: ink.rule(canvas, x, y, x + width, y, QUIET, 0.75), 0.75
            )
            columns.append((-1, Stack([Space(9 * unit), line, Paragraph(label, self.theme.small)], gap=unit)))
        return Stack([Columns(columns, gap=6 * unit)], keep=1).spaced(after=3 * unit)

    def dots(self, node: content.Dots) -> Block:
        """Empty circles as decoration."""

        def paint(canvas: object, x: float, y: float, width: float, height: float) -> None:
            step = width / node.count
            for at in range(node.count):
                left, low = x + at * step + 1, y + height / 2 - 4
                ink.box(canvas, left, low, 8, 8, line=QUIET, thickness=0.6, radius=4)

        return Drawing(paint, node.height)

    # Charts

    def articles_chart(self, node: content.ArticlesChart) -> Block:
        """Bars under their legend."""
        return charts.articles_chart(self.theme, node.touched)

    def kind_legend(self, node: content.KindLegend) -> Block:
        """As decoration."""
        return charts.legend(self.theme, node.touched).spaced(after=self._unit)

    def bar(self, node: content.Bar) -> Block:
        """The bar as decoration, the number at its end."""
        return charts.bar_and_number(self.theme, node.touched, node.most)

    def level_strip(self, node: content.LevelStrip) -> Block:
        """A bar parted by level."""
        return levels.level_strip(self.theme, node).spaced(after=2 * self._unit)

    def level_legend(self, node: content.LevelLegend) -> Block:
        """As decoration."""
        return levels.level_legend(self.theme, node.names)

    def trend_strip(self, node: content.TrendStrip) -> Block:
        """Columns."""
        return levels.trend_strip(self.theme, node)

    def heat_map(self, node: content.HeatMap) -> Block:
        """Cells with their counts."""
        return HeatMap(self.theme, node.rows, node.badges)

    # Pages

    def page_break(self, node: content.PageBreak) -> Block:
        """A new page."""
        return PageBreak()

    def rights_cards(self, node: content.RightsCards) -> Block:
        """Sheets to print on both sides."""
        return rights_cards(node.cards, self.theme.brand)


class _Facts(Columns):
    """Columns of which short ones get what they need and long ones share the rest."""

    def __init__(self, blocks: Sequence[Block], needs: Sequence[float], gap: float) -> None:
        super().__init__([(-1, block) for block in blocks], gap=gap)
        self._needs = needs

    def widths(self, width: float) -> list[float]:
        """As much as each needs, or an equal part of what the shorter ones leave."""
        left, found = width - self._gap * (len(self._needs) - 1), [0.0] * len(self._needs)
        order = sorted(range(len(self._needs)), key=lambda at: self._needs[at])
        for done, at in enumerate(order):
            fair = left / (len(order) - done)
            found[at] = min(self._needs[at] + 1, fair)
            left -= found[at]
        return [wide + left / len(found) for wide in found]
