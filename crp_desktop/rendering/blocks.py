"""The parts documents are made of. Every function takes the theme and gives a block; text is never markup."""

from collections.abc import Sequence
from dataclasses import replace

from crp_desktop.domain.i18n import tr
from crp_desktop.rendering import marks
from crp_desktop.rendering.pdf import colour as ink
from crp_desktop.rendering.pdf.boxes import Box, BoxStyle, Drawing, list_item, list_of
from crp_desktop.rendering.pdf.colour import Ink
from crp_desktop.rendering.pdf.flow import Block, Columns, Space, Stack
from crp_desktop.rendering.pdf.headings import Heading
from crp_desktop.rendering.pdf.lines import Role, Run, Text, TextStyle, natural_width
from crp_desktop.rendering.pdf.pictures import Picture
from crp_desktop.rendering.pdf.tables import CellLike, Column, Table
from crp_desktop.rendering.pdf.tagging import Element
from crp_desktop.rendering.pdf.text import Paragraph
from crp_desktop.rendering.theme import GROUND, LINE, QUIET, Logo, Theme

_FACTS_IN_A_ROW = 4
_LONG_TITLE = 120
LOGO = (124.0, 50.0)
"""The box of the logo on a first page: width and height in points."""


def heading(theme: Theme, level: int, text: Text, *, lang: str = "") -> Heading:
    """A heading of level 2 or 3 (level 1 is the title's); it also stands in the document's outline."""
    before = {1: 0, 2: 6.5, 3: 4.5}.get(level, 4) * theme.unit
    after = {1: 2, 2: 2.5, 3: 1.5}.get(level, 1) * theme.unit
    return Heading(level, text, theme.heading(level), lang=lang, space_before=before, space_after=after)


def para(theme: Theme, text: Text, style: TextStyle | None = None, *, lang: str = "") -> Paragraph:
    """A paragraph of reading text, or in another of the theme's styles."""
    return Paragraph(text, style or theme.body, lang=lang, space_after=2 * theme.unit)


def section(blocks: Sequence[Block], *, keep: float = 0) -> Stack:
    """A heading and what belongs to it, as one section; not parted when no higher than `keep` of a page."""
    return Stack(blocks, element=Element("Sect"), keep=keep)


def together(blocks: Sequence[Block], *, gap: float = 0) -> Stack:
    """Blocks that stay on one page, if a page can hold them."""
    return Stack(blocks, gap=gap, keep=1)


def title_block(
    theme: Theme,
    *,
    council: str,
    title: str,
    kind: str = "",
    subtitle: str = "",
    date: str = "",
    lang: str = "",
    illustrative: bool = False,
) -> Block:
    """The top of a first page: whose document with the logo, what kind, the title, and when. `date` is a sentence."""
    above = " · ".join(part for part in (council, kind) if part)
    small = theme.small_strong
    head: list[Block] = []
    if above:
        style = TextStyle(small.size * 1.1, small.leading * 1.1, theme.accent, bold=True, role=Role.KICKER)
        head.append(Paragraph(above, style, space_after=1.5 * theme.unit, keep_with_next=True))
    top = heading(theme, 1, title or tr("Untitled"), lang=lang)
    head.append(top.styled(**_smaller(theme)) if len(title) > _LONG_TITLE else top)
    blocks: list[Block] = [_beside_logo(theme, head)]
    if subtitle:
        blocks.append(Paragraph(subtitle, theme.subtitle, space_after=theme.unit, lang=lang))
    if date:
        blocks.append(Paragraph(date, theme.quiet, space_after=theme.unit))
    if illustrative:
        words = tr(
            "Illustrative: made from a sample programme. It is about no real child and no real council."
        )
        blocks.append(Paragraph(words, theme.small))
    return Stack(blocks).spaced(after=4 * theme.unit)


def _beside_logo(theme: Theme, head: list[Block]) -> Block:
    """The head with the council's logo on its right, inside a box of its own, when there is one."""
    if theme.brand.logo is None:
        return Stack(head)
    picture = logo(theme.brand.logo)
    return Columns([(-1, Stack(head)), (picture.wide, picture)], gap=5 * theme.unit)


def logo(chosen: Logo, *, widest: float = LOGO[0], highest: float = LOGO[1], spoken: bool = True) -> Picture:
    """A council's logo as large as fits into its box; not `spoken`, it is decoration."""
    return Picture(chosen.png, alt=chosen.words if spoken else "", widest=widest, highest=highest)


def _smaller(theme: Theme) -> dict[str, float]:
    """The type of a title that would fill the first page."""
    style = theme.heading(2)
    return {"size": style.size, "leading": style.leading}


def key_facts(theme: Theme, facts: Sequence[tuple[str, str]]) -> Block:
    """Label and value pairs side by side on a quiet ground, four to a row; read as a list."""
    label, value = theme.small, theme.strong
    shown = [(name, words) for name, words in facts if words]
    if not shown:
        return Space(0)
    rows: list[Block] = []
    for start in range(0, len(shown), _FACTS_IN_A_ROW):
        part = shown[start : start + _FACTS_IN_A_ROW]
        facts_in_row = [_fact(theme, Paragraph(name, label, tag="Lbl"), words, value) for name, words in part]
        needs = [max(natural_width(words, value), natural_width(name, label)) for name, words in part]
        if len(shown) > _FACTS_IN_A_ROW:
            needs = [1] * _FACTS_IN_A_ROW
            facts_in_row += [Space(0)] * (_FACTS_IN_A_ROW - len(part))
        rows.append(_Facts(facts_in_row, needs, 5 * theme.unit))
    inside = Stack(rows, element=Element("L", numbering="None"), gap=3 * theme.unit)
    card = Box([inside], BoxStyle(fill=GROUND, edge=theme.accent, radius=4, padding=3 * theme.unit))
    return card.spaced(after=4 * theme.unit)


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


def _fact(theme: Theme, name: Paragraph, words: str, style: TextStyle) -> Block:
    return Stack(
        [name.spaced(after=theme.unit / 2), Paragraph(words, style, tag="LBody")], element=Element("LI")
    )


def callout(theme: Theme, title: Text, blocks: Sequence[Block], *, colour: Ink | None = None) -> Box:
    """A note beside the main text, on a light ground of `colour` (the council's); its title is not a heading."""
    colour = colour or theme.accent
    style = theme.strong
    inside: list[Block] = [Paragraph(title, style, space_after=theme.unit, keep_with_next=True), *blocks]
    box_style = BoxStyle(fill=colour.tint(0.07), edge=colour, radius=4, padding=3 * theme.unit)
    return Box(inside, box_style, element=Element("Div"), keep=0.3).spaced(
        before=2 * theme.unit, after=3 * theme.unit
    )


def card(theme: Theme, blocks: Sequence[Block], *, keep: float = 1) -> Box:
    """Blocks in a frame of their own."""
    style = BoxStyle(line=LINE, radius=5, padding=3.5 * theme.unit)
    return Box(blocks, style, element=Element("Sect"), keep=keep).spaced(after=3 * theme.unit)


def two_columns(theme: Theme, left: Block, right: Block, *, share: float = 0.5) -> Columns:
    """Two blocks side by side; `share` is the left one's part of the width."""
    columns = Columns([(-share, left), (-(1 - share), right)], gap=6 * theme.unit, equal=True)
    return columns.spaced(after=3 * theme.unit)


def bullets(theme: Theme, items: Sequence[Text | Sequence[Block]], *, lang: str = "") -> Stack:
    """A list with bullets; an item is text, or blocks."""
    rows = [list_item(_bullet(theme), _body(theme, item, lang), indent=4 * theme.unit) for item in items]
    return list_of(rows, numbering="Disc", gap=theme.unit).spaced(after=2 * theme.unit)


def numbered(
    theme: Theme, items: Sequence[Text | Sequence[Block]], *, first: int = 1, lang: str = ""
) -> Stack:
    """A list with numbers."""
    style = replace(theme.strong, ink=theme.accent)
    indent = (5 + 1.5 * max(0, len(str(first + len(items))) - 1)) * theme.unit
    rows = [
        list_item(Paragraph(f"{at}.", style), _body(theme, item, lang), indent=indent)
        for at, item in enumerate(items, first)
    ]
    return list_of(rows, numbering="Decimal", gap=theme.unit).spaced(after=2 * theme.unit)


def checklist(theme: Theme, items: Sequence[tuple[Text, bool | None]]) -> Stack:
    """Things to do: True is ticked, False is an empty box, None is a box to tick by hand. The state is read aloud."""
    rows = [
        list_item(_check(theme, done), _body(theme, text, ""), indent=5.5 * theme.unit, keep=1)
        for text, done in items
    ]
    return list_of(rows, gap=1.5 * theme.unit).spaced(after=2 * theme.unit)


def _check(theme: Theme, done: bool | None) -> Block:
    size = theme.body.size
    says = {True: tr("Done:"), False: tr("Not done:"), None: tr("To tick:")}[done]

    def paint(canvas: object, x: float, y: float, width: float, height: float) -> None:
        low = y + height - theme.body.leading * 0.5 - size * 0.45
        if done:
            marks.tick(canvas, x, low, size, theme.accent)
        else:
            marks.empty_box(canvas, x, low, size, QUIET)

    return Drawing(paint, theme.body.leading, alt=says, width=size)


def _bullet(theme: Theme) -> Paragraph:
    return Paragraph("•", replace(theme.strong, ink=theme.accent))


def _body(theme: Theme, item: Text | Sequence[Block], lang: str) -> list[Block]:
    if isinstance(item, str | Run):
        return [Paragraph(item, theme.body, lang=lang)]
    if all(isinstance(part, Block) for part in item):
        return [part for part in item if isinstance(part, Block)]
    return [Paragraph([part for part in item if not isinstance(part, Block)], theme.body, lang=lang)]


def table(
    theme: Theme,
    columns: Sequence[Column],
    rows: Sequence[Sequence[CellLike]],
    *,
    caption: Text = "",
) -> Table:
    """A table with repeated headings; give it a caption, or a heading just above that says what it holds."""
    above = (
        Paragraph(caption, theme.small, tag="Caption", space_after=1.5 * theme.unit, keep_with_next=True)
        if caption
        else None
    )
    return Table(columns, rows, theme.table, caption=above).spaced(after=4 * theme.unit)


def sign_lines(theme: Theme, labels: Sequence[str]) -> Block:
    """Lines to sign on, side by side, each with what goes there underneath."""
    columns: list[tuple[float, Block]] = [
        (-1, Stack([Space(9 * theme.unit), _pen_line(), Paragraph(label, theme.small)], gap=theme.unit))
        for label in labels
    ]
    return Stack([Columns(columns, gap=6 * theme.unit)], keep=1).spaced(after=3 * theme.unit)


def write_lines(theme: Theme, count: int) -> Block:
    """Empty lines to write on by hand."""
    lines = [
        Drawing(
            lambda canvas, x, y, width, height: ink.rule(canvas, x, y, x + width, y, QUIET), 7 * theme.unit
        )
        for _ in range(count)
    ]
    return Stack(lines).spaced(after=2 * theme.unit)


def _pen_line() -> Drawing:
    return Drawing(
        lambda canvas, x, y, width, height: ink.rule(canvas, x, y, x + width, y, QUIET, 0.75), 0.75
    )
