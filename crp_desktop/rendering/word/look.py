"""The looks of a Word file as real styles: sizes and colours are those that its document has on paper."""

from crp_desktop.rendering.theme import GROUND, LINE, QUIET, TextStyle, Theme
from crp_desktop.rendering.word.xml import colour, half_points, quoted, twips

FONT = "Atkinson Hyperlegible"
CELL_SHARE = 0.91
"""The type of tables, as a share of the reading text's."""
SMALLEST = 8.5
"""The type of heads and feet, in points."""
_BEFORE = {1: 0.0, 2: 1.6, 3: 1.1, 4: 1.0}
_AFTER = {1: 0.35, 2: 0.5, 3: 0.35, 4: 0.3}
_HEADINGS = {1: ("Title", "Title"), 2: ("Heading1", "heading 1"), 3: ("Heading2", "heading 2"),
             4: ("Heading3", "heading 3")}  # fmt: skip
_STEP = 18.0
"""How far each level of a list stands in, in points."""


def style_of(level: int) -> str:
    """The id of the style for a heading of a level of the document: 1 is its title."""
    return _HEADINGS[min(level, 4)][0]


def step(depth: int) -> float:
    """How far text stands in at a depth of lists, in points."""
    return _STEP * depth


def styles(theme: Theme, lang: str) -> str:
    """The file `styles.xml`."""
    body, small, accent = theme.body, theme.small.size, theme.accent
    line = round(240 * body.leading / body.size / 1.22)
    after = body.size * 0.6
    quiet = f'<w:color w:val="{colour(QUIET)}"/>'
    plain_small = f"{quiet}{_size(small)}"
    fact = _space(after, after * 1.5, keep=True) + _edge(colour(accent), colour(GROUND))
    parts = [
        _defaults(body, lang, line, after),
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        *(_heading(level, theme.heading(level)) for level in _HEADINGS),
        _style("Kicker", "Document Kind", _space(0, body.size * 0.3, keep=True),
               f'<w:b/><w:bCs/><w:color w:val="{colour(accent)}"/>{_size(small * 1.1)}'),
        _style("Subtitle", "Subtitle", _space(0, after), f"{quiet}{_size(body.size * 1.27)}"),
        _style("Lead", "Lead", _space(0, after), _size(body.size * 1.18)),
        _style("Quiet", "Quiet", _space(0, after), quiet),
        _style("SmallPrint", "Small Print", _space(0, after * 0.6), plain_small),
        _style("Fact", "Fact", fact, "", close=True),
        _style("Quote", "Quote", _space(0, after * 0.6), "<w:i/><w:iCs/>"),
        _style("Caption", "caption", _space(after, after * 0.5, keep=True), f"{plain_small}"),
        _style("TableText", "Table Text", _space(body.size * 0.2, body.size * 0.2), _size(body.size * CELL_SHARE)),
        _style("TableHead", "Table Head", _space(body.size * 0.2, body.size * 0.2, keep=True), plain_small),
        _style("ListBullet", "List Bullet", _space(0, after * 0.5), ""),
        _style("ListNumber", "List Number", _space(0, after * 0.5), ""),
        _style("ListContinue", "List Continue", _space(0, after * 0.5), ""),
        _style("TOC1", "toc 1", _space(0, body.size * 0.2), ""),
        _style("Header", "header", _space(0, 0), f"{quiet}{_size(SMALLEST)}"),
        _style("Footer", "footer", _space(0, 0), f"{quiet}{_size(SMALLEST)}"),
        _table(colour(accent.tint(0.6))),
    ]  # fmt: skip
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"{''.join(parts)}</w:styles>"
    )


def _defaults(body: TextStyle, lang: str, line: int, after: float) -> str:
    fonts = " ".join(f'w:{slot}="{FONT}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>"
        f'<w:color w:val="{colour(body.ink)}"/>{_size(body.size)}'
        f'<w:lang w:val={quoted(lang)} w:eastAsia={quoted(lang)} w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr><w:spacing w:after="{twips(after)}" w:line="{line}" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
    )


def _size(points: float) -> str:
    return f'<w:sz w:val="{half_points(points)}"/><w:szCs w:val="{half_points(points)}"/>'


def _space(before: float, after: float, *, keep: bool = False) -> str:
    """Space around a paragraph in points; with `keep` it stays on the page of the next one."""
    kept = "<w:keepNext/><w:keepLines/>" if keep else ""
    return f'{kept}|<w:spacing w:before="{twips(before)}" w:after="{twips(after)}"/>'


def _edge(line: str, ground: str) -> str:
    """A bar on the left and a quiet ground."""
    return (
        f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{line}"/></w:pBdr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>'
    )


def _style(
    style_id: str, name: str, paragraph: str, run: str, *, outline: int | None = None, close: bool = False
) -> str:
    """A paragraph style; `close` ones have no space between two of them.

    `paragraph` is what `_space` gives, perhaps with what `_edge` gives behind it.
    """
    kept, _, rest = paragraph.partition("|")
    spacing, _, edge = rest.partition("/>")
    together = "<w:contextualSpacing/>" if close else ""
    level = "" if outline is None else f'<w:outlineLvl w:val="{outline}"/>'
    follows = '<w:next w:val="Normal"/>' if outline is not None or style_id == "Title" else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/>{follows}<w:qFormat/>'
        f"<w:pPr>{kept}{edge}{spacing}/>{together}{level}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _heading(level: int, style: TextStyle) -> str:
    style_id, name = _HEADINGS[level]
    size = style.size
    run = f'<w:b/><w:bCs/><w:color w:val="{colour(style.ink)}"/>{_size(size)}'
    space = _space(_BEFORE[level] * size * 0.7, _AFTER[level] * size, keep=True)
    return _style(style_id, name, space, run, outline=None if level == 1 else level - 2)


def _table(head_line: str) -> str:
    thin = f'w:val="single" w:sz="4" w:space="0" w:color="{colour(LINE)}"'
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="PaperTable"><w:name w:val="Paper Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>'
        f"<w:tblBorders><w:bottom {thin}/><w:insideH {thin}/></w:tblBorders></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/><w:color w:val="{colour(QUIET)}"/></w:rPr><w:tcPr>'
        f'<w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{head_line}"/></w:tcBorders>'
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
        '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr></w:style>'
    )
