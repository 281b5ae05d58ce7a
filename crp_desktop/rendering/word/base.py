"""The file around the text: an empty Word file of our own, and how a finished one is put away.

Nothing in it names the computer, its user or the time: the same document gives the same bytes.
"""

import io
import zipfile

import docx
from docx.document import Document as WordFile
from lxml import etree

from crp_desktop.domain.i18n import tr
from crp_desktop.rendering.document import Document, illustrative_words
from crp_desktop.rendering.pdf.furniture import shortened
from crp_desktop.rendering.text import plain
from crp_desktop.rendering.theme import LINE, QUIET, TEXT, TextStyle
from crp_desktop.rendering.word.look import FONT, SMALLEST, styles
from crp_desktop.rendering.word.words import field, run
from crp_desktop.rendering.word.xml import Xml, colour, el, safe, twips

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("document.main", "styles", "settings", "fontTable", "numbering", "header", "footer")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_RIBBON = "FFE9A8"
_EDGE_TO_HEAD = 24.0
_RIBBON_ROOM, _PAGES_ROOM = 170.0, 90.0
_SMALL = TextStyle(SMALLEST, SMALLEST * 1.3, QUIET)
_OTHER_FACE = 0.86
"""How much of the room our words may take, so that a wider face holds them as well."""


def empty_file(document: Document) -> WordFile:
    """A Word file without text: styles, fonts, settings, head and foot."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in _parts(document).items():
            package.writestr(name, content)
    target.seek(0)
    made = docx.Document(target)
    about = made.core_properties
    about.title = _told(document.title)
    about.subject = _told(document.subject)
    about.author = _told(document.council)
    about.language = document.lang
    return made


def _told(words: str) -> str:
    """Words about the file, as long as such words may be."""
    return safe(plain(words))[:255]


def packed(made: WordFile) -> bytes:
    """The file's bytes, each part dated the first day that such files know."""
    loose, target = io.BytesIO(), io.BytesIO()
    made.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, source.read(name))
    return target.getvalue()


def _parts(document: Document) -> dict[str, str]:
    overrides = "".join(
        f'<Override PartName="/word/{part.partition(".")[0]}.xml" ContentType="{_TYPE}.{part}+xml"/>'
        for part in _PARTS
    )
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{part}" Target="{part}.xml"/>'
        for at, part in enumerate(_PARTS[1:], 1)
    )
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"/>',
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f"{related}</Relationships>",
        "word/document.xml": _page(document),
        "word/styles.xml": styles(document.theme, document.lang),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _fonts(),
        "word/numbering.xml": f"{_HEAD}<w:numbering {_W}/>",
        "word/header.xml": _header(document),
        "word/footer.xml": _footer(document),
    }


def _page(document: Document) -> str:
    """The sheet and its margins; head and foot are the same on every page."""
    paper = document.paper
    edges = " ".join(
        f'w:{side}="{twips(size)}"'
        for side, size in (
            ("top", max(paper.top, 60)),
            ("right", paper.right),
            ("bottom", max(paper.bottom, 56)),
            ("left", paper.left),
            ("header", _EDGE_TO_HEAD),
            ("footer", _EDGE_TO_HEAD),
        )
    )
    return (
        f'{_HEAD}<w:document {_W} xmlns:r="{_OFFICE}"><w:body><w:sectPr>'
        f'<w:headerReference w:type="default" r:id="rId{_PARTS.index("header")}"/>'
        f'<w:footerReference w:type="default" r:id="rId{_PARTS.index("footer")}"/>'
        f'<w:pgSz w:w="{twips(paper.width)}" w:h="{twips(paper.height)}"/>'
        f'<w:pgMar {edges} w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def _settings() -> str:
    """Nothing is counted or fetched when the file is opened; no older version's way of laying out."""
    return (
        f'{_HEAD}<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _fonts() -> str:
    """What stands in for our face on computers that lack it."""
    return (
        f'{_HEAD}<w:fonts {_W}><w:font w:name="{FONT}"><w:altName w:val="Arial"/>'
        '<w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font><w:font w:name="Arial"><w:panose1 w:val="020B0604020202020204"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _header(document: Document) -> str:
    """Whose document and what it is called; a sample says so on every page."""
    room = document.paper.measure
    runs = [run(_shortened(document.head, room - (_RIBBON_ROOM if document.illustrative else 0)))]
    if document.illustrative:
        ground = el("w:shd", val="clear", color="auto", fill=_RIBBON)
        looks = el("w:rPr", el("w:b"), el("w:bCs"), el("w:color", val=colour(TEXT)), ground)
        runs += [el("w:r", el("w:tab")), run(f" {illustrative_words()} ", looks)]
    return _file(el("w:hdr", el("w:p", _line_looks("Header", "bottom", document), *runs)))


def _footer(document: Document) -> str:
    """The caveat and the day, and which page of how many."""
    page, between, end = tr("Page {number} of {of}", number="\n", of="\n").split("\n")
    counted = [run(page), *field("PAGE", "1"), run(between), *field("NUMPAGES", "1"), run(end)]
    line = [
        run(_shortened(document.footer, document.paper.measure - _PAGES_ROOM)),
        el("w:r", el("w:tab")),
        *counted,
    ]
    return _file(el("w:ftr", el("w:p", _line_looks("Footer", "top", document), *line)))


def _shortened(words: str, room: float) -> str:
    """On one line, also where another face stands in for ours."""
    return shortened(plain(words), _SMALL, room * _OTHER_FACE)


def _line_looks(style: str, rule: str, document: Document) -> Xml:
    """A thin line above or below, and a tab stop at the right edge of the text."""
    return el(
        "w:pPr",
        el("w:pStyle", val=style),
        el("w:pBdr", el(f"w:{rule}", val="single", sz=4, space=6, color=colour(LINE))),
        el("w:tabs", el("w:tab", val="right", pos=twips(document.paper.measure))),
    )


def _file(root: Xml) -> str:
    return f"{_HEAD}{etree.tostring(root, encoding='unicode')}"
